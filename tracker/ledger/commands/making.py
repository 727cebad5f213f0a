"""How commands write items, measures and owners: shared by typing in, editing and intake."""

from __future__ import annotations

from tracker.errors import Refusal
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft, Owners
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.models import Item, Measure, Owner
from tracker.ledger.numbers import next_number
from tracker.ledger.rows import Deadline
from tracker.ledger.store import Work
from tracker.ledger.words import DeadlineKind, RectificationType, State


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


def make_item(work: Work, draft: ItemDraft) -> Item:
    """A new item with the next 编号, 待挂号."""
    campaign = campaign_of(work)
    item = Item(
        campaign_id=campaign.id,
        number=next_number(work.session, campaign.number_prefix, work.today.year),
        kind=draft.kind.value,
        category=draft.category.strip(),
        title=required(draft.title, "问题（任务）"),
        detail=draft.detail.strip(),
        target=draft.target.strip(),
        type=(draft.type or type_for(draft.deadline)).value,
        state=State.UNREGISTERED.value,
        note=draft.note.strip(),
    )
    item.deadline = draft.deadline
    work.session.add(item)
    work.session.flush()
    set_owners(work, item, draft.owners)
    for measure in draft.measures:
        make_measure(work, item, measure)
    return item


def make_measure(work: Work, item: Item, draft: MeasureDraft) -> Measure:
    """A new measure at the end of an item's list."""
    measure = Measure(
        ordinal=max((known.ordinal for known in item.measures), default=0) + 1,
        text=required(draft.text, "整改措施"),
        standard=draft.standard.strip(),
    )
    measure.deadline = draft.deadline
    item.measures.append(measure)
    work.session.flush()
    set_owners(work, item, draft.owners, measure=measure)
    return measure


def set_owners(work: Work, item: Item, owners: Owners, *, measure: Measure | None = None) -> None:
    """Replace the names of the roles given; names already there keep their row."""
    measure_id = measure.id if measure else None
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
                item.owners.append(Owner(measure_id=measure_id, role=role.value, name=name, ordinal=ordinal))
    work.session.flush()
