"""Many writers at once, and writers killed at random: nothing lost, nothing twice, the chain whole.

`python benchmarks/endurance.py writers URL|FILE [--writers 8] [--edits 500]`
`python benchmarks/endurance.py kills FILE [--kills 200] [--seed 1]`
The place must be an empty database, or a file that is not there yet. A smoke test runs both in small.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tracker.ledger import schema
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.reporting import add_progress
from tracker.ledger.history import item_history
from tracker.ledger.location import locate
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify
from tracker.ledger.words import Role

TODAY = dt.date(2024, 6, 18)
SHARED = "ZG-2024-0001"
LONGEST = 1200
"""Seconds a writer may take."""


def edit_much(place: str, name: str, edits: int) -> None:
    """One writer: every other time a new item, else an entry on the item that all write to."""
    actor = Actor(name, Role.OPERATOR)
    with Ledger.open(place) as ledger:
        for turn in range(edits):
            if turn % 2:
                add_item(ledger, actor, ItemDraft(title=f"{name}-{turn}"), today=TODAY)
            else:
                add_progress(ledger, actor, SHARED, f"{name}-{turn}", today=TODAY)


def writers_troubles(place: str, writers: int, edits: int) -> Iterator[str]:
    """Everything that is not as it must be after so many writers made so many changes each."""
    schema.upgrade(locate(place), lambda line: None)
    clerk = Actor("李明", Role.OPERATOR)
    with Ledger.open(place) as ledger:
        register(
            ledger,
            clerk,
            [add_item(ledger, clerk, ItemDraft(title="大家的"), today=TODAY)],
            waiver="试验",
            today=TODAY,
        )
    spawn = multiprocessing.get_context("spawn")
    names = [f"写手{number}" for number in range(writers)]
    processes = [spawn.Process(target=edit_much, args=(place, name, edits)) for name in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join(LONGEST)
        if process.exitcode != 0:
            yield f"a writer ended with {process.exitcode}"
    with Ledger.open(place) as ledger:
        rows = list_items(ledger, today=TODAY)
        if sorted({row.number for row in rows}) != [f"ZG-2024-{n:04d}" for n in range(1, len(rows) + 1)]:
            yield "numbers are missing or given twice"
        said = {entry.text for entry in item_page(ledger, SHARED, today=TODAY).progress}
        titles = {row.title for row in rows}
        for name in names:
            for turn in range(edits):
                if f"{name}-{turn}" not in (titles if turn % 2 else said):
                    yield f"{name}-{turn} is lost"
        if ledger.head().count != 2 + writers * edits:
            yield f"{ledger.head().count} actions instead of {2 + writers * edits}"
        yield from verify(ledger)


def write_until_killed(place: str, number: int) -> None:
    """Say each note that was acknowledged, once it was."""
    clerk = Actor("李明", Role.OPERATOR)
    with Ledger.open(place) as ledger:
        for turn in range(10**6):
            edit_items(ledger, clerk, [SHARED], ItemEdit(note=f"{number}-{turn}"), today=TODAY)
            sys.stdout.write(f"{number}-{turn}\n")
            sys.stdout.flush()


def kills_troubles(place: Path, kills: int, seed: int) -> Iterator[str]:
    """Everything that is not as it must be after a writer was killed so often, each at a random moment."""
    clerk = Actor("李明", Role.OPERATOR)
    with Ledger.open(place, create=True) as ledger:
        add_item(ledger, clerk, ItemDraft(title="写到一半"), today=TODAY)
    chance, said = random.Random(seed), []
    for number in range(kills):
        command = [sys.executable, __file__, "one-killed", str(place), "--number", str(number)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        assert process.stdout is not None
        said.append(process.stdout.readline().strip())
        time.sleep(chance.random() * 0.2)
        os.kill(process.pid, signal.SIGKILL)
        said += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
    yield from schema.check(locate(str(place)))
    with Ledger.open(place) as ledger:
        written = {change.after for action in item_history(ledger, SHARED) for change in action.changes}
        yield from (f"{note} was acknowledged and is lost" for note in said if note not in written)
        yield from verify(ledger)


def main() -> int:
    """Run what the command line asks for; 1 when something was not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("writers", "kills", "one-killed"))
    parser.add_argument("place")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=0)
    given = parser.parse_args()
    if given.what == "one-killed":
        write_until_killed(given.place, given.number)
    started = time.monotonic()
    if given.what == "writers":
        troubles = list(writers_troubles(given.place, given.writers, given.edits))
    else:
        troubles = list(kills_troubles(Path(given.place), given.kills, given.seed))
    for line in troubles[:20]:
        print(line)
    print(f"{given.what}: {len(troubles)} troubles, {time.monotonic() - started:.0f} s")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
