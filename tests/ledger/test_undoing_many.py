"""Undo and redo of an action with many rows: by few statements, and by the same rules as of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, UniqueConstraint, event

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.importing import import_entries
from tracker.ledger.commands.reporting import add_progress
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.imports import NewItem, Origin, ProgressDraft
from tracker.ledger.models import Base
from tracker.ledger.queries import list_items
from tracker.ledger.search import troubles
from tracker.ledger.verifying import verify
from tracker.ledger.words import Role, State

Office = Any
COLLEAGUE = Actor("赵敏", Role.OPERATOR)
NEVER_MANY = frozenset({"unit", "person", "aspect", "sample"})
"""Tables of which a few rows go at a time."""


def imported(office: Office, count: int, **more: Any) -> list[str]:
    """So many items with a measure, owners and an entry of progress each."""
    entries = [
        NewItem(
            replace(office.draft(), title=f"旧问题{row}"),
            Origin("旧台账.xlsx", "0" * 64, "表一", row),
            state=State.RECTIFYING,
            progress=(ProgressDraft("已开会", office.today, 1),),
        )
        for row in range(1, count + 1)
    ]
    done = import_entries(office.ledger, office.operator, entries, reason="接转", today=office.today, **more)
    return [one.number for one in done]


def rows(office: Office) -> list[Any]:
    return list(list_items(office.ledger, today=office.today))


def test_an_import_goes_and_comes_back_as_it_was(office: Office) -> None:
    before = rows(office)
    imported(office, 30)
    there = rows(office)
    undone = undo(office.ledger, office.operator, today=office.today)
    assert rows(office) == before
    redone = redo(office.ledger, office.operator, today=office.today)
    assert rows(office) == there
    assert undone.changes == redone.changes > 30 * 5
    assert verify(office.ledger) == ()
    with office.ledger.read() as connection:
        assert not list(troubles(connection))


def test_rows_are_not_turned_one_by_one(office: Office) -> None:
    imported(office, 60)
    counted: list[str] = []

    def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        counted.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        undo(office.ledger, office.operator, today=office.today)
        backwards = len(counted)
        redo(office.ledger, office.operator, today=office.today)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert backwards < 150
    assert len(counted) - backwards < 100


def test_one_item_that_others_work_on_holds_all(office: Office) -> None:
    numbers = imported(office, 30)
    add_progress(office.ledger, COLLEAGUE, numbers[17], "又开会", today=office.today)
    there = rows(office)
    with pytest.raises(Refusal) as refusal:
        undo(office.ledger, office.operator, today=office.today)
    assert len(refusal.value.reasons) == 1
    assert refusal.value.reasons[0].startswith(f"{numbers[17]} 的进展“又开会”还在，由赵敏于")
    assert rows(office) == there
    assert verify(office.ledger) == ()


def test_who_points_at_rows_that_go_many_at_a_time_is_found_by_an_index() -> None:
    for table in Base.metadata.sorted_tables:
        led = {index.columns[0].name for index in table.indexes}
        led |= {next(iter(table.primary_key.columns)).name}
        led |= {
            next(iter(rule.columns)).name for rule in table.constraints if isinstance(rule, UniqueConstraint)
        }
        for column in table.columns:
            if any(key.column.table.name not in NEVER_MANY for key in column.foreign_keys):
                assert column.name in led, f"{table.name}.{column.name}"
