"""Changing what is there already: two people may do so at once, and neither overwrites the other unseen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.errors import Conflict
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.actor import Actor
    from tracker.ledger.rows import ItemPage, MeasureRow
    from tracker.ledger.store import Ledger
    from tracker.tui.dialogs.form import Values


class ItemEditing:
    """修改事项, from the page that was shown."""

    def __init__(self, page: ItemPage, actor: Actor, today: dt.date) -> None:
        self._page = page
        self._seen = page
        self._now = page
        self._actor = actor
        self._today = today

    def submit(self, ledger: Ledger, values: Values) -> Done:
        """Write what differs from the page; on a conflict, know how the item stands now."""
        from tracker.tui.workers import reads, writes

        page = self._page
        try:
            return Done(writes.edit_item(ledger, self._actor, page, self._today, values, seen=self._seen))
        except Conflict:
            self._now = reads.opened(ledger, page.row.number, self._actor, today=self._today).page
            raise

    def keep_mine(self, ledger: Ledger, values: Values) -> Done:
        """Once more, in the knowledge of what the other person wrote."""
        self._seen = self._now
        return self.submit(ledger, values)

    def take_theirs(self, ledger: Ledger, values: Values, conflict: Conflict) -> Done:
        """Leave the fields of the conflict alone and write the others, in the knowledge of all of them."""
        from tracker.tui.workers import writes

        self._seen = self._now
        left = writes.without_conflicts(values, writes.item_values(self._page), conflict)
        return self.submit(ledger, left) if left else _theirs_stand(self._page.row.number)


class MeasureEditing:
    """修改措施, from the measure that was shown."""

    def __init__(self, number: str, measure: MeasureRow, actor: Actor, today: dt.date) -> None:
        self._number = number
        self._measure = measure
        self._seen = measure
        self._now = measure
        self._actor = actor
        self._today = today

    def submit(self, ledger: Ledger, values: Values) -> Done:
        """As for an item."""
        from tracker.tui.workers import reads, writes

        number, measure = self._number, self._measure
        try:
            return Done(
                writes.edit_measure(
                    ledger, self._actor, number, measure, self._today, values, seen=self._seen
                )
            )
        except Conflict:
            page = reads.opened(ledger, number, self._actor, today=self._today).page
            self._now = next(row for row in page.measures if row.ordinal == measure.ordinal)
            raise

    def keep_mine(self, ledger: Ledger, values: Values) -> Done:
        """As for an item."""
        self._seen = self._now
        return self.submit(ledger, values)

    def take_theirs(self, ledger: Ledger, values: Values, conflict: Conflict) -> Done:
        """As for an item."""
        from tracker.tui.workers import writes

        self._seen = self._now
        left = writes.without_conflicts(values, writes.measure_values(self._measure), conflict)
        return self.submit(ledger, left) if left else _theirs_stand(self._number)


def _theirs_stand(number: str) -> Done:
    return Done(f"{number} 保留了对方的内容", can_undo=False)
