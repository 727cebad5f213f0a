"""Papers about items as they were sent out, as frozen rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import IssuedPaper
from tracker.ledger.words import PaperKind


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One paper as it concerns one item."""

    kind: PaperKind
    document_number: str
    level: int
    """第几次 of its kind in the item's round."""
    round: int
    unit: str
    due: dt.date | None
    on: dt.date
    by: str

    @property
    def words(self) -> str:
        """督办〔2024〕3号，第2次，致办公室，限2024-06-28前."""
        parts = (
            self.document_number,
            f"第{self.level}次" if self.level > 1 else "",
            f"致{self.unit}" if self.unit else "",
            f"限{self.due}前" if self.due else "",
        )
        return "，".join(part for part in parts if part)


def issued_by_item(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[IssuedRow, ...]]:
    """Papers of items in the order they went out."""
    found: dict[int, tuple[IssuedRow, ...]] = {}
    for row in connection.execute(_issued_papers(), these(ids)):
        paper = IssuedRow(
            PaperKind(row.kind),
            row.document_number,
            row.level,
            row.round,
            row.unit,
            row.due,
            row.on,
            row.by,
        )
        found[row.item_id] = (*found.get(row.item_id, ()), paper)
    return found


@cache
def _issued_papers() -> Select[Any]:
    return select(IssuedPaper.__table__).where(IssuedPaper.item_id.in_(KEYS)).order_by(IssuedPaper.id)
