"""How commands find the rows they work on, and the facts the rules look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session, selectinload

from tracker.errors import NotFound
from tracker.ledger.choosing import meant
from tracker.ledger.demands import Facts
from tracker.ledger.limits import later_than
from tracker.ledger.models import (
    Application,
    Campaign,
    Evidence,
    ExtensionRequest,
    Item,
    LookBack,
    Measure,
    Stage,
)
from tracker.ledger.numbers import read_number, unknown_number
from tracker.ledger.portions import portions
from tracker.ledger.sharing import measures_of
from tracker.ledger.store import OWN_UNIT, Work
from tracker.ledger.visibility import are_own
from tracker.ledger.words import (
    LookBackResult,
    OwnerRole,
    RectificationType,
    RequestDecision,
    State,
    Term,
)

DEFAULT_CAMPAIGN = "整改台账"
"""Name of the campaign that a new ledger begins with."""

AT_HAND = "at_hand"
"""In a session's info: items by 编号 that were read together."""

FEW = 100
"""Items at hand at once while each may refuse."""

ANSWERING = frozenset({OwnerRole.LEAD.value, OwnerRole.RESPONSIBLE.value})
"""Roles that count as 落实有责任."""


def item_of(session: Session, number: str) -> Item:
    """The item of this 编号. Raises NotFound."""
    wanted = read_number(number)
    item: Item | None = session.info.get(AT_HAND, {}).get(wanted)
    if item is None:
        item = session.scalars(select(Item).where(Item.number == wanted)).first()
    if item is None or not is_own(session, item):
        raise unknown_number(number)
    return item


def keep_at_hand(session: Session, numbers: Sequence[str]) -> dict[str, Item]:
    """Read the items of these 编号 with their measures and owners together, for commands given to each."""
    found: dict[str, Item] = session.info.setdefault(AT_HAND, {})
    wanted = [number for number in map(read_number, numbers) if number not in found]
    for portion in portions(wanted):
        query = (
            select(Item)
            .where(Item.number.in_(portion))
            .options(selectinload(Item.measures), selectinload(Item.owners))
        )
        found |= {item.number: item for item in session.scalars(query)}
    return found


def each_at_hand(session: Session, numbers: Sequence[str]) -> Iterator[tuple[str, Item | None]]:
    """Each 编号 with its item, None where there is none, for commands given to one after the other.

    So many are at hand together, and let go again: a refusal looks through all that the session holds,
    and 40,000 items with all that hangs on them would fill the memory.
    """
    for portion in portions(numbers, together=FEW):
        found = keep_at_hand(session, portion)
        for number in portion:
            yield number, found.get(number)
        session.flush()
        del session.info[AT_HAND]
        session.expunge_all()


def is_own(session: Session, item: Item) -> bool:
    """Whether the actor of this session may know of an item (`visibility`)."""
    unit = session.info.get(OWN_UNIT, "")
    return not unit or are_own(session.connection(), unit, "item", [item.id])


def measure_of(item: Item, ordinal: int) -> Measure:
    """The measure of this ordinal (1, 2, 3 …) in the item's list, shared ones too. Raises NotFound."""
    session = object_session(item)
    assert session is not None, "an item is read by the session that works on it"
    measures = dict(measures_of(session, item))
    if ordinal in measures:
        return measures[ordinal]
    known = "、".join(map(str, measures)) or "无"
    raise NotFound(f"{item.number} 没有措施{ordinal}（现有措施：{known}）")


def campaign_of(work: Work, name: str | None = None) -> Campaign:
    """The campaign of this name, or of a part of it that only one has; without a name the default one.

    The first campaign is the default where none is marked; it is made when there is none.
    Raises NotFound, listing the known ones.
    """
    campaigns = list(work.session.scalars(select(Campaign).order_by(Campaign.id)))
    if name is not None and (campaigns or name != DEFAULT_CAMPAIGN):
        known = {campaign.name: campaign for campaign in campaigns}
        return known[meant(name, known, "专项")]
    if not campaigns:
        campaigns = [Campaign(name=DEFAULT_CAMPAIGN, is_default=True)]
        work.session.add(campaigns[0])
        work.session.flush()
    return next((campaign for campaign in campaigns if campaign.is_default), campaigns[0])


def application_of(session: Session, item: Item) -> Application | None:
    """The last application for 销号 of this item's present round."""
    return session.scalars(
        select(Application)
        .where(Application.item_id == item.id, Application.round == item.round)
        .order_by(Application.id.desc())
    ).first()


def taken_up_again_on(session: Session, item: Item) -> dt.date | None:
    """The day of the last 回炉; None in the first round."""
    return session.scalar(
        select(LookBack.on)
        .where(LookBack.item_id == item.id, LookBack.result == LookBackResult.RETURNED.value)
        .order_by(LookBack.id.desc())
        .limit(1)
    )


def has_more_time_since(session: Session, item: Item, day: dt.date) -> bool:
    """Whether the item was taken up again, or its 延期 approved, after a day or on it."""
    again = taken_up_again_on(session, item)
    approved = select(ExtensionRequest.id).where(
        ExtensionRequest.item_id == item.id,
        ExtensionRequest.decision == RequestDecision.APPROVED.value,
        ExtensionRequest.decided_on >= day,
    )
    return (again is not None and again >= day) or session.scalar(approved.limit(1)) is not None


def facts_of(session: Session, item: Item) -> Facts:
    """What the lifecycle's demands look at."""
    evidence = (
        session.scalar(select(func.count()).where(Evidence.item_id == item.id, Evidence.round == item.round))
        or 0
    )
    application = application_of(session, item)
    measures = measures_of(session, item)
    return Facts(
        number=item.number,
        state=State(item.state),
        target=item.target,
        measures=tuple((n, m.text, m.done_on is not None) for n, m in measures),
        late_measures=later_than(item.deadline, ((n, m.deadline) for n, m in measures if not m.done_on)),
        owners=sum(owner.measure_id is None and owner.role in ANSWERING for owner in item.owners),
        deadline=item.deadline,
        evidence=evidence,
        completion=item.completion,
        inference=item.inference,
        applicant=application.applicant if application else "",
        by_stages=item.type == RectificationType.PHASED.value or item.term == Term.LONG.value,
        stages=session.scalar(select(func.count()).where(Stage.item_id == item.id)) or 0,
    )
