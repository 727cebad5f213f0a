"""Which of several time limits governs a finding."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.mining.findings import Deadline, DeadlineKind

_LEAD = 4
"""A number, 力争 or 确保 may stand before it."""
_UNDATED = (DeadlineKind.IMMEDIATE, DeadlineKind.CONTINUING)


def governing(deadlines: Sequence[Deadline]) -> Deadline | None:
    """The first with a day, else the first that is more than 长期坚持."""
    for wanted in (
        [limit for limit in deadlines if limit.due is not None],
        [limit for limit in deadlines if limit.kind is not DeadlineKind.CONTINUING],
        deadlines,
    ):
        if wanted:
            return wanted[0]
    return None


def firm(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """Without 尽快, 限期 and the like: in running text they leave open when, and a person has to ask.

    Under a heading or label that asks for the time limit they stand for one.
    """
    return [limit for limit in deadlines if limit.rule != "vague"]


def opens_with(limit: Deadline, start: int) -> bool:
    """A sentence from `start` on begins with the limit, and that is a day to come."""
    return limit.due is not None and limit.start - start <= _LEAD


def are_dated(deadlines: Sequence[Deadline]) -> bool:
    """One of them is more than 立行立改 or 长期坚持."""
    return any(limit.kind not in _UNDATED for limit in deadlines)
