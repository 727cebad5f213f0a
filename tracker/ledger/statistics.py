"""The figures of the statistics sentence, as `figures` counts every figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

from tracker.ledger.figures.counting import Tally, tally
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.rows import Figures
from tracker.ledger.store import Ledger


def figures(ledger: Ledger, wanted: Query = EVERYTHING, *, today: dt.date) -> Figures:
    """The figures of the items meant, on a day.

    长期坚持 is counted apart from 整改中; stopped items count nowhere else.
    """
    return figures_of(tally(ledger, wanted, today=today))


def figures_of(found: Tally) -> Figures:
    """Those of the sentence among all figures."""
    return Figures(**{field.name: found.counts[field.name] for field in fields(Figures)})
