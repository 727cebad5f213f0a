"""Lists of one moment as a workbook to be handed in: what stands around them, and which columns they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Generic

from tracker.errors import BadInput
from tracker.exchange.layout import Align, Column, Entry, Frame, ListLayout
from tracker.exchange.settings import PaperSettings
from tracker.exchange.sheet import SheetPaper, Tick
from tracker.exchange.workbook import write_workbook
from tracker.ledger.rows import JournalHead
from tracker.text.cleaning import one_line

_PAPER_WIDTH: Final = 150.0
"""Of columns on A4 landscape that is not made smaller."""


@dataclass(frozen=True, slots=True)
class Paper(Generic[Entry]):
    """Everything that stands on one sheet."""

    layout: ListLayout[Entry]
    title: str
    reporting_unit: str
    """填报单位."""
    as_of: date
    entries: Iterable[Entry]
    sentences: tuple[str, ...]
    """Below the list: the statistics sentence."""
    head: JournalHead
    filter_words: str = ""
    """Which items were chosen, as typed; empty for all."""
    label: str = ""
    """密级, in the corner above the title."""
    totals: Mapping[str, float | None] = field(default_factory=dict)
    """By the columns' keys, where they are not counted from the entries."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By the columns' keys: words of drop-downs."""


def write_papers(
    papers: Sequence[Paper[Any]],
    path: Path,
    settings: PaperSettings | None = None,
    tick: Tick = lambda: None,
) -> None:
    """Write the lists to `path` (.xlsx), a sheet each, whole or not at all; raises OutputFailed."""
    chosen = settings or PaperSettings()
    sheets = [SheetPaper(paper.layout, paper.entries, _frame(paper, chosen)) for paper in papers]
    write_workbook(sheets, chosen, path, tick)


def _frame(paper: Paper[Any], settings: PaperSettings) -> Frame:
    day = paper.as_of
    chosen = (f"本表范围：{paper.filter_words}",) if paper.filter_words else ()
    return Frame(
        title=paper.title,
        ends=(f"填报单位：{paper.reporting_unit}", f"截至{day.year}年{day.month}月{day.day}日"),
        foot=(*paper.sentences, *chosen),
        signatures=settings.signatures,
        small=f"台账校验码 {paper.head.count}:{paper.head.hash}",
        as_of=day,
        label=paper.label,
        totals=paper.totals,
        choices=paper.choices,
    )


def public_columns(layout: ListLayout[Entry]) -> ListLayout[Entry]:
    """As the 公开版 shows it: without what is for the office."""
    return replace(layout, columns=tuple(column for column in layout.columns if column.is_public))


def chosen_columns(layout: ListLayout[Entry], names: Sequence[str]) -> ListLayout[Entry]:
    """Only the columns of these headings or keys, in the order given. Raises BadInput for an unknown one."""
    return _filling(replace(layout, columns=tuple(_column(layout, name) for name in dict.fromkeys(names))))


def _filling(layout: ListLayout[Entry]) -> ListLayout[Entry]:
    """Where few columns leave paper empty, those of long texts take it."""
    long = sum(column.width for column in layout.columns if column.align is Align.LEFT)
    spare = _PAPER_WIDTH - layout.width
    if spare <= 0 or not long:
        return layout
    wider = (
        replace(column, width=column.width * (1 + spare / long)) if column.align is Align.LEFT else column
        for column in layout.columns
    )
    return replace(layout, columns=tuple(wider))


def _column(layout: ListLayout[Entry], name: str) -> Column[Entry]:
    for column in layout.columns:
        if name in (column.heading, column.key, "".join(column.tiers[1:])):
            return column
    known = "、".join(dict.fromkeys("".join(column.tiers[1:]) or column.heading for column in layout.columns))
    raise BadInput(f"{layout.title}没有“{one_line(name)}”这一列，可用：{known}")
