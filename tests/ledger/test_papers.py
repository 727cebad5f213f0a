"""Papers that go out: numbered once, recorded on their items, chased no more, taken back in one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.desk.duties import next_due
from tracker.errors import Conflict, OutputFailed, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import apply_for_closing, close, reopen
from tracker.ledger.commands.papers import PaperToIssue, issue_papers
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.listed import chased_ids, listed_items
from tracker.ledger.pages import item_page
from tracker.ledger.papers import issued_before, issued_sheets
from tracker.ledger.queries import list_items
from tracker.ledger.reminders import chasing
from tracker.ledger.rows import JournalHead
from tracker.ledger.words import PaperKind, Role, Rung

Office = Any


def _issue(
    office: Office,
    *numbers: str,
    kind: PaperKind = PaperKind.SUPERVISION,
    today: dt.date | None = None,
    read_at: JournalHead | None = None,
    first: int | None = None,
    write: Any = lambda numbers: None,
    actor: Actor | None = None,
) -> tuple[str, ...]:
    """One paper for each item, to 办公室."""
    day = today or office.today
    ids = {row.number: row.id for row in list_items(office.ledger, today=day)}
    return issue_papers(
        office.ledger,
        actor or office.operator,
        kind,
        [PaperToIssue((ids[number],), "办公室", day + dt.timedelta(10)) for number in numbers],
        today=day,
        read_at=read_at or office.ledger.head(),
        code="督办",
        next_due=next_due,
        write=write,
        first=first,
    )


def _tomorrow(office: Office) -> dt.date:
    day: dt.date = office.today + dt.timedelta(days=1)
    return day


def test_numbers_go_on_within_a_year_and_begin_again_in_the_next(office: Office) -> None:
    one, other = office.registered(), office.registered()
    assert _issue(office, one, other) == ("督办〔2024〕1号", "督办〔2024〕2号")
    with pytest.raises(Refusal, match=f"{one} 今天已向办公室发过督办〔2024〕1号，没有再发"):
        _issue(office, one)
    assert _issue(office, one, today=_tomorrow(office)) == ("督办〔2024〕3号",)
    assert _issue(office, one, kind=PaperKind.REMINDER) == ("督办〔2024〕1号",), "each kind has its own"
    assert _issue(office, other, today=dt.date(2025, 1, 2)) == ("督办〔2025〕1号",)
    papers = item_page(office.ledger, one, today=office.today).papers
    assert [(paper.document_number, paper.level) for paper in papers if paper.kind == "supervision"] == [
        ("督办〔2024〕1号", 1),
        ("督办〔2024〕3号", 2),
    ]
    assert papers[0].words == "督办〔2024〕1号，致办公室，限2024-06-28前"
    assert [sheet.document_number for sheet in issued_sheets(office.ledger, PaperKind.SUPERVISION)] == [
        "督办〔2025〕1号",
        "督办〔2024〕3号",
        "督办〔2024〕2号",
        "督办〔2024〕1号",
    ]


def test_a_number_that_was_undone_is_not_given_again_and_redo_brings_it_back(office: Office) -> None:
    number = office.registered()
    _issue(office, number)
    undo(office.ledger, office.operator, today=office.today)
    assert issued_sheets(office.ledger) == []
    redo(office.ledger, office.operator, today=office.today)
    assert [sheet.document_number for sheet in issued_sheets(office.ledger)] == ["督办〔2024〕1号"]
    undo(office.ledger, office.operator, today=office.today)
    assert _issue(office, number) == ("督办〔2024〕2号",)


def test_an_office_may_go_on_from_its_own_number_but_not_back(office: Office) -> None:
    number = office.registered()
    assert _issue(office, number, first=12) == ("督办〔2024〕12号",)
    with pytest.raises(Refusal, match="2024年的督办通知单已编到12号，请从13号起"):
        _issue(office, number, first=5, today=_tomorrow(office))
    assert _issue(office, number, today=_tomorrow(office)) == ("督办〔2024〕13号",)


def test_what_cannot_be_written_is_not_recorded(office: Office) -> None:
    number = office.registered()
    before = office.ledger.head()

    def fail(numbers: tuple[str, ...]) -> None:
        raise OutputFailed("a.docx", "磁盘空间不足")

    with pytest.raises(OutputFailed):
        _issue(office, number, write=fail)
    assert office.ledger.head() == before
    assert _issue(office, number) == ("督办〔2024〕1号",), "its number was never given"


def test_a_ledger_that_changed_since_it_was_read_refuses(office: Office) -> None:
    number = office.registered()
    read_at = office.ledger.head()
    office.registered("另一项")
    with pytest.raises(Conflict, match="请重新出文"):
        _issue(office, number, read_at=read_at)


def test_a_paper_goes_out_only_about_items_in_a_fitting_state(office: Office) -> None:
    number = office.planned()
    with pytest.raises(Refusal, match="现在是“待挂号”，不发督办通知单"):
        _issue(office, number)
    assert _issue(office, number, kind=PaperKind.ASSIGNMENT)


def test_what_a_paper_chased_is_not_chased_again_at_that_rung(office: Office) -> None:
    number = office.registered(due=office.today - dt.timedelta(days=1))
    found = chasing(office.ledger, today=office.today, next_due=next_due)
    assert [chase.rung for digest in found.digests for chase in digest.chases] == [Rung.FIRST]
    _issue(office, number)
    assert not chasing(office.ledger, today=office.today, next_due=next_due).digests
    later = chasing(office.ledger, today=office.today + dt.timedelta(7), next_due=next_due)
    assert [chase.rung for digest in later.digests for chase in digest.chases] == [Rung.SECOND]
    undo(office.ledger, office.operator, today=office.today)
    assert chasing(office.ledger, today=office.today, next_due=next_due).digests


def test_a_paper_beside_the_ladder_stands_in_the_list_of_what_is_chased(office: Office) -> None:
    early, late = office.registered(), office.registered(due=office.today - dt.timedelta(days=1))
    _issue(office, early, late)
    _issue(office, early, today=_tomorrow(office))
    ids = [row.id for row in list_items(office.ledger, today=office.today)]
    assert chased_ids(office.ledger, ids) == frozenset(ids)
    notes = [item.reminders for item in listed_items(office.ledger, ids, today=office.today)]
    assert [[(note.rung, note.document_number) for note in own] for own in notes] == [
        [(Rung.FIRST, "督办〔2024〕1号"), (Rung.SECOND, "督办〔2024〕3号")],
        [(Rung.FIRST, "督办〔2024〕2号")],
    ]


def test_the_count_is_of_the_present_round(office: Office) -> None:
    number = office.finished()
    _issue(office, number)
    key = next(row.id for row in list_items(office.ledger, today=office.today))
    assert issued_before(office.ledger, PaperKind.SUPERVISION, [key]) == {key: 1}
    ledger, today = office.ledger, office.today
    apply_for_closing(ledger, office.operator, number, completion="已完成", inference="已自查", today=today)
    close(ledger, office.reviewer, number, today=today)
    reopen(ledger, office.reviewer, number, reason="反弹", basis="回头看", today=today)
    assert issued_before(ledger, PaperKind.SUPERVISION, [key]) == {}
    assert [paper.round for paper in item_page(ledger, number, today=today).papers] == [1]


def test_an_undertaker_sees_papers_on_the_own_items_only(office: Office) -> None:
    number = office.registered()
    _issue(office, number)
    office.ledger.viewer = Actor("张三", Role.UNDERTAKER, "人事科")
    assert issued_sheets(office.ledger) == []
    office.ledger.viewer = Actor("张三", Role.UNDERTAKER, "办公室")
    assert len(issued_sheets(office.ledger)) == 1
