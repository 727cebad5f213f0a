"""举一反三 and 提请上级: who is asked, who answered, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger import queries
from tracker.ledger.actor import Actor
from tracker.ledger.commands.escalations import answer_raised, raise_item
from tracker.ledger.commands.items import add_item
from tracker.ledger.commands.self_checks import answer_self_check, start_self_check
from tracker.ledger.escalations import escalations
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.pages import item_page
from tracker.ledger.self_checks import self_check, self_checks, spreading
from tracker.ledger.words import OwnerRole, Role, SelfCheckResult, State

Office = Any

DUE = dt.date(2024, 7, 15)
LATE = dt.date(2024, 7, 20)


def problem(office: Office, title: str, unit: str) -> str:
    draft = replace(office.draft(title), owners={OwnerRole.LEAD: (unit,)})
    return add_item(office.ledger, office.operator, draft, today=office.today)


def answer(office: Office, key: int, unit: str, result: SelfCheckResult, **named: Any) -> str:
    return answer_self_check(office.ledger, office.operator, key, unit, result, today=office.today, **named)


@pytest.fixture
def seen_twice(office: Office) -> str:
    """A problem of two units, in an office of four."""
    first = problem(office, "公务接待审批单不全", "办公室")
    problem(office, "公务接待没有审批单", "人事科")
    problem(office, "谈心谈话走过场", "督查科")
    problem(office, "值班记录缺页", "财务科")
    return first


def test_a_problem_of_two_units_is_proposed_to_the_others(office: Office, seen_twice: str) -> None:
    (row,) = spreading(office.ledger, today=office.today)
    assert (row.number, row.units, set(row.others)) == (
        seen_twice,
        ("办公室", "人事科"),
        {"督查科", "财务科"},
    )
    _, asked = start_self_check(office.ledger, office.operator, seen_twice, due=DUE, today=office.today)
    assert set(asked) == {"督查科", "财务科"}
    assert spreading(office.ledger, today=office.today) == [], "a list was made of it"


def test_answers_are_taken_down_and_what_is_missing_is_told(office: Office, seen_twice: str) -> None:
    key, _ = start_self_check(office.ledger, office.operator, seen_twice, due=DUE, today=office.today)
    number = answer(office, key, "财务科", SelfCheckResult.FOUND, text="缺领导签字", add=True)
    row, answers = self_check(office.ledger, key, today=LATE)
    assert (row.words, row.days_overdue) == ("已反馈1/2，存在1，逾期5天", 5)
    assert [(entry.unit, entry.result, entry.item_number) for entry in answers] == [
        ("督查科", SelfCheckResult.PENDING, ""),
        ("财务科", SelfCheckResult.FOUND, number),
    ]
    made = item_page(office.ledger, number, today=LATE)
    assert (made.row.state, made.row.lead, made.row.title) == (State.UNREGISTERED, "财务科", "缺领导签字")
    assert seen_twice in made.note

    answer(office, key, "督查科", SelfCheckResult.NONE)
    assert self_checks(office.ledger, today=LATE)[0].days_overdue == 0
    assert self_checks(office.ledger, today=LATE, only_open=True) == []
    assert [found.id for found in item_page(office.ledger, seen_twice, today=LATE).self_checks] == [key]


def test_what_cannot_be_answered_is_refused(sqlite_office: Office) -> None:
    office = sqlite_office
    number = problem(office, "公务接待审批单不全", "办公室")
    with pytest.raises(Refusal, match="没有已知的单位"):
        start_self_check(office.ledger, office.operator, number, today=office.today)
    with pytest.raises(Refusal, match="反馈期限2024-01-01已过"):
        start_self_check(office.ledger, office.operator, number, due=dt.date(2024, 1, 1), today=office.today)
    key, asked = start_self_check(
        office.ledger, office.operator, number, units=("人事科", "财务科", "人 事 科"), today=office.today
    )
    assert asked == ("人事科", "财务科")
    with pytest.raises(NotFound, match="没有要求“督查科”自查"):
        answer(office, key, "督查科", SelfCheckResult.NONE)
    with pytest.raises(NotFound, match="没有第9号自查"):
        answer(office, 9, "人事科", SelfCheckResult.NONE)
    with pytest.raises(Refusal, match="要写“未发现”或“存在”"):
        answer(office, key, "人事科", SelfCheckResult.PENDING)
    with pytest.raises(Refusal, match="自查发现的情况"):
        answer(office, key, "人事科", SelfCheckResult.FOUND)
    with pytest.raises(Refusal, match="自查结果是“存在”的"):
        answer(office, key, "人事科", SelfCheckResult.NONE, add=True)
    made = answer(office, key, "人事科", SelfCheckResult.FOUND, text="缺签字", add=True)
    with pytest.raises(Refusal, match=f"已登记为 {made}"):
        answer(office, key, "人事科", SelfCheckResult.NONE)
    of_finance = Actor("张三", Role.UNDERTAKER, "财务科")
    with pytest.raises(Refusal, match="承办只能反馈本单位"):
        answer_self_check(office.ledger, of_finance, key, "人事科", SelfCheckResult.NONE, today=office.today)


def found_by(office: Office, line: str) -> list[str]:
    return [row.number for row in queries.list_items(office.ledger, read_query(line), today=LATE)]


def ask(office: Office, number: str, unit: str = "市委办公室", matter: str = "修订办法") -> None:
    raise_item(office.ledger, office.operator, number, unit=unit, matter=matter, today=office.today)


def reply(office: Office, number: str, **named: Any) -> str:
    return answer_raised(office.ledger, office.operator, number, text="已修订", today=LATE, **named)


def test_an_item_is_raised_and_tied_to_the_answer(office: Office) -> None:
    number, above = office.registered(), office.planned("修订考核办法")
    ask(office, number)
    assert found_by(office, "提请上级:待答复") == [number]
    assert escalations(office.ledger, today=LATE, only_open=True)[0].days == (LATE - office.today).days

    assert reply(office, number, dealing=above) == "市委办公室"
    (row,) = item_page(office.ledger, number, today=LATE).escalations
    assert (row.answer, row.answered_on, row.answer_number) == ("已修订", LATE, above)
    assert found_by(office, "提请上级:已答复") == [number]
    assert found_by(office, "提请上级:待答复") == []
    assert found_by(office, "提请上级:待答复、已答复") == [number]
    assert escalations(office.ledger, today=LATE, only_open=True) == []


def test_who_answers_is_asked_where_several_were_asked(sqlite_office: Office) -> None:
    office = sqlite_office
    number = office.registered()
    ask(office, number)
    with pytest.raises(Refusal, match="还没有答复"):
        ask(office, number)
    ask(office, number, unit="市财政局", matter="增加经费")
    with pytest.raises(Refusal, match="请用 --unit 写明"):
        reply(office, number)
    assert reply(office, number, unit="市财政局") == "市财政局"
    with pytest.raises(Refusal, match="没有等待“市财政局”答复"):
        reply(office, number, unit="市财政局")
    with pytest.raises(Refusal, match="不能是"):
        reply(office, number, dealing=number)
    for unit, matter, said in ((" ", "事", "上级单位不能为空"), ("市委", " ", "提请的事项不能为空")):
        with pytest.raises(Refusal, match=said):
            ask(office, number, unit=unit, matter=matter)


def test_an_answer_says_which_matter_it_is_about(office: Office) -> None:
    number = problem(office, "考核过多", "办公室")
    for matter in ("修订考核办法", "减少考核", "减少考核频次"):
        ask(office, number, matter=matter)
    with pytest.raises(Refusal, match="--matter") as refused:
        reply(office, number)
    assert refused.value.reasons == ("修订考核办法", "减少考核", "减少考核频次")
    with pytest.raises(Refusal, match="没有等待上级单位答复“精简会议”的提请"):
        reply(office, number, matter="精简会议")
    reply(office, number, matter="修订")
    reply(office, number, matter="减少考核")
    assert [row.matter for row in escalations(office.ledger, today=LATE, only_open=True)] == ["减少考核频次"]
    reply(office, number)


def test_a_unit_reports_what_it_found_and_the_office_makes_an_item_of_it(office: Office) -> None:
    number = problem(office, "公务接待审批单不全", "办公室")
    key, _ = start_self_check(office.ledger, office.operator, number, units=("财务科",), today=office.today)
    unit = Actor("张三", Role.UNDERTAKER, "财务科")

    def said(actor: Actor, **more: Any) -> str:
        found = SelfCheckResult.FOUND
        return answer_self_check(office.ledger, actor, key, "财务科", found, today=office.today, **more)

    with pytest.raises(Refusal, match="由整改办登记为事项"):
        said(unit, text="三张单子没有签字", add=True)
    assert said(unit, text="三张单子没有签字") == ""
    made = said(office.operator, add=True)
    page = item_page(office.ledger, made, today=office.today)
    assert (page.row.title, page.row.state, page.row.lead) == (
        "三张单子没有签字",
        State.UNREGISTERED,
        "财务科",
    )
    (entry,) = self_check(office.ledger, key, today=office.today)[1]
    assert (entry.text, entry.by, entry.item_number) == ("三张单子没有签字", "张三", made)
