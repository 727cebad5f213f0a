"""回炉: the old round stays as it was, the new one starts clean, and past days keep their figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger import queries
from tracker.ledger.commands import advancing
from tracker.ledger.commands.classifying import classify
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.extending import extend
from tracker.ledger.commands.items import edit_items
from tracker.ledger.commands.reporting import add_evidence
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.examination import examination
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Item
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.verifying import verify
from tracker.ledger.words import Classification, DeadlineKind, Light, RectificationType, State

Office = Any

YEAR_END = Deadline("年底前", DeadlineKind.DATE, dt.date(2024, 12, 31))


def page(office: Office, number: str, day: dt.date) -> ItemPage:
    return item_page(office.ledger, number, today=day)


def closed(office: Office) -> str:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    return str(number)


def reopen(office: Office, number: str, day: dt.date, deadline: Deadline | None = None) -> int:
    return advancing.reopen(
        office.ledger, office.leader, number, reason="反弹", basis="省委巡视", deadline=deadline, today=day
    )


def test_the_old_round_is_kept_whole_and_the_new_one_starts_clean(office: Office) -> None:
    number = closed(office)
    before = page(office, number, office.today)
    autumn = dt.date(2024, 9, 10)
    assert reopen(office, number, autumn, YEAR_END) == 2

    after = page(office, number, autumn)
    (ended,) = after.rounds
    assert before.row.deadline is not None
    assert (ended.round, ended.began_on, ended.due, ended.first_due) == (
        1,
        before.registered_on,
        before.row.deadline.due,
        before.row.deadline.due,
    )
    assert (ended.closed_on, ended.ended_on) == (office.today, autumn)
    assert (ended.completion, ended.inference, ended.reason, ended.basis) == (
        "已完成",
        "已自查",
        "反弹",
        "省委巡视",
    )
    assert after.applications == before.applications
    assert after.evidence == before.evidence
    assert (after.row.round, after.registered_on, after.extension_count) == (2, autumn, 0)
    assert after.row.deadline == YEAR_END
    assert after.first_deadline is not None
    assert after.first_deadline.due == YEAR_END.due
    assert (after.completion, after.inference, after.row.closed_on) == ("", "", None)
    assert verify(office.ledger) == ()


def test_without_a_new_limit_the_round_is_not_overdue_but_waits_for_one(office: Office) -> None:
    number = closed(office)
    autumn = dt.date(2024, 9, 10)
    reopen(office, number, autumn)
    waiting = page(office, number, autumn)
    assert (waiting.row.deadline, waiting.row.light) == (None, Light.UNSETTLED)

    edit_items(office.ledger, office.operator, [number], ItemEdit(deadline=YEAR_END), today=autumn)
    assert page(office, number, autumn).row.deadline == YEAR_END


def test_each_round_is_archived_and_lateness_is_told_of_each(office: Office) -> None:
    number = closed(office)
    for month in (9, 10):
        reopen(office, number, dt.date(2024, month, 1), YEAR_END)
        if month == 9:
            _close_again(office, number, dt.date(2025, 1, 10))
    rounds = page(office, number, dt.date(2025, 2, 1)).rounds
    assert [(row.round, row.days_late) for row in rounds] == [(1, 0), (2, 10)]


def _close_again(office: Office, number: str, day: dt.date) -> None:
    for ordinal in (1, 2):
        files = [office.file(f"{number}-第二轮-{ordinal}.txt")]
        add_evidence(office.ledger, office.operator, number, files, measure=ordinal, today=day)
    findings = examination(office.ledger, number, today=day).findings
    advancing.apply_for_closing(
        office.ledger,
        office.operator,
        number,
        completion="再次完成",
        inference="已自查",
        answers={finding.ordinal: "已核对" for finding in findings},
        today=day,
    )
    advancing.close(office.ledger, office.reviewer, number, today=day)


@pytest.mark.parametrize("state", ["回炉", "恢复办理"])
def test_a_limit_that_cannot_be_is_refused_and_nothing_changes(sqlite_office: Office, state: str) -> None:
    office = sqlite_office
    if state == "回炉":
        number, wanted = closed(office), "新时限2024-01-31已过"
    else:
        number, wanted = office.registered(), "是恢复办理，不是回炉"
        advancing.stop(office.ledger, office.leader, number, reason="合并", today=office.today)
    head = office.ledger.head()
    past = Deadline("1月底前", DeadlineKind.DATE, dt.date(2024, 1, 31))
    with pytest.raises(Refusal, match=wanted):
        reopen(office, number, dt.date(2024, 9, 10), past)
    assert office.ledger.head() == head


def test_undoing_a_reopening_brings_the_item_back_as_it_was(office: Office) -> None:
    number = closed(office)
    autumn = dt.date(2024, 9, 10)
    before = page(office, number, autumn)
    reopen(office, number, autumn, YEAR_END)
    after = page(office, number, autumn)
    undo(office.ledger, office.leader, today=autumn)
    assert _content(page(office, number, autumn)) == _content(before)
    redo(office.ledger, office.leader, today=autumn)
    assert _content(page(office, number, autumn)) == _content(after)


def _content(found: ItemPage) -> tuple[Any, ...]:
    row = found.row
    return (
        row.state,
        row.round,
        row.deadline,
        row.closed_on,
        found.rounds,
        found.look_backs,
        found.completion,
    )


def test_a_past_day_is_shown_with_the_round_it_had(office: Office) -> None:
    number = closed(office)
    reopen(office, number, dt.date(2024, 9, 10), YEAR_END)
    with office.ledger.as_of(office.today):
        then = page(office, number, office.today)
        (listed,) = queries.list_items(office.ledger, today=office.today)
    assert (then.row.state, then.row.round, then.rounds) == (State.CLOSED, 1, ())
    assert listed.state is State.CLOSED


def test_a_round_after_an_extension_to_continuing_is_planned_anew(office: Office) -> None:
    number = office.finished()
    extend(
        office.ledger,
        office.operator,
        number,
        deadline=Deadline("长期坚持", DeadlineKind.CONTINUING, None),
        reason="要常抓",
        approver="周正",
        stage_goal="形成习惯",
        next_review=dt.date(2024, 12, 1),
        today=office.today,
    )
    classify(office.ledger, office.operator, [(number, Classification.CONSOLIDATE)], today=office.today)
    advancing.apply_for_closing(
        office.ledger, office.operator, number, completion="已完成", inference="已自查", today=office.today
    )
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    autumn = dt.date(2024, 9, 10)
    reopen(office, number, autumn)

    found = page(office, number, autumn)
    assert (found.row.type, found.row.light) == (RectificationType.TIME_LIMITED, Light.UNSETTLED)
    assert (found.truths.stage_goal, found.truths.next_review, found.truths.classification) == (
        "",
        None,
        None,
    )
    (before,) = found.rounds
    assert (before.type, before.classification) == (RectificationType.LONG_TERM, Classification.CONSOLIDATE)
    assert (before.stage_goal, before.next_review) == ("形成习惯", dt.date(2024, 12, 1))


@pytest.mark.parametrize(
    ("kind", "deadline", "expected"),
    [
        (RectificationType.PHASED, YEAR_END, RectificationType.PHASED),
        (RectificationType.LONG_TERM, YEAR_END, RectificationType.TIME_LIMITED),
        (RectificationType.LONG_TERM, None, RectificationType.LONG_TERM),
        (
            RectificationType.PHASED,
            Deadline("长期坚持", DeadlineKind.CONTINUING, None),
            RectificationType.LONG_TERM,
        ),
    ],
)
def test_the_type_stays_as_planned_unless_the_new_limit_decides(
    sqlite_office: Office,
    kind: RectificationType,
    deadline: Deadline | None,
    expected: RectificationType,
) -> None:
    office = sqlite_office
    number = closed(office)
    with office.ledger.transaction(office.operator, "edit", today=office.today) as work:
        work.session.query(Item).one().type = kind.value
    autumn = dt.date(2024, 9, 10)
    reopen(office, number, autumn, deadline)
    assert page(office, number, autumn).row.type is expected
