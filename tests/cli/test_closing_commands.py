"""The way to 销号 at the command line: 体检, answers, 初审, 公示, signing; and 延期 asked for and decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

NUMBER = "ZG-2024-0001"
WRITTEN = ("--completion", "全部完成", "--inference", "已自查")
REVIEWER = ("--actor", "王芳:审核")
LEADER = ("--actor", "周正:领导")


@pytest.fixture
def finished(type_in: CommandLine, tmp_path: Path) -> CommandLine:
    """An item 整改中 with two measures done and one piece of evidence for the whole."""
    type_in.well(
        *("add", "会议记录不规范", "--target", "记录完整", "--measure", "修订办法", "--measure", "培训一次"),
        *("--lead", "办公室", "--deadline", "6月底前"),
    )
    type_in.well("register", NUMBER)
    for measure in ("1", "2"):
        type_in.well("progress", NUMBER, "已办", "--measure", measure, "--done")
    path = tmp_path / "办法.txt"
    path.write_text("会议记录办法全文", encoding="utf-8")
    type_in.well("evidence", "add", NUMBER, str(path), "--dated", "2024-03-20")
    return type_in


def test_what_the_examination_finds_is_answered_by_its_number(finished: CommandLine) -> None:
    shown = finished.well("examine", NUMBER).stdout
    assert "先办好才能申请" in shown
    assert "措施1“修订办法”、措施2“培训一次”没有单独的佐证材料" in shown
    found = finished.object("examine", NUMBER)
    assert [row["check"] for row in found["findings"]] == ["measure_evidence", "evidence_date"]
    told = finished.refused("apply", NUMBER, *WRITTEN, "--answer", "1=见办法")
    assert "销号体检第2条没有答复" in told
    assert "销号体检第1条" not in told
    assert "--answer 1=…" in told
    assert "看不懂" in finished.refused("apply", NUMBER, *WRITTEN, "--answer", "见办法")
    answers = ("--answer", "1=见办法", "--answer", "2＝挂号前已印发")
    assert "体检答复2条" in finished.well("apply", NUMBER, *WRITTEN, *answers).stderr
    page = finished.object("show", NUMBER)["item"]
    assert [row["answer"] for row in page["applications"][0]["findings"]] == [
        "见办法",
        "挂号前已印发",
    ]
    assert "答复：挂号前已印发" in finished.well("show", NUMBER).stdout
    assert page["evidence"][0]["dated_on"] == "2024-03-20"
    finished.well("withdraw", NUMBER)
    assert "上次答复：挂号前已印发" in finished.well("examine", NUMBER).stdout.replace("\n      ", "")
    finished.well("apply", NUMBER, "--answer", "1=见办法第三条")
    again = finished.object("show", NUMBER)["item"]["applications"][1]["findings"]
    assert [row["answer"] for row in again] == ["见办法第三条", "挂号前已印发"]


def test_an_item_in_order_is_told_so(type_in: CommandLine, tmp_path: Path) -> None:
    type_in.well(
        "add", "甲", "--target", "改好", "--measure", "办", "--lead", "办公室", "--deadline", "6月底前"
    )
    type_in.well("register", NUMBER)
    type_in.well("progress", NUMBER, "已办", "--measure", "1", "--done")
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"\xff\xd8\xff no photo at all")
    type_in.well("evidence", "add", NUMBER, str(path))
    assert "缺完成情况" in type_in.well("examine", NUMBER).stdout
    type_in.well("apply", NUMBER, *WRITTEN)
    assert "没有查出问题" in type_in.well("examine", NUMBER).stdout


def test_two_reviewers_publicity_and_paper(finished: CommandLine) -> None:
    finished.well("campaign", "set", "--review-steps", "2", "--publicity-days", "3")
    answers = ("--answer", "1=a", "--answer", "2=b")
    finished.well("apply", NUMBER, *WRITTEN, *answers)
    assert NUMBER in finished.well("list", "待初审").stdout
    assert "还没有初审" in finished.refused("close", NUMBER, *REVIEWER)
    finished.well("preliminary", NUMBER, *REVIEWER, "--opinion", "材料齐全")
    assert "缺公示" in finished.refused("close", NUMBER, *LEADER)
    assert "--from" in finished.refused("publicity", NUMBER)
    told = finished.well("publicity", NUMBER, "--from", "2024-04-01", "--place", "公示栏").stderr
    assert "2024-04-01 至 2024-04-03" in told
    finished.well("publicity", NUMBER, "--objections", "无异议", "--today", "2024-04-04")
    day = ("--today", "2024-04-04")
    assert "--signed-by" in finished.refused("close", NUMBER, *LEADER, *day, "--document", "〔2024〕12号")
    finished.well("close", NUMBER, *LEADER, *day, "--signed-by", "张书记", "--document", "〔2024〕12号")
    finished.well("sign", NUMBER, "--by", "刘主任", "--step", "1", *day)
    shown = finished.well("show", NUMBER).stdout
    assert "王芳 初审通过：材料齐全（纸质件刘主任 2024-04-04签字）" in shown
    assert "周正 同意销号（纸质件张书记 2024-04-04签字，〔2024〕12号）" in shown
    assert "公示栏　无异议" in shown
    steps = [row["step"] for row in finished.object("show", NUMBER)["item"]["applications"][0]["reviews"]]
    assert steps == [1, 2]


def test_an_extension_is_asked_for_listed_and_decided(registered: CommandLine) -> None:
    asked = ("extension", "ask", NUMBER, "--deadline", "8月底前", "--reason", "招标流标")
    registered.well(*asked)
    assert "一次只办一个" in registered.refused(*asked)
    shown = registered.well("extension", "list", "--today", "2024-04-06").stdout
    assert "2024-08-31" in shown
    assert "5天" in shown
    assert NUMBER in registered.well("list", "延期申请:待批准").stdout
    assert "由审核、领导办理" in registered.refused("extension", "approve", NUMBER)
    registered.well("extension", "refuse", NUMBER, "--opinion", "抓紧办结", *LEADER)
    registered.well(*asked)
    registered.well("extension", "withdraw", NUMBER)
    registered.well(*asked)
    registered.well("extension", "approve", NUMBER, *LEADER)
    item = registered.object("show", NUMBER)["item"]
    assert (item["deadline"]["due"], item["first_deadline"]["due"], item["extensions"]) == (
        "2024-08-31",
        "2024-06-30",
        1,
    )
    rows = registered.object("extension", "list", "--all")["requests"]
    assert [row["decision"] for row in rows] == ["refused", "withdrawn", "approved"]
    assert "同意延期" in registered.well("show", NUMBER).stdout
    assert registered.object("extension", "list")["requests"] == []
    assert "没有编号为“ZG-2024-0009”" in registered.refused("extension", "list", "ZG-2024-0009")


def test_an_extension_at_once_to_continuing(registered: CommandLine) -> None:
    at_once = ("extend", NUMBER, "长期坚持", "--reason", "要常抓", "--approver", "周正")
    assert "须写明阶段目标" in registered.refused(*at_once)
    told = registered.well(*at_once, "--goal", "每季抽查", "--next-review", "2024-09-30").stderr
    assert "到 长期坚持" in told
    assert registered.object("show", NUMBER)["item"]["type"] == "long_term"
