"""What was acknowledged is there after kill −9, on both databases."""

from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
import time

from tracker.ledger.location import Location
from tracker.ledger.queries import list_items
from tracker.ledger.schema import check
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify

TODAY = dt.date(2024, 6, 18)

WRITER = """
import datetime, sys
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item
from tracker.ledger.actor import Actor
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

with Ledger.open(sys.argv[1]) as ledger:
    for turn in range(10_000):
        draft = ItemDraft(title="问题" * 50, measures=(MeasureDraft("措施"),) * 5)
        number = add_item(ledger, Actor("李明", Role.OPERATOR), draft, today=datetime.date(2024, 6, 18))
        print(number, flush=True)
"""

IMPORTER = """
import datetime, sys
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.importing import import_entries
from tracker.ledger.imports import NewItem, Origin
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

rows = [
    NewItem(
        ItemDraft(title=f"问题{place}" * 20, measures=(MeasureDraft("措施"),) * 5),
        Origin("旧台账.xlsx", "0" * 64, "表一", place, said=str(place)),
    )
    for place in range(1, 301)
]
with Ledger.open(sys.argv[1]) as ledger:
    import_entries(
        ledger,
        Actor("李明", Role.OPERATOR),
        rows,
        reason="接转",
        today=datetime.date(2024, 6, 18),
        progressed=lambda done: print(done, flush=True),
    )
    print("done", flush=True)
"""


def address(location: Location) -> str:
    """What another program opens the ledger by."""
    return str(location.path or location.url.render_as_string(hide_password=False))


def test_an_import_that_was_killed_left_nothing(location: Location) -> None:
    command = [sys.executable, "-c", IMPORTER, address(location)]
    expected = 0
    for heard in (1, 3):
        importer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert importer.stdout is not None
        for _ in range(heard):
            importer.stdout.readline()
        importer.send_signal(signal.SIGKILL)
        expected += 300 if "done" in importer.stdout.read() else 0
        importer.wait()
        with Ledger.open(location) as ledger:
            assert len(list_items(ledger, today=TODAY)) == expected
            assert verify(ledger) == ()
        assert check(location) == ()
    subprocess.run(command, capture_output=True, check=True)
    with Ledger.open(location) as ledger:
        rows = list_items(ledger, today=TODAY)
        assert len({row.number for row in rows}) == len(rows) == expected + 300
        assert {row.measures_total for row in rows} == {5}
        assert verify(ledger) == ()


def test_nothing_acknowledged_is_lost(location: Location) -> None:
    delays = random.Random(dt.date.today().toordinal())  # other moments every day
    acknowledged: list[str] = []
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, address(location)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(delays.uniform(0.0, 0.15))
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
        writer.wait()
    with Ledger.open(location) as ledger:
        rows = list_items(ledger, today=TODAY)
        numbers = [row.number for row in rows]
        assert set(acknowledged) <= set(numbers)
        assert len(numbers) == len(set(numbers))
        assert {row.measures_total for row in rows} == {5}, "no item is half there"
        assert verify(ledger) == ()
    assert check(location) == ()
