"""Who a name in a document is: units by every name they have, people by name and unit.

Names are compared without regard to width, blanks and case; what was written is never changed by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, select

from tracker.ledger.filtering.initials import answers_to, may_be_initials
from tracker.ledger.models import Person, Unit, UnitAlias
from tracker.ledger.words import OwnerRole
from tracker.text.cleaning import one_line

PERSONAL = frozenset({OwnerRole.LEADER, OwnerRole.PERSON, OwnerRole.CONTACT})
"""Roles that people have; the others are those of units."""

_TELEPHONE = re.compile(r"\(?\+?\d[\d()+\-—]{5,}$")
_WITH_UNIT = re.compile(r"([^()]+)\(([^()]+)\)")


@lru_cache(maxsize=4096)  # a list names few again and again
def plain_name(text: str) -> str:
    """A name as it is compared: ２３ and 23, 王 芳 and 王芳, （） and () are alike."""
    folded = unicodedata.normalize("NFKC", one_line(text)).casefold()
    return unicodedata.normalize("NFKC", "".join(one_line(folded).split()))


def name_and_unit(text: str) -> tuple[str, str]:
    """姓名 and the unit in brackets behind it, both plain; a telephone number at the end is left out."""
    plain = plain_name(text)
    with_unit = _WITH_UNIT.fullmatch(plain) or _WITH_UNIT.fullmatch(_TELEPHONE.sub("", plain))
    if with_unit and not _TELEPHONE.fullmatch(with_unit[2]):
        return with_unit[1], with_unit[2]
    return _TELEPHONE.sub("", plain) or plain, ""


@dataclass(frozen=True, slots=True)
class Known:
    """One person as the directory knows them."""

    id: int
    unit_id: int | None
    left: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """Every name that is known."""

    units: Mapping[str, int]
    """Unit ids by plain name, aliases among them."""
    people: Mapping[str, tuple[Known, ...]]
    """By plain name: two people may have one."""

    def unit(self, name: str) -> int | None:
        """The unit of this name; None where nobody knows it."""
        return self.units.get(plain_name(name))

    def called(self, text: str) -> tuple[Known, ...]:
        """Everybody whom 姓名 or 姓名（单位） may mean; those who left only where no other is meant."""
        name, unit = name_and_unit(text)
        found = self.people.get(name, ())
        if unit:
            found = tuple(one for one in found if one.unit_id is not None and one.unit_id == self.unit(unit))
        return tuple(one for one in found if not one.left) or found

    def person(self, text: str) -> int | None:
        """The one person of this name; None where nobody or more than one has it."""
        found = self.called(text)
        return found[0].id if len(found) == 1 else None

    def owner(self, role: OwnerRole, name: str) -> tuple[int | None, int | None]:
        """Unit and person that a name in this role means."""
        return (None, self.person(name)) if role in PERSONAL else (self.unit(name), None)


def directory(connection: Connection) -> Directory:
    """Every name that is known now."""
    names = [
        *connection.execute(select(Unit.name, Unit.id).order_by(Unit.id)),
        *connection.execute(select(UnitAlias.name, UnitAlias.unit_id).order_by(UnitAlias.id)),
    ]
    people: dict[str, tuple[Known, ...]] = {}
    known = select(Person.id, Person.name, Person.unit_id, Person.left).order_by(Person.id)
    for row in connection.execute(known):
        name = plain_name(row.name)
        people[name] = (*people.get(name, ()), Known(row.id, row.unit_id, row.left))
    return Directory({plain_name(name): key for name, key in names}, people)


def units_called(connection: Connection, name: str, *, exactly: bool) -> frozenset[int]:
    """Units one of whose names is this one; else contains it, or answers to it as initials."""
    wanted = plain_name(name)
    known = directory(connection).units.items()
    if exactly or not wanted:
        return frozenset(key for called, key in known if called == wanted)
    initials = may_be_initials(name)
    return frozenset(
        key for called, key in known if wanted in called or (initials and answers_to(called, name))
    )


def below(connection: Connection, units: Iterable[int]) -> frozenset[int]:
    """These units and all below them."""
    children: dict[int | None, list[int]] = {}
    for key, parent in connection.execute(select(Unit.id, Unit.parent_id)):
        children.setdefault(parent, []).append(key)
    found: set[int] = set()
    waiting = list(units)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(children.get(key, ()))
    return frozenset(found)
