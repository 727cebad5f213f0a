"""Making units known: a tree, with short and former names; each name means one unit only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_, select

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.knowing import (
    directory_of,
    forget_directory,
    make_unknown,
    recognise,
    unit_of,
)
from tracker.ledger.commands.making import required
from tracker.ledger.models import GroupMember, Member, Owner, Person, Unit, UnitAlias
from tracker.ledger.naming import below, plain_name
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import UnitAliasKind
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit that somebody makes known."""

    name: str
    parent: str = ""
    """Name of the unit above it; empty: none."""
    aliases: Mapping[str, UnitAliasKind] = field(default_factory=dict)
    is_group: bool = False
    members: tuple[str, ...] = ()
    """Names of the units that a group stands for."""


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """What is to change of a unit; None leaves it as it is."""

    name: str | None = None
    parent: str | None = None
    is_group: bool | None = None
    members: tuple[str, ...] | None = None
    aliases: tuple[str, ...] | None = None
    """All its other names; those that it had not are short names."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What became of a unit or person, and whom the ledger knows by it."""

    name: str
    owners: int
    """Entries of 责任 that are known now and were not, or the other way round."""


def add_units(
    ledger: Ledger, actor: Actor, drafts: Sequence[UnitDraft], *, today: dt.date
) -> tuple[Recognised, ...]:
    """Make units known as one action, those above before those below; who was named by them is known then."""
    with ledger.transaction(actor, "add_unit", today=today) as work:
        names = [_add(work, draft) for draft in drafts]
        total = recognise(work)
        return tuple(Recognised(name, total) for name in names)


def edit_unit(ledger: Ledger, actor: Actor, name: str, edit: UnitEdit, *, today: dt.date) -> Recognised:
    """Rename a unit (the old name goes on meaning it), move it in the tree, or name a group's members."""
    with ledger.transaction(actor, "edit_unit", today=today) as work:
        unit = unit_of(work.session, name)
        if edit.aliases is not None:
            _set_aliases(work, unit, edit.aliases)
        if edit.name is not None:
            _rename(work, unit, edit.name)
        if edit.parent is not None:
            unit.parent_id = _parent(work, unit, edit.parent)
        if edit.is_group is not None:
            unit.is_group = edit.is_group
        if edit.members is not None:
            _set_members(work, unit, edit.members)
        if not unit.is_group:
            _set_members(work, unit, ())
        return Recognised(unit.name, recognise(work))


def add_aliases(
    ledger: Ledger, actor: Actor, name: str, aliases: Mapping[str, UnitAliasKind], *, today: dt.date
) -> Recognised:
    """Let a unit be known by other names too; who was named by them is known then."""
    with ledger.transaction(actor, "add_alias", today=today) as work:
        unit = unit_of(work.session, name)
        for alias, kind in aliases.items():
            _add_alias(work, unit, alias, kind)
        return Recognised(unit.name, recognise(work))


def remove_aliases(
    ledger: Ledger, actor: Actor, name: str, aliases: Sequence[str], *, today: dt.date
) -> Recognised:
    """Take other names from a unit; who was named by them is unknown again."""
    with ledger.transaction(actor, "remove_alias", today=today) as work:
        unit = unit_of(work.session, name)
        unknown = 0
        for alias in aliases:
            unknown += _remove_alias(work, unit, alias)
        return Recognised(unit.name, unknown)


def remove_unit(ledger: Ledger, actor: Actor, name: str, *, today: dt.date) -> Recognised:
    """Forget a unit; owners keep their words and are unknown again. Raises Refusal while others need it."""
    with ledger.transaction(actor, "remove_unit", today=today) as work:
        unit = unit_of(work.session, name)
        if plain_name(unit.name) != plain_name(name):
            raise Refusal(
                f"“{one_line(name)}”是“{unit.name}”的别名；只去掉别名请用 tracker unit alias --remove"
            )
        _refuse_while_needed(work, unit)
        owners = work.session.scalars(select(Owner).where(Owner.unit_id == unit.id))
        unknown = make_unknown(work, owners)
        kept = or_(GroupMember.group_id == unit.id, GroupMember.unit_id == unit.id)
        hanging = [
            *work.session.scalars(select(UnitAlias).where(UnitAlias.unit_id == unit.id)),
            *work.session.scalars(select(GroupMember).where(kept)),
        ]
        for row in hanging:
            work.session.delete(row)
        work.session.flush()
        work.session.delete(unit)
        return Recognised(unit.name, unknown)


def _add(work: Work, draft: UnitDraft) -> str:
    name = _free_name(work, draft.name, "单位名称")
    unit = Unit(name=name, is_group=draft.is_group or bool(draft.members))
    unit.parent_id = _parent(work, unit, draft.parent)
    work.session.add(unit)
    work.session.flush()
    forget_directory(work.session)
    for alias, kind in draft.aliases.items():
        _add_alias(work, unit, alias, kind)
    _set_members(work, unit, draft.members)
    return name


