"""What follows an item as the documented JSON objects: rounds, kin, draws, self-checks, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.ledger.following_rows import EscalationRow, Kin, RoundRow, SelfCheckAnswerRow, SelfCheckRow
from tracker.ledger.rows import ItemPage

if TYPE_CHECKING:
    from tracker.ledger.consequences import ConsequenceRow, ProposalRow
    from tracker.ledger.drawing import Weighed
    from tracker.ledger.lineage import ChainRow, OfferRow
    from tracker.ledger.sampling import SampleItemRow, SampleRow
    from tracker.ledger.self_checks import SpreadRow

Object = dict[str, Any]


def following_object(page: ItemPage) -> Object:
    """The part of an item's page that tells what follows it."""
    return {
        "rounds": [round_object(row) for row in page.rounds],
        "lineage": kin_object(page.kin),
        "self_checks": [self_check_object(row) for row in page.self_checks],
        "raised": [escalation_object(row) for row in page.escalations],
        "imports": [
            {
                "file": row.file,
                "sheet": row.sheet,
                "row": row.row,
                "number": row.number,
                "state": row.state,
                "kept": dict(row.kept),
                "on": row.on,
                "by": row.by,
            }
            for row in page.imports
        ],
        "papers": [
            {
                "kind": row.kind,
                "document_number": row.document_number,
                "level": row.level,
                "round": row.round,
                "unit": row.unit,
                "due": row.due,
                "on": row.on,
                "by": row.by,
            }
            for row in page.papers
        ],
    }


def round_object(row: RoundRow) -> Object:
    """A round that is over."""
    return {
        "round": row.round,
        "began_on": row.began_on,
        "first_deadline": {"text": row.first_phrase, "due": row.first_due},
        "deadline": {"text": row.phrase, "due": row.due},
        "extensions": row.extension_count,
        "completion": row.completion,
        "inference": row.inference,
        "type": row.type,
        "classification": row.classification,
        "stage_goal": row.stage_goal,
        "next_review": row.next_review,
        "reported": row.reported,
        "verified": row.verified,
        "closed_on": row.closed_on,
        "days_late": row.days_late,
        "ended_on": row.ended_on,
        "reason": row.reason,
        "basis": row.basis,
    }


def kin_object(kin: Kin) -> Object:
    """The confirmed links of an item."""

    def relatives(rows: Any) -> list[Object]:
        return [
            {"number": row.number, "title": row.title, "closed_on": row.closed_on, "on": row.on, "by": row.by}
            for row in rows
        ]

    return {"times": kin.times, "before": relatives(kin.before), "after": relatives(kin.after)}


def offer_object(row: OfferRow) -> Object:
    """An older problem that one may be again."""
    return {
        "number": row.number,
        "title": row.title,
        "campaign": row.campaign,
        "unit": row.unit,
        "state": row.state,
        "closed_on": row.closed_on,
        "score": row.likeness.score,
        "shared": row.likeness.shared,
        "grounds": row.words,
    }


def chain_object(row: ChainRow) -> Object:
    """A problem with all that it was before."""
    return {
        "numbers": row.numbers,
        "times": row.times,
        "title": row.title,
        "unit": row.unit,
        "state": row.state,
    }


def sample_object(row: SampleRow) -> Object:
    """One draw."""
    return {
        "sample": row.id,
        "on": row.on,
        "by": row.by,
        "ratio": row.percent,
        "seed": row.seed,
        "query": row.query,
        "population": row.population,
        "drawn": row.drawn,
        "checked": row.checked,
        "consolidated": row.consolidated,
        "returned": row.returned,
    }


def drawn_object(one: Weighed) -> Object:
    """An item that would be drawn."""
    return {"number": one.case.number, "weight": one.weight, "grounds": one.grounds}


def sample_item_object(row: SampleItemRow) -> Object:
    """An item that was drawn."""
    return {
        "number": row.number,
        "title": row.title,
        "lead": row.lead,
        "weight": row.weight,
        "grounds": row.grounds,
        "result": row.result,
        "on": row.on,
        "by": row.by,
        "finding": row.finding,
    }


def self_check_object(row: SelfCheckRow) -> Object:
    """One list of a 举一反三."""
    return {
        "self_check": row.id,
        "number": row.number,
        "matter": row.matter,
        "on": row.on,
        "by": row.by,
        "due": row.due,
        "units": row.units,
        "none": row.none,
        "found": row.found,
        "waiting": row.waiting,
        "days_overdue": row.days_overdue,
    }


def self_check_answer_object(row: SelfCheckAnswerRow) -> Object:
    """What one unit answered."""
    return {
        "unit": row.unit,
        "result": row.result,
        "text": row.text,
        "on": row.on,
        "by": row.by,
        "number": row.item_number,
    }


def spread_object(row: SpreadRow) -> Object:
    """A problem seen in two units or more."""
    return {
        "number": row.number,
        "title": row.title,
        "numbers": row.numbers,
        "units": row.units,
        "others": row.others,
        "score": row.likeness.score,
        "shared": row.likeness.shared,
    }


def escalation_object(row: EscalationRow) -> Object:
    """One matter raised to a superior unit."""
    return {
        "number": row.number,
        "unit": row.unit,
        "matter": row.matter,
        "raised_on": row.raised_on,
        "raised_by": row.raised_by,
        "answer": row.answer,
        "answered_on": row.answered_on,
        "answered_by": row.answered_by,
        "answer_number": row.answer_number,
        "days": row.days,
    }


def proposal_object(row: ProposalRow) -> Object:
    """What a unit's figures propose."""
    return {
        "unit": row.unit,
        "items": row.items,
        "kind": row.kind,
        "grounds": row.grounds,
        "pending": row.pending,
    }


def consequence_object(row: ConsequenceRow) -> Object:
    """A proposal that was submitted, and its decision."""
    return {
        "consequence": row.id,
        "campaign": row.campaign,
        "unit": row.unit,
        "kind": row.kind,
        "grounds": row.grounds,
        "proposed_on": row.proposed_on,
        "proposed_by": row.proposed_by,
        "decision": row.decision,
        "decided_on": row.decided_on,
        "decided_by": row.decided_by,
        "opinion": row.opinion,
        "document_number": row.document_number,
    }
