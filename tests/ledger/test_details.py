"""What tells how a problem shows goes in as its 具体表现; 整改目标 goes in with its problem."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tracker.errors import Refusal
from tracker.ledger.commands import intake, reviewing
from tracker.ledger.commands.drafts import CandidateDraft, CandidateEdit, DocumentDraft
from tracker.ledger.commands.undoing import undo
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.queries import list_items
from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.reviews import candidates
from tracker.ledger.verifying import verify
from tracker.ledger.words import CandidateKind, DeadlineKind, OwnerRole, Verdict

Office = Any

TEXT = "1．议事决策不规范。大额资金使用未经集体研究。末位表态没有执行。要修订议事规则。"


def mined(text: str, **more: Any) -> CandidateDraft:
    start = TEXT.index(text)
    values: dict[str, Any] = {
        "kind": CandidateKind.PROBLEM,
        "parent": 0,
        "is_detail": True,
        "section": (),
        "checkable": False,
        "confidence": 0.9,
        "deadline": None,
        "owners": (),
        "missing": (),
        "rules": (),
    }
    return CandidateDraft(text=text, start=start, end=start + len(text), **(values | more))


MINED = [
    mined("议事决策不规范", parent=None, is_detail=False, target="决策全部集体研究"),
    mined("大额资金使用未经集体研究"),
    mined("末位表态没有执行"),
    mined("要修订议事规则", kind=CandidateKind.MEASURE, is_detail=False),
]


def stored(office: Office) -> list[CandidateRow]:
    draft = DocumentDraft("反馈意见", TEXT, "a" * 64, "反馈.txt", "0" * 64, dt.date(2024, 5, 1))
    document = intake.store_document(office.ledger, office.operator, draft, MINED, today=office.today)
    return candidates(office.ledger, document.document_id)


def test_all_of_it_makes_one_item(office: Office) -> None:
    stored(office)
    accepted = intake.accept(office.ledger, office.operator, 1, today=office.today)
    (number,) = accepted.numbers
    assert accepted == intake.Accepted((number,), 1, (number, number))
    page = item_page(office.ledger, number, today=office.today)
    assert page.detail == "大额资金使用未经集体研究；末位表态没有执行"
    assert page.target == "决策全部集体研究"
    assert {row.item_number for row in candidates(office.ledger, 1)} == {number}
    undo(office.ledger, office.operator, today=office.today)
    assert list_items(office.ledger, today=office.today) == []
    assert verify(office.ledger) == ()


def test_one_takes_its_problem_in_with_it_and_stands_alone_where_that_was_rejected(office: Office) -> None:
    rows = stored(office)
    accepted = intake.accept(office.ledger, office.operator, 1, only=[rows[1].id], today=office.today)
    assert accepted.details == accepted.numbers
    undo(office.ledger, office.operator, today=office.today)
    intake.reject(office.ledger, office.operator, [rows[0].id], reason="不属本单位", today=office.today)
    accepted = intake.accept(office.ledger, office.operator, 1, only=[rows[1].id], today=office.today)
    assert (len(accepted.numbers), accepted.details) == (1, ())


def test_a_reviewer_may_make_it_a_problem_of_its_own_and_back(office: Office) -> None:
    rows = stored(office)
    alone = CandidateEdit(is_detail=False)
    reviewing.edit_candidate(office.ledger, office.operator, rows[2].id, alone, today=office.today)
    accepted = intake.accept(office.ledger, office.operator, 1, today=office.today)
    assert len(accepted.numbers) == 2
    undo(office.ledger, office.operator, today=office.today)
    back = CandidateEdit(is_detail=True)
    reviewing.edit_candidate(office.ledger, office.operator, rows[2].id, back, today=office.today)
    with pytest.raises(Refusal, match="不在一个问题下面"):
        reviewing.edit_candidate(office.ledger, office.operator, rows[0].id, back, today=office.today)
    assert [row.kind_word for row in candidates(office.ledger, 1)] == ["问题", "表现", "表现", "措施"]


def test_the_plan_completes_what_the_feedback_found(office: Office) -> None:
    stored(office)
    (number,) = intake.accept(office.ledger, office.operator, 1, today=office.today).numbers
    text = "关于议事决策不规范的问题。修订议事规则。"
    limit = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30), "month-end")
    plan = [
        replace(
            MINED[0],
            start=0,
            end=12,
            target="议事规范",
            deadline=limit,
            owners=((OwnerRole.LEADER, "王静"), (OwnerRole.LEAD, "办公室")),
            twin_id=candidates(office.ledger, 1)[0].id,
        ),
        replace(MINED[3], start=13, end=19, text="修订议事规则"),
    ]
    draft = DocumentDraft("整改方案", text, "b" * 64, "方案.txt", "1" * 64, dt.date(2024, 5, 10))
    document = intake.store_document(office.ledger, office.operator, draft, plan, today=office.today)
    accepted = intake.accept(office.ledger, office.operator, document.document_id, today=office.today)
    assert (accepted.numbers, accepted.measures) == ((), 1)
    page = item_page(office.ledger, number, today=office.today)
    assert page.target == "决策全部集体研究", "what it said itself stays"
    assert page.row.deadline == limit
    assert page.owner_names(OwnerRole.LEAD) == ("办公室",)
    assert page.owner_names(OwnerRole.LEADER) == ("王静",)
    undo(office.ledger, office.operator, today=office.today)
    assert item_page(office.ledger, number, today=office.today).row.deadline is None


def test_merged_into_a_problem_that_was_taken_in_it_becomes_its_detail(office: Office) -> None:
    rows = stored(office)
    alone = CandidateEdit(is_detail=False)
    reviewing.edit_candidate(office.ledger, office.operator, rows[1].id, alone, today=office.today)
    (number,) = intake.accept(
        office.ledger, office.operator, 1, only=[rows[0].id], today=office.today
    ).numbers
    for row in rows[1:3]:
        merged = reviewing.merge_candidates(office.ledger, office.operator, row.id, today=office.today)
        assert merged.number == number
    page = item_page(office.ledger, number, today=office.today)
    assert page.detail == "大额资金使用未经集体研究；末位表态没有执行"
    assert candidates(office.ledger, 1)[2].verdict is Verdict.ACCEPTED
    with pytest.raises(Refusal, match="只有问题可以作为具体表现") as refused:
        reviewing.merge_candidates(office.ledger, office.operator, rows[3].id, today=office.today)
    assert "先换成“问题”" in str(refused.value)
    reviewing.edit_candidate(
        office.ledger,
        office.operator,
        rows[3].id,
        CandidateEdit(kind=CandidateKind.PROBLEM),
        today=office.today,
    )
    assert candidates(office.ledger, 1)[3].missing == (), "the five are asked of what is to be done"
    merged = reviewing.merge_candidates(office.ledger, office.operator, rows[3].id, today=office.today)
    assert merged.number == number
