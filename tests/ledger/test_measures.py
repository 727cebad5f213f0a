"""One measure for several items: counted for each, changed once; and what measures achieve in figures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import BadInput, NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.amounts import read_amount, totals
from tracker.ledger.commands import advancing, items, measures, reporting
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.commands.regulations import add_regulation
from tracker.ledger.commands.undoing import undo
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.history import item_history
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import facts_of_page, item_page
from tracker.ledger.parts import AmountRow
from tracker.ledger.queries import list_items
from tracker.ledger.rows import ItemPage
from tracker.ledger.statistics import figures
from tracker.ledger.words import AmountKind, DeadlineKind, Light, OwnerRole, RegulationAct, Role

Office = Any


def page(office: Office, number: str) -> ItemPage:
    return item_page(office.ledger, number, today=office.today)


def share(office: Office, number: str, ordinal: int, *to: str) -> tuple[int, ...]:
    return measures.share_measure(office.ledger, office.operator, number, ordinal, to, today=office.today)


@pytest.fixture
def shared(office: Office) -> tuple[str, str]:
    """Two items 整改中; the first's second measure is the second's third."""
    home, other = office.registered("甲"), office.registered("乙")
    assert share(office, home, 2, other) == (3,)
    return home, other


def test_a_shared_measure_is_in_every_list(office: Office, shared: tuple[str, str]) -> None:
    home, other = shared
    rows = page(office, other).measures
    assert [(row.ordinal, row.text, row.home) for row in rows] == [
        (1, "建立课题清单", ""),
        (2, "出台转化办法", ""),
        (3, "出台转化办法", home),
    ]
    assert [row.home for row in page(office, home).measures] == ["", ""]
    counted = {row.number: row.measures_total for row in list_items(office.ledger, today=office.today)}
    assert counted == {home: 2, other: 3}
    assert len(facts_of_page(page(office, other)).measures) == 3
    assert (figures(office.ledger, today=office.today)).measures == 4, "a shared one counts once"
    only = read_query(f"编号:{other}")
    assert figures(office.ledger, only, today=office.today).measures == 3


def test_measures_overdue_by_a_day_of_their_own_are_counted_beside_the_light(
    office: Office, shared: tuple[str, str]
) -> None:
    home, other = shared

    def overdue() -> dict[str, int]:
        rows = list_items(office.ledger, today=office.today)
        assert {row.light for row in rows} == {Light.NORMAL}
        return {row.number: row.measures_past_own_day for row in rows}

    def give(ordinal: int, kind: DeadlineKind, days: int) -> None:
        limit = Deadline("某日", kind, office.today + dt.timedelta(days))
        edit = MeasureEdit(deadline=limit)
        items.edit_measure(office.ledger, office.operator, home, ordinal, edit, today=office.today)

    assert overdue() == {home: 0, other: 0}
    give(1, DeadlineKind.RECURRING, -3)
    give(2, DeadlineKind.DATE, 0)
    assert overdue() == {home: 0, other: 0}, "the last day is not past, and a period begins anew"
    give(2, DeadlineKind.DATE, -1)
    assert overdue() == {home: 1, other: 1}
    items.finish_measure(office.ledger, office.operator, home, 2, on=office.today, today=office.today)
    assert overdue() == {home: 0, other: 0}


def test_a_problem_is_done_only_when_shared_measures_are_too(office: Office, shared: tuple[str, str]) -> None:
    _, other = shared
    for ordinal in (1, 2):
        items.finish_measure(
            office.ledger, office.operator, other, ordinal, on=office.today, today=office.today
        )
    with pytest.raises(Refusal, match="措施3“出台转化办法”尚未完成"):
        advancing.apply_for_closing(
            office.ledger, office.operator, other, completion="好", inference="已查", today=office.today
        )


def test_it_is_finished_through_any_of_its_items(office: Office, shared: tuple[str, str]) -> None:
    home, other = shared
    reporting.add_progress(
        office.ledger, office.operator, other, "已印发", measure=3, done=True, today=office.today
    )
    assert page(office, home).measures[1].done_on == office.today
    assert [entry.measure_ordinal for entry in page(office, other).progress] == [3]
    wanted = [row.number for row in list_items(office.ledger, read_query("未完措施:1"), today=office.today)]
    assert wanted == [home]
    with pytest.raises(Refusal, match="措施2 已于"):
        items.finish_measure(office.ledger, office.operator, home, 2, on=office.today, today=office.today)


def test_it_is_changed_once_for_all(office: Office, shared: tuple[str, str]) -> None:
    home, other = shared
    edit = MeasureEdit(text="出台新办法", owners={OwnerRole.RESPONSIBLE: ("法规处",)})
    items.edit_measure(office.ledger, office.operator, other, 3, edit, today=office.today)
    for number, ordinal in ((home, 2), (other, 3)):
        (row,) = [row for row in page(office, number).measures if row.ordinal == ordinal]
        assert (row.text, [owner.name for owner in row.owners]) == ("出台新办法", ["法规处"])
    assert "修改措施" in [action.command for action in item_history(office.ledger, home)]
    assert "修改措施" in [action.command for action in item_history(office.ledger, other)]
    found = list_items(office.ledger, read_query("措施:新办法"), today=office.today)
    assert [row.number for row in found] == [home, other]


def test_it_is_not_changed_while_one_of_its_items_is_applied_for(office: Office) -> None:
    home, other = office.finished("甲"), office.registered("乙")
    share(office, home, 1, other)
    advancing.apply_for_closing(
        office.ledger, office.operator, home, completion="好", inference="已查", today=office.today
    )
    with pytest.raises(Refusal, match=f"{home} 现在是“申请销号”，不能修改共用的措施"):
        items.edit_measure(
            office.ledger, office.operator, other, 3, MeasureEdit(text="改"), today=office.today
        )
    with pytest.raises(Refusal, match="不能恢复办理共用的措施"):
        items.resume_measure(office.ledger, office.operator, other, 3, reason="没做", today=office.today)


def test_sharing_is_taken_back_and_undone(office: Office, shared: tuple[str, str]) -> None:
    home, other = shared
    measures.unshare_measure(office.ledger, office.operator, home, 2, [other], today=office.today)
    assert len(page(office, other).measures) == 2
    undo(office.ledger, office.operator, today=office.today)
    assert len(page(office, other).measures) == 3
    with pytest.raises(Refusal, match="本来就是"):
        measures.unshare_measure(office.ledger, office.operator, other, 3, [home], today=office.today)
    with pytest.raises(Refusal, match="已经有这条措施"):
        share(office, other, 3, home)
    third = office.planned("丙")
    with pytest.raises(NotFound, match="没有共用"):
        measures.unshare_measure(office.ledger, office.operator, home, 2, [third], today=office.today)


def test_a_new_measure_comes_after_the_shared_ones(office: Office, shared: tuple[str, str]) -> None:
    _, other = shared
    added = items.add_measure(office.ledger, office.operator, other, MeasureDraft("补充"), today=office.today)
    assert added == 4


@pytest.mark.parametrize(
    ("kind", "typed", "count"),
    [
        (AmountKind.MONEY, "120万元", 1_200_000),
        (AmountKind.MONEY, "8.05万", 80_500),
        (AmountKind.MONEY, "３000元", 3000),
        (AmountKind.MONEY, "1.5亿元", 150_000_000),
        (AmountKind.PEOPLE, "15人", 15),
        (AmountKind.REGULATIONS, "三项", 3),
        (AmountKind.ACCOUNTABILITY, "2人次", 2),
        (AmountKind.OTHER, "12", 12),
    ],
)
def test_amounts_are_read_as_people_write_them(kind: AmountKind, typed: str, count: int) -> None:
    assert read_amount(kind, typed) == count


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (AmountKind.MONEY, "120"),
        (AmountKind.MONEY, "0.00001万元"),
        (AmountKind.MONEY, "-3元"),
        (AmountKind.MONEY, "999999999999999亿元"),
        (AmountKind.PEOPLE, "几个人"),
        (AmountKind.OTHER, ""),
    ],
)
def test_what_may_mean_two_things_is_refused(kind: AmountKind, typed: str) -> None:
    with pytest.raises(BadInput):
        read_amount(kind, typed)


def test_amounts_say_what_was_promised_and_what_is_done() -> None:
    money = AmountRow(AmountKind.MONEY, "", 1_200_000, 800_000)
    assert (money.words, money.is_reached) == ("目标120万元，已完成80万元（66.7%）", False)
    assert AmountRow(AmountKind.MONEY, "", 80_500, 500).words == "目标8.05万元，已完成500元（0.6%）"
    assert AmountRow(AmountKind.ACCOUNTABILITY, "诫勉", None, 2).words == "已完成2人次"


def test_amounts_are_planned_by_the_office_and_recorded_by_who_works(office: Office) -> None:
    number = office.registered()
    undertaker = Actor("张三", Role.UNDERTAKER)
    with pytest.raises(Refusal, match="填写数量目标由"):
        measures.plan_amount(
            office.ledger, undertaker, number, 1, AmountKind.MONEY, target=9, today=office.today
        )
    measures.plan_amount(
        office.ledger, office.operator, number, 1, AmountKind.MONEY, target=100, today=office.today
    )
    for achieved in (30, 60):
        measures.record_amount(
            office.ledger, office.operator, number, 1, AmountKind.MONEY, achieved=achieved, today=office.today
        )
    (amount,) = page(office, number).measures[0].amounts
    assert (amount.target, amount.achieved) == (100, 60)
    with pytest.raises(Refusal, match="没有“口头”"):
        measures.record_amount(
            office.ledger,
            office.operator,
            number,
            1,
            AmountKind.ACCOUNTABILITY,
            detail="口头",
            achieved=1,
            today=office.today,
        )
    measures.remove_amount(office.ledger, office.operator, number, 1, AmountKind.MONEY, today=office.today)
    assert page(office, number).measures[0].amounts == ()


def test_regulations_are_counted_not_typed(office: Office) -> None:
    number = office.registered()
    kind = AmountKind.REGULATIONS
    measures.plan_amount(office.ledger, office.operator, number, 2, kind, target=2, today=office.today)
    with pytest.raises(Refusal, match="按制度清单里已印发的项数计"):
        measures.record_amount(
            office.ledger, office.operator, number, 2, kind, achieved=2, today=office.today
        )
    for issued in (office.today, None):
        add_regulation(
            office.ledger,
            office.operator,
            number,
            "转化办法",
            RegulationAct.NEW,
            measure=2,
            issued_on=issued,
            today=office.today,
        )
    (amount,) = page(office, number).measures[1].amounts
    assert amount.words == "目标2项，已完成1项（50.0%）"


def test_totals_count_a_shared_measure_once(office: Office, shared: tuple[str, str]) -> None:
    home, other = shared
    kind = AmountKind.PEOPLE
    for number, ordinal in ((home, 2), (other, 1)):
        measures.plan_amount(
            office.ledger, office.operator, number, ordinal, kind, target=10, achieved=4, today=office.today
        )
    (total,) = totals(office.ledger, today=office.today)
    assert (total.target, total.achieved) == (20, 8)
    (part,) = totals(office.ledger, read_query(f"编号:{other}"), today=office.today)
    assert (part.target, part.achieved) == (20, 8), "the shared one serves it too"
    (part,) = totals(office.ledger, read_query(f"编号:{home}"), today=office.today)
    assert (part.target, part.achieved) == (10, 4)


def test_a_page_in_a_batch_knows_whose_measure_it_is(office: Office, shared: tuple[str, str]) -> None:
    """Owners of a shared measure are listed once at home too, when both pages are read together."""
    from tracker.ledger.pages import item_pages

    home, _ = shared
    edit = MeasureEdit(owners={OwnerRole.RESPONSIBLE: ("法规处",)})
    items.edit_measure(office.ledger, office.operator, home, 2, edit, today=office.today)
    ids = [row.id for row in list_items(office.ledger, today=office.today)]
    pages = item_pages(office.ledger, ids, today=office.today)
    names = [[owner.name for owner in row.owners] for one in pages for row in one.measures]
    assert names == [[], ["法规处"], [], [], ["法规处"]]


def test_without_a_limit_of_its_own_it_is_held_to_each_of_its_items(office: Office) -> None:
    near = office.registered("甲", due=office.today + dt.timedelta(days=5))
    far = add_far(office)
    share(office, near, 1, far)
    assert page(office, far).measures[-1].light_words != page(office, near).measures[0].light_words


def add_far(office: Office) -> str:
    draft: ItemDraft = office.draft("乙", due=office.today + dt.timedelta(days=60))
    return items.add_item(office.ledger, office.operator, draft, today=office.today)


def test_no_measure_that_comes_to_an_item_is_due_later_than_it(office: Office) -> None:
    item, limit = office.registered("甲"), office.today + dt.timedelta(days=12)
    later, other = limit + dt.timedelta(days=1), office.registered("乙", due=limit + dt.timedelta(days=30))

    def add(number: str, due: dt.date | None, kind: DeadlineKind = DeadlineKind.DATE) -> int:
        draft = MeasureDraft("组织一次检查", deadline=Deadline(str(due), kind, due))
        return items.add_measure(office.ledger, office.operator, number, draft, today=office.today)

    with pytest.raises(Refusal, match=f"整改时限是{limit}，措施的时限{later}不能更晚"):
        add(item, later)
    add(item, limit)
    add(item, None, DeadlineKind.CONTINUING)
    add(item, later, DeadlineKind.RECURRING)
    far = add(other, later)
    with pytest.raises(Refusal, match="不能更晚"):
        share(office, other, far, item)
    assert len(page(office, item).measures) == 5
    planned = office.planned("丙")
    add(planned, later)


def test_no_item_goes_on_the_books_or_moves_forward_past_a_measure_still_to_be_done(office: Office) -> None:
    number, limit = office.planned("甲"), office.today + dt.timedelta(days=12)
    later = limit + dt.timedelta(days=5)

    def due(day: dt.date) -> Deadline:
        return Deadline(str(day), DeadlineKind.DATE, day)

    draft = MeasureDraft("组织一次检查", deadline=due(later))
    ordinal = items.add_measure(office.ledger, office.operator, number, draft, today=office.today)
    with pytest.raises(Refusal, match=f"措施{ordinal}的时限{later}晚于事项的整改时限{limit}"):
        advancing.register(office.ledger, office.operator, [number], today=office.today)
    waived = office.planned("乙")
    items.add_measure(office.ledger, office.operator, waived, draft, today=office.today)
    advancing.register(office.ledger, office.operator, [waived], today=office.today, waiver="另行延期")
    same = ItemEdit(deadline=due(limit))
    items.edit_items(office.ledger, office.operator, [waived], same, today=office.today)
    edited = ItemEdit(deadline=due(later))
    items.edit_items(office.ledger, office.operator, [number], edited, today=office.today)
    advancing.register(office.ledger, office.operator, [number], today=office.today)
    forward = ItemEdit(deadline=due(limit))
    with pytest.raises(Refusal, match="先把措施的时限提前") as refused:
        items.edit_items(office.ledger, office.operator, [number], forward, today=office.today)
    assert refused.value.reasons == (f"措施{ordinal}：{later}",)
    items.finish_measure(office.ledger, office.operator, number, ordinal, on=office.today, today=office.today)
    items.edit_items(office.ledger, office.operator, [number], forward, today=office.today)
    assert item_page(office.ledger, number, today=office.today).row.deadline == due(limit)
