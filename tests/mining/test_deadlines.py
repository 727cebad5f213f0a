"""Time limits: the table of what phrases mean, and that anything can be read safely."""

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining import find_deadlines
from tracker.mining.deadlines.patterns import rule_names
from tracker.mining.findings import Deadline
from tracker.mining.vocabulary import load

TABLES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "deadlines.toml").read_text(encoding="utf-8")
)["table"]
CASES = [(table["date"], case[0], case[1:]) for table in TABLES for case in table["cases"]]
WORDS = (
    "11月底前 2025年 每季度 3个工作日内 收到后 长期坚持 前 年底 十 9 月 日 ， 。 《 》 每 一个月内 "
    "换届 周五 至 9999年 0年 尽快 立行立改 已 了 （"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])


def written(deadline: Deadline) -> str:
    due = f" {deadline.due}" if deadline.due else ""
    return f"{deadline.text} = {deadline.kind.value}{due}{' ?' if deadline.confirm else ''}"


@pytest.mark.parametrize(("day", "sentence", "expected"), CASES, ids=[case[1] for case in CASES])
def test_table(day: date, sentence: str, expected: list[str]) -> None:
    assert [written(deadline) for deadline in find_deadlines(sentence, day)] == expected


def test_a_third_of_the_table_is_what_is_no_deadline() -> None:
    negatives = [case for case in CASES if not case[2]]
    assert len(CASES) >= 300
    assert len(negatives) * 3 >= len(CASES)


@pytest.mark.parametrize("entry", load("deadlines")["pattern"], ids=lambda entry: entry["name"])
def test_every_pattern_reads_its_example_and_is_explained(entry: dict[str, str]) -> None:
    found = find_deadlines(entry["example"], date(2024, 3, 15))
    assert entry["name"] in [deadline.rule for deadline in found]
    assert entry["means"]


def test_pattern_names_are_unique() -> None:
    assert len(set(rule_names())) == len(rule_names())


@pytest.mark.parametrize("list_name", ["immediate", "continuing", "events"])
def test_every_word_fires(list_name: str) -> None:
    for word in load("deadlines")[list_name]:
        sentence = f"此事{word}前办妥。" if list_name == "events" else f"此事{word}。"
        assert find_deadlines(sentence, date(2024, 3, 15)), sentence


def test_every_vague_word_and_festival_is_well_formed() -> None:
    for fragment in load("deadlines")["vague"]:
        re.compile(fragment)
    for month, day in load("deadlines")["festivals"].values():
        assert date(2024, month, day)


@pytest.mark.parametrize("name", load("festivals"))
def test_festivals_of_the_lunar_calendar_cover_their_years(name: str) -> None:
    assert [day.year for day in load("festivals")[name]] == list(range(2000, 2061))
    assert find_deadlines(f"{name}前办妥。", date(2024, 3, 15))[0].due
    assert find_deadlines(f"{name}前办妥。", date(2070, 3, 15))[0].due is None


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.dates())
def test_any_text_is_read_safely(text: str, day: date) -> None:
    found = find_deadlines(text, day)
    assert found == find_deadlines(text, day)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for deadline in found:
        assert text[deadline.start : deadline.end] == deadline.text
        assert deadline.rule in rule_names()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    find_deadlines(text, date(2024, 3, 15))
