"""Words are found by the index as by reading everything, whatever was done to the items."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tracker.ledger import search
from tracker.ledger.commands.drafts import ItemEdit, MeasureEdit
from tracker.ledger.commands.items import edit_items, edit_measure
from tracker.ledger.commands.reporting import add_evidence, add_progress
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.connecting import writing
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.filtering.tree import Text
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items

Office = Any


def found(office: Office, word: str) -> list[str]:
    return [row.number for row in list_items(office.ledger, Text(word), today=office.today)]


def is_right(office: Office) -> bool:
    with office.ledger.read() as connection:
        return list(search.troubles(connection)) == []


def test_a_word_is_found_wherever_the_item_says_it(office: Office) -> None:
    number = office.registered("调研成果转化不够")
    other = office.registered("会议记录不规范")
    add_progress(office.ledger, office.operator, number, "已约谈两名负责人", today=office.today)
    add_evidence(office.ledger, office.operator, number, [office.file("清退凭证.txt")], today=office.today)
    for word in ("转化不", "课题清单", "约谈", "清退", number[-4:], "办公"):
        assert number in found(office, word), word
    assert found(office, "记录") == [other]
    assert found(office, "录不") == [other]
    assert found(office, "够课") == []  # no word reaches from one text into the next
    assert found(office, "无此词") == []


def test_every_change_is_found_and_what_is_gone_is_not(office: Office) -> None:
    number = office.registered("调研成果转化不够")
    edit_items(office.ledger, office.operator, [number], ItemEdit(note="张三负责"), today=office.today)
    assert found(office, "张三") == [number]
    edit_items(office.ledger, office.operator, [number], ItemEdit(note="李四负责"), today=office.today)
    assert (found(office, "张三"), found(office, "李四")) == ([], [number])
    edit_measure(office.ledger, office.operator, number, 1, MeasureEdit(text="开展排查"), today=office.today)
    assert (found(office, "排查"), found(office, "建立课题")) == ([number], [])
    undo(office.ledger, office.operator, today=office.today)
    assert (found(office, "排查"), found(office, "建立课题")) == ([], [number])
    redo(office.ledger, office.operator, today=office.today)
    assert found(office, "排查") == [number]
    assert is_right(office)


@pytest.mark.parametrize(
    "word",
    ["100%", "_达标", "(一)", "a b", '"引"', "'", "''", "*", "NEAR", "-1", "a:b", "\\", "会", "^", "—“"],
)
def test_signs_mean_themselves(office: Office, word: str) -> None:
    with_sign = office.planned(f"核对{word}是否一致")
    office.planned("没有记号的事项")
    assert found(office, word) == [with_sign]


def test_letters_are_found_in_either_case(office: Office) -> None:
    number = office.planned("GDP核算口径、ＬＥＤ屏与Éclair")
    for word in ("gdp", "GDP", "Gdp核算"):
        assert found(office, word) == [number]


@pytest.mark.parametrize("word", ["41条", "４１条", "ＡＢＣ", "aBc", "(一)", "（一）", "ｃ(一"])
@pytest.mark.parametrize("query", ["“{}”", "问题:“{}”"])
def test_full_and_half_width_are_one(office: Office, word: str, query: str) -> None:
    """Now by the index, and of a day gone by by reading."""
    numbers = [office.planned("共有４１条ＡＢＣ（一）"), office.planned("共有41条abc(一)")]
    office.planned("共有51条")
    wanted = read_query(query.format(word))
    for day in (nullcontext(), office.ledger.as_of(office.today)):
        with day:
            assert [row.number for row in list_items(office.ledger, wanted, today=office.today)] == numbers


def test_a_number_is_known_in_full_width(office: Office) -> None:
    first, second = office.planned("甲问题"), office.planned("乙问题")
    wide = [
        number.translate({ord(one): ord(one) + 0xFEE0 for one in "ZG-0123456789"})
        for number in (first, second)
    ]
    assert found(office, wide[0]) == [first]
    assert read_query(" ".join(wide)) == read_query(f"{first} {second}")
    assert item_page(office.ledger, wide[1], today=office.today).row.number == second


def test_an_index_gone_wrong_is_reported_and_made_anew(office: Office) -> None:
    number = office.planned("调研成果转化不够")
    with writing(office.ledger._engine).begin() as connection:
        connection.execute(text("UPDATE item_text SET said = '别的'"))
    with office.ledger.read() as connection:
        (trouble,) = search.troubles(connection)
    assert "tracker db reindex" in trouble
    search.reindex(office.ledger.location)
    assert is_right(office)
    assert found(office, "转化不") == [number]


@settings(max_examples=200)
@given(st.text(max_size=40), st.text(min_size=1, max_size=6))
def test_no_text_that_holds_a_word_lacks_one_of_its_pairs(said: str, word: str) -> None:
    for whole in (said, f"{said}{word}{said}"):
        if word.lower() in whole.lower() and len(word.lower()) == len(word):
            assert set(search.grams_of(word)) <= set(search.grams_of(whole))
