"""The first lines of a list without SQLAlchemy: the same as with it, or none."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.conftest import Office
from tests.ledger.test_ordering import filled
from tests.scripts import script
from tracker.ledger.actor import Actor
from tracker.ledger.first_rows import COUNT, STATEMENTS, first_rows
from tracker.ledger.location import Location
from tracker.ledger.ordering import AT_ONCE, Order, list_rows, ordered
from tracker.ledger.words import Role

OPERATOR = Actor("李明", Role.OPERATOR)


def _path(office: Office) -> Path:
    assert office.ledger.location.path is not None
    return office.ledger.location.path


def test_the_statements_are_those_of_the_list() -> None:
    assert STATEMENTS.read_text(encoding="utf-8") == script("make_first_rows").written()


@pytest.mark.parametrize("order", sorted(AT_ONCE))
def test_they_are_the_rows_of_the_list(sqlite_office: Office, order: Order) -> None:
    filled(sqlite_office)
    ledger, today = sqlite_office.ledger, sqlite_office.today
    ids = ordered(ledger, today=today, order=order, limit=COUNT).ids
    found = first_rows(str(_path(sqlite_office)), order.value, OPERATOR, today)
    assert list(found) == list(ids)
    assert found == list_rows(ledger, ids, today=today)


def test_an_order_that_has_to_be_sorted_has_none(sqlite_office: Office) -> None:
    filled(sqlite_office)
    path = str(_path(sqlite_office))
    assert not {
        order for order in set(Order) - AT_ONCE if first_rows(path, order, OPERATOR, sqlite_office.today)
    }


def test_who_sees_one_unit_only_is_shown_none(sqlite_office: Office) -> None:
    filled(sqlite_office)
    address, today = str(_path(sqlite_office)), sqlite_office.today
    assert not first_rows(address, "number", Actor("赵强", Role.UNDERTAKER, "信访科"), today)
    assert first_rows(address, "number", Actor("赵强", Role.UNDERTAKER), today)


def test_a_server_has_none(postgresql_location: Location, today: dt.date) -> None:
    assert not first_rows(postgresql_location.shown, "number", OPERATOR, today)


def test_where_opening_the_ledger_has_more_to_say_there_are_none(sqlite_office: Office) -> None:
    filled(sqlite_office)
    path, today = _path(sqlite_office), sqlite_office.today

    def count() -> int:
        return len(first_rows(str(path), "number", OPERATOR, today))

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert count() == 3
        other.execute("BEGIN EXCLUSIVE")
        assert count() == 0
        other.execute("ROLLBACK")
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        assert count() == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE item SET registered_on = '2024-13-01'",
        "UPDATE item SET state = 'gone'",
        "UPDATE item SET campaign_id = 99",
        "UPDATE campaign SET sources = '['",
    ],
)
def test_damaged_rows_are_told_by_opening_the_ledger(sqlite_office: Office, damage: str) -> None:
    filled(sqlite_office)
    with closing(sqlite3.connect(_path(sqlite_office), isolation_level=None)) as other:
        other.execute(damage)
    assert not first_rows(str(_path(sqlite_office)), "number", OPERATOR, sqlite_office.today)


def test_no_file_is_made_beside_a_ledger(sqlite_office: Office) -> None:
    filled(sqlite_office)
    path = _path(sqlite_office)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    before = sorted(path.parent.iterdir())
    assert not first_rows(str(path), "number", OPERATOR, sqlite_office.today)
    assert sorted(path.parent.iterdir()) == before


@pytest.mark.parametrize("content", [None, b"", "会议纪要".encode(), b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_ledger_is_left_as_it_is(tmp_path: Path, today: dt.date, content: bytes | None) -> None:
    path = tmp_path / "台账 2024%.db"
    if content is not None:
        path.write_bytes(content)
    assert not first_rows(str(path), "number", OPERATOR, today)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == (
        {} if content is None else {path: content}
    )
