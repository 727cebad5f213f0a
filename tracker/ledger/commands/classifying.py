"""五分类盘点: items put into a class by a person; the table of demands is `classification`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.classification import class_refusals
from tracker.ledger.commands.finding import item_of
from tracker.ledger.pages import read_pages
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import Classification


def classify(
    ledger: Ledger,
    actor: Actor,
    wanted: Sequence[tuple[str, Classification]],
    *,
    today: dt.date,
) -> int:
    """Put each of these items into its class, all or none, as one action; returns how many changed."""
    with ledger.transaction(actor, "classify", today=today) as work:
        reasons = [
            f"{number} 不能列入“{name.word}”：{line}"
            for number, name in wanted
            for line in class_refusals(_page(work, number), name)
        ]
        if reasons:
            raise Refusal("盘点没有改动：", reasons)
        changed = 0
        for number, name in wanted:
            item = item_of(work.session, number)
            changed += item.classification != name.value
            item.classification = name.value
        return changed


def _page(work: Work, number: str) -> ItemPage:
    """As it stands in this transaction."""
    (page,) = read_pages(work.session.connection(), [item_of(work.session, number).id], work.today)
    return page
