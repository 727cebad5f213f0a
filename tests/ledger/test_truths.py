"""自报, 核实 and 时限 are three truths: none of them ever moves another."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, items, reporting, truths
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.undoing import undo
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import DeadlineKind, Light, Reported, Role, State, Verified

Office = Any

UNDERTAKER = Actor("张三", Role.UNDERTAKER)


def page(office: Office, number: str, today: dt.date | None = None) -> ItemPage:
    return item_page(office.ledger, number, today=today or office.today)


def report(office: Office, number: str, state: Reported, **written: Any) -> None:
    truths.report(office.ledger, office.operator, number, state, **{"today": office.today, **written})


def verify(office: Office, number: str, result: Verified, **written: Any) -> None:
    written = {"note": "看了台账", "today": office.today, **written}
    truths.verify(office.ledger, office.reviewer, number, result, **written)


SAYING = ("reported", "reported_on", "reported_by", "unfinished_reason", "next_step")
FINDING = ("verified", "verified_on", "verified_by", "verified_note")
GOING_ON = {"stage_goal": "每季度一次", "next_review": dt.date(2099, 1, 1)}

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("report"), st.sampled_from(Reported)),
        st.tuples(st.just("verify"), st.sampled_from(Verified)),
        st.tuples(st.just("limit"), st.integers(0, 30)),
        st.tuples(st.just("measure"), st.sampled_from([1, 2])),
        st.tuples(st.just("resume"), st.sampled_from([1, 2])),
    ),
    min_size=1,
    max_size=8,
)


def _said(found: ItemPage, names: tuple[str, ...]) -> dict[str, Any]:
    said = asdict(found.truths)
    return {name: said[name] for name in names}


def _limits(found: ItemPage) -> tuple[Any, ...]:
    row = found.row
    return (row.state, row.type, row.deadline, row.light, found.first_deadline, found.extension_count)


def test_no_truth_moves_another(sqlite_office: Office) -> None:
    office = sqlite_office

    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(STEPS)
    def walk(steps: list[tuple[str, Any]]) -> None:
        number = office.registered()
        for what, value in steps:
            before = page(office, number)
            try:
                _take(office, number, what, value)
            except Refusal:
                assert page(office, number) == before
                continue
            after = page(office, number)
            if what != "report":
                assert _said(after, SAYING) == _said(before, SAYING)
            if what != "verify":
                assert _said(after, FINDING) == _said(before, FINDING)
            if what != "limit":
                assert _limits(after) == _limits(before)
            if what in ("report", "verify"):
                assert after.measures == before.measures

    walk()


def _take(office: Office, number: str, what: str, value: Any) -> None:
    match what:
        case "report":
            written = {"reason": "经费未到", "next_step": "下月落实", **GOING_ON}
            report(office, number, value, **written)
        case "verify":
            verify(office, number, value)
        case "limit":
            earlier = office.today + dt.timedelta(days=value)
            limit = Deadline("改为这天前", DeadlineKind.DATE, earlier)
            edit = ItemEdit(deadline=limit)
            items.edit_items(office.ledger, office.operator, [number], edit, today=office.today)
        case "measure":
            items.finish_measure(
                office.ledger, office.operator, number, value, on=office.today, today=office.today
            )
        case "resume":
            items.resume_measure(
                office.ledger, office.operator, number, value, reason="没有做完", today=office.today
            )


def test_what_a_report_demands(office: Office) -> None:
    number = office.registered()
    with pytest.raises(Refusal) as refused:
        report(office, number, Reported.NOT_DONE)
    assert refused.value.reasons == ("缺未完成原因", "缺下一步措施")
    with pytest.raises(Refusal) as refused:
        report(office, number, Reported.CONTINUING, next_review=office.today)
    assert [reason[:6] for reason in refused.value.reasons] == ["缺阶段目标", "下次复核20"]
    with pytest.raises(Refusal) as refused:
        report(office, number, Reported.DONE)
    assert len(refused.value.reasons) == 2, "both measures"
    assert page(office, number).truths.reported is None
    report(office, number, Reported.NOT_DONE, reason="经费未到", next_step="下月落实", text="已报预算")
    found = page(office, number)
    assert (found.truths.reported, found.truths.reported_by) == (Reported.NOT_DONE, "李明")
    assert [entry.text for entry in found.progress] == ["已报预算"]
    report(office, number, Reported.UNDER_WAY)
    assert page(office, number).truths.unfinished_reason == "", "it is not the reason of this report"
    rows = list_items(office.ledger, read_query("自报:推进中 核实:无"), today=office.today)
    assert [row.number for row in rows] == [number]


def test_only_registered_open_items_are_reported_on(office: Office) -> None:
    planned, applied = office.planned(), office.applied()
    for number in (planned, applied):
        with pytest.raises(Refusal):
            report(office, number, Reported.UNDER_WAY)


def test_nobody_verifies_what_they_reported(office: Office) -> None:
    number = office.registered()
    with pytest.raises(Refusal, match="还没有自报"):
        verify(office, number, Verified.TRUE)
    truths.report(office.ledger, office.reviewer, number, Reported.UNDER_WAY, today=office.today)
    with pytest.raises(Refusal, match="自报人不能核实自己报的"):
        verify(office, number, Verified.TRUE)
    with pytest.raises(Refusal, match="核实由经办、审核、领导办理"):
        truths.verify(office.ledger, UNDERTAKER, number, Verified.TRUE, note="看了", today=office.today)
    report(office, number, Reported.UNDER_WAY)
    with pytest.raises(Refusal, match="缺核实情况"):
        verify(office, number, Verified.TRUE, note=" ")
    verify(office, number, Verified.PARTLY)
    assert page(office, number).truths.is_verified_since
    later = office.today + dt.timedelta(days=1)
    report(office, number, Reported.UNDER_WAY, today=later)
    found = page(office, number).truths
    assert (found.verified, found.is_verified_since) == (Verified.PARTLY, False)


def test_a_measure_is_verified_on_its_own(office: Office) -> None:
    number = office.registered()
    with pytest.raises(Refusal, match="措施1还没有完成，也没有进展"):
        verify(office, number, Verified.TRUE, measure=1)
    reporting.add_progress(
        office.ledger, office.reviewer, number, "已办", measure=1, done=True, today=office.today
    )
    with pytest.raises(Refusal, match="自报人不能核实"):
        verify(office, number, Verified.TRUE, measure=1)
    truths.verify(
        office.ledger,
        office.leader,
        number,
        Verified.UNTRUE,
        note="没有见到文件",
        measure=1,
        today=office.today,
    )
    found = page(office, number)
    assert (found.measures[0].verified, found.measures[0].done_on) == (Verified.UNTRUE, office.today)
    assert found.truths.verified is None


@pytest.fixture
def lasting(office: Office) -> str:
    """An item 整改中 until 5 days from now and for long after."""
    draft = office.draft()
    assert draft.deadline is not None
    limit = replace(draft.deadline, phrase="月底前，并长期坚持", due=office.today + dt.timedelta(days=5))
    number: str = items.add_item(
        office.ledger, office.operator, replace(draft, deadline=limit), today=office.today
    )
    advancing.register(office.ledger, office.operator, [number], today=office.today)
    return number


def _finish(office: Office, number: str, today: dt.date) -> None:
    for ordinal in (1, 2):
        items.finish_measure(office.ledger, office.operator, number, ordinal, on=today, today=today)


def test_a_limit_that_goes_on_is_kept_by_reporting_the_stage_done(office: Office, lasting: str) -> None:
    late = office.today + dt.timedelta(days=8)
    assert page(office, lasting, late).row.light is Light.OVERDUE
    with pytest.raises(Refusal, match="尚未完成"):
        report(office, lasting, Reported.STAGE_DONE, today=late, **GOING_ON)
    _finish(office, lasting, late)
    review = late + dt.timedelta(days=90)
    report(office, lasting, Reported.STAGE_DONE, today=late, stage_goal="常态检查", next_review=review)
    row = page(office, lasting, late).row
    assert (row.state, row.light) == (State.RECTIFYING, Light.CONTINUING)
    assert row.light_words == "长期坚持，逾期3天阶段性完成，90天后复核"
    after = review + dt.timedelta(days=2)
    assert page(office, lasting, after).row.light_words.endswith("复核已过期2天")
    overdue = list_items(office.ledger, read_query("长期坚持 复核<今天"), today=after)
    assert [found.number for found in overdue] == [lasting]


def test_a_measure_taken_up_again_holds_the_item_to_its_date_again(office: Office, lasting: str) -> None:
    _finish(office, lasting, office.today)
    report(office, lasting, Reported.STAGE_DONE, **GOING_ON)
    items.resume_measure(office.ledger, office.operator, lasting, 1, reason="没做完", today=office.today)
    found = page(office, lasting)
    assert found.row.light is not Light.CONTINUING
    assert found.truths.reported is Reported.STAGE_DONE
    undo(office.ledger, office.operator, today=office.today)
    assert page(office, lasting).row.light is Light.CONTINUING


def test_a_plain_date_is_not_moved_by_what_is_reported(office: Office) -> None:
    number = office.finished(due=office.today + dt.timedelta(days=2))
    report(office, number, Reported.STAGE_DONE, **GOING_ON)
    assert page(office, number).row.light is Light.IMMINENT


def test_what_is_put_right_at_once_and_goes_on(sqlite_office: Office) -> None:
    office = sqlite_office
    draft = replace(office.draft(), deadline=Deadline("立行立改，长期坚持", DeadlineKind.IMMEDIATE, None))
    number = items.add_item(office.ledger, office.operator, draft, today=office.today)
    advancing.register(office.ledger, office.operator, [number], today=office.today)
    assert page(office, number).row.light_words == "立行立改"
    _finish(office, number, office.today)
    review = office.today + dt.timedelta(days=30)
    report(office, number, Reported.STAGE_DONE, stage_goal="每月检查", next_review=review)
    assert page(office, number).row.light_words == "长期坚持，30天后复核"
