"""What 调度 writes as Word papers; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from tracker.desk.paper_files import office_style
from tracker.desk.paper_orders import PaperOrder, write
from tracker.desk.papers import PaperWish, Written, write_papers
from tracker.errors import BadInput
from tracker.files import shown
from tracker.ledger.actor import Actor
from tracker.ledger.filtering.tree import of
from tracker.ledger.store import Ledger
from tracker.ledger.words import PaperKind
from tracker.tui.app_words import in_app_words
from tracker.tui.workers.overview_reads import within
from tracker.tui.workers.writes import Values, day_or_none


def notices(
    ledger: Ledger,
    kind: PaperKind,
    numbers: Sequence[str],
    *,
    today: dt.date,
    values: Values,
    issuing: Actor | None,
) -> str:
    """A paper for each unit that leads one of these items. Raises Refusal, BadInput, OutputFailed."""
    due = day_or_none(values["due"], today)
    if kind is PaperKind.ADMONITION and due is None:
        raise BadInput("告诫书要写明最后期限")
    written = write_papers(
        ledger,
        path_of(values),
        kind,
        of("编号", *numbers),
        today=today,
        style=office_style(),
        wish=PaperWish(due=due, issuer=values["issuer"].strip(), told="今天该催的"),
        issuing=issuing,
    )
    return _told(written)


def report(
    ledger: Ledger,
    kind: PaperKind,
    campaign: str,
    *,
    today: dt.date,
    day: dt.date | None,
    values: Values,
) -> str:
    """周调度, 旬分析 or 月小结 as of `day`; None: as it stands today. Raises BadInput, OutputFailed."""
    wish = PaperWish(issuer=values["issuer"].strip())
    order = PaperOrder(kind, within(campaign), wish, day=day)
    return _told(write(ledger, order, path_of(values), today=today, style=office_style()))


def path_of(values: Values) -> Path:
    """Where the form says, its folder made. Raises BadInput."""
    try:
        path = Path(values["path"].strip()).expanduser()
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError, ValueError) as problem:
        raise BadInput(
            f"不能写到“{shown(values['path'])}”：文件夹不存在或不能写入，请换一个位置"
        ) from problem
    return path


def _told(written: Written) -> str:
    words = in_app_words(written.words)
    return f"{words}：{shown(str(written.files[0]))}" if written.files else words
