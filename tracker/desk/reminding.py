"""催办 as it goes out: digests as text, files to hand over, a calendar, and a program that sends them."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker.desk.duties import day_events
from tracker.errors import NotSent, OutputFailed
from tracker.exchange.calendar import DayEvent, calendar
from tracker.files import shown, sync_folder, why_not_written
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.reminders import Chase, Chasing, Digest
from tracker.ledger.words import Rung
from tracker.text.cleaning import clean, one_line

MARK = "催办.json"
"""Lies in every folder that was written here; only such a one, or an empty one, is replaced."""
CALENDAR = "催办.ics"
HOOK_SECONDS = 60
"""How long a program may take over one digest."""
TITLES = {
    Rung.EARLY: "提醒",
    Rung.DUE: "到期提醒",
    Rung.FIRST: "督办通知",
    Rung.SECOND: "再次督办通知",
    Rung.LAST: "告诫通知",
}
LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def digest_title(digest: Digest) -> str:
    """整改督办通知（办公室）, by the highest rung in it."""
    return f"整改{TITLES[digest.chases[0].rung]}（{digest.unit}）"


def chase_words(chase: Chase) -> str:
    """ZG-2024-0007 措施2：…."""
    measure = f" 措施{chase.ordinal}" if chase.ordinal else ""
    return f"{chase.number}{measure} {one_line(chase.text)}"


def notice_text(digest: Digest, today: dt.date) -> str:
    """One digest as it is sent on: every program opens it, and it goes into a message as it is."""
    lines = [one_line(digest_title(digest)), "", _asked(digest, today), ""]
    for place, chase in enumerate(digest.chases, 1):
        lines += [
            f"{place}. 【{chase.rung.word}】{chase_words(chase)}",
            f"   最后期限{chase.due.year}年{chase.due.month}月{chase.due.day}日，{one_line(chase.words)}",
        ]
    if digest.leaders:
        lines += ["", f"抄送责任领导：{one_line('、'.join(digest.leaders))}"]
    return "\n".join([*lines, ""])


def _asked(digest: Digest, today: dt.date) -> str:
    """How many of each rung."""
    counted = [
        f"{rung.word}{count}项"
        for rung in reversed(Rung)
        if (count := sum(chase.rung is rung for chase in digest.chases))
    ]
    day = f"{today.year}年{today.month}月{today.day}日"
    return f"截至{day}，请办理{len(digest.chases)}项：{'，'.join(counted)}。"


def markdown(digest: Digest, today: dt.date) -> str:
    """One digest with its table, for a program that sends it."""
    lines = [
        f"# {_plain(digest_title(digest))}",
        "",
        _asked(digest, today),
        "",
        "| 档次 | 编号 | 内容 | 最后期限 | 情况 |",
        "|---|---|---|---|---|",
    ]
    for chase in digest.chases:
        number = f"{chase.number}（措施{chase.ordinal}）" if chase.ordinal else chase.number
        cells = (chase.rung.word, number, chase.text, chase.due.isoformat(), chase.words)
        lines.append("| " + " | ".join(map(_plain, cells)) + " |")
    if digest.leaders:
        lines += ["", f"抄送责任领导：{_plain('、'.join(digest.leaders))}"]
    return "\n".join([*lines, ""])


def _plain(text: str) -> str:
    """Text of the ledger in Markdown: nothing in it is a sign of the language."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", one_line(text))


def digest_object(digest: Digest, today: dt.date) -> dict[str, Any]:
    """One digest as JSON has it, for `--format json` and for the hook program."""
    return {
        "unit": digest.unit,
        "today": today.isoformat(),
        "title": digest_title(digest),
        "leaders": list(digest.leaders),
        "reminders": [
            {
                "key": chase.key,
                "number": chase.number,
                "measure": chase.ordinal,
                "text": chase.text,
                "rung": chase.rung.value,
                "rung_word": chase.rung.word,
                "due": chase.due.isoformat(),
                "words": chase.words,
                "leaders": list(chase.leaders),
            }
            for chase in digest.chases
        ],
        "markdown": markdown(digest, today),
    }


def send(digest: Digest, program: str, today: dt.date) -> None:
    """Give one digest to a program as JSON on its standard input. Raises NotSent.

    No shell reads anything of it; what the program prints is not shown.
    """
    content = json.dumps({"schema": 1, **digest_object(digest, today)}, ensure_ascii=False)
    try:
        result = subprocess.run(
            [program],
            input=content.encode("utf-8", errors="replace"),
            capture_output=True,
            timeout=HOOK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise NotSent(one_line(digest.unit), f"程序{HOOK_SECONDS}秒没有结束") from problem
    except (OSError, ValueError) as problem:
        raise NotSent(one_line(digest.unit), f"运行不了“{shown(program)}”，请检查路径和执行权限") from problem
    if result.returncode != 0:
        said = one_line(clean(result.stderr.decode("utf-8", errors="replace")))[-200:]
        raise NotSent(one_line(digest.unit), f"程序返回{result.returncode}" + (f"：{said}" if said else ""))


def calendar_of(chasing: Chasing, duties: Iterable[OccurrenceRow], today: dt.date) -> bytes:
    """Every last day and every duty's day as a calendar file."""
    events = [
        DayEvent(
            key=f"{chase.number}/{chase.measure_id or 0}/{chase.due}",
            day=chase.due,
            summary=f"{digest.unit}：{chase_words(chase)}",
            description=f"{chase.rung.word}，{chase.words}",
        )
        for digest in chasing.digests
        for chase in digest.chases
    ]
    events += day_events(duties)
    return calendar(events, name="整改催办", stamp=today)


def write_folder(
    folder: Path, chasing: Chasing, duties: Sequence[OccurrenceRow], today: dt.date
) -> list[str]:
    """A text for each unit, the calendar and the whole as JSON; returns the names of the files.

    The folder is replaced whole. Raises OutputFailed, also for one with other things in it.
    """
    files = {
        name: _for_any_editor(notice_text(digest, today))
        for name, digest in zip(_names(chasing.digests), chasing.digests, strict=True)
    }
    files[CALENDAR] = calendar_of(chasing, duties, today)
    content = {"schema": 1, "digests": [digest_object(digest, today) for digest in chasing.digests]}
    files[MARK] = json.dumps(content, ensure_ascii=False, indent=2).encode()
    try:
        _replace_folder(folder, files)
    except (OSError, ValueError) as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem
    return list(files)


def _for_any_editor(text: str) -> bytes:
    """As the Notepad of an older Windows needs it: it shows lines that LF alone ends as one."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _names(digests: Iterable[Digest]) -> list[str]:
    names: list[str] = []
    for digest in digests:
        name = _NOT_IN_NAMES.sub("_", one_line(digest.unit)).strip(". _")[:LONGEST_NAME] or "单位"
        place = sum(known.removesuffix(".txt").split("~")[0] == name for known in names)
        names.append(f"{name}~{place + 1}.txt" if place else f"{name}.txt")
    return names


def _replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise OutputFailed(shown(folder), "这是文件，请指定文件夹")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise OutputFailed(shown(folder), "文件夹里有别的文件，请换一个空的文件夹")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_name(f".~{secrets.token_hex(8)}")
    old = target.with_name(f".~{secrets.token_hex(8)}")
    try:
        made.mkdir()
        for name, content in files.items():
            (made / name).write_bytes(content)
        if target.exists():
            target.rename(old)
        made.rename(target)
        sync_folder(target.parent)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
        for left in (made, old):
            with suppress(OSError):
                shutil.rmtree(left)
