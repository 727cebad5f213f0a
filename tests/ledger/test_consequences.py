"""结果运用: figures propose, a person submits, a leader decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger.commands import advancing
from tracker.ledger.commands.campaigns import set_campaign
from tracker.ledger.commands.consequences import decide_consequence, submit_consequence
from tracker.ledger.commands.reporting import add_progress
from tracker.ledger.commands.self_checks import start_self_check
from tracker.ledger.commands.undoing import undo
from tracker.ledger.consequences import UnitFigures, consequence, consequences, proposals, severity
from tracker.ledger.models import Item, Reminder
from tracker.ledger.standards import USUAL, Standard
from tracker.ledger.verifying import verify
from tracker.ledger.words import ConsequenceDecision, ConsequenceKind

Office = Any

TALK = ConsequenceKind.TALK
LATER = dt.date(2024, 7, 20)


@pytest.mark.parametrize(
    ("figures", "findings", "kind"),
    [
        (
            UnitFigures("甲", overdue=2, longest_overdue=5),
            ["进展缓慢：已逾期2项，最长逾期5天"],
            ConsequenceKind.TALK,
        ),
        (
            UnitFigures("甲", overdue=1, longest_overdue=30),
            ["进展缓慢：已逾期1项，最长逾期30天"],
            ConsequenceKind.TALK,
        ),
        (UnitFigures("甲", late=3), ["进展缓慢：逾期完成3项"], TALK),
        (UnitFigures("甲", returned=2), ["落实不力：销号申请被退回2次"], TALK),
        (
            UnitFigures("甲", reopened=1, unanswered_reminders=1, unanswered_checks=1),
            ["重视不够：催办后没有进展1次，自查到期未反馈1次", "落实不力：回炉1次"],
            ConsequenceKind.NOTICE,
        ),
        (UnitFigures("甲", reopened=3), ["落实不力：回炉3次"], ConsequenceKind.ACCOUNTABILITY),
        (
            UnitFigures("甲", overdue=1, longest_overdue=90),
            ["进展缓慢：已逾期1项，最长逾期90天"],
            ConsequenceKind.ACCOUNTABILITY,
        ),
    ],
    ids=lambda value: "" if not isinstance(value, UnitFigures) else str(value)[12:64],
)
def test_what_figures_say(figures: UnitFigures, findings: list[str], kind: ConsequenceKind) -> None:
    assert list(figures.findings(USUAL)) == findings
    assert severity(figures, USUAL) is kind


def test_figures_below_the_thresholds_say_nothing() -> None:
    quiet = UnitFigures(
        "甲", items=9, overdue=1, longest_overdue=29, late=2, returned=1, unanswered_reminders=1
    )
    assert list(quiet.findings(USUAL)) == []


def submit(office: Office, unit: str = "办公室", **named: Any) -> tuple[int, ConsequenceKind]:
    return submit_consequence(office.ledger, office.operator, unit, today=LATER, **named)


def decide(office: Office, key: int, **named: Any) -> None:
    decide_consequence(office.ledger, office.leader, key, today=LATER, **named)


def test_a_unit_is_proposed_by_what_the_ledger_counts(office: Office) -> None:
    office.registered("逾期的")
    returned = office.applied("退回两次的")
    for again in (False, True):
        if again:
            advancing.apply_for_closing(office.ledger, office.operator, returned, today=office.today)
        advancing.return_for_more(
            office.ledger, office.reviewer, returned, opinion="请补充制度执行情况的记录", today=office.today
        )
    (proposal,) = proposals(office.ledger, today=LATER)
    assert (proposal.unit, proposal.items, proposal.kind) == ("办公室", 2, ConsequenceKind.NOTICE)
    days = (LATER - office.today).days - 12
    assert proposal.grounds == (
        "落实不力：销号申请被退回2次",
        f"进展缓慢：已逾期2项，最长逾期{days}天",
    )
    assert proposals(office.ledger, today=LATER, unit="人事科") == []
    assert proposals(office.ledger, today=office.today, unit="办公室")[0].grounds == proposal.grounds[:1]


def test_chasing_without_any_progress_is_counted(office: Office) -> None:
    number = office.registered(due=dt.date(2024, 12, 31))
    start_self_check(
        office.ledger, office.operator, number, units=("人事科",), due=office.today, today=office.today
    )
    _chase(office, number, "人事科")
    (proposal,) = proposals(office.ledger, today=LATER)
    assert (proposal.unit, proposal.grounds) == (
        "人事科",
        ("重视不够：催办后没有进展1次，自查到期未反馈1次",),
    )
    add_progress(office.ledger, office.operator, number, "在办", today=LATER)
    assert proposals(office.ledger, today=LATER) == []


def _chase(office: Office, number: str, unit: str) -> None:
    """As a chasing note stands in the ledger."""
    with office.ledger.transaction(office.operator, "add", today=office.today) as work:
        item = work.session.query(Item).filter_by(number=number).one()
        work.session.add(
            Reminder(
                key=f"{number}-1",
                item_id=item.id,
                unit=unit,
                rung="first",
                due=office.today,
                on=office.today,
                by="李明",
            )
        )


def test_who_proposes_does_not_decide(office: Office) -> None:
    office.registered("一")
    office.registered("二")
    key, _ = submit_consequence(office.ledger, office.leader, "办公室", today=LATER)
    with pytest.raises(Refusal, match="由您本人提出，请另一位领导决定"):
        decide_consequence(office.ledger, office.leader, key, adopt=True, today=LATER)


def test_a_person_submits_and_a_leader_decides_once(office: Office) -> None:
    office.registered("一")
    office.registered("二")
    key, kind = submit(office)
    assert kind is ConsequenceKind.TALK
    assert proposals(office.ledger, today=LATER)[0].pending == key
    with pytest.raises(Refusal, match=f"第{key}号建议还在等领导决定"):
        submit(office)
    with pytest.raises(Refusal, match="由领导办理"):
        decide_consequence(office.ledger, office.reviewer, key, adopt=True, today=LATER)
    with pytest.raises(Refusal, match="不采纳要写明意见"):
        decide(office, key, adopt=False)
    decide(office, key, adopt=True, opinion="同意", document_number="整改办〔2024〕5号")
    row = consequence(office.ledger, key)
    assert (row.decision, row.decided_by, row.document_number) == (
        ConsequenceDecision.ADOPTED,
        "周正",
        "整改办〔2024〕5号",
    )
    with pytest.raises(Refusal, match="已于2024-07-20由周正决定：采纳"):
        decide(office, key, adopt=False, opinion="再想想")
    other, chosen = submit(office, kind=ConsequenceKind.NOTICE)
    assert chosen is ConsequenceKind.NOTICE
    assert [row.id for row in consequences(office.ledger, unit="办公室")] == [other, key]
    assert [row.id for row in consequences(office.ledger, only_open=True)] == [other]


def test_nothing_is_submitted_without_figures(sqlite_office: Office) -> None:
    office = sqlite_office
    office.registered("没有到期的", due=dt.date(2024, 12, 31))
    with pytest.raises(Refusal, match="“办公室”的数字没有达到"):
        submit(office)
    with pytest.raises(NotFound, match="没有第1号"):
        consequence(office.ledger, 1)
    with pytest.raises(NotFound, match="没有第1号"):
        decide(office, 1, adopt=True)


def test_a_campaign_sets_its_own_standards(office: Office) -> None:
    due = office.today + dt.timedelta(days=1)
    office.registered(due=due)
    late = due + dt.timedelta(days=31)
    (row,) = proposals(office.ledger, today=late)
    assert row.grounds == ("进展缓慢：已逾期1项，最长逾期31天",)
    set_campaign(
        office.ledger,
        office.operator,
        standards={Standard.LONG_OVERDUE: 60, Standard.BETWEEN: 3},
        today=office.today,
    )
    assert proposals(office.ledger, today=late) == []
    assert len(proposals(office.ledger, today=due + dt.timedelta(days=60))) == 1
    with pytest.raises(Refusal, match="严重逾期天数不能少于逾期天数"):
        set_campaign(
            office.ledger, office.operator, standards={Standard.VERY_LONG_OVERDUE: 30}, today=office.today
        )
    undo(office.ledger, office.operator, today=office.today)
    assert len(proposals(office.ledger, today=late)) == 1
    assert verify(office.ledger) == ()
