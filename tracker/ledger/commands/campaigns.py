"""专项: made, set, removed; items that stand in one beside their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypedDict, Unpack

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import campaign_of, item_of
from tracker.ledger.commands.making import required
from tracker.ledger.labels import TABLE_LABELS
from tracker.ledger.models import JOURNALLED, Aspect, Campaign, CampaignEvent, Item, Standing
from tracker.ledger.standards import Standard, read_standards
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import CampaignKind, SourceKind, State
from tracker.text.cleaning import one_line
from tracker.text.widths import narrow

_PREFIX = re.compile(r"[A-Z0-9\u4e00-\u9fff]{1,12}")
_MOST_DAYS = 366
_SETTINGS_ONLY = (CampaignEvent, Aspect)
"""What goes with a campaign that is removed; everything else has to be gone before."""


class CampaignSettings(TypedDict, total=False):
    """What may be set of a campaign; None leaves a setting as it is."""

    emptied: Sequence[Literal["kind", "begins", "ends"]]
    """Settings that are to say nothing any more."""
    kind: CampaignKind | None
    reporting_unit: str | None
    number_prefix: str | None
    begins: dt.date | None
    ends: dt.date | None
    near_days: int | None
    imminent_days: int | None
    immediate_days: int | None
    lag_percent: int | None
    review_steps: int | None
    publicity_days: int | None
    satisfaction_percent: int | None
    standards: Mapping[Standard, int]
    add_sources: Sequence[str]
    remove_sources: Sequence[str]


_AS_GIVEN = (
    "begins",
    "ends",
    "near_days",
    "imminent_days",
    "immediate_days",
    "lag_percent",
    "review_steps",
    "publicity_days",
    "satisfaction_percent",
)


def add_campaign(
    ledger: Ledger, actor: Actor, name: str, *, today: dt.date, **settings: Unpack[CampaignSettings]
) -> None:
    """A new campaign; the first one of a ledger is the default one. Raises Refusal."""
    with ledger.transaction(actor, "add_campaign", today=today) as work:
        is_first = work.session.scalars(select(Campaign.id).limit(1)).first() is None
        campaign = Campaign(name=_free_name(work.session, None, name), is_default=is_first)
        work.session.add(campaign)
        work.session.flush()  # the defaults are set
        _set(work, campaign, settings)


def set_campaign(
    ledger: Ledger,
    actor: Actor,
    *,
    today: dt.date,
    campaign: str | None = None,
    name: str | None = None,
    **settings: Unpack[CampaignSettings],
) -> str:
    """Change the settings of a campaign, the default one where none is named; `name` is its new one.

    Returns its whole name. Raises Refusal, NotFound.
    """
    with ledger.transaction(actor, "settings", today=today) as work:
        chosen = campaign_of(work, campaign)
        if name is not None:
            chosen.name = _free_name(work.session, chosen, name)
        _set(work, chosen, settings)
        return chosen.name


def set_default(ledger: Ledger, actor: Actor, name: str, *, today: dt.date) -> str:
    """New items go to this campaign from now on; returns its whole name. Raises NotFound."""
    with ledger.transaction(actor, "settings", today=today) as work:
        chosen = campaign_of(work, name)
        for campaign in work.session.scalars(_in_order()):
            campaign.is_default = campaign is chosen
        return chosen.name


def remove_campaign(ledger: Ledger, actor: Actor, name: str, *, today: dt.date) -> str:
    """Forget a campaign that nothing stands in, with its events and 方面; returns its name.

    Raises Refusal, NotFound.
    """
    with ledger.transaction(actor, "remove_campaign", today=today) as work:
        campaign = campaign_of(work, name)
        if reasons := tuple(_holdings(work.session, campaign)):
            raise Refusal(f"专项“{one_line(campaign.name)}”还不是空的，不能删除：", reasons)
        for model in _SETTINGS_ONLY:
            for row in work.session.scalars(select(model).where(model.campaign_id == campaign.id)):
                work.session.delete(row)
        work.session.flush()
        work.session.delete(campaign)
        work.session.flush()
        if campaign.is_default and (first := work.session.scalars(_in_order()).first()) is not None:
            first.is_default = True
        return campaign.name


def link_items(ledger: Ledger, actor: Actor, numbers: Sequence[str], *, campaign: str, today: dt.date) -> int:
    """The items stand in this campaign too, one row each that is changed once; returns how many are new.

    Raises Refusal for an item that is at home there.
    """
    with ledger.transaction(actor, "link_campaign", today=today) as work:
        target = campaign_of(work, campaign)
        linked = 0
        for item in dict.fromkeys(item_of(work.session, number) for number in numbers):
            if item.campaign_id == target.id:
                raise Refusal(f"{item.number} 本来就是专项“{one_line(target.name)}”的事项")
            if _standing(work.session, target.id, item.id) is None:
                work.session.add(Standing(campaign_id=target.id, item_id=item.id))
                linked += 1
        return linked


def unlink_items(
    ledger: Ledger, actor: Actor, numbers: Sequence[str], *, campaign: str, today: dt.date
) -> None:
    """The items no longer stand in this campaign; at home they stay as they are. Raises Refusal."""
    with ledger.transaction(actor, "unlink_campaign", today=today) as work:
        target = campaign_of(work, campaign)
        for item in dict.fromkeys(item_of(work.session, number) for number in numbers):
            standing = _standing(work.session, target.id, item.id)
            if standing is None:
                raise Refusal(f"{item.number} 没有并入专项“{one_line(target.name)}”")
            work.session.delete(standing)


def move_items(ledger: Ledger, actor: Actor, numbers: Sequence[str], *, campaign: str, today: dt.date) -> int:
    """The items are at home in this campaign from now on, under their old 编号; returns how many moved.

    Their 方面 belonged to the old campaign and goes. Raises Refusal for an item that waits for its
    review, which the old campaign's demands govern, and for one whose limit counts from an event.
    """
    with ledger.transaction(actor, "move_campaign", today=today) as work:
        target = campaign_of(work, campaign)
        moved = 0
        for item in dict.fromkeys(item_of(work.session, number) for number in numbers):
            if item.campaign_id == target.id:
                continue
            _refuse_unless_movable(item)
            if (standing := _standing(work.session, target.id, item.id)) is not None:
                work.session.delete(standing)
            item.campaign_id = target.id
            item.aspect_id = None
            moved += 1
        return moved


def _refuse_unless_movable(item: Item) -> None:
    if State(item.state) is State.APPLIED:
        raise Refusal(f"{item.number} 正在审核，按原专项的要求审完，或者撤回、退回后再改归属")
    counted = [item.deadline, *(measure.deadline for measure in item.measures)]
    if events := [limit.event for limit in counted if limit is not None and limit.event]:
        raise Refusal(
            f"{item.number} 的时限从原专项的“{one_line(events[0])}”算起，"
            "先用 edit --deadline 写明日期，再改归属"
        )


def _in_order() -> Select[Campaign]:
    return select(Campaign).order_by(Campaign.id)


def _standing(session: Session, campaign_id: int, item_id: int) -> Standing | None:
    return session.scalars(
        select(Standing).where(Standing.campaign_id == campaign_id, Standing.item_id == item_id)
    ).first()


def _set(work: Work, campaign: Campaign, settings: CampaignSettings) -> None:
    for name in settings.get("emptied", ()):
        setattr(campaign, name, "" if name == "kind" else None)
    if (kind := settings.get("kind")) is not None:
        campaign.kind = kind.value
    if (unit := settings.get("reporting_unit")) is not None:
        campaign.reporting_unit = unit.strip()
    if (prefix := settings.get("number_prefix")) is not None:
        campaign.number_prefix = _read_prefix(prefix)
    for field in _AS_GIVEN:
        if (value := settings.get(field)) is not None:
            setattr(campaign, field, value)
    if standards := settings.get("standards"):
        set_now = {standard.value: count for standard, count in standards.items()}
        campaign.standards = {**campaign.standards, **set_now}
    added, removed = settings.get("add_sources") or (), settings.get("remove_sources") or ()
    if added or removed:
        campaign.sources = _sources(campaign.sources, added, removed)
    work.session.flush()
    if mistakes := tuple(_mistakes(campaign)):
        raise Refusal("专项设置不对：", mistakes)


def _free_name(session: Session, campaign: Campaign | None, typed: str) -> str:
    name = required(one_line(typed), "专项名称")
    other = session.scalars(select(Campaign).where(Campaign.name == name)).first()
    if other is not None and other is not campaign:
        raise Refusal(f"已有专项“{name}”，请换个名称")
    return name


def _read_prefix(typed: str) -> str:
    prefix = narrow(one_line(typed)).upper()
    if not _PREFIX.fullmatch(prefix):
        raise Refusal(f"编号前缀“{prefix}”不行：写1到12个字母、数字或汉字，如 XC")
    return prefix


def _sources(known: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> list[str]:
    """The campaign's own words; items that have one which goes keep it."""
    for word in removed:
        if word.strip() not in known:
            own = "、".join(known) or "无"
            raise Refusal(f"专项自己的问题来源里没有“{one_line(word)}”（现有：{own}）")
    gone = {word.strip() for word in removed}
    new = [required(one_line(word), "问题来源") for word in added]
    for word in new:
        if SourceKind.read(word) is not None:
            raise Refusal(f"“{word}”是通用的问题来源，不用再加")
    return list(dict.fromkeys([*(word for word in known if word not in gone), *new]))


