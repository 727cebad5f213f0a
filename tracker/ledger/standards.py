"""From how much on a campaign chases again and proposes 结果运用: usual figures, each of which it may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.ledger.words import Word


class Standard(Word):
    """One of the figures; its code is its name in `Standards`."""

    BETWEEN = "between", "催办间隔天数"
    UNANSWERED = "unanswered", "未回应次数"
    RETURNED = "returned", "退回次数"
    REOPENED = "reopened", "回炉次数"
    OVERDUE = "overdue", "逾期项数"
    LONG_OVERDUE = "long_overdue", "逾期天数"
    LATE = "late", "逾期完成项数"
    VERY_LONG_OVERDUE = "very_long_overdue", "严重逾期天数"
    OFTEN_REOPENED = "often_reopened", "多次回炉次数"


@dataclass(frozen=True, slots=True)
class Standards:
    """All of them."""

    between: int = 7
    """Days after which an overdue thing goes up a rung."""
    unanswered: int = 2
    """重视不够 from so many chasing notes and self-checks without an answer."""
    returned: int = 2
    """落实不力 from so many applications returned,"""
    reopened: int = 1
    """or so many 回炉."""
    overdue: int = 2
    """进展缓慢 from so many items overdue now,"""
    long_overdue: int = 30
    """or one that is so many days overdue,"""
    late: int = 3
    """or so many finished late."""
    very_long_overdue: int = 90
    """So many days overdue, or"""
    often_reopened: int = 3
    """so many 回炉, is a matter of 问责 by itself."""

    def of(self, standard: Standard) -> int:
        """One of them."""
        return int(getattr(self, standard.value))


USUAL = Standards()


def read_standards(stored: Mapping[str, int]) -> Standards:
    """Those of a campaign: what it does not set is as usual."""
    return Standards(**stored)
