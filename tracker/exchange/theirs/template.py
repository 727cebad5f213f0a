"""The office's own workbook as a template: its header says the columns, its first row how cells look."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tracker.errors import BadInput
from tracker.exchange.importing.headings import IGNORED, exact, plain
from tracker.exchange.importing.tables import Table, sheet_of
from tracker.exchange.layout import Align, Column, Kind, ListLayout
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.theirs.splicing import SheetMap
from tracker.exchange.theirs.words import answer, is_day
from tracker.ledger.listed import ListedItem
from tracker.ledger.rows import ItemPage
from tracker.text.cleaning import one_line

_NOT_PRINTED: Final = frozenset({"private_note", IGNORED, "kind"})
_FOOT_REASONS: Final = frozenset({"合计、小计", "注和说明", "签字栏"})
_COUNTED_COLUMNS: Final = "栏次"
_MARK: Final = re.compile(r"\{(标题|填报单位|截至|统计|密级|校验码)\}")
MOST_ROWS: Final = 20_000
"""Of a template."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows of a template that the list takes the place of."""

    first: int
    last: int
    """Equal to `first` - 1 where the header is the sheet's last row."""
    has_foot: bool


def sample_of(table: Table, columns: Mapping[int, str], sheet: SheetMap) -> Sample:
    """The rows between the header and what stands below the list: examples, and empty ones with a frame."""
    skipped = sheet_of(table, columns).skipped
    first = table.header.last + 1
    while any(row.row == first and row.why == _COUNTED_COLUMNS for row in skipped):
        first += 1
    records = [row for row in table.grid.rows if row >= first]
    feet = [row.row for row in skipped if row.row >= first and row.why in _FOOT_REASONS]
    foot = min(feet, default=None)
    if foot is not None:
        return Sample(first, foot - 1, has_foot=True)
    last = max([*sheet.rows, *records], default=first - 1)
    return Sample(first, max(last, first - 1), has_foot=False)


def template_layout(
    layout: ListLayout[Any],
    table: Table,
    columns: Mapping[int, str],
    widths: Callable[[int], float],
    *,
    is_public: bool,
) -> ListLayout[Any]:
    """The list as the template's columns have it, each with the width it has there; one for every column
    from the first to the last, empty where nothing of ours belongs. Raises BadInput where none is known.
    """
    heads = {head.column: head.tiers for head in table.header.heads}
    last = max(heads)
    found = [_column(layout, heads.get(place, ("",)), columns.get(place, "")) for place in range(last + 1)]
    if is_public:
        found = [column if column is None or column.is_public else None for column in found]
    if not any(column is not None and column.key != "ordinal" for column in found):
        raise BadInput(f"样表“{one_line(table.name)}”里没有认出{layout.title}的列")
    shown = [
        _blank(place) if column is None else replace(column, key=f"{column.key}@{place}")
        for place, column in enumerate(found)
    ]
    return replace(
        layout,
        columns=tuple(
            replace(column, width=widths(place), total=None, formula="", choices=(), is_light=False)
            for place, column in enumerate(shown)
        ),
        charts=(),
    )


def is_blank(column: Column[Any]) -> bool:
    """Whether nothing of ours belongs into it."""
    return column.key.startswith("@")


def _blank(place: int) -> Column[Any]:
    return Column(f"@{place}", ("",), 8.0, Align.LEFT, lambda entry, ordinal: [""])


def _column(layout: ListLayout[Any], tiers: Sequence[str], field: str) -> Column[Any] | None:
    """The list's own column of this heading or field, else what the field says of an item."""
    wanted = {plain(tiers[-1]), plain("".join(tiers))} - {""}
    for column in layout.columns:
        if wanted & {plain(column.heading), plain("".join(column.tiers))}:
            return column
    if not field or field in _NOT_PRINTED:
        return None
    own = [column for column in layout.columns if column.key == field]
    own += [column for column in layout.columns if exact(column.heading) == field]
    return own[0] if own else _of_item(field, tiers[-1])


def _of_item(field: str, heading: str) -> Column[Any] | None:
    known = next((column for column in LEDGER.columns if column.key == field), None)
    if known is not None:
        return replace(known, texts=lambda entry, ordinal: known.texts(_page(entry), ordinal))

    def texts(entry: ItemPage | ListedItem, ordinal: int) -> list[str]:
        said = answer(field, heading, _page(entry), ()).whole
        return [said.day.isoformat() if said.day else said.text]

    kind = Kind.DAY if is_day(field) else Kind.TEXT
    return Column(field, (heading,), 8.0, Align.LEFT, texts, kind, is_public=field != "contact")


def _page(entry: ItemPage | ListedItem) -> ItemPage:
    return entry if isinstance(entry, ItemPage) else entry.page


def marked(table: Table, sample: Sample, words: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Cells around the list with marks such as {截至} in them, each with what it says then."""
    return {
        (row, column): _MARK.sub(lambda found: words[found[1]], text)
        for row, texts in table.grid.rows.items()
        if not sample.first <= row <= sample.last
        for column, text in texts.items()
        if _MARK.search(text)
    }


def marks_in(table: Table) -> frozenset[str]:
    """Which marks the sheet has, without their brackets."""
    texts = (text for row in table.grid.rows.values() for text in row.values())
    return frozenset(mark for text in texts for mark in _MARK.findall(text))
