"""From 待挂号 to 已销号 and back: what each step writes, and that a refused one writes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal, TrackerError
from tracker.ledger import queries
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, extending, items, reporting
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.history import item_history
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import facts_of_page, item_page, steps_of
from tracker.ledger.rows import ItemPage
from tracker.ledger.verifying import verify
from tracker.ledger.words import (
    DeadlineKind,
    Decision,
    Light,
    LookBackResult,
    OwnerRole,
    RectificationType,
    Role,
    State,
)

Office = Any


def page(office: Office, number: str) -> ItemPage:
    return item_page(office.ledger, number, today=office.today)


def test_an_item_walks_the_whole_way(office: Office) -> None:
    number = office.applied()
    assert page(office, number).row.state is State.APPLIED
    advancing.close(office.ledger, office.reviewer, number, opinion="属实", today=office.today)

    closed = page(office, number)
    assert closed.row.state is State.CLOSED
    assert closed.row.closed_on == office.today
    assert closed.row.light is Light.CLOSED
    assert [(a.applicant, a.reviewer, a.decision) for a in closed.applications] == [
        ("李明", "王芳", Decision.ACCEPTED)
    ]
    commands = [action.command for action in item_history(office.ledger, number)]
    assert commands == [
        *("新增事项", "挂号", "登记进展", "登记进展", "登记佐证材料", "登记佐证材料"),
        *("申请销号", "销号"),
    ]
    assert verify(office.ledger) == ()


def test_a_returned_item_goes_on_and_the_demand_stays_for_ever(office: Office) -> None:
    number = office.applied()
    advancing.return_for_more(
        office.ledger, office.reviewer, number, opinion="请补充制度执行情况的记录", today=office.today
    )
    assert page(office, number).row.state is State.RECTIFYING
    advancing.apply_for_closing(office.ledger, office.operator, number, today=office.today)
    first, second = page(office, number).applications
    assert (first.decision, first.opinion) == (Decision.RETURNED, "请补充制度执行情况的记录")
    assert second.decision is Decision.PENDING


def test_reopening_starts_a_new_round_and_keeps_the_old_one(office: Office) -> None:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    later = office.today + dt.timedelta(days=40)
    advancing.look_back(office.ledger, office.operator, number, finding="执行到位", today=later)
    assert page(office, number).row.state is State.CLOSED
    advancing.reopen(
        office.ledger, office.leader, number, reason="问题反弹", basis="省委巡视回头看", today=later
    )
    reopened = page(office, number)
    assert (reopened.row.state, reopened.row.round, reopened.row.closed_on) == (State.RECTIFYING, 2, None)
    assert [entry.result for entry in reopened.look_backs] == [
        LookBackResult.CONSOLIDATED,
        LookBackResult.RETURNED,
    ]
    assert [(a.round, a.decided_on) for a in reopened.applications] == [(1, office.today)]
    assert facts_of_page(reopened).applicant == "", "the old round's applicant does not bind the new one"
    assert (reopened.completion, reopened.applications[0].completion) == ("", "已完成")


def test_stopping_and_taking_up_again(office: Office) -> None:
    number = office.registered()
    advancing.stop(office.ledger, office.leader, number, reason="机构撤并", today=office.today)
    assert page(office, number).row.light is Light.STOPPED
    advancing.reopen(
        office.ledger, office.leader, number, reason="职责划转", basis="会议纪要", today=office.today
    )
    assert page(office, number).row.state is State.UNREGISTERED
    assert page(office, number).row.round == 1


def test_an_extension_keeps_the_first_date_and_lights_up(office: Office) -> None:
    number = office.registered(due=office.today + dt.timedelta(days=2))
    later = Deadline("7月底前", DeadlineKind.DATE, dt.date(2024, 7, 31))
    extend = {"deadline": later, "reason": "招标流标", "approver": "周正"}
    extending.extend(office.ledger, office.operator, number, **extend, today=office.today)
    extended = page(office, number)
    assert extended.row.light is Light.EXTENDED
    assert extended.extension_count == 1
    assert extended.first_deadline is not None
    assert extended.first_deadline.due == office.today + dt.timedelta(days=2)
    assert item_history(office.ledger, number)[-1].reason == "招标流标（批准人：周正）"


def test_a_date_settled_after_registration_is_the_first_one(office: Office) -> None:
    number = items.add_item(office.ledger, office.operator, ItemDraft(title="缺时限"), today=office.today)
    advancing.register(office.ledger, office.operator, [number], waiver="先行挂号", today=office.today)
    settled = Deadline("7月1日前", DeadlineKind.DATE, dt.date(2024, 7, 1))
    items.edit_items(office.ledger, office.operator, [number], ItemEdit(deadline=settled), today=office.today)
    extending.extend(
        office.ledger,
        office.operator,
        number,
        deadline=Deadline("7月底前", DeadlineKind.DATE, dt.date(2024, 7, 31)),
        reason="流标",
        approver="周正",
        today=office.today,
    )
    first = page(office, number).first_deadline
    assert first is not None
    assert (first.phrase, first.due) == ("7月1日前", dt.date(2024, 7, 1))


def test_a_new_round_gets_a_date_of_its_own_once(office: Office) -> None:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    autumn = dt.date(2024, 9, 2)
    advancing.reopen(office.ledger, office.reviewer, number, reason="反弹", basis="回头看", today=autumn)

    def put_off(due: dt.date) -> None:
        edit = ItemEdit(deadline=Deadline(f"{due:%m月%d日}前", DeadlineKind.DATE, due))
        items.edit_items(office.ledger, office.operator, [number], edit, today=autumn)

    put_off(dt.date(2024, 10, 31))
    assert page(office, number).row.deadline.due == dt.date(2024, 10, 31)
    with pytest.raises(Refusal, match="请办延期"):
        put_off(dt.date(2024, 11, 30))


def move_measure(
    office: Office, number: str, due: dt.date, *, on: dt.date | None = None, why: str = ""
) -> None:
    edit = MeasureEdit(deadline=Deadline("按期", DeadlineKind.DATE, due))
    items.edit_measure(office.ledger, office.operator, number, 1, edit, today=on or office.today, reason=why)


def test_a_measure_moves_within_its_items_date_and_later_with_a_reason(office: Office) -> None:
    number = office.registered()
    move_measure(office, number, dt.date(2024, 6, 20))
    with pytest.raises(Refusal, match="2024-06-20，后移到“按期”须写明理由"):
        move_measure(office, number, dt.date(2024, 6, 30))
    move_measure(office, number, dt.date(2024, 6, 30), why="等鉴定结果")
    assert page(office, number).measures[0].deadline.due == dt.date(2024, 6, 30)
    assert item_history(office.ledger, number)[-1].reason == "等鉴定结果"


def test_the_day_of_a_late_measure_moves_only_when_its_item_got_more_time(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    move_measure(office, number, dt.date(2024, 6, 20))
    late, autumn = dt.date(2024, 6, 25), dt.date(2024, 9, 30)
    with pytest.raises(Refusal, match="时限2024-06-20已过，不能再后移"):
        move_measure(office, number, dt.date(2024, 6, 28), on=late, why="等鉴定结果")
    move_measure(office, number, dt.date(2024, 6, 19), on=late)
    extending.extend(
        office.ledger,
        office.operator,
        number,
        deadline=Deadline("9月底前", DeadlineKind.DATE, autumn),
        reason="涉诉",
        approver="周正",
        today=late,
    )
    move_measure(office, number, autumn, on=late, why="随事项延期")
    assert page(office, number).measures[0].deadline.due == autumn


Change = Callable[[Office, str], object]

REFUSED: list[tuple[str, str, Change, str]] = [
    (
        "planned",
        "progress before 挂号",
        lambda o, n: reporting.add_progress(o.ledger, o.operator, n, "开工", today=o.today),
        "还没有挂号",
    ),
    (
        "registered",
        "closing what was not applied for",
        lambda o, n: advancing.close(o.ledger, o.reviewer, n, today=o.today),
        "只有“申请销号”的事项才能销号",
    ),
    (
        "registered",
        "applying with everything missing",
        lambda o, n: advancing.apply_for_closing(o.ledger, o.operator, n, completion="好了", today=o.today),
        "措施1“建立课题清单”尚未完成",
    ),
    (
        "applied",
        "closing one's own application",
        lambda o, n: advancing.close(o.ledger, replace(o.operator, role=Role.LEADER), n, today=o.today),
        "不能是同一人",
    ),
    (
        "applied",
        "closing one's own application under a name written otherwise",
        lambda o, n: advancing.close(o.ledger, Actor(" 李\u200b　明", Role.LEADER), n, today=o.today),
        "不能是同一人",
    ),
    (
        "applied",
        "editing what is applied for",
        lambda o, n: items.edit_items(o.ledger, o.operator, [n], ItemEdit(target="改"), today=o.today),
        "申请销号",
    ),
    (
        "applied",
        "evidence after the application",
        lambda o, n: reporting.add_evidence(o.ledger, o.operator, n, [o.file("再补.txt")], today=o.today),
        "申请销号",
    ),
    (
        "registered",
        "progress dated tomorrow",
        lambda o, n: reporting.add_progress(
            o.ledger, o.operator, n, "完成", on=o.today + dt.timedelta(days=1), today=o.today
        ),
        "请核对日期",
    ),
    (
        "finished",
        "finishing a measure twice",
        lambda o, n: items.finish_measure(o.ledger, o.operator, n, 1, on=o.today, today=o.today),
        "已于2024-06-18完成",
    ),
    (
        "registered",
        "resuming what was never finished",
        lambda o, n: items.resume_measure(o.ledger, o.operator, n, 1, reason="返工", today=o.today),
        "还没有完成",
    ),
    (
        "finished",
        "resuming without a reason",
        lambda o, n: items.resume_measure(o.ledger, o.operator, n, 1, reason=" ", today=o.today),
        "恢复办理的理由不能为空",
    ),
    (
        "finished",
        "the same content twice",
        lambda o, n: reporting.add_evidence(o.ledger, o.operator, n, [o.file(f"{n}.txt")], today=o.today),
        "已有内容相同的佐证材料",
    ),
    (
        "registered",
        "moving the deadline behind the leader's back",
        lambda o, n: items.edit_items(
            o.ledger,
            o.operator,
            [n],
            ItemEdit(deadline=Deadline("年底前", DeadlineKind.DATE, dt.date(2024, 12, 31))),
            today=o.today,
        ),
        "请办延期",
    ),
    (
        "registered",
        "making the deadline 待明确, to move it afterwards",
        lambda o, n: items.edit_items(
            o.ledger,
            o.operator,
            [n],
            ItemEdit(deadline=Deadline("尽快", DeadlineKind.DATE, o.today, confirm=True)),
            today=o.today,
        ),
        "不能改为待明确",
    ),
    (
        "registered",
        "extending to a day that is 待明确",
        lambda o, n: extending.extend(
            o.ledger,
            o.operator,
            n,
            deadline=Deadline("8月前", DeadlineKind.DATE, dt.date(2024, 7, 31), confirm=True),
            reason="流标",
            approver="周正",
            today=o.today,
        ),
        "待明确，请定下日期",
    ),
    (
        "registered",
        "moving a measure's deadline behind its item's",
        lambda o, n: items.edit_measure(
            o.ledger,
            o.operator,
            n,
            1,
            MeasureEdit(deadline=Deadline("年底前", DeadlineKind.DATE, dt.date(2024, 12, 31))),
            today=o.today,
        ),
        "措施1的时限不能晚于2024-06-30",
    ),
    (
        "registered",
        "emptying the target and the owners once the item is on the books",
        lambda o, n: items.edit_items(
            o.ledger, o.operator, [n], ItemEdit(target="", owners={OwnerRole.LEAD: ()}), today=o.today
        ),
        "缺牵头单位或责任单位（落实有责任）",
    ),
    (
        "registered",
        "extending to an earlier day",
        lambda o, n: extending.extend(
            o.ledger,
            o.operator,
            n,
            deadline=Deadline("", DeadlineKind.DATE, o.today),
            reason="早",
            approver="周正",
            today=o.today,
        ),
        "新时限须晚于现时限",
    ),
    (
        "registered",
        "extending what is overdue",
        lambda o, n: extending.extend(
            o.ledger,
            o.operator,
            n,
            deadline=Deadline("", DeadlineKind.DATE, dt.date(2025, 1, 1)),
            reason="忙",
            approver="周正",
            today=dt.date(2024, 9, 1),
        ),
        "延期须在到期前提出",
    ),
    (
        "registered",
        "writing as one who may only read",
        lambda o, n: reporting.add_progress(o.ledger, Actor("赵六", Role.READER), n, "看看", today=o.today),
        "只读",
    ),
    (
        "registered",
        "an unknown measure",
        lambda o, n: items.edit_measure(o.ledger, o.operator, n, 9, MeasureEdit(text="改"), today=o.today),
        "没有措施9",
    ),
    (
        "registered",
        "an empty title",
        lambda o, n: items.edit_items(o.ledger, o.operator, [n], ItemEdit(title=" "), today=o.today),
        "不能为空",
    ),
]


@pytest.mark.parametrize(
    ("state", "change", "line"),
    [pytest.param(state, change, line, id=name) for state, name, change, line in REFUSED],
)
def test_what_is_refused_changes_nothing(office: Office, state: str, change: Change, line: str) -> None:
    number = getattr(office, state)()
    before = (office.ledger.head(), page(office, number))
    with pytest.raises(Refusal) as refusal:
        change(office, number)
    assert line in str(refusal.value)
    assert (office.ledger.head(), page(office, number)) == before


def test_many_items_are_changed_as_one_action_or_not_at_all(office: Office) -> None:
    numbers = [office.planned(f"问题{n}") for n in range(3)]
    edit = ItemEdit(owners={OwnerRole.LEAD: ("组织处", "人事处", "组织处")}, category="组织建设")
    assert items.edit_items(office.ledger, office.operator, numbers, edit, today=office.today) == 3
    assert page(office, numbers[2]).owner_names(OwnerRole.LEAD) == ("组织处", "人事处")
    head = office.ledger.head()
    with pytest.raises(NotFound):
        items.edit_items(
            office.ledger,
            office.operator,
            [numbers[0], "ZG-2024-0999"],
            ItemEdit(note="改"),
            today=office.today,
        )
    with pytest.raises(Refusal):
        advancing.register(office.ledger, office.operator, [*numbers, numbers[0]], today=office.today)
    assert office.ledger.head() == head
    assert items.edit_items(office.ledger, office.operator, numbers, edit, today=office.today) == 0
    assert office.ledger.head() == head, "a change that changes nothing leaves no trace"


def test_a_waived_registration_says_why_in_the_journal(office: Office) -> None:
    number = items.add_item(office.ledger, office.operator, ItemDraft(title="缺这缺那"), today=office.today)
    advancing.register(
        office.ledger, office.operator, [number], waiver="领导批示先行挂号", today=office.today
    )
    assert item_history(office.ledger, number)[-1].reason == "领导批示先行挂号"
    assert dict(page(office, number).four) == {"目标": False, "措施": False, "责任": False, "时限": False}


def test_measures_have_owners_and_limits_of_their_own(office: Office) -> None:
    number = office.registered()
    own = Deadline("6月20日前", DeadlineKind.DATE, dt.date(2024, 6, 20))
    ordinal = items.add_measure(
        office.ledger,
        office.operator,
        number,
        MeasureDraft("开展抽查", deadline=own, owners={OwnerRole.LEAD: ("督查室",)}),
        today=office.today,
    )
    first, _, third = page(office, number).measures
    assert ordinal == third.ordinal == 3
    assert (third.light, third.light_words) == (Light.IMMINENT, "剩余2天")
    assert third.owners[0].name == "督查室"
    assert first.light_words == "剩余12天", "a measure without a limit is held to its item's"
    assert page(office, number).owner_names(OwnerRole.LEAD) == ("办公室",)


def test_the_page_and_the_rules_see_the_same_steps(office: Office) -> None:
    number = office.registered()
    shown = {step.action: step.refusals for step in steps_of(page(office, number), office.operator)}
    assert "缺佐证材料，至少一份" in shown["apply"]
    assert "由审核、领导办理" in shown["stop"][0]
    with pytest.raises(Refusal) as refusal:
        advancing.apply_for_closing(office.ledger, office.operator, number, today=office.today)
    assert refusal.value.reasons == shown["apply"]


def test_evidence_is_listed_with_where_it_belongs(office: Office) -> None:
    number = office.finished()
    reporting.add_evidence(
        office.ledger, office.operator, number, [office.file("照片.txt")], measure=2, today=office.today
    )
    pieces = queries.evidence(office.ledger, [number.lower()])
    assert [(piece.name, piece.measure_ordinal) for piece in pieces] == [
        (f"{number}.txt", 1),
        (f"{number}-2.txt", 2),
        ("照片.txt", 2),
    ]
    assert queries.evidence(office.ledger) == pieces
    with pytest.raises(NotFound):
        queries.evidence(office.ledger, ["ZG-1999-0001"])


def test_evidence_that_is_refused_leaves_no_file_behind(office: Office) -> None:
    for number in (office.planned(), "ZG-1999-0001"):
        with pytest.raises(Refusal):
            reporting.add_evidence(
                office.ledger, office.operator, number, [office.file("照片.txt")], today=office.today
            )
    assert office.ledger.evidence.verify([]) == ()


def test_of_refused_evidence_no_file_is_kept(office: Office) -> None:
    """Neither where a file is not there nor where one is known; what is unregistered would be a fault."""
    number = office.finished()
    new, known, gone = office.file("新.txt"), office.file(f"{number}.txt"), office.files / "没有.txt"
    before = sorted(office.ledger.location.evidence_root.rglob("*"))
    for files in ([new, gone], [new, known], [new, new]):
        with pytest.raises(TrackerError):
            reporting.add_evidence(office.ledger, office.operator, number, files, today=office.today)
        assert sorted(office.ledger.location.evidence_root.rglob("*")) == before
    reporting.add_evidence(office.ledger, office.operator, number, [new], today=office.today)
    assert office.ledger.evidence.verify(queries.evidence(office.ledger)) == ()


def test_control_characters_are_cleaned_at_the_door(office: Office) -> None:
    number = items.add_item(
        office.ledger,
        Actor("李\x00明\udc80", Role.OPERATOR),
        ItemDraft(title="清\x1b[31m单\x00", note="\ud800", owners={OwnerRole.LEAD: ("办\x07公室",)}),
        today=office.today,
    )
    shown = page(office, number)
    assert (shown.row.title, shown.note, shown.row.lead) == ("清�[31m单�", "�", "办�公室")
    assert item_history(office.ledger, number)[0].actor == "李�明�"
    assert verify(office.ledger) == ()


def test_a_new_round_wants_new_proof(office: Office) -> None:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    advancing.reopen(
        office.ledger, office.leader, number, reason="问题反弹", basis="回头看", today=office.today
    )
    again = {"completion": "再次完成", "inference": "再次自查", "today": office.today}
    with pytest.raises(Refusal) as refusal:
        advancing.apply_for_closing(office.ledger, office.operator, number, **again)
    assert refusal.value.reasons == ("缺佐证材料，至少一份",)
    shown = {step.action: step.refusals for step in steps_of(page(office, number), office.operator)}
    assert "缺佐证材料，至少一份" in shown["apply"]
    reporting.add_evidence(
        office.ledger, office.operator, number, [office.file("复查.txt")], today=office.today
    )
    answers = {1: "两条措施合用一份复查材料"}
    advancing.apply_for_closing(office.ledger, office.operator, number, **again, answers=answers)
    assert [piece.round for piece in page(office, number).evidence] == [1, 1, 2]


def test_the_type_is_fixed_when_it_is_on_the_books(office: Office) -> None:
    number = office.planned()
    lasting, immediate = RectificationType.LONG_TERM, RectificationType.IMMEDIATE
    items.edit_items(office.ledger, office.operator, [number], ItemEdit(type=lasting), today=office.today)
    advancing.register(office.ledger, office.operator, [number], today=office.today)
    items.edit_items(office.ledger, office.operator, [number], ItemEdit(type=lasting), today=office.today)
    with pytest.raises(Refusal, match="整改类型在挂号时已定"):
        items.edit_items(
            office.ledger, office.operator, [number], ItemEdit(type=immediate), today=office.today
        )
