"""A query that nobody waits for any more ends at once."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tracker.ledger.connecting import make_engine
from tracker.ledger.location import Location
from tracker.ledger.stopping import while_wanted

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


def test_a_query_that_is_not_wanted_ends_and_leaves_its_connection_in_order(
    sqlite_location: Location,
) -> None:
    engine = make_engine(sqlite_location)
    with engine.connect() as connection:
        looks = iter([True, True])
        with while_wanted(connection, lambda: next(looks, False)):
            connection.execute(ENDLESS)
        assert connection.execute(text("SELECT count(*) FROM item")).scalar() == 0
    engine.dispose()


def test_what_fails_while_it_is_wanted_is_told(sqlite_location: Location) -> None:
    engine = make_engine(sqlite_location)
    with (
        engine.connect() as connection,
        pytest.raises(OperationalError),
        while_wanted(connection, lambda: True),
    ):
        connection.execute(text("SELECT * FROM nothing"))
    engine.dispose()
