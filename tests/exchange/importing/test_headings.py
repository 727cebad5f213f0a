"""Headings as narrow columns break them, and headers of two tiers in our own lists."""

from tracker.exchange.importing.header import find_header
from tracker.exchange.importing.headings import ColumnHead, read_heads
from tracker.reading.grid import Grid, Merge


def test_a_broken_heading_is_told_in_one_word() -> None:
    assert ColumnHead(0, ("责任\n领导",)).text == "责任领导"
    assert ColumnHead(0, ("责任落实 \r\n 情况", "牵头单位")).text == "责任落实情况/牵头单位"
    assert ColumnHead(0, ("due\ndate",)).text == "due date"


def test_a_tier_below_one_wide_heading_belongs_to_the_header() -> None:
    first = {0: "序号", 1: "反馈问题", 2: "承办单位", 3: "办理时限", 4: "督办情况", 6: "备注"}
    rows = {1: first, 2: {4: "督办方式", 5: "文号"}, 3: {0: "1", 1: "账目不清", 2: "财务科"}}
    merges = [Merge(1, column, 2, column) for column in (0, 1, 2, 3, 6)] + [Merge(1, 4, 1, 5)]
    header = find_header(Grid("督办台账", rows=rows, merges=merges))
    assert header is not None
    assert header.last == 2


def test_lower_tiers_that_name_no_field_tell_columns_apart() -> None:
    rows = {
        1: {0: "序号", 1: "发现的问题", 2: "谁来办", 4: "办理时限"},
        2: {2: "头一家", 3: "另一家"},
        3: {0: "1", 1: "账目不清", 2: "财务科", 3: "办公室", 4: "8月底前"},
    }
    merges = [Merge(1, column, 2, column) for column in (0, 1, 4)] + [Merge(1, 2, 1, 3)]
    header = find_header(Grid("台账", rows=rows, merges=merges))
    assert header is not None
    assert [head.text for head in header.heads[2:4]] == ["谁来办/头一家", "谁来办/另一家"]


def test_a_day_of_completion_stands_for_the_limit_unless_it_says_what_it_is() -> None:
    def fields(last: str) -> list[str]:
        heads = [ColumnHead(place, (text,)) for place, text in enumerate(("反馈问题", "责任单位", last))]
        return [reading.field for reading in read_heads(heads)]

    assert fields("完成时间") == [*fields("整改时限")]
    assert fields("办结日期")[-1] == fields("实际完成时间")[-1] == "done_on"
