"""The ledger as of a day: what was there then, whatever happened since."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from sqlalchemy import text

from tests.ledger.contents import Content, content
from tracker.errors import LedgerUnusable
from tracker.ledger import past
from tracker.ledger.commands import advancing, items, reporting
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.pages import item_page, item_pages
from tracker.ledger.queries import item_ids, list_items
from tracker.ledger.statistics import figures
from tracker.ledger.verifying import verify
from tracker.ledger.words import OwnerRole, State

Office = Any


@pytest.mark.parametrize("much", [past.MUCH, 0], ids=["put together once", "beside the present"])
def test_each_day_is_as_it_was_whatever_came_later(
    office: Office, monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    monkeypatch.setattr(past, "MUCH", much)
    ledger, day = office.ledger, office.today
    moments: dict[dt.date, tuple[Content, Any, Any]] = {}

    def remember() -> None:
        moments[day] = (
            content(ledger),
            figures(ledger, today=day),
            item_pages(ledger, item_ids(ledger, today=day), today=day),
        )

    number = office.finished()
    remember()
    day += dt.timedelta(days=1)
    advancing.apply_for_closing(
        ledger,
        office.operator,
        number,
        completion="已完成",
        inference="已自查",
        today=day,
    )
    items.add_item(ledger, office.operator, office.draft("第二个"), today=day)
    remember()
    day += dt.timedelta(days=1)
    advancing.close(ledger, office.reviewer, number, today=day)
    undo(ledger, office.reviewer, today=day)
    remember()
    day += dt.timedelta(days=5)
    redo(ledger, office.reviewer, today=day)
    elsewhere = ItemEdit(note="后来", owners={OwnerRole.LEAD: ("法规处", "督查室")})
    items.edit_items(ledger, office.operator, ["ZG-2024-0002"], elsewhere, today=day)
    advancing.reopen(ledger, office.leader, number, reason="反弹", basis="批示", today=day)
    reporting.add_progress(ledger, office.operator, number, "又做了", today=day)
    remember()
    for then, (rows, numbers, pages) in moments.items():
        with ledger.as_of(then):
            seen = item_pages(ledger, item_ids(ledger, today=then), today=then)
            assert content(ledger) == rows
            assert figures(ledger, today=then) == numbers
        assert [without_locks(page) for page in seen] == [without_locks(page) for page in pages]
    with ledger.as_of(office.today - dt.timedelta(days=1)):
        assert list_items(ledger, today=office.today) == []
        assert ledger.head().count == 0
    assert item_page(ledger, number, today=day).row.state is State.RECTIFYING


def without_locks(page: Any) -> str:
    import re

    return re.sub(r"version=\d+", "", repr(page))


def test_a_later_entry_for_an_earlier_day_does_not_change_the_past(office: Office) -> None:
    office.planned()
    later = office.today + dt.timedelta(days=2)
    items.add_item(office.ledger, office.operator, office.draft("后来的"), today=later)
    items.add_item(office.ledger, office.operator, office.draft("补记的"), today=office.today)
    with office.ledger.as_of(office.today):
        assert [row.title for row in list_items(office.ledger, today=office.today)] == ["调研成果转化不够"]
        assert office.ledger.head().count == 1
    with office.ledger.as_of(later):
        assert len(list_items(office.ledger, today=later)) == 3


def test_nothing_can_be_written_through_the_past(office: Office) -> None:
    number = office.registered()
    later = office.today + dt.timedelta(days=1)
    items.edit_items(office.ledger, office.operator, [number], ItemEdit(note="后来"), today=later)
    with (
        pytest.raises(LedgerUnusable),
        office.ledger.as_of(office.today),
        office.ledger.read() as connection,
    ):
        connection.execute(text("UPDATE item SET note = 'x'"))
    assert verify(office.ledger) == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_has_a_past(sqlite_office: Office) -> None:
    number = sqlite_office.registered()
    later = sqlite_office.today + dt.timedelta(days=1)
    items.edit_items(
        sqlite_office.ledger, sqlite_office.operator, [number], ItemEdit(note="后来"), today=later
    )
    path = sqlite_office.ledger.location.path
    path.chmod(0o444)
    with sqlite_office.ledger.as_of(sqlite_office.today):
        assert item_page(sqlite_office.ledger, number, today=later).note == ""
