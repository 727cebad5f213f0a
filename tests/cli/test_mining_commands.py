"""`mine`, `review`, `deadline`: what was found, where, and what became of it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.commands.mining import Places

CommandLine = Any


def test_mine_prints_the_documented_object(nowhere: CommandLine, speech: Path) -> None:
    found = nowhere.object("mine", str(speech))
    text = speech.read_text(encoding="utf-8")
    assert set(found) == {"schema", "document", "items"}
    assert found["document"]["date"] == "2024-03-15"
    assert found["document"]["characters"] == len(text)
    assert {item["kind"] for item in found["items"]} >= {"problem", "task", "measure"}
    for item in found["items"]:
        assert set(item) == {
            *("kind", "text", "start", "end", "section", "parent", "checkable", "confidence"),
            *("deadline", "owners", "missing", "soft_words", "rules"),
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
    begun = time.process_time()
    assert len({places.of(start) for start in range(0, 3_000_000, 30)}) == 100_000
    assert time.process_time() - begun < 5, (
        "seconds of the processor; looking for each line anew takes minutes"
    )
