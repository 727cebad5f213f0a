"""专项 with what belongs to one as a whole: events, 方面, opinions, questionnaires, duties, consequences."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.ledger.models.base import NEVER_REUSED, Keyed


class Campaign(Keyed):
    """专项: one ledger with its settings."""

    __tablename__ = "campaign"
    __table_args__ = (NEVER_REUSED,)

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")
    reporting_unit: Mapped[str] = mapped_column(default="")
    number_prefix: Mapped[str] = mapped_column(default="ZG")
    begins: Mapped[dt.date | None]
    ends: Mapped[dt.date | None]
    near_days: Mapped[int] = mapped_column(default=7)
    imminent_days: Mapped[int] = mapped_column(default=3)
    immediate_days: Mapped[int] = mapped_column(default=0)
    """Days a 立行立改 item gets from 挂号 on; 0: no date is set."""
    lag_percent: Mapped[int] = mapped_column(default=10)
    """滞后: the share of measures done is so many points behind the share of time gone."""
    review_steps: Mapped[int] = mapped_column(default=1)
    """1: one reviewer decides; 2: 初审, then another person decides."""
    publicity_days: Mapped[int] = mapped_column(default=0)
    """公示 before 销号 lasts so many days; 0: none is asked for."""
    satisfaction_percent: Mapped[int] = mapped_column(default=0)
    """群众满意度 before 销号; 0: none is asked for."""
    sources: Mapped[list[str]] = mapped_column(default=list)
    """问题来源 beside the usual ones."""
    standards: Mapped[dict[str, int]] = mapped_column(default=dict)
    """Figures of `standards.Standards` that are not as usual."""
    is_default: Mapped[bool] = mapped_column(default=False)
    """Where new items go unless another campaign is named."""


class CampaignEvent(Keyed):
    """反馈、印发、动员…: a day from which relative time limits count."""

    __tablename__ = "campaign_event"
    __table_args__ = (UniqueConstraint("campaign_id", "name"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    name: Mapped[str]
    on: Mapped[dt.date]


class Standing(Keyed):
    """An item that stands in another campaign beside its own: linked, changed once."""

    __tablename__ = "standing"
    __table_args__ = (UniqueConstraint("campaign_id", "item_id"), Index(None, "item_id"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))


class Aspect(Keyed):
    """方面 of a 专项整治, with the leader over it."""

    __tablename__ = "aspect"
    __table_args__ = (UniqueConstraint("campaign_id", "name"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    ordinal: Mapped[int]
    name: Mapped[str]
    leader: Mapped[str] = mapped_column(default="")


class Opinion(Keyed):
    """An entry of the 意见建议清单: answered, or turned into an item."""

    __tablename__ = "opinion"
    __table_args__ = (Index(None, "campaign_id"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    source: Mapped[str]
    text: Mapped[str]
    said_by: Mapped[str] = mapped_column(default="")
    on: Mapped[dt.date]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[dt.date | None]
    answered_by: Mapped[str] = mapped_column(default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))


class Survey(Keyed):
    """评估测评: one round of a questionnaire."""

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("campaign_id", "name"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    name: Mapped[str]
    on: Mapped[dt.date]
    by: Mapped[str]


class SurveyScore(Keyed):
    """How many answered 好/较好/一般/差 to one indicator, about the whole or about one item."""

    __tablename__ = "survey_score"
    __table_args__ = (Index(None, "survey_id"), Index(None, "item_id"), NEVER_REUSED)

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    indicator: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    good: Mapped[int]
    fair: Mapped[int]
    average: Mapped[int]
    poor: Mapped[int]


class Consequence(Keyed):
    """结果运用: 约谈、通报 or 问责 of a unit, proposed from figures and decided by a person."""

    __tablename__ = "consequence"
    __table_args__ = (Index(None, "campaign_id"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit: Mapped[str]
    kind: Mapped[str]
    grounds: Mapped[list[str]]
    """重视不够、落实不力、进展缓慢 with the figures that say so, as they stood when it was proposed."""
    proposed_on: Mapped[dt.date]
    proposed_by: Mapped[str]
    decision: Mapped[str]
    decided_on: Mapped[dt.date | None]
    decided_by: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")
    document_number: Mapped[str] = mapped_column(default="")


class Duty(Keyed):
    """周期工作: 周调度、旬分析、月小结, 每月25日前报送."""

    __tablename__ = "duty"
    __table_args__ = (UniqueConstraint("campaign_id", "name"), NEVER_REUSED)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    name: Mapped[str]
    phrase: Mapped[str]
    """每月25日前, as written; read anew for each period."""
    unit: Mapped[str] = mapped_column(default="")
    begins: Mapped[dt.date]
    ends: Mapped[dt.date | None]


class DutyOccurrence(Keyed):
    """One period of a duty: two machines that make it make one."""

    __tablename__ = "duty_occurrence"
    __table_args__ = (UniqueConstraint("duty_id", "period"), NEVER_REUSED)

    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    period: Mapped[str]
    """2024-06, 2024-W25, 2024-06-中 …"""
    due: Mapped[dt.date]
    done_on: Mapped[dt.date | None]
    done_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
