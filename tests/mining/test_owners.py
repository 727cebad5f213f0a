"""Who has to act."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mining.owners import find_owners
from tracker.mining.vocabulary import load

CASES: list[list[str]] = tomllib.loads((Path(__file__).parent / "owners.toml").read_text(encoding="utf-8"))[
    "cases"
]
WORDS = "各科室 财政局 要 、 ， 由 牵头 会同 配合 责任单位： （ ） 和 负责 。 我们 一是"
PIECES = st.sampled_from(WORDS.split())


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_table(case: list[str]) -> None:
    sentence, *expected = case
    found = find_owners(sentence, 0, len(sentence))
    assert [f"{owner.name} = {owner.role.value}" for owner in found] == expected


@pytest.mark.parametrize("ending", load("owners")["endings"])
def test_every_ending_makes_a_name(ending: str) -> None:
    sentence = f"某{ending}必须办好此事。"
    nobody = load("owners")["nobody"]
    assert bool(find_owners(sentence, 0, len(sentence))) or f"某{ending}" in nobody


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_names_are_quoted_and_disjoint(text: str) -> None:
    owners = find_owners(text, 0, len(text))
    for owner in owners:
        assert text[owner.start : owner.end] == owner.name
    spans = sorted((owner.start, owner.end) for owner in owners)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
