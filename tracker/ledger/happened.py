"""What can become of an item between two days, and the lists of it; free of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.ledger.words import Word


class Happened(Word):
    """What became of an item between two days, in the order it is told."""

    ADDED = "added", "新增"
    REMOVED = "removed", "撤销登记"
    REGISTERED = "registered", "挂号"
    CLOSED = "closed", "销号"
    OVERDUE = "overdue", "新逾期"
    EXTENDED = "extended", "延期"
    RETURNED = "returned", "退回"
    REOPENED = "reopened", "回炉"
    STOPPED = "stopped", "终止"
    DEADLINE = "deadline", "时限变动"


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One item in one of the lists."""

    number: str
    title: str
    lead: str
    before: str
    """What it was on the first day in words; empty where it was not there."""
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The lists by what happened, each there even when it is empty."""

    since: dt.date
    until: dt.date
    lists: Mapping[Happened, tuple[ChangedItem, ...]]
