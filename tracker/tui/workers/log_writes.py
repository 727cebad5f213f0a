"""What the log of actions writes: undo and redo of chosen actions; for workers only."""

from __future__ import annotations

import datetime as dt

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.retracing import TakenBack, undo_back_to, what_is_in_the_way
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.retracing import Logged, WayBack, way_back
from tracker.ledger.store import Ledger
from tracker.tui.app_words import say_in_app_words
from tracker.tui.rows.log import items_words

LISTED = 10
"""Steps of a way back that are named one by one."""


def obstacle(ledger: Ledger, actor: Actor, action_id: int, today: dt.date) -> Refusal | None:
    """Why an action cannot be taken back; nothing is written."""
    found = what_is_in_the_way(ledger, actor, action_id, today=today)
    if found is not None:
        say_in_app_words(found)
    return found


def undo_one(ledger: Ledger, actor: Actor, action_id: int, today: dt.date) -> str:
    """撤销这一条."""
    done = undo(ledger, actor, today=today, action_id=action_id)
    return f"已撤销第{action_id}条“{done.command}”"


def redo_one(ledger: Ledger, actor: Actor, action_id: int, today: dt.date) -> str:
    """重做这一条."""
    done = redo(ledger, actor, today=today, action_id=action_id)
    return f"已重做第{action_id}条“{done.command}”"


def the_way(ledger: Ledger, actor: Actor, action_id: int) -> WayBack:
    """What going back to an action would take back."""
    return way_back(ledger, actor, action_id)


def way_words(way: WayBack, actor: Actor) -> tuple[str, ...]:
    """The steps, newest first, and what is left alone; whose a colleague's step is."""
    lines = [
        " ".join(
            (f"第{step.id}条", *_whose(step, actor), step.command, items_words(step.numbers, step.items))
        ).rstrip()
        for step in way.steps[:LISTED]
    ]
    if len(way.steps) > LISTED:
        lines.append(f"……共{len(way.steps)}条")
    if way.others:
        told = "、".join(f"{name} {count}次" for name, count in way.others.items())
        lines.append(f"其间同事的操作不动：{told}")
    return tuple(lines)


def _whose(step: Logged, actor: Actor) -> tuple[str, ...]:
    return () if actor.is_called(step.actor) else (f"{step.actor}的",)


def back_to(ledger: Ledger, actor: Actor, action_id: int, today: dt.date) -> TakenBack:
    """退回到这里."""
    taken = undo_back_to(ledger, actor, action_id, today=today)
    if taken.stopped is not None:
        say_in_app_words(taken.stopped)
    return taken
