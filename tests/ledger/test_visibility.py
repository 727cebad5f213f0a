"""A 承办 of a unit sees that unit's items and what hangs on them; another unit's are not there."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import tracker.ledger.commands
from tracker.errors import NotFound, Refusal, TrackerError
from tracker.ledger import visibility
from tracker.ledger.actor import Actor
from tracker.ledger.authority import AUTHORITY
from tracker.ledger.commands import advancing, items, reporting, undoing, units
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.units import UnitDraft
from tracker.ledger.history import item_history, last_actions
from tracker.ledger.models import JOURNALLED
from tracker.ledger.pages import item_page
from tracker.ledger.queries import evidence, list_items
from tracker.ledger.statistics import figures
from tracker.ledger.verifying import verify
from tracker.ledger.words import OwnerRole, Role, UnitAliasKind

Office = Any
OURS = Actor("张三", Role.UNDERTAKER, "组织部")
STRANGER = Actor("钱四", Role.UNDERTAKER, "法规处")


@pytest.fixture
def shared(office: Office) -> Office:
    """One item of 组织部 with everything (ZG-2024-0001), one of 办公室 (ZG-2024-0002)."""
    office.beginning.made(_share, lambda: _share(office))
    return office


def _share(office: Office) -> None:
    ours, theirs = office.applied("我们的"), office.applied("他们的")
    assert (ours, theirs) == ("ZG-2024-0001", "ZG-2024-0002")
    undoing.undo(office.ledger, office.operator, today=office.today)
    undoing.undo(office.ledger, office.operator, today=office.today, action_id=_application_of(office))
    elsewhere = ItemEdit(owners={OwnerRole.LEAD: ("组织部",)})
    items.edit_items(office.ledger, office.operator, [ours], elsewhere, today=office.today)


def _application_of(office: Office) -> int:
    found = [a for a in last_actions(office.ledger) if a.command == "申请销号" and not a.undone]
    return found[-1].id


def titles(office: Office) -> list[str]:
    return [row.title for row in list_items(office.ledger, today=office.today)]


def test_every_table_says_who_may_see_its_rows() -> None:
    sources = {model.__tablename__: model.__tablename__ for model in JOURNALLED}
    for model in JOURNALLED:
        visibility.condition(model.__tablename__, sources, "sqlite")


def test_lists_figures_and_journal_show_own_items_only(shared: Office) -> None:
    shared.ledger.viewer = OURS
    assert titles(shared) == ["我们的"]
    assert figures(shared.ledger, today=shared.today).items == 1
    assert {piece.item_number for piece in evidence(shared.ledger)} == {"ZG-2024-0001"}
    told = [change for action in last_actions(shared.ledger, 500) for change in action.changes]
    assert told
    assert not any("ZG-2024-0002" in change.after or "他们的" in change.after for change in told)
    for look in (item_page, lambda ledger, number, today: item_history(ledger, number)):
        with pytest.raises(NotFound, match="没有编号为“ZG-2024-0002”的事项"):
            look(shared.ledger, "ZG-2024-0002", today=shared.today)
    with shared.ledger.as_of(shared.today):
        assert titles(shared) == ["我们的"]
    with pytest.raises(Refusal, match="校验要看全部台账"):
        verify(shared.ledger)
    shared.ledger.viewer = Actor("李四", Role.UNDERTAKER)
    assert titles(shared) == ["我们的", "他们的"]


def test_every_hidden_row_belongs_to_somebody_else(shared: Office) -> None:
    """Whatever hangs on an item is seen with it and never without it."""
    shared.ledger.viewer = OURS
    with shared.ledger.read() as connection:
        for model in JOURNALLED:
            columns = model.__table__.columns
            if "item_id" in columns:
                seen = set(connection.scalars(select(columns["item_id"])))
                assert seen <= {1, None}, model.__tablename__


def test_a_unit_is_known_by_its_names_and_by_those_below_it(shared: Office) -> None:
    ledger, today = shared.ledger, shared.today
    drafts = [
        UnitDraft("市委"),
        UnitDraft("市委组织部", parent="市委", aliases={"组织部": UnitAliasKind.SHORT}),
    ]
    units.add_units(ledger, shared.operator, drafts, today=today)
    for unit in ("组织部", "市委组织部", "市委"):
        ledger.viewer = dataclasses.replace(OURS, unit=unit)
        assert titles(shared) == ["我们的"], unit
    ledger.viewer = STRANGER
    assert titles(shared) == []


def test_what_is_given_to_a_group_is_given_to_its_members(shared: Office) -> None:
    ledger, today = shared.ledger, shared.today
    drafts = [
        UnitDraft("组织部"),
        UnitDraft("法规处"),
        UnitDraft("信息科", parent="法规处"),
        UnitDraft("各处室", members=("法规处", "组织部")),
    ]
    units.add_units(ledger, shared.operator, drafts, today=today)
    given = ItemEdit(owners={OwnerRole.RESPONSIBLE: ("各处室",)})
    items.edit_items(ledger, shared.operator, ["ZG-2024-0002"], given, today=today)
    ledger.viewer = STRANGER
    assert titles(shared) == ["他们的"]
    ledger.viewer = OURS
    assert titles(shared) == ["我们的", "他们的"]
    ledger.viewer = dataclasses.replace(OURS, unit="信息科")
    assert titles(shared) == []
    reporting.add_progress(ledger, STRANGER, "ZG-2024-0002", "我们处的进展", today=today)


def test_own_items_are_worked_on_and_others_are_not_there(shared: Office) -> None:
    ledger, today = shared.ledger, shared.today
    reporting.add_progress(ledger, OURS, "ZG-2024-0001", "我们的进展", today=today)
    before = ledger.head()
    with pytest.raises(NotFound, match="没有编号为“ZG-2024-0002”的事项"):
        reporting.add_progress(ledger, OURS, "ZG-2024-0002", "越界的进展", today=today)
    with pytest.raises(TrackerError):
        undoing.undo(ledger, OURS, today=today, action_id=9)
    assert ledger.head() == before
    undoing.undo(ledger, OURS, today=today)


def _commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public command: a function of a ledger and an actor."""
    for path in sorted(Path(tracker.ledger.commands.__path__[0]).glob("[a-z]*.py")):
        module = import_module(f"tracker.ledger.commands.{path.stem}")
        for name, function in vars(module).items():
            if not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            first = list(inspect.signature(function).parameters)[:2]
            takes_a_command = "Callable" in str(inspect.signature(function))
            if first == ["ledger", "actor"] and not name.startswith("_") and not takes_a_command:
                yield f"{path.stem}.{name}", function


