"""What undo and redo may not be: a decision in one's own cause, or a way to change what is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.items import ALWAYS_EDITABLE
from tracker.ledger.journal import WHOLE_ROW
from tracker.ledger.lifecycle import Step
from tracker.ledger.models import Action, Application, Change, Consequence, ExtensionRequest, Item, Measure
from tracker.ledger.obstacles import known_of, who_did
from tracker.ledger.sharing import items_served
from tracker.ledger.words import State

REVERSALS = ("undo", "redo")

_IMPORT = "import"

WHILE_OPEN = frozenset(
    {
        *("add_measure", "edit", "edit_measure", "share_measure", "unshare_measure", "accept"),
        *("plan_amount", "remove_amount", "record_amount", "add_stage", "edit_stage", "finish_stage"),
        *("progress", "add_evidence", "finish_measure", "resume_measure", "report"),
        *("expand_owner", "add_regulation", "issue_regulation", "set_event", "remove_event"),
        *("extend", "ask_extension", "approve_extension", "refuse_extension", "withdraw_extension"),
        _IMPORT,
    }
)
"""Commands that an item takes only while it is open; neither are they turned back when it is not."""

_STEPS = frozenset(step.value for step in Step)
_ALWAYS = ALWAYS_EDITABLE | {"source", "aspect_id"}


def refuse_own_cause(session: Session, actor: Actor, action: Action, changes: Sequence[Change]) -> None:
    """Who applied, asked or proposed does not turn the decision on it: that would be deciding on it."""
    if actor.is_called(action.actor) or action.command in (Step.APPLY, Step.WITHDRAW):
        return
    for change in changes:
        known = known_of(session, change)
        match change.table:
            case Application.__tablename__:
                name = known.get("applicant", "")
            case "review":
                name = session.get_one(Application, known["application_id"]).applicant
            case ExtensionRequest.__tablename__:
                name = known.get("asked_by", "")
            case Consequence.__tablename__:
                name = known.get("proposed_by", "")
            case Item.__tablename__ if change.field == "verified":
                name = known.get("reported_by", "")
            case _:
                continue
        if name and actor.is_called(name):
            raise Refusal(
                f"这是对您本人申请（自报、建议）的决定，只能由{action.actor}或其他有权的人撤销（申请人：{name}）"
            )


def refuse_where_settled(session: Session, action: Action, changes: Sequence[Change], what: str) -> None:
    """What was applied for, closed or stopped keeps its content; a reversal is no way round that."""
    if action.command not in WHILE_OPEN:
        return
    taken_over = {
        change.key
        for change in changes
        if action.command == _IMPORT and change.table == Item.__tablename__ and change.field == WHOLE_ROW
    }
    for item in _items_of(session, changes):
        if (
            not State(item.state).may_change and item.id not in taken_over
        ):  # taken over as closed: goes as it came
            raise Refusal(
                what,
                (
                    f"{item.number} 现在是“{State(item.state).word}”，内容不再改动："
                    "申请销号后请先撤回或退回；已销号的请先回炉",
                ),
            )


def refuse_over_work(
    session: Session, action: Action, changes: Sequence[Change], last: int, what: str
) -> None:
    """A step is turned only while nothing was worked on since: its demands were checked before that work."""
    if action.command not in _STEPS:
        return
    moved = {item.id for item in _items_of(session, changes)}
    reversals = (
        select(Action.target, Action.command)
        .where(Action.id > last, Action.command.in_(REVERSALS))
        .order_by(Action.id)
    )
    turned = dict(session.execute(reversals).all())
    later = select(Action).where(Action.id > last, Action.command.in_(WHILE_OPEN)).order_by(Action.id.desc())
    for since in session.scalars(later):
        if turned.get(since.id) == "undo":
            continue
        worked = session.scalars(select(Change).where(Change.action_id == since.id)).all()
        for item in _items_of(session, worked):
            if item.id in moved:
                raise Refusal(
                    what,
                    (f"{item.number} 之后又有办理，由{who_did(since)}记入，请先撤销那一条",),
                )


def _items_of(session: Session, changes: Sequence[Change]) -> Iterator[Item]:
    """The items whose content these changes are about, each once."""
    seen: set[int] = set()
    for change in changes:
        for item in _served_by(session, change):
            if item.id not in seen:
                seen.add(item.id)
                yield item


def _served_by(session: Session, change: Change) -> Iterator[Item]:
    if change.table == Item.__tablename__ and change.field in _ALWAYS:
        return
    known = known_of(session, change)
    key = change.key if change.table == Item.__tablename__ else known.get("item_id")
    if key is not None and (item := session.get(Item, key)) is not None:
        yield item
    is_measure = change.table == Measure.__tablename__
    measure_id = change.key if is_measure else known.get("measure_id")
    if measure_id is not None and change.table in ("measure", "amount", "owner"):
        measure = session.get(Measure, measure_id)
        if measure is not None and not (is_measure and change.field == WHOLE_ROW):
            yield from items_served(session, measure)
