"""数量目标: what measures promise and achieve in figures, read as people write them, and added up."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, case, func, select
from sqlalchemy.orm import Session

from tracker.errors import BadInput
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import Amount, Item, Measure, Regulation
from tracker.ledger.parts import AmountRow
from tracker.ledger.queries import campaigns_of
from tracker.ledger.sharing import serves_some
from tracker.ledger.store import Ledger
from tracker.ledger.words import AmountKind, State
from tracker.text.cleaning import one_line
from tracker.text.numerals import half_width, read_number

ACCOUNTABILITY = (
    "谈话提醒",
    "批评教育",
    "责令检查",
    "通报批评",
    "诫勉",
    "组织处理",
    "党纪政务处分",
    "移送司法机关",
)
"""追责 by kind, in rising order."""

LARGEST = 10**15
"""元, people or pieces; more is a slip of the pen, and beyond it a database's sum."""

_MONEY = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,8})?)(?P<unit>亿|千万|百万|万|)元?")
_UNITS = {"": 1, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_COUNT = re.compile(r"(.+?)(?:人次|[项人个件家起条次])?")


def read_amount(kind: AmountKind, text: str) -> int:
    """A figure as typed (120万元, 15人, 三项), in the smallest unit. Raises BadInput."""
    typed = half_width(one_line(text)).replace(",", "").replace("，", "").replace(" ", "")
    count = _money(typed) if kind is AmountKind.MONEY else _pieces(typed)
    if count is None:
        example = "120万元、5000元" if kind is AmountKind.MONEY else "12"
        raise BadInput(f"{kind.word}“{one_line(text)}”看不懂，请写成 {example}")
    if not 0 <= count < LARGEST:
        raise BadInput(f"{kind.word}“{one_line(text)}”太大了，请核对")
    return count


def _money(typed: str) -> int | None:
    """元; a bare number is refused, since 120 may be 元 and 万元."""
    match = _MONEY.fullmatch(typed)
    if match is None or not (match["unit"] or typed.endswith("元")):
        return None
    exact = Decimal(match["number"]) * _UNITS[match["unit"]]
    return int(exact) if exact == exact.to_integral_value() else None


def _pieces(typed: str) -> int | None:
    match = _COUNT.fullmatch(typed)
    return read_number(match[1]) if match else None


def amounts_of(connection: Connection | Session, measures: Iterable[int]) -> dict[int, tuple[AmountRow, ...]]:
    """What each of these measures promises and has achieved."""
    found: dict[int, list[AmountRow]] = {}
    for row in connection.execute(_amounts(), these(set(measures))):
        found.setdefault(row[0], []).append(AmountRow(AmountKind(row[1]), *row[2:]))
    return {measure: tuple(rows) for measure, rows in found.items()}


@cache
def _amounts() -> Select[Any]:
    return select(Amount.measure_id, *_COLUMNS).where(Amount.measure_id.in_(KEYS)).order_by(Amount.id)


def totals(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> tuple[AmountRow, ...]:
    """Promised and achieved over the items, by kind; a shared measure counts once, a stopped item not."""
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        items = select(Item.id).where(meant, Item.state != State.STOPPED.value)
        query = (
            select(Amount.kind, Amount.detail, func.sum(Amount.target), func.sum(_ACHIEVED))
            .join(Measure, Measure.id == Amount.measure_id)
            .where(serves_some(items))
            .group_by(Amount.kind, Amount.detail)
        )
        found = [
            AmountRow(AmountKind(kind), detail, None if target is None else int(target), int(achieved))
            for kind, detail, target, achieved in connection.execute(query)
        ]
    kinds = list(AmountKind)
    return tuple(sorted(found, key=lambda row: (kinds.index(row.kind), row.detail)))


@dataclass(frozen=True, slots=True)
class MeasuredAmount:
    """What one measure promises and has achieved."""

    number: str
    """编号 of its item."""
    ordinal: int
    text: str
    amount: AmountRow


def measured_amounts(
    ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date
) -> tuple[MeasuredAmount, ...]:
    """What `totals` adds up, measure by measure."""
    with ledger.read() as connection:
        meant = conditions(wanted, today, connection, campaigns_of(connection))
        items = select(Item.id).where(meant, Item.state != State.STOPPED.value)
        query = (
            select(Item.number, Measure.ordinal, Measure.text, *_COLUMNS)
            .select_from(Amount)
            .join(Measure, Measure.id == Amount.measure_id)
            .join(Item, Item.id == Measure.item_id)
            .where(serves_some(items))
            .order_by(Item.id, Measure.ordinal, Amount.id)
        )
        return tuple(
            MeasuredAmount(number, ordinal, text, AmountRow(AmountKind(kind), detail, target, int(achieved)))
            for number, ordinal, text, kind, detail, target, achieved in connection.execute(query)
        )


_ISSUED = (
    select(func.count())
    .where(Regulation.measure_id == Amount.measure_id, Regulation.issued_on.is_not(None))
    .correlate(Amount)
    .scalar_subquery()
)
_ACHIEVED = case((Amount.kind == AmountKind.REGULATIONS.value, _ISSUED), else_=Amount.achieved)
"""Of 制度 what is issued is counted, so that it need not be typed twice."""
_COLUMNS = (Amount.kind, Amount.detail, Amount.target, _ACHIEVED)