def _free_name(work: Work, text: str, what: str) -> str:
    """A name that means no unit yet."""
    name = required(one_line(text), what)
    key = directory_of(work.session).unit(name)
    if key is not None:
        holder = work.session.get_one(Unit, key)
        also = "" if plain_name(holder.name) == plain_name(name) else f"，是“{holder.name}”的别名"
        raise Refusal(f"“{name}”已经登记{also}；一个名称只能指一个单位")
    return name


def _parent(work: Work, unit: Unit, name: str) -> int | None:
    if not name.strip():
        return None
    parent = unit_of(work.session, name)
    if parent.is_group:
        raise Refusal(
            f"“{parent.name}”是一组单位，不能作上级单位；成员单位用 tracker unit set --members 写明"
        )
    if unit.id is not None and parent.id in below(work.session.connection(), [unit.id]):
        raise Refusal(f"“{parent.name}”是“{unit.name}”本身或它的下级，不能作它的上级单位")
    return parent.id


def _rename(work: Work, unit: Unit, text: str) -> None:
    name, old = required(one_line(text), "单位名称"), unit.name
    if name == old:
        return
    if directory_of(work.session).unit(name) == unit.id:
        if plain_name(name) != plain_name(old):
            _delete_alias(work, unit, name)
    else:
        _free_name(work, name, "单位名称")
    unit.name = name
    work.session.flush()
    forget_directory(work.session)
    if plain_name(old) != plain_name(name):
        _add_alias(work, unit, old, UnitAliasKind.FORMER)


def _add_alias(work: Work, unit: Unit, text: str, kind: UnitAliasKind) -> None:
    name = _free_name(work, text, "别名")
    work.session.add(UnitAlias(unit_id=unit.id, name=name, kind=kind.value))
    work.session.flush()
    forget_directory(work.session)


def _set_aliases(work: Work, unit: Unit, names: Sequence[str]) -> None:
    own = select(UnitAlias.name).where(UnitAlias.unit_id == unit.id).order_by(UnitAlias.id)
    known = list(work.session.scalars(own))
    for alias in known:
        if alias not in names:
            _remove_alias(work, unit, alias)
    for name in names:
        if name not in known:
            _add_alias(work, unit, name, UnitAliasKind.SHORT)


def _remove_alias(work: Work, unit: Unit, name: str) -> int:
    _delete_alias(work, unit, name)
    forget_directory(work.session)
    owners = work.session.scalars(select(Owner).where(Owner.unit_id == unit.id))
    return make_unknown(work, [owner for owner in owners if plain_name(owner.name) == plain_name(name)])


def _delete_alias(work: Work, unit: Unit, name: str) -> None:
    query = select(UnitAlias).where(UnitAlias.unit_id == unit.id).order_by(UnitAlias.id)
    aliases = work.session.scalars(query).all()
    found = [alias for alias in aliases if plain_name(alias.name) == plain_name(name)]
    if not found:
        known = "、".join(alias.name for alias in aliases) or "无"
        raise NotFound(f"“{unit.name}”没有别名“{one_line(name)}”（现有别名：{known}）")
    work.session.delete(found[0])
    work.session.flush()


def _set_members(work: Work, unit: Unit, names: Sequence[str]) -> None:
    """Replace the members of a group; those already there keep their row."""
    wanted = {unit_of(work.session, name).id: None for name in names}
    if unit.id in wanted:
        raise Refusal(f"“{unit.name}”不能是它自己的成员单位")
    if wanted:
        unit.is_group = True
    for row in work.session.scalars(select(GroupMember).where(GroupMember.group_id == unit.id)):
        if row.unit_id in wanted:
            del wanted[row.unit_id]
        else:
            work.session.delete(row)
    for key in wanted:
        work.session.add(GroupMember(group_id=unit.id, unit_id=key))
    work.session.flush()


def _refuse_while_needed(work: Work, unit: Unit) -> None:
    def names(model: type[Unit | Person | Member], condition: ColumnElement[bool]) -> list[str]:
        return list(work.session.scalars(select(model.name).where(condition).order_by(model.id)))

    needing = [
        ("有下级单位", names(Unit, Unit.parent_id == unit.id)),
        ("有人员", names(Person, Person.unit_id == unit.id)),
        ("有团队成员", names(Member, Member.unit_id == unit.id)),
    ]
    reasons = [f"{what}：{'、'.join(found)}" for what, found in needing if found]
    if reasons:
        raise Refusal(f"“{unit.name}”还不能删除：", reasons)


def is_group_word(name: str) -> bool:
    """各县区、各部门: names a group by its form."""
    return plain_name(name).startswith("各")
