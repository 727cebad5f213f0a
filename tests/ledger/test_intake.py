"""From a mined document into the ledger: stored once, accepted once, rejected for good."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tracker.errors import NotFound, Refusal
from tracker.ledger.commands import intake, reviewing
from tracker.ledger.commands.drafts import (
    CandidateDraft,
    CandidateEdit,
    ConfirmedLink,
    DocumentDraft,
    ProposedLink,
)
from tracker.ledger.commands.undoing import undo
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.reviews import candidates, document_text, documents
from tracker.ledger.words import (
    CandidateKind,
    DeadlineKind,
    ItemKind,
    OwnerRole,
    RectificationType,
    State,
    Verdict,
)

Office = Any

TEXT = "台账更新慢。二要抓好整改。督查室要在6月底前复查。食堂明厨亮灶已完成。另行公布电话。"


def draft(text: str = TEXT) -> DocumentDraft:
    return DocumentDraft("讲话", text, f"{hash(text):x}", "讲话.txt", "0" * 64, dt.date(2024, 5, 1))


def candidate(kind: CandidateKind, text: str, parent: int | None = None, **more: Any) -> CandidateDraft:
    start = TEXT.index(text)
    values: dict[str, Any] = {
        "kind": kind,
        "text": text,
        "start": start,
        "end": start + len(text),
        "section": ("二、下一步",),
        "parent": parent,
        "checkable": True,
        "confidence": 0.9,
        "deadline": None,
        "owners": (),
        "missing": (),
        "rules": ("bare",),
    }
    return CandidateDraft(**(values | more))


BY_JUNE = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30), "month-end")
MINED = [
    candidate(CandidateKind.PROBLEM, "台账更新慢"),
    candidate(CandidateKind.TASK, "抓好整改"),
    candidate(
        CandidateKind.MEASURE,
        "督查室要在6月底前复查",
        parent=1,
        deadline=BY_JUNE,
        owners=((OwnerRole.LEAD, "督查室"),),
    ),
    candidate(CandidateKind.RESULT, "食堂明厨亮灶已完成"),
    candidate(
        CandidateKind.MEASURE,
        "另行公布电话",
        deadline=Deadline("立行立改", DeadlineKind.IMMEDIATE, None),
    ),
]


def test_accepting_makes_items_with_their_measures_and_sources(office: Office) -> None:
    stored, accepted = intake.store_and_accept(
        office.ledger, office.operator, draft(), MINED, today=office.today
    )
    assert stored.is_new
    assert accepted == intake.Accepted(("ZG-2024-0001", "ZG-2024-0002", "ZG-2024-0003"), 2)
    problem, task, alone = (item_page(office.ledger, n, today=office.today) for n in accepted.numbers)
    assert (problem.row.kind, problem.row.state) == (ItemKind.PROBLEM, State.UNREGISTERED)
    assert problem.source is not None
    assert problem.source.text[problem.source.start : problem.source.end] == "台账更新慢"
    assert problem.source.section == ("二、下一步",)
    (measure,) = task.measures
    assert (measure.text, measure.deadline, measure.owners[0].name) == (
        "督查室要在6月底前复查",
        BY_JUNE,
        "督查室",
    )
    assert task.row.deadline is None, "a measure's limit and owner are not its task's"
    assert alone.row.kind is ItemKind.TASK
    assert [m.text for m in alone.measures] == ["另行公布电话"], "a directive that stands alone"
    assert alone.row.type is RectificationType.IMMEDIATE
    verdicts = [row.verdict for row in candidates(office.ledger, stored.document_id)]
    assert verdicts == [
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.ACCEPTED,
        Verdict.KEPT,
        Verdict.ACCEPTED,
    ]


def test_the_same_text_again_changes_nothing(office: Office) -> None:
    intake.store_and_accept(office.ledger, office.operator, draft(), MINED, today=office.today)
    head = office.ledger.head()
    stored, accepted = intake.store_and_accept(
        office.ledger, office.operator, draft(), MINED, today=office.today
    )
    assert (stored.is_new, accepted.numbers, accepted.measures) == (False, (), 0)
    assert office.ledger.head() == head


def test_what_was_rejected_stays_rejected(office: Office) -> None:
    stored = intake.store_document(office.ledger, office.operator, draft(), MINED, today=office.today)
    rows = candidates(office.ledger, stored.document_id)
    intake.reject(office.ledger, office.operator, [rows[1].id], reason="口号", today=office.today)
    _, accepted = intake.store_and_accept(office.ledger, office.operator, draft(), MINED, today=office.today)
    assert len(accepted.numbers) == 3, "the measure of a rejected task stands alone"
    after = candidates(office.ledger, stored.document_id)
    assert (after[1].verdict, after[1].reason) == (Verdict.REJECTED, "口号")
    with pytest.raises(Refusal, match="已经复核过"):
        intake.accept(
            office.ledger, office.operator, stored.document_id, only=[rows[1].id], today=office.today
        )


def test_a_measure_brings_its_task_along(office: Office) -> None:
    stored = intake.store_document(office.ledger, office.operator, draft(), MINED, today=office.today)
    measure = candidates(office.ledger, stored.document_id)[2]
    accepted = intake.accept(
        office.ledger, office.operator, stored.document_id, only=[measure.id], today=office.today
    )
    assert accepted == intake.Accepted(("ZG-2024-0001",), 1)
    assert [row.title for row in list_items(office.ledger, today=office.today)] == ["抓好整改"]
    (document,) = documents(office.ledger)
    assert (document.pending, document.accepted, document.kept) == (2, 2, 1)


def test_a_candidate_is_edited_before_it_is_accepted(office: Office) -> None:
    stored = intake.store_document(office.ledger, office.operator, draft(), MINED, today=office.today)
    first = candidates(office.ledger, stored.document_id)[0]
    edit = CandidateEdit(kind=CandidateKind.TASK, text="加快台账更新", deadline=BY_JUNE)
    reviewing.edit_candidate(office.ledger, office.operator, first.id, edit, today=office.today)
    intake.accept(office.ledger, office.operator, stored.document_id, only=[first.id], today=office.today)
    (row,) = list_items(office.ledger, today=office.today)
    assert (row.kind, row.title, row.deadline) == (ItemKind.TASK, "加快台账更新", BY_JUNE)


def test_one_undo_takes_a_whole_document_back(office: Office) -> None:
    intake.store_and_accept(office.ledger, office.operator, draft(), MINED, today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert list_items(office.ledger, today=office.today) == []
    assert documents(office.ledger) == []


def test_strangers_are_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        document_text(office.ledger, 7)
    with pytest.raises(NotFound):
        intake.reject(office.ledger, office.operator, [99], reason="无", today=office.today)
    stored = intake.store_document(office.ledger, office.operator, draft(), MINED, today=office.today)
    with pytest.raises(NotFound):
        intake.accept(office.ledger, office.operator, stored.document_id, only=[99], today=office.today)
    assert document_text(office.ledger, stored.document_id) == TEXT


def test_a_repeated_candidate_is_skipped_and_lends_its_measures_the_first(office: Office) -> None:
    mined = [
        candidate(CandidateKind.TASK, "二要抓好整改"),
        candidate(CandidateKind.TASK, "要抓好整改", same_as=0),
        candidate(CandidateKind.MEASURE, "另行公布电话", parent=1),
    ]
    stored, accepted = intake.store_and_accept(
        office.ledger, office.operator, draft(), mined, today=office.today
    )
    assert accepted == intake.Accepted(("ZG-2024-0001",), 1)
    rows = candidates(office.ledger, stored.document_id)
    assert [row.verdict for row in rows] == [Verdict.ACCEPTED, Verdict.REPEATED, Verdict.ACCEPTED]
    assert rows[1].twin_words == "与第1条相同"
    assert rows[2].item_number == "ZG-2024-0001"
    assert documents(office.ledger)[0].repeated == 1


def test_what_an_item_says_already_is_skipped_until_asked_for(office: Office) -> None:
    number = office.planned("台账更新慢")
    mined = [candidate(CandidateKind.PROBLEM, "台账更新慢", twin_number=number)]
    stored, accepted = intake.store_and_accept(
        office.ledger, office.operator, draft(), mined, today=office.today
    )
    assert accepted == intake.Accepted((), 0)
    (row,) = candidates(office.ledger, stored.document_id)
    assert row.twin_words == f"与 {number} 相同"
    asked = intake.accept(
        office.ledger, office.operator, stored.document_id, only=[row.id], today=office.today
    )
    assert asked.numbers == ("ZG-2024-0002",)


def test_a_measure_goes_to_the_problem_it_was_linked_to(office: Office) -> None:
    mined = [
        candidate(CandidateKind.PROBLEM, "台账更新慢"),
        candidate(
            CandidateKind.MEASURE, "另行公布电话", answers=(ProposedLink(0, "", 0.71, ("same-matter",)),)
        ),
    ]
    stored = intake.store_document(office.ledger, office.operator, draft(), mined, today=office.today)
    problem, measure = candidates(office.ledger, stored.document_id)
    assert [(one.ordinal, one.text, one.score) for one in measure.answers] == [(0, "台账更新慢", 0.71)]
    link = ConfirmedLink(measure.id, problem.id, "")
    reviewing.link_candidates(office.ledger, office.operator, [link], today=office.today)
    accepted = intake.accept(office.ledger, office.operator, stored.document_id, today=office.today)
    assert accepted == intake.Accepted(("ZG-2024-0001",), 1)
    undo(office.ledger, office.operator, today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert candidates(office.ledger, stored.document_id)[1].parent is None, "the link is journalled too"


@pytest.mark.parametrize(("measure", "problem"), [(0, 1), (1, 2), (1, 3)])
def test_only_measures_are_linked_and_only_to_problems_and_tasks(
    office: Office, measure: int, problem: int
) -> None:
    mined = [
        candidate(CandidateKind.PROBLEM, "台账更新慢"),
        candidate(CandidateKind.MEASURE, "另行公布电话"),
        candidate(CandidateKind.MEASURE, "督查室要在6月底前复查"),
        candidate(CandidateKind.RESULT, "食堂明厨亮灶已完成"),
    ]
    stored = intake.store_document(office.ledger, office.operator, draft(), mined, today=office.today)
    rows = candidates(office.ledger, stored.document_id)
    head = office.ledger.head()
    link = ConfirmedLink(rows[measure].id, rows[problem].id, "")
    with pytest.raises(Refusal):
        reviewing.link_candidates(office.ledger, office.operator, [link], today=office.today)
    assert office.ledger.head() == head
