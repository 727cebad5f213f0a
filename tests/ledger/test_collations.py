"""Lists in one order on every database, whatever language a server is set up for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.ledger.conftest import Office
from tracker.ledger import schema
from tracker.ledger.commands.campaigns import add_campaign
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.figures.counting import tallies
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.known_values import known_values
from tracker.ledger.location import Location, locate
from tracker.ledger.ordering import Grouping, Order, ordered
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension, OwnerRole

NAMES = (
    "办公室",
    "1组",
    "组—三",
    "A组",
    "a组",
    "１组",
    "_组",
    "É处",
    "张-三",
    "张三",
    "组 三",
    "Ａ组",
    "𠮷科",
)
"""Of which each language has its own order: capitals after small letters, signs as if they were not there."""


@pytest.fixture(params=["zh-CN", "en-US"])
def elsewhere(request: pytest.FixtureRequest, _postgresql: str) -> Iterator[Location]:
    """A ledger in a database that is set up for a language."""
    with databases.administering(_postgresql) as server:
        has_languages = server.execute("SELECT 1 FROM pg_collation WHERE collprovider = 'i'").fetchone()
        if server.info.server_version < 150_000 or not has_languages:
            pytest.skip("this server knows no language of ICU")
    name = databases.make(_postgresql, locale=f"LOCALE_PROVIDER icu ICU_LOCALE '{request.param}'")
    location = locate(databases.address(_postgresql, name))
    schema.upgrade(location, lambda line: None)
    yield location
    databases.drop(_postgresql, name)


def fill(location: Location, today: dt.date, files: Path) -> dict[str, Any]:
    """A ledger with an item for each name, and what it answers: now, and as of the day before."""
    with Ledger.open(location) as ledger:
        office = Office(ledger, today, files)
        day_before = today - dt.timedelta(days=1)
        for name in NAMES:
            add_campaign(ledger, office.operator, f"{name}专项", today=day_before)
            draft = ItemDraft(
                title=f"{name}问题",
                category=name,
                campaign=f"{name}专项",
                owners={OwnerRole.LEAD: (name,), OwnerRole.LEADER: (name,), OwnerRole.PERSON: (name,)},
                measures=(MeasureDraft(f"{name}措施"),),
            )
            number = add_item(ledger, office.operator, draft, today=day_before)
            edit_items(ledger, office.operator, [number], ItemEdit(category=f"{name}类"), today=today)
        told = {f"now {asked}": found for asked, found in answers(ledger, today)}
        with ledger.as_of(day_before):
            told |= {f"before {asked}": found for asked, found in answers(ledger, day_before)}
    return told


def answers(ledger: Ledger, today: dt.date) -> Iterator[tuple[str, Any]]:
    """What is asked in every order, and by words."""
    for order in Order:
        yield order.name, list(ordered(ledger, today=today, order=order).ids)
    for grouping in Grouping:
        yield f"{grouping}", ordered(ledger, today=today, grouping=grouping).groups
    for dimension in Dimension:
        yield f"by {dimension}", list(tallies(ledger, dimension, today=today))
    yield "known", known_values(ledger)
    for line in ("牵头:a组", "牵头:É处", "é处", "a组", "组_", "问题:１组", "问题:A组"):
        yield line, list(ordered(ledger, read_query(line), today=today).ids)


def test_a_server_of_any_language_answers_as_a_file_does(
    sqlite_location: Location, elsewhere: Location, today: dt.date, tmp_path: Path
) -> None:
    expected = fill(sqlite_location, today, tmp_path)
    found = fill(elsewhere, today, tmp_path)
    assert {asked for asked in expected if found[asked] != expected[asked]} == set()


def test_no_text_is_left_to_the_language_of_its_server(elsewhere: Location) -> None:
    left = """
        SELECT attrelid::regclass || '.' || attname
        FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        JOIN pg_collation ON pg_collation.oid = attcollation
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND collname <> 'C'
    """
    with databases.administering(
        elsewhere.url.set(drivername="postgresql").render_as_string(False)
    ) as server:
        assert server.execute(left).fetchall() == [("alembic_version.version_num",)]
