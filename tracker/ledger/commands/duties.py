"""周期工作: laying one down, ending it, and recording its periods."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.choosing import meant
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.commands.making import not_to_come, required
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.models import Duty, DutyOccurrence
from tracker.ledger.store import Ledger


def add_duty(
    ledger: Ledger,
    actor: Actor,
    name: str,
    phrase: str,
    *,
    today: dt.date,
    unit: str = "",
    begins: dt.date | None = None,
    ends: dt.date | None = None,
    campaign: str | None = None,
) -> None:
    """Lay down a duty; its phrase was read already and does recur."""
    name = required(name, "周期工作的名称")
    first = begins or today
    if ends is not None and ends < first:
        raise Refusal(f"结束日期{ends}在开始日期{first}之前，请核对日期")
    with ledger.transaction(actor, "add_duty", today=today) as work:
        home = campaign_of(work, campaign)
        if work.session.scalars(select(Duty).where(Duty.name == name)).first() is not None:
            raise Refusal(f"已有周期工作“{name}”，请换个名称")
        work.session.add(
            Duty(
                campaign_id=home.id,
                name=name,
                phrase=required(phrase, "时间"),
                unit=unit.strip(),
                begins=first,
                ends=ends,
            )
        )


def end_duty(ledger: Ledger, actor: Actor, name: str, *, on: dt.date, today: dt.date) -> None:
    """No period that is due after this day is asked for; those before stay."""
    with ledger.transaction(actor, "end_duty", today=today) as work:
        duty = duty_named(work.session, name)
        if on < duty.begins:
            raise Refusal(f"结束日期{on}在“{duty.name}”的开始日期{duty.begins}之前，请核对日期")
        duty.ends = on


def finish_duty(
    ledger: Ledger,
    actor: Actor,
    occurrence: OccurrenceRow,
    *,
    on: dt.date,
    note: str = "",
    today: dt.date,
) -> None:
    """A period is done. Raises Refusal when it was done before, or the day is to come."""
    not_to_come(on, "办理日期", today)
    with ledger.transaction(actor, "finish_duty", today=today) as work:
        row = recorded_period(work.session, occurrence)
        if row.done_on is not None:
            raise Refusal(f"“{occurrence.duty.name}”{row.period} 已于{row.done_on}由{row.done_by}办理")
        row.done_on = on
        row.done_by = actor.name
        row.note = note.strip()


def duty_named(session: Session, name: str) -> Duty:
    """The duty of this name, or of a part of it that only one has. Raises NotFound."""
    known = {duty.name: duty for duty in session.scalars(select(Duty).order_by(Duty.id))}
    if not known:
        raise NotFound("还没有周期工作，用 tracker duty add 名称 --when 时间 设一项")
    return known[meant(name, known, "周期工作")]


def recorded_period(session: Session, occurrence: OccurrenceRow) -> DutyOccurrence:
    """The row of a period, made where there is none: duty and period tell it, on every machine."""
    row = session.scalars(
        select(DutyOccurrence).where(
            DutyOccurrence.duty_id == occurrence.duty.id, DutyOccurrence.period == occurrence.period
        )
    ).first()
    if row is None:
        row = DutyOccurrence(duty_id=occurrence.duty.id, period=occurrence.period, due=occurrence.due)
        session.add(row)
        session.flush()
    return row
