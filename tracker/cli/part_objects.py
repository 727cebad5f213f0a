"""What hangs on an item as the documented JSON objects: truths, stages, amounts, regulations, scores."""

from __future__ import annotations

from typing import Any

from tracker.ledger.parts import AmountRow, RegulationRow, ScoreRow, Truths

Object = dict[str, Any]


def amount_object(row: AmountRow) -> Object:
    """One figure of a measure, or of several together; money in 元."""
    return {
        "kind": row.kind,
        "detail": row.detail,
        "target": row.target,
        "achieved": row.achieved,
        "words": row.words,
    }


def truths_object(truths: Truths) -> Object:
    """自报 and 核实; the third truth, 时限, is the item's light."""
    return {
        "reported": truths.reported,
        "reported_on": truths.reported_on,
        "reported_by": truths.reported_by,
        "unfinished_reason": truths.unfinished_reason,
        "next_step": truths.next_step,
        "verified": truths.verified,
        "verified_on": truths.verified_on,
        "verified_by": truths.verified_by,
        "verified_note": truths.verified_note,
        "stage_goal": truths.stage_goal,
        "next_review": truths.next_review,
        "stage_done_on": truths.stage_done_on,
        "term": truths.term,
        "classification": truths.classification,
    }


def regulation_object(row: RegulationRow) -> Object:
    """One entry of the 制度清单 with its later checks."""
    return {
        "regulation": row.id,
        "number": row.item_number,
        "measure": row.measure_ordinal,
        "name": row.name,
        "act": row.act,
        "document_number": row.document_number,
        "issued_on": row.issued_on,
        "checks": [
            {"on": check.on, "by": check.by, "result": check.result, "finding": check.finding}
            for check in row.checks
        ],
    }


def score_object(row: ScoreRow) -> Object:
    """What was answered to one indicator in one round."""
    return {
        "survey": row.survey,
        "on": row.on,
        "indicator": row.indicator,
        "number": row.item_number,
        "good": row.good,
        "fair": row.fair,
        "average": row.average,
        "poor": row.poor,
        "percent": row.percent,
        "previous_percent": row.previous,
    }
