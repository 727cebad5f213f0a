"""How commands write items, measures and owners: shared by typing in, editing and intake."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select

from tracker.errors import Refusal
from tracker.ledger.choosing import meant
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft, Owners
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.commands.knowing import directory_of
from tracker.ledger.commands.spans import give_added_span
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Aspect, Campaign, Item, Measure, Owner
from tracker.ledger.numbering import next_number
from tracker.ledger.sharing import next_ordinal
from tracker.ledger.store import Work
from tracker.ledger.words import DeadlineKind, OwnerRole, RectificationType, SourceKind, State
from tracker.text.cleaning import one_line


def type_for(deadline: Deadline | None) -> RectificationType:
    """The 整改类型 that a deadline implies; a person may choose another."""
    kind = deadline.kind if deadline else None
    if kind is DeadlineKind.IMMEDIATE:
        return RectificationType.IMMEDIATE
    if kind is DeadlineKind.CONTINUING:
        return RectificationType.LONG_TERM
    return RectificationType.TIME_LIMITED


def required(text: str, what: str) -> str:
    """The text without blanks around it. Raises Refusal when nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise Refusal(f"{what}不能为空")
    return stripped


_EARLIEST_YEAR: Final = 1949
"""What was done before has no 整改台账."""


def not_to_come(day: dt.date, what: str, today: dt.date) -> None:
    """Raise Refusal where a day that something was done on is still to come, or cannot be meant."""
    if day > today:
        raise Refusal(f"{what}{day}在今天（{today}）之后，请核对日期")
    if day.year < _EARLIEST_YEAR:
        raise Refusal(f"{what}{day}早于{_EARLIEST_YEAR}年，请核对日期")


def make_item(
    work: Work, draft: ItemDraft, *, campaign: Campaign | None = None, state: State = State.UNREGISTERED
) -> Item:
    """A new item with the next 编号, 待挂号 unless it is taken over from elsewhere; in the draft's campaign
    unless one is given here.
    """
    campaign = campaign or campaign_of(work, draft.campaign)
    item = Item(
        campaign_id=campaign.id,
        number=next_number(work.session, campaign.number_prefix, work.today.year),
        kind=draft.kind.value,
        category=draft.category.strip(),
        source=read_source(campaign, draft.source),
        title=required(draft.title, "问题（任务）"),
        detail=draft.detail.strip(),
        target=draft.target.strip(),
        type=(draft.type or type_for(draft.deadline)).value,
        state=state.value,
        note=draft.note.strip(),
        term=draft.term.value if draft.term else "",
    )
    item.deadline = draft.deadline
    work.add(item)
    set_owners(work, item, draft.owners)
    if draft.aspect.strip():
        put_under(work, item, draft.aspect)
    for ordinal, measure in enumerate(draft.measures, start=1):
        make_measure(work, item, measure, ordinal)
    return item


def add_detail(item: Item, text: str) -> None:
    """One more 具体表现, behind those it has."""
    item.detail = "；".join(part for part in (item.detail.rstrip("；。"), text.strip()) if part)


def read_source(campaign: Campaign, typed: str) -> str:
    """问题来源 as it is stored. Raises Refusal, listing the words there are."""
    wanted = typed.strip()
    if not wanted or wanted in campaign.sources:
        return wanted
    usual = SourceKind.read(wanted)
    if usual is None:
        known = "、".join([*(source.word for source in SourceKind), *campaign.sources])
        raise Refusal(
            f"没有问题来源“{one_line(wanted)}”，可用：{known}",
            (f"要用别的词，先加进专项：tracker campaign set {campaign.name} --add-source 词",),
        )
    return usual.value


def put_under(work: Work, item: Item, name: str) -> None:
    """The item belongs to this 方面 of its campaign; "" takes it out. The leader over it becomes the item's
    where none is named. Raises NotFound.
    """
    if not name.strip():
        item.aspect_id = None
        return
    aspects = {
        aspect.name: aspect
        for aspect in work.session.scalars(select(Aspect).where(Aspect.campaign_id == item.campaign_id))
    }
    aspect = aspects[meant(name, aspects, "方面")]
    item.aspect_id = aspect.id
    led_by_aspect(work, item, aspect)


def led_by_aspect(work: Work, item: Item, aspect: Aspect) -> bool:
    """Name the aspect's leader as the 责任领导 of an item that is open and has none; whether it was."""
    is_led = any(
        owner.role == OwnerRole.LEADER.value and owner.measure_id is None and owner.name
        for owner in item.owners
    )
    if is_led or not aspect.leader or item.state in (State.CLOSED.value, State.STOPPED.value):
        return False
    set_owners(work, item, {OwnerRole.LEADER: (aspect.leader,)})
    return True


def make_measure(work: Work, item: Item, draft: MeasureDraft, ordinal: int | None = None) -> Measure:
    """A new measure at the end of an item's list, whose place may be known already."""
    measure = Measure(
        item_id=item.id,
        ordinal=next_ordinal(work.session, item) if ordinal is None else ordinal,
        text=required(draft.text, "整改措施"),
        standard=draft.standard.strip(),
    )
    measure.deadline = draft.deadline
    item.measures.append(measure)
    give_added_span(work, item, measure)
    work.add(measure)
    set_owners(work, item, draft.owners, measure=measure)
    return measure


def set_owners(work: Work, item: Item, owners: Owners, *, measure: Measure | None = None) -> None:
    """Replace the names of the roles given; names already there keep their row."""
    measure_id = measure.id if measure else None
    made = []
    for role, names in owners.items():
        wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        rows = {
            owner.name: owner
            for owner in item.owners
            if owner.role == role.value and owner.measure_id == measure_id
        }
        for name, row in rows.items():
            if name not in wanted:
                item.owners.remove(row)
                work.session.delete(row)
        for ordinal, name in enumerate(wanted, start=1):
            if name in rows:
                rows[name].ordinal = ordinal
            else:
                unit_id, person_id = directory_of(work.session).owner(role, name)
                made.append(
                    Owner(
                        item_id=item.id,
                        measure_id=measure_id,
                        role=role.value,
                        name=name,
                        ordinal=ordinal,
                        unit_id=unit_id,
                        person_id=person_id,
                    )
                )
    item.owners += made
    work.add(*made)
