"""The life of an item as one table: steps, who may take them, what each demands, what a refusal says.

Everything that moves an item goes through `check`; both faces draw their steps, their refusals and
`tracker lifecycle` from here. What a step demands, and what of it is missing, is in `demands`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.errors import NotPermitted, Refusal
from tracker.ledger import demands
from tracker.ledger.actor import Actor
from tracker.ledger.demands import FOUR, SHORTEST_OPINION, Demand, Facts
from tracker.ledger.rows import StepRow
from tracker.ledger.words import Role, State


class Step(StrEnum):
    """What can be done with an item as a whole."""

    REGISTER = "register"
    APPLY = "apply"
    WITHDRAW = "withdraw"
    RETURN = "return"
    PRELIMINARY = "preliminary"
    CLOSE = "close"
    LOOK_BACK = "look_back"
    REOPEN = "reopen"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    step: Step
    word: str
    sources: frozenset[State]
    target: State
    roles: frozenset[Role]
    demands: tuple[Demand, ...]
    waivable: bool = False
    """Going on without what is missing is possible with a written reason."""
    condition: Demand | None = None
    """What must hold for the step to be there at all: without it nobody is offered it."""


WORKING = frozenset({Role.OPERATOR, Role.UNDERTAKER, Role.REVIEWER, Role.LEADER})
OFFICE = frozenset({Role.OPERATOR, Role.REVIEWER, Role.LEADER})
DECIDING = frozenset({Role.REVIEWER, Role.LEADER})

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        Step.REGISTER,
        "挂号",
        frozenset({State.UNREGISTERED}),
        State.RECTIFYING,
        OFFICE,
        (
            *(demand for _, demand in FOUR),
            Demand("措施的时限不晚于事项", demands.measures_in_time),
            Demand("分阶段整改、中长期整改有阶段", demands.has_stages),
        ),
        waivable=True,
    ),
    Transition(
        Step.APPLY,
        "申请销号",
        frozenset({State.RECTIFYING}),
        State.APPLIED,
        WORKING,
        (
            Demand("全部措施已完成", demands.measures_done),
            Demand("写明完成情况", demands.completion_written),
            Demand("至少一份佐证材料", demands.has_evidence),
            Demand("回答举一反三情况", demands.inference_answered),
            Demand("逐条答复销号体检查出的问题", demands.findings_answered),
        ),
    ),
    Transition(
        Step.WITHDRAW,
        "撤回申请",
        frozenset({State.APPLIED}),
        State.RECTIFYING,
        WORKING,
        (Demand("由申请人本人撤回", demands.is_applicant),),
    ),
    Transition(
        Step.RETURN,
        "退回",
        frozenset({State.APPLIED}),
        State.RECTIFYING,
        DECIDING,
        (
            Demand("审核人不是申请人", demands.other_than_applicant),
            Demand(f"补充整改要求不少于{SHORTEST_OPINION}个字", demands.opinion_long_enough),
        ),
    ),
    Transition(
        Step.PRELIMINARY,
        "初审",
        frozenset({State.APPLIED}),
        State.APPLIED,
        DECIDING,
        (Demand("审核人不是申请人", demands.other_than_applicant),),
        condition=Demand("专项设为两步审核，还没有初审通过", demands.first_review_wanted),
    ),
    Transition(
        Step.CLOSE,
        "销号",
        frozenset({State.APPLIED}),
        State.CLOSED,
        DECIDING,
        (
            Demand("审核人不是申请人", demands.other_than_applicant),
            Demand("设为两步审核的，初审已通过", demands.first_review_passed),
            Demand("设为两步审核的，审核人不是初审人", demands.other_than_first_reviewer),
            Demand("设有公示的，公示期满，有无异议已登记", demands.publicised),
            Demand("设有满意度的，群众满意度达到", demands.satisfied),
        ),
    ),
    Transition(
        Step.LOOK_BACK,
        "回头看",
        frozenset({State.CLOSED}),
        State.CLOSED,
        OFFICE,
        (Demand("写明核查情况", demands.has_reason),),
    ),
    Transition(
        Step.REOPEN,
        "回炉",
        frozenset({State.CLOSED}),
        State.RECTIFYING,
        DECIDING,
        (Demand("写明理由", demands.has_reason), Demand("写明依据", demands.has_basis)),
    ),
    Transition(
        Step.STOP,
        "终止",
        frozenset({State.UNREGISTERED, State.RECTIFYING}),
        State.STOPPED,
        DECIDING,
        (Demand("写明理由", demands.has_reason),),
    ),
    Transition(
        Step.REOPEN,
        "恢复办理",
        frozenset({State.STOPPED}),
        State.UNREGISTERED,
        DECIDING,
        (Demand("写明理由", demands.has_reason), Demand("写明依据", demands.has_basis)),
    ),
)

INITIAL = State.UNREGISTERED


def transition_of(step: Step, state: State) -> Transition | None:
    """The row of the table for this step from this state; None when there is none."""
    return next((row for row in TRANSITIONS if row.step is step and state in row.sources), None)


def ways_to_change(state: State) -> str:
    """The steps after which what an item says may be changed again, as a refusal names them."""
    return "或".join(row.word for row in TRANSITIONS if state in row.sources and row.target.may_change)


def missing(transition: Transition, facts: Facts, actor: Actor) -> tuple[str, ...]:
    """Everything the step demands that is not there."""
    return tuple(line for demand in transition.demands for line in demand.missing(facts, actor))


def refusals(step: Step, facts: Facts, actor: Actor, *, waiver: str = "") -> tuple[str, ...]:
    """Why this actor cannot take this step now, one line each; empty when it is open."""
    transition = transition_of(step, facts.state)
    if transition is None:
        rows = [row for row in TRANSITIONS if row.step is step]
        states = "、".join(state.word for state in State for row in rows if state in row.sources)
        line = f"现在是“{facts.state.word}”，只有“{states}”的事项才能{rows[0].word}"
        return (line, *_of_others(rows[0], actor))
    lines = list(_of_others(transition, actor))
    if transition.condition and (unset := transition.condition.missing(facts, actor)):
        return (*lines, *unset)
    if not (transition.waivable and waiver.strip()):
        lines.extend(missing(transition, facts, actor))
    return tuple(lines)


def _of_others(transition: Transition, actor: Actor) -> tuple[str, ...]:
    """Who may take the step, where this actor may not."""
    if actor.role in transition.roles:
        return ()
    allowed = "、".join(role.word for role in Role if role in transition.roles)
    return (f"您的角色是“{actor.role.word}”，{transition.word}由{allowed}办理",)


def check(step: Step, facts: Facts, actor: Actor, *, waiver: str = "") -> Transition:
    """The transition to make. Raises Refusal naming each thing that is in the way."""
    reasons = refusals(step, facts, actor, waiver=waiver)
    transition = transition_of(step, facts.state)
    if reasons or transition is None:
        row = transition or next(row for row in TRANSITIONS if row.step is step)
        kind = NotPermitted if _of_others(row, actor) else Refusal
        raise kind(f"{facts.number} 不能{row.word}：", reasons)
    return transition


def steps(facts: Facts, actor: Actor) -> tuple[StepRow, ...]:
    """Every step that starts from the item's state, with what is in its way for this actor.

    Demands on what is written with the step itself (opinion, reason, basis) are left to the form; a step
    whose condition does not hold is left out.
    """
    written = replace(facts, opinion="※" * SHORTEST_OPINION, reason="※", basis="※")
    return tuple(
        StepRow(row.step.value, row.word, refusals(row.step, written, actor))
        for row in TRANSITIONS
        if facts.state in row.sources and not (row.condition and row.condition.missing(facts, actor))
    )
