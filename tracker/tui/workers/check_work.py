"""What 汇报稿核对 reads and writes; imported in workers only, for it brings the database with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.desk.checking import check_text
from tracker.desk.commenting import check_copy_place, commented_copy
from tracker.errors import BadInput
from tracker.files import shown
from tracker.ledger.filtering.tree import every
from tracker.ledger.store import Ledger
from tracker.ledger.views import read_line
from tracker.reading import read
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.check import CheckedDraft, CheckWish
from tracker.tui.workers.overview_reads import within
from tracker.tui.workers.writes import Values, existing_file, past_day_or_none


def wish_of(ledger: Ledger, values: Values, campaign: str, today: dt.date) -> CheckWish:
    """What the form asks for. Raises BadInput where it cannot be read."""
    day = past_day_or_none(values["day"], today)
    read_line(ledger, values["line"])
    return CheckWish(existing_file(values["path"]), day, values["line"].strip(), campaign)


def checked(ledger: Ledger, wish: CheckWish, today: dt.date, job: LongTask) -> CheckedDraft:
    """The draft read, and each figure held against the ledger. Raises UnreadableFile, BadInput, Refusal."""
    text = read(wish.path)
    job.begin("逐个重算")
    checks = check_text(
        ledger,
        text.content,
        today=wish.day or today,
        wanted=every([within(wish.campaign), read_line(ledger, wish.line)]),
        is_past=wish.day is not None,
    )
    return CheckedDraft(wish, text.content, tuple(text.warnings), checks)


def write_copy(draft: CheckedDraft, values: Values) -> tuple[Path, str]:
    """The copy with its comments, and what is said of it. Raises BadInput, UnreadableFile, OutputFailed."""
    source = draft.wish.path
    typed = values["path"].strip()
    if not typed:
        raise BadInput("请写明批注稿写到哪个文件")
    try:
        target = Path(typed).expanduser()
    except RuntimeError as problem:
        raise BadInput(f"不能写到“{shown(typed)}”，请换一个位置") from problem
    check_copy_place(source, target)
    placed = commented_copy(source, target, draft.text, draft.checks)
    missed = f"，{placed.missed}处在原稿里没有找到位置，没有标上" if placed.missed else ""
    return target, f"已写成批注稿，批注{placed.comments}处{missed}：{shown(str(target))}"
