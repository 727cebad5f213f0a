"""`tracker import`: seen first, all or nothing, known again, and what our own list says changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tracker.desk import import_plan

CommandLine = Any
HEAD = ["序号", "存在问题", "整改举措", "责任部门", "完成期限", "是否销号", "销号日期"]


def workbook(
    path: Path, *rows: list[Any], head: list[str] = HEAD, title: str = "某局2024年巡察整改台账"
) -> str:
    book = Workbook()
    for row in ([title], head, *rows):
        book.active.append(row)
    book.save(path)
    return str(path)


@pytest.fixture
def old(tmp_path: Path) -> str:
    return workbook(
        tmp_path / "旧台账.xlsx",
        [1, "学习不深入", "制定计划", "办公室", "3月底", "是", "2024年3月3日"],
        [2, "会风不实", "精简会议", "人事科", "6月底前", "否", None],
    )


def test_rows_are_shown_first_and_nothing_is_kept(type_in: CommandLine, old: str) -> None:
    head = type_in.head()
    rows = type_in.object("import", old, "--dry-run", "--actor", "王芳:审核")["rows"]
    assert [(row["row"], row["act"]) for row in rows] == [(3, "added"), (4, "added")]
    assert type_in.head() == head


def test_a_day_that_is_none_is_told_what_is_wrong(type_in: CommandLine, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "不是日期.xlsx",
        [1, "“三会一课”不正常", "补课", "办公室", "3月底", "是", "√"],
        [2, "会风不实", "精简会议", "人事科", "6月31日前", "是", "2023-2-29"],
        [3, "文风不实", "少发文件", "文印室", "6月31日", "否", None],
    )
    told = type_in.refused("import", path, "--actor", "王芳:审核")
    assert "第3行 销号时间“√”读不出日期，要写是哪一天，如 2024-06-18；没有就空着" in told
    assert "第4行 销号时间“2023-2-29”读不出日期，2月没有29日，最后一天是28日" in told
    assert "第4行 整改时限“6月31日前”读不出日期，6月没有31日，最后一天是30日" in told
    assert "第5行 整改时限“6月31日”读不出日期，6月没有31日，最后一天是30日" in told


def test_all_or_nothing_names_each_row(type_in: CommandLine, tmp_path: Path) -> None:
    head = type_in.head()
    path = workbook(
        tmp_path / "坏.xlsx",
        [1, "学习不深入", "制定计划", "办公室", "择期", "否", None],
        [2, "会风不实", "精简会议", "人事科", "6月底前", "否", None],
    )
    told = type_in.refused("import", path)
    assert "第3行 整改时限“择期”读不出日期" in told
    assert type_in.head() == head
    for more, ahead in (
        ((), "改好表，或加 --skip-refused 先导入其余各项"),
        (("--skip-refused",), "去掉 --dry-run 就导入其余各项"),
        (("--unsettled",), "去掉 --dry-run 就导入\n"),
    ):
        assert f"没有导入；{ahead}" in type_in.well("import", path, "--dry-run", *more).stderr
    assert type_in.object("import", path, "--skip-refused")["added"] == 1
    assert type_in.object("import", path, "--unsettled")["added"] == 1


def test_closed_items_are_taken_over_by_who_may_close(type_in: CommandLine, old: str) -> None:
    assert "“已销号”的由审核、领导接转" in type_in.refused("import", old)
    done = type_in.object("import", old, "--actor", "王芳:审核")
    page = type_in.object("show", done["numbers"][0])["item"]
    assert (page["state"], page["closed_on"]) == ("closed", "2024-03-03")
    assert page["imports"][0]["state"] == "已销号 2024-03-03"
    assert page["applications"] == []
    type_in.well("undo", "--actor", "王芳:审核")
    assert type_in.object("list")["items"] == []


def test_the_same_file_twice_makes_no_doubles(type_in: CommandLine, old: str) -> None:
    type_in.well("import", old, "--actor", "王芳:审核")
    head = type_in.head()
    again = type_in.object("import", old, "--actor", "王芳:审核")
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 2)
    assert type_in.head() == head


NUMBERED = ["编号", "存在问题", "整改措施", "责任单位", "完成时限"]


@pytest.mark.parametrize(
    ("title", "unit", "what"),
    [
        ("车辆管理不严", "办公室", "问题不同"),
        ("食堂采购不规范问题", "财政局", "责任单位不同"),
        ("食堂采购管理不规范", None, "问题不同"),
    ],
)
def test_another_offices_number_overwrites_nothing(
    type_in: CommandLine, tmp_path: Path, title: str, unit: str | None, what: str
) -> None:
    type_in.well("add", "食堂采购不规范", "--lead", "办公室")
    row = ["ZG-2024-0001", title, "修订细则", unit, "2024年9月底"]
    path = workbook(tmp_path / "别处.xlsx", row, head=NUMBERED)
    told = type_in.refused("import", path)
    assert f"编号“ZG-2024-0001”在台账里是“食堂采购不规范”，{what}，请核对" in told
    assert type_in.object("import", path, "--foreign-numbers")["numbers"] == ["ZG-2024-0002"]
    row[2] = "修订实施细则"
    again = workbook(tmp_path / "别处又来.xlsx", row, head=NUMBERED)
    (known,) = type_in.object("import", again)["rows"]
    assert (known["act"], known["number"]) == ("changed", "ZG-2024-0002")
    assert type_in.object("show", "ZG-2024-0001")["item"]["title"] == "食堂采购不规范"


def test_an_earlier_import_of_a_row_comes_before_its_number(type_in: CommandLine, tmp_path: Path) -> None:
    rows = [
        ["0007", "食堂问题", "甲", "办公室", "6月底"],
        ["ZG-2024-0001", "车辆问题", "乙", "办公室", "6月底"],
    ]
    path = workbook(tmp_path / "别处.xlsx", *rows, head=NUMBERED)
    type_in.well("import", path)
    assert type_in.object("import", path)["same"] == 2
    rows[1][1] = "车辆管理问题"
    known = type_in.object("import", workbook(tmp_path / "改过.xlsx", *rows, head=NUMBERED), "--dry-run")[
        "rows"
    ]
    assert [row["number"] for row in known] == ["ZG-2024-0001", "ZG-2024-0002"]


def test_an_item_whose_units_changed_is_made_no_second_time(type_in: CommandLine, tmp_path: Path) -> None:
    row = ["XC-007", "车辆管理混乱", "修订细则", "市发改委", "2024年9月底"]
    plain = ["1", "食堂采购不规范", "修订细则", "办公室", "2024年9月底"]
    type_in.well("import", workbook(tmp_path / "旧.xlsx", row, head=NUMBERED))
    type_in.well("import", workbook(tmp_path / "旧无编号.xlsx", plain, head=HEAD[:5]))
    type_in.well("unit", "add", "市发展和改革委员会")
    type_in.well("unit", "alias", "市发展和改革委员会", "市发改委")
    row[3] = "市发展和改革委员会"
    (known,) = type_in.object("import", workbook(tmp_path / "全称.xlsx", row, head=NUMBERED), "--dry-run")[
        "rows"
    ]
    assert (known["act"], known["number"]) == ("changed", "ZG-2024-0001")
    row[3] = "财政局"
    told = type_in.refused("import", workbook(tmp_path / "换了单位.xlsx", row, head=NUMBERED))
    assert "编号“XC-007”在台账里是“车辆管理混乱”，责任单位不同，请核对" in told
    type_in.well("edit", "ZG-2024-0002", "--responsible", "财政局")
    plain[4] = "2024年10月底"
    path = workbook(tmp_path / "又来.xlsx", plain, head=HEAD[:5])
    (known,) = type_in.object("import", path, "--dry-run")["rows"]
    assert (known["act"], known["number"]) == ("changed", "ZG-2024-0002")
    assert [change["field"] for change in known["changes"]] == ["时限表述", "时限日期"]
    assert "ZG-2024-0002的责任单位在台账里改过，表中还是原来的，没有带入，请核对" in known["notes"]


def test_a_row_takes_by_its_words_nothing_that_a_later_one_is_for_certain(
    type_in: CommandLine, tmp_path: Path
) -> None:
    row = ["A1", "食堂采购不规范", "修订细则", "办公室", "2024年9月底"]
    type_in.well("import", workbook(tmp_path / "旧.xlsx", row, head=NUMBERED))
    path = workbook(tmp_path / "新.xlsx", ["B9", *row[1:]], [*row[:2], "修订办法", *row[3:]], head=NUMBERED)
    known = type_in.object("import", path, "--dry-run")["rows"]
    assert [(row["act"], row["number"]) for row in known] == [
        ("added", ""),
        ("changed", "ZG-2024-0001"),
    ]


def test_a_row_without_a_problem_is_no_item_that_had_its_number(type_in: CommandLine, tmp_path: Path) -> None:
    row = ["3", "食堂采购不规范", "修订细则", "办公室", "2024年9月底"]
    type_in.well("import", workbook(tmp_path / "旧.xlsx", row, head=NUMBERED))
    path = workbook(tmp_path / "新.xlsx", ["3", None, "车辆每月核对", *row[3:]], head=NUMBERED)
    assert "没有写反馈问题" in type_in.refused("import", path)
    path = workbook(tmp_path / "别处.xlsx", ["ZG-2024-0001", None, *row[2:]], head=NUMBERED)
    told = type_in.refused("import", path)
    assert "编号“ZG-2024-0001”在台账里是“食堂采购不规范”，表中没有写问题，请核对" in told


def test_the_same_problem_of_other_units_is_an_item_of_its_own(type_in: CommandLine, tmp_path: Path) -> None:
    for unit in ("甲镇", "乙镇"):
        path = workbook(tmp_path / f"{unit}.xlsx", [1, "学习不深入", "补课", unit, "6月底"], head=HEAD[:5])
        (row,) = type_in.object("import", path)["rows"]
        assert row["act"] == "added"
    assert row["notes"] == ["与ZG-2024-0001的问题相同，责任单位不同，作新事项，请核对"]


def test_a_later_draft_that_names_other_units_is_asked_about(type_in: CommandLine, tmp_path: Path) -> None:
    rows = [
        [1, "学习不深入", "补课", "甲镇", "6月底"],
        [2, "车辆管理不严", "登记", "办公室", "6月底"],
    ]
    type_in.well("import", workbook(tmp_path / "初稿.xlsx", *rows, head=HEAD[:5]))
    rows[1][3] = "各科室"
    path = workbook(tmp_path / "二稿.xlsx", *rows, head=HEAD[:5])
    told = type_in.refused("import", path)
    assert "问题与ZG-2024-0002相同，那一项来自这份台账以前的一稿，责任单位不同，请核对" in told
    assert type_in.object("import", path, "--foreign-numbers")["numbers"] == ["ZG-2024-0003"]


def test_measures_of_units_in_turn_are_no_doubles(type_in: CommandLine, tmp_path: Path) -> None:
    rows = [
        [place, "学习不深入", measure, unit, "6月底"]
        for place, (measure, unit) in enumerate(
            [("补课", "甲镇"), ("补课", "乙镇"), ("抽查", "甲镇"), ("抽查", "甲镇")], start=1
        )
    ]
    rows.insert(3, [9, "车辆管理不严", "登记", "甲镇", "6月底"])
    path = workbook(tmp_path / "汇总.xlsx", *rows[:4], head=HEAD[:5])
    told = type_in.object("import", path)
    assert [row["act"] for row in told["rows"]] == ["added"] * 4
    assert "问题、责任单位与第3行相同，措施不同，作另一项，请核对" in told["rows"][2]["notes"]
    assert type_in.object("import", path)["same"] == 4
    path = workbook(tmp_path / "又一份.xlsx", *rows, head=HEAD[:5])
    assert "与第5行重复" in type_in.refused("import", path)


def test_a_row_of_another_sheet_is_the_same_unless_other_units_answer(
    type_in: CommandLine, tmp_path: Path
) -> None:
    book = Workbook()
    for name, unit in (("甲镇", "甲镇"), ("乙镇", "乙镇"), ("责任清单", "甲镇")):
        sheet = book.active if name == "甲镇" else book.create_sheet()
        sheet.title = name
        for row in (HEAD[:5], [1, "学习不深入", "补课", unit, "2024年6月底"]):
            sheet.append(row)
    path = tmp_path / "汇总.xlsx"
    book.save(path)
    for acts in (["added", "added", "same"], ["same", "same", "same"]):
        rows = type_in.object("import", str(path))["rows"]
        assert [row["act"] for row in rows] == acts
        assert rows[2]["notes"] == ["与“甲镇”第2行相同，不再导入"]


def test_our_own_sheet_may_put_a_problem_quite_differently(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    registered.well("export", "ledger", "-o", str(path))
    title = registered.object("show", "ZG-2024-0001")["item"]["title"]
    book = load_workbook(path)
    next(cell for row in book.active for cell in row if cell.value == title).value = "另一种说法"
    book.save(path)
    assert registered.object("import", str(path))["changed"] == 1
    assert registered.object("show", "ZG-2024-0001")["item"]["title"] == "另一种说法"


@pytest.mark.parametrize("more", [(), ("--skip-refused",)])
def test_the_same_file_at_once_makes_no_doubles(
    type_in: CommandLine, old: str, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    plan = import_plan.plan

    def planned_by_both(*arguments: Any, **named: Any) -> Any:
        monkeypatch.setattr(import_plan, "plan", plan)
        found = plan(*arguments, **named)
        type_in.well("import", old, "--actor", "王芳:审核")
        return found

    monkeypatch.setattr(import_plan, "plan", planned_by_both)
    refused = type_in("import", old, *more, "--actor", "李红:审核")
    assert refused.exit_code == 1
    assert "别人刚刚导入了其中2项" in refused.stderr
    assert len(type_in.object("list")["items"]) == 2
    assert type_in.object("import", old, "--actor", "李红:审核")["same"] == 2


def test_progress_of_what_is_not_registered_is_told_both_times(type_in: CommandLine, tmp_path: Path) -> None:
    head = [*HEAD[:5], "整改进展", "整改状态"]
    row = [1, "学习不深入", "制定计划", "办公室", "6月底前", "2024-03-01 已摸底", "未开始"]
    path = workbook(tmp_path / "旧台账.xlsx", row, head=head)
    for act in ("added", "same"):
        (told,) = type_in.object("import", path)["rows"]
        assert told["act"] == act
        assert any("待挂号的事项不登记进展" in note for note in told["notes"])


def test_our_own_list_imported_changes_nothing(registered: CommandLine, tmp_path: Path) -> None:
    registered.well("progress", "ZG-2024-0001", "已开会\n第二行", "--measure", "1")
    registered.well("add", "=1+1 公式", "--measure", "甲", "--measure", "乙", "--note", "@备注")
    registered.well("edit", "ZG-2024-0002", "--measure", "1", "--cooperating", "各科室", "--deadline", "+1月")
    path = tmp_path / "出.xlsx"
    registered.well("export", "ledger", "-o", str(path))
    head = registered.head()
    assert registered.object("import", str(path))["same"] == 2
    assert registered.head() == head


def test_lines_written_below_our_progress_are_entries_of_their_own(
    registered: CommandLine, tmp_path: Path
) -> None:
    registered.well("progress", "ZG-2024-0001", "已开会\n第二行", "--on", "2024-03-14")
    path = tmp_path / "出.xlsx"
    registered.well("export", "ledger", "-o", str(path))
    book = load_workbook(path)
    cell = next(cell for row in book.active for cell in row if "已开会" in str(cell.value))
    cell.value = f"{cell.value}\n3月15日 已印发办法\n正在试行"
    book.save(path)
    assert registered.object("import", str(path))["changed"] == 1
    entries = registered.object("show", "ZG-2024-0001")["item"]["progress"]
    assert [(entry["on"], entry["text"]) for entry in entries] == [
        ("2024-03-14", "已开会\n第二行"),
        ("2024-03-15", "已印发办法"),
        ("2024-04-01", "正在试行"),
    ]


def test_all_our_lists_come_back_without_a_question(registered: CommandLine, tmp_path: Path) -> None:
    registered.well("paper", "supervision", "ZG-2024-0001", "--issue", "-o", str(tmp_path / "督办.docx"))
    head = registered.head()
    for name in ("all", "problems", "measures", "duties", "supervision"):
        path = str(tmp_path / f"{name}.xlsx")
        registered.well("export", name, "-o", path)
        assert registered.object("import", path)["same"] == 1, name
    assert registered.head() == head


def test_a_changed_cell_changes_its_field(registered: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "出.xlsx"
    registered.well("export", "ledger", "-o", str(path))
    book = load_workbook(path)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "记录完整":
                cell.value = "记录完整、归档及时"
            elif "督查科" in str(cell.value):
                cell.value = "办公室"
    book.save(path)
    rows = registered.object("import", str(path), "--dry-run")["rows"]
    assert [(change["before"], change["after"]) for change in rows[0]["changes"]] == [
        ("记录完整", "记录完整、归档及时"),
        ("督查科", ""),
    ]
    told = registered.well("import", str(path), "--dry-run", "--format", "csv")
    assert "整改目标：记录完整 → 记录完整、归档及时；牵头单位去掉督查科" in told.stdout
    assert registered.object("import", str(path))["changed"] == 1
    assert registered.object("show", "ZG-2024-0001")["item"]["target"] == "记录完整、归档及时"


def test_an_unsure_heading_is_asked_once_for_its_header(type_in: CommandLine, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "怪.xlsx", [1, "学习不深入", "制定计划"], head=["序号", "存在问题", "部门推进举措"]
    )
    assert "--map 部门推进举措=整改措施" in type_in.refused("import", path)
    type_in.well("import", path, "--map", "部门推进举措=整改措施", "--dry-run")
    assert type_in.object("import", path)["added"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "存在问题"), "请写成 --map 列=字段"),
        (("--map", "存在问题=天气"), "没有字段“天气”"),
        (("--sheet", "没有"), "没有工作表“没有”"),
    ],
)
def test_what_cannot_be_meant_is_told(
    type_in: CommandLine, old: str, arguments: tuple[str, ...], said: str
) -> None:
    assert said in type_in.refused("import", old, *arguments)


def test_what_is_no_ledger_is_told(type_in: CommandLine, tmp_path: Path) -> None:
    path = workbook(tmp_path / "别的.xlsx", ["张三", 3], head=["姓名", "年龄"])
    assert "没有认出台账的表头" in type_in.refused("import", path)
    (tmp_path / "x.txt").write_text("不是表", encoding="utf-8")
    assert "这里要 .xlsx 工作簿" in type_in.refused("import", str(tmp_path / "x.txt"))


def test_an_item_that_goes_over_pages_comes_back_as_it_was(registered: CommandLine, tmp_path: Path) -> None:
    registered.well("add", "长事项", "--detail", "逐项核查，" * 600, "--measure", "修订办法")
    registered.well(
        *("add", "措施多的", "--lead", "办公室"),
        *(word for place in range(30) for word in ("--measure", f"修订办法，逐项落实{place}。" * 12)),
    )
    head = registered.head()
    for name in ("ledger", "problems", "measures"):
        path = str(tmp_path / f"{name}.xlsx")
        registered.well("export", name, "-o", path)
        assert registered.object("import", path)["same"] == 3, name
    assert registered.head() == head


def test_measures_with_states_of_their_own(type_in: CommandLine, tmp_path: Path) -> None:
    """The item is as far as the last of its measures, and those done are done."""
    head = ["序号", "反馈问题", "整改措施", "责任部门", "整改期限", "是否完成"]
    rows = [
        [1, "账实不符", "全面盘点", "财务科", "2024年6月底", "已完成"],
        [None, None, "建立台账", None, "2024年9月底", "正在推进"],
    ]
    path = workbook(tmp_path / "旧台账.xlsx", *rows, head=head)
    type_in.well("import", path)
    item = type_in.object("show", "ZG-2024-0001")["item"]
    assert item["state"] == "rectifying"
    assert [bool(measure["done_on"]) for measure in item["measures"]] == [True, False]
    assert type_in.object("import", path)["same"] == 1


def test_what_is_called_done_is_done_and_late_only_where_it_was(type_in: CommandLine, tmp_path: Path) -> None:
    head = ["序号", "反馈问题", "整改措施", "责任部门", "整改期限", "完成情况", "是否完成"]
    rows = [
        [1, "账实不符", "全面盘点", "财务科", "2023年6月底", "2023年6月2日已完成", "是"],
        [None, None, "建立台账", None, "2023年9月底", "", "是"],
        [2, "会议多", "精简", "办公室", "2023年9月底", "已完成", "√"],
        [3, "接待超标", "清退", "办公室", "2024年1月底", "3月1日，已完成清退", "√"],
    ]
    path = workbook(tmp_path / "旧台账.xlsx", *rows, head=head)
    seen = type_in.well("import", path, "--dry-run").stderr
    assert "注意：3项写着已完成、没有写销号，按整改中记入，等申请销号" in seen
    told = type_in.object("import", path)
    first, second, late = (type_in.object("show", number)["item"] for number in told["numbers"])
    assert [measure["done_on"] for measure in first["measures"]] == ["2023-06-02", "2023-06-02"]
    assert [measure["done_on"] for measure in late["measures"]] == ["2024-03-01"]
    assert [measure["done_on"] for measure in second["measures"]] == ["2023-09-30"]
    assert (second["truths"]["reported"], second["progress"]) == ("done", [])
    assert "1条措施写着已完成，没有写哪天" in told["rows"][1]["notes"][0]
    assert type_in.object("stats")["figures"]["measures_late"] == 1
    assert type_in.object("import", path)["same"] == 3


def test_an_item_of_which_no_measure_has_begun_has_not_begun(type_in: CommandLine, tmp_path: Path) -> None:
    head = ["序号", "反馈问题", "整改措施", "责任部门", "整改期限", "整改状态"]
    rows = [
        [1, "账实不符", "全面盘点", "财务科", "2024年6月底", "未启动"],
        [None, None, "建立台账", None, "2024年9月底", "尚未启动"],
    ]
    type_in.well("import", workbook(tmp_path / "旧台账.xlsx", *rows, head=head))
    assert type_in.object("show", "ZG-2024-0001")["item"]["state"] == "unregistered"


def test_what_has_progress_and_no_state_is_under_way(type_in: CommandLine, tmp_path: Path) -> None:
    head = ["序号", "反馈问题", "整改措施", "责任部门", "整改期限", "整改进展"]
    path = workbook(
        tmp_path / "旧台账.xlsx", [1, "会议多", "精简", "办公室", "6月底", "已压减三成"], head=head
    )
    type_in.well("import", path)
    item = type_in.object("show", "ZG-2024-0001")["item"]
    assert item["state"] == "rectifying"
    assert [entry["text"] for entry in item["progress"]] == ["已压减三成"]


def test_a_word_for_nothing_is_no_progress(type_in: CommandLine, tmp_path: Path) -> None:
    head = ["序号", "反馈问题", "整改措施", "责任部门", "整改期限", "整改进展"]
    path = workbook(tmp_path / "旧台账.xlsx", [1, "会议多", "精简", "办公室", "6月底", "暂无"], head=head)
    type_in.well("import", path)
    item = type_in.object("show", "ZG-2024-0001")["item"]
    assert (item["state"], item["progress"]) == ("unregistered", [])


def test_a_sheet_without_states_is_not_told_to_differ_in_them(type_in: CommandLine, tmp_path: Path) -> None:
    head = ["序号", "反馈问题", "整改措施", "责任部门", "整改期限", "整改进展"]
    path = workbook(
        tmp_path / "旧台账.xlsx", [1, "会议多", "精简", "办公室", "6月底", "已压减三成"], head=head
    )
    type_in.well("import", path, "--as-new")
    (row,) = type_in.object("import", path)["rows"]
    assert not any("状态" in note for note in row["notes"])


def test_limits_without_a_year_are_of_the_year_that_the_others_name(
    type_in: CommandLine, tmp_path: Path
) -> None:
    rows = [[1, "甲问题", "办理", "办公室", "2022年6月底"], [2, "乙问题", "办理", "办公室", "9月底"]]
    path = workbook(tmp_path / "旧台账.xlsx", *rows, head=HEAD[:5], title="整改台账")
    told = type_in.well("import", path).output
    assert "没有写年份的时限从2022年（别的时限多是这一年）算起" in told
    assert type_in.object("show", "ZG-2024-0002")["item"]["deadline"]["due"] == "2022-09-30"


def test_nothing_is_said_of_years_where_every_limit_names_its_own(
    type_in: CommandLine, tmp_path: Path
) -> None:
    row = [1, "甲问题", "办理", "办公室", "2022年6月底"]
    path = workbook(tmp_path / "旧台账.xlsx", row, head=HEAD[:5], title="整改台账")
    assert "没有写年份" not in type_in.well("import", path).output
