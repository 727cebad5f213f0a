"""预警: the time light of an item, and its words; `light_expression` says the same rule in SQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind, Light, State


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many days before the last day a light changes."""

    near_days: int = 7
    imminent_days: int = 3


def light_of(
    deadline: Deadline | None,
    *,
    extended: bool,
    state: State,
    closed_on: dt.date | None,
    today: dt.date,
    thresholds: Thresholds,
    stage_done_on: dt.date | None = None,
) -> Light:
    """The light of one item or measure on a day.

    A 周期 keeps the first date it fell due; when that is past the duty goes on, it is not overdue for good.
    “年底前，并长期坚持” is held to its date until what was due by then is done (`stage_done_on`).
    """
    due = deadline.due if deadline else None
    if state is State.STOPPED:
        return Light.STOPPED
    if state is State.CLOSED:
        return Light.CLOSED_LATE if due and closed_on and closed_on > due else Light.CLOSED
    if deadline is None or deadline.confirm:
        return Light.UNSETTLED
    if stage_done_on is not None:
        return Light.CONTINUING
    if due is None:
        return _light_without_date(deadline.kind)
    left = (due - today).days
    if left < 0:
        return Light.CONTINUING if deadline.kind is DeadlineKind.RECURRING else Light.OVERDUE
    if extended:
        return Light.EXTENDED
    if left <= thresholds.imminent_days:
        return Light.IMMINENT
    return Light.NEAR if left <= thresholds.near_days else Light.NORMAL


def _light_without_date(kind: DeadlineKind) -> Light:
    if kind is DeadlineKind.CONTINUING:
        return Light.CONTINUING
    return Light.NORMAL if kind is DeadlineKind.IMMEDIATE else Light.UNSETTLED


def light_words(
    light: Light,
    deadline: Deadline | None,
    closed_on: dt.date | None,
    today: dt.date,
    *,
    next_review: dt.date | None = None,
    stage_done_on: dt.date | None = None,
) -> str:
    """The light said in words: 剩余3天, 已逾期5天, 今日到期; of 长期坚持 when it is looked at next."""
    due = deadline.due if deadline else None
    if light is Light.CONTINUING and next_review is not None:
        late = (stage_done_on - due).days if stage_done_on and due else 0
        kept = f"逾期{late}天阶段性完成，" if late > 0 else ""
        return f"{light.word}，{kept}{_review_words(next_review, today)}"
    if light is Light.CLOSED_LATE and due and closed_on:
        return f"逾期{(closed_on - due).days}天完成"
    if light is Light.NORMAL and due is None:
        return "立行立改"
    if due is None or light in (Light.UNSETTLED, Light.CLOSED, Light.STOPPED):
        return light.word
    left = (due - today).days
    if light is Light.CONTINUING:
        return "周期办理" if stage_done_on is None else light.word
    if left < 0:
        return f"已逾期{-left}天"
    remaining = "今日到期" if left == 0 else f"剩余{left}天"
    return f"延期办理，{remaining}" if light is Light.EXTENDED else remaining


def _review_words(next_review: dt.date, today: dt.date) -> str:
    left = (next_review - today).days
    if left < 0:
        return f"复核已过期{-left}天"
    return "今日复核" if left == 0 else f"{left}天后复核"
