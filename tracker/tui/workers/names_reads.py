"""Names of units and people that may be meant by what is typed; for workers only."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.ledger import queries
from tracker.ledger.filtering.initials import answers_to
from tracker.ledger.people import people
from tracker.ledger.store import Ledger
from tracker.ledger.units import unit_tree

MOST = 8
"""Names offered at once."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name that can be taken."""

    name: str
    remark: str
    """What it is: 单位, 简称, or somebody's unit and post."""


def known_names(ledger: Ledger) -> tuple[KnownName, ...]:
    """Every unit, its other names, everybody known, and whoever is named on an item."""
    found: dict[str, KnownName] = {}
    for unit in unit_tree(ledger):
        found.setdefault(unit.name, KnownName(unit.name, "单位组" if unit.is_group else "单位"))
        for alias in unit.aliases:
            found.setdefault(alias.name, KnownName(alias.name, f"即 {unit.name}"))
    for person in people(ledger):
        if not person.left:
            found.setdefault(person.name, KnownName(person.name, f"{person.unit} {person.post}".strip()))
    for name in queries.units(ledger):
        found.setdefault(name, KnownName(name, "台账里用过"))
    return tuple(found.values())


def fitting(names: tuple[KnownName, ...], typed: str) -> tuple[KnownName, ...]:
    """Names that begin with what is typed, then those that hold it, then those whose initials it is."""
    word = typed.strip()
    if not word or any(known.name == word for known in names):
        return ()
    letters = word.lower()
    ranked: list[tuple[int, int, KnownName]] = []
    for known in names:
        if known.name.startswith(word):
            ranked.append((0, len(known.name), known))
        elif word in known.name:
            ranked.append((1, len(known.name), known))
        elif letters.isascii() and letters.isalpha() and answers_to(known.name, letters):
            starts = answers_to(known.name[: len(letters)], letters)
            ranked.append((2 if starts else 3, len(known.name), known))
    return tuple(known for _, _, known in sorted(ranked, key=lambda one: one[:2])[:MOST])


def unknown(names: tuple[KnownName, ...], typed: tuple[str, ...]) -> tuple[str, ...]:
    """Names that nobody has used or made known yet: perhaps misspelt."""
    known = {one.name for one in names}
    return tuple(name for name in typed if name not in known)
