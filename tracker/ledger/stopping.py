"""Stopping a long query that nobody waits for any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

_STEPS: Final = 100_000
"""Of SQLite's machine between two looks: some milliseconds."""


@contextmanager
def while_wanted(connection: Connection, is_wanted: Callable[[], bool]) -> Iterator[None]:
    """What is read within simply ends once `is_wanted` says no.

    A server works at its own cost and is left to finish; SQLite works on the reader's processor.
    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.set_progress_handler(lambda: not is_wanted(), _STEPS)
    try:
        yield
    except (OperationalError, sqlite3.OperationalError):
        if is_wanted():
            raise
    finally:
        driver.set_progress_handler(None, 0)
