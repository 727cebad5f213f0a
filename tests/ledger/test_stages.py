"""阶段: in order, within the item's limit, and asked for at 挂号 where the work goes by stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger.commands import advancing, items, stages
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.words import DeadlineKind, RectificationType, State, Term

Office = Any


def limit(day: dt.date, *, confirm: bool = False) -> Deadline:
    return Deadline(f"{day:%m月%d日}前", DeadlineKind.DATE, day, confirm=confirm)


def add(office: Office, number: str, days: int, goal: str = "试点") -> int:
    day = office.today + dt.timedelta(days=days)
    return stages.add_stage(
        office.ledger, office.operator, number, goal, deadline=limit(day), today=office.today
    )


@pytest.mark.parametrize("edit", [ItemEdit(type=RectificationType.PHASED), ItemEdit(term=Term.LONG)])
def test_what_goes_by_stages_has_two_of_them_at_register(sqlite_office: Office, edit: ItemEdit) -> None:
    office = sqlite_office
    number = office.planned()
    items.edit_items(office.ledger, office.operator, [number], edit, today=office.today)
    add(office, number, 3)
    with pytest.raises(Refusal, match="至少要有2个阶段（现有1个）"):
        advancing.register(office.ledger, office.operator, [number], today=office.today)
    add(office, number, 9, "推开")
    advancing.register(office.ledger, office.operator, [number], today=office.today)
    assert item_page(office.ledger, number, today=office.today).row.state is State.RECTIFYING


def test_missing_stages_are_waived_with_a_reason(sqlite_office: Office) -> None:
    office = sqlite_office
    draft = replace(office.draft(), type=RectificationType.PHASED)
    number = items.add_item(office.ledger, office.operator, draft, today=office.today)
    advancing.register(office.ledger, office.operator, [number], today=office.today, waiver="阶段另行报送")


def test_stages_follow_one_another_within_the_limit(office: Office) -> None:
    number = office.registered()
    assert [add(office, number, 3), add(office, number, 9, "推开")] == [1, 2]
    for days, said in ((60, "晚于"), (5, "早于前一阶段（阶段2")):
        with pytest.raises(Refusal, match=said):
            add(office, number, days)
    with pytest.raises(Refusal, match="晚于后一阶段（阶段2"):
        stages.edit_stage(
            office.ledger,
            office.operator,
            number,
            1,
            deadline=limit(office.today + dt.timedelta(days=10)),
            today=office.today,
        )
    with pytest.raises(Refusal, match="没有确定的日子"):
        stages.edit_stage(
            office.ledger,
            office.operator,
            number,
            1,
            deadline=limit(office.today, confirm=True),
            today=office.today,
        )
    with pytest.raises(NotFound, match="没有阶段3（现有阶段：1、2）"):
        stages.edit_stage(office.ledger, office.operator, number, 3, goal="完", today=office.today)
    stages.edit_stage(office.ledger, office.operator, number, 2, goal="全面推开", today=office.today)
    assert [stage.goal for stage in item_page(office.ledger, number, today=office.today).stages] == [
        "试点",
        "全面推开",
    ]


def test_an_overdue_stage_shows(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    add(office, number, 3)
    late = office.today + dt.timedelta(days=5)
    (stage,) = item_page(office.ledger, number, today=late).stages
    assert (stage.is_overdue, stage.light_words) == (True, "已逾期2天")
    stages.finish_stage(office.ledger, office.operator, number, 1, on=office.today, note="两个点", today=late)
    (stage,) = item_page(office.ledger, number, today=late).stages
    assert (stage.is_overdue, stage.light_words, stage.done_note) == (False, "已完成", "两个点")
    with pytest.raises(Refusal, match="阶段1 已于"):
        stages.finish_stage(office.ledger, office.operator, number, 1, on=late, today=late)
