"""五分类盘点 as one table: what each class demands of an item, and which class the facts propose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.ledger.rows import ItemPage
from tracker.ledger.words import (
    Classification,
    Light,
    LookBackResult,
    OwnerRole,
    RectificationType,
    State,
    Term,
    Verified,
)

Missing = Callable[[ItemPage], tuple[str, ...]]
"""Each thing that is missing, one line each."""

ON_THE_BOOKS = frozenset({State.RECTIFYING, State.APPLIED})


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One class: what it asks to be done, of which items, and what must be written down for it."""

    name: Classification
    asks: str
    """巩固深化, 加快进度 …"""
    states: frozenset[State]
    demands: tuple[tuple[str, Missing], ...]
    """How each reads in the manual, with what is missing of it."""


def _measures_done(page: ItemPage) -> tuple[str, ...]:
    left = [str(measure.ordinal) for measure in page.measures if measure.done_on is None]
    if not page.measures:
        return ("还没有整改措施",)
    return (f"措施{'、'.join(left)}尚未完成",) if left else ()


def _has_limit(page: ItemPage) -> tuple[str, ...]:
    deadline = page.row.deadline
    return () if deadline is not None and not deadline.confirm else ("缺定下来的整改时限",)


def _has_owner(page: ItemPage) -> tuple[str, ...]:
    units = page.owner_names(OwnerRole.LEAD) + page.owner_names(OwnerRole.RESPONSIBLE)
    people = page.owner_names(OwnerRole.LEADER) + page.owner_names(OwnerRole.PERSON)
    return (
        *(() if units else ("缺牵头单位或责任单位",)),
        *(() if people else ("缺责任领导或责任人",)),
    )


def _was_seen(page: ItemPage) -> tuple[str, ...]:
    seen = page.truths.verified_note or any(measure.verified_note for measure in page.measures)
    return () if seen or page.look_backs else ("缺核实情况或回头看记录（tracker verify、look-back）",)


def _has_stages(page: ItemPage) -> tuple[str, ...]:
    goal = page.truths.stage_goal or page.stages
    undated = [str(row.ordinal) for row in page.stages if row.deadline is None or row.deadline.due is None]
    return (
        *(() if goal else ("缺阶段目标",)),
        *(() if page.stages else ("缺有时限的阶段（tracker stage add）",)),
        *((f"阶段{'、'.join(undated)}没有时限",) if undated else ()),
    )


CLASSES: tuple[ClassRule, ...] = (
    ClassRule(
        Classification.CONSOLIDATE,
        "巩固深化",
        ON_THE_BOOKS | {State.CLOSED},
        (("全部措施已完成", _measures_done),),
    ),
    ClassRule(Classification.SPEED_UP, "加快进度", ON_THE_BOOKS, (("时限已定", _has_limit),)),
    ClassRule(
        Classification.ASSIGN,
        "明确责任",
        ON_THE_BOOKS,
        (("有牵头或责任单位，有责任领导或责任人", _has_owner),),
    ),
    ClassRule(
        Classification.REDO,
        "回炉补课",
        ON_THE_BOOKS | {State.CLOSED},
        (("有核实情况或回头看记录", _was_seen),),
    ),
    ClassRule(
        Classification.LONG,
        "定阶段目标和时限",
        ON_THE_BOOKS,
        (("有阶段目标，有定了时限的阶段", _has_stages),),
    ),
)

RULES = {rule.name: rule for rule in CLASSES}


def class_refusals(page: ItemPage, wanted: Classification) -> tuple[str, ...]:
    """Why an item cannot be put into a class, one line each; empty when it can."""
    rule = RULES[wanted]
    if page.row.state not in rule.states:
        states = "、".join(state.word for state in State if state in rule.states)
        return (f"现在是“{page.row.state.word}”，只有“{states}”的事项才能列入“{wanted.word}”",)
    return tuple(line for _, missing in rule.demands for line in missing(page))


def proposed_class(page: ItemPage) -> tuple[Classification, str] | None:
    """The class that an item's facts speak for, with why; None for what is not on the books.

    Only a proposal: what was found on the spot and what is done weigh before what was planned, and a
    person decides.
    """
    row = page.row
    if row.state not in ON_THE_BOOKS | {State.CLOSED}:
        return None
    if reason := _found_wanting(page):
        return Classification.REDO, reason
    if row.state is State.CLOSED:
        return Classification.CONSOLIDATE, "已销号"
    if not _measures_done(page):
        return Classification.CONSOLIDATE, "措施全部完成"
    if reason := _long_lasting(page):
        return Classification.LONG, reason
    if row.light is Light.OVERDUE:
        return Classification.ASSIGN, f"{row.light_words}，措施完成{row.measures_done}/{row.measures_total}"
    if not row.measures_done and not page.progress:
        return Classification.ASSIGN, "还没有任何进展"
    return Classification.SPEED_UP, f"措施完成{row.measures_done}/{row.measures_total}，{row.light_words}"


def _found_wanting(page: ItemPage) -> str:
    """What a 核实 or 回头看 found wrong, while nothing newer says otherwise."""
    truths = page.truths
    if truths.verified in (Verified.UNTRUE, Verified.PARTLY):
        return f"核实为{truths.verified.word}"
    for measure in page.measures:
        if measure.verified in (Verified.UNTRUE, Verified.PARTLY):
            return f"措施{measure.ordinal}核实为{measure.verified.word}"
    if page.row.round > 1 and page.look_backs and page.look_backs[-1].result is LookBackResult.RETURNED:
        return f"第{page.row.round}轮，回头看要求回炉" if _measures_done(page) else ""
    return ""


def _long_lasting(page: ItemPage) -> str:
    row = page.row
    if row.light is Light.CONTINUING:
        return row.light_words
    if page.truths.term is Term.LONG:
        return f"{Term.LONG.word}整改"
    is_long = row.type in (RectificationType.PHASED, RectificationType.LONG_TERM)
    return row.type.word if is_long else ""
