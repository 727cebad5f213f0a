"""The table of steps: no dead end, each (state, step, role) answered, what is missing named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import of_each
from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.closing_rows import ClosingFacts, FindingRow, PublicityRow
from tracker.ledger.demands import Facts, four_haves
from tracker.ledger.lifecycle import (
    INITIAL,
    TRANSITIONS,
    Step,
    Transition,
    check,
    refusals,
    steps,
    transition_of,
    ways_to_change,
)
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import Check, DeadlineKind, Role, State

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
TWO_STEPS = ClosingFacts(review_steps=2)
SHOWN = PublicityRow(1, dt.date(2024, 6, 1), dt.date(2024, 6, 7), "公示栏", "无异议")
EVERYTHING_MET = ClosingFacts(
    review_steps=2,
    first_reviewer="孙立",
    publicity_days=7,
    publicity=SHOWN,
    publicity_over=True,
    satisfaction_percent=90,
    satisfaction=95,
)


HARD = ClosingFacts(review_steps=2, publicity_days=7, satisfaction_percent=90)


def ready_for(step: Step, state: State) -> Facts:
    """Facts in which nothing is in the way of a step."""
    return replace(READY, state=state, closing=TWO_STEPS if step is Step.PRELIMINARY else EVERYTHING_MET)


def test_every_state_can_be_reached_and_left_but_none_is_a_trap() -> None:
    reached = {INITIAL}
    while more := {row.target for row in TRANSITIONS if row.sources & reached} - reached:
        reached |= more
    assert reached == set(State)
    assert {state for row in TRANSITIONS for state in row.sources} == set(State)


@pytest.mark.parametrize(
    ("state", "ways"),
    [
        (State.APPLIED, "撤回申请或退回"),
        (State.CLOSED, "回炉"),
        (State.STOPPED, "恢复办理"),
    ],
)
def test_a_settled_state_names_its_own_ways_back(state: State, ways: str) -> None:
    assert ways_to_change(state) == ways


def test_a_step_from_a_state_is_one_row() -> None:
    for step, state in product(Step, State):
        assert sum(row.step is step and state in row.sources for row in TRANSITIONS) <= 1


@of_each(list(product(State, Step, Role)))
def test_every_state_step_and_role_is_answered(state: State, step: Step, role: Role) -> None:
    actor = Actor("李明" if step is Step.WITHDRAW else "王芳", role)
    row = transition_of(step, state)
    lines = refusals(step, ready_for(step, state), actor)
    if row is None:
        assert "只有" in lines[0]
        assert state.word in lines[0]
    elif role not in row.roles:
        assert role.word in lines[0]
    else:
        assert lines == ()
    assert role is not Role.READER or lines, "who may only read moves nothing"


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.step}-{row.word}")
def test_each_step_has_somebody_who_can_take_it_and_tells_what_it_wants(row: Transition) -> None:
    assert row.roles
    assert len({demand.name for demand in row.demands}) == len(row.demands)
    bare = Facts(
        "ZG-2024-0001",
        State.RECTIFYING,
        "",
        (),
        0,
        None,
        0,
        "",
        "",
        "李明",
        by_stages=True,
        closing=HARD,
        late_measures=((1, dt.date(2024, 12, 31)),),
    )
    findings = (FindingRow(1, Check.AMOUNT, "措施1的制度：承诺3项，完成2项"),)
    for demand in row.demands:
        facts = replace(bare, findings=findings, closing=replace(HARD, first_reviewer="李明"))
        unmet = [*demand.missing(bare, Actor("王芳", Role.LEADER))]
        unmet += demand.missing(facts, Actor("李明", Role.LEADER))
        assert unmet, f"“{demand.name}” can never be in the way"


@pytest.mark.parametrize(("steps_set", "offered"), [(1, False), (2, True)])
def test_a_campaign_of_one_step_has_no_first_review(steps_set: int, offered: bool) -> None:
    facts = replace(READY, state=State.APPLIED, closing=ClosingFacts(review_steps=steps_set))
    assert ("preliminary" in {row.action for row in steps(facts, LEADER)}) is offered
    if not offered:
        assert refusals(Step.PRELIMINARY, facts, LEADER) == ("本专项一步审核，没有初审，请直接办理销号",)
        assert refusals(Step.CLOSE, facts, LEADER) == ()


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
        (
            Step.APPLY,
            State.RECTIFYING,
            {"findings": (FindingRow(2, Check.REPORTED, "单位自报为“未完成”", " "),)},
            "销号体检第2条没有答复：单位自报为“未完成”",
        ),
        (Step.PRELIMINARY, State.APPLIED, {"closing": EVERYTHING_MET}, "已由孙立初审通过，请另一人办理销号"),
        (
            Step.PRELIMINARY,
            State.APPLIED,
            {"applicant": "周正", "closing": TWO_STEPS},
            "申请人与审核人不能是同一人（申请人：周正）",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": TWO_STEPS},
            "还没有初审：本专项两步审核，先由一人初审，再由另一人销号",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": replace(EVERYTHING_MET, first_reviewer="周 正")},
            "初审人与销号的审核人不能是同一人（初审人：周 正）",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": ClosingFacts(publicity_days=7)},
            "缺公示：本专项销号前须公示满7天",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": replace(EVERYTHING_MET, publicity_days=10)},
            "公示7天，本专项须公示满10天",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": replace(EVERYTHING_MET, publicity_over=False)},
            "公示到2024-06-07为止，期满后才能销号",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": replace(EVERYTHING_MET, publicity=replace(SHOWN, objections=""))},
            "公示期满，还没有登记有无异议和处理情况",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": replace(EVERYTHING_MET, satisfaction=None)},
            "缺群众满意度：本专项销号前须达到90%",
        ),
        (
            Step.CLOSE,
            State.APPLIED,
            {"closing": replace(EVERYTHING_MET, satisfaction=89)},
            "群众满意度89%，本专项须达到90%",
        ),
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
    facts = replace(
        READY, state=state, measures=((1, "建立清单", done),), evidence=evidence, closing=TWO_STEPS
    )
    actor = Actor("王芳", role)
    shown = {row.action: row.refusals for row in steps(facts, actor)}
    assert set(shown) == {row.step.value for row in TRANSITIONS if state in row.sources}
    for action, lines in shown.items():
        assert lines == refusals(Step(action), facts, actor)
