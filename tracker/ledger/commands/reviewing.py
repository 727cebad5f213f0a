"""What a person does to candidates before taking them in: put right, link, merge, split."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.candidates import (
    candidates_of,
    document_of,
    first_verdict,
    refuse_unless_waiting,
)
from tracker.ledger.commands.drafts import CandidateEdit, ConfirmedLink
from tracker.ledger.commands.finding import item_of
from tracker.ledger.commands.items import refuse_unless_open
from tracker.ledger.commands.making import add_detail, required
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Candidate, Document, Item
from tracker.ledger.review_rows import DIRECTIVES, FIVE
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, MarkKind, Verdict

BETWEEN = " \t\r\n\u3000，、；：。,;:."
"""What may stand at the edges of a part without belonging to it."""

_PROBLEM = CandidateKind.PROBLEM.value
_DIRECTIVES = tuple(kind.value for kind in DIRECTIVES)

_PASSED_OVER = (Verdict.MERGED.value, Verdict.REJECTED.value, Verdict.KEPT.value)
"""Above a candidate that is merged."""


def edit_candidate(
    ledger: Ledger, actor: Actor, candidate_id: int, edit: CandidateEdit, *, today: dt.date
) -> None:
    """Put a candidate right before it is taken in; a 成效 that is none waits again by its new kind."""
    with ledger.transaction(actor, "edit_candidate", today=today) as work:
        row = candidates_of(work.session, [candidate_id])[0]
        if row.verdict != Verdict.KEPT.value or edit.kind is None:
            refuse_unless_waiting(row)
        if edit.kind is not None and edit.kind.value != row.kind:
            row.kind = edit.kind.value
            row.verdict = first_verdict(edit.kind).value
            row.is_detail = False
        if edit.text is not None:
            row.text = required(edit.text, "候选内容")
        if edit.target is not None:
            row.target = edit.target.strip()
        if edit.is_detail is not None:
            _make_detail(work.session, row, is_detail=edit.is_detail)
        _say(row, edit)


def _make_detail(session: Session, row: Candidate, *, is_detail: bool) -> None:
    if is_detail:
        above = next((one for one in _rows_of(session, row.document_id) if one.ordinal == row.parent), None)
        if row.kind != _PROBLEM or above is None or above.kind != _PROBLEM:
            raise Refusal(f"候选{row.ordinal + 1}不在一个问题下面，不能作为具体表现")
    row.is_detail = is_detail


def _say(row: Candidate, edit: CandidateEdit) -> None:
    """Limit, owners, and what is missing: by the reviewer's word, else what was just said is no longer."""
    said = set()
    if edit.without_deadline:
        row.deadline = None
    elif edit.deadline is not None:
        row.deadline = edit.deadline
        said.add("何时")
    if edit.owners is not None:
        row.owners = [[role.value, name] for role, names in edit.owners.items() for name in names]
        said |= {"谁"} if row.owners else set()
    if edit.missing is not None:
        strangers = [name for name in edit.missing if name not in FIVE]
        if strangers:
            raise Refusal(f"五要素里没有“{strangers[0]}”，可用：{'、'.join(FIVE)}")
        row.missing = [name for name in FIVE if name in edit.missing]
    elif said:
        row.missing = [name for name in row.missing if name not in said]


def link_candidates(ledger: Ledger, actor: Actor, links: Sequence[ConfirmedLink], *, today: dt.date) -> None:
    """Say which problems measures answer; accepting a measure then adds it to that problem's item."""
    with ledger.transaction(actor, "link_candidate", today=today) as work:
        for link in links:
            row = candidates_of(work.session, [link.candidate_id])[0]
            refuse_unless_waiting(row)
            if row.kind != CandidateKind.MEASURE.value:
                kind = CandidateKind(row.kind).word
                raise Refusal(f"候选{row.ordinal + 1}是{kind}，只有措施可以连到问题")
            if link.problem_id is None:
                row.home = item_of(work.session, link.number).number
            else:
                row.home = ""
                row.parent = _problem_in(work.session, row, link.problem_id).ordinal


def _problem_in(session: Session, row: Candidate, problem_id: int) -> Candidate:
    """The problem or task of the measure's own document. Raises Refusal."""
    problem = candidates_of(session, [problem_id])[0]
    if problem.document_id != row.document_id:
        raise Refusal("另一份文件的问题，收入台账后写它的编号")
    if problem.kind not in (CandidateKind.PROBLEM.value, CandidateKind.TASK.value):
        raise Refusal(f"候选{problem.ordinal + 1}是{CandidateKind(problem.kind).word}，措施要连到问题或任务")
    if problem.verdict == Verdict.REJECTED.value:
        raise Refusal(f"候选{problem.ordinal + 1}已弃，不能连到它")
    return problem


@dataclass(frozen=True, slots=True)
class Merged:
    """Where a candidate went that was made part of the one above it."""

    ordinal: int
    """Of the one above it."""
    number: str = ""
    """编号 of the item whose 具体表现 it is now; empty where the one above it waits itself."""


