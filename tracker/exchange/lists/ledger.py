"""整改台账: the list of all items with everything an office has to answer for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from tracker.exchange.layout import Align, Column, Kind, ListLayout, Total
from tracker.exchange.lists import item_texts
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OwnerRole, State

COUNTED: Total[ItemPage] = Total("COUNT([ordinal])", lambda page: 1, "项")
MEASURES: Total[ItemPage] = Total(
    'SUMPRODUCT(([measures]<>"")*(LEFT([measures],3)<>"（续）"))', lambda page: len(page.measures), "条"
)
CLOSED: Total[ItemPage] = Total(
    'SUMPRODUCT(ISNUMBER([ordinal])*([closed]="是"))', lambda page: page.row.state is State.CLOSED, "项"
)
YES_NO = ("是", "否")


def _ledger() -> ListLayout[ItemPage]:
    """序号 is counted anew on every export, so the stable 编号 stands beside it.

    Widths are an even number of cells of text and the rim of 0.75; their sum keeps the body above 7
    points when A4 landscape is filled.
    """
    center, left = Align.CENTER, Align.LEFT
    return ListLayout(
        key="ledger",
        title="整改台账",
        columns=(
            Column("ordinal", ("序号",), 5.5, center, lambda page, ordinal: [str(ordinal)], Kind.NUMBER),
            _item("number", "编号", 12.75, center, lambda page: page.row.number, total=COUNTED, repeats=True),
            _item("category", "问题类别", 6.75, center, item_texts.category, repeats=True),
            _item("title", "反馈问题", 16.75, left, lambda page: page.row.title),
            _item("detail", "具体表现", 18.75, left, lambda page: page.detail),
            _item("target", "整改目标", 14.75, left, lambda page: page.target),
            _rows("measures", "整改措施", 26.75, left, item_texts.measures, total=MEASURES),
            _owners("leader", 6.75, OwnerRole.LEADER),
            _owners("lead", 8.75, OwnerRole.LEAD),
            _owners("responsible", 8.75, OwnerRole.RESPONSIBLE),
            _owners("cooperating", 8.75, OwnerRole.COOPERATING),
            _owners("person", 6.75, OwnerRole.PERSON, is_public=False),
            _rows("deadline", "整改时限", 16.75, center, item_texts.deadlines),
            _item("progress", "整改进展", 21.75, left, item_texts.progress),
            _item(
                "state",
                "整改状态",
                8.75,
                center,
                lambda page: item_texts.state(page.row),
                is_light=True,
                repeats=True,
            ),
            _item("evidence", "佐证材料", 10.75, left, item_texts.evidence, is_public=False),
            _item(
                "closed",
                "是否销号",
                5.5,
                center,
                lambda page: item_texts.is_closed(page.row),
                total=CLOSED,
                choices=YES_NO,
                repeats=True,
            ),
            _item(
                "closed_on",
                "销号时间",
                13.25,
                center,
                lambda page: item_texts.closed_on(page.row),
                kind=Kind.DAY,
                repeats=True,
            ),
            _item("note", "备注", 8.75, left, lambda page: page.note, is_public=False),
        ),
        rows=lambda page: len(page.measures),
        frozen_columns=2,
    )


def _item(
    key: str, heading: str, width: float, align: Align, text: Callable[[ItemPage], str], **how: Any
) -> Column[ItemPage]:
    """A column with one cell for the whole item."""
    return Column(key, (heading,), width, align, lambda page, ordinal: [text(page)], **how)


def _rows(
    key: str, heading: str, width: float, align: Align, texts: Callable[[ItemPage], Sequence[str]], **how: Any
) -> Column[ItemPage]:
    """A column whose cells stand beside the measures."""
    return Column(key, (heading,), width, align, lambda page, ordinal: texts(page), **how)


def _owners(key: str, width: float, role: OwnerRole, **how: Any) -> Column[ItemPage]:
    texts = partial(item_texts.owners, role=role)
    return _rows(key, role.word, width, Align.CENTER, texts, repeats=True, **how)


LEDGER = _ledger()

LEDGER_WITH_PRIVATE_NOTES = replace(
    LEDGER,
    columns=(
        *LEDGER.columns,
        _item("private_note", "自用备注", 12.75, Align.LEFT, lambda page: page.private_note, is_public=False),
    ),
)
"""For the office's own use."""
