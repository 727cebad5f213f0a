"""What can be done with an item now says what the lifecycle and the commands say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.authority import AUTHORITY
from tracker.ledger.closing_rows import ClosingFacts, PublicityRow
from tracker.ledger.demands import Facts
from tracker.ledger.lifecycle import TRANSITIONS, Step, refusals, steps
from tracker.ledger.openings import MENDS, STATES, Mend, lacks
from tracker.ledger.words import Role, State

CLERK = Actor("李明", Role.OPERATOR)
REVIEWER = Actor("王芳", Role.REVIEWER)
DAY = dt.date(2024, 6, 18)


def facts(state: State, **changed: Any) -> Facts:
    """An item of which nothing is there."""
    given: dict[str, Any] = {
        "number": "ZG-2024-0001",
        "state": state,
        "target": "",
        "measures": (),
        "owners": 0,
        "deadline": None,
        "evidence": 0,
        "completion": "",
        "inference": "",
        "applicant": "",
    }
    return Facts(**given | changed)


def test_every_demand_of_the_lifecycle_knows_what_mends_it() -> None:
    assert {demand.name for row in TRANSITIONS for demand in row.demands} == set(MENDS)


def test_every_command_on_an_item_is_one_of_the_ledger() -> None:
    assert set(STATES) <= set(AUTHORITY)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("actor", [CLERK, REVIEWER], ids=["clerk", "reviewer"])
def test_lacks_say_the_lines_of_the_lifecycle(state: State, actor: Actor) -> None:
    about = facts(state, applicant="王芳")
    for row in steps(about, actor):
        assert tuple(lack.line for lack in lacks(Step(row.action), about, actor)) == row.refusals
    for step in Step:
        if all(state not in row.sources for row in TRANSITIONS if row.step is step):
            assert [lack.line for lack in lacks(step, about, actor)] == list(refusals(step, about, actor))


def test_each_lack_leads_to_what_mends_it() -> None:
    about = facts(State.UNREGISTERED)
    assert [lack.mend for lack in lacks(Step.REGISTER, about, CLERK)] == [
        Mend.TARGET,
        Mend.MEASURES,
        Mend.OWNERS,
        Mend.DEADLINE,
    ]
    about = facts(State.UNREGISTERED, late_measures=((1, DAY),))
    assert Mend.DEADLINE in [lack.mend for lack in lacks(Step.REGISTER, about, CLERK)][4:]
    about = facts(State.RECTIFYING, measures=((1, "甲", True), (2, "乙", False), (4, "丙", False)))
    found = lacks(Step.APPLY, about, CLERK)
    assert [(lack.mend, lack.ordinal) for lack in found] == [
        (Mend.FINISH, 2),
        (Mend.FINISH, 4),
        (Mend.WRITTEN, None),
        (Mend.EVIDENCE, None),
        (Mend.WRITTEN, None),
    ]
    assert [lack.mend for lack in lacks(Step.STOP, about, CLERK)] == [Mend.PERSON]
    assert lacks(Step.APPLY, facts(State.UNREGISTERED), CLERK)[0].mend is Mend.REGISTER


@pytest.mark.parametrize(
    ("row", "is_over", "mend"),
    [
        (None, False, Mend.PUBLICITY),
        (PublicityRow(1, DAY, DAY + dt.timedelta(days=6), "", ""), False, None),
        (PublicityRow(1, DAY, DAY + dt.timedelta(days=6), "", ""), True, Mend.OBJECTIONS),
    ],
)
def test_what_a_publicity_lacks(row: PublicityRow | None, is_over: bool, mend: Mend | None) -> None:
    closing = ClosingFacts(publicity_days=7, publicity=row, publicity_over=is_over)
    about = facts(State.APPLIED, applicant="李明", closing=closing)
    assert [lack.mend for lack in lacks(Step.CLOSE, about, REVIEWER)] == [mend]


def _commands(office: Any, number: str) -> dict[str, Callable[[], object]]:
    """Commands on an item, each given what it wants, so that only the item's state can be in the way."""
    from tracker.ledger.commands import closing, escalations, items, regulations, reporting, stages, truths
    from tracker.ledger.commands.drafts import ItemEdit, MeasureDraft
    from tracker.ledger.list_rows import Deadline
    from tracker.ledger.words import DeadlineKind, RegulationAct, Reported

    ledger, actor, today = office.ledger, office.operator, office.today
    limit = Deadline("今天", DeadlineKind.DATE, today)
    about = {"today": today}
    return {
        "progress": lambda: reporting.add_progress(ledger, actor, number, "进展", **about),
        "add_evidence": lambda: reporting.add_evidence(
            ledger, actor, number, [office.file("另一份.txt")], **about
        ),
        "report": lambda: truths.report(ledger, actor, number, Reported.UNDER_WAY, **about),
        "edit": lambda: items.edit_items(ledger, actor, [number], ItemEdit(note="备注"), **about),
        "add_measure": lambda: items.add_measure(ledger, actor, number, MeasureDraft("另一条"), **about),
        "add_stage": lambda: stages.add_stage(ledger, actor, number, "阶段", deadline=limit, **about),
        "add_regulation": lambda: regulations.add_regulation(
            ledger, actor, number, "办法", RegulationAct.NEW, **about
        ),
        "publicity": lambda: closing.publicise(ledger, actor, number, begins=today, ends=today, today=today),
        "raise_item": lambda: escalations.raise_item(
            ledger, actor, number, unit="市局", matter="经费", **about
        ),
    }


def _stand(office: Any, state: State) -> str:
    from tracker.ledger.commands import advancing

    if state is State.UNREGISTERED:
        return str(office.planned())
    if state is State.RECTIFYING:
        return str(office.registered())
    if state is State.STOPPED:
        number = str(office.planned())
        advancing.stop(office.ledger, office.reviewer, number, reason="并入", today=office.today)
        return number
    number = str(office.applied())
    if state is State.CLOSED:
        advancing.close(office.ledger, office.reviewer, number, today=office.today)
    return number


@pytest.mark.parametrize("state", State)
def test_the_states_are_those_in_which_the_commands_work(office: Any, state: State) -> None:
    number = _stand(office, state)
    for command, give in _commands(office, number).items():
        try:
            give()
        except Refusal:
            works = False
        else:
            works = True
        assert works is (state in STATES[command]), command
