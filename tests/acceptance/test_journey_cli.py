"""The whole way in the command line: from a speech to the closed item and the workbook, on both databases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tracker.cli.root import tracker
from tracker.ledger.location import Location

SPEECH = """在2024年作风整改推进会上的讲话
（2024年3月15日）

同志们：

一、存在的主要问题
一是会议记录不规范，个别科室没有专人负责。二是还存在调查研究走过场的现象。

二、下一步工作
一要规范会议记录。办公室要在4月底前修订会议记录办法，6月20日前完成一次检查。
二要改进调查研究。各科室要在11月底前完成一项专题调研，由督查科牵头，人事科配合。
"""

CLERK, REVIEWER = "李明", "王芳:审核"


class Journey:
    """Types one command after another, each on its day."""

    def __init__(self, location: Location) -> None:
        self._db = location.url.render_as_string(hide_password=False)
        if location.path is not None:
            self._db = str(location.path)

    def __call__(self, day: str, actor: str, *arguments: str) -> Result:
        return CliRunner().invoke(
            tracker, ["--db", self._db, "--today", f"2024-{day}", "--actor", actor, *arguments]
        )

    def well(self, day: str, actor: str, *arguments: str) -> Result:
        """It must succeed."""
        result = self(day, actor, *arguments)
        assert result.exit_code == 0, result.output
        return result

    def refused(self, day: str, actor: str, *arguments: str) -> str:
        """It must be refused; what was said."""
        result = self(day, actor, *arguments)
        assert result.exit_code == 1, result.output
        return result.stderr

    def object(self, *arguments: str) -> Any:
        """What `--format json` prints."""
        return json.loads(self.well("12-31", CLERK, *arguments, "--format", "json").stdout)


@pytest.fixture
def journey(location: Location) -> Journey:
    """On an empty ledger."""
    return Journey(location)


def test_from_a_speech_to_the_struck_item_and_the_workbook(journey: Journey, tmp_path: Path) -> None:
    speech = tmp_path / "讲话.txt"
    speech.write_text(SPEECH, encoding="gb18030")
    journey.well("03-18", CLERK, "campaign", "set", "--name", "作风整改台账", "--reporting-unit", "整改办")
    journey.well("03-18", CLERK, "mine", str(speech), "--accept")
    assert "没有改动" in journey.well("03-18", CLERK, "mine", str(speech), "--accept").stderr
    number = _problem(journey, "会议记录")
    _plan_and_register(journey, number)
    _do(journey, number, tmp_path)
    _close(journey, number)
    _look_at_the_history(journey, number)
    _hand_in(journey, number, tmp_path / "台账.xlsx")


def test_a_server_is_begun_by_name_not_by_opening_it(
    bare_postgresql_location: Location, tmp_path: Path
) -> None:
    journey = Journey(bare_postgresql_location)
    for arguments in (("list",), ("add", "会议记录不规范")):
        assert "tracker db upgrade" in journey.refused("03-18", CLERK, *arguments)
    journey.well("03-18", CLERK, "db", "upgrade")
    journey.well("03-18", CLERK, "add", "会议记录不规范")
    assert len(journey.object("list")["items"]) == 1
    journey.well("03-18", CLERK, "db", "check")
    package = str(tmp_path / "备份.zip")
    journey.well("03-18", CLERK, "db", "backup", "-o", package)
    copy = str(tmp_path / "本机.db")
    journey.well("03-18", CLERK, "db", "restore", package, "--to", copy)
    assert journey.object("list", "--db", copy) == journey.object("list")


def _problem(journey: Journey, words: str) -> str:
    items = journey.object("list", words, "类别:问题")["items"]
    assert [item["state"] for item in items] == ["unregistered"]
    return str(items[0]["number"])


def _plan_and_register(journey: Journey, number: str) -> None:
    missing = journey.refused("03-19", CLERK, "register", number)
    assert "缺整改目标" in missing and "缺整改时限" in missing
    plan = ("--target", "会议记录完整规范", "--lead", "办公室", "--deadline", "6月底前")
    journey.well("03-19", CLERK, "edit", number, *plan)
    known = len(journey.object("show", number)["item"]["measures"])
    for text in ("修订会议记录办法", "开展一次检查"):
        journey.well("03-19", CLERK, "add", text, "--measure-of", number)
    assert len(journey.object("show", number)["item"]["measures"]) == known + 2
    journey.well("03-20", CLERK, "register", number)


def _do(journey: Journey, number: str, folder: Path) -> None:
    assert "尚未完成" in journey.refused("04-01", CLERK, "apply", number)
    for measure in journey.object("show", number)["item"]["measures"]:
        report = ("已落实", "--measure", str(measure["measure"]), "--done")
        journey.well("04-28", CLERK, "progress", number, *report)
    proof = folder / "会议记录办法.txt"
    proof.write_text("会议记录办法（印发稿）", encoding="utf-8")
    journey.well("04-28", CLERK, "evidence", "add", number, str(proof))
    journey.well("04-28", CLERK, "evidence", "verify")


def _close(journey: Journey, number: str) -> None:
    answers = ("--completion", "办法已印发，检查已完成", "--inference", "已对其他科室一并检查")
    replies: list[str] = []
    for finding in journey.object("examine", number)["findings"]:
        replies += ["--answer", f"{finding['finding']}=落实情况写在印发稿里"]
    journey.well("05-06", CLERK, "apply", number, *answers, *replies)
    assert "不能是同一人" in journey.refused("05-07", "李明:审核", "close", number)
    assert "10个字" in journey.refused("05-07", REVIEWER, "return", number, "--opinion", "不够")
    journey.well("05-07", REVIEWER, "return", number, "--opinion", "请补充检查记录和照片等佐证材料")
    journey.well("05-09", CLERK, "apply", number)
    journey.well("05-10", REVIEWER, "close", number, "--opinion", "同意销号")
    journey.well("05-11", REVIEWER, "undo")
    assert journey.object("show", number)["item"]["state"] == "applied"
    journey.well("05-11", REVIEWER, "redo")
    item = journey.object("show", number)["item"]
    assert (item["state"], item["light"], item["closed_on"]) == ("closed", "closed", "2024-05-10")
    assert [entry["decision"] for entry in item["applications"]] == ["returned", "accepted"]


def _look_at_the_history(journey: Journey, number: str) -> None:
    commands = [action["command"] for action in journey.object("history", number)["actions"]]
    wanted = iter(commands)
    assert all(
        word in wanted for word in ("收下候选", "修改事项", "挂号", "登记进展", "申请销号", "退回", "销号")
    ), commands
    head = journey.well("06-01", CLERK, "journal", "verify").stdout.strip()
    journey.well("06-01", CLERK, "progress", _other(journey), "仍在调研")
    journey.well("06-01", CLERK, "journal", "verify", "--against", head)


def _other(journey: Journey) -> str:
    number = _problem(journey, "调查研究")
    journey.well("06-01", CLERK, "register", number, "--waive", "目标和措施正在研究")
    return number


def _hand_in(journey: Journey, number: str, path: Path) -> None:
    journey.well("06-18", CLERK, "export", "ledger", "-o", str(path))
    sentence = journey.object("stats")["sentence"]
    assert "已销号1个" in sentence
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    text = "\n".join(cells)
    assert "作风整改台账" in cells
    for words in ("整改办", "截至2024年6月18日", "修订会议记录办法", "会议记录办法.txt", "已销号"):
        assert words in text
    assert number in text
    printed = next(cell for cell in cells if "校验码" in cell).split()[-1]
    journey.well("06-18", CLERK, "journal", "verify", "--against", printed)
