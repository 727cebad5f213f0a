"""Candidates put right before they are taken in: edited, merged, split; spans stay exact."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import NotFound, Refusal
from tracker.ledger.commands import intake, reviewing
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import CandidateDraft, CandidateEdit, DocumentDraft
from tracker.ledger.commands.items import finish_measure
from tracker.ledger.commands.undoing import redo, undo
from tracker.ledger.list_rows import Deadline
from tracker.ledger.promises import PromiseRow, document_promises
from tracker.ledger.queries import list_items
from tracker.ledger.review_rows import CandidateRow, MarkRow
from tracker.ledger.reviews import candidates, documents
from tracker.ledger.verifying import verify
from tracker.ledger.words import CandidateKind, DeadlineKind, MarkKind, OwnerRole, Verdict

Office = Any

TEXT = (
    "一是档案缺页。\n二要抓好整改。档案室要在6月底前完成补齐归档，并开展一次交叉检查。"
    "食堂已整改。要建立台账；按月更新台账。"
)
BY_JUNE = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30), "month-end")


def mined(kind: CandidateKind, text: str, **more: Any) -> CandidateDraft:
    start = TEXT.index(text)
    values: dict[str, Any] = {
        "text": text.removeprefix("一是"),
        "section": ("二、下一步",),
        "parent": None,
        "checkable": False,
        "confidence": 0.9,
        "deadline": None,
        "owners": (),
        "missing": (),
        "rules": ("bare",),
    }
    return CandidateDraft(kind=kind, start=start, end=start + len(text), **(values | more))


def mark(kind: MarkKind, text: str) -> MarkRow:
    start = TEXT.index(text)
    return MarkRow(kind, start, start + len(text))


MINED = [
    mined(CandidateKind.PROBLEM, "一是档案缺页"),
    mined(CandidateKind.TASK, "二要抓好整改"),
    mined(
        CandidateKind.MEASURE,
        "档案室要在6月底前完成补齐归档，并开展一次交叉检查",
        parent=1,
        deadline=BY_JUNE,
        owners=((OwnerRole.LEAD, "档案室"),),
        missing=("怎么验",),
        marks=(mark(MarkKind.OWNER, "档案室"), mark(MarkKind.DEADLINE, "6月底前")),
    ),
    mined(CandidateKind.RESULT, "食堂已整改"),
    mined(CandidateKind.MEASURE, "要建立台账", missing=("谁", "何时")),
    mined(CandidateKind.MEASURE, "按月更新台账", missing=("谁",), deadline=BY_JUNE, parent=4),
]


def stored(office: Office) -> list[CandidateRow]:
    draft = DocumentDraft("讲话", TEXT, "a" * 64, "讲话.txt", "0" * 64, dt.date(2024, 5, 1))
    document = intake.store_document(office.ledger, office.operator, draft, MINED, today=office.today)
    return candidates(office.ledger, document.document_id)


def rows(office: Office) -> list[CandidateRow]:
    return candidates(office.ledger, 1)


def test_what_is_said_is_missing_no_longer(office: Office) -> None:
    row = stored(office)[4]
    edit = CandidateEdit(deadline=BY_JUNE, owners={OwnerRole.COOPERATING: ("财务科", "人事科")})
    reviewing.edit_candidate(office.ledger, office.operator, row.id, edit, today=office.today)
    row = rows(office)[4]
    assert (row.deadline, row.missing) == (BY_JUNE, ())
    assert [(owner.role, owner.name) for owner in row.owners] == [
        (OwnerRole.COOPERATING, "财务科"),
        (OwnerRole.COOPERATING, "人事科"),
    ]
    edit = CandidateEdit(without_deadline=True, missing=("何时", "谁"))
    reviewing.edit_candidate(office.ledger, office.operator, row.id, edit, today=office.today)
    row = rows(office)[4]
    assert (row.deadline, row.missing) == (None, ("谁", "何时")), "in the order of the five"
    with pytest.raises(Refusal, match="五要素里没有“天气”"):
        reviewing.edit_candidate(
            office.ledger, office.operator, row.id, CandidateEdit(missing=("天气",)), today=office.today
        )


def test_one_is_merged_into_the_one_above(office: Office) -> None:
    before = stored(office)
    merged = reviewing.merge_candidates(office.ledger, office.operator, before[5].id, today=office.today)
    assert merged == reviewing.Merged(4)
    upper, lower = rows(office)[4:6]
    assert TEXT[upper.start : upper.end] == "要建立台账；按月更新台账"
    assert upper.text == "要建立台账；按月更新台账"
    assert (upper.deadline, upper.missing) == (BY_JUNE, ("谁",))
    assert (lower.verdict, lower.twin_words) == (Verdict.MERGED, "已并入第5条")
    with pytest.raises(Refusal, match="已经复核过（已并）"):
        intake.accept(office.ledger, office.operator, 1, only=[lower.id], today=office.today)
    undo(office.ledger, office.operator, today=office.today)
    assert rows(office) == before
    redo(office.ledger, office.operator, today=office.today)
    assert rows(office)[5].verdict is Verdict.MERGED
    assert verify(office.ledger) == ()


def test_what_belonged_to_a_merged_one_belongs_to_the_upper(office: Office) -> None:
    before = stored(office)
    reviewing.merge_candidates(office.ledger, office.operator, before[1].id, today=office.today)
    after = rows(office)
    assert after[0].text == "档案缺页。二要抓好整改"
    assert after[2].parent == 0
    intake.accept(office.ledger, office.operator, 1, only=[after[2].id], today=office.today)
    (item,) = list_items(office.ledger, today=office.today)
    assert (item.title, item.measures_total) == (after[0].text, 1)


def test_each_promise_stands_as_its_own_measure_does(office: Office) -> None:
    stored(office)
    intake.accept(office.ledger, office.operator, 1, today=office.today)
    number = next(row.item.number for row in promised(office) if row.item is not None and row.measure)
    register(office.ledger, office.operator, [number], today=office.today, waiver="先办起来")
    finish_measure(office.ledger, office.operator, number, 1, on=office.today, today=office.today)
    first, *others = (row.measure for row in promised(office) if row.measure is not None)
    assert (first.done_on, first.light_words) == (office.today, "已完成")
    assert not any(other.done_on for other in others)


def promised(office: Office) -> tuple[PromiseRow, ...]:
    return document_promises(office.ledger, 1, today=office.today).rows


def test_a_result_between_is_passed_over_and_an_accepted_one_refuses(office: Office) -> None:
    before = stored(office)
    merged = reviewing.merge_candidates(office.ledger, office.operator, before[4].id, today=office.today)
    assert merged == reviewing.Merged(2)
    joined = rows(office)[2]
    assert joined.text.endswith("交叉检查；要建立台账"), "what stands between is no part of either"
    with pytest.raises(Refusal, match="上面没有可以并入的"):
        reviewing.merge_candidates(office.ledger, office.operator, before[0].id, today=office.today)
    intake.accept(office.ledger, office.operator, 1, only=[before[0].id], today=office.today)
    head = office.ledger.head()
    with pytest.raises(Refusal, match="第1条已经收下"):
        reviewing.merge_candidates(office.ledger, office.operator, before[1].id, today=office.today)
    with pytest.raises(NotFound):
        reviewing.merge_candidates(office.ledger, office.operator, 999, today=office.today)
    assert office.ledger.head() == head


def test_one_is_split_where_the_reviewer_says(office: Office) -> None:
    before = stored(office)
    at = TEXT.index("，并开展")
    reviewing.split_candidate(office.ledger, office.operator, before[2].id, at, today=office.today)
    first, second = rows(office)[2:4]
    assert (first.text, second.text) == ("档案室要在6月底前完成补齐归档", "并开展一次交叉检查")
    for row in (first, second):
        assert TEXT[row.start : row.end] == row.text
        assert [owner.name for owner in row.owners] == ["档案室"], "the first names the owner of both"
        assert row.parent == 1
    assert (first.deadline, second.deadline) == (BY_JUNE, None), "where it stands"
    assert (first.missing, second.missing) == (("怎么验",), ("何时", "怎么验"))
    assert (len(first.marks), second.marks, second.ordinal) == (2, (), 6)
    undo(office.ledger, office.operator, today=office.today)
    assert rows(office) == before
    redo(office.ledger, office.operator, today=office.today)
    assert [row.text for row in rows(office)[2:4]] == [first.text, second.text]
    intake.accept(office.ledger, office.operator, 1, today=office.today)
    assert verify(office.ledger) == ()


def test_a_part_that_names_its_own_owner_keeps_no_other(office: Office) -> None:
    text = "水务局要在11月底前完成公示，各镇要逐条明确管护员。"
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("水务局", "各镇")]
    names = ("水务局", "各镇", "周守田")
    draft = CandidateDraft(
        kind=CandidateKind.MEASURE,
        text=text,
        start=0,
        end=len(text),
        section=(),
        parent=None,
        checkable=True,
        confidence=0.9,
        deadline=None,
        owners=tuple((OwnerRole.RESPONSIBLE, name) for name in names),
        missing=(),
        rules=(),
        marks=tuple(MarkRow(MarkKind.OWNER, *span) for span in spans),
    )
    document = DocumentDraft("讲话", text, "a" * 64, "讲话.txt", "0" * 64, dt.date(2024, 5, 1))
    intake.store_document(office.ledger, office.operator, document, [draft], today=office.today)
    row = rows(office)[0]
    reviewing.split_candidate(office.ledger, office.operator, row.id, text.index("各镇"), today=office.today)
    assert [[owner.name for owner in part.owners] for part in rows(office)] == [
        ["水务局", "周守田"],
        ["各镇", "周守田"],
    ]


def test_a_part_without_text_is_refused(office: Office) -> None:
    row = stored(office)[2]
    for at, why in ((row.start, "中间"), (row.end, "中间"), (row.end + 5, "中间")):
        with pytest.raises(Refusal, match=why):
            reviewing.split_candidate(office.ledger, office.operator, row.id, at, today=office.today)
    problem = rows(office)[0]
    with pytest.raises(Refusal, match="有一半是空的"):
        reviewing.cut_in_two("甲，。乙", 0, 3, 1)
    at = problem.start + 2
    reviewing.split_candidate(office.ledger, office.operator, problem.id, at, today=office.today)
    assert [row.text for row in rows(office)[:2]] == ["一是", "档案缺页"]


@given(text=st.text("甲乙，。 \n", min_size=2, max_size=24), data=st.data())
def test_parts_never_overlap_and_lose_only_stops(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(text) - 1))
    try:
        (a, b), (c, d) = reviewing.cut_in_two(text, 0, len(text), at)
    except Refusal:
        return
    assert 0 == a < b <= at <= c < d == len(text)
    assert not text[b:c].strip(reviewing.BETWEEN)


def test_a_document_is_named_and_dated_anew(office: Office) -> None:
    stored(office)
    third = rows(office)[2]
    later = Deadline("6月底前", DeadlineKind.DATE, dt.date(2025, 6, 30), "month-end")
    day = dt.date(2024, 7, 2)
    reviewing.edit_document(
        office.ledger,
        office.operator,
        1,
        title=" 会议讲话 ",
        date=day,
        limits={third.id: later},
        today=office.today,
    )
    (document,) = documents(office.ledger)
    assert (document.title, document.date) == ("会议讲话", day)
    assert rows(office)[2].deadline == later
    undo(office.ledger, office.operator, today=office.today)
    assert (documents(office.ledger)[0].title, rows(office)[2].deadline) == ("讲话", BY_JUNE)
    with pytest.raises(Refusal, match="文件标题不能为空"):
        reviewing.edit_document(office.ledger, office.operator, 1, title=" ", today=office.today)