def merge_candidates(ledger: Ledger, actor: Actor, candidate_id: int, *, today: dt.date) -> Merged:
    """Make a candidate part of the one above it; of a problem that was taken in, it becomes 具体表现.

    What was rejected or stays with the document is passed over. What both say stays the upper one's; what
    only the lower one says (limit, owners) goes to it.
    """
    with ledger.transaction(actor, "merge_candidates", today=today) as work:
        lower = candidates_of(work.session, [candidate_id])[0]
        refuse_unless_waiting(lower)
        rows = _rows_of(work.session, lower.document_id)
        above = [row for row in rows[: rows.index(lower)] if row.verdict not in _PASSED_OVER]
        if not above:
            raise Refusal("这是第一条，上面没有可以并入的")
        upper = above[-1]
        if upper.verdict == Verdict.ACCEPTED.value:
            return _join_item(work.session, upper, lower)
        document = document_of(work.session, lower.document_id)
        _join(upper, lower, document.text)
        _point_elsewhere(work.session, rows, upper, lower)
        lower.verdict = Verdict.MERGED.value
        lower.same_as = upper.ordinal
        return Merged(upper.ordinal)


def _way_to_merge(upper: Candidate, lower: Candidate) -> str:
    if upper.kind == _PROBLEM:
        return (
            f"第{lower.ordinal + 1}条现在是“{CandidateKind(lower.kind).word}”：是那个问题的表现，先换成“问题”"
        )
    return "要并入，先撤销那一条的收下；不然单独收下这一条"


def _join_item(session: Session, upper: Candidate, lower: Candidate) -> Merged:
    """The lower one becomes 具体表现 of the item that the upper one became."""
    item = session.get(Item, upper.item_id)
    if item is None or {upper.kind, lower.kind} != {_PROBLEM}:
        raise Refusal(
            f"第{upper.ordinal + 1}条已经收下，只有问题可以作为具体表现并入已收下的问题",
            (_way_to_merge(upper, lower),),
        )
    refuse_unless_open(item, "增加具体表现")
    add_detail(item, lower.text)
    lower.is_detail, lower.parent, lower.item_id = True, upper.ordinal, item.id
    lower.verdict = Verdict.ACCEPTED.value
    return Merged(upper.ordinal, item.number)


def _join(upper: Candidate, lower: Candidate, document: str) -> None:
    gap = document[upper.end : lower.start] if upper.end <= lower.start else ""
    if lower.text not in upper.text:
        # Whatever stands between is no part of either: only a stop that joins them is kept.
        joint = "".join(gap.split()) if not gap.strip(BETWEEN) else ""
        ends = upper.text[-1] in BETWEEN
        upper.text = upper.text + ("" if ends else joint or "；") + lower.text
    upper.start, upper.end = min(upper.start, lower.start), max(upper.end, lower.end)
    upper.deadline = upper.deadline or lower.deadline
    upper.owners = [*upper.owners, *(owner for owner in lower.owners if owner not in upper.owners)]
    if lower.kind in _DIRECTIVES:  # of others the five are not asked
        upper.missing = [name for name in upper.missing if name in lower.missing]
    upper.checkable = upper.checkable or lower.checkable
    upper.confidence = min(upper.confidence, lower.confidence)
    upper.marks = sorted([*upper.marks, *lower.marks], key=lambda mark: int(mark[1]))
    upper.rules = list(dict.fromkeys([*upper.rules, *lower.rules]))
    upper.home = upper.home or lower.home


def _point_elsewhere(session: Session, rows: Sequence[Candidate], upper: Candidate, lower: Candidate) -> None:
    """What belonged to the lower one, or says the same as it, does so with the upper one now."""
    for row in rows:
        if row.parent == lower.ordinal:
            row.parent = None if row is upper else upper.ordinal
        if row.same_as == lower.ordinal:
            row.same_as = None if row is upper else upper.ordinal
        key = str(lower.ordinal)
        if any(answer[0] == key for answer in row.answers):
            row.answers = [
                [str(upper.ordinal), *answer[1:]] if answer[0] == key else answer
                for answer in row.answers
                if row is not upper or answer[0] != key
            ]
    for twin in session.scalars(select(Candidate).where(Candidate.twin_id == lower.id)):
        twin.twin_id = upper.id


