"""The columns of the item table: what each shows, and how they share the width there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tracker.ledger.words import Light
from tracker.text.cells import Align, cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.column_layout import TITLE, ColumnLayout, Place
from tracker.tui.lamps import LAMPS, STATE_STYLES, lamp_words
from tracker.tui.lines import Part

if TYPE_CHECKING:
    from tracker.ledger.list_rows import ListRow

GAP: Final = 2
"""Cells between two columns."""

TWINS: Final = str.maketrans({"“": "「", "”": "」", "—": "–", "…": "⋯"})
"""Signs that some terminals draw two cells wide, and twins without that doubt; in table cells only."""

UPWARD, DOWNWARD = "▴", "▾"
"""Beside the heading of the column that the list is sorted by."""

BEHIND: Final = "≫滞后"

OVERDUE_SIGN: Final = LAMPS[Light.OVERDUE].sign
_OVERDUE_STYLE: Final = LAMPS[Light.OVERDUE].style


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    key: str
    """Its name in the settings, and of the order that sorts by it."""
    heading: str
    text: Callable[[ListRow], str]
    style: Callable[[ListRow], str]
    cells: int
    """Its least width."""
    most: int
    """What it grows to when there is room."""
    rank: int
    """Of the columns nobody chose, the highest rank goes first when the width is short; 0 always stays."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it stands in the table."""

    column: Column
    cells: int
    start: int
    """Its first cell."""


def _is_over(row: ListRow) -> bool:
    return row.item.state.value in ("closed", "stopped")


def _body(row: ListRow) -> str:
    return "$faint" if _is_over(row) else "$foreground"


def _quiet(row: ListRow) -> str:
    return "$faint" if _is_over(row) else "$muted"


def _deadline(row: ListRow) -> str:
    return row.item.deadline.phrase if row.item.deadline else "—"


def _last_day(row: ListRow) -> str:
    due = row.item.deadline.due if row.item.deadline else None
    return due.isoformat() if due else "—"


def _measures(row: ListRow) -> str:
    item = row.item
    return f"{item.measures_done}/{item.measures_total}" if item.measures_total else "—"


def _light(row: ListRow) -> str:
    return lamp_words(row.item.light, row.item.light_words)


COLUMNS: Final[dict[str, Column]] = {
    column.key: column
    for column in (
        Column("number", "编号", lambda row: row.item.number, _quiet, 12, 12, 3),
        Column("title", "问题 / 任务", lambda row: row.item.title, _body, 20, 400, 0),
        Column("campaign", "专项", lambda row: row.item.campaign, _quiet, 8, 18, 7),
        Column("lead", "牵头单位", lambda row: row.item.lead or "—", _body, 10, 18, 4),
        Column("deadline", "时限", _deadline, _quiet, 10, 16, 5),
        Column("light", "预警", _light, lambda row: LAMPS[row.item.light].style, 17, 18, 1),
        Column(
            "state",
            "状态",
            lambda row: row.item.state.word,
            lambda row: STATE_STYLES[row.item.state],
            8,
            8,
            2,
        ),
        Column("measures", "措施", _measures, _quiet, 6, 10, 6, "right"),
        Column("leader", "责任领导", lambda row: row.leader or "—", _body, 8, 14, 9),
        Column("category", "类别", lambda row: row.item.category or row.item.kind.word, _quiet, 6, 14, 9),
        Column("type", "整改类型", lambda row: row.item.type.word, _quiet, 8, 8, 9),
        Column("due", "到期日", _last_day, _quiet, 10, 10, 9),
        Column("source", "问题来源", lambda row: row.item.source or "—", _quiet, 8, 14, 9),
        Column("aspect", "方面", lambda row: row.item.aspect or "—", _quiet, 8, 16, 9),
        Column("document", "来源文件", lambda row: row.document or "—", _quiet, 12, 30, 9),
        Column("evidence", "佐证", lambda row: str(row.item.evidence_count or "—"), _quiet, 5, 5, 9, "right"),
        Column("extensions", "延期", lambda row: str(row.extensions or "—"), _quiet, 5, 5, 9, "right"),
        Column("round", "轮次", lambda row: str(row.item.round), _quiet, 5, 5, 9, "right"),
        Column(
            "registered",
            "挂号日期",
            lambda row: row.registered_on.isoformat() if row.registered_on else "—",
            _quiet,
            10,
            10,
            9,
        ),
        Column(
            "closed",
            "销号日期",
            lambda row: row.item.closed_on.isoformat() if row.item.closed_on else "—",
            _quiet,
            10,
            10,
            9,
        ),
    )
}
"""Every column by its name."""

_DELIVERED: Final = ("number", TITLE, "lead", "deadline", "light", "state", "measures")

TITLE_FIRST: Final = 34
"""Up to so many cells the problem grows before any other column does."""


def default_layout(*, with_campaign: bool = False) -> ColumnLayout:
    """The columns nobody chose; with several 专项 in sight, theirs too."""
    keys = [*_DELIVERED[:2], "campaign", *_DELIVERED[2:]] if with_campaign else _DELIVERED
    return ColumnLayout(tuple(Place(key) for key in keys))


def order_of(key: str) -> str:
    """The order that sorts by a column: 时限 and 到期日 are one."""
    return "deadline" if key == "due" else key


