"""What follows a batch of items, read once a table and put onto their pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from tracker.ledger.escalations import escalations_by_item
from tracker.ledger.following_rows import ALONE, EscalationRow, Kin, RoundRow, SelfCheckRow
from tracker.ledger.importing_rows import imports_by_item
from tracker.ledger.lineage import kin_by_item
from tracker.ledger.paper_rows import IssuedRow, issued_by_item
from tracker.ledger.rounds import rounds_by_item
from tracker.ledger.rows import ImportRow, ItemPage
from tracker.ledger.self_checks import self_checks_by_item


@dataclass(frozen=True, slots=True)
class Following:
    """By item."""

    rounds: dict[int, tuple[RoundRow, ...]]
    kin: dict[int, Kin]
    self_checks: dict[int, tuple[SelfCheckRow, ...]]
    escalations: dict[int, tuple[EscalationRow, ...]]
    imports: dict[int, tuple[ImportRow, ...]]
    papers: dict[int, tuple[IssuedRow, ...]]

    def onto(self, page: ItemPage) -> ItemPage:
        """The page with what follows its item."""
        key = page.row.id
        return replace(
            page,
            rounds=self.rounds.get(key, ()),
            kin=self.kin.get(key, ALONE),
            self_checks=self.self_checks.get(key, ()),
            escalations=self.escalations.get(key, ()),
            imports=self.imports.get(key, ()),
            papers=self.papers.get(key, ()),
        )


def read_following(connection: Connection, ids: Sequence[int], today: dt.date) -> Following:
    """Few statements, however many items."""
    return Following(
        rounds_by_item(connection, ids),
        kin_by_item(connection, ids),
        self_checks_by_item(connection, ids, today),
        escalations_by_item(connection, ids, today),
        imports_by_item(connection, ids),
        issued_by_item(connection, ids),
    )
