"""What the steps of an item's life demand: each demand is met by facts, or says in lines what is missing.

The table of the steps, and which of them demands what, is `lifecycle`. Facts and not rows are looked at, so
that every caller can bring them together in its own way (decision 0005).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import NOTHING_DEMANDED, ClosingFacts, FindingRow
from tracker.ledger.limits import Late
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import Role, State

FEWEST_STAGES = 2
"""One alone is no stage."""

SHORTEST_OPINION = 10
"""补充整改要求 has at least so many characters."""


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


def has_target(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.target.strip() else ("缺整改目标（整改有目标）",)


def has_measures(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.measures else ("缺整改措施（推进有措施）",)


def has_owner(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.owners else ("缺牵头单位或责任单位（落实有责任）",)


def has_deadline(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.deadline is None:
        return ("缺整改时限（完成有时限）",)
    if facts.deadline.confirm:
        return (f"整改时限“{facts.deadline.phrase}”待明确，请定下日期（完成有时限）",)
    return ()


FOUR: tuple[tuple[str, Demand], ...] = (
    ("目标", Demand("整改有目标", has_target)),
    ("措施", Demand("推进有措施", has_measures)),
    ("责任", Demand("落实有责任", has_owner)),
    ("时限", Demand("完成有时限", has_deadline)),
)
"""四有, each with its short word."""


def measures_in_time(facts: Facts, actor: Actor) -> tuple[str, ...]:
    limit = facts.deadline.due if facts.deadline else None
    return tuple(f"措施{ordinal}的时限{day}晚于事项的整改时限{limit}" for ordinal, day in facts.late_measures)


def has_stages(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if not facts.by_stages or facts.stages >= FEWEST_STAGES:
        return ()
    return (f"分阶段整改、中长期整改至少要有{FEWEST_STAGES}个阶段（现有{facts.stages}个）",)


def measure_named(ordinal: int, text: str) -> str:
    """A measure in a line about it: its ordinal and how it begins."""
    return f"措施{ordinal}“{shortened(text)}”"


def shortened(text: str) -> str:
    """How a text begins, for a line about it."""
    return text[:20] + ("…" if len(text) > 20 else "")


def measures_done(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return (
        *has_measures(facts, actor),
        *(f"{measure_named(ordinal, text)}尚未完成" for ordinal, text, done in facts.measures if not done),
    )


def completion_written(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.completion.strip() else ("缺完成情况",)


def has_evidence(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.evidence else ("缺佐证材料，至少一份",)


def inference_answered(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.inference.strip() else ("缺举一反三情况",)


def findings_answered(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return tuple(
        f"销号体检第{finding.ordinal}条没有答复：{finding.text}"
        for finding in facts.findings
        if not finding.answer.strip()
    )


def first_review_wanted(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.closing.review_steps < 2:
        return ("本专项一步审核，没有初审，请直接办理销号",)
    first = facts.closing.first_reviewer
    return (f"已由{first}初审通过，请另一人办理销号",) if first else ()


def first_review_passed(facts: Facts, actor: Actor) -> tuple[str, ...]:
    closing = facts.closing
    if closing.review_steps < 2 or closing.first_reviewer:
        return ()
    return ("还没有初审：本专项两步审核，先由一人初审，再由另一人销号",)


def other_than_first_reviewer(facts: Facts, actor: Actor) -> tuple[str, ...]:
    first = facts.closing.first_reviewer
    if first and actor.is_called(first):
        return (f"初审人与销号的审核人不能是同一人（初审人：{first}）",)
    return ()


def publicised(facts: Facts, actor: Actor) -> tuple[str, ...]:
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


def satisfied(facts: Facts, actor: Actor) -> tuple[str, ...]:
    closing = facts.closing
    if not closing.satisfaction_percent:
        return ()
    if closing.satisfaction is None:
        return (f"缺群众满意度：本专项销号前须达到{closing.satisfaction_percent}%",)
    if closing.satisfaction < closing.satisfaction_percent:
        return (f"群众满意度{closing.satisfaction}%，本专项须达到{closing.satisfaction_percent}%",)
    return ()


def other_than_applicant(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.applicant and actor.is_called(facts.applicant):
        return (f"申请人与审核人不能是同一人（申请人：{facts.applicant}）",)
    return ()


def is_applicant(facts: Facts, actor: Actor) -> tuple[str, ...]:
    if facts.applicant and not actor.is_called(facts.applicant):
        return (f"只有申请人可以撤回（申请人：{facts.applicant}）",)
    return ()


def opinion_long_enough(facts: Facts, actor: Actor) -> tuple[str, ...]:
    written = len("".join(facts.opinion.split()))
    if written >= SHORTEST_OPINION:
        return ()
    return (f"补充整改要求至少{SHORTEST_OPINION}个字（现有{written}个字）",)


def has_reason(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.reason.strip() else ("缺理由",)


def has_basis(facts: Facts, actor: Actor) -> tuple[str, ...]:
    return () if facts.basis.strip() else ("缺依据（回头看、批示、检查等）",)


def lacking(facts: Facts) -> tuple[str, ...]:
    """What an item lacks of its four 有, one line each."""
    nobody = Actor("", Role.OPERATOR)
    return tuple(line for _, demand in FOUR for line in demand.missing(facts, nobody))


def four_haves(facts: Facts) -> tuple[tuple[str, bool], ...]:
    """四有: which of the four an item has."""
    nobody = Actor("", Role.OPERATOR)
    return tuple((word, not demand.missing(facts, nobody)) for word, demand in FOUR)
