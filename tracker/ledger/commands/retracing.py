"""Back to an action, step by step: each step an undo of its own, up to the first thing in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.undoing import Reversed, redo, undo
from tracker.ledger.retracing import way_back
from tracker.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How far one came."""

    steps: tuple[Reversed, ...]
    stopped: Refusal | None
    """What was in the way of the next one; None when the chosen action was reached."""


def undo_back_to(ledger: Ledger, actor: Actor, action_id: int, *, today: dt.date) -> TakenBack:
    """Take back the actor's own actions from the newest down to this one, and this one, whoever's it is.

    What colleagues did in between is left alone; where it stands in the way, the refusal names it and what
    was taken back by then stays so. Raises Refusal when not even the first step can be done, NotFound.
    """
    steps: list[Reversed] = []
    for step in way_back(ledger, actor, action_id).steps:
        try:
            steps.append(undo(ledger, actor, today=today, action_id=step.id))
        except Refusal as refusal:
            if not steps:
                raise
            return TakenBack(tuple(steps), refusal)
    if not steps:
        raise Refusal(f"第{action_id}条操作已经撤销了")
    return TakenBack(tuple(steps), None)


def what_is_in_the_way(
    ledger: Ledger, actor: Actor, action_id: int, *, today: dt.date, forward: bool = False
) -> Refusal | None:
    """Why this action cannot be undone, or redone, as things stand; None when it can. Nothing is written."""
    try:
        with ledger.together(actor, today=today, rehearse=True):
            (redo if forward else undo)(ledger, actor, today=today, action_id=action_id)
    except Refusal as refusal:
        return refusal
    return None
