"""Items, measures and papers made from what a test wants to say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.sentences import statistics_sentence
from tracker.exchange.workbooks import Paper
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.rows import Figures, ItemPage, JournalHead, MeasureRow
from tracker.ledger.words import ItemKind, Light, RectificationType, State

_ROW = ItemRow(
    id=1,
    number="ZG-2024-0001",
    kind=ItemKind.PROBLEM,
    category="作风建设",
    title="文件会议仍有反弹",
    lead="办公室",
    type=RectificationType.TIME_LIMITED,
    deadline=None,
    state=State.RECTIFYING,
    light=Light.NORMAL,
    light_words="剩余73天",
    round=1,
    measures_total=0,
    measures_done=0,
    evidence_count=0,
    closed_on=None,
    version=1,
)

_PAGE = ItemPage(
    row=_ROW,
    detail="上半年通知比上年同期多11件",
    target="全年发文压减5%以上",
    completion="",
    inference="",
    note="",
    private_note="",
    owners=(),
    first_deadline=None,
    extension_count=0,
    registered_on=None,
    measures=(),
    progress=(),
    evidence=(),
    applications=(),
    look_backs=(),
    source=None,
    four=(),
)

_FIGURES = Figures(
    problems=3,
    tasks=0,
    unregistered=0,
    rectifying=2,
    applied=0,
    closed=1,
    stopped=0,
    continuing=0,
    overdue=0,
    closed_late=0,
    measures=5,
    measures_done=2,
)


@pytest.fixture
def make_measures() -> Callable[..., tuple[MeasureRow, ...]]:
    """Measures of these texts; keywords hold for each of them."""

    def make(*texts: str, **fields: Any) -> tuple[MeasureRow, ...]:
        return tuple(
            replace(MeasureRow(number, number, text, "", None, (), None, "", Light.NORMAL, "", 1), **fields)
            for number, text in enumerate(texts, 1)
        )

    return make


@pytest.fixture
def make_page() -> Callable[..., ItemPage]:
    """A page; keywords that a row has go to its row, the others to the page."""

    def make(**fields: Any) -> ItemPage:
        of_row = {name: fields.pop(name) for name in list(fields) if name in ItemRow.__slots__}
        return replace(_PAGE, row=replace(_ROW, **of_row), **fields)

    return make


@pytest.fixture
def make_figures() -> Callable[..., Figures]:
    def make(**fields: int) -> Figures:
        return replace(_FIGURES, **fields)

    return make


@pytest.fixture
def make_paper() -> Callable[..., Paper[ItemPage]]:
    def make(*pages: ItemPage, **fields: Any) -> Paper[ItemPage]:
        paper = Paper(
            layout=LEDGER,
            title="2024年专项检查整改台账",
            reporting_unit="市综合服务管理局",
            as_of=date(2024, 9, 18),
            entries=pages,
            sentences=(statistics_sentence(_FIGURES),),
            head=JournalHead(318, "9f" * 32),
        )
        return replace(paper, **fields)

    return make
