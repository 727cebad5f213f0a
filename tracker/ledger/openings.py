"""What can be done with one item now, and for the rest who may, what is missing, and what mends it.

The steps come from the lifecycle's table; every other command on an item has here the states it works in.
That both say what the commands themselves say is held by tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tracker.errors import Refusal
from tracker.ledger import authority
from tracker.ledger.actor import Actor
from tracker.ledger.demands import SHORTEST_OPINION, Facts
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.lifecycle import TRANSITIONS, Step, refusals, transition_of
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import CHANGEABLE_STATES, OPEN_STATES, RequestDecision, State


class Mend(StrEnum):
    """What puts right a thing that is in the way."""

    TARGET = "target"
    MEASURES = "measures"
    OWNERS = "owners"
    DEADLINE = "deadline"
    STAGES = "stages"
    FINISH = "finish"
    """A measure is to be done; `Lack.ordinal` says which."""
    EVIDENCE = "evidence"
    WRITTEN = "written"
    """It is written in the form of the step itself."""
    PRELIMINARY = "preliminary"
    PUBLICITY = "publicity"
    OBJECTIONS = "objections"
    SCORE = "score"
    REGISTER = "register"
    APPLY = "apply"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    REPORT = "report"
    PERSON = "person"
    """Another person, or another role, may do it."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is in the way."""

    line: str
    mend: Mend | None = None
    """None: only time, or nobody, puts it right."""
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """One command on an item, as it stands for one actor."""

    command: str
    lacks: tuple[Lack, ...] = ()

    @property
    def is_open(self) -> bool:
        """Nothing is in the way."""
        return not self.lacks


MENDS: Final[Mapping[str, Mend]] = MappingProxyType(
    {
        "整改有目标": Mend.TARGET,
        "推进有措施": Mend.MEASURES,
        "落实有责任": Mend.OWNERS,
        "完成有时限": Mend.DEADLINE,
        "措施的时限不晚于事项": Mend.DEADLINE,
        "分阶段整改、中长期整改有阶段": Mend.STAGES,
        "全部措施已完成": Mend.FINISH,
        "写明完成情况": Mend.WRITTEN,
        "至少一份佐证材料": Mend.EVIDENCE,
        "回答举一反三情况": Mend.WRITTEN,
        "逐条答复销号体检查出的问题": Mend.WRITTEN,
        "由申请人本人撤回": Mend.PERSON,
        "审核人不是申请人": Mend.PERSON,
        f"补充整改要求不少于{SHORTEST_OPINION}个字": Mend.WRITTEN,
        "设为两步审核的，初审已通过": Mend.PRELIMINARY,
        "设为两步审核的，审核人不是初审人": Mend.PERSON,
        "设有公示的，公示期满，有无异议已登记": Mend.PUBLICITY,
        "设有满意度的，群众满意度达到": Mend.SCORE,
        "写明核查情况": Mend.WRITTEN,
        "写明理由": Mend.WRITTEN,
        "写明依据": Mend.WRITTEN,
    }
)
"""By the name of a demand of the lifecycle."""

_WAYS: Final[Mapping[Step, Mend]] = MappingProxyType(
    {
        Step.REGISTER: Mend.REGISTER,
        Step.APPLY: Mend.APPLY,
        Step.WITHDRAW: Mend.WITHDRAW,
        Step.REOPEN: Mend.REOPEN,
    }
)
"""Steps that are taken for the sake of another one."""

_CHANGING = frozenset(CHANGEABLE_STATES)
_WORKING = frozenset({State.RECTIFYING})
_REGISTERED = frozenset({State.RECTIFYING, State.APPLIED, State.CLOSED})
_PUBLIC = frozenset({State.RECTIFYING, State.APPLIED})
_OPEN = frozenset(OPEN_STATES)
_ALWAYS = frozenset(State)

