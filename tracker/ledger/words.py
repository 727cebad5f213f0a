"""The field's words as enumerations: each member has its code and the Chinese word on screen and paper."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A code that is stored, with the word that people read."""

    word: str
    """As it stands on screen and paper."""

    def __new__(cls, code: str, word: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = word
        return member

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The member of this code or word; None when there is none."""
        wanted = text.strip()
        for member in cls:
            if wanted in (member.value, member.word):
                return member
        return None


class Role(Word):
    """What a person may do in this ledger (honest colleagues on SQLite; enforced by PostgreSQL)."""

    OPERATOR = "operator", "经办"
    REVIEWER = "reviewer", "审核"
    LEADER = "leader", "领导"
    UNDERTAKER = "undertaker", "承办"
    READER = "reader", "只读"


class ItemKind(Word):
    """What an item of the ledger is (DOMAIN.md §2)."""

    PROBLEM = "problem", "问题"
    TASK = "task", "任务"


class RectificationType(Word):
    """整改类型, fixed when the work is planned (DOMAIN.md §6)."""

    IMMEDIATE = "immediate", "立行立改"
    TIME_LIMITED = "time_limited", "限期整改"
    PHASED = "phased", "分阶段整改"
    LONG_TERM = "long_term", "长期坚持"


class State(Word):
    """办理状态 (DOMAIN.md §6)."""

    UNREGISTERED = "unregistered", "待挂号"
    RECTIFYING = "rectifying", "整改中"
    APPLIED = "applied", "申请销号"
    CLOSED = "closed", "已销号"
    STOPPED = "stopped", "终止"


class Light(Word):
    """预警, computed from deadline, extension, state and today; never stored (DOMAIN.md §6)."""

    NORMAL = "normal", "正常"
    NEAR = "near", "临期"
    IMMINENT = "imminent", "即将到期"
    OVERDUE = "overdue", "已逾期"
    EXTENDED = "extended", "延期办理"
    CONTINUING = "continuing", "长期坚持"
    UNSETTLED = "unsettled", "待明确"
    CLOSED = "closed", "已销号"
    CLOSED_LATE = "closed_late", "逾期完成"
    STOPPED = "stopped", "终止"


class DeadlineKind(Word):
    """How a time limit is given (DOMAIN.md §4)."""

    DATE = "date", "日期"
    RANGE = "range", "期间"
    RELATIVE = "relative", "相对期限"
    IMMEDIATE = "immediate", "立行立改"
    CONTINUING = "continuing", "长期坚持"
    RECURRING = "recurring", "周期"
    MILESTONE = "milestone", "节点"


class OwnerRole(Word):
    """How a body or person answers for an item (DOMAIN.md §2)."""

    LEADER = "leader", "责任领导"
    LEAD = "lead", "牵头单位"
    RESPONSIBLE = "responsible", "责任单位"
    COOPERATING = "cooperating", "配合单位"
    PERSON = "person", "责任人"
    CONTACT = "contact", "联系人"


class CandidateKind(Word):
    """What the miner took a span of text for."""

    PROBLEM = "problem", "问题"
    TASK = "task", "任务"
    MEASURE = "measure", "措施"
    RESULT = "result", "成效"


class Verdict(Word):
    """What became of a mined candidate."""

    PENDING = "pending", "待复核"
    ACCEPTED = "accepted", "已收"
    REJECTED = "rejected", "已弃"
    KEPT = "kept", "留存"
    """A 成效: kept with its document as evidence for later reconciling."""
    REPEATED = "repeated", "重复"
    """Says what an earlier one says: accepted only when a person asks for it."""


class Decision(Word):
    """What the reviewer did with an application for 销号."""

    PENDING = "pending", "待审核"
    ACCEPTED = "accepted", "同意销号"
    RETURNED = "returned", "退回"
    WITHDRAWN = "withdrawn", "撤回"


class LookBackResult(Word):
    """What a 回头看 found."""

    CONSOLIDATED = "consolidated", "巩固"
    RETURNED = "returned", "回炉"
