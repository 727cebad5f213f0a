"""Amounts that a draft states (挽回损失12.5万元, 诫勉3人) against what the measures have achieved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tracker.ledger.amounts import MeasuredAmount, measured_amounts
from tracker.ledger.filtering.tree import Query
from tracker.ledger.store import Ledger
from tracker.ledger.words import AmountKind
from tracker.mining.figures import Stated, yuan_of

_ALL_OF: Final = {
    AmountKind.MONEY: ("金额", "资金"),
    AmountKind.ACCOUNTABILITY: ("追责", "问责", "追责问责"),
    AmountKind.PEOPLE: ("人数",),
}
"""Words of a draft that mean every amount of a kind, whatever it is of."""


@dataclass(frozen=True, slots=True)
class CountedAmount:
    """What the ledger's measures have achieved of it."""

    value: Fraction
    """In the draft's unit."""
    behind: tuple[MeasuredAmount, ...]


def count_amount(ledger: Ledger, stated: Stated, wanted: Query, today: dt.date) -> CountedAmount | str:
    """What the measures of the items meant have achieved, or why the ledger cannot be asked."""
    one = yuan_of(stated.unit)
    rows = [
        row
        for row in measured_amounts(ledger, wanted, today=today)
        if (row.amount.kind is AmountKind.MONEY) is (one > 0)
    ]
    meant = [row for row in rows if _is_of(stated.about, row)]
    nameless = [row for row in rows if one and not row.amount.detail]
    if not meant and nameless:
        total = _sum(nameless, one)
        if total != Fraction(stated.quantity.value):
            amount = nameless[0].amount.written(sum(row.amount.achieved for row in nameless))
            return f"台账的措施上登记的金额合计{amount}，没有写明是什么金额，核不了“{stated.about}”"
        meant = nameless
    if not meant:
        what = "金额" if one else "数量"
        return f"台账的措施上没有登记“{stated.about}”的{what}（tracker measure amount）"
    return CountedAmount(_sum(meant, one), tuple(meant))


def _sum(rows: Sequence[MeasuredAmount], one: int) -> Fraction:
    return Fraction(sum(row.amount.achieved for row in rows), one or 1)


def _is_of(about: str, row: MeasuredAmount) -> bool:
    """The draft's words name what the amount is of, with others in between or fewer of them."""
    if about in _ALL_OF.get(row.amount.kind, ()):
        return True
    detail = row.amount.detail
    return bool(detail) and (_holds(about, detail) or _holds(detail, about))


def _holds(words: str, others: str) -> bool:
    """清退违规资金 holds all of 清退资金, in its order."""
    signs = iter(words)
    return all(sign in signs for sign in others)
