"""Saved views: queries by name, and lines that may call them."""

from __future__ import annotations

from sqlalchemy import select

from tracker.ledger.filtering.reading import names_views, read_query
from tracker.ledger.filtering.tree import Query
from tracker.ledger.models import SavedView
from tracker.ledger.rows import ViewRow
from tracker.ledger.store import Ledger


def views(ledger: Ledger) -> list[ViewRow]:
    """Every saved view by name."""
    with ledger.read() as connection:
        rows = connection.execute(select(SavedView.name, SavedView.query))
        return sorted((ViewRow(row.name, row.query) for row in rows), key=lambda view: view.name)


def read_line(ledger: Ledger, line: str) -> Query:
    """A query as typed, the views it calls looked up. Raises BadQuery."""
    saved = {view.name: view.query for view in views(ledger)} if names_views(line) else {}
    return read_query(line, saved)
