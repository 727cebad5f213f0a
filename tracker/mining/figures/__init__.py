"""The figures that a draft states, for checking them against the ledger."""

from tracker.mining.figures.finding import find_figures
from tracker.mining.figures.stated import Bound, Change, Doubt, Quantity, Stated
from tracker.mining.figures.tokens import yuan_of

__all__ = ["Bound", "Change", "Doubt", "Quantity", "Stated", "find_figures", "yuan_of"]
