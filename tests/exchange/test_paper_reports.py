"""What reports say in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tracker.exchange.papers.frame import chinese_ordinal
from tracker.exchange.papers.items import deadline_words
from tracker.exchange.papers.one_by_one import one_by_one
from tracker.exchange.papers.parts import Line, LineStyle
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import DeadlineKind

DAY = dt.date(2024, 6, 18)


def told(*pages: ItemPage) -> list[str]:
    lines = [part for part in one_by_one(pages) if isinstance(part, Line)]
    return [f"{'# ' * (line.style is LineStyle.HEAD2)}{line.opening}{line.text}" for line in lines]


def test_each_problem_is_told_below_its_category(
    make_page: Callable[..., ItemPage], make_measures: Callable[..., tuple[MeasureRow, ...]]
) -> None:
    first, second = make_measures("修订办法；", "清理报表。")
    page = make_page(
        title="文件多。",
        measures=(replace(first, done_on=DAY, done_note="已印发。"), second),
        completion="减少三成。",
    )
    other = make_page(title="关于账实不符的问题")
    other = replace(other, row=replace(other.row, category=""))
    assert told(page, other) == [
        "# （一）作风建设方面",
        "1.关于“文件多”的问题。（ZG-2024-0001）办理状态：整改中，剩余73天。",
        "整改措施：（1）修订办法（2024年6月18日完成：已印发）。（2）清理报表（未完成）。",
        "整改成效：减少三成。",
        "# （二）其他方面",
        "1.关于账实不符的问题。（ZG-2024-0001）办理状态：整改中，剩余73天。",
    ]
    assert told(other)[0].startswith("1."), "no heading where no item has a category"


def test_what_is_called_others_stands_with_what_has_no_category(make_page: Callable[..., ItemPage]) -> None:
    page = make_page()
    pages = [
        replace(page, row=replace(page.row, title=title, category=category))
        for title, category in [("一", "其他"), ("二", ""), ("三", "作风"), ("四", "其他方面")]
    ]
    told_of = [line.partition("的问题")[0] for line in told(*pages) if line[0] in "#1234567"]
    assert told_of == [
        *("# （一）作风方面", "1.关于“三”"),
        *("# （二）其他方面", "1.关于“一”", "2.关于“四”", "3.关于“二”"),
    ]


def test_ordinals_never_run_out() -> None:
    assert [chinese_ordinal(number) for number in (1, 10, 21, 99, 100)] == [
        "一",
        "十",
        "二十一",
        "九十九",
        "100",
    ]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("2024-9-30", "2024年9月30日"),
        ("2024/9/30前", "2024年9月30日"),
        ("9月底前", "9月底前（2024年9月30日）"),
        ("9月30日前", "2024年9月30日前"),
    ],
)
def test_a_limit_that_is_a_day_is_said_once_and_in_words(phrase: str, said: str) -> None:
    assert deadline_words(Deadline(phrase, DeadlineKind.DATE, dt.date(2024, 9, 30))) == said
