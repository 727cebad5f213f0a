"""自报 and 核实: what the unit says and what was found by who went to see; neither moves the other.

The third truth, 时限, is computed and moved by 延期 alone. One limit has two parts: what is due by the
date of “年底前，并长期坚持” is kept when the unit reports it done, with every measure done, and from then
on the rest goes on without a date.
"""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of, measure_of
from tracker.ledger.commands.items import refuse_unless_rectifying
from tracker.ledger.demands import measure_named
from tracker.ledger.models import Action, Change, Item, Measure, Progress
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import DeadlineKind, Reported, State, Verified

GOING_ON = frozenset({Reported.STAGE_DONE, Reported.CONTINUING})
"""Reports that want a goal for the stage and a day on which it is looked at again."""

_GOES_ON = re.compile("长期坚持|长期推进|长期抓|持续|常态|长效|常抓")


def report(
    ledger: Ledger,
    actor: Actor,
    number: str,
    state: Reported,
    *,
    today: dt.date,
    text: str = "",
    reason: str = "",
    next_step: str = "",
    stage_goal: str = "",
    next_review: dt.date | None = None,
) -> None:
    """自报 of an item that is 整改中, kept as 整改进展 too where something is written.

    未完成 demands 未完成原因 and 下一步措施; what goes on for long demands 阶段目标 and 下次复核.
    """
    with ledger.transaction(actor, "report", today=today) as work:
        item = item_of(work.session, number)
        make_report(work, item, state, reason, next_step, stage_goal, next_review)
        if text.strip():
            entry = Progress(item_id=item.id, measure_id=None, on=today, text=text.strip(), by=actor.name)
            work.session.add(entry)


def make_report(
    work: Work,
    item: Item,
    state: Reported,
    reason: str = "",
    next_step: str = "",
    stage_goal: str = "",
    next_review: dt.date | None = None,
) -> None:
    """自报 by the rules, within a command. Raises Refusal."""
    refuse_unless_rectifying(item)
    _write(item, state, reason, next_step, stage_goal, next_review)
    if lacking := [*lacking_for(item, state, work.today), *_not_done(work, item, state)]:
        raise Refusal(f"{item.number} 不能自报“{state.word}”：", lacking)
    item.reported = state.value
    item.reported_on = work.today
    item.reported_by = work.actor.name
    if state is Reported.STAGE_DONE and goes_on(item) and item.stage_done_on is None:
        item.stage_done_on = work.today


def goes_on(item: Item) -> bool:
    """A limit after which the work goes on: 年底前，并长期坚持；立行立改，长期坚持."""
    ends = item.deadline_kind not in (None, DeadlineKind.RECURRING.value, DeadlineKind.CONTINUING.value)
    return ends and _GOES_ON.search(item.deadline_phrase or "") is not None


def _write(
    item: Item,
    state: Reported,
    reason: str,
    next_step: str,
    stage_goal: str,
    next_review: dt.date | None,
) -> None:
    """What is written with a report; what is left out stays as it was, but reasons of an earlier one go."""
    if state is not Reported.NOT_DONE and not reason:
        item.unfinished_reason = ""
    for field, value in (
        ("unfinished_reason", reason),
        ("next_step", next_step),
        ("stage_goal", stage_goal),
    ):
        if value.strip():
            setattr(item, field, value.strip())
    if next_review is not None:
        item.next_review = next_review


def lacking_for(item: Item, state: Reported, today: dt.date) -> list[str]:
    """What has to be written with this 自报 and is not."""
    lines = []
    if state is Reported.NOT_DONE:
        lines += [] if item.unfinished_reason else ["缺未完成原因"]
        lines += [] if item.next_step else ["缺下一步措施"]
    if state in GOING_ON:
        lines += [] if item.stage_goal else ["缺阶段目标"]
        if item.next_review is None:
            lines.append("缺下次复核日期")
        elif item.next_review <= today:
            lines.append(f"下次复核{item.next_review}须在今天（{today}）之后")
    return lines


def _not_done(work: Work, item: Item, state: Reported) -> list[str]:
    if state not in (Reported.DONE, Reported.STAGE_DONE):
        return []
    return [
        f"{measure_named(ordinal, measure.text)}尚未完成"
        for ordinal, measure in measures_of(work.session, item)
        if measure.done_on is None
    ]


def verify(
    ledger: Ledger,
    actor: Actor,
    number: str,
    result: Verified,
    *,
    note: str,
    today: dt.date,
    measure: int | None = None,
) -> None:
    """核实 by another person than who reported: of the item's 自报, or of one measure that is done."""
    with ledger.transaction(actor, "verify", today=today) as work:
        item = item_of(work.session, number)
        row = item if measure is None else measure_of(item, measure)
        if reasons := _in_the_way(work, item, row, measure, note):
            raise Refusal(f"{item.number} 不能登记核实：", reasons)
        row.verified = result.value
        row.verified_on = today
        row.verified_by = actor.name
        row.verified_note = note.strip()


def _in_the_way(work: Work, item: Item, row: Item | Measure, ordinal: int | None, note: str) -> list[str]:
    lines = []
    state = State(item.state)
    if state in (State.UNREGISTERED, State.STOPPED):
        lines.append(f"现在是“{state.word}”，挂号以后才有可核实的")
    if isinstance(row, Item):
        reporters = [row.reported_by] if row.reported else []
        missing = "还没有自报，无从核实"
    else:
        reporters = _who_reported(work.session, row)
        missing = f"措施{ordinal}还没有完成，也没有进展，无从核实"
        if row.done_on is not None and not reporters:
            reporters = [""]
    if not reporters:
        lines.append(missing)
    if any(name and work.actor.is_called(name) for name in reporters):
        lines.append(f"自报人不能核实自己报的（自报人：{work.actor.name}）")
    return lines if note.strip() else [*lines, "缺核实情况"]


def _who_reported(session: Session, measure: Measure) -> list[str]:
    """Everybody who wrote 整改进展 of a measure, and who said that it is done."""
    names = set(session.scalars(select(Progress.by).where(Progress.measure_id == measure.id)))
    said = (
        select(Action.actor)
        .join(Change, Change.action_id == Action.id)
        .where(Change.table == Measure.__tablename__, Change.key == measure.id, Change.field == "done_on")
        .order_by(Action.id.desc())
        .limit(1)
    )
    if measure.done_on is not None and (name := session.scalar(said)):
        names.add(name)
    return sorted(names)
