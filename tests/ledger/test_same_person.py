"""A title or a unit behind a name makes nobody another person; a like beginning makes nobody the same."""

from __future__ import annotations

import tomllib

import pytest

from tracker.ledger.same_person import WORDS, is_same_person


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("李明", "李 明", True),
        ("李明", "李明科长", True),
        ("李明", "李明副科长", True),
        ("李明", "李明（办公室）", True),
        ("李明", "李明(办公室)主任", True),
        ("李明", "李明党组成员、副局长", True),
        ("李明科长", "李明四级调研员", True),
        ("李明（科长）", "李明（办公室）", True),
        ("李明（办公室）", "李明（局办公室）", True),
        ("李明（办公室）", "李明（组织部）", False),
        ("李明", "李明华", False),
        ("李明", "李明华科长", False),
        ("李明科长", "李明华科长", False),
        ("李科长", "李处长", False),
        ("李副科长", "李副处长", False),
        ("李主任科员", "李主任", False),
        ("科长", "处长", False),
        ("（办公室）", "（组织部）", False),
        ("", "李明", False),
        ("LI Ming", "ＬＩ　ＭＩＮＧ", True),
    ],
)
def test_who_is_one(first: str, second: str, is_one: bool) -> None:
    assert is_same_person(first, second) is is_one
    assert is_same_person(second, first) is is_one


def test_every_title_is_known_behind_a_name() -> None:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    for title in words["titles"]:
        for before in ("", *words["before"]):
            assert is_same_person("李明", f"李明{before}{title}"), (before, title)
