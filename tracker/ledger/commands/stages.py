"""阶段 of an item: planned by the office, reported done by who works on it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.items import refuse_unless_open, refuse_unless_rectifying
from tracker.ledger.commands.making import not_to_come, required
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Item, Stage
from tracker.ledger.store import Ledger


def add_stage(
    ledger: Ledger, actor: Actor, number: str, goal: str, *, deadline: Deadline, today: dt.date
) -> int:
    """A further stage at the end of an item's list; returns its ordinal."""
    with ledger.transaction(actor, "add_stage", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "增加阶段")
        stages = _stages(work.session, item)
        stage = Stage(
            item_id=item.id,
            ordinal=max((known.ordinal for known in stages), default=0) + 1,
            goal=required(goal, "阶段目标"),
        )
        stage.deadline = deadline
        _refuse_beyond(item, stages, stage)
        work.session.add(stage)
        return stage.ordinal


def edit_stage(
    ledger: Ledger,
    actor: Actor,
    number: str,
    ordinal: int,
    *,
    today: dt.date,
    goal: str | None = None,
    deadline: Deadline | None = None,
) -> None:
    """Change what one stage is to reach, or when."""
    with ledger.transaction(actor, "edit_stage", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "修改阶段")
        stages = _stages(work.session, item)
        stage = _stage(item, stages, ordinal)
        if goal is not None:
            stage.goal = required(goal, "阶段目标")
        if deadline is not None:
            stage.deadline = deadline
            _refuse_beyond(item, stages, stage)


def finish_stage(
    ledger: Ledger,
    actor: Actor,
    number: str,
    ordinal: int,
    *,
    on: dt.date,
    note: str = "",
    today: dt.date,
) -> None:
    """A stage reached its goal on a day that is not to come."""
    with ledger.transaction(actor, "finish_stage", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_rectifying(item)
        stage = _stage(item, _stages(work.session, item), ordinal)
        if stage.done_on is not None:
            raise Refusal(f"{item.number} 阶段{ordinal} 已于{stage.done_on}完成")
        not_to_come(on, "完成日期", today)
        stage.done_on = on
        stage.done_note = note.strip()


def _stages(session: Session, item: Item) -> list[Stage]:
    query = select(Stage).where(Stage.item_id == item.id).order_by(Stage.ordinal, Stage.id)
    return list(session.scalars(query))


def _stage(item: Item, stages: list[Stage], ordinal: int) -> Stage:
    for stage in stages:
        if stage.ordinal == ordinal:
            return stage
    known = "、".join(str(stage.ordinal) for stage in stages) or "无"
    raise NotFound(f"{item.number} 没有阶段{ordinal}（现有阶段：{known}）")


def _refuse_beyond(item: Item, stages: list[Stage], stage: Stage) -> None:
    """Stages follow one another, and none ends after its item."""
    due = stage.deadline_due
    if due is None or stage.deadline_confirm:
        raise Refusal(f"阶段的时限“{stage.deadline_phrase}”没有确定的日子，请写明，如 6月底前")
    if item.deadline_due is not None and not item.deadline_confirm and due > item.deadline_due:
        raise Refusal(f"阶段的时限{due}晚于 {item.number} 的整改时限{item.deadline_due}")
    for other in stages:
        if other is stage or other.deadline_due is None:
            continue
        if (other.ordinal < stage.ordinal) and other.deadline_due > due:
            raise Refusal(f"阶段的时限{due}早于前一阶段（阶段{other.ordinal}，{other.deadline_due}）")
        if (other.ordinal > stage.ordinal) and other.deadline_due < due:
            raise Refusal(f"阶段的时限{due}晚于后一阶段（阶段{other.ordinal}，{other.deadline_due}）")
