"""周期工作 on a day: which periods a phrase such as 每周五前 makes, and how far each is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from tracker.errors import BadInput, NotFound
from tracker.exchange.calendar import DayEvent
from tracker.ledger import duties as kept
from tracker.ledger.choosing import meant
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.store import Ledger
from tracker.mining import find_deadlines
from tracker.mining.findings import DeadlineKind
from tracker.text.cleaning import one_line
from tracker.text.periods import Grain, period_of
from tracker.text.workdays import is_workday, workdays_before

MOST = 1000
"""Periods of one duty: three years of a daily one."""

_GRAINS = (Grain.YEAR, Grain.HALF_YEAR, Grain.QUARTER, Grain.MONTH, Grain.TEN_DAYS, Grain.WEEK)
_SAMPLE = 26
"""Periods that are looked at to see how long one is."""


def demand_recurring(phrase: str, today: dt.date) -> dt.date:
    """The first day that a phrase falls due. Raises BadInput where it does not recur."""
    due = next_due(phrase, today)
    if due is None:
        raise BadInput(
            f"“{one_line(phrase)}”不是周期性的时间，"
            "可以写 每周五前、每旬、每月25日前、每季度末、每半年、每年年底前"
        )
    return due


def next_due(phrase: str, today: dt.date, *, last: dt.date | None = None) -> dt.date | None:
    """The day on which a recurring phrase falls due on or after a day; None where it does not recur.

    每两周 and 每3个月 count from `last`, a day on which it fell due before.
    """
    for written in (phrase, f"{phrase}调度一次"):
        due, rule = _falls_due(written, today)
        if rule == _COUNTED and last is not None:
            return _counted_on(written, last, today)
        if due is not None and due >= today:
            return due
    return None


_COUNTED: Final = "recurring-count"
"""The rule of what comes so long after the time before, and not on a day of the calendar."""


def _counted_on(written: str, last: dt.date, today: dt.date) -> dt.date | None:
    """The first day on or after `today`, each counted from the one before."""
    due = last
    while due < today:
        following, _ = _falls_due(written, due)
        if following is None or following <= due:
            return None
        due = following
    return due


def _falls_due(written: str, base: dt.date) -> tuple[dt.date | None, str]:
    """The next day seen from one, and the rule that found it."""
    limits = [one for one in find_deadlines(written, base) if one.kind is DeadlineKind.RECURRING]
    return (limits[0].due, limits[0].rule) if len(limits) == 1 else (None, "")


def periods_of(phrase: str, begins: dt.date, until: dt.date) -> tuple[tuple[str, dt.date], ...]:
    """Key and last day of each period from one day to the first that is due on or after another.

    The key follows from phrase and first day alone, so that two machines name a period alike.
    """
    days = _days(phrase, begins, until)
    grain = _grain(phrase, begins)
    return tuple((period_of(day, grain).key, day) for day in days)


def occurrences(ledger: Ledger, *, today: dt.date, until: dt.date | None = None) -> tuple[OccurrenceRow, ...]:
    """Every period of every duty up to the one that is running, or runs on a later day, by day."""
    last = max(today, until or today)
    with ledger.snapshot():
        duties, recorded = kept.duties(ledger), kept.recorded(ledger)
    found: list[OccurrenceRow] = []
    for duty in duties:
        for period, due in periods_of(duty.phrase, duty.begins, last):
            record = recorded.get((duty.id, period))
            if record is None and duty.ends is not None and due > duty.ends:
                continue
            found.append(
                OccurrenceRow(
                    duty=duty,
                    period=period,
                    due=record.due if record else due,
                    today=today,
                    done_on=record.done_on if record else None,
                    done_by=record.done_by if record else "",
                    note=record.note if record else "",
                    advice="" if due < today or (record and record.done_on) else _advice(due),
                )
            )
    return tuple(sorted(found, key=lambda row: (row.due, row.duty.name)))


def occurrence_meant(ledger: Ledger, name: str, period: str | None, *, today: dt.date) -> OccurrenceRow:
    """The period of a duty as typed; without one the oldest that is not done. Raises NotFound."""
    rows = occurrences(ledger, today=today)
    names = {duty.name for duty in kept.duties(ledger)}
    wanted = meant(name, sorted(names), "周期工作")
    own = [row for row in rows if row.duty.name == wanted]
    if period is None:
        waiting = [row for row in own if row.done_on is None]
        if not waiting:
            raise NotFound(f"“{wanted}”没有要办的期次")
        return waiting[0]
    for row in own:
        if one_line(period).strip() in (row.period, row.due.isoformat()):
            return row
    known = "、".join(row.period for row in own[-6:]) or "无"
    raise NotFound(f"“{wanted}”没有期次“{one_line(period)}”（最近的：{known}）")


def attention(ledger: Ledger, *, today: dt.date, near_days: int) -> tuple[OccurrenceRow, ...]:
    """The periods that are missed, or due within so many days."""
    last = today + dt.timedelta(days=near_days)
    return tuple(row for row in occurrences(ledger, today=today) if row.done_on is None and row.due <= last)


def day_events(rows: Iterable[OccurrenceRow]) -> list[DayEvent]:
    """As they stand in a calendar."""
    return [
        DayEvent(
            key=f"duty/{row.duty.name}/{row.period}",
            day=row.due,
            summary=f"{row.duty.name}（{row.period}）",
            description=row.duty.unit,
        )
        for row in rows
    ]


def _days(phrase: str, begins: dt.date, until: dt.date) -> list[dt.date]:
    days: list[dt.date] = []
    base, last = begins, None
    while len(days) < MOST and (due := next_due(phrase, base, last=last)) is not None:
        days.append(due)
        if due >= until or due == dt.date.max:
            break
        base, last = due + dt.timedelta(days=1), due
    return days


def _grain(phrase: str, begins: dt.date) -> Grain:
    """The longest period in which it falls due only once."""
    sample: list[dt.date] = []
    base, last = begins, None
    while len(sample) < _SAMPLE and (due := next_due(phrase, base, last=last)) is not None:
        sample.append(due)
        base, last = due + dt.timedelta(days=1), due
    for grain in _GRAINS:
        keys = [period_of(day, grain).key for day in sample]
        if len(set(keys)) == len(keys):
            return grain
    return Grain.DAY


def _advice(due: dt.date) -> str:
    """The day named counts in; where nobody works on it, the working day before is the last."""
    if is_workday(due)[0]:
        return ""
    before = workdays_before(due, 1)
    provisional = "（节假日安排未公布，暂按周末推算）" if before.provisional else ""
    return f"当日休息，宜在{before.day}前办好{provisional}"