STATES: Final[Mapping[str, frozenset[State]]] = MappingProxyType(
    {
        "progress": _WORKING,
        "add_evidence": _WORKING,
        "finish_measure": _WORKING,
        "resume_measure": _WORKING,
        "record_amount": _WORKING,
        "finish_stage": _WORKING,
        "report": _WORKING,
        "ask_extension": _WORKING,
        "extend": _WORKING,
        "approve_extension": _ALWAYS,
        "withdraw_extension": _ALWAYS,
        "edit": _ALWAYS,  # 备注 may be written whatever the state; the rest is refused by the command
        "add_measure": _CHANGING,
        "edit_measure": _CHANGING,
        "plan_amount": _CHANGING,
        "share_measure": _ALWAYS,
        "unshare_measure": _CHANGING,
        "add_stage": _CHANGING,
        "edit_stage": _CHANGING,
        "add_regulation": _CHANGING,
        "issue_regulation": _CHANGING,
        "check_regulation": _ALWAYS,
        "verify": _REGISTERED,
        "publicity": _PUBLIC,
        "sign": _ALWAYS,
        "classify": _ALWAYS,
        "raise_item": _OPEN,
        "answer_raised": _ALWAYS,
        "confirm_lineage": _ALWAYS,
        "remove_lineage": _ALWAYS,
        "start_self_check": _ALWAYS,
        "answer_self_check": _ALWAYS,
        "score_survey": _ALWAYS,
    }
)
"""In which states of an item a command on it works."""

_WAY_BACK: Final[Mapping[State, Lack]] = MappingProxyType(
    {
        State.UNREGISTERED: Lack("还没有挂号，请先挂号", Mend.REGISTER),
        State.APPLIED: Lack("已申请销号，请先撤回申请或由审核退回", Mend.WITHDRAW),
        State.CLOSED: Lack("已销号，须先回炉", Mend.REOPEN),
        State.STOPPED: Lack("已终止，须先恢复办理", Mend.REOPEN),
    }
)


def openings(page: ItemPage, facts: Facts, actor: Actor, *, today: dt.date) -> dict[str, Opening]:
    """By command: everything there is to do with an item, open to this actor now or not."""
    steps = {step.value: Opening(step.value, lacks(step, facts, actor)) for step in Step}
    others = {command: Opening(command, _lacks_of(command, page, actor, today=today)) for command in STATES}
    return steps | others


def lacks(step: Step, facts: Facts, actor: Actor) -> tuple[Lack, ...]:
    """What is in the way of a step, the lines as the lifecycle says them, each with what mends it.

    What is written with the step itself (opinion, reason, basis) is left to its form.
    """
    written = replace(facts, opinion="※" * SHORTEST_OPINION, reason="※", basis="※")
    found = _by_demand(step, written, actor)
    return tuple(
        found.get(line) or Lack(line, Mend.PERSON if line.startswith("您的角色") else _elsewhere(step, facts))
        for line in refusals(step, written, actor)
    )


def _by_demand(step: Step, facts: Facts, actor: Actor) -> dict[str, Lack]:
    transition = transition_of(step, facts.state)
    undone = [ordinal for ordinal, _, done in facts.measures if not done]
    found: dict[str, Lack] = {}
    for demand in transition.demands if transition else ():
        mend = MENDS[demand.name]
        for place, line in enumerate(demand.missing(facts, actor)):
            if mend is Mend.FINISH:
                found[line] = Lack(line, mend, undone[place]) if undone else Lack(line, Mend.MEASURES)
            elif mend is Mend.PUBLICITY:
                found[line] = Lack(line, _publicity(facts))
            else:
                found[line] = Lack(line, mend)
    return found


def _publicity(facts: Facts) -> Mend | None:
    closing = facts.closing
    if closing.publicity is None:
        return Mend.PUBLICITY
    return Mend.OBJECTIONS if closing.publicity_over else None


def _elsewhere(step: Step, facts: Facts) -> Mend | None:
    """The state is another one: what leads to where the step starts, where that is one step."""
    starts = {state for row in TRANSITIONS if row.step is step for state in row.sources}
    ways = {row.step for row in TRANSITIONS if facts.state in row.sources and row.target in starts}
    return next((mend for way, mend in _WAYS.items() if way in ways), None)


def _lacks_of(command: str, page: ItemPage, actor: Actor, *, today: dt.date) -> tuple[Lack, ...]:
    found: list[Lack] = []
    try:
        authority.demand(actor, command)
    except Refusal as refusal:
        found.append(Lack(refusal.summary, Mend.PERSON))
    state = page.row.state
    if state not in STATES[command]:
        word = COMMAND_LABELS[command]
        back = _WAY_BACK.get(state, Lack(""))
        line = back.line or f"现在是“{state.word}”，不能{word}"
        return (*found, replace(back, line=line))
    return (*found, *_CONTENT[command](page, actor, today)) if command in _CONTENT else tuple(found)


