"""A text becomes findings: problems, tasks, measures and results, each a span of the text."""

from tracker.mining.deadlines import find_deadlines
from tracker.mining.miner import mine

__all__ = ["find_deadlines", "mine"]
