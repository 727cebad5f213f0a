"""Measures that serve several items, and what they promise and achieve in figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.amounts import ACCOUNTABILITY
from tracker.ledger.commands.finding import item_of, measure_of
from tracker.ledger.commands.items import (
    refuse_later_than,
    refuse_unless_open,
    refuse_unless_rectifying,
    refuse_where_settled,
)
from tracker.ledger.models import Amount, Item, Measure, MeasureShare
from tracker.ledger.sharing import items_served, measures_of, next_ordinal
from tracker.ledger.store import Ledger
from tracker.ledger.words import AmountKind, State

_FIGURES = "修改共用措施的数量"


def share_measure(
    ledger: Ledger, actor: Actor, number: str, ordinal: int, to: Sequence[str], *, today: dt.date
) -> tuple[int, ...]:
    """Let a measure serve other items too; returns its ordinal in each of their lists."""
    with ledger.transaction(actor, "share_measure", today=today) as work:
        measure = measure_of(item_of(work.session, number), ordinal)
        served = {item.id for item in items_served(work.session, measure)}
        places = []
        for other in to:
            item = item_of(work.session, other)
            refuse_unless_open(item, "共用措施")
            refuse_later_than(item, measure.deadline)
            if item.id in served:
                raise Refusal(f"{item.number} 已经有这条措施，不用再共用")
            served.add(item.id)
            place = next_ordinal(work.session, item)
            work.session.add(MeasureShare(item_id=item.id, measure_id=measure.id, ordinal=place))
            work.session.flush()
            places.append(place)
        return tuple(places)


def unshare_measure(
    ledger: Ledger, actor: Actor, number: str, ordinal: int, items: Sequence[str], *, today: dt.date
) -> None:
    """Take a measure away from items it served; it stays with its own."""
    with ledger.transaction(actor, "unshare_measure", today=today) as work:
        measure = measure_of(item_of(work.session, number), ordinal)
        for other in items:
            item = item_of(work.session, other)
            refuse_unless_open(item, "取消共用措施")
            work.session.delete(_share_of(work.session, item, measure))
            work.session.flush()
            if item.state == State.RECTIFYING.value and not measures_of(work.session, item):
                raise Refusal(f"{item.number} 已挂号，只有这一条措施，不能取消", ("请先给它另加一条措施",))


def _share_of(session: Session, item: Item, measure: Measure) -> MeasureShare:
    if item.id == measure.item_id:
        raise Refusal(f"这条措施本来就是 {item.number} 的，不能取消")
    share = session.scalars(
        select(MeasureShare).where(MeasureShare.item_id == item.id, MeasureShare.measure_id == measure.id)
    ).first()
    if share is None:
        raise NotFound(f"{item.number} 没有共用这条措施")
    return share


def plan_amount(
    ledger: Ledger,
    actor: Actor,
    number: str,
    ordinal: int,
    kind: AmountKind,
    *,
    today: dt.date,
    target: int,
    detail: str = "",
    achieved: int | None = None,
) -> None:
    """Set what a measure promises in figures, and what it has achieved where that is given."""
    with ledger.transaction(actor, "plan_amount", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "修改数量目标")
        measure = measure_of(item, ordinal)
        refuse_where_settled(work, measure, _FIGURES)
        amount = _amount_of(work.session, measure, kind, detail)
        amount.target = target
        if achieved is not None:
            _achieve(item, amount, achieved)


def record_amount(
    ledger: Ledger,
    actor: Actor,
    number: str,
    ordinal: int,
    kind: AmountKind,
    *,
    today: dt.date,
    achieved: int,
    detail: str = "",
) -> None:
    """Say what a measure has achieved in figures; what was promised stays."""
    with ledger.transaction(actor, "record_amount", today=today) as work:
        item = item_of(work.session, number)
        measure = measure_of(item, ordinal)
        refuse_where_settled(work, measure, _FIGURES)
        _achieve(item, _amount_of(work.session, measure, kind, detail), achieved)


def remove_amount(
    ledger: Ledger,
    actor: Actor,
    number: str,
    ordinal: int,
    kind: AmountKind,
    *,
    today: dt.date,
    detail: str = "",
) -> None:
    """Take back that a measure promises anything of this kind."""
    with ledger.transaction(actor, "remove_amount", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "修改数量目标")
        measure = measure_of(item, ordinal)
        refuse_where_settled(work, measure, _FIGURES)
        amount = _known_amount(work.session, measure, kind, detail.strip())
        if amount is None:
            raise NotFound(f"{item.number} 措施{ordinal} 没有填过{_name(kind, detail)}")
        work.session.delete(amount)


def _achieve(item: Item, amount: Amount, achieved: int) -> None:
    refuse_unless_rectifying(item)
    if amount.kind == AmountKind.REGULATIONS.value:
        raise Refusal(
            "制度的完成数按制度清单里已印发的项数计，不用填",
            (f"登记制度：tracker regulation add {item.number} 名称 --measure 序号",),
        )
    amount.achieved = achieved


def _amount_of(session: Session, measure: Measure, kind: AmountKind, detail: str) -> Amount:
    """The row of this kind, a new one where there is none. Raises Refusal for a 追责 of no known kind."""
    what = detail.strip()
    if kind is AmountKind.ACCOUNTABILITY and what not in ACCOUNTABILITY:
        raise Refusal(f"追责要写明哪一种，没有“{what}”", (f"可用：{' '.join(ACCOUNTABILITY)}",))
    if kind is AmountKind.OTHER and not what:
        raise Refusal("数量要写明数的是什么，如 --detail 整治点位")
    amount = _known_amount(session, measure, kind, what)
    if amount is None:
        amount = Amount(measure_id=measure.id, kind=kind.value, detail=what, achieved=0)
        session.add(amount)
    return amount


def _known_amount(session: Session, measure: Measure, kind: AmountKind, detail: str) -> Amount | None:
    return session.scalars(
        select(Amount).where(
            Amount.measure_id == measure.id, Amount.kind == kind.value, Amount.detail == detail
        )
    ).first()


def _name(kind: AmountKind, detail: str) -> str:
    return f"{kind.word}（{detail}）" if detail else kind.word
