"""Listing, showing, typing in, reporting, undoing: what is said and what is there afterwards."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

CommandLine = Any
NUMBER = "ZG-2024-0001"


def test_an_item_is_typed_in_and_shown(registered: CommandLine) -> None:
    item = registered.object("show", NUMBER.lower())["item"]
    assert item["title"] == "会议记录不规范"
    assert item["deadline"]["due"] == "2024-06-30"
    assert [owner["name"] for owner in item["owners"]] == ["办公室", "督查科"]
    assert item["measures"][0]["text"] == "修订办法"
    assert item["registered_on"] == "2024-04-01"
    assert item["four"] == {"目标": True, "措施": True, "责任": True, "时限": True}
    shown = registered.well("show", NUMBER).stdout
    for words in ("整改中", "剩余90天", "6月底前 → 2024-06-30", "办公室、督查科", "申请销号", "缺佐证材料"):
        assert words in shown


FILTERS = [
    ((), 2),
    (("整改中",), 1),
    (("--state", "待挂号"), 1),
    (("--state", "整改中", "--state", "待挂号"), 2),
    (("--light", "待明确"), 1),
    (("--kind", "任务"), 1),
    (("--unit", "督查"), 1),
    (("记录", "单位:办公室"), 1),
    (("没有的词",), 0),
]


@pytest.mark.parametrize(("arguments", "count"), FILTERS, ids=[" ".join(row[0]) for row in FILTERS])
def test_the_list_is_narrowed(registered: CommandLine, arguments: tuple[str, ...], count: int) -> None:
    registered.well("add", "开展调研", "--kind", "任务")
    assert len(registered.object("list", *arguments)["items"]) == count


def test_the_list_is_sorted(registered: CommandLine) -> None:
    registered.well("add", "更早到期", "--deadline", "2024-4-30")
    by_deadline = registered.object("list", "--sort", "deadline")["items"]
    assert [item["title"] for item in by_deadline] == ["更早到期", "会议记录不规范"]


def test_options_may_stand_before_or_after_the_command(registered: CommandLine) -> None:
    before = registered.well("--today", "2024-07-01", "--format", "json", "list")
    after = registered.well("list", "--format", "json", "--today", "2024-07-01")
    assert before.stdout == after.stdout
    assert "已逾期1天" in after.stdout


def test_who_acts_comes_from_the_environment(
    registered: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from tracker.cli.root import tracker

    monkeypatch.setenv("TRACKER_ACTOR", "王芳：审核")
    monkeypatch.setenv("TRACKER_DB", str(registered.ledger))
    assert CliRunner().invoke(tracker, ["add", "查卷宗"]).exit_code == 0
    assert registered.object("journal", "log", "-n", "1")["actions"][0]["actor"] == "王芳"


CHANGES = [
    (("progress", NUMBER, "已印发"), "已登记进展 ZG-2024-0001“会议记录不规范”"),
    (("progress", NUMBER, "已印发", "--measure", "1", "--done"), "该措施已完成"),
    (("edit", NUMBER, "--target", "记录完整、归档及时"), "已修改 ZG-2024-0001"),
    (("edit", NUMBER, "--measure", "1", "--title", "修订办法并印发"), "的措施1"),
    (("add", "约谈科室", "--measure-of", NUMBER, "--standard", "谈完"), "增加措施2"),
    (("extend", NUMBER, "2024-9-30", "--reason", "待批", "--approver", "陈局"), "已延期"),
    (("stop", NUMBER, "--reason", "并入他项", "--yes", "--actor", "陈局:领导"), "已终止"),
    (("campaign", "set", "--name", "作风整改", "--near-days", "20"), "已修改专项“作风整改”的设置"),
]


@pytest.mark.parametrize(("arguments", "said"), CHANGES, ids=[" ".join(row[0]) for row in CHANGES])
def test_each_change_says_what_was_done_and_is_taken_back(
    registered: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    before = registered.object("list")["items"], registered.object("show", NUMBER)["item"]
    told = registered.well(*arguments).stderr
    assert said in told
    assert "撤回：tracker undo" in told
    assert told.count("\n") == 1
    registered.well("undo", *arguments[-2:] if "--actor" in arguments else ())
    assert (registered.object("list")["items"], registered.object("show", NUMBER)["item"]) == before


def test_several_items_are_edited_as_one_action(registered: CommandLine) -> None:
    registered.well("add", "第二个")
    assert "--yes" in registered.refused("edit", NUMBER, "ZG-2024-0002", "--category", "作风")
    registered.well("edit", NUMBER, "ZG-2024-0002", "--category", "作风", "--yes")
    assert {item["category"] for item in registered.object("list")["items"]} == {"作风"}
    registered.well("undo")
    assert {item["category"] for item in registered.object("list")["items"]} == {""}


def test_an_edit_that_changes_nothing_says_so(registered: CommandLine) -> None:
    assert "没有改动" in registered.well("edit", NUMBER, "--target", "记录完整").stderr


def test_a_question_is_answered_with_no(registered: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.cli import output

    before = registered.head()
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    result = registered("stop", NUMBER, "--reason", "x", "--actor", "陈局:领导", typed="n\n")
    assert result.exit_code == 1
    assert "已取消，没有改动" in result.stderr
    monkeypatch.undo()
    assert registered.head() == before


def test_evidence_is_kept_listed_and_verified(registered: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "办法.txt"
    file.write_text("会议记录办法", encoding="utf-8")
    registered.well("evidence", "add", NUMBER, str(file), "--measure", "1", "--note", "印发稿")
    (piece,) = registered.object("evidence", "list", NUMBER)["evidence"]
    assert (piece["name"], piece["measure"], piece["note"]) == ("办法.txt", 1, "印发稿")
    assert "没有被改动" in registered.well("evidence", "verify").stderr
    (kept,) = [path for path in registered.ledger.with_suffix(".evidence").rglob("*") if path.is_file()]
    kept.write_text("换了", encoding="utf-8")
    result = registered("evidence", "verify")
    assert result.exit_code == 1
    assert "办法.txt" in result.stderr


def test_the_history_tells_who_when_what_and_why(registered: CommandLine) -> None:
    registered.well("edit", NUMBER, "--target", "完整规范", "--actor", "赵敏")
    shown = registered.well("history", NUMBER).stdout
    assert "赵敏（经办）  修改事项" in shown
    assert "整改目标：记录完整 → 完整规范" in shown
    assert "（记作2024-04-01）" in shown
    actions = registered.object("history", NUMBER)["actions"]
    assert [action["command"] for action in actions] == ["新增事项", "挂号", "修改事项"]


def test_undo_says_whose_and_how_to_redo(registered: CommandLine) -> None:
    told = registered.well("undo").stderr
    assert "已撤销李明的“挂号”" in told and "tracker redo" in told
    assert "已重做李明的“挂号”" in registered.well("redo").stderr


def test_a_row_changed_behind_the_journal_is_found(registered: CommandLine) -> None:
    import sqlite3
    from contextlib import closing

    printed = registered.well("journal", "verify").stdout.strip()
    assert registered.well("journal", "verify", "--against", printed).exit_code == 0
    with closing(sqlite3.connect(registered.ledger)) as database:
        database.execute("UPDATE item SET title = '没事了'")
        database.commit()
    result = registered("journal", "verify")
    assert result.exit_code == 1
    assert "没事了" in result.stderr
    assert registered("doctor").exit_code == 1


def test_the_figures_and_their_sentence(registered: CommandLine) -> None:
    found = registered.object("stats")
    assert found["figures"]["problems"] == 1
    assert found["sentence"].startswith("共反馈问题1个")
    assert found["sentence"] in registered.well("stats").stdout


def test_the_lifecycle_is_printed_from_its_table(nowhere: CommandLine) -> None:
    from tracker.ledger.lifecycle import TRANSITIONS

    shown = nowhere.well("lifecycle").stdout
    assert all(f"{row.word}：" in shown for row in TRANSITIONS)
    assert len(nowhere.object("lifecycle")["transitions"]) == len(TRANSITIONS)


def test_the_ledger_is_made_checked_and_backed_up(nowhere: CommandLine) -> None:
    assert "已新建台账" in nowhere.well("db", "upgrade").stderr
    assert "没有改动" in nowhere.well("db", "upgrade").stderr
    assert "完好" in nowhere.well("db", "check").stderr
    assert Path(nowhere.object("db", "backup")["file"]).is_file()


def test_the_workbook_goes_where_it_is_told(registered: CommandLine, tmp_path: Path) -> None:
    registered.well("export", "ledger", "-o", str(tmp_path / "台账"))
    assert (tmp_path / "台账.xlsx").read_bytes()[:2] == b"PK"
    first, second = (Path(registered.object("export", "ledger")["file"]) for _ in range(2))
    assert first != second
    assert first.parent == second.parent == Path(os.environ["TRACKER_EXPORTS"])


def test_doctor_says_what_is_where(registered: CommandLine) -> None:
    result = registered.well("doctor")
    assert str(registered.ledger) in result.stdout
    assert "SQLite" in result.stdout
    assert "没有发现问题" in result.stderr


def test_the_sample_ledger_is_made_and_found_again(nowhere: CommandLine) -> None:
    made = nowhere.object("demo", "--no-app")
    assert Path(made["ledger"]).is_file()
    again = nowhere.object("demo", "--no-app")
    assert again == made
    items = nowhere.object("list", "--db", made["ledger"], "--today", made["today"])["items"]
    assert len({item["state"] for item in items}) >= 4


def test_the_whole_life_of_an_item(registered: CommandLine, tmp_path: Path) -> None:
    def told(actor: str, *arguments: str) -> str:
        return str(registered.well(*arguments, "--actor", actor).stderr)

    proof = tmp_path / "办法.txt"
    proof.write_text("办法", encoding="utf-8")
    told("李明", "progress", NUMBER, "已印发", "--measure", "1", "--done")
    told("李明", "evidence", "add", NUMBER, str(proof))
    answers = ("--completion", "已完成", "--inference", "已自查")
    assert "请另一人审核" in told("李明", "apply", NUMBER, *answers)
    assert "已撤回销号申请" in told("李明", "withdraw", NUMBER)
    told("李明", "apply", NUMBER)
    assert "已退回" in told("王芳:审核", "return", NUMBER, "--opinion", "请补充检查记录和照片等材料")
    told("李明", "apply", NUMBER)
    assert "已销号" in told("王芳:审核", "close", NUMBER)
    assert "回头看" in told("赵敏", "look-back", NUMBER, "--finding", "记录一直完整")
    assert "第2轮" in told("陈局:领导", "reopen", NUMBER, "--reason", "又有缺漏", "--basis", "抽查")
    shown = registered.well("show", NUMBER).stdout
    for words in (
        "第2轮",
        "巩固：记录一直完整",
        "回炉：又有缺漏",
        "类型：",
        "第1轮 李明申请：撤回",
        "同意销号",
    ):
        assert words in shown
    assert "整改中（第2轮）" in registered.well("list").stdout


def test_an_extension_keeps_the_first_deadline_in_sight(registered: CommandLine) -> None:
    registered.well("extend", NUMBER, "2024-9-30", "--reason", "待批", "--approver", "陈局")
    shown = registered.well("show", NUMBER).stdout
    assert "2024-9-30 → 2024-09-30" in shown
    assert "6月底前 → 2024-06-30（已延期1次）" in shown


def test_an_item_says_where_it_comes_from(nowhere: CommandLine, speech: Path) -> None:
    nowhere.well("mine", str(speech), "--accept")
    (item,) = nowhere.object("list", "调查研究走过场")["items"]
    page = nowhere.object("show", item["number"])["item"]
    text = speech.read_text(encoding="utf-8")
    assert page["source"]["text"] == text[page["source"]["start"] : page["source"]["end"]]
    shown = nowhere.well("show", item["number"]).stdout
    assert "《在2024年作风整改推进会上的讲话》2024-03-15" in shown
    assert f"【{page['source']['text']}】" in shown