def fitted(layout: ColumnLayout, cells: int, *, number: int = 0) -> list[Shown]:
    """The columns that fit into so many cells, each with its place; no 编号, `number` wide, is cut.

    Unless somebody made its column narrower.
    """
    places = [_widened(place, number) for place in layout.places]
    while len(places) > 1 and _least(places) > cells:
        places.remove(_dispensable(places, is_chosen=layout.is_chosen))
    least = _least(places)
    title = next((place for place in places if place.key == TITLE), None)
    first_share = min(max(0, TITLE_FIRST - _cells(title)), max(0, cells - least)) if title else 0
    spare = cells - least - first_share
    widths: dict[str, int] = {}
    for place in places:
        column = COLUMNS[place.key]
        is_fixed = place.key == TITLE or place.cells > 0
        share = spare // 3 if title else spare
        grown = 0 if is_fixed else max(0, min(share, column.most - column.cells))
        widths[place.key] = _cells(place) + grown
        spare -= grown
    if title:
        widths[TITLE] = max(4, widths[TITLE] + first_share + spare)
    shown, start = [], 0
    for place in places:
        shown.append(Shown(COLUMNS[place.key], widths[place.key], start))
        start += widths[place.key] + GAP
    return shown


def furthest(layout: ColumnLayout, cells: int, *, number: int = 0) -> int:
    """How many columns go by until the last one is in sight; 0 where there is room for all of them."""
    most = max(0, len(layout.places) - 2)
    for passed in range(most):
        seen = layout.beyond(passed)
        if len(fitted(seen, cells, number=number)) == len(seen.places):
            return passed
    return most


def _widened(place: Place, number: int) -> Place:
    is_cut = place.key == "number" and not place.cells and number > COLUMNS["number"].cells
    return replace(place, cells=number) if is_cut else place


def _dispensable(places: list[Place], *, is_chosen: bool) -> Place:
    """Whoever chose columns put what matters to the left."""
    others = [place for place in places if place.key != TITLE]
    return others[-1] if is_chosen else max(others, key=lambda place: COLUMNS[place.key].rank)


def _cells(place: Place) -> int:
    return COLUMNS[TITLE].cells if place.key == TITLE else place.cells or COLUMNS[place.key].cells


def _least(places: list[Place]) -> int:
    return sum(map(_cells, places)) + GAP * (len(places) - 1)


def header_line(columns: list[Shown], order: str = "", *, descending: bool = False) -> str:
    """The headings, with a sign beside the one that the list is sorted by."""
    cells = []
    for shown in columns:
        sign = (DOWNWARD if descending else UPWARD) if order == order_of(shown.column.key) else ""
        text = cut(shown.column.heading, max(1, shown.cells - len(sign))) + sign
        cells.append(pad(text, shown.cells, shown.column.align))
    return (" " * GAP).join(cells)


def row_line(row: ListRow, columns: list[Shown]) -> list[Part]:
    """One item, its light and state in their colours."""
    parts: list[Part] = []
    for shown in columns:
        parts += [*_cell(row, shown), (" " * GAP, "")]
    return parts[:-1]


def in_cells(text: str, cells: int) -> str:
    """Text of a row in so many cells at most, without signs of doubtful width."""
    return cut(safe_for_screen(text).translate(TWINS), max(0, cells)).translate(TWINS)


def _cell(row: ListRow, shown: Shown) -> list[Part]:
    column = shown.column
    text = safe_for_screen(column.text(row)[:400]).translate(TWINS)
    if column.key == "light" and row.is_behind:
        return light_and_behind(text, column.style(row), shown.cells)
    if column.key == "measures" and row.item.measures_past_own_day:
        return done_and_overdue(text, row.item.measures_past_own_day, column.style(row), shown.cells)
    fitting = pad(cut(text, shown.cells).translate(TWINS), shown.cells, column.align)
    return [(fitting, column.style(row))]


def light_and_behind(text: str, style: str, cells: int) -> list[Part]:
    """The light, and 滞后 beside it; where that is long it moves together, and at last is the sign alone."""
    short = text.replace("已逾期", "逾期")
    ways = ((text, f" {BEHIND}"), (short, f" {BEHIND}"), (short, BEHIND), (text, f" {BEHIND[0]}"))
    fitting = (way for way in ways if width(way[0]) + width(way[1]) <= cells)
    words, mark = next(fitting, ways[-1])
    light = pad(cut(words, cells - width(mark)), cells - width(mark))
    return [(light, style), (mark, "bold $lamp-near")]


def done_and_overdue(text: str, overdue: int, style: str, cells: int) -> list[Part]:
    """1/3 逾期1 at the right end: how many measures are overdue by a day of their own; where that is long,
    the sign with the number, then alone. No figure is cut: the total goes first, then how many are done.
    """
    sign, (done, _, _) = f"{OVERDUE_SIGN}{overdue}", text.partition("/")
    ways = ((text, f" 逾期{overdue}"), (text, sign), (text, OVERDUE_SIGN), (done, sign), ("", sign))
    fitting = (way for way in ways if width(way[0]) + width(way[1]) <= cells)
    words, mark = next(fitting, ("", OVERDUE_SIGN))
    return [(pad(words, cells - width(mark), "right"), style), (mark, _OVERDUE_STYLE)]
