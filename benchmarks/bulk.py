"""What changing many items at once costs, as a ratio to the same rows written by a plain executemany.

    python benchmarks/bulk.py [--items 1000] [--rounds 3]

The yardstick updates the items and writes one journal row for each with sqlite3 alone: no rules, no old
values, no search index. Side by side in one run, the least of the rounds; a ratio says the same on every
machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tracker.ledger import models
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.bulk import in_bulk, rehearse
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.list_rows import Deadline
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, Role

ACTOR = Actor("李明", Role.OPERATOR)
TODAY = dt.date(2024, 6, 18)


def filled(path: Path, count: int) -> list[str]:
    """A ledger of so many items that can be registered; their numbers."""
    with (
        Ledger.open(path, create=True) as ledger,
        ledger.transaction(ACTOR, "add", today=TODAY) as work,
    ):
        work.session.add(models.Campaign(id=1, name="整改台账"))
        work.session.flush()
        for key in range(1, count + 1):
            item = models.Item(
                id=key,
                campaign_id=1,
                number=f"ZG-2024-{key:05}",
                kind="problem",
                title="会议记录不规范",
                target="完整",
                type="time_limited",
                state="unregistered",
            )
            item.deadline = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30))
            work.session.add(item)
        work.session.flush()
        for key in range(1, count + 1):
            work.session.add(models.Measure(item_id=key, ordinal=1, text="修订办法"))
            work.session.add(models.Owner(item_id=key, role="lead", name="办公室", ordinal=1))
    return [f"ZG-2024-{key:05}" for key in range(1, count + 1)]


def plain(path: Path, numbers: list[str], note: str) -> None:
    """The same rows with sqlite3 alone."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=EXTRA")
    with connection:
        connection.executemany(
            "UPDATE item SET note = ?, version = version + 1 WHERE number = ?",
            [(note, number) for number in numbers],
        )
        connection.execute("CREATE TABLE IF NOT EXISTS plain (number TEXT, field TEXT, after TEXT)")
        connection.executemany(
            "INSERT INTO plain VALUES (?, 'note', ?)", [(number, note) for number in numbers]
        )
    connection.close()


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    least: dict[str, float] = {}
    for round_ in range(chosen.rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, taken in measured(Path(folder), chosen.items, round_):
                least[name] = min(taken, least.get(name, taken))
    yardstick = least["executemany"]
    print(f"{'':24}{'ms an item':>12}{'ratio':>8}")
    for name, taken in least.items():
        print(f"{name:24}{taken / chosen.items * 1000:12.3f}{taken / yardstick:8.1f}")


def measured(folder: Path, count: int, round_: int) -> list[tuple[str, float]]:
    """Each way once, on a ledger of its own and on a table without anything around it."""
    numbers = filled(folder / "ledger.db", count)
    filled(folder / "plain.db", count)
    with Ledger.open(folder / "ledger.db") as ledger:

        def note(text: str) -> Callable[[str], object]:
            return lambda number: edit_items(ledger, ACTOR, [number], ItemEdit(note=text), today=TODAY)

        def lead(number: str) -> object:
            edit = ItemEdit(owners={OwnerRole.LEAD: ("组织部",)})
            return edit_items(ledger, ACTOR, [number], edit, today=TODAY)

        def on_the_books(number: str) -> object:
            return register(ledger, ACTOR, [number], today=TODAY)

        return [
            ("executemany", seconds(lambda: plain(folder / "plain.db", numbers, f"{round_}"))),
            ("one text", seconds(lambda: in_bulk(ledger, ACTOR, numbers, note("周报"), today=TODAY))),
            (
                "one text, possible only",
                seconds(
                    lambda: in_bulk(ledger, ACTOR, numbers, note("月报"), today=TODAY, only_possible=True)
                ),
            ),
            ("shown first", seconds(lambda: rehearse(ledger, ACTOR, numbers, note("旬报"), today=TODAY))),
            ("another lead", seconds(lambda: in_bulk(ledger, ACTOR, numbers, lead, today=TODAY))),
            ("挂号", seconds(lambda: in_bulk(ledger, ACTOR, numbers, on_the_books, today=TODAY))),
        ]


if __name__ == "__main__":
    main()
