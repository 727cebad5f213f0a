"""What the cells say of an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tracker.exchange.lists import item_texts
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import EvidenceRow, ItemPage, MeasureRow, OwnerRow, ProgressRow
from tracker.ledger.words import DeadlineKind, ItemKind, Light, OwnerRole, State

MakePage = Callable[..., ItemPage]
MakeMeasures = Callable[..., tuple[MeasureRow, ...]]

NOVEMBER = Deadline("11月底前", DeadlineKind.DATE, date(2024, 11, 30))
JUNE = Deadline("6月底前", DeadlineKind.DATE, date(2024, 6, 30))
IMMEDIATE = Deadline("立行立改", DeadlineKind.IMMEDIATE, None)


@pytest.mark.parametrize(
    ("deadline", "text"),
    [
        (None, ""),
        (NOVEMBER, "11月底前\n（2024-11-30）"),
        (IMMEDIATE, "立行立改"),
        (Deadline("2024年11月30日前", DeadlineKind.DATE, date(2024, 11, 30)), "2024年11月30日前"),
        (Deadline("2024-11-30", DeadlineKind.DATE, date(2024, 11, 30)), "2024-11-30"),
        (Deadline("2024/11/3", DeadlineKind.DATE, date(2024, 11, 30)), "2024/11/3\n（2024-11-30）"),
        (Deadline("", DeadlineKind.DATE, date(2024, 11, 30)), "2024-11-30"),
        (Deadline("近期", DeadlineKind.DATE, None, confirm=True), "近期\n（待明确）"),
        (
            Deadline("8月前", DeadlineKind.DATE, date(2024, 7, 31), confirm=True),
            "8月前\n（2024-07-31，待明确）",
        ),
    ],
)
def test_deadline_is_the_phrase_and_the_date_it_means(
    make_page: MakePage, deadline: Deadline | None, text: str
) -> None:
    assert item_texts.deadlines(make_page(deadline=deadline)) == [text]


def test_an_extension_keeps_the_first_deadline_in_sight(make_page: MakePage) -> None:
    page = make_page(deadline=NOVEMBER, first_deadline=JUNE, extension_count=2)
    assert item_texts.deadlines(page) == [
        "11月底前\n（2024-11-30）\n原时限：6月底前\n（2024-06-30）\n已延期2次"
    ]


def test_a_measures_own_deadline_stands_beside_it(make_page: MakePage, make_measures: MakeMeasures) -> None:
    first, second = make_measures("甲", "乙")
    page = make_page(deadline=NOVEMBER, measures=(replace(first, deadline=JUNE), second))
    assert item_texts.deadlines(page) == ["6月底前\n（2024-06-30）", "11月底前\n（2024-11-30）"]


def test_the_items_deadline_stays_where_every_measure_has_its_own(
    make_page: MakePage, make_measures: MakeMeasures
) -> None:
    page = make_page(deadline=IMMEDIATE, measures=make_measures("甲", "乙", deadline=JUNE))
    assert item_texts.deadlines(page) == [
        "总体：立行立改\n6月底前\n（2024-06-30）",
        "6月底前\n（2024-06-30）",
    ]


def test_owners_stand_line_by_line_and_beside_their_measure(
    make_page: MakePage, make_measures: MakeMeasures
) -> None:
    lead, unit = OwnerRole.LEAD, OwnerRole.RESPONSIBLE
    owners = (OwnerRow(lead, "办公室"), OwnerRow(unit, "财务处"), OwnerRow(unit, "审计处"))
    first, second = make_measures("甲", "乙")
    page = make_page(owners=owners, measures=(first, replace(second, owners=(OwnerRow(unit, "组织处"),))))
    assert item_texts.owners(page, lead) == ["办公室"]
    assert item_texts.owners(page, unit) == ["财务处\n审计处", "组织处"]


def test_measures_are_numbered_where_there_are_several(
    make_page: MakePage, make_measures: MakeMeasures
) -> None:
    assert item_texts.measures(make_page()) == [""]
    assert item_texts.measures(make_page(measures=make_measures("建立制度"))) == ["建立制度"]
    assert item_texts.measures(make_page(measures=make_measures("甲", "乙"))) == ["1.甲", "2.乙"]


def test_progress_is_dated_in_order_and_says_nothing_twice(
    make_page: MakePage, make_measures: MakeMeasures
) -> None:
    entries = (
        ProgressRow(1, date(2024, 5, 6), "成立专班", "许静", None),
        ProgressRow(2, date(2024, 5, 20), "已公示", "许静", 1),
        ProgressRow(3, date(2024, 6, 1), "印发办法", "许静", 2),
    )
    first, second = make_measures("甲", "乙")
    done = replace(first, done_on=date(2024, 5, 20), done_note="已公示")
    page = make_page(progress=entries, completion="全部落实", measures=(done, second))
    assert item_texts.progress(page).split("\n") == [
        "2024-05-06 成立专班",
        "2024-05-20 措施1已完成：已公示",
        "2024-06-01 措施2：印发办法",
        "完成情况：全部落实",
    ]
    alone = replace(page, measures=(done,), progress=(), completion="")
    assert item_texts.progress(alone) == "2024-05-20 已完成：已公示"


def test_evidence_is_named_with_its_measure(make_page: MakePage, make_measures: MakeMeasures) -> None:
    rows = tuple(
        EvidenceRow(1, name, "0" * 64, 1, "", date(2024, 5, 1), "许静", ordinal, "ZG-2024-0001")
        for name, ordinal in (("纪要.pdf", None), ("照片.jpg", 2))
    )
    page = make_page(evidence=rows, measures=make_measures("甲", "乙"))
    assert item_texts.evidence(page) == "纪要.pdf\n措施2：照片.jpg"


@pytest.mark.parametrize(
    ("state", "light", "words", "text"),
    [
        (State.RECTIFYING, Light.NORMAL, "剩余73天", "整改中\n剩余73天"),
        (State.RECTIFYING, Light.NEAR, "剩余5天", "整改中\n临期\n剩余5天"),
        (State.APPLIED, Light.OVERDUE, "已逾期5天", "申请销号\n已逾期5天"),
        (State.RECTIFYING, Light.EXTENDED, "延期办理，剩余9天", "整改中\n延期办理\n剩余9天"),
        (State.UNREGISTERED, Light.UNSETTLED, "待明确", "待挂号\n待明确"),
        (State.CLOSED, Light.CLOSED, "已销号", "已销号"),
        (State.CLOSED, Light.CLOSED_LATE, "逾期3天完成", "已销号\n逾期3天完成"),
        (State.STOPPED, Light.STOPPED, "终止", "终止"),
    ],
)
def test_state_tells_the_light_in_words(
    make_page: MakePage, state: State, light: Light, words: str, text: str
) -> None:
    assert item_texts.state(make_page(state=state, light=light, light_words=words).row) == text


def test_a_task_without_category_is_called_one(make_page: MakePage) -> None:
    assert item_texts.category(make_page(kind=ItemKind.TASK, category="")) == "任务"
    assert item_texts.category(make_page(kind=ItemKind.TASK, category="党建")) == "党建"
    assert item_texts.category(make_page(category="")) == ""
