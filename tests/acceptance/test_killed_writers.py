"""What was acknowledged is there after kill −9 (RELIABILITY P-A), on both databases."""

from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
import time

from tracker.ledger.history import verify
from tracker.ledger.location import Location
from tracker.ledger.queries import list_items
from tracker.ledger.schema import check
from tracker.ledger.store import Ledger

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


def test_nothing_acknowledged_is_lost(location: Location) -> None:
    delays = random.Random(dt.date.today().toordinal())  # other moments every day
    acknowledged: list[str] = []
    for _ in range(3):
        writer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                WRITER,
                str(location.path or location.url.render_as_string(hide_password=False)),
            ],
            stdout=subprocess.PIPE,
            text=True,
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
