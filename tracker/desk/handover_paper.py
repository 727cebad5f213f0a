"""交接清单: everything open in one person's name, as a Word paper, numbered where it is signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.exporting import without_secret
from tracker.desk.papers import Issue, PaperWish, Written, highest_secrecy, rendered, written_and_issued
from tracker.desk.targets import PAPER, target_path
from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import heading_of
from tracker.ledger.commands.papers import PaperToIssue
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.pages import item_pages
from tracker.ledger.people import Charge, charges
from tracker.ledger.queries import list_items
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import PaperKind
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.exchange.papers.frame import Frame
    from tracker.exchange.papers.parts import Paper
    from tracker.exchange.papers.style import PaperStyle


def write_handover(
    ledger: Ledger,
    typed: Path,
    who: str,
    wanted: Query = EVERYTHING,
    *,
    to: str,
    today: dt.date,
    style: PaperStyle,
    wish: PaperWish | None = None,
    issuing: Actor | None = None,
) -> Written:
    """Write what is open in somebody's name; `to` may be empty, to be filled in by hand.

    The names in the ledger stay: `tracker handover do` changes them. Raises Refusal, OutputFailed.
    """
    wish = wish or PaperWish()
    path = target_path(typed, PAPER)
    kind = PaperKind.HANDOVER
    content = _read(ledger, who, wanted, wish, to=to, today=today, style=style)
    numbers = written_and_issued(
        ledger,
        [path],
        lambda given: rendered(
            [content.paper(given)], style, wish.template or style.templates.get(kind), apart=True
        ),
        Issue(issuing, kind, [PaperToIssue(content.ids, content.to)], content.frame.head, today)
        if issuing
        else None,
        code=style.codes[kind],
        first=wish.first_number,
    )
    return content.written((path,), numbers)


def drafted_handover(
    ledger: Ledger,
    who: str,
    wanted: Query,
    wish: PaperWish,
    *,
    to: str,
    today: dt.date,
    style: PaperStyle,
) -> tuple[Paper, Written]:
    """The list as it would be written now, and what would be said of it. Raises Refusal."""
    content = _read(ledger, who, wanted, wish, to=to, today=today, style=style)
    return content.paper(()), content.written((), ())


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything read for one list."""

    who: str
    to: str
    shown: Sequence[Charge]
    pages: Sequence[ItemPage]
    ids: tuple[int, ...]
    frame: Frame
    withheld: int

    def paper(self, given: tuple[str, ...]) -> Paper:
        """As it is set; a draft without its number."""
        from tracker.exchange.papers.forms import handover_paper

        numbered = replace(self.frame, numbers={"": given[0]} if given else {})
        return handover_paper(numbered, self.shown, self.who, self.to, self.pages)

    def written(self, files: tuple[Path, ...], numbers: tuple[str, ...]) -> Written:
        """What is said of it."""
        return Written(PaperKind.HANDOVER, files, len(self.ids), numbers, self.withheld, is_draft=not numbers)


def _read(
    ledger: Ledger,
    who: str,
    wanted: Query,
    wish: PaperWish,
    *,
    to: str,
    today: dt.date,
    style: PaperStyle,
) -> _Content:
    from tracker.exchange.papers.frame import Frame

    with ledger.snapshot():
        everything = charges(ledger, who, today=today, wanted=wanted)
        shown = everything
        if not wish.with_secret:
            shown = charges(ledger, who, today=today, wanted=without_secret(wanted))
        if not shown:
            raise Refusal(f"“{one_line(who)}”名下没有没办完的事项和措施，没有可以交接的")
        rows = {row.number: row.id for row in list_items(ledger, wanted, today=today)}
        ids = tuple(rows[number] for number in dict.fromkeys(one.number for one in shown))
        pages = item_pages(ledger, ids, today=today)
        heading = heading_of(ledger, wanted, today=today)
        frame = Frame(
            kind=PaperKind.HANDOVER,
            campaign=heading.campaign,
            issuer=wish.issuer or style.issuer or heading.reporting_unit,
            as_of=today,
            head=ledger.head(),
            filter_words=wish.told or ("" if wanted.is_everything else str(wanted)),
            label=wish.label or highest_secrecy(pages),
            code=style.codes[PaperKind.HANDOVER],
        )
    withheld = len({one.number for one in everything}) - len(ids)
    return _Content(one_line(who), one_line(to), shown, pages, ids, frame, withheld)
