"""The field's words as enumerations: each member has its code and the Chinese word on screen and paper."""

from __future__ import annotations

from functools import lru_cache

from tracker.ledger.roles import Role as Role  # one of the words, kept where a start finds it alone
from tracker.ledger.word import Word as Word


class ItemKind(Word):
    """What an item of the ledger is."""

    PROBLEM = "problem", "问题"
    TASK = "task", "任务"


class RectificationType(Word):
    """整改类型, fixed when the work is planned."""

    IMMEDIATE = "immediate", "立行立改"
    TIME_LIMITED = "time_limited", "限期整改"
    PHASED = "phased", "分阶段整改"
    LONG_TERM = "long_term", "长期坚持"


class State(Word):
    """办理状态."""

    UNREGISTERED = "unregistered", "待挂号"
    RECTIFYING = "rectifying", "整改中"
    APPLIED = "applied", "申请销号"
    CLOSED = "closed", "已销号"
    STOPPED = "stopped", "终止"

    @property
    def may_change(self) -> bool:
        """Whether an item's content may: what is applied for or decided stands as it is."""
        return self in CHANGEABLE_STATES


OPEN_STATES = (State.UNREGISTERED, State.RECTIFYING, State.APPLIED)
"""未销号."""
CHANGEABLE_STATES = (State.UNREGISTERED, State.RECTIFYING)


class Light(Word):
    """预警, computed from deadline, extension, state and today; never stored."""

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
    """How a time limit is given."""

    DATE = "date", "日期"
    RANGE = "range", "期间"
    RELATIVE = "relative", "相对期限"
    IMMEDIATE = "immediate", "立行立改"
    CONTINUING = "continuing", "长期坚持"
    RECURRING = "recurring", "周期"
    MILESTONE = "milestone", "节点"


class OwnerRole(Word):
    """How a body or person answers for an item."""

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
    MERGED = "merged", "已并"
    """Became part of the one above it."""


class MarkKind(Word):
    """What else is marked in a document: fields of its candidates."""

    DEADLINE = "deadline", "时限"
    OWNER = "owner", "责任"
    SOFT = "soft", "虚词"


class Decision(Word):
    """What the reviewer did with an application for 销号."""

    PENDING = "pending", "待审核"
    PASSED = "passed", "初审通过"
    """By the first of two reviewers; the application itself stays open."""
    ACCEPTED = "accepted", "同意销号"
    RETURNED = "returned", "退回"
    WITHDRAWN = "withdrawn", "撤回"


class LookBackResult(Word):
    """What a 回头看 found."""

    CONSOLIDATED = "consolidated", "巩固"
    RETURNED = "returned", "回炉"


class CampaignKind(Word):
    """What a 专项 came from."""

    SUPERIOR_INSPECTION = "superior_inspection", "上级巡视"
    INSPECTION = "inspection", "巡察"
    AUDIT = "audit", "审计"
    EDUCATION = "education", "主题教育"
    DEMOCRATIC_MEETING = "democratic_meeting", "民主生活会"
    SPECIAL = "special", "专项整治"
    OTHER = "other", "其他"


class SourceKind(Word):
    """问题来源: how a problem came to light; a campaign may add its own words."""

    STUDY = "study", "学习研讨查摆"
    CHARTER = "charter", "对照党章党规"
    RESEARCH = "research", "调研发现"
    PUBLIC = "public", "群众反映"
    TALK = "talk", "谈心谈话"
    FEEDBACK = "feedback", "巡视巡察督查反馈"


@lru_cache(256)
def source_word(stored: str) -> str:
    """问题来源 as people read it: one of the usual words, or a campaign's own."""
    known = SourceKind.read(stored)
    return known.word if known else stored


class UnitAliasKind(Word):
    """How another name of a unit came about."""

    SHORT = "short", "简称"
    FORMER = "former", "曾用名"
    OTHER = "other", "又称"


class Reported(Word):
    """自报: what the unit says of its work."""

    NOT_STARTED = "not_started", "未启动"
    UNDER_WAY = "under_way", "推进中"
    DONE = "done", "已完成"
    STAGE_DONE = "stage_done", "已阶段性完成并长期坚持"
    CONTINUING = "continuing", "持续整改"
    NOT_DONE = "not_done", "未完成"


class Verified(Word):
    """核实: what somebody found who went to see."""

    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    UNTRUE = "untrue", "不属实"


class Term(Word):
    """How long putting right takes."""

    SHORT = "short", "短期"
    LONG = "long", "中长期"


class Classification(Word):
    """分类盘点, with what each class asks for."""

    CONSOLIDATE = "consolidate", "基本完成"
    SPEED_UP = "speed_up", "正在整改"
    ASSIGN = "assign", "尚未完成"
    REDO = "redo", "效果不明显"
    LONG = "long", "一时难以解决"


