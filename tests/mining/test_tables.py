"""Tables: what columns hold, and what their rows become."""

from datetime import date

import pytest

from tracker.mining import mine
from tracker.mining.flat_tables import find_flat_rows
from tracker.mining.tables import column_of, find_rows
from tracker.mining.vocabulary import load

DAY = date(2024, 3, 15)


def drawn(text: str) -> list[str]:
    """Each finding as kind, words, owners, day and the words it hangs on."""
    findings = mine(text, DAY).findings
    return [
        " | ".join(
            [
                finding.kind.value,
                finding.text,
                "、".join(owner.name for owner in finding.owners),
                str(finding.deadline.due) if finding.deadline else "",
                findings[finding.parent].text if finding.parent is not None else "",
            ]
        )
        for finding in findings
    ]


@pytest.mark.parametrize("name", load("tables"))
def test_every_column_is_known_by_its_example(name: str) -> None:
    assert column_of(load("tables")[name]["example"]) == name


@pytest.mark.parametrize("cell", ["2024/6/30", "2024-06-30", "2024.6.30", "2024 . 6 . 30 "])
def test_a_day_in_figures_is_a_time_limit_in_its_column(cell: str) -> None:
    text = f"序号\t存在问题\t责任单位\t整改时限\n1\t账实不符\t财政所\t{cell}\n2\t票据混用\t司法所\t立行立改\n"
    assert drawn(text)[0] == "problem | 账实不符 | 财政所 | 2024-06-30 | "


def test_problems_with_owners_and_limits() -> None:
    text = (
        "序号\t存在问题\t责任单位\t整改时限\n"
        "1\t账实不符\t财政所、农经站\t6月底\n"
        "2\t票据混用\t司法所\t立行立改\n"
    )
    assert drawn(text) == [
        "problem | 账实不符 | 财政所、农经站 | 2024-06-30 | ",
        "problem | 票据混用 | 司法所 | None | ",
    ]


def test_measures_hang_on_the_problem_above_them() -> None:
    text = (
        "反馈问题\t整改措施\t责任单位\t完成时限\n"
        "账实不符\t逐笔核对。按月公开。\t财政所\t2024年6月30日\n"
        "\t核销坏账\t农经站\t9月\n"
    )
    assert drawn(text) == [
        "problem | 账实不符 | 财政所 | 2024-06-30 | ",
        "measure | 逐笔核对。 | 财政所 | 2024-06-30 | 账实不符",
        "measure | 按月公开。 | 财政所 | 2024-06-30 | 账实不符",
        "measure | 核销坏账 | 农经站 | 2024-09-30 | 账实不符",
    ]


def test_a_task_without_measures_beside_it_is_one() -> None:
    text = "工作任务\t责任部门\t备注\n修订台账\t财政所\t照旧\n"
    assert drawn(text) == ["measure | 修订台账 | 财政所 |  | "]


def test_a_table_ends_with_running_text() -> None:
    text = "存在问题\t责任单位\n账实不符\t财政所\n各组室要核对账目。\n甲\t乙\n"
    assert drawn(text) == ["problem | 账实不符 | 财政所 |  | ", "measure | 各组室要核对账目。 | 各组室 |  | "]


def test_a_title_across_the_table_does_not_end_it() -> None:
    text = "序号\t存在问题\t责任单位\n一、财务方面\n1\t账实不符\t财政所\n二、票据方面\n2\t票据混用\t司法所\n"
    assert drawn(text) == ["problem | 账实不符 | 财政所 |  | ", "problem | 票据混用 | 司法所 |  | "]


def test_lines_with_tabs_below_no_heading_are_no_table() -> None:
    assert find_rows("甲\t乙\n丙\t丁\n") == ()
    assert find_rows("问题\t甲\t乙\t丙\n") == ()


def test_a_table_flattened_to_one_cell_a_line_is_read_row_by_row() -> None:
    text = (
        "整改台账\n序号\n存在问题\n整改措施\n责任单位\n完成时限\n"
        "1\n领料不登记\n设领料簿；每月核对。\n仓储科\n4月底前\n"
        "2\n夜班脱岗\n重排班表。\n逐日点名。\n安保科\n立行立改\n"
    )
    assert drawn(text) == [
        "problem | 领料不登记 | 仓储科 | 2024-04-30 | ",
        "measure | 设领料簿； | 仓储科 | 2024-04-30 | 领料不登记",
        "measure | 每月核对。 | 仓储科 | 2024-04-30 | 领料不登记",
        "problem | 夜班脱岗 | 安保科 | None | ",
        "measure | 重排班表。 | 安保科 | None | 夜班脱岗",
        "measure | 逐日点名。 | 安保科 | None | 夜班脱岗",
    ]


def test_numbers_tell_the_rows_of_a_flattened_table_without_limits() -> None:
    text = (
        "序号\n目 标 任 务\n牵头单位\n责任人\n一、仓储目标\n"
        "1\n新增货位20个。\n仓储科\n王立\n2\n损耗降到1%。\n粮情组\n陈新\n"
        "二、安全目标\n3\n换锁9把。\n安保科\n李红\n"
    )
    assert drawn(text) == [
        "measure | 新增货位20个。 | 仓储科 |  | ",
        "measure | 损耗降到1%。 | 粮情组 |  | ",
        "measure | 换锁9把。 | 安保科 |  | ",
    ]


def test_between_the_numbers_heading_and_the_first_number_every_line_names_a_column() -> None:
    text = (
        "序号\n项目名称\n地点\n2024年建设内容\n投资金额（万元）\n责任单位\n"
        "1\n库房翻修\n西街\n翻修库房3座。\n30\n粮站\n2\n货棚新建\n东街\n新建货棚。\n40\n仓储科\n"
    )
    assert drawn(text) == [
        "task | 库房翻修 | 粮站 |  | ",
        "measure | 翻修库房3座。 | 粮站 |  | 库房翻修",
        "task | 货棚新建 | 仓储科 |  | ",
        "measure | 新建货棚。 | 仓储科 |  | 货棚新建",
    ]


def test_a_person_answers_where_a_table_names_no_body() -> None:
    text = "存在问题\t责任领导\t责任人\t整改时限\n账实不符\t赵刚\t钱进、孙明\t6月底\n"
    assert drawn(text) == ["problem | 账实不符 | 赵刚、钱进、孙明 | 2024-06-30 | "]


@pytest.mark.parametrize(
    "text",
    [
        "序号\n存在问题\n责任单位\n1\n账实不符\n2\n",
        "序号\n指标\n计划任务\n1\n货棚\n20\n2\n货架\n30\n",
        "存在问题\n整改措施\n完成时限\n领料不登记\n设领料簿\n还没有定\n",
        "存在问题：\n整改措施：\n完成时限：\n4月底前\n",
        "存在问题\n4月底前\n整改措施\n",
    ],
)
def test_lines_that_fit_no_columns_are_no_flattened_table(text: str) -> None:
    assert find_flat_rows(text) == ()
