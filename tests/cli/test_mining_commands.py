"""`mine`, `review`, `deadline`: what was found, where, and what became of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.effort import processor_time_below
from tracker.cli.commands.mining import Places

CommandLine = Any


def test_mine_prints_the_documented_object(nowhere: CommandLine, speech: Path) -> None:
    found = nowhere.object("mine", str(speech))
    text = speech.read_text(encoding="utf-8")
    assert set(found) == {"schema", "document", "items", "unanswered", "unprompted"}
    assert found["document"]["date"] == "2024-03-15"
    assert found["document"]["characters"] == len(text)
    assert {item["kind"] for item in found["items"]} >= {"problem", "task", "measure"}
    for item in found["items"]:
        assert set(item) == {
            *("kind", "text", "start", "end", "section", "parent", "checkable", "confidence"),
            *("deadline", "deadlines", "owners", "acts", "missing", "soft_words", "rules"),
            *("same_as", "answers", "answers_outside", "is_detail", "target"),
        }
        assert text[item["start"] : item["end"]] == item["text"]
    (due,) = [i["deadline"]["due"] for i in found["items"] if i["deadline"] and "11月底" in i["text"]]
    assert due == "2024-11-30"
    assert not nowhere.ledger.exists()


def test_several_files_are_one_object_a_line(nowhere: CommandLine, speech: Path) -> None:
    lines = nowhere.well("mine", str(speech), str(speech), "--format", "json").stdout.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == [1, 1]


def test_mine_shows_the_quote_and_its_place(nowhere: CommandLine, speech: Path) -> None:
    shown = nowhere.well("mine", str(speech), "--explain").stdout
    assert "二、下一步工作" in shown
    assert "11月底前 → 2024-11-30" in shown
    assert "督查科（牵头单位）" in shown
    assert "把握" in shown
    line = next(line for line in shown.splitlines() if line.strip().startswith("位置"))
    assert line.rpartition("　")[2].replace(":", "").isdecimal()


def test_csv_has_a_row_for_each_finding(nowhere: CommandLine, speech: Path) -> None:
    rows = nowhere.well("mine", str(speech), "--format", "csv").stdout.splitlines()
    assert len(rows) == 1 + len(nowhere.object("mine", str(speech))["items"])


def test_accepting_twice_changes_nothing_and_says_so(nowhere: CommandLine, speech: Path) -> None:
    first = nowhere.well("mine", str(speech), "--accept")
    assert "已新建台账" in first.stderr
    assert "已收入台账：事项" in first.stderr
    items, head = nowhere.object("list")["items"], nowhere.head()
    assert {item["state"] for item in items} == {"unregistered"}
    again = nowhere.well("mine", str(speech), "--accept")
    assert "这份文件已在台账中，没有改动" in again.stderr
    assert nowhere.object("list")["items"] == items
    assert nowhere.head() == head


def test_one_undo_takes_a_document_back(nowhere: CommandLine, speech: Path) -> None:
    nowhere.well("mine", str(speech), "--accept")
    nowhere.well("undo")
    assert nowhere.object("list")["items"] == []
    assert nowhere.object("review", "list")["documents"] == []


def test_a_date_that_is_not_in_the_text_is_given(nowhere: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "意见.txt"
    path.write_text("反馈意见\n\n会议记录不规范。要在11月底前修订办法。\n", encoding="utf-8")
    assert "--date" in nowhere.refused("mine", str(path))
    assert nowhere.object("mine", str(path), "--date", "2023年12月1日")["document"]["date"] == "2023-12-01"


def test_a_date_is_asked_for_where_somebody_sits(
    nowhere: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.cli import output

    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    path = tmp_path / "意见.txt"
    path.write_text("反馈意见\n\n会议记录不规范。\n", encoding="utf-8")
    result = nowhere("mine", str(path), "--format", "json", typed="明天\n2024-3-1\n")
    assert result.exit_code == 0, result.output
    assert "没有找到成文日期" in result.stderr
    assert "看不懂日期“明天”" in result.stderr
    assert '"date": "2024-03-01"' in result.stdout


def test_candidates_are_reviewed_one_by_one_and_the_rejected_stay_so(
    nowhere: CommandLine, speech: Path
) -> None:
    assert "tracker review show 1" in nowhere.well("mine", str(speech), "--review").stderr
    assert nowhere.object("list")["items"] == []
    candidates = nowhere.object("review", "show", "1", "--pending")["candidates"]
    problems = [row["candidate"] for row in candidates if row["kind"] == "problem"]
    first, second = map(str, problems[:2])
    nowhere.well("review", "reject", "1", first, "--reason", "与上次重复")
    (number,) = nowhere.object("review", "accept", "1", second)["numbers"]
    nowhere.well("mine", str(speech), "--accept")
    rows = {str(row["candidate"]): row for row in nowhere.object("review", "show", "1")["candidates"]}
    assert (rows[first]["verdict"], rows[first]["reason"]) == ("rejected", "与上次重复")
    assert (rows[second]["verdict"], rows[second]["number"]) == ("accepted", number)
    assert not [row for row in rows.values() if row["verdict"] == "pending"]
    assert len(nowhere.object("list", "类别:问题")["items"]) == len(problems) - 1
    assert "没有改动" in nowhere.well("mine", str(speech), "--review").stderr
    assert "没有改动" in nowhere.well("review", "accept", "1").stderr
    assert "已经复核过" in nowhere.refused("review", "reject", "1", second, "--reason", "重复")
    assert "没有候选99" in nowhere.refused("review", "accept", "1", "99")


FEEDBACK = """关于巡察县档案馆的反馈意见
（2024年3月1日）
一、存在的主要问题
一是库房巡查记录不完整，夜间无人值守。
二是对外查档电话经常无人接听。
"""
PLAN = """县档案馆整改方案
（2024年3月20日）
一、整改措施
（一）管好库房
1.保管员要每天填写库房巡查记录，夜间安排双人值守。
（二）加强宣传
1.宣传组要编印工作简报。
"""


@pytest.fixture
def papers(tmp_path: Path) -> list[str]:
    """A 反馈意见 and the 方案 that answers half of it."""
    names = []
    for name, text in (("反馈.txt", FEEDBACK), ("方案.txt", PLAN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(str(tmp_path / name))
    return names


def test_a_plan_is_held_against_the_feedback(nowhere: CommandLine, papers: list[str]) -> None:
    shown = nowhere.well("mine", *papers, "--link", "--explain").stdout
    gap = shown[shown.index("没有措施回应的问题1个：") :]
    assert "对外查档电话经常无人接听" in gap
    assert "没有对应问题的措施1条：《县档案馆整改方案》第" in gap
    assert "相同" in shown[shown.index("对应") :], "the grounds in words"
    alone = nowhere.well("mine", *papers).stdout
    assert "没有措施回应的问题" not in alone
    feedback, plan = map(
        json.loads, nowhere.well("mine", *papers, "--link", "--format", "json").stdout.splitlines()
    )
    assert [feedback["items"][index]["text"] for index in feedback["unanswered"]] == [
        "二是对外查档电话经常无人接听。"
    ]
    link = next(item["answers_outside"][0] for item in plan["items"] if "填写库房" in item["text"])
    assert (link["document"], feedback["items"][link["problem"]]["text"][:6]) == (0, "一是库房巡查")


def test_linking_wants_two_files(nowhere: CommandLine, papers: list[str]) -> None:
    assert "两份以上" in nowhere.refused("mine", papers[0], "--link", code=2)


def test_a_measure_is_linked_to_the_problem_a_person_names(nowhere: CommandLine, papers: list[str]) -> None:
    nowhere.well("mine", papers[0], "--accept")
    nowhere.well("mine", papers[1], "--review")
    rows = nowhere.object("review", "show", "2")["candidates"]
    measure = next(row for row in rows if "填写库房" in row["text"])
    proposed = measure["answers"][0]
    assert proposed["number"] == "ZG-2024-0001" and 0 < proposed["score"] <= 1
    assert "ZG-2024-0001" in nowhere.well("review", "show", "2").stdout
    pair = f"{measure['candidate']}=ZG-2024-0001"
    assert nowhere.object("review", "link", "2", pair)["links"] == [pair]
    nowhere.well("review", "accept", "2", str(measure["candidate"]))
    item = nowhere.object("show", "ZG-2024-0001")["item"]
    assert [row["text"] for row in item["measures"]] == [measure["text"]]
    assert "已经复核过" in nowhere.refused("review", "link", "2", pair)
    assert "措施=问题" in nowhere.refused("review", "link", "2", "3")
    task = next(row["candidate"] for row in rows if row["kind"] == "task")
    assert "只有措施" in nowhere.refused("review", "link", "2", f"{task}=ZG-2024-0001")


def test_what_the_ledger_has_already_is_told_and_skipped(
    nowhere: CommandLine, papers: list[str], tmp_path: Path
) -> None:
    nowhere.well("mine", papers[0], "--accept")
    again = tmp_path / "再次反馈.txt"
    again.write_text(
        FEEDBACK.replace("反馈意见", "第二次反馈意见") + "三是馆藏目录更新滞后。\n", encoding="utf-8"
    )
    nowhere.well("mine", str(again), "--accept")
    assert len(nowhere.object("list")["items"]) == 3
    assert (
        "与 ZG-2024-0001 相同（《关于巡察县档案馆的反馈意见》）" in nowhere.well("review", "show", "2").stdout
    )
    assert nowhere.object("review", "list")["documents"][0]["repeated"] == 2
    first = nowhere.object("review", "show", "2")["candidates"][0]
    assert (first["verdict"], first["twin"]["number"]) == ("repeated", "ZG-2024-0001")
    assert len(nowhere.object("review", "accept", "2", "1")["numbers"]) == 1, "when somebody asks for it"


def test_a_list_behind_the_text_tells_the_owner_and_the_day(nowhere: CommandLine, tmp_path: Path) -> None:
    paper = tmp_path / "反馈.txt"
    rows = "序号\t反馈问题\t责任单位\t整改时限\n"
    rows += "1\t库房巡查记录不完整\t保管科\t6月底\n2\t借阅登记不规范\t办公室\t5月底\n"
    paper.write_text(
        "关于巡察县档案馆的反馈意见\n（2024年3月1日）\n一、存在的主要问题\n（一）库房巡查记录不完整\n"
        f"（二）借阅登记不规范\n附件：问题清单\n{rows}",
        encoding="utf-8",
    )
    nowhere.well("mine", str(paper), "--accept")
    items = nowhere.object("list")["items"]
    assert [
        (item["deadline"]["due"], nowhere.object("show", item["number"])["item"]["owners"][0]["name"])
        for item in items
    ] == [("2024-06-30", "保管科"), ("2024-05-31", "办公室")]


def test_a_phrase_is_explained(nowhere: CommandLine) -> None:
    phrase = "3月底前完成初稿，6月20日前印发"
    shown = nowhere.well("deadline", phrase, "--date", "2024-01-10").stdout
    assert "2024-03-31" in shown and "2024-06-20" in shown
    deadlines = nowhere.object("deadline", phrase, "--date", "2024-01-10")["deadlines"]
    assert [limit["due"] for limit in deadlines] == ["2024-03-31", "2024-06-20"]
    assert all(limit["explanation"] for limit in deadlines)


def test_the_log_shows_the_beginning_of_a_large_action(nowhere: CommandLine, speech: Path) -> None:
    nowhere.well("mine", str(speech), "--accept")
    lines = nowhere.well("journal", "log").stdout.splitlines()
    assert len(lines) == 10
    (action,) = nowhere.object("journal", "log")["actions"]
    assert lines[-1].strip() == f"……共{len(action['changes'])}处改动"


def test_places_are_counted_as_an_editor_does() -> None:
    places = Places("甲\n\n乙丙\n")
    assert [places.of(start) for start in range(7)] == ["1:1", "1:2", "2:1", "3:1", "3:2", "3:3", "4:1"]


def test_places_in_one_endless_line_cost_little() -> None:
    places = Places("一" * 3_000_000)
    with processor_time_below(20):  # looking for each line anew takes minutes
        assert len({places.of(start) for start in range(0, 3_000_000, 30)}) == 100_000
