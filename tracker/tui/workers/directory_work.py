"""What the page of 专项, units and people reads and writes; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.desk import events
from tracker.desk.events import EventChange
from tracker.desk.person_list import listed_people
from tracker.desk.unit_list import units_listed
from tracker.ledger import campaigns, people, units
from tracker.ledger.actor import Actor
from tracker.ledger.commands import campaigns as campaign_commands
from tracker.ledger.commands import people as person_commands
from tracker.ledger.commands import units as unit_commands
from tracker.ledger.commands.campaigns import CampaignSettings
from tracker.ledger.commands.people import PersonDraft, PersonEdit
from tracker.ledger.commands.units import Recognised, UnitDraft, UnitEdit, is_group_word
from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.people import PersonRow
from tracker.ledger.store import Ledger
from tracker.ledger.units import UnitRow
from tracker.ledger.words import CampaignKind, UnitAliasKind
from tracker.text.dates import parse_date
from tracker.tui.dialogs.field import YES
from tracker.tui.dialogs.form_drafts import Values
from tracker.tui.rows.directory import Directory, EventAsked, PeopleAsked
from tracker.tui.views import Done
from tracker.tui.workers.writes import number_of, split_names


def directory(ledger: Ledger) -> Directory:
    """All of it, as of one moment."""
    with ledger.snapshot():
        return Directory(
            tuple(campaigns.overviews(ledger)),
            tuple(units.unknown_owners(ledger)),
            tuple(units.unit_tree(ledger)),
            tuple(people.people(ledger)),
        )


def save_campaign(
    ledger: Ledger, actor: Actor, row: CampaignRow | None, values: Values, today: dt.date
) -> Done:
    """A new 专项, or what is to change of one."""
    settings = CampaignSettings(
        emptied=[name for name in ("kind", "begins", "ends") if not values[name].strip()],
        kind=CampaignKind(values["kind"]) if values["kind"] else None,
        reporting_unit=values["reporting_unit"],
        number_prefix=values["number_prefix"],
        begins=_day(values["begins"]),
        ends=_day(values["ends"]),
        near_days=_count(values, "near_days"),
        imminent_days=_count(values, "imminent_days"),
        immediate_days=_count(values, "immediate_days"),
        review_steps=_count(values, "review_steps"),
        publicity_days=_count(values, "publicity_days"),
        satisfaction_percent=_count(values, "satisfaction_percent"),
    )
    name = values["name"]
    if row is None:
        campaign_commands.add_campaign(ledger, actor, name, today=today, **settings)
        return Done(f"已新开专项“{name.strip()}”")
    kept = campaign_commands.set_campaign(
        ledger,
        actor,
        today=today,
        campaign=row.name,
        name=None if name.strip() == row.name else name,
        **settings,
    )
    return Done(f"专项“{kept}”已修改")


def _count(values: Values, name: str) -> int | None:
    return number_of(values[name]) if values[name].strip() else None


def _day(typed: str) -> dt.date | None:
    return parse_date(typed) if typed.strip() else None


def make_default(ledger: Ledger, actor: Actor, name: str, today: dt.date) -> Done:
    """New items go there from now on."""
    return Done(
        f"以后新增、挖掘的事项归到“{campaign_commands.set_default(ledger, actor, name, today=today)}”"
    )


def event_asked(ledger: Ledger, campaign: str, values: Values, today: dt.date) -> EventAsked:
    """What an event's day would change; nothing is changed. Raises BadInput."""
    change = events.preview(ledger, values["name"], _day(values["on"]), today=today, campaign=campaign)
    return EventAsked("", can_undo=False, change=change)


def set_event(ledger: Ledger, actor: Actor, change: EventChange, today: dt.date) -> Done:
    """Do what was shown."""
    events.apply(ledger, actor, change, today=today)
    day = f"：{change.after}" if change.after else "的日期已去掉"
    return Done(f"“{change.name}”{day}，{len(change.moved)}个时限随之改了")


