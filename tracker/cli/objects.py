"""Rows of the ledger as the documented JSON objects (docs/json.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.cli.closing_objects import (
    finding_object,
    publicity_object,
    request_object,
    review_object,
)
from tracker.cli.following_objects import following_object
from tracker.cli.part_objects import amount_object, regulation_object, score_object, truths_object
from tracker.ledger.list_rows import CampaignRow, Deadline, ItemRow
from tracker.ledger.parts import StageRow
from tracker.ledger.review_rows import AnswerRow, CandidateRow, DocumentRow, TwinRow
from tracker.ledger.rows import ActionRow, EvidenceRow, ItemPage, MeasureRow, OwnerRow, SourceRow
from tracker.ledger.standards import Standard

Object = dict[str, Any]


def deadline_object(deadline: Deadline | None) -> Object | None:
    """A time limit: the phrase and what it means."""
    if deadline is None:
        return None
    return {
        "text": deadline.phrase,
        "kind": deadline.kind,
        "due": deadline.due,
        "rule": deadline.rule,
        "confirm": deadline.confirm,
        "event": deadline.event,
    }


def owner_objects(owners: Iterable[OwnerRow]) -> list[Object]:
    """Who answers."""
    return [{"name": owner.name, "role": owner.role} for owner in owners]


def item_object(row: ItemRow) -> Object:
    """One line of the list."""
    return {
        "number": row.number,
        "kind": row.kind,
        "category": row.category,
        "title": row.title,
        "lead": row.lead,
        "type": row.type,
        "deadline": deadline_object(row.deadline),
        "state": row.state,
        "light": row.light,
        "light_words": row.light_words,
        "round": row.round,
        "measures_total": row.measures_total,
        "measures_done": row.measures_done,
        "measures_past_own_day": row.measures_past_own_day,
        "evidence_count": row.evidence_count,
        "closed_on": row.closed_on,
        "campaign": row.campaign,
        "problem_source": row.source,
        "aspect": row.aspect,
    }


def page_object(page: ItemPage) -> Object:
    """Everything of one item; 自用备注 is for the office's own screen and stays out."""
    return {
        **item_object(page.row),
        "detail": page.detail,
        "target": page.target,
        "completion": page.completion,
        "inference": page.inference,
        "note": page.note,
        "owners": owner_objects(page.owners),
        "first_deadline": deadline_object(page.first_deadline),
        "extensions": page.extension_count,
        "registered_on": page.registered_on,
        "four": dict(page.four),
        "standing": page.standing,
        "measures": [measure_object(measure) for measure in page.measures],
        "progress": [
            {"on": entry.on, "text": entry.text, "by": entry.by, "measure": entry.measure_ordinal}
            for entry in page.progress
        ],
        "evidence": [evidence_object(piece) for piece in page.evidence],
        "applications": [
            {
                "round": entry.round,
                "applied_on": entry.applied_on,
                "applicant": entry.applicant,
                "completion": entry.completion,
                "inference": entry.inference,
                "decision": entry.decision,
                "decided_on": entry.decided_on,
                "reviewer": entry.reviewer,
                "opinion": entry.opinion,
                "findings": [finding_object(finding) for finding in entry.findings],
                "reviews": [review_object(review) for review in entry.reviews],
            }
            for entry in page.applications
        ],
        "publicities": [publicity_object(row) for row in page.publicities],
        "extension_requests": [request_object(row) for row in page.requests],
        "look_backs": [
            {
                "on": entry.on,
                "by": entry.by,
                "result": entry.result,
                "finding": entry.finding,
                "basis": entry.basis,
            }
            for entry in page.look_backs
        ],
        "source": _source_object(page.source),
        "truths": truths_object(page.truths),
        "stages": [stage_object(stage) for stage in page.stages],
        "regulations": [regulation_object(regulation) for regulation in page.regulations],
        "scores": [score_object(score) for score in page.scores],
        **following_object(page),
    }


def measure_object(measure: MeasureRow) -> Object:
    """One 整改措施."""
    return {
        "measure": measure.ordinal,
        "text": measure.text,
        "standard": measure.standard,
        "deadline": deadline_object(measure.deadline),
        "owners": owner_objects(measure.owners),
        "done_on": measure.done_on,
        "done_note": measure.done_note,
        "light": measure.light,
        "light_words": measure.light_words,
        "home": measure.home,
        "amounts": [amount_object(amount) for amount in measure.amounts],
        "verified": measure.verified,
        "verified_on": measure.verified_on,
        "verified_by": measure.verified_by,
        "verified_note": measure.verified_note,
    }


