"""Which of several time limits governs a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tracker.mining.cues import cue_pattern
from tracker.mining.findings import Deadline, DeadlineKind

_LEAD = 4
"""A number, 力争 or 确保 may stand before it."""
_UNDATED = (DeadlineKind.IMMEDIATE, DeadlineKind.CONTINUING)
_FAR: Final = timedelta(days=183)
"""A day without a year that lies further ahead is one just past (6月底前, said in July)."""
_YEAR: Final = re.compile(r"年")
_ASKED: Final = re.compile(r"(?:要求|明确|规定|责令|督促|约定|通知|部署|确定|提出)[^，。；]{0,24}$")
"""Tells that a limit was set, which is itself something done."""
_TOLD: Final = 60
"""So many signs on from a limit tell whether it was met."""


def governing(deadlines: Sequence[Deadline]) -> Deadline | None:
    """The first with a day, else the first that is more than 长期坚持.

    By when all of it is done comes before how often it is looked at (每月调度一次，9月底前完成).
    """
    for wanted in (
        [limit for limit in deadlines if limit.due is not None and limit.kind is not DeadlineKind.RECURRING],
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


def promise(deadlines: Sequence[Deadline], text: str, start: int, end: int, base: date) -> bool:
    """Whether the sentence text[start:end] says by which day to come something is to be done.

    What has been done by then already, or that somebody was asked for it, is no promise.
    """
    return any(_is_promised(limit, text, start, end, base) for limit in deadlines)


def _is_promised(limit: Deadline, text: str, start: int, end: int, base: date) -> bool:
    if limit.kind is not DeadlineKind.DATE or limit.due is None or limit.due <= base:
        return False
    if limit.due - base > _FAR and not _YEAR.search(limit.text):
        return False
    if _ASKED.search(text, start, limit.start):
        return False
    return cue_pattern("done").search(text[limit.end : min(end, limit.end + _TOLD)]) is None
