"""Measures of the ledger that nobody could check, weighed by the miner's own rules."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.desk import soft_words
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import OwnerRole
from tracker.mining.findings import Deadline, DeadlineKind, Owner
from tracker.mining.findings import OwnerRole as NamedAs
from tracker.mining.vagueness import assess
from tracker.mining.vocabulary import Words

_ANSWERING = {
    OwnerRole.LEAD: NamedAs.LEAD,
    OwnerRole.RESPONSIBLE: NamedAs.RESPONSIBLE,
    OwnerRole.COOPERATING: NamedAs.COOPERATING,
}


@dataclass(frozen=True, slots=True)
class VagueMeasure:
    """One that is not finished and cannot be told done from not done."""

    measure: MeasureRow
    missing: tuple[str, ...]
    """Which of 谁、做什么、到什么程度、何时、怎么验 neither it nor its item says."""
    soft: tuple[str, ...]
    """虚词 in it, as written."""


def vague_measures(page: ItemPage) -> tuple[VagueMeasure, ...]:
    """The item's own measures of this kind.

    Whether one can be checked is weighed by its own words: the item's owner and limit make nothing of
    “加大力度” checkable. What is missing is asked with them, for they hold for each measure.
    """
    soft = soft_words.in_force()
    found = []
    for measure in page.measures:
        if measure.done_on is not None or measure.home:
            continue
        said = f"{measure.text}。{measure.standard}" if measure.standard else measure.text
        if not assess(Words(said), None, ()).checkable:
            weighed = assess(Words(said), _limit(page, measure), _owners(page, measure))
            spans = soft.find(measure.text, 0, len(measure.text))
            words = tuple(dict.fromkeys(span.text for span in spans))
            if weighed.missing or words:
                found.append(VagueMeasure(measure, weighed.missing, words))
    return tuple(found)


def _limit(page: ItemPage, measure: MeasureRow) -> Deadline | None:
    limit = measure.deadline or page.row.deadline
    if limit is None:
        return None
    return Deadline(limit.phrase, 0, 0, DeadlineKind(limit.kind.value), limit.due, limit.rule, limit.confirm)


def _owners(page: ItemPage, measure: MeasureRow) -> tuple[Owner, ...]:
    named = [owner for owner in measure.owners if owner.role in _ANSWERING]
    named = named or [owner for owner in page.owners if owner.role in _ANSWERING]
    return tuple(Owner(owner.name, _ANSWERING[owner.role], 0, 0) for owner in named)