def _mistakes(campaign: Campaign) -> Iterator[str]:
    if not 0 <= campaign.imminent_days <= campaign.near_days <= _MOST_DAYS:
        yield f"预警天数应满足 0 ≤ 即将到期天数 ≤ 临期天数 ≤ {_MOST_DAYS}"
    if campaign.begins and campaign.ends and campaign.ends < campaign.begins:
        yield f"结束日期{campaign.ends}早于开始日期{campaign.begins}"
    for what, days in (("立行立改天数", campaign.immediate_days), ("公示天数", campaign.publicity_days)):
        if not 0 <= days <= _MOST_DAYS:
            yield f"{what}应在 0 到 {_MOST_DAYS} 之间"
    for what, share in (("滞后百分点", campaign.lag_percent), ("满意度", campaign.satisfaction_percent)):
        if not 0 <= share <= 100:
            yield f"{what}应在 0 到 100 之间"
    for standard in Standard:
        if not 1 <= campaign.standards.get(standard.value, 1) <= _MOST_DAYS:
            yield f"{standard.word}应在 1 到 {_MOST_DAYS} 之间"
    standards = read_standards(campaign.standards)
    if standards.very_long_overdue < standards.long_overdue:
        yield f"{Standard.VERY_LONG_OVERDUE.word}不能少于{Standard.LONG_OVERDUE.word}"
    if campaign.review_steps not in (1, 2):
        yield "审核步数只能是 1（一步审核）或 2（先初审，再由另一人审核）"


def _holdings(session: Session, campaign: Campaign) -> Iterator[str]:
    """What stands in a campaign, one line for each kind of thing."""
    for model in JOURNALLED:
        if "campaign_id" not in model.__table__.columns or model in _SETTINGS_ONLY:
            continue
        count = session.scalar(select(func.count()).where(model.__table__.c.campaign_id == campaign.id))
        if count:
            yield f"{TABLE_LABELS[model.__tablename__]}{count}个"
