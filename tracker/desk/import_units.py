"""Whose problem a row or an item is: the units that answer for it, as they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from tracker.exchange.importing.records import Owners
from tracker.exchange.theirs.matching import bare
from tracker.ledger.imports import ItemChange, units_before
from tracker.ledger.naming import directory
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole

_ANSWERING: Final = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE)


class Units:
    """The units of one import; each that the ledger knows by another name counts by its first one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, owners: Owners) -> frozenset[str]:
        """Who answers."""
        return self._compared(name for role in _ANSWERING for name in owners.get(role, ()))

    def of_item(self, page: ItemPage) -> frozenset[str]:
        """Who answers for the item now."""
        return self._compared(name for role in _ANSWERING for name in page.owner_names(role))

    def before(self, item_id: int) -> frozenset[str]:
        """Who answered for the item once and does so no more."""
        return self._compared(self._before.get(item_id, ()))

    def _compared(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(self._first_names.get(name, name) for name in map(bare, names))

    @cached_property
    def _first_names(self) -> Mapping[str, str]:
        with self._ledger.read() as connection:
            known = directory(connection).units
        first: dict[int, str] = {}
        return {bare(name): first.setdefault(key, bare(name)) for name, key in known.items()}

    @cached_property
    def _before(self) -> Mapping[int, frozenset[str]]:
        return units_before(self._ledger, _ANSWERING)


def with_units_kept(change: ItemChange) -> ItemChange:
    """The change without what it would do to the units that answer for the item."""
    owners: Owners = {role: names for role, names in change.edit.owners.items() if role not in _ANSWERING}
    return replace(change, edit=replace(change.edit, owners=owners))


def are_elsewhere(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether these are other units than those: both are named, and none of them is of the other's."""
    return bool(one and other) and not any(a in b or b in a for a in one for b in other)
