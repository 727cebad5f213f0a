"""The file of a ledger that could not be made: it goes again, and nobody writes into what is gone."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tracker.errors import LedgerBusy
from tracker.ledger.location import Location


def take_away_empty(location: Location) -> None:
    """Remove the empty file that a failed creation left; it stays where another program is filling it."""
    assert location.path is not None, "a server leaves no file"
    with suppress(OSError, sqlite3.Error):
        _remove_while_locked(location.path)


def demand_in_place(location: Location) -> None:
    """Raise LedgerBusy where the file went while its lock was waited for: its maker failed and took it away.

    Asked under the writers' lock. What is written into a file without a name is lost.
    """
    if location.path is not None and not location.path.exists():
        raise LedgerBusy(f"台账“{location.shown}”刚才正由另一程序新建，没有建成；本次没有改动，请再试一次")


def _remove_while_locked(path: Path) -> None:
    """Whoever waits for the lock looks again (`demand_in_place`); Windows removes what nobody has open."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if path.stat().st_size:
            return
        if os.name != "nt":
            path.unlink()
            return
    path.unlink()
