"""The changes of an action as the journal has them, a batch at a time however many they are."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from tracker.ledger.journal import Difference
from tracker.ledger.models import Change

_TOGETHER = 2_000


class Recorded:
    """Gone through as often as wanted, from either end."""

    def __init__(self, session: Session, action_id: int) -> None:
        self._session = session
        self._of_action = Change.action_id == action_id

    def __len__(self) -> int:
        counted = select(func.count()).select_from(Change).where(self._of_action)
        return self._session.scalar(counted) or 0

    def __iter__(self) -> Iterator[Difference]:
        last = -1
        while rows := self._read(Change.ordinal > last, Change.ordinal):
            yield from (change for _, change in rows)
            last = rows[-1][0]

    def __reversed__(self) -> Iterator[Difference]:
        first = len(self)
        while rows := self._read(Change.ordinal < first, Change.ordinal.desc()):
            yield from (change for _, change in rows)
            first = rows[-1][0]

    def _read(
        self, where: ColumnElement[bool], order: SQLColumnExpression[int]
    ) -> list[tuple[int, Difference]]:
        """A batch, each with its ordinal."""
        columns = (Change.ordinal, Change.table, Change.key, Change.field, Change.before, Change.after)
        query = select(*columns).where(self._of_action, where).order_by(order).limit(_TOGETHER)
        return [
            (ordinal, Difference(table, key, field, before, after))
            for ordinal, table, key, field, before, after in self._session.execute(query)
        ]
