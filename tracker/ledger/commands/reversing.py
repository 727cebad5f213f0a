"""What undo and redo may not be: a decision in one's own cause, or a way to change what is settled."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.served import items_served_by
from tracker.ledger.heard import telling
from tracker.ledger.journal import WHOLE_ROW
from tracker.ledger.lifecycle import Step, ways_to_change
from tracker.ledger.models import Action, Application, Consequence, ExtensionRequest, Item
from tracker.ledger.obstacles import known_of, who_did
from tracker.ledger.recorded import Recorded
from tracker.ledger.store import Work

REVERSALS = ("undo", "redo")

_IMPORT = "import"

WHILE_OPEN = frozenset(
    {
        *("add_measure", "edit", "edit_measure", "follow_measures"),
        *("share_measure", "unshare_measure", "accept"),
        *("plan_amount", "remove_amount", "record_amount", "add_stage", "edit_stage", "finish_stage"),
        *("progress", "add_evidence", "finish_measure", "resume_measure", "report"),
        *("expand_owner", "add_regulation", "issue_regulation", "set_event", "remove_event"),
        *("extend", "ask_extension", "approve_extension", "refuse_extension", "withdraw_extension"),
        _IMPORT,
    }
)
"""Commands that an item takes only while it is open; neither are they turned back when it is not."""

_STEPS = frozenset(step.value for step in Step)


def refuse_own_cause(session: Session, actor: Actor, action: Action, changes: Recorded) -> None:
    """Who applied, asked or proposed does not turn the decision on it: that would be deciding on it."""
    if actor.is_called(action.actor) or action.command in (Step.APPLY, Step.WITHDRAW):
        return
    for change in changes:
        match change.table:
            case Application.__tablename__:
                name = known_of(session, change).get("applicant", "")
            case "review":
                name = session.get_one(Application, known_of(session, change)["application_id"]).applicant
            case ExtensionRequest.__tablename__:
                name = known_of(session, change).get("asked_by", "")
            case Consequence.__tablename__:
                name = known_of(session, change).get("proposed_by", "")
            case Item.__tablename__ if change.field == "verified":
                name = known_of(session, change).get("reported_by", "")
            case _:
                continue
        if name and actor.is_called(name):
            raise Refusal(
                f"这是对您本人申请（自报、建议）的决定，只能由{action.actor}或其他有权的人撤销（申请人：{name}）"
            )


def refuse_where_settled(work: Work, action: Action, changes: Recorded, what: str) -> None:
    """What was applied for, closed or stopped keeps its content; a reversal is no way round that."""
    if action.command not in WHILE_OPEN:
        return
    taken_over = {
        change.key
        for change in changes
        if action.command == _IMPORT and change.table == Item.__tablename__ and change.field == WHOLE_ROW
    }
    looked_at = telling(work.heard, "核对", changes, len(changes))
    for item in items_served_by(work.session, looked_at):
        if not item.state.may_change and item.id not in taken_over:  # taken over as closed: goes as it came
            raise Refusal(
                what,
                (f"{item.number} 现在是“{item.state.word}”，内容不再改动：请先{ways_to_change(item.state)}",),
            )


def refuse_over_work(session: Session, action: Action, changes: Recorded, last: int, what: str) -> None:
    """A step is turned only while nothing was worked on since: its demands were checked before that work."""
    if action.command not in _STEPS:
        return
    moved = {item.id for item in items_served_by(session, changes)}
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
        for item in items_served_by(session, Recorded(session, since.id)):
            if item.id in moved:
                raise Refusal(
                    what,
                    (f"{item.number} 之后又有办理，由{who_did(since)}记入，请先撤销那一条",),
                )
