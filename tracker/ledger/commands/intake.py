"""From a mined document to the ledger: store it with its candidates, accept or reject them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.errors import NotFound
from tracker.ledger.actor import Actor
from tracker.ledger.commands.candidates import (
    WAITING_CODES,
    candidates_of,
    document_of,
    first_verdict,
    refuse_unless_waiting,
)
from tracker.ledger.commands.drafts import (
    CandidateDraft,
    DocumentDraft,
    ItemDraft,
    MeasureDraft,
    Owners,
)
from tracker.ledger.commands.finding import campaign_of
from tracker.ledger.commands.making import (
    add_detail,
    make_item,
    make_measure,
    required,
    set_owners,
    type_for,
)
from tracker.ledger.models import Campaign, Candidate, Document, Item, Measure
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import CandidateKind, ItemKind, OwnerRole, State, Verdict


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a document that was handed in."""

    document_id: int
    is_new: bool
    """False when the same text was in the ledger already; nothing was changed then."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting candidates put into the ledger."""

    numbers: tuple[str, ...]
    """编号 of the new items, in the order of the text."""
    measures: int
    """How many measures were added, to new items or to known ones."""
    details: tuple[str, ...] = ()
    """编号 of the items that were given 具体表现, once for each."""


def store_document(
    ledger: Ledger,
    actor: Actor,
    draft: DocumentDraft,
    candidates: Sequence[CandidateDraft],
    *,
    today: dt.date,
) -> Stored:
    """Store a text with what was mined from it, for review; the same text again changes nothing."""
    with ledger.transaction(actor, "store_document", today=today) as work:
        return _store(work, draft, candidates)


def accept(
    ledger: Ledger,
    actor: Actor,
    document_id: int,
    *,
    today: dt.date,
    only: Collection[int] | None = None,
) -> Accepted:
    """Accept the pending candidates of a document, or only those with these ids."""
    with ledger.transaction(actor, "accept", today=today) as work:
        return _accept(work, document_of(work.session, document_id), only)


def store_and_accept(
    ledger: Ledger,
    actor: Actor,
    draft: DocumentDraft,
    candidates: Sequence[CandidateDraft],
    *,
    today: dt.date,
) -> tuple[Stored, Accepted]:
    """Both in one action, so that one undo takes all of it back."""
    with ledger.transaction(actor, "accept", today=today) as work:
        stored = _store(work, draft, candidates)
        return stored, _accept(work, document_of(work.session, stored.document_id), None)


def reject(
    ledger: Ledger, actor: Actor, candidate_ids: Collection[int], *, reason: str, today: dt.date
) -> int:
    """Reject pending candidates with a reason; they stay rejected. Returns how many."""
    why = required(reason, "弃用理由")
    with ledger.transaction(actor, "reject", today=today, reason=why) as work:
        rows = candidates_of(work.session, candidate_ids)
        for row in rows:
            refuse_unless_waiting(row)
            row.verdict = Verdict.REJECTED.value
            row.reason = why
        return len(rows)


def _store(work: Work, draft: DocumentDraft, candidates: Sequence[CandidateDraft]) -> Stored:
    campaign = campaign_of(work, draft.campaign)
    known = work.session.scalars(
        select(Document).where(Document.campaign_id == campaign.id, Document.sha256 == draft.sha256)
    ).first()
    if known is not None:
        return Stored(known.id, is_new=False)
    document = Document(
        campaign_id=campaign.id,
        title=draft.title,
        kind=draft.kind,
        issuer=draft.issuer,
        date=draft.date,
        source_name=draft.source_name,
        source_sha256=draft.source_sha256,
        sha256=draft.sha256,
        text=draft.text,
    )
    work.session.add(document)
    work.session.flush()
    work.session.add_all(
        _candidate(document.id, ordinal, candidate) for ordinal, candidate in enumerate(candidates)
    )
    work.session.flush()
    return Stored(document.id, is_new=True)


def _candidate(document_id: int, ordinal: int, draft: CandidateDraft) -> Candidate:
    row = Candidate(
        document_id=document_id,
        ordinal=ordinal,
        kind=draft.kind.value,
        text=draft.text,
        start=draft.start,
        end=draft.end,
        section=list(draft.section),
        parent=draft.parent,
        is_detail=draft.is_detail,
        target=draft.target,
        checkable=draft.checkable,
        confidence=float(draft.confidence),  # read back as one, so journalled as one
        owners=[[role.value, name] for role, name in draft.owners],
        missing=list(draft.missing),
        marks=[[mark.kind.value, str(mark.start), str(mark.end)] for mark in draft.marks],
        rules=list(draft.rules),
        said=draft.said,
        same_as=draft.same_as,
        twin_id=draft.twin_id,
        twin_number=draft.twin_number,
        answers=[
            [link.number if link.ordinal is None else str(link.ordinal), f"{link.score:.2f}", *link.grounds]
            for link in draft.answers
        ],
        verdict=first_verdict(draft.kind).value,
    )
    if row.verdict == Verdict.PENDING.value and (
        draft.same_as is not None or draft.twin_id is not None or draft.twin_number
    ):
        row.verdict = Verdict.REPEATED.value
    row.deadline = draft.deadline
    return row


