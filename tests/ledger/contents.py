"""The whole of a ledger, to compare two moments of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from tracker.ledger.models import JOURNALLED
from tracker.ledger.store import Ledger

Content = dict[str, list[tuple[Any, ...]]]


def content(ledger: Ledger) -> Content:
    """Every journalled row by table, without its lock."""
    with ledger.read() as connection:
        return {
            model.__tablename__: [
                tuple(row)
                for row in connection.execute(
                    select(*(c for c in model.__table__.columns if c.name != "version")).order_by(model.id)
                )
            ]
            for model in JOURNALLED
        }
