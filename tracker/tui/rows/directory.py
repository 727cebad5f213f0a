"""The rows of the page of 专项, units and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.ledger.words import CampaignKind
from tracker.text.cells import cut, pad
from tracker.text.screen import safe_for_screen
from tracker.tui.keymap import key_for
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.desk.events import EventChange
    from tracker.desk.person_list import ListedPeople
    from tracker.ledger.campaigns import CampaignOverview
    from tracker.ledger.people import PersonRow
    from tracker.ledger.units import UnitRow, UnknownOwner

NAME: Final = 24
"""Cells of a name."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that the page shows, read at once."""

    campaigns: tuple[CampaignOverview, ...]
    unknown: tuple[UnknownOwner, ...]
    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class EventAsked(Done):
    """What an event's day would change, asked for before anything is."""

    change: EventChange | None = None


@dataclass(frozen=True, slots=True)
class PeopleAsked(Done):
    """Who would be made known by a list, asked for before anybody is."""

    text: str = ""
    listed: ListedPeople | None = None


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A heading, which the cursor passes over, with a remark below it where nothing else stands there."""

    title: str
    told: str
    empty: str = ""

    key = ""

    @property
    def height(self) -> int:
        """With a blank line before it."""
        return 2 + bool(self.empty)

    def lines(self, cells: int) -> Sequence[Content]:
        """As a section's heading."""
        lines = Lines(cells)
        lines.gap()
        lines.heading(self.title, self.told)
        if self.empty:
            lines.cut_text(self.empty, 1, "$muted", first=("  ", ""))
        return lines.each


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One 专项: who reports, its days, its events."""

    overview: CampaignOverview

    height = 3

    @property
    def key(self) -> str:
        """By its place in the ledger, whatever it is called."""
        return f"campaign {self.overview.settings.id}"

    def lines(self, cells: int) -> Sequence[Content]:
        """Name and progress; below it who reports and when, and what is set."""
        row = self.overview.settings
        kind = CampaignKind(row.kind).word if row.kind else ""
        usual = "（默认）" if row.is_default else ""
        total = self.overview.items + self.overview.standing
        done = "".join(f"  {part}" for part in (kind, f"已销号 {self.overview.closed}/{total}") if part)
        events = "、".join(f"{name} {day}" for name, day in self.overview.events) or "没有登记"
        unit = row.reporting_unit or "没有填"
        period = f"  {row.begins or ''}至{row.ends or ''}" if row.begins or row.ends else ""
        reports = f"    填报单位 {unit}{period}"
        told = (
            f"    编号 {row.number_prefix}-  预警 {row.near_days}、{row.imminent_days}天  事件日期 {events}"
        )
        name = cut(safe_for_screen(row.name), max(8, cells - 24))
        return (
            assemble((f"  {name}", "bold $foreground"), (usual, "$lamp-normal"), (done, "$muted")),
            assemble(
                (cut(safe_for_screen(reports), cells), "$muted" if row.reporting_unit else "$lamp-near")
            ),
            assemble((cut(safe_for_screen(told), cells), "$muted")),
        )


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """A name in open items that is nobody known."""

    owner: UnknownOwner

    height = 1

    @property
    def key(self) -> str:
        """A unit and a person may have the same name."""
        return f"unknown {self.owner.is_person} {self.owner.name}"

    def lines(self, cells: int) -> Sequence[Content]:
        """Where it stands and whom it may mean."""
        one = self.owner
        roles = "、".join(role.word for role in one.roles)
        near = f"可能是 {'、'.join(one.near)}  " if one.near else ""
        twice = "有同名的  " if one.is_ambiguous else ""
        told = f"{one.times}处  {near}{twice}{roles}"
        return (_line(cells, ("? ", "bold $lamp-near"), one.name, told),)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit at its place in the tree."""

    unit: UnitRow

    height = 1

    @property
    def key(self) -> str:
        """By its place in the ledger, whatever it is called."""
        return f"unit {self.unit.id}"

    def lines(self, cells: int) -> Sequence[Content]:
        """Its other names, or a group's members, its people and what it has to do."""
        unit = self.unit
        names = "、".join(alias.name for alias in unit.aliases)
        members = f"成员 {'、'.join(unit.members) or '没有写明'}  " if unit.is_group else ""
        people = f"{unit.people}人  " if unit.people else ""
        told = f"{members}{people}未销号 {unit.open_items}" + (f"  又叫 {names}" if names else "")
        return (_line(cells, ("  " * (1 + unit.depth), ""), unit.name, told),)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person."""

    person: PersonRow

    height = 1

    @property
    def key(self) -> str:
        """Two may have the same name."""
        return f"person {self.person.id}"

    def lines(self, cells: int) -> Sequence[Content]:
        """Where, as what, by which telephone."""
        one = self.person
        left = "已离任" if one.left else f"未销号 {one.open_items}"
        told = "  ".join(part for part in (one.unit, one.post, one.telephone, left) if part)
        return (_line(cells, ("  ", ""), one.name, told, "$faint" if one.left else "$foreground"),)


def _line(cells: int, first: Part, name: str, told: str, style: str = "$foreground") -> Content:
    room = NAME if cells >= 2 * NAME else cells // 2
    shown = pad(cut(safe_for_screen(name), room), room)
    rest = cut(safe_for_screen(told), max(0, cells - room - len(first[0]) - 2))
    return assemble(first, (shown, style), (f"  {rest}", "$muted"))


def directory_rows(
    directory: Directory,
) -> list[HeadLine | CampaignLine | UnknownLine | UnitLine | PersonLine]:
    """专项 first, then who is named and not known, the tree of units, and people."""
    units, people = directory.units, directory.people
    rows: list[HeadLine | CampaignLine | UnknownLine | UnitLine | PersonLine] = []
    said = (
        "" if directory.campaigns else f"还没有。按 {key_for('add_campaign')} 新开，填报单位印在台账和公文上"
    )
    rows.append(HeadLine("专项", f"{len(directory.campaigns)}个", said))
    rows += [CampaignLine(one) for one in directory.campaigns]
    if directory.unknown:
        rows.append(HeadLine("事项里写着、还没有登记的名称", f"{len(directory.unknown)}个"))
        rows += [UnknownLine(one) for one in directory.unknown]
    rows.append(
        HeadLine("单位", f"{len(units)}个", "" if units else "还没有登记。登记了，简称、曾用名处处认得")
    )
    rows += [UnitLine(one) for one in units]
    rows.append(
        HeadLine("人员", f"{len(people)}人", "" if people else "还没有登记。登记了，催办和清单上有电话")
    )
    rows += [PersonLine(one) for one in people]
    return rows


_MOST_LISTED = 12
"""People that a question lists one by one."""


def people_question(listed: ListedPeople) -> str:
    """Each person as understood, and who is known already."""
    lines = [f"登记这{len(listed.drafts)}人？"]
    for one in listed.drafts[:_MOST_LISTED]:
        told = (("单位", one.unit), ("职务", one.post), ("电话", one.telephone))
        lines.append("  ".join([one.name, *(f"{label} {text}" for label, text in told if text)]))
    if len(listed.drafts) > _MOST_LISTED:
        lines.append(f"……共{len(listed.drafts)}人")
    if listed.known:
        lines.append(f"已经登记过的不再登记：{'、'.join(listed.known)}")
    return "\n".join(map(safe_for_screen, lines))


_MOST_MOVED = 6
"""Time limits that a question lists."""


def event_question(change: EventChange) -> str:
    """Each limit that would get another day, and those that are left alone."""
    day = str(change.after) if change.after else "不再登记"
    moved = f"{len(change.moved)}个时限随之改：" if change.moved else "没有要改的时限。"
    lines = [f"“{change.name}”：{day}。{moved}"]
    for one in change.moved[:_MOST_MOVED]:
        limit = one.limit
        lines.append(f"{limit.number} {limit.deadline.due or '待明确'} → {one.deadline.due or '待明确'}")
    if len(change.moved) > _MOST_MOVED:
        lines.append(f"……共{len(change.moved)}个")
    lines += [f"{limit.number} 不动：{limit.left_alone}" for limit in change.left_alone[:_MOST_MOVED]]
    return "\n".join(map(safe_for_screen, lines))
