"""交接清单: everything open in one person's name, as a Word paper, numbered where it is signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.exporting import without_secret
from tracker.desk.paper_files import document_path
from tracker.desk.papers import Issue, PaperWish, Written, highest_secrecy, rendered, written_and_issued
from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import campaign_asked_for
from tracker.ledger.commands.papers import PaperToIssue
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.pages import item_pages
from tracker.ledger.people import charges
from tracker.ledger.queries import list_items
from tracker.ledger.store import Ledger
from tracker.ledger.words import PaperKind
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
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
    from tracker.exchange.papers.forms import handover_paper
    from tracker.exchange.papers.frame import Frame

    wish = wish or PaperWish()
    path = document_path(typed)
    kind = PaperKind.HANDOVER
    with ledger.snapshot():
        everything = charges(ledger, who, today=today, wanted=wanted)
        shown = everything
        if not wish.with_secret:
            shown = charges(ledger, who, today=today, wanted=without_secret(wanted))
        if not shown:
            raise Refusal(f"“{one_line(who)}”名下没有没办完的事项和措施，没有可以交接的")
        rows = {row.number: row.id for row in list_items(ledger, wanted, today=today)}
        ids = [rows[number] for number in dict.fromkeys(one.number for one in shown)]
        pages = item_pages(ledger, ids, today=today)
        campaign = campaign_asked_for(ledger, wanted)
        frame = Frame(
            kind=kind,
            campaign=campaign.name,
            issuer=wish.issuer or style.issuer or campaign.reporting_unit,
            as_of=today,
            head=ledger.head(),
            filter_words="" if wanted.is_everything else str(wanted),
            label=wish.label or highest_secrecy(pages),
            code=style.codes[kind],
        )
    withheld = len({one.number for one in everything}) - len(ids)

    def contents(given: tuple[str, ...]) -> list[bytes]:
        numbered = replace(frame, numbers={"": given[0]} if given else {})
        paper = handover_paper(numbered, shown, one_line(who), one_line(to), pages)
        return rendered([paper], style, wish.template or style.templates.get(kind), apart=True)

    paper = PaperToIssue(tuple(ids), one_line(to))
    numbers = written_and_issued(
        ledger,
        [path],
        contents,
        Issue(issuing, kind, [paper], frame.head, today) if issuing else None,
        code=style.codes[kind],
        first=wish.first_number,
    )
    return Written(kind, (path,), len(ids), numbers, withheld)
