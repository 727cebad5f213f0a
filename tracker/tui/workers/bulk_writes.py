"""批量 done: the wish given to every item as one action; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.desk.bulk import giving
from tracker.desk.bulk_wishes import Wish
from tracker.ledger.actor import Actor
from tracker.ledger.commands.bulk import in_bulk
from tracker.ledger.store import Ledger


def check(ledger: Ledger, actor: Actor, wish: Wish, numbers: Sequence[str], today: dt.date) -> None:
    """Raise BadInput where the wish cannot be read."""
    giving(ledger, actor, wish, numbers, today=today)


def apply(
    ledger: Ledger, actor: Actor, wish: Wish, numbers: Sequence[str], refused: int, today: dt.date
) -> str:
    """Every item of these, or none when one refuses by now. Raises Refusal."""
    give = giving(ledger, actor, wish, numbers, today=today)
    in_bulk(ledger, actor, numbers, give, today=today)
    rest = f"，{refused}项不能办，没有动" if refused else ""
    return f"已批量办理{len(numbers)}项：{wish.words}{rest}"
