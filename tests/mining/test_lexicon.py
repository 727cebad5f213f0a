"""A lexicon finds what an alternation of each list's fragments finds, and no more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.mining.vocabulary import Lexicon, Words, any_of, load
from tracker.mining.vocabulary.lexicon import alternatives, demanded

FRAGMENTS = {
    **{f"cue-{name}": entry["any"] for name, entry in load("cues").items() if entry["any"]},
    **{f"concrete-{name}": entry["any"] for name, entry in load("concreteness").items()},
    **{f"{kind}-{n}": e["any"] for kind in ("heading", "turn") for n, e in enumerate(load("roles")[kind])},
}
LEXICON = Lexicon(FRAGMENTS)
PATTERNS = {name: any_of(fragments) for name, fragments in FRAGMENTS.items()}
SIGNS = sorted({sign for fragments in FRAGMENTS.values() for f in fragments for sign in f})


def sentences_from(name: str) -> st.SearchStrategy[str]:
    """Texts that the fragments match, between signs that other fragments are made of."""
    matching = st.sampled_from(FRAGMENTS[name]).flatmap(lambda fragment: st.from_regex(fragment))
    noise = st.text(SIGNS, max_size=12)
    return st.tuples(noise, st.one_of(matching, noise), noise).map("".join)


@given(st.data())
def test_it_finds_what_the_alternation_finds(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FRAGMENTS)))
    text = data.draw(sentences_from(name))
    assert LEXICON.find(Words(text)) == {name for name, pattern in PATTERNS.items() if pattern.search(text)}


@pytest.mark.parametrize(
    ("fragment", "pieces"),
    [
        ("甲|乙", ["甲", "乙"]),
        ("(?:甲|乙)丙|丁", ["(?:甲|乙)丙", "丁"]),
        ("[甲|乙]丙|丁", ["[甲|乙]丙", "丁"]),
        (r"甲\|乙|[^]|]丙", [r"甲\|乙", "[^]|]丙"]),
        ("(?<!甲|乙)丙", ["(?<!甲|乙)丙"]),
    ],
)
def test_alternatives_are_taken_apart_outside_brackets(fragment: str, pieces: list[str]) -> None:
    assert alternatives(fragment) == pieces


@pytest.mark.parametrize(
    ("piece", "signs"),
    [
        ("完成", "完成"),
        ("完?成", "成"),
        ("完{0,2}成", "成"),
        ("(?:甲|乙)成", "成"),
        ("(?<=甲)将(?!乙)", "将"),
        ("[甲乙]{1,3}成$", "成"),
        (r"\s?成", "成"),
        ("(?:甲|乙)", ""),
    ],
)
def test_a_piece_demands_its_plain_signs(piece: str, signs: str) -> None:
    assert demanded(piece) == frozenset(signs)


def test_a_text_without_a_demanded_sign_is_not_matched() -> None:
    for fragments in FRAGMENTS.values():
        for piece in (piece for fragment in fragments for piece in alternatives(fragment)):
            for sign in demanded(piece):
                others = "".join(other for other in SIGNS if other != sign)
                assert not re.search(piece, others), piece


def test_part_of_a_text_is_searched_alone() -> None:
    lexicon = Lexicon({"done": ["(?:圆满|顺利)完成"]})
    whole = Words("任务顺利完成。")
    assert lexicon.find(whole) == {"done"}
    assert lexicon.find(whole.part("任务顺利")) == set()


def test_a_pattern_is_compiled_for_a_text_that_has_its_words() -> None:
    lexicon = Lexicon({"done": ["(?:圆满|顺利)完成[0-9]{2,1}"]})
    assert lexicon.find(Words("完了，成了，圆了，满了，顺了，利了")) == set()
    with pytest.raises(re.error, match="min repeat"):
        lexicon.find(Words("任务顺利完成5"))


def test_a_long_piece_is_tried_with_all_its_choices() -> None:
    words = "|".join(f"词{number}" for number in range(300))
    lexicon = Lexicon({"long": [f"^(?:甲|乙)(?:{words})丁"]})
    assert lexicon.find(Words("乙词7丁")) == {"long"}
    assert lexicon.find(Words("甲，词7丁")) == set()
