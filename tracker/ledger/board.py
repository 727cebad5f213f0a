"""分类盘点 as a board: what stands in each class, what is not sorted yet, and what speaks for which class."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.ledger.classification import ON_THE_BOOKS, RULES, class_refusals, proposed_class
from tracker.ledger.figures.glance import KEPT
from tracker.ledger.filtering.compiling import conditions
from tracker.ledger.filtering.tree import EVERYTHING, Presence, Query, every, of
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.models import Item
from tracker.ledger.pages import item_page, item_pages
from tracker.ledger.queries import Sort, campaigns_of, item_ids, list_items
from tracker.ledger.store import Ledger
from tracker.ledger.words import Classification, State

UNSORTED: Query = every(
    [of("状态", *(state for state in State if state in ON_THE_BOOKS)), of("分类", Presence.NONE)]
)
"""On the books and in no class."""

MOST_PROPOSED = 2000
"""Items that are judged at once."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One class with its cards; without a class: what is not sorted yet."""

    name: Classification | None
    asks: str
    """巩固深化, 加快进度 …"""
    count: int
    cards: tuple[ItemRow, ...]
    """The nearest 时限 first; not all of them where there are many."""
    query: Query
    """Lists the items that are counted."""

    @property
    def word(self) -> str:
        """As people read it."""
        return self.name.word if self.name is not None else "未盘点"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What speaks for which class, and what each one wants first."""

    number: str
    present: Classification | None
    proposed: Classification | None
    why: str
    lacks: Mapping[Classification, tuple[str, ...]]
    """Of every class, one line each; empty where the item can be put into it."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Where the facts would put what is not sorted yet."""

    ready: tuple[tuple[str, Classification], ...]
    lacking: int
    """Items for whose class something is missing."""


def board(
    ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date, limit: int = 100
) -> tuple[BoardColumn, ...]:
    """What is not sorted yet, then the five classes, each with its first `limit` cards."""
    columns = []
    with ledger.snapshot():
        numbers = _counted(ledger, wanted, today)
        for name in (None, *Classification):
            query = UNSORTED if name is None else every([KEPT, of("分类", name)])
            asked = every([wanted, query])
            # An empty class is not looked for: that would read the whole ledger.
            number = numbers.get(name, 0)
            cards = list_items(ledger, asked, today=today, sort=Sort.DEADLINE, limit=limit) if number else []
            asks = "等着归类" if name is None else RULES[name].asks
            columns.append(BoardColumn(name, asks, number, tuple(cards), asked))
    return tuple(columns)


def _counted(ledger: Ledger, wanted: Query, today: dt.date) -> Mapping[Classification | None, int]:
    """How many stand in each class, in one pass; None: on the books and in none."""
    found: Counter[Classification | None] = Counter()
    with ledger.read() as connection:
        meant = conditions(every([wanted, KEPT]), today, connection, campaigns_of(connection))
        columns = (Item.classification, Item.state)
        for code, state, number in connection.execute(
            select(*columns, func.count()).where(meant).group_by(*columns)
        ):
            if code:
                found[Classification(code)] += number
            elif State(state) in ON_THE_BOOKS:
                found[None] += number
    return found


def judged(ledger: Ledger, number: str, *, today: dt.date) -> Judgement:
    """One item. Raises NotFound."""
    page = item_page(ledger, number, today=today)
    proposed, why = proposed_class(page) or (None, "")
    return Judgement(
        number,
        page.truths.classification,
        proposed,
        why,
        {name: class_refusals(page, name) for name in Classification},
    )


def unsorted_proposals(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> Proposals:
    """Of what is not sorted yet, the nearest 时限 first, at most `MOST_PROPOSED`."""
    with ledger.snapshot():
        asked = every([wanted, UNSORTED])
        ids = item_ids(ledger, asked, today=today, sort=Sort.DEADLINE, limit=MOST_PROPOSED)
        pages = item_pages(ledger, ids, today=today)
    ready = []
    for page in pages:
        found = proposed_class(page)
        if found is not None and not class_refusals(page, found[0]):
            ready.append((page.row.number, found[0]))
    return Proposals(tuple(ready), len(pages) - len(ready))
