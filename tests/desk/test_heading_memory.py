"""What somebody said of columns is kept for each of them, also where two have the same heading."""

from tracker.desk.heading_memory import remember, remembered
from tracker.exchange.importing.tables import Table, find_tables
from tracker.reading.grid import Grid, Workbook
from tracker.tui.workers.sheet_work import settled_columns


def _table() -> Table:
    rows = {
        1: {0: "序号", 1: "反馈问题", 2: "谁来办", 3: "谁来办", 4: "整改时限"},
        2: {0: "1", 1: "账目不清", 2: "财务科", 3: "办公室", 4: "8月底前"},
    }
    (table,), _ = find_tables(Workbook((Grid("台账", rows=rows, merges=[]),)))
    return table


def test_columns_of_the_same_heading_are_remembered_apart() -> None:
    remember(_table(), {2: "lead", 3: "cooperating"})
    assert remembered(_table()) == {2: "lead", 3: "cooperating"}


def test_saying_what_one_column_is_leaves_its_namesake_as_it_was_said() -> None:
    tables = [_table()]
    settled_columns(tables, {}, {(0, 2): "lead"})
    (columns,) = settled_columns(tables, {}, {(0, 3): "cooperating"})
    assert columns[2] == "lead"
    assert columns[3] == "cooperating"
