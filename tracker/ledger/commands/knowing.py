"""How owners come to be known: when they are named, and when a unit or person is made known later."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.models import Owner, Person, Unit
from tracker.ledger.naming import PERSONAL, Directory, directory, plain_name
from tracker.ledger.portions import portions
from tracker.ledger.store import Work
from tracker.ledger.words import OwnerRole
from tracker.text.cleaning import one_line

_KEPT = "directory"
_PERSONAL = [role.value for role in PERSONAL]


def directory_of(session: Session) -> Directory:
    """Every known name, read once in a transaction; `forget_directory` after changing one."""
    found = session.info.get(_KEPT)
    if not isinstance(found, Directory):
        session.flush()
        found = session.info[_KEPT] = directory(session.connection())
    return found


def forget_directory(session: Session) -> None:
    """Names have changed."""
    session.info.pop(_KEPT, None)


def recognise(work: Work) -> int:
    """Say of every owner nobody knew who it is, where that is known now; returns how many."""
    forget_directory(work.session)
    known = directory_of(work.session)
    unknown = or_(
        Owner.role.in_(_PERSONAL) & Owner.person_id.is_(None),
        Owner.role.not_in(_PERSONAL) & Owner.unit_id.is_(None),
    )
    names = work.session.execute(select(Owner.role, Owner.name).where(unknown).distinct())
    found = {(role, name): who for role, name in names if any(who := known.owner(OwnerRole(role), name))}
    count = 0
    for few in portions(sorted({name for _, name in found})):
        for owner in work.session.scalars(select(Owner).where(unknown, Owner.name.in_(few))):
            if (owner.role, owner.name) in found:
                owner.unit_id, owner.person_id = found[owner.role, owner.name]
                count += 1
    work.session.flush()
    return count


def make_unknown(work: Work, owners: Iterable[Owner]) -> int:
    """Nobody knows any more who these are; returns how many."""
    count = 0
    for owner in owners:
        owner.unit_id = owner.person_id = None
        count += 1
    work.session.flush()
    return count


def unit_of(session: Session, name: str) -> Unit:
    """The unit of a name or alias. Raises NotFound."""
    key = directory_of(session).unit(name)
    unit = None if key is None else session.get(Unit, key)
    if unit is None:
        raise NotFound(f"没有单位“{one_line(name)}”，先用 tracker unit add 登记；已有的见 tracker unit list")
    return unit


def person_of(session: Session, text: str) -> Person:
    """The person of 姓名 or 姓名（单位）. Raises NotFound, and Refusal where two have the name."""
    found = directory_of(session).called(text)
    if len(found) > 1:
        places = [session.get(Unit, one.unit_id) for one in found if one.unit_id is not None]
        names = [f"{plain_name(text)}（{unit.name}）" for unit in places if unit]
        raise Refusal(
            f"有{len(found)}个“{one_line(text)}”，请写明单位，如 {names[0] if names else '张三（办公室）'}"
        )
    person = session.get(Person, found[0].id) if found else None
    if person is None:
        raise NotFound(
            f"没有登记“{one_line(text)}”，先用 tracker person add 登记；已有的见 tracker person list"
        )
    return person
