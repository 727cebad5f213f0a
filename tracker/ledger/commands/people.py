"""Making people known: 姓名 with unit, post and telephone; two of one name are told apart by unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.knowing import forget_directory, make_unknown, person_of, recognise, unit_of
from tracker.ledger.commands.making import required
from tracker.ledger.commands.units import Recognised
from tracker.ledger.models import Owner, Person
from tracker.ledger.naming import plain_name
from tracker.ledger.store import Ledger, Work
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person that somebody makes known."""

    name: str
    unit: str = ""
    """Name of a unit; empty: none is known."""
    post: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """What is to change of a person; None leaves it as it is, "" empties it."""

    name: str | None = None
    unit: str | None = None
    post: str | None = None
    telephone: str | None = None
    left: bool | None = None


def add_person(ledger: Ledger, actor: Actor, draft: PersonDraft, *, today: dt.date) -> Recognised:
    """Make a person known; who was named by that name is known then."""
    (found,) = add_people(ledger, actor, [draft], today=today)
    return found


def add_people(
    ledger: Ledger, actor: Actor, drafts: Sequence[PersonDraft], *, today: dt.date
) -> tuple[Recognised, ...]:
    """Make people known as one action; each is told with all who are known by it."""
    with ledger.transaction(actor, "add_person", today=today) as work:
        names = [_add(work, draft) for draft in drafts]
        total = recognise(work)
        return tuple(Recognised(name, total) for name in names)


def edit_person(ledger: Ledger, actor: Actor, who: str, edit: PersonEdit, *, today: dt.date) -> Recognised:
    """Change what is known of a person, who is named as 姓名 or 姓名（单位）."""
    with ledger.transaction(actor, "edit_person", today=today) as work:
        person = person_of(work.session, who)
        if edit.name is not None:
            person.name = required(one_line(edit.name), "姓名")
        if edit.unit is not None:
            person.unit_id = _unit_id(work, edit.unit)
        if edit.post is not None:
            person.post = edit.post.strip()
        if edit.telephone is not None:
            person.telephone = edit.telephone.strip()
        if edit.left is not None:
            _set_left(person, edit.left)
        _refuse_twice(work, person)
        work.session.flush()
        return Recognised(person.name, recognise(work))


def remove_person(ledger: Ledger, actor: Actor, who: str, *, today: dt.date) -> Recognised:
    """Forget a person made known by mistake; owners keep their words and are unknown again."""
    with ledger.transaction(actor, "remove_person", today=today) as work:
        person = person_of(work.session, who)
        unknown = make_unknown(work, work.session.scalars(select(Owner).where(Owner.person_id == person.id)))
        work.session.delete(person)
        work.session.flush()
        forget_directory(work.session)
        return Recognised(person.name, unknown)


def _add(work: Work, draft: PersonDraft) -> str:
    person = Person(name=required(one_line(draft.name), "姓名"), left=False)
    person.unit_id = _unit_id(work, draft.unit)
    person.post = draft.post.strip()
    person.telephone = draft.telephone.strip()
    _refuse_twice(work, person)
    work.session.add(person)
    work.session.flush()
    return person.name


def _set_left(person: Person, left: bool) -> None:
    if person.left == left:
        raise Refusal(f"“{person.name}”{'已经登记为离任' if left else '本来就在任'}")
    person.left = left


def _unit_id(work: Work, name: str) -> int | None:
    return unit_of(work.session, name).id if name.strip() else None


def _refuse_twice(work: Work, person: Person) -> None:
    """Two people of one name in one unit could never be told apart."""
    with work.session.no_autoflush:
        others = work.session.scalars(
            select(Person).where(Person.unit_id.is_not_distinct_from(person.unit_id))
        )
        for other in others:
            if other is not person and plain_name(other.name) == plain_name(person.name):
                raise Refusal(f"这个单位已登记“{other.name}”；同名的请写明不同的单位")
