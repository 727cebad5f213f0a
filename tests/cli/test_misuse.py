"""A command of the wrong form: one Chinese line that helps, exit code 2."""

from __future__ import annotations

from typing import Any

import pytest

CommandLine = Any

MISUSE = [
    (("lst",), "没有命令“lst”，是不是 list"),
    (("list", "--stat", "整改中"), "没有选项 --stat，是不是 --state"),
    (("list", "--state", "在办"), "选项 --state：没有“在办”，可用：待挂号"),
    (("list", "--format", "xml"), "选项 --format：没有“xml”，可用：table json csv"),
    (("list", "--sort"), "选项 --sort 后面要写内容"),
    (("progress", "ZG-1", "x", "--done=3"), "选项 --done 后面不用写内容"),
    (("show",), "缺少参数“编号”"),
    (("register",), "缺少参数“编号”"),
    (("return", "ZG-1"), "缺少选项 --opinion"),
    (("show", "A", "B"), "多写了“B”"),
    (("progress", "ZG-1", "x", "--measure", "零"), "“零”不是措施序号"),
    (("journal", "log", "-n", "0"), "“0”不是条数"),
    (("add", "-5℃的记录"), "没有选项 -5；以“-”开头的内容，前面先写 --"),
    (("mine", "a.txt", "--accept", "--review"), "只能写一个"),
    (("handover", "do", "张三", "李四"), "缺少选项 --reason"),
    (("unit", "alias", "办公室", "办", "--kind", "小名"), "选项 --kind：没有“小名”，可用：简称 曾用名 又称"),
    (("db", "team", "add", "x", "张三", "科长"), "没有“科长”，可用：经办 审核"),
    (("db", "fix"), "没有命令“fix”"),
    (("sample", "draw"), "缺少选项 --ratio"),
    (("sample", "draw", "--ratio", "两成"), "“两成”不是百分数"),
    (("self-check", "answer", "1", "人事科", "没有"), "没有“没有”，可用：待反馈 未发现 存在"),
    (("raise", "ZG-2024-0001"), "缺少选项 --to"),
    (("report", "ZG-1", "--state", "快了"), "选项 --state：没有“快了”，可用：未启动"),
    (("measure", "amount", "ZG-1", "1", "--kind", "钱"), "选项 --kind：没有“钱”，可用：制度"),
    (("survey", "score", "一", "二", "--good", "-1"), "“-1”不是人数"),
    (("campaign", "event", "sett", "反馈", "2024-5-1"), "没有命令“sett”，是不是 set"),
    (("campaign", "add", "甲", "--kind", "督导"), "选项 --kind：没有“督导”，可用：上级巡视 巡察"),
    (("campaign", "link", "ZG-1"), "缺少选项 --campaign"),
    (("opinion", "add", "会议多"), "缺少选项 --source"),
    (("form", "merge"), "缺少参数“文件”"),
    (("form", "merge", "a.xlsx", "--take", "both"), "选项 --take：没有“both”，可用：theirs ours"),
    (("form", "status", "--round", "0"), "“0”不是批次"),
    (("paper", "supervision"), "缺少选项 --output"),
    (("paper", "fields", "请示"), "没有“请示”，可用：交办单"),
]


@pytest.mark.parametrize(("arguments", "said"), MISUSE, ids=[" ".join(row[0]) for row in MISUSE])
def test_misuse_is_told_in_one_line(type_in: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    told = type_in.refused(*arguments, code=2)
    assert said in told
    assert "--help" in told
    assert told.count("\n") == 1


def test_a_group_alone_shows_its_help(type_in: CommandLine) -> None:
    assert "命令：" in type_in.refused("journal", code=2)