def stage_object(stage: StageRow) -> Object:
    """One 阶段."""
    return {
        "stage": stage.ordinal,
        "goal": stage.goal,
        "deadline": deadline_object(stage.deadline),
        "done_on": stage.done_on,
        "done_note": stage.done_note,
        "light_words": stage.light_words,
        "overdue": stage.is_overdue,
    }


def _source_object(source: SourceRow | None) -> Object | None:
    if source is None:
        return None
    return {
        "document": source.document_id,
        "title": source.title,
        "date": source.date,
        "section": source.section,
        "text": source.text[source.start : source.end],
        "start": source.start,
        "end": source.end,
    }


def evidence_object(piece: EvidenceRow) -> Object:
    """One 佐证材料."""
    return {
        "number": piece.item_number,
        "measure": piece.measure_ordinal,
        "name": piece.name,
        "size": piece.size,
        "sha256": piece.sha256,
        "note": piece.note,
        "dated_on": piece.dated_on,
        "added_on": piece.added_on,
        "added_by": piece.added_by,
    }


def document_object(row: DocumentRow) -> Object:
    """One document and how far its review is."""
    return {
        "document": row.id,
        "title": row.title,
        "date": row.date,
        "source": row.source_name,
        "characters": row.characters,
        "sha256": row.sha256,
        "pending": row.pending,
        "accepted": row.accepted,
        "rejected": row.rejected,
        "kept": row.kept,
        "repeated": row.repeated,
        "campaign": row.campaign,
    }


def candidate_object(row: CandidateRow) -> Object:
    """One candidate; `candidate` and `parent` are the numbers that people type."""
    return {
        "candidate": row.ordinal + 1,
        "kind": row.kind,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "section": row.section,
        "parent": None if row.parent is None else row.parent + 1,
        "is_detail": row.is_detail,
        "target": row.target,
        "checkable": row.checkable,
        "confidence": row.confidence,
        "deadline": deadline_object(row.deadline),
        "owners": owner_objects(row.owners),
        "missing": row.missing,
        "rules": row.rules,
        "verdict": row.verdict,
        "reason": row.reason,
        "number": row.item_number,
        "same_as": None if row.same_as is None else row.same_as + 1,
        "twin": None if row.twin is None else _twin_object(row.twin),
        "answers": [_answer_object(answer) for answer in row.answers],
        "home": row.home,
    }


def _twin_object(twin: TwinRow) -> Object:
    return {
        "document": twin.document,
        "candidate": None if twin.ordinal is None else twin.ordinal + 1,
        "number": twin.number,
    }


def _answer_object(answer: AnswerRow) -> Object:
    return {
        "candidate": None if answer.ordinal is None else answer.ordinal + 1,
        "number": answer.number,
        "text": answer.text,
        "score": answer.score,
        "grounds": answer.grounds,
    }


def action_object(row: ActionRow) -> Object:
    """One action of the journal."""
    return {
        "action": row.id,
        "at": row.at,
        "today": row.today,
        "actor": row.actor,
        "role": row.role,
        "command": row.command,
        "reason": row.reason,
        "undone": row.undone,
        "changes": [
            {"what": change.what, "field": change.field, "before": change.before, "after": change.after}
            for change in row.changes
        ],
    }


def campaign_object(row: CampaignRow) -> Object:
    """The campaign's settings."""
    return {
        "name": row.name,
        "reporting_unit": row.reporting_unit,
        "number_prefix": row.number_prefix,
        "near_days": row.near_days,
        "imminent_days": row.imminent_days,
        "kind": row.kind,
        "begins": row.begins,
        "ends": row.ends,
        "immediate_days": row.immediate_days,
        "lag_percent": row.lag_percent,
        "review_steps": row.review_steps,
        "publicity_days": row.publicity_days,
        "satisfaction_percent": row.satisfaction_percent,
        "sources": row.sources,
        "standards": {one.value: row.standards.of(one) for one in Standard},
        "is_default": row.is_default,
    }
