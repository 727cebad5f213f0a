"""What 批量 reads: every item's change rehearsed by the ledger's own commands; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tracker.desk.bulk import giving
from tracker.desk.bulk_wishes import Wish
from tracker.desk.change_lines import change_lines
from tracker.ledger.actor import Actor
from tracker.ledger.commands.bulk import Outcome, rehearse
from tracker.ledger.store import Ledger
from tracker.tui.app_words import in_app_words
from tracker.tui.rows.bulk import BulkRow, Fate

EVERY = 50
"""Items between two tidings of how far it is."""


class HaltedError(Exception):
    """Nobody wants to know any more."""


def previewed(
    ledger: Ledger,
    actor: Actor,
    wish: Wish,
    numbers: Sequence[str],
    *,
    today: dt.date,
    tell: Callable[[int], None],
    is_wanted: Callable[[], bool],
) -> tuple[BulkRow, ...]:
    """What would become of each; nothing of it stays. Raises BadInput where the wish cannot be read."""
    give, done = giving(ledger, actor, wish, numbers, today=today), 0

    def one(number: str) -> object:
        nonlocal done
        if not is_wanted():
            raise HaltedError
        if done % EVERY == 0:
            tell(done)
        done += 1
        return give(number)

    return tuple(map(_row, rehearse(ledger, actor, numbers, one, today=today)))


def _row(outcome: Outcome) -> BulkRow:
    if outcome.refusal:
        return BulkRow(outcome.number, outcome.title, Fate.REFUSED, _reasons(outcome))
    if not outcome.changes:
        return BulkRow(outcome.number, outcome.title, Fate.SAME, (Fate.SAME.word,))
    return BulkRow(outcome.number, outcome.title, Fate.POSSIBLE, change_lines(outcome.changes))


def _reasons(outcome: Outcome) -> tuple[str, ...]:
    """Why not; the number and 不能挂号： say what the row says already."""
    first, *reasons = in_app_words(outcome.refusal).split("\n  · ")
    summary = first.removeprefix(outcome.number).strip(" ：")
    return tuple(reasons) if reasons and summary.startswith("不能") else (summary, *reasons)
