"""What a directive leaves out, whether it can be checked, and its soft words."""

import datetime as dt

import pytest

from tests.tables import of_each
from tracker.mining import mine
from tracker.mining.findings import Deadline, DeadlineKind, Owner, OwnerRole
from tracker.mining.vagueness import SoftWords, assess, shipped_soft_words, soft_word_groups
from tracker.mining.vocabulary import Words

JUNE = Deadline("6月底前", 0, 4, DeadlineKind.DATE, dt.date(2025, 6, 30), "month-end", confirm=False)
OFFICE = (Owner("财政所", OwnerRole.RESPONSIBLE, 0, 3),)


@pytest.mark.parametrize(
    ("directive", "missing"),
    [
        ("进一步提高站位", ("谁", "做什么", "到什么程度", "何时", "怎么验")),
        ("制定收费公示办法", ("谁", "到什么程度", "何时")),
        ("逐户走访不少于2次", ("谁", "何时", "怎么验")),
        ("修好村口的路，做到不积水", ("谁", "何时", "怎么验")),
        ("把账目清理到位并公示", ("谁", "何时")),
    ],
)
def test_what_is_not_said_is_named(directive: str, missing: tuple[str, ...]) -> None:
    assert assess(Words(directive), None, ()).missing == missing


def test_owner_and_time_limit_answer_who_and_when() -> None:
    found = assess(Words("财政所6月底前制定收费公示办法"), JUNE, OFFICE)
    assert found.missing == ("到什么程度",)
    assert found.checkable


@pytest.mark.parametrize(
    ("directive", "owners", "checkable"),
    [
        ("制定收费公示办法", (), True),
        ("召开一次现场会", (), True),
        ("增强责任意识", (), False),
        ("财政所增强责任意识", OFFICE, False),
        ("财政所把旧账补齐", OFFICE, True),
        ("财政所要高度重视，形成工作合力", OFFICE, False),
        ("财政所要压实责任，印发对账办法", OFFICE, True),
        ("例会要求，财政所要认真对待", OFFICE, False),
    ],
)
def test_attitudes_cannot_be_checked(directive: str, owners: tuple[Owner, ...], checkable: bool) -> None:
    assert assess(Words(directive), None, owners).checkable is checkable


def test_an_act_in_a_heading_is_a_theme() -> None:
    assert assess(Words("规范公示"), None, ()).checkable
    assert not assess(Words("规范公示"), None, (), is_heading=True).checkable


def test_soft_words_are_marked_where_they_stand() -> None:
    text = "下一步工作安排\n各村要加大力度、持续推进道路修缮，原则上年内完工。\n"
    (measure,) = mine(text, dt.date(2025, 3, 1)).findings
    assert [word.text for word in measure.soft_words] == ["加大力度", "持续推进", "原则上"]
    assert all(text[word.start : word.end] == word.text for word in measure.soft_words)


def test_a_line_end_inside_a_soft_word_is_quoted_as_it_is() -> None:
    text = "下一步工作安排\n各村要切实把道路修缮这件事情抓在手上，加大\n力度，年内完工。\n"
    for finding in mine(text, dt.date(2025, 3, 1)).findings:
        assert all(text[word.start : word.end] == word.text for word in finding.soft_words)


def test_an_office_has_its_own_list() -> None:
    text = "下一步工作安排\n各村要加大力度、想方设法修缮道路。\n"
    (measure,) = mine(text, dt.date(2025, 3, 1), soft_words=SoftWords(["想方设法"])).findings
    assert [word.text for word in measure.soft_words] == ["想方设法"]
    (unmarked,) = mine(text, dt.date(2025, 3, 1), soft_words=SoftWords([])).findings
    assert unmarked.soft_words == ()


def test_the_longest_of_two_soft_words_is_marked() -> None:
    found = SoftWords(["不断", "不断完善"]).find("要不断完善制度", 0, 7)
    assert [word.text for word in found] == ["不断完善"]


@of_each([word for words in soft_word_groups().values() for word in words])
def test_every_shipped_word_is_found(word: str) -> None:
    (found,) = shipped_soft_words().find(f"要{word}。", 0, len(word) + 2)
    assert found.text == word


def test_no_word_is_listed_twice() -> None:
    listed = [word for words in soft_word_groups().values() for word in words]
    assert len(listed) == len(set(listed))
