"""`tracker report`, `verify`, `stage`, `regulation`, `survey` and `classify` as they are typed."""

from __future__ import annotations

from typing import Any

CommandLine = Any

NUMBER = "ZG-2024-0001"
REVIEWER = ("--actor", "王芳:审核")


def test_the_three_truths_stand_apart(registered: CommandLine) -> None:
    assert "自报  还没有自报" in registered.well("show", NUMBER).stdout
    registered.well("report", NUMBER, "--state", "推进中", "--text", "已拟初稿")
    assert "自报人不能核实自己报的" in registered.refused(
        "verify", NUMBER, "--result", "属实", "--note", "看了"
    )
    registered.well("verify", NUMBER, "--result", "部分属实", "--note", "只有草稿", *REVIEWER)
    shown = registered.well("show", NUMBER).stdout
    for line in (
        "自报      推进中（2024-04-01 李明）",
        "核实      部分属实（2024-04-01 王芳）",
        "时限      剩余90天",
    ):
        assert line in shown
    said = registered.object("show", NUMBER)["item"]["truths"]
    assert (said["reported"], said["verified"]) == ("under_way", "partly")
    assert "缺未完成原因" in registered.refused("report", NUMBER, "--state", "未完成")
    found = registered.object("list", "自报:推进中", "核实:部分属实")["items"]
    assert [item["number"] for item in found] == [NUMBER]


def test_stages_are_planned_and_done(registered: CommandLine) -> None:
    assert (
        "阶段1“试点”，到2024-05-31"
        in registered.well("stage", "add", NUMBER, "试点", "--deadline", "5月底前").stderr
    )
    registered.well("stage", "edit", NUMBER, "1", "--goal", "三个点试点")
    late = ("--today", "2024-06-02")
    assert (
        "三个点试点　时限：5月底前 → 2024-05-31　已逾期2天" in registered.well("show", NUMBER, *late).stdout
    )
    registered.well("stage", "done", NUMBER, "1", "--on", "2024-5-30", *late)
    (stage,) = registered.object("stage", "list", NUMBER, *late)["stages"]
    assert (stage["goal"], stage["done_on"], stage["overdue"]) == ("三个点试点", "2024-05-30", False)
    assert "没有写要改什么" in registered.refused("stage", "edit", NUMBER, "1")


def test_long_work_is_registered_by_stages(type_in: CommandLine) -> None:
    type_in.well(
        *("add", "机制不健全", "--target", "健全", "--measure", "建章立制", "--lead", "办公室"),
        *("--deadline", "年底前", "--term", "中长期"),
    )
    assert "至少要有2个阶段（现有0个）" in type_in.refused("register", NUMBER)
    type_in.well("edit", NUMBER, "--term", "短期")
    type_in.well("register", NUMBER)


def test_the_list_of_regulations(registered: CommandLine) -> None:
    assert (
        "tracker regulation issue 1"
        in registered.well(
            "regulation", "add", NUMBER, "《会议办法》", "--act", "修订", "--measure", "1"
        ).stderr
    )
    assert "会议办法" in registered.well("regulation", "list", "--unissued").stdout
    registered.well("regulation", "issue", "1", "--document-number", "X办发〔2024〕3号")
    assert "会议办法" in registered.well("regulation", "list", "--unchecked").stdout
    assert "要写明检查情况" in registered.refused("regulation", "check", "1", "--result", "未执行")
    registered.well("regulation", "check", "1", "--result", "未执行", "--finding", "没有传达")
    (row,) = registered.object("regulation", "list", NUMBER)["regulations"]
    assert (row["name"], row["act"], row["issued_on"]) == ("会议办法", "revised", "2024-04-01")
    assert row["checks"][0]["result"] == "idle"
    assert "2024-04-01 未执行：没有传达" in registered.well("regulation", "list", "--format", "csv").stdout
    assert "制度清单里没有" in registered.well("regulation", "list", "--unchecked").stderr


def test_rounds_of_a_questionnaire(registered: CommandLine) -> None:
    registered.well("survey", "add", "第一轮", "--on", "2024-3-1")
    registered.well("survey", "add", "第二轮")
    registered.well("survey", "score", "第一轮", "效果", "--item", NUMBER, "--good", "5", "--poor", "5")
    told = registered.well(
        "survey", "score", "第二轮", "效果", "--item", NUMBER, "--good", "9", "--fair", "0"
    )
    assert "9人作答，满意率100%" in told.stderr
    first, second = registered.object("survey", "show")["scores"]
    assert (first["percent"], second["previous_percent"]) == (50, 50)
    assert "+50点" in registered.well("survey", "show", "第二轮").stdout
    assert [row["survey"] for row in registered.object("survey", "list")["surveys"]] == ["第一轮", "第二轮"]
    assert "比上轮+50点" in registered.well("show", NUMBER).stdout
    assert "没有人作答" in registered.refused("survey", "score", "第二轮", "效果")


def test_classes_are_proposed_and_settled(registered: CommandLine) -> None:
    (proposal,) = registered.object("classify", "--propose")["proposals"]
    assert (proposal["proposed"], proposal["missing"]) == ("assign", ["缺责任领导或责任人"])
    assert registered.object("show", NUMBER)["item"]["truths"]["classification"] is None
    assert "缺责任领导或责任人" in registered.refused("classify", "--accept")
    assert "没有符合条件" in registered.refused("classify", "--accept", "--possible")
    registered.well("edit", NUMBER, "--person", "赵强")
    assert "已列入：尚未完成1个" in registered.well("classify", "--accept").stderr
    assert "没有改动" in registered.well("classify", NUMBER, "--as", "尚未完成").stderr
    assert [row["number"] for row in registered.object("list", "分类:尚未完成")["items"]] == [NUMBER]
    assert "没有写条件" in registered.refused("classify", "--as", "正在整改")
    assert "写一个" in registered.refused("classify", NUMBER)
