"""Tables of papers: room goes to the columns that hold text, and what is low stays together."""

from __future__ import annotations

from tracker.exchange.papers.bodyxml import body_xml
from tracker.exchange.papers.grid_sizes import GridSizes
from tracker.exchange.papers.parts import Column, Grid, Line, LineStyle
from tracker.exchange.papers.style import PaperStyle

STYLE = PaperStyle()
ROOM = 8844
"""Twips of a line of A4."""
COLUMNS = (
    Column("序号", 11, is_centred=True),
    Column("问题", 40),
    Column("未完成原因", 40),
    Column("时限", 31, is_centred=True),
)


def widths(*rows: tuple[str, ...]) -> list[int]:
    return GridSizes(Grid(COLUMNS, rows), STYLE, ROOM).widths


def test_an_empty_column_gives_its_room_to_the_others() -> None:
    even, one_sided = widths(("1", "问题", "原因", "")), widths(("1", "问题" * 60, "", "2024年6月30日"))
    assert sum(even) == sum(one_sided) == ROOM
    assert one_sided[1] > even[1] > one_sided[2]
    assert (one_sided[0], one_sided[3]) == (even[0], even[3]), "figures and dates keep theirs"


def test_no_column_is_too_narrow_for_its_heading() -> None:
    assert widths(("1", "问题" * 600, "", ""))[2] >= 5 * 210 + 140


def test_a_table_without_text_stands_as_it_is_described() -> None:
    assert widths(("1", "", "", ""))[1] == widths(("1", "", "", ""))[2]


def test_a_low_table_is_not_parted_and_a_high_row_is() -> None:
    low = body_xml([Grid(COLUMNS, (("1", "问题", "", ""), ("2", "问题", "", "")))], STYLE, ROOM)
    high = body_xml([Grid(COLUMNS, (("1", "问题" * 500, "", ""), ("2", "问题", "", "")))], STYLE, ROOM)
    assert low.count("<w:keepNext/>") > high.count("<w:keepNext/>")
    assert (low.count("<w:cantSplit/>"), high.count("<w:cantSplit/>")) == (3, 2)


def test_a_long_title_is_set_in_even_lines() -> None:
    title = Line("2024年市委首轮巡察反馈意见整改工作月小结", LineStyle.TITLE)
    assert body_xml([title], STYLE, ROOM).count("<w:br/>") == 1
    assert "<w:br/>" not in body_xml([Line("整改督办通知单", LineStyle.TITLE)], STYLE, ROOM)
