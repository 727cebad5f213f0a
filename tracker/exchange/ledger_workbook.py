"""The 整改台账 as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.exchange.layout import Frame
from tracker.exchange.lists.ledger import LEDGER, LEDGER_WITH_PRIVATE_NOTES
from tracker.exchange.sentences import statistics_sentence
from tracker.exchange.settings import PaperSettings
from tracker.exchange.workbook import write_list
from tracker.ledger.rows import Figures, ItemPage, JournalHead

_SIGNATURES = ("审核人：", "填报人：", "联系电话：")


@dataclass(frozen=True, slots=True)
class LedgerPaper:
    """Everything that stands on one 整改台账, of one moment."""

    title: str
    reporting_unit: str
    """填报单位."""
    as_of: date
    pages: Sequence[ItemPage]
    figures: Figures
    head: JournalHead
    filter_words: str = ""
    """Which items were chosen, as typed; empty for all."""
    with_private_notes: bool = False


def write_ledger(paper: LedgerPaper, path: Path, settings: PaperSettings | None = None) -> None:
    """Write the 整改台账 to `path` (.xlsx), whole or not at all; raises OutputFailed."""
    layout = LEDGER_WITH_PRIVATE_NOTES if paper.with_private_notes else LEDGER
    write_list(layout, paper.pages, _frame(paper), settings or PaperSettings(), path)


def _frame(paper: LedgerPaper) -> Frame:
    day = paper.as_of
    chosen = (f"本表范围：{paper.filter_words}",) if paper.filter_words else ()
    return Frame(
        title=paper.title,
        ends=(f"填报单位：{paper.reporting_unit}", f"截至{day.year}年{day.month}月{day.day}日"),
        foot=(statistics_sentence(paper.figures), *chosen),
        signatures=_SIGNATURES,
        small=f"台账校验码 {paper.head.count}:{paper.head.hash}",
        as_of=day,
    )
