"""What leaves the ledger as workbooks or plain data: one list, or all of them in the office's order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.desk.list_papers import PaperMaker, Selection, select_items
from tracker.desk.list_wishes import Exported, ExportWish, ListKind
from tracker.desk.spool import Spool
from tracker.errors import BadInput, Refusal
from tracker.ledger import queries
from tracker.ledger.campaigns import heading_of
from tracker.ledger.filtering.tree import EVERYTHING, Comparison, Every, Not, Presence, Query, Sign
from tracker.ledger.listed import listed_items, telephones
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger

if TYPE_CHECKING:
    from tracker.ledger.listed import ListedItem

PLAIN: Final = (".csv", ".json")
"""Names that ask for the list as plain data instead of a workbook."""
Tell = Callable[[str, int], object]
"""Told what is being done (读取, 写出) and how many rows are done by now."""


@dataclass(slots=True)
class _Counter:
    """Counts rows for whoever waits."""

    tell: Tell
    word: str = "读取"
    rows: int = field(default=0)

    def __call__(self) -> None:
        self.rows += 1
        self.tell(self.word, self.rows)


def export_lists(
    ledger: Ledger,
    path: Path,
    kinds: Sequence[ListKind],
    *,
    today: dt.date,
    wanted: Query = EVERYTHING,
    wish: ExportWish | None = None,
    tell: Tell = lambda word, rows: None,
) -> Exported:
    """Write lists of the items meant. Raises Refusal, BadInput, OutputFailed.

    What bears a 密级 is left out, and 自用备注 too, unless asked for. Rows, figures and 台账校验码 are of one
    moment, also while others write; nobody waits for the workbook to be written.
    """
    wish = wish or ExportWish()
    with Spool[Any]() as spool:
        with ledger.snapshot():
            chosen = _select(ledger, kinds, wanted, wish, today)
            maker = PaperMaker(
                heading=heading_of(ledger, wanted, today=today),
                head=ledger.head(),
                figures=figures(ledger, chosen.query, today=today),
                today=today,
                wish=wish,
                filter_words=wish.told or str(wanted),
                telephones=telephones(ledger),
            )
            maker.prepare(ledger, chosen, kinds)
            spool.fill(_watched(maker, ledger, chosen, today, _Counter(tell)))
        notes = _write(maker, spool, chosen, path, _Counter(tell, "写出"))
    empty = tuple(kind for kind in kinds if kind not in chosen.lists)
    return Exported(chosen.count, chosen.withheld, chosen.lists, empty, notes)


def _watched(
    maker: PaperMaker, ledger: Ledger, chosen: Selection, today: dt.date, counter: _Counter
) -> Iterator[ListedItem]:
    for item in listed_items(ledger, chosen.read, today=today):
        maker.notice(item)
        counter()
        yield item


def _write(
    maker: PaperMaker, spool: Spool[Any], chosen: Selection, path: Path, counter: _Counter
) -> tuple[str, ...]:
    """The workbook; what a person should know of it."""
    papers = maker.papers(spool, chosen)
    if path.suffix.lower() in PLAIN:
        from tracker.exchange.plain import write_plain

        if maker.wish.template is not None:
            raise BadInput("套用模板只能写成 .xlsx")
        write_plain(papers, path, counter)
        return ()
    if maker.wish.template is not None:
        from tracker.desk.templates import write_into

        return write_into(maker.wish.template, papers[0], path, is_public=maker.wish.is_public, tick=counter)
    from tracker.exchange.workbooks import write_papers

    write_papers(papers, path, maker.wish.settings, counter)
    return ()


def _select(
    ledger: Ledger, kinds: Sequence[ListKind], wanted: Query, wish: ExportWish, today: dt.date
) -> Selection:
    """The items of each list. Raises Refusal where there is nothing for any of them."""
    leaving = wanted if wish.with_secret else without_secret(wanted)
    ids = queries.item_ids(ledger, leaving, today=today)
    withheld = len(queries.item_ids(ledger, wanted, today=today)) - len(ids)
    if not ids:
        raise _nothing_to_export(wanted, withheld)
    chosen = select_items(ledger, kinds, leaving, ids, withheld, today)
    if not chosen.lists:
        raise Refusal(f"{kinds[0].word}没有内容：符合条件的{len(ids)}个事项都不在其中")
    return chosen


def without_secret(wanted: Query) -> Query:
    """The same, without what bears a 密级."""
    return Every((wanted, Not(Comparison("密级", Sign.HAS, (Presence.SOME,)))))


def _nothing_to_export(wanted: Query, withheld: int) -> Refusal:
    if withheld:
        return Refusal(f"没有可以导出的事项：符合条件的{withheld}个都标有密级，确要导出请写明带密级的也要")
    return Refusal("没有可以导出的事项" + (f"（筛选：{wanted}）" if not wanted.is_everything else ""))