_Content = Callable[[ItemPage, Actor, dt.date], tuple[Lack, ...]]


def _some_undone(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    if not page.measures:
        return (Lack("还没有措施", Mend.MEASURES),)
    return () if any(m.done_on is None for m in page.measures) else (Lack("措施已经全部完成"),)


def _some_done(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if any(m.done_on for m in page.measures) else (Lack("没有已完成的措施"),)


def _some_measure(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if page.measures else (Lack("还没有措施", Mend.MEASURES),)


def _some_shared(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if any(m.home for m in page.measures) else (Lack("没有从别的事项共用来的措施"),)


def _some_stage(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if page.stages else (Lack("还没有阶段", Mend.STAGES),)


def _stage_undone(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    if not page.stages:
        return (Lack("还没有阶段", Mend.STAGES),)
    return () if any(s.done_on is None for s in page.stages) else (Lack("阶段已经全部完成"),)


def _planned_regulation(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if any(r.issued_on is None for r in page.regulations) else (Lack("没有还未印发的制度"),)


def _issued_regulation(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if any(r.issued_on for r in page.regulations) else (Lack("没有已印发的制度"),)


def _request_waits(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    waiting = [row for row in page.requests if row.decision is RequestDecision.PENDING]
    if not waiting:
        return (Lack("没有待批准的延期申请"),)
    if actor.is_called(waiting[0].asked_by):
        return (Lack(f"申请人不能批自己的（申请人：{waiting[0].asked_by}）", Mend.PERSON),)
    return ()


def _own_request_waits(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    waiting = [row for row in page.requests if row.decision is RequestDecision.PENDING]
    if not waiting:
        return (Lack("没有待批准的延期申请"),)
    if not actor.is_called(waiting[0].asked_by):
        return (Lack(f"由申请人本人撤回（申请人：{waiting[0].asked_by}）", Mend.PERSON),)
    return ()


def _extensible(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    from tracker.ledger.extensions import extension_refusals

    waiting = [row for row in page.requests if row.decision is RequestDecision.PENDING]
    lines = extension_refusals(page.row.state, page.row.deadline, today)
    found = [Lack(line, Mend.DEADLINE if "没有确定" in line else None) for line in lines]
    if waiting:
        found.append(Lack(f"{waiting[0].asked_by} {waiting[0].asked_on} 的延期申请还待批准，一次只办一个"))
    return tuple(found)


def _unsigned(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    last = page.applications[-1] if page.applications else None
    reviews = last.reviews if last is not None and last.round == page.row.round else ()
    if any(review.signature is None for review in reviews):
        return ()
    return (Lack("本轮没有还没登记签字的审核"),)


def _verifiable(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    told = {entry.measure_ordinal for entry in page.progress}
    measures = any(m.done_on is not None or m.ordinal in told for m in page.measures)
    if page.truths.reported is None and not measures:
        return (Lack("还没有自报，也没有完成或有进展的措施，无从核实", Mend.REPORT),)
    if actor.is_called(page.truths.reported_by) and not measures:
        return (Lack(f"自报人不能核实自己报的（自报人：{page.truths.reported_by}）", Mend.PERSON),)
    return ()


def _raised(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if any(row.is_open for row in page.escalations) else (Lack("没有待答复的提请"),)


def _kin(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if page.kin.before else (Lack("没有确认过屡改屡犯"),)


def _checked(page: ItemPage, actor: Actor, today: dt.date) -> tuple[Lack, ...]:
    return () if page.self_checks else (Lack("还没有布置举一反三自查"),)


_CONTENT: Final[Mapping[str, _Content]] = MappingProxyType(
    {
        "finish_measure": _some_undone,
        "resume_measure": _some_done,
        "edit_measure": _some_measure,
        "plan_amount": _some_measure,
        "record_amount": _some_measure,
        "share_measure": _some_measure,
        "unshare_measure": _some_shared,
        "finish_stage": _stage_undone,
        "edit_stage": _some_stage,
        "issue_regulation": _planned_regulation,
        "check_regulation": _issued_regulation,
        "approve_extension": _request_waits,
        "withdraw_extension": _own_request_waits,
        "ask_extension": _extensible,
        "extend": _extensible,
        "sign": _unsigned,
        "verify": _verifiable,
        "answer_raised": _raised,
        "remove_lineage": _kin,
        "answer_self_check": _checked,
    }
)
"""What must be there for a command, beside the item's state."""
