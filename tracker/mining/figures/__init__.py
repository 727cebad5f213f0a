"""The figures that a draft states, for checking them against the ledger."""

from tracker.mining.figures.finding import find_figures
from tracker.mining.figures.stated import Bound, Doubt, Quantity, Stated

__all__ = ["Bound", "Doubt", "Quantity", "Stated", "find_figures"]
