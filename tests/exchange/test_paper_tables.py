"""Tables of papers: room goes to the columns that hold text, and what is low stays together."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.exchange.papers.bodyxml import body_xml
from tracker.exchange.papers.grid_sizes import GridSizes
from tracker.exchange.papers.parts import Column, Grid, Line, LineStyle, NewPage, Signature
from tracker.exchange.papers.report_tables import changed_grid
from tracker.exchange.papers.style import PaperStyle
from tracker.ledger.happened import ChangedItem, Happened

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
    even, one_sided = widths(("1", "问题", "原因", "")), widths(("1", "问题" * 60, "", ""))
    assert sum(even) == sum(one_sided) == ROOM
    assert one_sided[1] > even[1] > one_sided[2]


def test_figures_and_dates_take_what_they_need_and_leave_the_rest_to_texts() -> None:
    full = widths(("255", "问题" * 60, "原因" * 60, "2024年10月30日"))
    few = widths(("1", "问题", "原因", "2024年6月30日"))
    assert full[3] >= 5 * 210 + 140, "no line of a date is broken"
    assert full[0] >= 2 * 210 + 140, "nor is a short heading"
    assert few[3] > full[3], "where nothing else wants the room, it stays as it is described"


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("2024年10月30日", "2024年\n10月30日"),
        ("XSXZG-2024-000001", "XSXZG-2024-000001"),
        ("已逾期112天", "已逾期\n112天"),
        ("延期办理，剩余103天", "延期办理，\n剩余103天"),
        ("立行立改", "立行立改"),
    ],
)
def test_what_does_not_stand_on_one_line_is_parted_where_it_reads_well(text: str, set_as: str) -> None:
    room = GridSizes(Grid(COLUMNS, (("1", "问题" * 60, "原因" * 60, text),)), STYLE, ROOM)
    wide = GridSizes(Grid(COLUMNS, (("1", "问题", "原因", text),)), STYLE, 2 * ROOM)
    assert (room.parted(text, 3), wide.parted(text, 3)) == (set_as, text)


def test_a_text_gets_no_more_room_than_it_can_use() -> None:
    short, long = widths(*[("1", "问题多", "原因" * 30, "")] * 9)[1:3]
    assert 3 * 210 + 140 <= short <= 3 * 210 + 200
    assert long > 6 * short


def test_a_column_whose_texts_are_seldom_but_long_is_not_starved() -> None:
    seldom = [("1", "问题" * 10, "", ""), *[("1", "问题" * 10, "原因" * 100, "")]]
    assert widths(*seldom)[2] > widths(*seldom)[1]


def test_no_column_is_too_narrow_for_its_heading() -> None:
    assert widths(("1", "问题" * 600, "", ""))[2] >= 5 * 210 + 140


def test_a_table_without_text_stands_as_it_is_described() -> None:
    assert widths(("1", "", "", ""))[1] == widths(("1", "", "", ""))[2]


def test_a_low_table_is_not_parted_and_a_high_row_is() -> None:
    low = body_xml([Grid(COLUMNS, (("1", "问题", "", ""), ("2", "问题", "", "")))], STYLE, ROOM)
    high = body_xml([Grid(COLUMNS, (("1", "问题" * 500, "", ""), ("2", "问题", "", "")))], STYLE, ROOM)
    assert low.count("<w:keepNext/>") > high.count("<w:keepNext/>")
    assert (low.count("<w:cantSplit/>"), high.count("<w:cantSplit/>")) == (3, 2)


def test_rows_that_a_template_repeats_are_not_bound_together() -> None:
    rows = (("1", "问题", "", ""), ("2", "问题", "", ""))
    parted = body_xml([Grid(COLUMNS, rows, is_pattern=True)], STYLE, ROOM)
    assert parted.count("<w:keepNext/>") == len(COLUMNS), "the heading with its first row"


def test_a_long_title_is_set_in_even_lines() -> None:
    title = Line("2024年市委首轮巡察反馈意见整改工作月小结", LineStyle.TITLE)
    assert body_xml([title], STYLE, ROOM).count("<w:br/>") == 1
    assert "<w:br/>" not in body_xml([Line("整改督办通知单", LineStyle.TITLE)], STYLE, ROOM)


def test_nothing_stands_between_a_table_and_the_page_that_begins_behind_it() -> None:
    table = Grid(COLUMNS, (("1", "问题", "", ""),))
    title = Line("整改事项回头看核查表", LineStyle.TITLE)
    assert "</w:tbl><w:p><w:pPr><w:pStyle w:val=" in body_xml([table, title], STYLE, ROOM)
    parted = body_xml([table, NewPage(), title], STYLE, ROOM)
    assert parted.index("<w:pageBreakBefore/>") < parted.index("<w:t xml", parted.index("</w:tbl>"))
    assert parted.count("<w:p>", parted.index("</w:tbl>")) == 1, "only the title, no page with nothing on it"


def test_sums_and_a_signature_never_stand_on_a_page_without_what_they_close() -> None:
    rows = tuple((str(place), "问题" * 30, "", "") for place in range(30))
    alone = body_xml([Grid(COLUMNS, rows)], STYLE, ROOM)
    signed = body_xml([Grid(COLUMNS, rows), Signature("某局", dt.date(2024, 6, 18))], STYLE, ROOM)
    *before, last_but_one, last = [row for row in alone.split("<w:tr>") if "<w:tblHeader/>" not in row][1:]
    assert "<w:keepNext/>" in last_but_one
    assert not [row for row in [*before, last] if "<w:keepNext/>" in row]
    assert "<w:keepNext/>" in signed.split("<w:tr>")[-1].split("</w:tbl>")[0]
    assert "<w:keepNext/>" in signed.split("</w:tbl>")[1].split("</w:p>")[0], "nor behind the empty line"


def test_who_gets_a_copy_is_not_alone_on_a_page() -> None:
    signature = Signature("某局", dt.date(2024, 6, 18))
    copied = body_xml([signature, Line("抄送：王静", LineStyle.COPIES)], STYLE, ROOM)
    receipted = body_xml([signature, Line("签收回执", LineStyle.LABEL)], STYLE, ROOM)
    assert (copied.count("<w:keepNext/>"), receipted.count("<w:keepNext/>")) == (2, 1)


@pytest.mark.parametrize(
    ("before", "said"),
    [("立行立改（立行立改）", "立行立改"), ("9月底前（2024-09-30）", "9月底前（2024年9月30日）"), ("", "—")],
)
def test_a_limit_is_said_once(before: str, said: str) -> None:
    change = ChangedItem("ZG-2024-0001", "会议多", "办公室", before, "无时限")
    assert changed_grid(Happened.DEADLINE, [change]).rows[0][-2:] == (said, "无时限")
