"""Who may do what is asked by role; by itself, for every start needs it and none all the other words."""

from __future__ import annotations

from tracker.ledger.word import Word


class Role(Word):
    """What a person may do in this ledger (honest colleagues on SQLite; enforced by PostgreSQL)."""

    OPERATOR = "operator", "经办"
    REVIEWER = "reviewer", "审核"
    LEADER = "leader", "领导"
    UNDERTAKER = "undertaker", "承办"
    READER = "reader", "只读"