def add_units(ledger: Ledger, actor: Actor, values: Values, today: dt.date) -> Done:
    """Units as they are typed, one a line."""
    return _known(
        unit_commands.add_units(ledger, actor, units_listed("写的单位", values["units"]), today=today)
    )


def add_named(ledger: Ledger, actor: Actor, names: Sequence[str], today: dt.date) -> Done:
    """Units by their names alone."""
    drafts = [UnitDraft(name, is_group=is_group_word(name)) for name in names]
    return _known(unit_commands.add_units(ledger, actor, drafts, today=today))


def _known(added: Sequence[Recognised]) -> Done:
    owners = f"，事项里{added[0].owners}处就此认得" if added and added[0].owners else ""
    return Done(f"已登记{len(added)}个单位{owners}")


def save_unit(ledger: Ledger, actor: Actor, row: UnitRow, values: Values, today: dt.date) -> Done:
    """Another name, another place in the tree, other short names, other members."""
    edit = UnitEdit(
        name=_changed(values["name"], row.name),
        parent=_changed(values["parent"], row.parent),
        is_group=values["is_group"] == YES,
        members=split_names(values["members"]),
        aliases=split_names(values["aliases"]),
    )
    changed = unit_commands.edit_unit(ledger, actor, row.name, edit, today=today)
    return Done(f"单位“{changed.name}”已修改")


def is_called(ledger: Ledger, actor: Actor, unit: str, name: str, today: dt.date) -> Done:
    """The name means this unit, here and from now on."""
    found = unit_commands.add_aliases(ledger, actor, unit, {name: UnitAliasKind.SHORT}, today=today)
    return Done(f"“{name}”就是“{found.name}”，事项里{found.owners}处就此认得")


def people_asked(ledger: Ledger, values: Values) -> PeopleAsked:
    """Who of a list would be made known; nobody is yet. Raises BadInput, Refusal."""
    listed = listed_people(ledger, values["people"])
    return PeopleAsked("", can_undo=False, text=values["people"], listed=listed)


def add_people(ledger: Ledger, actor: Actor, people: Sequence[PersonDraft], today: dt.date) -> Done:
    """Do what was shown."""
    added = person_commands.add_people(ledger, actor, people, today=today)
    owners = f"，事项里{added[0].owners}处就此认得" if added[0].owners else ""
    who = added[0].name if len(added) == 1 else f"{len(added)}人"
    return Done(f"已登记 {who}{owners}")


def save_person(ledger: Ledger, actor: Actor, row: PersonRow | None, values: Values, today: dt.date) -> Done:
    """A new person, or what is to change of one."""
    name, unit, post, telephone = (values[part] for part in ("name", "unit", "post", "telephone"))
    if row is None:
        return add_people(ledger, actor, [PersonDraft(name, unit, post, telephone)], today)
    edit = PersonEdit(
        name=_changed(name, row.name),
        unit=_changed(unit, row.unit),
        post=_changed(post, row.post),
        telephone=_changed(telephone, row.telephone),
        left=(values["left"] == YES) if (values["left"] == YES) != row.left else None,
    )
    found = person_commands.edit_person(ledger, actor, _called(row), edit, today=today)
    return Done(f"{found.name} 已修改")


def _called(row: PersonRow) -> str:
    return f"{row.name}（{row.unit}）" if row.unit else row.name


def _changed(typed: str, before: str) -> str | None:
    return None if typed.strip() == before else typed


def remove_campaign(ledger: Ledger, actor: Actor, row: CampaignRow, today: dt.date) -> Done:
    """One that nothing stands in."""
    return Done(f"专项“{campaign_commands.remove_campaign(ledger, actor, row.name, today=today)}”已删去")


def remove_unit(ledger: Ledger, actor: Actor, row: UnitRow, today: dt.date) -> Done:
    """Owners keep their words."""
    return Done(f"单位“{unit_commands.remove_unit(ledger, actor, row.name, today=today).name}”已删去")


def remove_person(ledger: Ledger, actor: Actor, row: PersonRow, today: dt.date) -> Done:
    """Owners keep their words."""
    return Done(f"{person_commands.remove_person(ledger, actor, _called(row), today=today).name} 已删去")
