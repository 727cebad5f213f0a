"""Two evenings of the ledger held against each other, as plain text to pass on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from tracker.desk.targets import TEXT, target_path
from tracker.errors import BadInput
from tracker.files import replacing, shown
from tracker.ledger.figures.counting import Tally
from tracker.ledger.figures.definitions import ITEM_FIGURES, MEASURE_FIGURES
from tracker.ledger.happened import Differences
from tracker.text.cells import pad, width
from tracker.text.cleaning import one_line


def comparison_text(campaign: str, then: Tally, now: Tally, found: Differences) -> str:
    """Figures side by side, then every list with its items."""
    return "\n".join(_lines(campaign, then, now, found)) + "\n"


def _lines(campaign: str, then: Tally, now: Tally, found: Differences) -> Iterator[str]:
    yield f"{one_line(campaign) or '整改台账'}：{_day(found.since)} 至 {_day(found.until)} 的变化"
    yield "（均按当天终了的台账比较）"
    yield ""
    figures = [(one.code, one.word) for one in ITEM_FIGURES]
    figures += [(one.code, one.word) for one in MEASURE_FIGURES]
    shown_ones = [(code, word) for code, word in figures if then.counts[code] or now.counts[code]]
    widest = max((width(word) for _, word in shown_ones), default=4)
    heads = "".join(pad(word, 8, "right") for word in ("起日", "止日", "增减"))
    yield f"{pad('统计项', widest)}  {heads}"
    for code, word in shown_ones:
        before, after = then.counts[code], now.counts[code]
        numbers = "".join(pad(text, 8, "right") for text in (str(before), str(after), signed(after - before)))
        yield f"{pad(word, widest)}  {numbers}"
    for what, items in found.lists.items():
        if not items:
            continue
        yield ""
        yield f"{what.word} {len(items)} 项"
        for item in items:
            lead = f"（{one_line(item.lead)}）" if item.lead else ""
            yield f"  {item.number}  {one_line(item.title)}{lead}"
            if item.before != item.after:
                yield f"      {one_line(item.before) or '没有'} → {one_line(item.after) or '没有'}"


def signed(number: int) -> str:
    """+3, -2; nothing is 0."""
    return f"{number:+d}" if number else "0"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def write_text(typed: str, text: str) -> Path:
    """Put it into the file that was typed; a good one there is replaced whole or not at all.

    Raises BadInput, OutputFailed.
    """
    if not typed.strip():
        raise BadInput("请写明导出到哪个文件")
    try:
        path = Path(typed.strip()).expanduser()
        path = target_path(path, TEXT)
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError, RuntimeError) as problem:
        raise BadInput(f"不能写到“{shown(typed)}”：文件夹不存在或不能写入，请换一个位置") from problem
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8-sig", newline="\r\n")
    return path