def split_candidate(
    ledger: Ledger,
    actor: Actor,
    candidate_id: int,
    at: int,
    *,
    today: dt.date,
    limits: tuple[Deadline | None, Deadline | None] | None = None,
) -> int:
    """Cut a candidate in two at a place of its document (code points); returns the new one's ordinal.

    Blanks and stops at the cut belong to neither part. `limits` are the parts' own time limits; where they
    are not given, the part in which the limit stands keeps it. Where both parts name owners each keeps its
    own; else those of the one act in both.
    """
    with ledger.transaction(actor, "split_candidate", today=today) as work:
        row = candidates_of(work.session, [candidate_id])[0]
        refuse_unless_waiting(row)
        document = document_of(work.session, row.document_id)
        first, second = cut_in_two(document.text, row.start, row.end, at)
        rows = _rows_of(work.session, row.document_id)
        kept = limits or _limits_of(row, first, second)
        owners = _owners_of(row, document.text, first, second)
        marks = row.marks
        split = Candidate(
            document_id=row.document_id,
            ordinal=max(other.ordinal for other in rows) + 1,
            kind=row.kind,
            start=second[0],
            end=second[1],
            text=document.text[slice(*second)],
            section=row.section,
            parent=row.parent,
            is_detail=row.is_detail,
            checkable=row.checkable,
            confidence=row.confidence,
            owners=owners[1],
            missing=_missing(row, kept[1]),
            marks=_within(marks, second),
            rules=row.rules,
            answers=row.answers,
            home=row.home,
            verdict=Verdict.PENDING.value,
        )
        split.deadline = kept[1]
        work.session.add(split)
        row.text = _beginning(row, document, first)
        row.missing = _missing(row, kept[0])
        row.deadline = kept[0]
        row.owners = owners[0]
        row.marks = _within(marks, first)
        row.end = first[1]
        row.verdict = Verdict.PENDING.value
        row.said, row.same_as, row.twin_id, row.twin_number = "", None, None, ""
        work.session.flush()
        return split.ordinal


def cut_in_two(text: str, start: int, end: int, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The spans of both parts of `text[start:end]`. Raises Refusal where one would be empty."""
    if not start < at < end:
        raise Refusal("拆分的位置要在这一条中间")
    left = text[start:at].rstrip(BETWEEN)
    right = text[at:end].lstrip(BETWEEN)
    if not left.strip(BETWEEN) or not right.strip(BETWEEN):
        raise Refusal("拆开以后有一半是空的，请换一个位置")
    return (start, start + len(left)), (end - len(right), end)


def _beginning(row: Candidate, document: Document, first: tuple[int, int]) -> str:
    """The first part as it reads alone: the candidate's text, less what was cut off."""
    quote = document.text[row.start : row.end]
    offset = quote.find(row.text)
    start = row.start + offset if offset >= 0 and row.start + offset < first[1] else row.start
    return document.text[start : first[1]]


def _limits_of(
    row: Candidate, first: tuple[int, int], second: tuple[int, int]
) -> tuple[Deadline | None, Deadline | None]:
    limit = row.deadline
    places = [int(mark[1]) for mark in row.marks if mark[0] == MarkKind.DEADLINE.value]
    inside = [place for place in places if first[0] <= place < second[1]]
    if limit is None or not inside:  # said elsewhere, for the whole
        return limit, limit
    return (limit, None) if inside[0] < first[1] else (None, limit)


def _owners_of(
    row: Candidate, text: str, first: tuple[int, int], second: tuple[int, int]
) -> tuple[list[list[str]], list[list[str]]]:
    """Of both parts; who is named in neither (by a bracket, by a person) answers for both."""
    standing = [mark for mark in row.marks if mark[0] == MarkKind.OWNER.value]
    named = [
        {text[int(start) : int(end)] for _, start, end in _within(standing, part)} for part in (first, second)
    ]
    if not all(named):
        return row.owners, row.owners
    before, behind = named
    return (
        [owner for owner in row.owners if owner[1] in before or owner[1] not in behind],
        [owner for owner in row.owners if owner[1] in behind or owner[1] not in before],
    )


def _missing(row: Candidate, limit: Deadline | None) -> list[str]:
    lacking = set(row.missing) - {"何时"}
    if limit is None and row.kind in _DIRECTIVES:
        lacking.add("何时")
    return [name for name in FIVE if name in lacking]


def _within(marks: Sequence[list[str]], part: tuple[int, int]) -> list[list[str]]:
    return [mark for mark in marks if part[0] <= int(mark[1]) and int(mark[2]) <= part[1]]


def _rows_of(session: Session, document_id: int) -> list[Candidate]:
    wanted = select(Candidate).where(Candidate.document_id == document_id)
    return list(session.scalars(wanted.order_by(Candidate.start, Candidate.ordinal)))


def edit_document(
    ledger: Ledger,
    actor: Actor,
    document_id: int,
    *,
    today: dt.date,
    title: str | None = None,
    date: dt.date | None = None,
    issuer: str | None = None,
    limits: Mapping[int, Deadline] | None = None,
) -> None:
    """Put right how a document is called, of what day it is, or who issued it; its text never changes.

    `limits` are the time limits of waiting candidates (by id) as counted from the new day.
    """
    with ledger.transaction(actor, "edit_document", today=today) as work:
        document = document_of(work.session, document_id)
        if title is not None:
            document.title = required(title, "文件标题")
        if issuer is not None:
            document.issuer = issuer.strip()
        if date is not None:
            document.date = date
        if limits:
            for row in candidates_of(work.session, limits):
                refuse_unless_waiting(row)
                row.deadline = replace(limits[row.id])
