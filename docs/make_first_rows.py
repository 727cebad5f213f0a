"""Writes tracker/ledger/first_rows.sql: the statements of a list's first lines as SQLAlchemy has them.

python docs/make_first_rows.py
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects import sqlite

from tracker.ledger.first_rows import COUNT, STATEMENTS
from tracker.ledger.models import Campaign
from tracker.ledger.ordering import AT_ONCE, first_lines

HEAD = "-- Written by docs/make_first_rows.py from the statements of ordering.py; not by hand.\n"


def statements() -> dict[str, Select[Any]]:
    """By name."""
    orders = {order.value: first_lines(order, COUNT) for order in sorted(AT_ONCE)}
    return {"campaigns": select(Campaign.__table__), **orders}


def written() -> str:
    """The whole file."""
    made = {
        name: statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        for name, statement in statements().items()
    }
    parts = (f"\n-- {name}\n{_without_blanks(str(text))}\n" for name, text in made.items())
    return HEAD + "".join(parts)


def _without_blanks(text: str) -> str:
    """SQLAlchemy leaves one at the end of most lines."""
    return "\n".join(line.rstrip() for line in text.splitlines())


if __name__ == "__main__":
    STATEMENTS.write_text(written(), encoding="utf-8")
