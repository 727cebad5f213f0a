"""Every list by its key, as `tracker export` knows it."""

from __future__ import annotations

from typing import Any

from tracker.exchange.layout import ListLayout
from tracker.exchange.lists.closings import CLOSINGS
from tracker.exchange.lists.duties import Telephones, duties_layout
from tracker.exchange.lists.ledger import LEDGER, LEDGER_WITH_PRIVATE_NOTES
from tracker.exchange.lists.measures import MEASURES
from tracker.exchange.lists.problems import PROBLEMS
from tracker.exchange.lists.statistics import statistics_layout
from tracker.exchange.lists.supervision import SUPERVISION
from tracker.ledger.words import Dimension

_PLAIN: dict[str, ListLayout[Any]] = {
    layout.key: layout for layout in (PROBLEMS, MEASURES, SUPERVISION, CLOSINGS)
}


def layout_of(
    key: str,
    *,
    by: Dimension = Dimension.UNIT,
    with_private_notes: bool = False,
    telephones: Telephones | None = None,
    first_responsible: str = "",
) -> ListLayout[Any]:
    """The list of this key, with what the export brings to it."""
    if key == "duties":
        return duties_layout(telephones or {}, first_responsible)
    if key == "statistics":
        return statistics_layout(by)
    if key == "ledger":
        return LEDGER_WITH_PRIVATE_NOTES if with_private_notes else LEDGER
    return _PLAIN[key]
