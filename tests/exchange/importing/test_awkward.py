"""Cells of awkward 台账 are read as a person reads them: at least 98 of 100."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.importing.awkward import LEDGERS, Ledger
from tracker.desk.deadlines import read_deadline
from tracker.exchange.importing.entries import Manner, entry_of
from tracker.exchange.importing.records import Entry
from tracker.exchange.importing.tables import columns_of, find_tables, sheet_of
from tracker.ledger.words import OwnerRole
from tracker.reading.grid import read_grids

BASE = dt.date(2024, 1, 1)
ENOUGH = 0.98


def read(path: Path) -> list[Entry]:
    book = read_grids(path)
    manner = Manner(lambda phrase: read_deadline(phrase, base=BASE), book.from_1904)
    return [
        entry_of(record, manner)
        for table in find_tables(book)[0]
        for record in sheet_of(table, columns_of(table, {})).records
    ]


def said(entry: Entry, field: str) -> Any:
    match field:
        case "due":
            return entry.deadline.due if entry.deadline else None
        case "kind":
            return entry.deadline.kind.value if entry.deadline else None
        case "state":
            return entry.state.value if entry.state else None
        case "measures":
            return [measure.text for measure in entry.measures]
        case "measure_dues":
            return [measure.deadline.due if measure.deadline else None for measure in entry.measures]
        case "progress":
            return "\n".join(one.text for one in entry.progress)
    role = OwnerRole.read(field)
    return entry.owners.get(role, ()) if role else getattr(entry, field)


def scored(ledger: Ledger, entries: list[Entry]) -> Iterator[tuple[bool, str]]:
    """Each cell of the truth, whether it was read so, and how it was read."""
    for place, truth in enumerate(ledger.truth):
        for field, wanted in truth.items():
            got = said(entries[place], field) if place < len(entries) else None
            yield got == wanted, f"{ledger.name} {truth['title']} {field}: {got!r}, not {wanted!r}"
    yield len(entries) == len(ledger.truth), f"{ledger.name}: {len(entries)} entries"


def test_at_least_98_of_100_cells_are_right(tmp_path: Path) -> None:
    assert len(LEDGERS) >= 20
    cells = [cell for ledger in LEDGERS for cell in scored(ledger, read(ledger.save(tmp_path)))]
    wrong = [how for is_right, how in cells if not is_right]
    assert 1 - len(wrong) / len(cells) >= ENOUGH, "\n".join(wrong)


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_the_problems_are_found(ledger: Ledger, tmp_path: Path) -> None:
    assert [entry.title for entry in read(ledger.save(tmp_path))] == [row["title"] for row in ledger.truth]
