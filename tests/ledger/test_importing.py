"""Rows of a 台账 taken over: one action, one undo, an earlier state only as what it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tracker.errors import Conflict, Refusal
from tracker.ledger.commands.drafts import ItemEdit, MeasureDraft
from tracker.ledger.commands.importing import import_entries, rehearse_imports
from tracker.ledger.commands.items import edit_items
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.imports import TAKEN_OVER, ItemChange, NewItem, Origin, ProgressDraft
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.search import troubles
from tracker.ledger.verifying import verify
from tracker.ledger.words import Reported, State

Office = Any
ORIGIN = Origin("旧台账.xlsx", "0" * 64, "表一", 5, "A-5", "f" * 32, "已销号 2024-05-01", (("电话", "1"),))


def new(office: Office, title: str = "旧问题", **fields: Any) -> NewItem:
    return NewItem(replace(office.draft(), title=title), ORIGIN, **fields)


def closed(office: Office, **fields: Any) -> NewItem:
    return new(office, state=State.CLOSED, closed_on=dt.date(2024, 5, 1), **fields)


def test_a_closed_item_comes_as_closed_elsewhere(office: Office) -> None:
    entry = closed(office, progress=(ProgressDraft("已整改", dt.date(2024, 4, 1)),))
    done = import_entries(office.ledger, office.reviewer, [entry], reason="接转", today=office.today)
    page = item_page(office.ledger, done[0].number, today=office.today)
    assert (page.row.state, page.row.closed_on) == (State.CLOSED, dt.date(2024, 5, 1))
    assert page.applications == ()
    assert page.imports[0].state == "已销号 2024-05-01"
    assert page.imports[0].kept == (("电话", "1"),)
    assert [measure.done_note for measure in page.measures] == ["接转", "接转"]


def test_only_who_decides_says_that_something_was_closed(office: Office) -> None:
    before = office.ledger.head()
    with pytest.raises(Refusal, match="第5行 “已销号”的由审核、领导接转"):
        import_entries(office.ledger, office.operator, [closed(office)], reason="接转", today=office.today)
    without = new(office, state=State.CLOSED)
    with pytest.raises(Refusal, match="没有销号时间"):
        import_entries(office.ledger, office.reviewer, [without], reason="接转", today=office.today)
    assert office.ledger.head() == before
    assert State.APPLIED not in TAKEN_OVER


def test_all_is_one_action_with_one_undo(office: Office) -> None:
    number = office.registered()
    seen = item_page(office.ledger, number, today=office.today)
    count = office.ledger.head().count
    change = ItemChange(seen, ItemEdit(target="新的目标"))
    entries: list[NewItem | ItemChange] = [closed(office), new(office, "另一个"), change]
    import_entries(office.ledger, office.reviewer, entries, reason="接转", today=office.today)
    assert office.ledger.head().count == count + 1
    undo(office.ledger, office.reviewer, today=office.today)
    assert [row.number for row in list_items(office.ledger, today=office.today)] == [number]
    assert item_page(office.ledger, number, today=office.today).target == seen.target
    redo(office.ledger, office.reviewer, today=office.today)
    assert len(list_items(office.ledger, today=office.today)) == 3


def test_one_refused_row_keeps_all_out_unless_it_may_be_left(office: Office) -> None:
    entries = [new(office), closed(office)]
    before = office.ledger.head()
    with pytest.raises(Refusal):
        import_entries(office.ledger, office.operator, entries, reason="接转", today=office.today)
    rehearsed = rehearse_imports(office.ledger, office.operator, entries, reason="接转", today=office.today)
    assert [bool(row.refusal) for row in rehearsed] == [False, True]
    assert office.ledger.head() == before
    import_entries(
        office.ledger, office.operator, entries, reason="接转", today=office.today, only_possible=True
    )
    assert len(list_items(office.ledger, today=office.today)) == 1


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    number = office.planned()
    seen = item_page(office.ledger, number, today=office.today)
    edit_items(office.ledger, office.operator, [number], ItemEdit(target="同事的目标"), today=office.today)
    change = ItemChange(seen, ItemEdit(target="表里的目标"))
    with pytest.raises(Conflict):
        import_entries(office.ledger, office.operator, [change], reason="接转", today=office.today)


def test_the_rules_of_editing_hold_for_rows_too(office: Office) -> None:
    number = office.applied()
    seen = item_page(office.ledger, number, today=office.today)
    change = ItemChange(seen, ItemEdit(target="改目标"))
    with pytest.raises(Refusal, match="不能修改"):
        import_entries(office.ledger, office.operator, [change], reason="接转", today=office.today)


def test_rows_written_together_are_as_if_each_were_typed_in(office: Office) -> None:
    number = office.registered()
    seen = item_page(office.ledger, number, today=office.today)
    before, day = ProgressDraft("已\x00摸底"), ProgressDraft("已印发", measure=2, done=True)
    rectifying: dict[str, Any] = {
        "state": State.RECTIFYING,
        "progress": (before, day),
        "reported": Reported.DONE,
    }
    more = ItemChange(seen, ItemEdit(), new_measures=(MeasureDraft("再建一个清单"),), progress=(before,))
    entries: list[NewItem | ItemChange] = [
        new(office, "甲", **rectifying),
        more,
        new(office, "乙", **rectifying),
    ]
    import_entries(office.ledger, office.reviewer, entries, reason="接转", today=office.today)
    assert verify(office.ledger) == ()
    with office.ledger.read() as connection:
        assert list(troubles(connection)) == []
    first, second = (item_page(office.ledger, f"ZG-2024-000{key}", today=office.today) for key in (2, 3))
    assert [measure.done_on for measure in second.measures] == [None, office.today]
    assert [entry.text for entry in first.progress] == ["已\ufffd摸底", "已印发"]
    assert (first.truths.reported, first.truths.reported_on) == (Reported.DONE, office.today)
    known = item_page(office.ledger, number, today=office.today)
    assert [measure.text for measure in known.measures][-1] == "再建一个清单"


def test_a_refused_row_uses_up_no_number(office: Office) -> None:
    done = ProgressDraft("", dt.date(2030, 1, 1), measure=1, done=True)
    bad = new(office, "丙", state=State.RECTIFYING, progress=(done,))
    entries = [new(office, "甲"), bad, new(office, "乙")]
    rows = import_entries(
        office.ledger, office.operator, entries, reason="接转", today=office.today, only_possible=True
    )
    assert [row.number for row in rows] == ["ZG-2024-0001", "", "ZG-2024-0002"]
    assert "完成日期2030-01-01在今天" in rows[1].refusal


def test_more_rows_want_no_more_statements(office: Office) -> None:
    counts = []
    for size in (3, 60):
        statements: list[str] = []
        entries = [new(office, f"第{place}个") for place in range(size)]

        def note(*arguments: Any, statements: list[str] = statements) -> None:
            statements.append(arguments[2])

        event.listen(Engine, "before_cursor_execute", note)
        import_entries(office.ledger, office.operator, entries, reason="接转", today=office.today)
        event.remove(Engine, "before_cursor_execute", note)
        counts.append(len(statements))
    assert counts[1] <= counts[0]
