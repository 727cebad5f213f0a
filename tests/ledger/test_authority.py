"""One function says who may give a command; every command stands in its table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import tracker.ledger.commands
from tests.tables import of_each
from tracker.errors import NotPermitted, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.authority import AUTHORITY, demand, demand_for_any
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.extending import extend
from tracker.ledger.commands.items import edit_items
from tracker.ledger.commands.undoing import undo
from tracker.ledger.labels import COMMAND_LABELS
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.words import DeadlineKind, Role

Office = Any


def test_every_command_that_is_given_has_its_roles_and_its_word() -> None:
    given: set[str] = set()
    for module in Path(tracker.ledger.commands.__path__[0]).glob("*.py"):
        source = module.read_text(encoding="utf-8")
        given |= set(re.findall(r'\.transaction\(\s*actor,\s*"(\w+)"', source))
        assert source.count(".transaction(") == len(re.findall(r'\.transaction\(\s*actor,\s*"', source))
    assert given == set(AUTHORITY) == set(COMMAND_LABELS)


def test_a_refused_step_names_only_who_may_take_it() -> None:
    for role in (Role.READER, Role.UNDERTAKER):
        with pytest.raises(NotPermitted, match="审核、领导办理") as refused:
            demand_for_any(Actor("张三", role), "close")
        assert "经办、" not in str(refused.value)


@of_each([(command, role) for command in sorted(AUTHORITY) for role in Role])
def test_who_may_give_it(command: str, role: Role) -> None:
    actor = Actor("张三", role)
    if role in AUTHORITY[command]:
        demand(actor, command)
    else:
        with pytest.raises(Refusal, match=f"您的角色是“{role.word}”"):
            demand(actor, command)
    assert role is not Role.READER or role not in AUTHORITY[command]


def test_an_undertaker_reports_but_plans_nothing(office: Office) -> None:
    number = office.registered()
    undertaker = Actor("张三", Role.UNDERTAKER)
    page = item_page(office.ledger, number, today=office.today)
    assert page.row.deadline is not None
    later = Deadline("年底前", DeadlineKind.DATE, page.row.deadline.due.replace(year=2030))
    with pytest.raises(Refusal, match="延期由经办、审核、领导办理"):
        extend(
            office.ledger,
            undertaker,
            number,
            deadline=later,
            reason="忙",
            approver="张三",
            today=office.today,
        )
    with pytest.raises(Refusal, match="修改事项由经办、审核、领导办理"):
        edit_items(office.ledger, undertaker, [number], ItemEdit(target="改"), today=office.today)
    with pytest.raises(Refusal, match="由经办、审核、领导撤销"):
        undo(office.ledger, undertaker, today=office.today, action_id=2)


def test_an_application_is_undone_by_who_made_it_or_who_decides(office: Office) -> None:
    office.applied()
    last = office.ledger.head().count
    with pytest.raises(Refusal, match="由申请人李明本人撤销"):
        undo(office.ledger, Actor("张三", Role.OPERATOR), today=office.today, action_id=last)
    undo(office.ledger, office.reviewer, today=office.today, action_id=last)
