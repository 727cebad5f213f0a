"""What desk and ledger say of options is said in the app's words; no phrase stays that nobody says."""

from __future__ import annotations

from pathlib import Path

import pytest

import tracker
from tracker.tui.app_words import PHRASES, in_app_words

SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for folder in ("desk", "exchange", "ledger")
    for path in (Path(tracker.__file__).parent / folder).rglob("*.py")
)


@pytest.mark.parametrize("said", [said for said, _ in PHRASES])
def test_every_phrase_is_said_somewhere(said: str) -> None:
    assert said in SOURCES


def test_options_become_keys() -> None:
    told = in_app_words("没有写年份的时限从今天（2024-06-18）算起；要从别的日子算，加 --base 日期")
    assert told == "没有写年份的时限从今天（2024-06-18）算起；要从别的日子算，按 F4 改做法"
    assert in_app_words("“整改”一列") == "“整改”一列"
    assert not any("--" in in_app_words(said) for said, _ in PHRASES)
