"""The journal: complete, chained, undoable, and telling when somebody went behind its back."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from tests.ledger.contents import content
from tracker.errors import BadInput, NotFound, Refusal
from tracker.ledger import verifying
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, intake, items, reporting, reviewing
from tracker.ledger.commands.campaigns import set_campaign
from tracker.ledger.commands.drafts import CandidateDraft, CandidateEdit, DocumentDraft, ItemEdit
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.history import item_history, last_actions
from tracker.ledger.journal import GENESIS
from tracker.ledger.labels import COMMAND_LABELS, FIELD_LABELS, TABLE_LABELS
from tracker.ledger.models import JOURNALLED
from tracker.ledger.pages import item_page
from tracker.ledger.queries import item_ids, items_by_id
from tracker.ledger.reviews import candidates
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify
from tracker.ledger.words import CandidateKind, OwnerRole, Role, State, Verdict

Office = Any


def behind_its_back(ledger: Ledger, statement: str) -> None:
    """Change a row as somebody with a database browser would."""
    engine = create_engine(ledger.location.url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_every_column_and_command_has_a_chinese_label() -> None:
    for model in JOURNALLED:
        assert model.__tablename__ in TABLE_LABELS
        columns = {column.key for column in model.__mapper__.column_attrs} - {"id", "version"}
        assert columns <= set(FIELD_LABELS), columns - set(FIELD_LABELS)


def test_history_tells_who_when_from_what_to_what_and_why(office: Office) -> None:
    number = office.applied()
    advancing.return_for_more(
        office.ledger, office.reviewer, number, opinion="请补充制度执行情况的记录", today=office.today
    )
    last = item_history(office.ledger, number)[-1]
    assert (last.actor, last.role, last.command, last.today) == ("王芳", Role.REVIEWER, "退回", office.today)
    assert last.reason == "请补充制度执行情况的记录"
    assert ("事项", "办理状态", "申请销号", "整改中") in [
        (c.what, c.field, c.before, c.after) for c in last.changes
    ]
    assert all(action.command in COMMAND_LABELS.values() for action in last_actions(office.ledger))
    with pytest.raises(NotFound):
        item_history(office.ledger, "ZG-1999-0001")


def test_the_history_of_an_undone_item_can_still_be_read(office: Office) -> None:
    number = office.planned()
    undo(office.ledger, office.operator, today=office.today)
    assert [action.undone for action in item_history(office.ledger, number)] == [True, False]


def test_undo_all_the_way_back_and_redo_all_the_way_forth(office: Office) -> None:
    start = content(office.ledger)
    office.applied()
    set_campaign(office.ledger, office.operator, name="首轮巡察", today=office.today)
    moments = [content(office.ledger)]
    while moments[-1] != start:
        undo(office.ledger, office.operator, today=office.today)
        moments.append(content(office.ledger))
    with pytest.raises(Refusal, match="没有可以撤销的操作"):
        undo(office.ledger, office.operator, today=office.today)
    for moment in reversed(moments[:-1]):
        redo(office.ledger, office.operator, today=office.today)
        assert content(office.ledger) == moment
    with pytest.raises(Refusal, match="没有可以重做的操作"):
        redo(office.ledger, office.operator, today=office.today)
    assert verify(office.ledger) == ()


def test_what_an_older_version_recorded_without_a_later_column_is_undone_and_redone(office: Office) -> None:
    number = office.planned()
    behind_its_back(
        office.ledger,
        "UPDATE change SET after = replace(after, '\"category\":\"\",', '') WHERE \"table\" = 'item'",
    )
    undo(office.ledger, office.operator, today=office.today)
    redo(office.ledger, office.operator, today=office.today)
    assert item_page(office.ledger, number, today=office.today).row.category == ""


def test_what_was_changed_behind_the_journal_is_neither_undone_nor_redone(office: Office) -> None:
    number = office.planned()
    items.edit_items(office.ledger, office.operator, [number], ItemEdit(note="甲"), today=office.today)
    behind_its_back(office.ledger, "UPDATE item SET note = '乙'")
    with pytest.raises(Refusal, match="不能撤销李明的“修改事项”"):
        undo(office.ledger, office.operator, today=office.today)
    behind_its_back(office.ledger, "UPDATE item SET note = '甲'")
    undo(office.ledger, office.operator, today=office.today)
    behind_its_back(office.ledger, "UPDATE item SET note = '乙'")
    with pytest.raises(Refusal, match=r"不能重做李明的“修改事项”.*\n.*“备注”之后被绕过台账改动过"):
        redo(office.ledger, office.operator, today=office.today)


def test_a_new_action_ends_what_can_be_redone(office: Office) -> None:
    office.planned("甲")
    undo(office.ledger, office.operator, today=office.today)
    office.planned("乙")
    with pytest.raises(Refusal, match="没有可以重做的操作"):
        redo(office.ledger, office.operator, today=office.today)


def test_undo_is_no_way_round_who_may_close(office: Office) -> None:
    number = office.applied()
    advancing.close(office.ledger, office.reviewer, number, today=office.today)
    last = office.ledger.head().count
    with pytest.raises(Refusal, match="由审核、领导撤销"):
        undo(office.ledger, office.operator, today=office.today, action_id=last)
    undo(office.ledger, office.reviewer, today=office.today)
    assert item_page(office.ledger, number, today=office.today).row.state is State.APPLIED
    with pytest.raises(Refusal, match="只能由原操作人王芳重做"):
        redo(office.ledger, Actor("李明", Role.REVIEWER), today=office.today, action_id=last)
    redo(office.ledger, office.reviewer, today=office.today)
    assert item_page(office.ledger, number, today=office.today).row.state is State.CLOSED


def test_a_clock_set_back_is_noticed(office: Office) -> None:
    assert office.ledger.clock_trouble(office.today) == ""
    office.planned()
    assert office.ledger.clock_trouble(office.today) == ""
    yesterday = office.today - dt.timedelta(days=1)
    assert "2024-06-18的操作" in office.ledger.clock_trouble(yesterday)


def test_a_number_is_burnt_by_undo(office: Office) -> None:
    assert office.planned() == "ZG-2024-0001"
    undo(office.ledger, office.operator, today=office.today)
    assert office.planned() == "ZG-2024-0002"


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE item SET title = '改过的' WHERE id = 1", "的“问题（任务）”被绕过台账改动"),
        ("UPDATE item SET state = 'closed' WHERE id = 1", "的“办理状态”被绕过台账改动"),
        ("UPDATE measure SET done_on = NULL WHERE id = 1", "的“完成日期”被绕过台账改动"),
        ("DELETE FROM evidence", "佐证材料（第1行）被绕过台账删除"),
        (
            'INSERT INTO progress (id, version, item_id, "on", text, "by") '
            "VALUES (77, 1, 1, '2024-06-01', '假', '假')",
            "进展（第77行）没有操作记录",
        ),
        ("UPDATE action SET actor = '王芳' WHERE id = 2", "第2条操作记录被改过"),
        ("UPDATE action SET reason = '补签' WHERE id = 2", "第2条操作记录被改过"),
        ("UPDATE change SET after = '\"改\"' WHERE action_id = 3 AND ordinal = 0", "第3条操作记录被改过"),
        ("DELETE FROM change WHERE action_id = 3 AND ordinal = 0", "第3条操作记录被改过"),
        ("UPDATE action SET id = 999 WHERE id = 2", "第2条操作记录不见了"),
    ],
)
def test_what_is_changed_behind_its_back_is_found(office: Office, statement: str, line: str) -> None:
    number = office.finished()
    assert verify(office.ledger) == ()
    if "id = 999" in statement:
        behind_its_back(office.ledger, "DELETE FROM change WHERE action_id = 2")
    behind_its_back(office.ledger, statement)
    assert any(line in found for found in verify(office.ledger)), (number, verify(office.ledger))


@pytest.mark.parametrize(
    ("statements", "line"),
    [
        (
            [
                "INSERT INTO change VALUES (99, 0, 'item', 1, 'title', null, '\"假\"')",
                "UPDATE item SET title = '假'",
            ],
            "有1处改动不属于任何操作记录",
        ),
        (["UPDATE item SET deadline_due = '下月'"], "事项（第1行）被绕过台账改动：有读不出的内容"),
        (["UPDATE item SET section = '['"], "事项（第1行）被绕过台账改动：有读不出的内容"),
        (["UPDATE item SET registered_on = 20240618"], "事项（第1行）被绕过台账改动：有读不出的内容"),
        (["UPDATE action SET today = '昨天' WHERE id = 2"], "第2条操作记录被改过"),
    ],
)
def test_a_file_takes_any_value_and_verify_reads_on(
    sqlite_office: Office, statements: list[str], line: str
) -> None:
    sqlite_office.registered()
    for statement in statements:
        behind_its_back(sqlite_office.ledger, statement)
    assert any(line in found for found in verify(sqlite_office.ledger)), verify(sqlite_office.ledger)


def test_a_long_journal_is_verified_a_window_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "WINDOW", 2)
    for n in range(7):
        office.planned(f"问题{n}")
    undo(office.ledger, office.operator, today=office.today)
    assert verify(office.ledger) == ()
    behind_its_back(office.ledger, "UPDATE item SET title = '改过的' WHERE id IN (1, 3, 6)")
    assert [line[:8] for line in verify(office.ledger)] == [
        "事项（第1行）的",
        "事项（第3行）的",
        "事项（第6行）的",
    ]


def test_a_changed_kind_of_candidate_is_told_in_words(office: Office) -> None:
    intake.store_document(
        office.ledger,
        office.operator,
        DocumentDraft("纪要", "正文", "a" * 64, "纪要.txt", "b" * 64, office.today),
        [CandidateDraft(CandidateKind.RESULT, "已完成", 0, 1, (), None, True, 1, None, (), (), ())],
        today=office.today,
    )
    assert verify(office.ledger) == (), "a confidence given as a whole number is one number still"
    candidate = candidates(office.ledger, 1)[0]
    edit = CandidateEdit(kind=CandidateKind.MEASURE)
    reviewing.edit_candidate(office.ledger, office.operator, candidate.id, edit, today=office.today)
    assert ("类别", "成效", "措施") in [
        (c.field, c.before, c.after) for c in last_actions(office.ledger, 1)[0].changes
    ]
    assert candidates(office.ledger, 1)[0].verdict is Verdict.PENDING


def test_a_cut_tail_and_a_rewritten_chain_show_against_what_was_printed(office: Office) -> None:
    office.planned("甲")
    office.planned("乙")
    head = office.ledger.head()
    printed = f"{head.count}:{head.hash}"
    office.planned("丙")
    assert verify(office.ledger, printed) == ()
    assert verify(office.ledger, f"{head.count}:{head.hash[:16]}") == ()
    assert "重写" in verify(office.ledger, f"{head.count}:{'f' * 64}")[0]
    assert "末尾被截去" in verify(office.ledger, f"99:{head.hash}")[0]
    assert verify(office.ledger, f"0:{GENESIS}") == ()
    for slip in ("第三条", f"{'9' * 5000}:{head.hash}", f"{10**30}:{head.hash}"):
        with pytest.raises(BadInput):
            verify(office.ledger, slip)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 9), min_size=1, max_size=25))
def test_any_session_can_be_undone_to_where_it_began(sqlite_office: Office, choices: list[int]) -> None:
    office = sqlite_office
    start, began = content(office.ledger), office.ledger.head().count
    for choice in choices:
        _act(office, choice)
    done = sum(not action.undone for action in last_actions(office.ledger, 500) if action.id > began)
    assert verify(office.ledger) == ()
    end = content(office.ledger)
    for _ in range(done):
        undo(office.ledger, office.leader, today=office.today)
    assert content(office.ledger) == start
    for _ in range(done):
        redo(office.ledger, office.leader, today=office.today)
    assert content(office.ledger) == end
    for _ in range(done):
        undo(office.ledger, office.leader, today=office.today)
    assert verify(office.ledger) == ()


def _act(office: Office, choice: int) -> None:
    """One of ten things a leader may do to the ledger's items; a refusal is part of life."""
    ledger, actor, today = office.ledger, office.leader, office.today
    ids = item_ids(ledger, today=today)
    numbers = [row.number for row in _rows(office, ids)]
    last = numbers[-1] if numbers else "ZG-0000-0000"
    acts = (
        lambda: items.add_item(ledger, actor, office.draft("甲"), today=today),
        lambda: items.edit_items(ledger, actor, numbers[-3:], ItemEdit(target="新目标"), today=today),
        lambda: items.edit_items(
            ledger, actor, [last], ItemEdit(owners={OwnerRole.LEAD: ("乙处", "丙处")}), today=today
        ),
        lambda: advancing.register(ledger, actor, [last], today=today),
        lambda: reporting.add_progress(ledger, actor, last, "进展", measure=1, done=True, today=today),
        lambda: items.resume_measure(ledger, actor, last, 1, reason="返工", today=today),
        lambda: items.edit_items(ledger, actor, [last], ItemEdit(owners={OwnerRole.LEAD: ()}), today=today),
        lambda: advancing.stop(ledger, actor, last, reason="撤并", today=today),
        lambda: items.add_item(ledger, actor, office.draft("丁"), today=today),
        lambda: set_campaign(ledger, actor, near_days=10 + len(numbers), today=today),
    )
    with suppress(Refusal):
        acts[choice]()


def _rows(office: Office, ids: list[int]) -> list[Any]:
    rows = items_by_id(office.ledger, ids, today=office.today)
    return [rows[key] for key in ids]


def test_of_a_bulk_action_no_more_is_read_than_is_shown(office: Office) -> None:
    numbers = [office.planned(title) for title in "甲乙丙"]
    items.edit_items(office.ledger, office.operator, numbers, ItemEdit(note="同"), today=office.today)
    (last,) = last_actions(office.ledger, 1, most=2)
    assert (len(last.changes), last.unread) == (2, 1)
    (last,) = last_actions(office.ledger, 1)
    assert (len(last.changes), last.unread) == (3, 0)
