"""Who has to act."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import processor_time_below
from tests.tables import of_each
from tracker.mining.findings import Owner, OwnerRole
from tracker.mining.owners import find_owners, name_cell
from tracker.mining.vocabulary import load
from tracker.mining.vocabulary.lexicon import alternatives

CASES: list[list[str]] = tomllib.loads((Path(__file__).parent / "owners.toml").read_text(encoding="utf-8"))[
    "cases"
]
WORDS = (
    "各科室 财政局 王书记 要 、 ， 由 牵头 会同 与 配合 责任单位： （ ） 〔 和 等部门 负责 ， 都要 。 "
    "我们 一是 建立 的 机制 6月底前 督促 12"
)
PIECES = st.sampled_from(WORDS.split())
HOSTILE = [
    "（",
    "（财政局负责",
    "、",
    "财政局、",
    "由",
    "由财政局负",
    "财政局要",
    "责任单位：",
    "会同财政局",
    "建立由财政局的",
    "各区、市",
    "，都要",
    "，经财政局",
    "财政局考核",
    "建立财政局牵头、",
    "财政局\t",
    "12",
]


def owners(text: str) -> tuple[Owner, ...]:
    return find_owners(text, 0, len(text))


def named(found: tuple[Owner, ...] | list[Owner]) -> list[str]:
    return [f"{owner.name} = {owner.role.value}" for owner in found]


@of_each(CASES)
def test_table(case: list[str]) -> None:
    sentence, *expected = case
    assert named(owners(sentence)) == expected


@of_each(load("owners")["endings"])
def test_every_ending_makes_a_name(ending: str) -> None:
    assert owners(f"某{ending}必须办好此事。") or f"某{ending}" in load("owners")["nobody"]


@of_each([*load("owners")["seeming"], *load("owners")["nobody"]])
def test_what_only_seems_a_body_is_none(word: str) -> None:
    assert not any(owner.name == word for owner in owners(f"{word}必须办好此事。"))


@pytest.mark.parametrize("title", load("owners")["titles"])
def test_a_surname_and_a_title_name_nobody(title: str) -> None:
    assert not owners(f"王{title}要亲自办好此事。")


@of_each(load("owners")["functions"])
def test_every_function_names_a_body_in_a_list(word: str) -> None:
    assert f"{word} = responsible" in named(owners(f"财政局、{word}等部门要办好此事。"))


@of_each(load("owners")["before"])
def test_these_words_stand_before_a_name(word: str) -> None:
    assert named(owners(f"{word}财政局要办好此事。")) == ["财政局 = responsible"]


@of_each([word for word in load("owners")["tells"] if word.isalpha()])
def test_a_verb_behind_a_name_tells_it_what_to_do(word: str) -> None:
    assert [owner.name for owner in owners(f"财政局{word}此事。")] == ["财政局"]


@of_each(load("owners")["tells_what"])
def test_a_verb_that_is_as_often_a_noun_needs_what_it_acts_on(word: str) -> None:
    assert [owner.name for owner in owners(f"财政局{word}仓库账目。")] == ["财政局"]
    assert not owners(f"财政局{word}要跟上。")


@of_each([word for word in load("owners")["things"] if word.isalpha()])
def test_these_make_a_noun_of_the_verb_before(thing: str) -> None:
    assert "财政局" not in [owner.name for owner in owners(f"财政局考核{thing}公开透明。")]


@pytest.mark.parametrize("adverb", load("owners")["adverbs"])
def test_an_adverb_stands_before_what_a_body_is_told(adverb: str) -> None:
    assert named(owners(f"财政局{adverb}完善台账。")) == ["财政局 = responsible"]


@pytest.mark.parametrize("name", load("owners")["alone"])
def test_these_are_names_by_themselves_only(name: str) -> None:
    assert named(owners(f"{name}要办好此事。")) == [f"{name} = responsible"]
    assert not owners(f"发达{name}要办好此事。")


@of_each([word for word in load("owners")["made_by_verbs"] if word.isalpha()])
def test_a_directives_verb_begins_no_name_but_of_these(kind: str) -> None:
    name = f"录入{kind}"
    assert named(name_cell(name, 0, len(name), OwnerRole.LEAD)) == [f"{name} = lead"]
    assert not name_cell("录入账目", 0, 4, OwnerRole.LEAD)


@pytest.mark.parametrize("word", [word for word in load("owners")["done_by"] if word.isalpha()])
def test_a_verb_behind_an_agent(word: str) -> None:
    assert [owner.name for owner in owners(f"此事由财政局{word}。")] == ["财政局"]


@pytest.mark.parametrize("word", load("owners")["after"])
def test_an_occasion_stands_between_a_body_and_what_it_is_told(word: str) -> None:
    assert named(owners(f"财政局{word}清单后，应办好此事。")) == ["财政局 = responsible"]


@pytest.mark.parametrize("list_name", ["told", "tells", "done_by", "not_at_head"])
def test_patterns_begin_with_a_plain_character(list_name: str) -> None:
    pieces = [piece for fragment in load("owners")[list_name] for piece in alternatives(fragment)]
    assert [piece for piece in pieces if piece[0] in r"\^$.|?*+()[]{}"] == []
    assert len(set(pieces)) == len(pieces)


@pytest.mark.parametrize(
    ("name", "is_group"),
    [
        ("各村会计", True),
        ("各级党组织", True),
        ("全区各单位", True),
        ("有关部门", True),
        ("区直有关单位", True),
        ("全体党员", True),
        ("广大干部", True),
        ("全局干部", True),
        ("责任单位", True),
        ("其他部门", True),
        ("区财政局", False),
        ("党委书记", False),
        ("巡察组成员", False),
    ],
)
def test_a_group_is_marked_for_a_person_to_expand(name: str, is_group: bool) -> None:
    (owner,) = owners(f"{name}要按月报账。")
    assert (owner.name, owner.is_group) == (name, is_group)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("财政所 农经站", ["财政所 = responsible", "农经站 = responsible"]),
        ("钱进（财务科）、孙立", ["钱进（财务科） = responsible", "孙立 = responsible"]),
        ("钱进 13800000000", ["钱进 = responsible"]),
        ("牵头单位：财政所 责任单位：农经站", ["财政所 = lead", "农经站 = responsible"]),
        ("财政所牵头，农经站配合", ["财政所 = lead", "农经站 = cooperating"]),
        ("待定", []),
        ("——", []),
    ],
)
def test_a_cell_for_names(cell: str, expected: list[str]) -> None:
    assert named(name_cell(cell, 0, len(cell), OwnerRole.RESPONSIBLE)) == expected


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join), st.integers(0, 9))
def test_names_are_quoted_disjoint_and_inside(text: str, before: int) -> None:
    whole = "财政局、" * before + text + "，各科室要办好。"
    start = len(whole) - len(text) - len("，各科室要办好。")
    end = start + len(text)
    found = find_owners(whole, start, end)
    for owner in found:
        assert whole[owner.start : owner.end] == owner.name
        assert start <= owner.start < owner.end <= end
    spans = sorted((owner.start, owner.end) for owner in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_leading_owners_stand_first(text: str) -> None:
    order = list(OwnerRole)
    places = [order.index(owner.role) for owner in owners(text)]
    assert places == sorted(places)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_does_not_explode(piece: str) -> None:
    owners(piece)
    text = (piece * 24_000)[:24_000]
    with processor_time_below(5):
        owners(text)
