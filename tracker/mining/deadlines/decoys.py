"""What looks like a time limit and is none: past times, titles of plans, ages, counts."""

from __future__ import annotations

import re
from datetime import date

from tracker.mining.deadlines.cases import Reading
from tracker.mining.deadlines.patterns import Candidate
from tracker.mining.findings import DeadlineKind

_CLAUSE_END = re.compile(r"[，。；！？\n]")
_AFTER_PAST = re.compile(
    r"\s?[”’」』]?(?:以来|至今|起(?!草|步)|期间|启动以来|开始以来|前后|的[^，。；]{0,8}(?:会议|讲话|大会|座谈会)|"
    r"[^，。；]{0,14}(?:召开|印发|下发|发布|出台|公布|通过|举行|颁布|成立|启动)(?:的|了|以来|会议))"
)
_DONE = re.compile(r"已(?![知建])|了(?![解然望])|曾经?|如期完成(?!任务$)|以来")
_HAPPENED = re.compile(rf"{_DONE.pattern}|发生|先后|连续|同比|环比")
_CASE = re.compile(r"接报|接警|接诉|报修|报警|投诉|诉求|热线|来电|来信|来访|求助|每[件案单]|首问")
_SERVED = re.compile(
    r"(?:必须|要|须|应)?(?:响应|回应|回复|答复|受理|到达|到场|赶到|上门|处置|反馈|办结|出警|签收)"
)
_BEFORE_PAST = re.compile(
    r"(?:近|过去|最近|此前|截至目前|连续|这|那|(?<!原则)上|前|前年|上一?年度?|往年|去年|去|自|头|早在|持续了?)\s?$"
)
_BEFORE_SPAN = re.compile(
    r"(?:近|过去|最近|此前|连续|这|那|上|前|头|往前|(?:压缩|压减|缩短|缩减|控制|减少|限定|稳定)(?:至|到|为|在))\s?$"
)
_NOUN_AFTER = re.compile(
    r"[”\"’]?(?:之|型|类|的(?:做法|经验)|的?(?:问题|事项)(?=[，。；、])|[^，。；]{0,3}率|的?(?:问题|事项|任务)?[0-9]|问题(?:台账|清单)|精神|作风|的?(?:要求|态度|原则|标准))"
)
_EVENT_AFTER = re.compile(r"[^，。；、]{0,3}(?:召开|举行|举办)")
_MEANT = re.compile(r"[要将拟应]|计划|定于|必须|务必|力争")
_UNMARKED = frozenset(["day-unmarked", "month-unmarked"])
_WORDS = frozenset(["immediate", "continuing", "continuing-alone", "vague"])


def is_decoy(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    """Whether the candidate, as it was read, governs no future act."""
    return (
        _in_title(plain, candidate)
        or _is_past(plain, candidate, reading, base)
        or (candidate.rule == "within-span" and _is_service(plain, candidate))
        or (candidate.rule in _WORDS and _NOUN_AFTER.match(plain, candidate.end) is not None)
    )


def _in_title(plain: str, candidate: Candidate) -> bool:
    """Inside 《…》 or 〔…〕 of the same sentence."""
    floor = max(candidate.sentence[0], candidate.start - 80)
    before = plain[floor : candidate.start]
    return before.rfind("《") > before.rfind("》") or before.rfind("〔") > before.rfind("〕")


def _is_service(plain: str, candidate: Candidate) -> bool:
    """A standard for every case that comes in (诉求24小时内响应) is no day by which something is done."""
    if not _SERVED.match(plain, candidate.end):
        return False
    return _CASE.search(plain, max(candidate.sentence[0], candidate.start - 24), candidate.end) is not None


def _is_past(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    if reading.due is not None and reading.due < base and reading.kind is not DeadlineKind.RELATIVE:
        return True
    before = plain[max(candidate.sentence[0], candidate.start - 6) : candidate.start]
    if candidate.rule in _WORDS:
        return _DONE.search(before + _clause_after(plain, candidate)) is not None
    pattern = _BEFORE_SPAN if candidate.rule == "within-span" else _BEFORE_PAST
    if pattern.search(before):
        return True
    if _AFTER_PAST.match(plain, candidate.end, min(candidate.sentence[1], candidate.end + 30)):
        return True
    if _DONE.search(_clause_after(plain, candidate)):
        return True
    return _is_unmarked(candidate) and _reports(plain, candidate, reading, base)


def _is_unmarked(candidate: Candidate) -> bool:
    return ("mark" in candidate.groups and candidate.groups["mark"] is None) or candidate.rule in _UNMARKED


def _reports(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    """A day without 前, 底 or 内 whose sentence tells what was, or that passed this year."""
    if _HAPPENED.search(plain, candidate.start, min(candidate.sentence[1], candidate.end + 120)):
        return True
    if _EVENT_AFTER.match(plain, candidate.end) and not _MEANT.search(
        plain, candidate.sentence[0], candidate.sentence[1]
    ):
        return True
    return (
        not reading.explicit_year
        and reading.due is not None
        and reading.due.year > base.year
        and base.month < 11
    )


def _clause_after(plain: str, candidate: Candidate) -> str:
    limit = min(candidate.sentence[1], candidate.end + 60)
    stop = _CLAUSE_END.search(plain, candidate.end, limit)
    return plain[candidate.end : stop.start() if stop else limit]
