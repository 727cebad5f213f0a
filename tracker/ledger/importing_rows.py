"""导入来源 of items: the rows of workbooks that they were taken over from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.ledger.keys import KEYS, these
from tracker.ledger.models import ImportedRow
from tracker.ledger.rows import ImportRow


def imports_by_item(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[ImportRow, ...]]:
    """导入来源 of items."""
    found: dict[int, tuple[ImportRow, ...]] = {}
    for row in connection.execute(_imported_rows(), these(ids)):
        origin = ImportRow(
            file=row.file,
            sheet=row.sheet,
            row=row.row,
            number=row.number,
            state=row.state,
            kept=tuple((heading, text) for heading, text in row.kept),
            on=row.on,
            by=row.by,
        )
        found[row.item_id] = (*found.get(row.item_id, ()), origin)
    return found


@cache
def _imported_rows() -> Select[Any]:
    return select(ImportedRow.__table__).where(ImportedRow.item_id.in_(KEYS)).order_by(ImportedRow.id)
