"""Time limits that count from an event follow its day; what is decided already stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.desk.deadlines import read_deadline
from tracker.desk.documents import read_and_mine, store, store_and_accept
from tracker.desk.events import EventChange, apply, event_rows, preview
from tracker.errors import Conflict
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import Holder, events_of
from tracker.ledger.commands.advancing import register, stop
from tracker.ledger.commands.campaigns import add_campaign
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.extending import ask_extension, extend
from tracker.ledger.commands.items import add_item, edit_items, finish_measure
from tracker.ledger.commands.undoing import undo
from tracker.ledger.history import last_actions
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.reviews import candidates
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Role

CLERK, LEADER = Actor("李明", Role.OPERATOR), Actor("周正", Role.LEADER)
TODAY = dt.date(2026, 9, 10)
FEEDBACK, LATER = dt.date(2026, 9, 30), dt.date(2026, 10, 15)

TEXT = """关于巡察反馈问题的整改方案
（2026年9月1日）

一、整改措施
一要规范会议记录。办公室要在反馈后1个月内修订会议记录办法。
二要改进调研。督查科要在11月底前完成一次专题调研。
"""


@pytest.fixture
def ledger(location: Location) -> Iterator[Ledger]:
    with Ledger.open(location) as opened:
        yield opened


@pytest.fixture
def sqlite_ledger(sqlite_location: Location) -> Iterator[Ledger]:
    with Ledger.open(sqlite_location) as opened:
        yield opened


def _limit(phrase: str, events: Mapping[str, dt.date] | None = None) -> Deadline:
    return read_deadline(phrase, base=TODAY, events=events)


def _add(ledger: Ledger, phrase: str, *measures: str, campaign: str | None = None) -> str:
    draft = ItemDraft(
        title=f"问题：{phrase}",
        target="改好",
        deadline=_limit(phrase, events_of(ledger, campaign)),
        owners={OwnerRole.LEAD: ("办公室",)},
        measures=tuple(MeasureDraft(f"措施：{one}", deadline=_limit(one)) for one in measures)
        or (MeasureDraft("修订办法"),),
        campaign=campaign,
    )
    return add_item(ledger, CLERK, draft, today=TODAY)


def _due(ledger: Ledger, number: str) -> dt.date | None:
    deadline = item_page(ledger, number, today=TODAY).row.deadline
    assert deadline is not None
    return None if deadline.confirm else deadline.due


def _give(ledger: Ledger, name: str, on: dt.date | None, campaign: str | None = None) -> EventChange:
    change = preview(ledger, name, on, today=TODAY, campaign=campaign)
    apply(ledger, CLERK, change, today=TODAY)
    return change


def test_all_limits_of_an_event_are_settled_and_moved_in_one_action(ledger: Ledger) -> None:
    number = _add(ledger, "反馈后1个月内", "收到反馈意见后15日内", "10月12日前")
    other = _add(ledger, "动员会后一周内")
    assert (_due(ledger, number), _due(ledger, other)) == (None, None)
    assert [(row.name, row.on, row.limits) for row in event_rows(ledger)] == [
        ("反馈", None, 1),
        ("动员会", None, 1),
        ("收到反馈意见", None, 1),
    ]
    change = preview(ledger, "反馈", FEEDBACK, today=TODAY)
    assert [(moved.limit.number, moved.limit.holder, moved.deadline.due) for moved in change.moved] == [
        (number, Holder.ITEM, dt.date(2026, 10, 30)),
        (number, Holder.MEASURE, dt.date(2026, 10, 15)),
    ]
    assert _due(ledger, number) is None, "a preview changes nothing"
    apply(ledger, CLERK, change, today=TODAY)
    assert _due(ledger, number) == dt.date(2026, 10, 30)
    register(ledger, CLERK, [number], today=TODAY)
    _give(ledger, "反馈", LATER)
    page = item_page(ledger, number, today=TODAY)
    assert page.first_deadline is not None and page.first_deadline.due == dt.date(2026, 11, 15)
    assert [measure.deadline.due for measure in page.measures if measure.deadline] == [
        dt.date(2026, 10, 30),
        dt.date(2026, 10, 12),
    ]
    assert last_actions(ledger)[0].command == "登记专项事件"
    undo(ledger, CLERK, today=TODAY)
    assert (_due(ledger, number), events_of(ledger)) == (dt.date(2026, 10, 30), {"反馈": FEEDBACK})
    assert _due(ledger, other) is None


def test_what_is_decided_is_left_alone_with_its_reason(ledger: Ledger) -> None:
    _give(ledger, "反馈", FEEDBACK)
    phrase = "反馈后1个月内"
    extended, stopped, partly, free = (_add(ledger, phrase, phrase) for _ in range(4))
    asked, settled = _add(ledger, phrase), _add(ledger, phrase)
    register(ledger, CLERK, [extended, stopped, partly, asked], today=TODAY)
    ask_extension(ledger, CLERK, asked, deadline=_limit("2026-12-31"), reason="牵涉面广", today=TODAY)
    extend(
        ledger,
        CLERK,
        extended,
        deadline=_limit("2026-12-31"),
        reason="牵涉面广",
        approver="周正",
        today=TODAY,
    )
    stop(ledger, LEADER, stopped, reason="机构撤并", today=TODAY)
    finish_measure(ledger, CLERK, partly, 1, on=TODAY, today=TODAY)
    edit_items(ledger, CLERK, [settled], ItemEdit(deadline=_limit("2026-11-20")), today=TODAY)
    change = _give(ledger, "反馈", LATER)
    assert [(limit.number, limit.ordinal, limit.left_alone) for limit in change.left_alone] == [
        (stopped, None, "终止"),
        (asked, None, "有待批准的延期申请"),
        (extended, 1, "已延期1次"),
        (stopped, 1, "终止"),
        (partly, 1, "措施已完成"),
    ]
    assert {moved.limit.number for moved in change.moved} == {partly, free}
    assert _due(ledger, extended) == dt.date(2026, 12, 31)
    assert _due(ledger, settled) == dt.date(2026, 11, 20)
    assert preview(ledger, "反馈", LATER, today=TODAY).changes_nothing


def test_each_campaign_has_days_of_its_own(sqlite_ledger: Ledger) -> None:
    for name in ("巡察整改", "审计整改"):
        add_campaign(sqlite_ledger, CLERK, name, today=TODAY)
    first = _add(sqlite_ledger, "反馈后1个月内")
    second = _add(sqlite_ledger, "反馈后1个月内", campaign="审计")
    _give(sqlite_ledger, "反馈", FEEDBACK, "审计")
    assert (_due(sqlite_ledger, first), _due(sqlite_ledger, second)) == (None, dt.date(2026, 10, 30))
    later = _add(sqlite_ledger, "反馈后2个月内", campaign="审计")
    assert _due(sqlite_ledger, later) == dt.date(2026, 11, 30)


def test_the_longest_name_that_fits_is_the_event(sqlite_ledger: Ledger) -> None:
    number = _add(sqlite_ledger, "收到反馈意见后1个月内")
    _give(sqlite_ledger, "反馈", FEEDBACK)
    assert len(_give(sqlite_ledger, "反馈意见", LATER).moved) == 1
    assert _due(sqlite_ledger, number) == dt.date(2026, 11, 15)
    assert _give(sqlite_ledger, "反馈", TODAY).moved == ()
    assert len(_give(sqlite_ledger, "反馈意见", None).moved) == 1
    assert _due(sqlite_ledger, number) == dt.date(2026, 10, 10)
    _give(sqlite_ledger, "反馈", None)
    assert _due(sqlite_ledger, number) is None


def test_a_preview_that_is_no_longer_true_is_not_applied(sqlite_ledger: Ledger) -> None:
    number = _add(sqlite_ledger, "反馈后1个月内")
    change = preview(sqlite_ledger, "反馈", FEEDBACK, today=TODAY)
    edit_items(sqlite_ledger, CLERK, [number], ItemEdit(deadline=_limit("年底前")), today=TODAY)
    with pytest.raises(Conflict, match=f"{number} 的时限刚刚被别人改过"):
        apply(sqlite_ledger, CLERK, change, today=TODAY)
    assert events_of(sqlite_ledger) == {}


def test_what_is_mined_counts_from_the_event_as_soon_as_its_day_is_known(
    sqlite_ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")

    def mined() -> list[dt.date | None]:
        rows = candidates(sqlite_ledger, stored.document_id)
        limits = [row.deadline for row in rows if row.deadline]
        return [None if limit.confirm else limit.due for limit in limits]

    found = read_and_mine(path, date=None, ask=lambda title: None)
    stored = store(sqlite_ledger, CLERK, found, today=TODAY)
    assert mined() == [None, dt.date(2026, 11, 30)]
    change = _give(sqlite_ledger, "反馈", FEEDBACK)
    assert [(moved.limit.holder, moved.limit.number) for moved in change.moved] == [
        (Holder.CANDIDATE, "关于巡察反馈问题的整改方案")
    ]
    assert mined() == [dt.date(2026, 10, 30), dt.date(2026, 11, 30)]
    undo(sqlite_ledger, CLERK, today=TODAY)
    _, accepted = store_and_accept(sqlite_ledger, CLERK, found, today=TODAY)
    _give(sqlite_ledger, "反馈", LATER)
    page = item_page(sqlite_ledger, accepted.numbers[0], today=TODAY)
    own = page.row.deadline or page.measures[0].deadline
    assert own is not None and own.due == dt.date(2026, 11, 15)


@given(
    days=st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), min_size=1, max_size=4),
    months=st.integers(1, 12),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_the_last_day_given_counts(sqlite_ledger: Ledger, days: list[dt.date], months: int) -> None:
    number = _add(sqlite_ledger, f"反馈后{months}个月内")
    for day in days:
        _give(sqlite_ledger, "反馈", day)
    fresh = _limit(f"反馈后{months}个月内", {"反馈": days[-1]})
    assert item_page(sqlite_ledger, number, today=TODAY).row.deadline == fresh
