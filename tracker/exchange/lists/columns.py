"""Columns that several lists have, over a `ListedItem`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tracker.exchange.layout import Align, Column, Kind, Total
from tracker.exchange.lists import item_texts
from tracker.ledger.listed import ListedItem
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OwnerRole

COUNTED: Total[ListedItem] = Total("COUNT([ordinal])", lambda item: 1, "项")
MEASURES: Total[ListedItem] = Total(
    'SUMPRODUCT(([measures]<>"")*(LEFT([measures],3)<>"（续）"))', lambda item: len(item.page.measures), "条"
)
YES_NO = ("是", "否")


def ordinal() -> Column[ListedItem]:
    """序号, counted anew on every export."""
    return Column("ordinal", ("序号",), 5.5, Align.CENTER, lambda item, number: [str(number)], Kind.NUMBER)


def number() -> Column[ListedItem]:
    """编号, which stays; their count is the list's total."""
    return of_page(
        "number", "编号", 13.75, Align.CENTER, lambda page: page.row.number, total=COUNTED, repeats=True
    )


def of_page(
    key: str, heading: str, width: float, align: Align, text: Callable[[ItemPage], str], **how: Any
) -> Column[ListedItem]:
    """A column with one cell for the whole item."""
    return Column(key, (heading,), width, align, lambda item, number: [text(item.page)], **how)


def by_measure(
    key: str, heading: str, width: float, align: Align, texts: Callable[[ItemPage], Sequence[str]], **how: Any
) -> Column[ListedItem]:
    """A column whose cells stand beside the measures."""
    return Column(key, (heading,), width, align, lambda item, number: texts(item.page), **how)


def owners(role: OwnerRole, width: float, **how: Any) -> Column[ListedItem]:
    """Names of a role, beside the measures that have their own."""
    texts = partial(item_texts.owners, role=role)
    return by_measure(role.value, role.word, width, Align.CENTER, texts, repeats=True, **how)


def light(width: float = 9.75) -> Column[ListedItem]:
    """整改状态 with the light below it, coloured by it."""
    return of_page(
        "state",
        "整改状态",
        width,
        Align.CENTER,
        lambda page: item_texts.state(page.row),
        is_light=True,
        repeats=True,
    )
