"""What changed between two days, each list by what the evenings held, whatever came later."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from tracker.ledger.commands import advancing, extending, items
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.undoing import undo
from tracker.ledger.differences import differences
from tracker.ledger.happened import Differences, Happened
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind

Office = Any

BY_SEPTEMBER = Deadline("9月底前", DeadlineKind.DATE, dt.date(2024, 9, 30))


def numbers(found: Differences) -> dict[str, list[str]]:
    return {what.word: [item.number[-1] for item in found.lists[what]] for what in Happened}


def test_each_list_names_its_items(office: Office) -> None:
    start = office.today
    ledger = office.ledger
    office.planned("一", due=start + dt.timedelta(days=2))
    returned = office.applied("二")
    closed = office.applied("三")
    extended = office.registered("四")
    idle = office.registered("五")
    stopped = office.planned("六")
    day = start + dt.timedelta(days=3)
    later = dataclasses.replace(office, today=day)
    advancing.register(ledger, office.operator, ["ZG-2024-0001"], today=start + dt.timedelta(days=1))
    advancing.return_for_more(
        ledger, office.reviewer, returned, opinion="请补充制度执行情况的记录", today=day
    )
    advancing.close(ledger, office.reviewer, closed, today=day)
    advancing.reopen(ledger, office.leader, closed, reason="反弹", basis="批示", today=day)
    extending.extend(
        ledger, office.operator, extended, deadline=BY_SEPTEMBER, reason="忙", approver="周正", today=day
    )
    advancing.stop(ledger, office.leader, stopped, reason="并入", today=day)
    items.edit_items(ledger, office.operator, [idle], ItemEdit(note="无关"), today=day)
    later.planned("七")
    expected = {
        "新增": ["7"],
        "撤销登记": [],
        "挂号": ["1"],
        "销号": ["3"],
        "新逾期": ["1"],
        "延期": ["4"],
        "退回": ["2"],
        "回炉": ["3"],
        "终止": ["6"],
        "时限变动": ["3", "4"],
    }
    assert numbers(differences(ledger, start, day)) == expected
    _, moved = differences(ledger, day, start).lists[Happened.DEADLINE]
    assert moved.before.endswith("（2024-06-30）")
    assert moved.after == "9月底前（2024-09-30）"
    much_later = day + dt.timedelta(days=30)
    undo(ledger, office.operator, today=much_later)
    advancing.close(ledger, office.reviewer, _applied_again(office, returned, much_later), today=much_later)
    assert numbers(differences(ledger, start, day)) == expected
    assert numbers(differences(ledger, day, much_later))["撤销登记"] == ["7"]
    assert numbers(differences(ledger, day, day)) == {what.word: [] for what in Happened}
    every = numbers(differences(ledger, start - dt.timedelta(days=1), day))
    assert every["新增"] == ["1", "2", "3", "4", "5", "6", "7"]


def _applied_again(office: Office, number: str, day: dt.date) -> str:
    advancing.apply_for_closing(
        office.ledger, office.operator, number, completion="已完成", inference="已自查", today=day
    )
    return number


def test_a_limit_that_is_its_own_word_is_told_once(office: Office) -> None:
    start, day = office.today, office.today + dt.timedelta(days=1)
    number = office.planned()
    for on, deadline in ((start, Deadline("立行立改", DeadlineKind.IMMEDIATE, None)), (day, BY_SEPTEMBER)):
        items.edit_items(office.ledger, office.operator, [number], ItemEdit(deadline=deadline), today=on)
    (moved,) = differences(office.ledger, start, day).lists[Happened.DEADLINE]
    assert (moved.before, moved.after) == ("立行立改", "9月底前（2024-09-30）")