def _accept(work: Work, document: Document, only: Collection[int] | None) -> Accepted:
    rows = work.session.scalars(
        select(Candidate)
        .where(Candidate.document_id == document.id)
        .order_by(Candidate.start, Candidate.ordinal)
    ).all()
    if only is not None:
        strangers = set(only) - {row.id for row in rows}
        if strangers:
            raise NotFound(f"这份文件里没有候选 {'、'.join(map(str, sorted(strangers)))}")
        for row in rows:
            if row.id in only:
                refuse_unless_waiting(row)
    by_ordinal = {row.ordinal: row for row in rows}
    if only is None:
        wanted = [row for row in rows if row.verdict == Verdict.PENDING.value]
    else:
        wanted = [row for row in rows if row.id in only]
    intake = _Intake(work, document, by_ordinal)
    for row in wanted:
        intake.take(row)
    work.session.flush()
    return Accepted(tuple(intake.numbers), intake.measures, tuple(intake.details))


class _Intake:
    """Takes candidates of one document in, each after the task or problem it belongs to."""

    def __init__(self, work: Work, document: Document, by_ordinal: dict[int, Candidate]) -> None:
        self._work = work
        self._document = document
        self._by_ordinal = by_ordinal
        self.numbers: list[str] = []
        self.measures = 0
        self.details: list[str] = []

    def take(self, row: Candidate) -> None:
        """Accept one candidate; one that is accepted already (as somebody's parent) is left alone."""
        if row.verdict in WAITING_CODES:
            is_measure, is_detail = row.kind == CandidateKind.MEASURE.value, row.is_detail
            home = self._home(row) if is_measure or is_detail else None
            if home is None:
                self._add_item(row)
            elif is_measure:
                self._add_measure(row, home)
            else:
                add_detail(home, row.text)
                row.item_id = home.id
                self.details.append(home.number)
            row.verdict = Verdict.ACCEPTED.value

    def _home(self, row: Candidate) -> Item | None:
        """The item a measure or 具体表现 belongs to, its parent taken in first; None if it stands alone."""
        item = self._numbered(row.home) if row.home else None
        if item is None and row.parent is not None:
            item = self._item_of(self._by_ordinal.get(row.parent))
        if item is None or not State(item.state).may_change:
            return None
        return item

    def _item_of(self, parent: Candidate | None) -> Item | None:
        """What a candidate became, taken in first; a repeated one is what it repeats."""
        if parent is not None and parent.verdict == Verdict.REPEATED.value:
            item = self._repeated(parent)
            if item is not None:
                self._complete(item, parent)
            return item
        if parent is None or parent.verdict in (Verdict.REJECTED.value, Verdict.KEPT.value):
            return None
        return self._taken(parent)

    def _repeated(self, row: Candidate) -> Item | None:
        """The item of what it repeats; what was not reviewed yet is left to the review of its document."""
        if row.twin_number:
            return self._numbered(row.twin_number)
        if row.same_as is not None:
            return self._item_of(self._by_ordinal.get(row.same_as))
        twin = self._work.session.get(Candidate, row.twin_id)
        if twin is None or twin.verdict == Verdict.PENDING.value:
            return self._taken(row)
        if twin.verdict in (Verdict.REJECTED.value, Verdict.KEPT.value):
            return None
        return self._taken(twin)

    def _complete(self, item: Item, row: Candidate) -> None:
        """What only the later document says of an item goes to it, as long as it is 待挂号: the 整改方案
        names target, owners and limit of what the 反馈意见 found."""
        if item.state != State.UNREGISTERED.value:
            return
        item.target = item.target or row.target
        if item.deadline is None and row.deadline is not None:
            item.deadline = row.deadline
            item.type = type_for(row.deadline).value
        named = {owner.role for owner in item.owners if owner.measure_id is None}
        owners = {role: names for role, names in _owners(row).items() if role.value not in named}
        set_owners(self._work, item, owners)

    def _taken(self, row: Candidate) -> Item | None:
        self.take(row)
        return self._work.session.get(Item, row.item_id)

    def _numbered(self, number: str) -> Item | None:
        return self._work.session.scalars(select(Item).where(Item.number == number)).first()

    def _add_item(self, row: Candidate) -> None:
        """A problem or task; a directive that stands alone becomes a task with itself as its measure."""
        is_measure = row.kind == CandidateKind.MEASURE.value
        item = make_item(
            self._work,
            ItemDraft(
                title=row.text,
                kind=ItemKind.PROBLEM if row.kind == CandidateKind.PROBLEM.value else ItemKind.TASK,
                target=row.target,
                deadline=row.deadline,
                owners=_owners(row),
            ),
            campaign=self._work.session.get_one(Campaign, self._document.campaign_id),
        )
        item.document_id = self._document.id
        item.start, item.end, item.section = row.start, row.end, row.section
        self.numbers.append(item.number)
        row.item_id = item.id
        if is_measure:
            self._add_measure(row, item)

    def _add_measure(self, row: Candidate, item: Item) -> None:
        measure = make_measure(
            self._work, item, MeasureDraft(text=row.text, deadline=row.deadline, owners=_owners(row))
        )
        self._anchor(measure, row)
        row.item_id = item.id
        row.measure_id = measure.id
        self.measures += 1

    def _anchor(self, measure: Measure, row: Candidate) -> None:
        measure.document_id = self._document.id
        measure.start, measure.end = row.start, row.end


def _owners(row: Candidate) -> Owners:
    """The candidate's owners by role, in the order of the text."""
    owners: dict[OwnerRole, tuple[str, ...]] = {}
    for role, name in row.owners:
        owners[OwnerRole(role)] = (*owners.get(OwnerRole(role), ()), name)
    return owners
