"""What stands in the ledger's fields already, the most frequent first: offered while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, desc, func, select

from tracker.ledger.filtering.initials import spelled
from tracker.ledger.models import Aspect, Campaign, Document, Item, Owner, Person, SavedView, Unit
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, source_word

MOST: Final = 3_000
"""Values of one field that are offered; nobody types their way through more."""


@dataclass(frozen=True, slots=True)
class Known:
    """One value with the initials of its pinyin, in each reading."""

    text: str
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownValues:
    """Values by what they are the values of."""

    owners: Mapping[OwnerRole, tuple[Known, ...]]
    units: tuple[Known, ...]
    """Units that are made known, whether they answer for anything or not."""
    people: tuple[Known, ...]
    texts: Mapping[str, tuple[Known, ...]]
    """By the field's name in a query."""
    views: tuple[Known, ...]


def known_values(ledger: Ledger) -> KnownValues:
    """Everything that can be offered."""
    with ledger.read() as connection:
        named = select(Owner.role, Owner.name).group_by(Owner.role, Owner.name)
        named = named.order_by(desc(func.count()), func.min(Owner.id))
        by_role: dict[OwnerRole, list[str]] = {role: [] for role in OwnerRole}
        for role, name in connection.execute(named):
            by_role[OwnerRole(role)].append(name)
        aspects = select(Aspect.name).group_by(Aspect.name).order_by(func.min(Aspect.id)).limit(MOST)
        present = select(Person.name).where(Person.left.is_(False))
        texts = {
            "问题类别": _frequent(connection, Item.category),
            "问题来源": [source_word(word) for word in _frequent(connection, Item.source)],
            "专项": list(connection.scalars(select(Campaign.name).order_by(Campaign.id))),
            "方面": list(connection.scalars(aspects)),
            "文件": list(connection.scalars(select(Document.title).order_by(Document.id.desc()).limit(MOST))),
        }
        return KnownValues(
            {role: _spelled(names) for role, names in by_role.items()},
            _spelled(list(connection.scalars(select(Unit.name).order_by(Unit.id)))),
            _spelled(list(connection.scalars(present.order_by(Person.id)))),
            {field: _spelled(values) for field, values in texts.items()},
            _spelled(sorted(connection.scalars(select(SavedView.name)))),
        )


def _frequent(connection: Connection, column: Any) -> list[str]:
    query = select(column).where(column != "").group_by(column)
    return list(connection.scalars(query.order_by(desc(func.count()), func.min(Item.id)).limit(MOST)))


def _spelled(names: list[str]) -> tuple[Known, ...]:
    return tuple(Known(name, spelled(name)) for name in dict.fromkeys(names[:MOST]))
