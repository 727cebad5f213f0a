"""The life of an item as one table: steps, who may take them, what each demands, what a refusal says.

Everything that moves an item goes through `check`; both faces draw their steps, their refusals and
`tracker lifecycle` from here. They look at facts, not at rows (decision 0005).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.errors import NotPermitted, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import NOTHING_DEMANDED, ClosingFacts, FindingRow
from tracker.ledger.limits import Late
from tracker.ledger.list_rows import Deadline
from tracker.ledger.rows import StepRow
from tracker.ledger.words import Role, State

FEWEST_STAGES = 2
"""One alone is no stage."""

SHORTEST_OPINION = 10
"""补充整改要求 has at least so many characters."""


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
class Facts:
    """What the demands look at."""

    number: str
    state: State
    target: str
    measures: tuple[tuple[int, str, bool], ...]
    """Ordinal, text, done."""
    owners: int
    """How many bodies lead or are responsible."""
    deadline: Deadline | None
    evidence: int
    """Pieces of 佐证材料 of the item and its measures in the present round."""
    completion: str
    inference: str
    applicant: str
    """Who applied last; empty when nobody did."""
    opinion: str = ""
    """What the reviewer writes with this step."""
    reason: str = ""
    """Why this step is taken."""
    basis: str = ""
    """What a 回炉 rests on."""
    findings: tuple[FindingRow, ...] = ()
    """Of the 销号体检, with the applicant's answers; looked for when somebody applies, not before."""
    closing: ClosingFacts = NOTHING_DEMANDED
    by_stages: bool = False
    """分阶段整改, or 中长期."""
    stages: int = 0
    late_measures: Late = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a step asks for."""

    name: str
    """How it reads in `tracker lifecycle`."""
    missing: Callable[[Facts, Actor], tuple[str, ...]]
    """Each thing that is missing, one line each; empty when it is met."""


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


def _target(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.target.strip() else ("缺整改目标（整改有目标）",)


def _has_measures(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.measures else ("缺整改措施（推进有措施）",)


def _has_owner(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.owners else ("缺牵头单位或责任单位（落实有责任）",)


def _has_deadline(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.deadline is None:
        return ("缺整改时限（完成有时限）",)
    if facts.deadline.confirm:
        return (f"整改时限“{facts.deadline.phrase}”待明确，请定下日期（完成有时限）",)
    return ()


FOUR: tuple[tuple[str, Demand], ...] = (
    ("目标", Demand("整改有目标", _target)),
    ("措施", Demand("推进有措施", _has_measures)),
    ("责任", Demand("落实有责任", _has_owner)),
    ("时限", Demand("完成有时限", _has_deadline)),
)
"""四有, each with its short word."""


def _measures_in_time(facts: Facts, actor: Actor) -> tuple[str, ...]:
    limit = facts.deadline.due if facts.deadline else None
    return tuple(f"措施{ordinal}的时限{day}晚于事项的整改时限{limit}" for ordinal, day in facts.late_measures)


def _has_stages(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if not facts.by_stages or facts.stages >= FEWEST_STAGES:
        return ()
    return (f"分阶段整改、中长期整改至少要有{FEWEST_STAGES}个阶段（现有{facts.stages}个）",)


def measure_named(ordinal: int, text: str) -> str:
    """A measure in a line about it: its ordinal and how it begins."""
    return f"措施{ordinal}“{shortened(text)}”"


def shortened(text: str) -> str:
    """How a text begins, for a line about it."""
    return text[:20] + ("…" if len(text) > 20 else "")


def _measures_done(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return (
        *_has_measures(facts, actor),
        *(f"{measure_named(ordinal, text)}尚未完成" for ordinal, text, done in facts.measures if not done),
    )


def _completion_written(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.completion.strip() else ("缺完成情况",)


def _has_evidence(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.evidence else ("缺佐证材料，至少一份",)


def _inference_answered(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.inference.strip() else ("缺举一反三情况",)


def _findings_answered(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return tuple(
        f"销号体检第{finding.ordinal}条没有答复：{finding.text}"
        for finding in facts.findings
        if not finding.answer.strip()
    )


def _first_review_wanted(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.closing.review_steps < 2:
        return ("本专项一步审核，没有初审，请直接办理销号",)
    first = facts.closing.first_reviewer
    return (f"已由{first}初审通过，请另一人办理销号",) if first else ()


def _first_review_passed(facts: Facts, actor: Actor) -> tuple[str, ...]:
    closing = facts.closing
    if closing.review_steps < 2 or closing.first_reviewer:
        return ()
    return ("还没有初审：本专项两步审核，先由一人初审，再由另一人销号",)


def _other_than_first_reviewer(facts: Facts, actor: Actor) -> tuple[str, ...]:
    first = facts.closing.first_reviewer
    if first and actor.is_called(first):
        return (f"初审人与销号的审核人不能是同一人（初审人：{first}）",)
    return ()


def _publicised(facts: Facts, actor: Actor) -> tuple[str, ...]:
    closing = facts.closing
    if not closing.publicity_days:
        return ()
    if closing.publicity is None:
        return (f"缺公示：本专项销号前须公示满{closing.publicity_days}天",)
    lines = []
    row = closing.publicity
    days = (row.ends - row.begins).days + 1
    if days < closing.publicity_days:
        lines.append(f"公示{days}天，本专项须公示满{closing.publicity_days}天")
    if not closing.publicity_over:
        lines.append(f"公示到{row.ends}为止，期满后才能销号")
    elif not row.objections.strip():
        lines.append("公示期满，还没有登记有无异议和处理情况")
    return tuple(lines)


def _satisfied(facts: Facts, actor: Actor) -> tuple[str, ...]:
    closing = facts.closing
    if not closing.satisfaction_percent:
        return ()
    if closing.satisfaction is None:
        return (f"缺群众满意度：本专项销号前须达到{closing.satisfaction_percent}%",)
    if closing.satisfaction < closing.satisfaction_percent:
        return (f"群众满意度{closing.satisfaction}%，本专项须达到{closing.satisfaction_percent}%",)
    return ()


def _other_than_applicant(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.applicant and actor.is_called(facts.applicant):
        return (f"申请人与审核人不能是同一人（申请人：{facts.applicant}）",)
    return ()


def _is_applicant(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.applicant and not actor.is_called(facts.applicant):
        return (f"只有申请人可以撤回（申请人：{facts.applicant}）",)
    return ()


def _opinion_long_enough(facts: Facts, actor: Actor) -> tuple[str, ...]:
    written = len("".join(facts.opinion.split()))
    if written >= SHORTEST_OPINION:
        return ()
    return (f"补充整改要求至少{SHORTEST_OPINION}个字（现有{written}个字）",)


def _has_reason(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.reason.strip() else ("缺理由",)


def _has_basis(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.basis.strip() else ("缺依据（回头看、批示、检查等）",)


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
            Demand("措施的时限不晚于事项", _measures_in_time),
            Demand("分阶段整改、中长期整改有阶段", _has_stages),
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
            Demand("全部措施已完成", _measures_done),
            Demand("写明完成情况", _completion_written),
            Demand("至少一份佐证材料", _has_evidence),
            Demand("回答举一反三情况", _inference_answered),
            Demand("逐条答复销号体检查出的问题", _findings_answered),
        ),
    ),
    Transition(
        Step.WITHDRAW,
        "撤回申请",
        frozenset({State.APPLIED}),
        State.RECTIFYING,
        WORKING,
        (Demand("由申请人本人撤回", _is_applicant),),
    ),
    Transition(
        Step.RETURN,
        "退回",
        frozenset({State.APPLIED}),
        State.RECTIFYING,
        DECIDING,
        (
            Demand("审核人不是申请人", _other_than_applicant),
            Demand(f"补充整改要求不少于{SHORTEST_OPINION}个字", _opinion_long_enough),
        ),
    ),
    Transition(
        Step.PRELIMINARY,
        "初审",
        frozenset({State.APPLIED}),
        State.APPLIED,
        DECIDING,
        (Demand("审核人不是申请人", _other_than_applicant),),
        condition=Demand("专项设为两步审核，还没有初审通过", _first_review_wanted),
    ),
    Transition(
        Step.CLOSE,
        "销号",
        frozenset({State.APPLIED}),
        State.CLOSED,
        DECIDING,
        (
            Demand("审核人不是申请人", _other_than_applicant),
            Demand("设为两步审核的，初审已通过", _first_review_passed),
            Demand("设为两步审核的，审核人不是初审人", _other_than_first_reviewer),
            Demand("设有公示的，公示期满，有无异议已登记", _publicised),
            Demand("设有满意度的，群众满意度达到", _satisfied),
        ),
    ),
    Transition(
        Step.LOOK_BACK,
        "回头看",
        frozenset({State.CLOSED}),
        State.CLOSED,
        OFFICE,
        (Demand("写明核查情况", _has_reason),),
    ),
    Transition(
        Step.REOPEN,
        "回炉",
        frozenset({State.CLOSED}),
        State.RECTIFYING,
        DECIDING,
        (Demand("写明理由", _has_reason), Demand("写明依据", _has_basis)),
    ),
    Transition(
        Step.STOP,
        "终止",
        frozenset({State.UNREGISTERED, State.RECTIFYING}),
        State.STOPPED,
        DECIDING,
        (Demand("写明理由", _has_reason),),
    ),
    Transition(
        Step.REOPEN,
        "恢复办理",
        frozenset({State.STOPPED}),
        State.UNREGISTERED,
        DECIDING,
        (Demand("写明理由", _has_reason), Demand("写明依据", _has_basis)),
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


def lacking(facts: Facts) -> tuple[str, ...]:
    """What an item lacks of its four 有, one line each."""
    nobody = Actor("", Role.OPERATOR)
    return tuple(line for _, demand in FOUR for line in demand.missing(facts, nobody))


def four_haves(facts: Facts) -> tuple[tuple[str, bool], ...]:
    """四有: which of the four an item has."""
    nobody = Actor("", Role.OPERATOR)
    return tuple((word, not demand.missing(facts, nobody)) for word, demand in FOUR)
