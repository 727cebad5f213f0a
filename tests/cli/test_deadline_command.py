"""`tracker deadline` and `--event`: the day, the rule, and why in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CommandLine = Any

PHRASE = "收到反馈意见后2个月内报告，原则上11月底前办结"


def test_a_limit_is_shown_with_its_rule_and_why(nowhere: CommandLine) -> None:
    shown = nowhere.well("deadline", PHRASE, "--date", "2024-03-15").stdout
    for words in ("within-span", "month-end", "2024-11-30", "之后的第一个11月", "写有“原则上”", "待明确"):
        assert words in shown


def test_an_event_that_is_given_settles_the_limit(nowhere: CommandLine) -> None:
    typed = (
        "deadline",
        PHRASE,
        "--date",
        "2024-03-15",
        "--event",
        "反馈=2024-04-30",
        "--event",
        "换届=2025-1-1",
    )
    first, second = nowhere.object(*typed)["deadlines"]
    assert (first["due"], first["confirm"], first["event"]) == ("2024-06-30", False, "收到反馈意见")
    assert (first["base"], second["base"], second["hedge"]) == ("2024-04-30", None, "原则上")
    assert "从收到反馈意见之日2024年4月30日起算" in first["explanation"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("反馈", "请写成 事件=日期"),
        ("=2024-1-1", "请写成 事件=日期"),
        ("反馈=", "请写成 事件=日期"),
        ("反馈=后天吧", "看不懂日期"),
        ("反馈=2024-2-30", "不存在"),
    ],
)
@pytest.mark.parametrize("command", ["deadline", "mine"])
def test_a_bad_event_is_one_clear_line(
    nowhere: CommandLine, speech: Path, command: str, typed: str, said: str
) -> None:
    what = PHRASE if command == "deadline" else str(speech)
    refused = nowhere.refused(command, what, "--event", typed)
    assert said in refused
    assert len(refused.strip().splitlines()) == 1


def test_a_day_that_its_month_has_not_is_named(nowhere: CommandLine) -> None:
    said = nowhere("deadline", "2023年2月29日前", "--date", "2023-1-15").output
    assert "待明确：2月没有29日，最后一天是28日" in said


def test_an_event_with_two_days_is_refused(nowhere: CommandLine) -> None:
    refused = nowhere.refused("deadline", PHRASE, "--event", "反馈=2024-4-1", "--event", "反馈=2024-4-2")
    assert "两个日期" in refused


def test_mining_counts_from_the_events_that_are_given(nowhere: CommandLine, tmp_path: Path) -> None:
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "整改方案\n（2024年3月15日）\n\n二、下一步工作\n各科室要在收到反馈意见后1个月内报送报告。\n"
    )
    for form in ("json", "jsonl"):
        written = nowhere.well("mine", str(plan), "--event", "反馈=2024-04-30", "--format", form).stdout
        (item,) = [item for item in json.loads(written)["items"] if item["deadline"]]
        assert (item["deadline"]["due"], item["deadline"]["confirm"]) == ("2024-05-30", False)
    assert json.loads(written)["run"]["events"] == {"反馈": "2024-04-30"}


@pytest.mark.parametrize(
    ("typed", "due"), [("2025-3-31", "2025-03-31"), ("+2周", "2024-01-24"), ("2025年3月31日", "2025-03-31")]
)
def test_what_the_form_takes_is_explained_too(nowhere: CommandLine, typed: str, due: str) -> None:
    (found,) = nowhere.object("deadline", typed, "--date", "2024-01-10")["deadlines"]
    assert (found["due"], found["confirm"]) == (due, False)
    assert due in found["explanation"]
