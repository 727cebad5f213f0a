"""One command given to many items: shown first, then done as one action with one undo.

Each item goes through the ordinary command, so that the rules and what a refusal says are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import each_at_hand
from tracker.ledger.history import told
from tracker.ledger.journal import Difference
from tracker.ledger.rows import ChangeRow
from tracker.ledger.store import Ledger

MOST_NAMED = 5
"""Refused items whose reasons a refusal of the whole names."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one item."""

    number: str
    title: str
    changes: tuple[ChangeRow, ...]
    """Old and new of each field; empty where it is as wanted already, and where it is refused."""
    refusal: str = ""
    """Why not: the command's own words; empty where it can be done."""


def rehearse(
    ledger: Ledger,
    actor: Actor,
    numbers: Sequence[str],
    give: Callable[[str], object],
    *,
    today: dt.date,
) -> tuple[Outcome, ...]:
    """What giving a command to each item would do; nothing of it stays.

    `give` calls one command of this ledger for the item of this 编号.
    """
    return _each(ledger, actor, numbers, give, today=today, is_rehearsal=True)


def in_bulk(
    ledger: Ledger,
    actor: Actor,
    numbers: Sequence[str],
    give: Callable[[str], object],
    *,
    today: dt.date,
    only_possible: bool = False,
) -> None:
    """Give a command to each item, as one action. Raises Refusal when one refuses and all are wanted."""
    if only_possible:
        _each(ledger, actor, numbers, give, today=today)
        return
    try:
        with ledger.together(actor, today=today, apart=False) as work:
            for number, _ in each_at_hand(work.session, numbers):
                give(number)
    except Refusal:
        _refuse_if_any(rehearse(ledger, actor, numbers, give, today=today))
        raise


def _each(
    ledger: Ledger,
    actor: Actor,
    numbers: Sequence[str],
    give: Callable[[str], object],
    *,
    today: dt.date,
    is_rehearsal: bool = False,
) -> tuple[Outcome, ...]:
    """Each by itself: what one refuses is told with its outcome."""
    titles: list[str] = []
    refusals: list[str] = []
    changed: list[list[Difference]] = []
    with ledger.together(actor, today=today, rehearse=is_rehearsal) as work:
        for number, item in each_at_hand(work.session, numbers):
            titles.append(item.title if item is not None else "")
            before = len(work.differences)
            try:
                give(number)
                refusals.append("")
            except Refusal as refused:
                refusals.append(str(refused))
            changed.append(work.differences.since(before))
        rows = told(work.session.connection(), changed)
    return tuple(map(Outcome, numbers, titles, rows, refusals))


def _refuse_if_any(outcomes: Sequence[Outcome]) -> None:
    refused = [outcome.refusal for outcome in outcomes if outcome.refusal]
    if not refused:
        return
    named = refused[:MOST_NAMED]
    if len(refused) > MOST_NAMED:
        named.append(f"……还有{len(refused) - MOST_NAMED}项")
    raise Refusal(f"{len(outcomes)}项中有{len(refused)}项不能办，都没有办：", named)
