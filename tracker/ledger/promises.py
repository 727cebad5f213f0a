"""What became of all that a document says: each candidate with its item, or why it has none."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from tracker.ledger.list_rows import ItemRow
from tracker.ledger.models import Candidate
from tracker.ledger.pages import item_pages
from tracker.ledger.queries import items_by_id
from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.reviews import candidates, document_text
from tracker.ledger.rows import MeasureRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import CandidateKind, Light, State, Verdict


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One thing that a document says, and where it stands now."""

    candidate: CandidateRow
    item: ItemRow | None
    """The item it became or belongs to; None where it is none, or none that one may see."""
    measure: MeasureRow | None = None
    """What it became of that item: a measure is done, or late, before its item is."""


@dataclass(frozen=True, slots=True)
class DocumentPromises:
    """All of one document."""

    text: str
    rows: tuple[PromiseRow, ...]
    """In the order of the text; what was merged into another is told by that one."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """编号 of the items that came from it, each once."""
        return tuple(dict.fromkeys(row.item.number for row in self.rows if row.item is not None))

    def by_kind(self) -> dict[CandidateKind, int]:
        """How many of each kind it says."""
        return Counter(row.candidate.kind for row in self.rows)

    @property
    def closed(self) -> int:
        """Its items that are 已销号."""
        return self._items(lambda item: item.state is State.CLOSED)

    @property
    def overdue(self) -> int:
        """Its items that are 已逾期."""
        return self._items(lambda item: item.light is Light.OVERDUE)

    def _items(self, wanted: Callable[[ItemRow], bool]) -> int:
        return len({row.item.id for row in self.rows if row.item is not None and wanted(row.item)})


def document_promises(ledger: Ledger, document_id: int, *, today: dt.date) -> DocumentPromises:
    """Everything a document says with what became of it. Raises NotFound."""
    text = document_text(ledger, document_id)
    rows = [row for row in candidates(ledger, document_id) if row.verdict is not Verdict.MERGED]
    query = select(Candidate.id, Candidate.item_id, Candidate.measure_id).where(
        Candidate.document_id == document_id, Candidate.item_id.is_not(None)
    )
    with ledger.read() as connection:
        became = {key: (item, measure) for key, item, measure in connection.execute(query)}
    items = items_by_id(ledger, sorted({item for item, _ in became.values() if item}), today=today)
    measures = _measures(ledger, {item for item, measure in became.values() if item and measure}, today)

    def promise(row: CandidateRow) -> PromiseRow:
        item, measure = became.get(row.id, (None, None))
        return PromiseRow(row, items.get(item or 0), measures.get(measure or 0))

    return DocumentPromises(text, tuple(map(promise, rows)))


def _measures(ledger: Ledger, items: set[int], today: dt.date) -> dict[int, MeasureRow]:
    """The measures of these items by id, each held to its own last day."""
    pages = item_pages(ledger, sorted(items), today=today)
    return {measure.id: measure for page in pages for measure in page.measures}
