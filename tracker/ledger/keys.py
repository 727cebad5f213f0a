"""Statements about some rows, made once and run with the keys of those that are wanted.

To make a statement, and to find what SQLAlchemy made of one like it before, takes longer than SQLite takes to
answer it, and a page asks thirty. So what is asked again and again stands in a cached function that names its
keys by `KEYS`, and is run with `these(keys)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from sqlalchemy import Connection, Select, bindparam, select

from tracker.ledger.models import Item, Key

KEYS: Final = bindparam("keys", expanding=True, type_=Key)
"""In a statement: the keys it is run with, as in `Stage.item_id.in_(KEYS)`."""


def these(keys: Iterable[int]) -> dict[str, list[int]]:
    """What such a statement is run with; one portion of many (`portions`)."""
    return {KEYS.key: list(keys)}


def key_of(connection: Connection, number: str) -> int | None:
    """The key of the item with this 编号, as `read_number` writes it; None where there is none."""
    return connection.scalar(_key_of_number(), {"number": number})


@cache
def _key_of_number() -> Select[int]:
    return select(Item.id).where(Item.number == bindparam("number"))