ON_AN_ITEM = {
    name: function
    for name, function in _commands()
    if {"number", "numbers"} & set(inspect.signature(function).parameters)
}


@pytest.mark.parametrize("name", sorted(ON_AN_ITEM))
def test_no_command_reaches_another_units_item(name: str, sqlite_office: Office) -> None:
    """Given for an item that is there and is another unit's, by every role and by a 承办 of another unit."""
    sqlite_office.applied("他们的")
    ledger, number = sqlite_office.ledger, "ZG-2024-0001"
    ledger.viewer = STRANGER
    assert titles(sqlite_office) == []
    before = ledger.head()
    given = _arguments(ON_AN_ITEM[name], number, sqlite_office)
    with pytest.raises(Refusal) as refusal:
        ON_AN_ITEM[name](ledger, STRANGER, **given)
    assert "他们的" not in str(refusal.value)
    assert isinstance(refusal.value, NotFound) or "您的角色是“承办”" in str(refusal.value), refusal.value
    ledger.viewer = reader = Actor("读者", Role.READER)
    with pytest.raises(Refusal, match="您的角色是“只读”"):
        ON_AN_ITEM[name](ledger, reader, **given)
    assert ledger.head() == before


def _arguments(function: Callable[..., Any], number: str, office: Office) -> dict[str, Any]:
    """Something for each argument, by its name and the form of its annotation."""
    from tracker.ledger.commands import drafts
    from tracker.ledger.list_rows import Deadline
    from tracker.ledger.words import DeadlineKind

    known: dict[str, Any] = {
        "number": number,
        "members": ("办公室",),
        "numbers": [number],
        "today": office.today,
        "deadline": Deadline("年底前", DeadlineKind.DATE, office.today.replace(month=12)),
        "edit": ItemEdit(note="改"),
        "draft": drafts.MeasureDraft("新措施"),
        "paths": [office.file("x.txt")],
        "files": [office.file("x.txt")],
    }
    given = {}
    for parameter in list(inspect.signature(function).parameters.values())[2:]:
        if parameter.name in known:
            given[parameter.name] = known[parameter.name]
        elif parameter.default is inspect.Parameter.empty:
            given[parameter.name] = _something(str(parameter.annotation), office)
    return given


def _something(annotation: str, office: Office) -> Any:
    import tracker.ledger.words as words

    first = annotation.split("|")[0].strip()
    if isinstance(kind := getattr(words, first, None), type):
        return next(iter(kind))
    simple = {
        "str": "不少于十个字的一段说明文字",
        "int": 1,
        "bool": True,
        "date": office.today,
        "dt.date": office.today,
    }
    return simple.get(first, [])


def test_the_walk_covers_what_an_undertaker_may_do() -> None:
    assert len(ON_AN_ITEM) > 15
    assert {"progress", "apply", "add_evidence"} <= {
        command for command, roles in AUTHORITY.items() if Role.UNDERTAKER in roles
    }


def test_a_file_used_by_another_unit_is_found_without_saying_where(shared: Office) -> None:
    """The applicant of one unit answers for it, and learns nothing of the other's item."""
    ledger, today = shared.ledger, shared.today
    path = shared.file("共同.txt")
    for number in ("ZG-2024-0002", "ZG-2024-0001"):
        reporting.add_evidence(ledger, shared.operator, number, [path], today=today)
    with pytest.raises(Refusal) as refusal:
        advancing.apply_for_closing(
            ledger, OURS, "ZG-2024-0001", completion="已完成", inference="已自查", today=today
        )
    said = str(refusal.value)
    assert "别的单位的材料" in said
    assert "ZG-2024-0002" not in said


def test_who_sees_one_unit_takes_the_whole_ledger_nowhere() -> None:
    for actor in (OURS, STRANGER):
        with pytest.raises(Refusal, match="带走整个台账"):
            visibility.demand_whole_sight(actor, "备份")
    visibility.demand_whole_sight(Actor("李明", Role.OPERATOR), "备份")
