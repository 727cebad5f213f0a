"""One order for a paper of any kind: seen as it would be, then written and, where it goes out, recorded."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.desk.handover_paper import drafted_handover, write_handover
from tracker.desk.papers import PaperWish, Written, drafted_papers, write_papers
from tracker.desk.report_papers import drafted_report, write_report
from tracker.errors import BadInput
from tracker.ledger.actor import Actor
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.store import Ledger
from tracker.ledger.words import PaperKind

if TYPE_CHECKING:
    from tracker.exchange.papers.parts import Paper
    from tracker.exchange.papers.style import PaperStyle

REPORTS: Final = (
    PaperKind.WEEK,
    PaperKind.TEN_DAYS,
    PaperKind.MONTH,
    PaperKind.REPORT,
    PaperKind.BETWEEN,
)
"""Papers on the ledger: they have no number, and may be as of an earlier day."""


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """Which paper, about which items."""

    kind: PaperKind
    wanted: Query = EVERYTHING
    wish: PaperWish = field(default_factory=PaperWish)
    who: str = ""
    """Whose work a 交接清单 lists."""
    to: str = ""
    day: dt.date | None = None
    """A report as it was at the end of this day; None: as it is."""
    since: dt.date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Papers as they would be written."""

    papers: tuple[Paper, ...]
    written: Written
    """What would be said of them; no files, no numbers."""


def draft(ledger: Ledger, order: PaperOrder, *, today: dt.date, style: PaperStyle) -> Drafted:
    """What the order comes to now; nothing is written. Raises Refusal, BadInput."""
    kind, wish = order.kind, order.wish
    if kind in REPORTS:
        with _on(ledger, order, today):
            paper, written = drafted_report(
                ledger,
                kind,
                order.wanted,
                wish,
                today=order.day or today,
                style=style,
                since=order.since,
                title=order.title,
            )
        return Drafted((paper,), written)
    if kind is PaperKind.HANDOVER:
        _refuse_nobody(order)
        paper, written = drafted_handover(
            ledger, order.who, order.wanted, wish, to=order.to, today=today, style=style
        )
        return Drafted((paper,), written)
    papers, written = drafted_papers(ledger, kind, order.wanted, wish, today=today, style=style)
    return Drafted(tuple(papers), written)


def write(
    ledger: Ledger,
    order: PaperOrder,
    path: Path,
    *,
    today: dt.date,
    style: PaperStyle,
    issuing: Actor | None = None,
) -> Written:
    """Write the papers; with `issuing` they are numbered and recorded as one action, but for reports.

    Raises Refusal, BadInput, OutputFailed, UnreadableFile.
    """
    kind, wish = order.kind, order.wish
    if kind in REPORTS:
        with _on(ledger, order, today):
            return write_report(
                ledger,
                path,
                kind,
                order.wanted,
                today=order.day or today,
                style=style,
                wish=wish,
                since=order.since,
                title=order.title,
            )
    if kind is PaperKind.HANDOVER:
        _refuse_nobody(order)
        return write_handover(
            ledger,
            path,
            order.who,
            order.wanted,
            to=order.to,
            today=today,
            style=style,
            wish=wish,
            issuing=issuing,
        )
    return write_papers(
        ledger, path, kind, order.wanted, today=today, style=style, wish=wish, issuing=issuing
    )


def _on(ledger: Ledger, order: PaperOrder, today: dt.date) -> AbstractContextManager[None]:
    if order.day is None or order.day == today:
        return nullcontext()
    if order.day > today:
        raise BadInput(f"{order.day}还没有到，台账没有这一天的数；请写今天或以前的日期")
    return ledger.as_of(order.day)


def _refuse_nobody(order: PaperOrder) -> None:
    if not order.who.strip():
        raise BadInput("交接清单要写明是谁名下的")
