"""Commands given to many items: the same rules, one action, one undo, and a rehearsal that leaves nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.commands.advancing import close, register
from tracker.ledger.commands.bulk import in_bulk, rehearse
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit
from tracker.ledger.commands.items import add_item, edit_items
from tracker.ledger.commands.undoing import undo
from tracker.ledger.history import last_actions
from tracker.ledger.queries import list_items
from tracker.ledger.verifying import verify
from tracker.ledger.words import OwnerRole, State

Office = Any


def _three(office: Office) -> list[str]:
    """Two that can be registered, and between them one that cannot."""
    return [
        office.planned("一"),
        add_item(office.ledger, office.operator, ItemDraft(title="二"), today=office.today),
        office.planned("三"),
    ]


def _states(office: Office) -> list[State]:
    return [row.state for row in list_items(office.ledger, today=office.today)]


def _registering(office: Office) -> Any:
    return lambda number: register(office.ledger, office.operator, [number], today=office.today)


def test_a_rehearsal_names_what_would_be_and_what_refuses(office: Office) -> None:
    numbers = _three(office)
    head = office.ledger.head()
    first, second, third = rehearse(
        office.ledger, office.operator, numbers, _registering(office), today=office.today
    )
    assert (first.title, first.refusal) == ("一", "")
    assert ("办理状态", "待挂号", "整改中") in [(row.field, row.before, row.after) for row in first.changes]
    assert second.changes == ()
    assert "缺整改目标" in second.refusal
    assert "缺整改措施" in second.refusal
    assert third.changes
    assert office.ledger.head() == head
    assert set(_states(office)) == {State.UNREGISTERED}


def test_all_or_nothing_unless_only_the_possible_are_wanted(office: Office) -> None:
    numbers = _three(office)
    head = office.ledger.head()
    give = _registering(office)
    with pytest.raises(Refusal, match="3项中有1项不能办"):
        in_bulk(office.ledger, office.operator, numbers, give, today=office.today)
    assert office.ledger.head() == head
    in_bulk(office.ledger, office.operator, numbers, give, today=office.today, only_possible=True)
    assert _states(office) == [State.RECTIFYING, State.UNREGISTERED, State.RECTIFYING]
    assert office.ledger.head().count == head.count + 1
    assert last_actions(office.ledger, 1)[0].command == "挂号"
    undo(office.ledger, office.operator, today=office.today)
    assert set(_states(office)) == {State.UNREGISTERED}
    assert verify(office.ledger) == ()


def test_edits_of_many_are_told_old_and_new(office: Office) -> None:
    numbers = [office.registered("一"), office.registered("二")]
    edit = ItemEdit(note="周报用", owners={OwnerRole.LEAD: ("组织部",)})

    def give(number: str) -> int:
        return edit_items(office.ledger, office.operator, [number], edit, today=office.today)

    for outcome in rehearse(office.ledger, office.operator, numbers, give, today=office.today):
        told = [(row.what, row.field, row.before, row.after) for row in outcome.changes]
        assert ("事项", "备注", "", "周报用") in told
        assert ("牵头单位", "删除", "办公室", "") in told
    in_bulk(office.ledger, office.operator, numbers, give, today=office.today)
    again = rehearse(office.ledger, office.operator, numbers, give, today=office.today)
    assert [outcome.changes for outcome in again] == [(), ()]
    assert {row.lead for row in list_items(office.ledger, today=office.today)} == {"组织部"}


def test_a_step_in_bulk_is_undone_only_by_who_may_take_it(office: Office) -> None:
    numbers = [office.applied("一"), office.applied("二")]

    def give(number: str) -> None:
        close(office.ledger, office.reviewer, number, today=office.today)

    in_bulk(office.ledger, office.reviewer, numbers, give, today=office.today)
    assert set(_states(office)) == {State.CLOSED}
    with pytest.raises(Refusal, match="撤销"):
        undo(office.ledger, office.operator, today=office.today)
    undo(office.ledger, office.reviewer, today=office.today)
    assert set(_states(office)) == {State.APPLIED}


def test_what_fails_otherwise_leaves_nothing(office: Office) -> None:
    numbers = [office.planned("一"), office.planned("二")]
    head = office.ledger.head()

    def give(number: str) -> None:
        _registering(office)(number)
        if number == numbers[1]:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        in_bulk(office.ledger, office.operator, numbers, give, today=office.today, only_possible=True)
    assert office.ledger.head() == head
    register(office.ledger, office.operator, numbers, today=office.today)  # the thread is free again


def test_two_kinds_of_command_are_not_one_action(office: Office) -> None:
    numbers = [office.planned("一")]

    def give(number: str) -> None:
        _registering(office)(number)
        edit_items(office.ledger, office.operator, [number], ItemEdit(note="x"), today=office.today)

    with pytest.raises(ValueError, match="one action"):
        in_bulk(office.ledger, office.operator, numbers, give, today=office.today + dt.timedelta(1))