class AmountKind(Word):
    """What a measure promises and achieves in figures."""

    REGULATIONS = "regulations", "制度"
    MONEY = "money", "金额"
    PEOPLE = "people", "人数"
    ACCOUNTABILITY = "accountability", "追责"
    OTHER = "other", "数量"


class RegulationAct(Word):
    """What was done with a regulation."""

    NEW = "new", "新建"
    REVISED = "revised", "修订"
    REPEALED = "repealed", "废止"


class CheckResult(Word):
    """Whether a regulation is carried out."""

    CARRIED_OUT = "carried_out", "执行到位"
    PARTLY = "partly", "执行不到位"
    IDLE = "idle", "未执行"


class RequestDecision(Word):
    """What a leader did with a request for 延期."""

    PENDING = "pending", "待批准"
    APPROVED = "approved", "同意延期"
    REFUSED = "refused", "不同意延期"
    WITHDRAWN = "withdrawn", "撤回"


class ReviewStage(Word):
    """Which step of the review an application waits for."""

    FIRST = "first", "待初审"
    FINAL = "final", "待终审"
    """Also where one reviewer decides alone."""


class Check(Word):
    """What the 销号体检 looks at."""

    MEASURE_EVIDENCE = "measure_evidence", "措施佐证"
    EVIDENCE_DATE = "evidence_date", "材料日期"
    SAME_FILE = "same_file", "同一文件"
    SIMILAR_TEXT = "similar_text", "文字雷同"
    AMOUNT = "amount", "数量目标"
    REPORTED = "reported", "自报"
    VERIFIED = "verified", "核实"
    STAGE = "stage", "阶段"


class SelfCheckResult(Word):
    """What a unit found at home."""

    PENDING = "pending", "待反馈"
    NONE = "none", "未发现"
    FOUND = "found", "存在"


class EscalationState(Word):
    """提请上级: how it stands."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"


class ConsequenceKind(Word):
    """结果运用."""

    TALK = "talk", "约谈"
    NOTICE = "notice", "通报"
    ACCOUNTABILITY = "accountability", "问责"


class ConsequenceDecision(Word):
    """What was decided on a proposed 结果运用."""

    PROPOSED = "proposed", "待决定"
    ADOPTED = "adopted", "采纳"
    REJECTED = "rejected", "不采纳"


class Pace(Word):
    """序时进度: the share of measures done against the share of time gone; computed, never stored."""

    BEHIND = "behind", "滞后"
    KEPT = "kept", "达到序时"
    NONE = "none", "不计序时"


class Dimension(Word):
    """What statistics are broken down by."""

    UNIT = "unit", "单位"
    LEADER = "leader", "领导"
    CATEGORY = "category", "问题类别"
    DOCUMENT = "document", "来源文件"
    SOURCE = "source", "问题来源"
    CAMPAIGN = "campaign", "专项"
    ASPECT = "aspect", "方面"
    TYPE = "type", "整改类型"


class Rung(Word):
    """The ladder of chasing, in rising order."""

    EARLY = "early", "提醒"
    DUE = "due", "到期提醒"
    FIRST = "first", "第一次督办"
    SECOND = "second", "第二次督办"
    LAST = "last", "告诫"


class PaperKind(Word):
    """Papers that an office sends or keeps, as Word documents."""

    ASSIGNMENT = "assignment", "交办单"
    SUPPLEMENT = "supplement", "补正函"
    REMINDER = "reminder", "提醒函"
    SUPERVISION = "supervision", "督办通知单"
    ADMONITION = "admonition", "告诫书"
    CLOSING = "closing", "销号审批表"
    LOOK_BACK = "look-back", "回头看核查表"
    HANDOVER = "handover", "交接清单"
    WEEK = "week", "周调度"
    TEN_DAYS = "ten-days", "旬分析"
    MONTH = "month", "月小结"
    REPORT = "report", "整改情况报告"
    BETWEEN = "between", "两会之间"


class FormCell(Word):
    """What a unit answers in its form (收发), in the order of the columns."""

    REPORTED = "reported", "自报情况"
    DONE_ON = "done_on", "完成日期"
    PROGRESS = "progress", "本期进展"
    COMPLETION = "completion", "完成情况"
    UNFINISHED_REASON = "unfinished_reason", "未完成原因"
    NEXT_STEP = "next_step", "下一步措施"
    STAGE_GOAL = "stage_goal", "阶段目标"
    NEXT_REVIEW = "next_review", "下次复核"
    INFERENCE = "inference", "举一反三"


class Standing(Word):
    """承诺对账: what a later report says of a promise, in the order it is shown."""

    DONE = "done", "已报完成"
    PARTLY = "partly", "部分"
    LATER = "later", "时限后移"
    SOFTER = "softer", "口径变软"
    NEW = "new", "新增"
    UNMENTIONED = "unmentioned", "未提及"
    RESTATED = "restated", "重申"
