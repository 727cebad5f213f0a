"""`tracker bulk` as a clerk types it."""

from __future__ import annotations

from typing import Any

CommandLine = Any


def _three(type_in: CommandLine) -> None:
    for title, target in (("记录不全", "完整"), ("会议偏多", ""), ("接待超标", "清零")):
        type_in.well(
            *("add", title, "--target", target, "--measure", "修订办法"),
            *("--lead", "办公室", "--deadline", "6月底前"),
        )


def test_what_would_be_is_shown_before_it_is(type_in: CommandLine) -> None:
    _three(type_in)
    head = type_in.head()
    found = type_in.object("bulk", "待挂号", "--step", "挂号", "--preview")["items"]
    assert [item["number"] for item in found] == [f"ZG-2024-000{n}" for n in (1, 2, 3)]
    assert found[0]["changes"][0] == {
        "what": "事项",
        "field": "办理状态",
        "before": "待挂号",
        "after": "整改中",
    }
    assert "缺整改目标" in found[1]["refusal"]
    assert "缺整改目标" in type_in.well("bulk", "待挂号", "--step", "register", "--preview").stdout
    assert type_in.head() == head


def test_all_or_only_the_possible(type_in: CommandLine) -> None:
    _three(type_in)
    head = type_in.head()
    told = type_in.refused("bulk", "待挂号", "--step", "挂号", "--yes")
    assert "3项中有1项不能办，都没有办" in told
    assert "ZG-2024-0002 不能挂号：缺整改目标" in told
    assert "需要确认" in type_in.refused("bulk", "待挂号", "--step", "挂号", "--possible")
    assert type_in.head() == head
    done = type_in.object("bulk", "待挂号", "--step", "挂号", "--possible", "--yes")
    assert done["numbers"] == ["ZG-2024-0001", "ZG-2024-0003"]
    assert [one["number"] for one in done["refused"]] == ["ZG-2024-0002"]
    type_in.well("undo")
    assert len(type_in.object("list", "待挂号")["items"]) == 3


def test_settings_of_every_kind(type_in: CommandLine) -> None:
    _three(type_in)
    type_in.well(
        *("bulk", "单位:办公室", "--yes", "--set", "牵头=组织部、教育局", "--set", "类别=作风"),
        *("--set", "时限=9月底前", "--set", "责任领导=周正", "--set", "类型=立行立改", "--set", "备注＝周报"),
    )
    for item in type_in.object("list")["items"]:
        shown = type_in.object("show", item["number"])["item"]
        assert shown["lead"] == "组织部"
        assert shown["deadline"]["due"] == "2024-09-30"
        assert (shown["category"], shown["note"], shown["type"]) == ("作风", "周报", "immediate")
    told = type_in.refused("bulk", "类别:问题", "--yes", "--set", "备注=周报")
    assert "本来就是这样" in told


def test_misuse(type_in: CommandLine) -> None:
    _three(type_in)
    assert "缺少条件" in type_in.refused("bulk", "--set", "备注=x", code=2)
    assert "两样取一样" in type_in.refused("bulk", "类别:问题", code=2)
    assert "不能批量修改“编号”" in type_in.refused("bulk", "类别:问题", "--set", "编号=1", "--yes")
    assert "请写成 项目=值" in type_in.refused("bulk", "类别:问题", "--set", "备注", "--yes")
    assert "可用：立行立改" in type_in.refused("bulk", "类别:问题", "--set", "类型=快", "--yes")
    assert "没有符合条件的事项" in type_in.refused("bulk", "单位:没有", "--set", "备注=x", "--yes")


def test_progress_and_classes_for_many(type_in: CommandLine) -> None:
    _three(type_in)
    type_in.well("bulk", "待挂号", "--step", "挂号", "--possible", "--yes")
    type_in.well("bulk", "整改中", "--step", "进展", "--reason", "已开专题会部署", "--yes")
    assert "已开专题会部署" in type_in.well("show", "ZG-2024-0001").stdout
    type_in.well("bulk", "整改中", "--step", "分类盘点", "--reason", "正在整改", "--yes")
    assert "可用：基本完成" in type_in.refused(
        "bulk", "整改中", "--step", "分类盘点", "--reason", "很好", "--yes"
    )
    type_in.well("undo")
    type_in.well("bulk", "整改中", "--set", "密级=内部", "--set", "联系人=孙悦", "--yes")
    assert "不能清空" in type_in.refused("bulk", "整改中", "--set", "类型=", "--yes")
