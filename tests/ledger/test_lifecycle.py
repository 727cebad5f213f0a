"""The table of steps: no dead end, each (state, step, role) answered, what is missing named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import Refusal
from tracker.ledger.lifecycle import (
    INITIAL,
    TRANSITIONS,
    Facts,
    Step,
    check,
    four_haves,
    refusals,
    steps,
    transition_of,
)
from tracker.ledger.rows import Actor, Deadline
from tracker.ledger.words import DeadlineKind, Role, State

READY = Facts(
    number="ZG-2024-0001",
    state=State.UNREGISTERED,
    target="形成机制",
    measures=((1, "建立清单", True),),
    owners=1,
    deadline=Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30)),
    evidence=1,
    completion="已完成",
    inference="已自查",
    applicant="李明",
    opinion="补充两份会议记录和照片",
    reason="复查发现反弹",
    basis="回头看",
)
LEADER = Actor("周正", Role.LEADER)


def test_every_state_can_be_reached_and_left_but_none_is_a_trap() -> None:
    reached = {INITIAL}
    while more := {row.target for row in TRANSITIONS if row.sources & reached} - reached:
        reached |= more
    assert reached == set(State)
    assert {state for row in TRANSITIONS for state in row.sources} == set(State)


def test_a_step_from_a_state_is_one_row() -> None:
    for step, state in product(Step, State):
        assert sum(row.step is step and state in row.sources for row in TRANSITIONS) <= 1


@pytest.mark.parametrize(("state", "step", "role"), list(product(State, Step, Role)))
def test_every_state_step_and_role_is_answered(state: State, step: Step, role: Role) -> None:
    actor = Actor("李明" if step is Step.WITHDRAW else "王芳", role)
    row = transition_of(step, state)
    lines = refusals(step, replace(READY, state=state), actor)
    if row is None:
        assert "只有" in lines[0]
        assert state.word in lines[0]
    elif role not in row.roles:
        assert role.word in lines[0]
    else:
        assert lines == ()
    assert role is not Role.READER or lines, "who may only read moves nothing"


@pytest.mark.parametrize(
    ("step", "state", "lack", "line"),
    [
        (Step.REGISTER, State.UNREGISTERED, {"target": " "}, "缺整改目标（整改有目标）"),
        (Step.REGISTER, State.UNREGISTERED, {"measures": ()}, "缺整改措施（推进有措施）"),
        (Step.REGISTER, State.UNREGISTERED, {"owners": 0}, "缺牵头单位或责任单位（落实有责任）"),
        (Step.REGISTER, State.UNREGISTERED, {"deadline": None}, "缺整改时限（完成有时限）"),
        (
            Step.REGISTER,
            State.UNREGISTERED,
            {"deadline": Deadline("8月前", DeadlineKind.DATE, dt.date(2024, 7, 31), confirm=True)},
            "整改时限“8月前”待明确，请定下日期（完成有时限）",
        ),
        (Step.APPLY, State.RECTIFYING, {"measures": ((1, "建立清单", False),)}, "措施1“建立清单”尚未完成"),
        (Step.APPLY, State.RECTIFYING, {"completion": ""}, "缺完成情况"),
        (Step.APPLY, State.RECTIFYING, {"evidence": 0}, "缺佐证材料，至少一份"),
        (Step.APPLY, State.RECTIFYING, {"inference": ""}, "缺举一反三情况"),
        (Step.CLOSE, State.APPLIED, {"applicant": "周正"}, "申请人与审核人不能是同一人（申请人：周正）"),
        (Step.RETURN, State.APPLIED, {"opinion": "再补充"}, "补充整改要求至少10个字（现有3个字）"),
        (Step.WITHDRAW, State.APPLIED, {}, "只有申请人可以撤回（申请人：李明）"),
        (Step.LOOK_BACK, State.CLOSED, {"reason": ""}, "缺理由"),
        (Step.REOPEN, State.CLOSED, {"basis": ""}, "缺依据（回头看、批示、检查等）"),
        (Step.STOP, State.RECTIFYING, {"reason": ""}, "缺理由"),
    ],
)
def test_what_is_missing_is_named(step: Step, state: State, lack: dict[str, object], line: str) -> None:
    assert refusals(step, replace(READY, state=state, **lack), LEADER) == (line,)


def test_all_that_is_missing_is_named_at_once() -> None:
    bare = replace(READY, target="", measures=(), owners=0, deadline=None)
    with pytest.raises(Refusal) as refusal:
        check(Step.REGISTER, bare, LEADER)
    assert len(refusal.value.reasons) == 4
    assert "ZG-2024-0001" in str(refusal.value)
    assert four_haves(bare) == (("目标", False), ("措施", False), ("责任", False), ("时限", False))


def test_a_waiver_stands_in_for_the_four_but_not_for_the_role() -> None:
    bare = replace(READY, target="")
    assert check(Step.REGISTER, bare, LEADER, waiver="领导批示先行挂号").target is State.RECTIFYING
    with pytest.raises(Refusal):
        check(Step.REGISTER, bare, Actor("张三", Role.UNDERTAKER), waiver="先挂号")
    with pytest.raises(Refusal):
        check(Step.REGISTER, bare, LEADER, waiver="  ")


@given(st.sampled_from(State), st.sampled_from(Role), st.booleans(), st.integers(0, 2))
def test_steps_shown_are_those_that_start_here(state: State, role: Role, done: bool, evidence: int) -> None:
    facts = replace(READY, state=state, measures=((1, "建立清单", done),), evidence=evidence)
    actor = Actor("王芳", role)
    shown = {row.action: row.refusals for row in steps(facts, actor)}
    assert set(shown) == {row.step.value for row in TRANSITIONS if state in row.sources}
    for action, lines in shown.items():
        assert lines == refusals(Step(action), facts, actor)
