"""What looks like a time limit and is none: past times, titles of plans, ages, counts, conditions."""

from __future__ import annotations

import re
from datetime import date

from tracker.mining.deadlines.cases import Reading
from tracker.mining.deadlines.patterns import Candidate

_CLAUSE_END = re.compile(r"[，。；！？\n]")
_AFTER_PAST = re.compile(
    r"\s?[”’」』]?(?:以来|至今|起(?!草|步)|期间|(?<=前)后|启动以来|开始以来|前后|后的|的[^，。；]{0,8}(?:会议|讲话|大会|座谈会))"
)
_AFTER_TOLD = re.compile(
    r"[^，。；]{0,14}(?:召开|印发|下发|发布|出台|公布|通过|举行|颁布|成立|启动)(?:的|了|以来|会议)"
)
"""Said of a day without 前 or 底 only: 6月底前召开会议 is a duty."""
_DONE = re.compile(
    r"(?<![对将把给为向按由于非未])已(?![知建])|(?<![为除不罢极])了(?![解然望没吗])|(?<!未)曾经?(?!祺|国|庆)|如期完成(?!任务$)|累计(?!投入|不)|(?<!公)共[计收办有]"
)
_HAPPENED = re.compile(rf"{_DONE.pattern}|发生|先后|连续|同比|环比|以来")
_OPENS_PAST = re.compile(r"\s{0,4}(?:(?P<year>20[0-9]{2}|19[0-9]{2})年|去年|前年|上年)")
_CASE = re.compile(r"接报|接警|接诉|报修|报警|投诉|诉求|热线|来电|来信|来访|求助|每[件案单]|首问")
_SERVED = re.compile(
    r"(?:必须|要|须|应)?(?:响应|回应|回复|答复|受理|到达|到场|赶到|上门|处置|反馈|办结|出警|签收)"
)
_BEFORE_PAST = re.compile(
    r"(?:近|过去|最近|此前|截至目前|连续|这|那|(?<!原则)上|前|前年|上一?年度?|往年|去年|去|自|头|早在|持续了?|每[到逢]|临近)\s?$"
)
_BEFORE_MARKED = re.compile(
    r"(?:近|过去|最近|此前|去年?|前年|上一?年度?|往年|早在|据|每[到逢]|临近|有效期[至到为]?)\s?$"
)
_ONCE_SET = re.compile(r"(?:原定|原计划|原要求|原承诺|本应|本该)[于在]?\s?$")
"""A day that was to be kept and was not, or was put off."""
_BEFORE_BARE = re.compile(r"(?:上个?|去|前|头)\s?$")
_BEFORE_SPAN = re.compile(
    r"(?:近|过去|最近|此前|连续|这|那|(?<!原则)上|前|头|往前|(?:压缩|压减|缩短|缩减|控制|减少|限定|稳定|减)(?:至|到|为|在))\s?$"
)
_NOUN_AFTER = re.compile(
    r"[”\"’]?(?:之|作为|[与和同][^，。；]{2,12}(?:统一|结合|贯通)|型|类|的(?:做法|经验)|的?(?:问题|事项)(?=[，。；、])|的(?=，)|[^，。；]{0,3}率|的?(?:问题|事项|任务)?[0-9XＸ]|[^，。；]{0,24}[0-9XＸ]+多?[个项件条处](?=[，。；、]|$)|"
    r"的[^，。；]{1,6}[0-9]|问题(?:台账|清单)|精神|作风|的?(?:要求|态度|原则|标准)|"
    r"的?(?:(?:实际|整改)?(?:效果|成效|实效)|[^，。；]{0,6}站位|(?:问题|工作)[^，。；]{0,6}(?:责任|机制|台账|清单))(?:[，。；]|$)|[^，。；、]{0,14}(?<!尚)未[^，。；]{1,14}的)"
)
_COUNTED = re.compile(r"[^，。；]{0,6}的(?:有|共|计)?\s?[0-9一二三四五六七八九十两]+\s?[项个件条户]")
_CONDITION = re.compile(
    r"[^，。；]{2,40}的(?:[^，。；]{0,14})?，?\s?(?:[^，。；]{0,12})(?:给予|予以(?!整改|解决)|奖励|补贴(?=[0-9每])|加[0-9]|扣[0-9]|分别[奖扣]|奖[0-9]|取消|可享受|按照?其)"
)
_REPEATED = re.compile(r"[^，。；]{0,4}(?:累计|再次|连续|发生|入[、出]|被|[两三多]次(?:以上|[被受考不未发]))")
_ALLOWED = re.compile(r"可(?![能行持靠控视见])|放宽|返还|减征|减免|免征|补贴标准|有效")
"""Of a period: what holds in it, not what is to be done by its end."""
_LATE = re.compile(r"[未不逾没]|仍|尚")
_OF_BEFORE = re.compile(r"(?:对|凡|凡是|(?<![要应须将])在|因[^，。；]{2,20})[^，。；]{0,12}$")
_EVENT_AFTER = re.compile(r"[^，。；、]{0,3}(?:召开|举行|举办)")
_MUST = r"(?<![重主需首])要(?![点求素闻件])|(?<![反响相对适供])应(?![急用对])|必?须|务必|一律"
_MEANT = re.compile(rf"{_MUST}|[将拟请]|计划|定于|力争|确保")
_ORDERED = re.compile(rf"{_MUST}|责令|不得")
_AIMED = re.compile(rf"{_MUST}|将|力争|争取|确保")
_NARRATED = re.compile(r"分别|出席|参加|主持|传达|听取|向[^，。；]{2,16}反馈|介绍|通报")
_ISSUED = re.compile(r"\s?(?:印发|发布|公布)")
_HALF_A_YEAR = 183
_NEAR = 120
_STANDS = re.compile(r"，?[^，。；]{0,8}(?:仍|尚|还(?=[有没未剩存差])|只有|仅)(?![^。；]{0,40}的[，、])")
_COUNTED_BY_THEN = re.compile(r"，?[^，。；]{0,8}(?:收到|累计|共计?|已|有)\s?[^，。；]{0,10}[0-9]")
"""What the state of things is on a day, not by when it has to be another (截至年末仍有3户未搬)."""
_STATED_ON = frozenset(["until-day", "until-year-end", "year-end", "month-end", "half-year", "quarter"])
_UNMARKED = frozenset(["after-festival", "day-unmarked", "month-unmarked", "year-unmarked", "year-range"])
_WORDS = frozenset(["immediate", "at-once", "continuing", "continuing-alone", "vague"])
_PERIODS = frozenset(["date-range", "year-range"])
_SPANS = frozenset(["within-span", "span-of-effort", "span-of-time"])
_MILESTONES = frozenset(["before-event", "before-act", "before-flood"])


def is_decoy(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    """Whether the candidate, as it was read, governs no future act."""
    if _in_title(plain, candidate) or _is_past(plain, candidate, reading, base):
        return True
    if candidate.rule in _WORDS:
        return _is_word_decoy(plain, candidate, base)
    if candidate.rule == "within-span" and _is_service(plain, candidate):
        return True
    if candidate.rule in _MILESTONES:
        return _is_told(plain, candidate)
    if candidate.rule == "year-unmarked":
        return _is_label_of_a_year(plain, candidate, reading, base)
    return _is_condition(plain, candidate)


def _in_title(plain: str, candidate: Candidate) -> bool:
    """Inside 《…》 or 〔…〕 of the same sentence."""
    floor = max(candidate.sentence[0], candidate.start - 80)
    before = plain[floor : candidate.start]
    return before.rfind("《") > before.rfind("》") or before.rfind("〔") > before.rfind("〕")


def _is_word_decoy(plain: str, candidate: Candidate, base: date) -> bool:
    """A kind of matter (立行立改类), a count of them, or a word in a tale of what was."""
    if _NOUN_AFTER.match(plain, candidate.end, candidate.sentence[1]):
        return True
    clause = _clause_before(plain, candidate)
    if candidate.rule == "at-once":
        return not _ORDERED.search(clause + _clause_after(plain, candidate))
    opening = _OPENS_PAST.match(plain, *candidate.sentence)
    return opening is not None and int(opening["year"] or 0) < base.year


def _is_told(plain: str, candidate: Candidate) -> bool:
    """An event of a tale (大会前，书记分别听取…), with no word of duty in the sentence."""
    if candidate.event[-2:] not in ("大会", "会议", "召开", "举行", "举办", "全会"):
        return False
    after = plain[candidate.end : min(candidate.sentence[1], candidate.end + 40)]
    return _NARRATED.search(after) is not None and not _MEANT.search(after)


def _is_label_of_a_year(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    """The running year without a word of duty says when, not by when (2024年完成投资…)."""
    assert reading.due is not None
    if reading.due.year > base.year:
        return False
    before = plain[max(candidate.sentence[0], candidate.start - 4) : candidate.start]
    after = plain[candidate.end : min(candidate.sentence[1], candidate.end + 8)]
    return candidate.groups.get("goal") is not None or not _AIMED.search(before + after)


def _is_condition(plain: str, candidate: Candidate) -> bool:
    """Which cases are meant, not by when something is done (一年内两次被通报的，取消资格)."""
    clause = _clause_after(plain, candidate)
    if candidate.rule in ("within-span", "within-year") and _REPEATED.match(clause):
        return True
    if _LATE.search(clause):
        return False
    if _COUNTED.match(clause):
        return True
    if candidate.rule in _PERIODS and _ALLOWED.search(plain, *_around(candidate)):
        return True
    before = plain[max(candidate.sentence[0], candidate.start - 34) : candidate.start]
    limit = min(candidate.sentence[1], candidate.end + 90)
    told_of = candidate.rule == "within-year" or _OF_BEFORE.search(before) is not None
    return told_of and _CONDITION.match(plain, candidate.end, limit) is not None


def _is_service(plain: str, candidate: Candidate) -> bool:
    """A standard for every case that comes in (诉求24小时内响应) is no day by which something is done."""
    if not _SERVED.match(plain, candidate.end):
        return False
    return _CASE.search(plain, max(candidate.sentence[0], candidate.start - 24), candidate.end) is not None


def _is_past(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    if reading.due is not None and reading.base is None and _is_behind(plain, candidate, reading, base):
        return True
    before = plain[max(candidate.sentence[0], candidate.start - 6) : candidate.start]
    clause = _clause_after(plain, candidate)
    if candidate.rule in _WORDS:
        return _DONE.search(_clause_before(plain, candidate)[-6:] + clause) is not None
    if _ONCE_SET.search(before):
        return True
    if candidate.rule in _STATED_ON and _is_state(plain, candidate):
        return True
    unmarked = _is_unmarked(candidate)
    if _past_before(candidate, unmarked=unmarked).search(before):
        return True
    if _AFTER_PAST.match(plain, candidate.end, min(candidate.sentence[1], candidate.end + 30)):
        return True
    if _DONE.search(clause):
        return True
    return unmarked and _reports(plain, candidate, reading, base)


def _is_state(plain: str, candidate: Candidate) -> bool:
    """What follows tells how things stand on that day."""
    stop = min(candidate.sentence[1], candidate.end + _NEAR)
    if _STANDS.match(plain, candidate.end, stop):
        return True
    as_of = plain.startswith("截", candidate.start)
    return as_of and _COUNTED_BY_THEN.match(plain, candidate.end, stop) is not None


def _is_behind(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    """A day that has been, or the day on which the document was issued (2024年3月15日印发)."""
    assert reading.due is not None
    if reading.due < base:
        return True
    if candidate.rule == "until-day" and not reading.explicit_year:  # 截至8月底 of a text of September
        return plain.startswith("截", candidate.start) and (reading.due - base).days > _HALF_A_YEAR
    issued = candidate.rule == "day-unmarked" and reading.due == base
    return issued and _ISSUED.match(plain, candidate.end) is not None


def _past_before(candidate: Candidate, *, unmarked: bool) -> re.Pattern[str]:
    if candidate.rule in _SPANS:
        return _BEFORE_SPAN
    if candidate.groups.get("which") or candidate.rule in ("bare-month-end", "weekday", "within-week"):
        return _BEFORE_BARE
    if candidate.rule in _PERIODS:
        return _BEFORE_MARKED
    if unmarked or candidate.rule in ("quarter", "half-year", "year-end"):
        return _BEFORE_PAST
    return _BEFORE_MARKED


def _is_unmarked(candidate: Candidate) -> bool:
    if candidate.rule in _UNMARKED:
        return True
    return "mark" in candidate.groups and candidate.groups["mark"] is None


def _reports(plain: str, candidate: Candidate, reading: Reading, base: date) -> bool:
    """A day without 前, 底 or 内 whose sentence tells what was, or that passed this year."""
    if _HAPPENED.search(plain, candidate.start, min(candidate.sentence[1], candidate.end + 120)):
        return True
    if _AFTER_TOLD.match(plain, candidate.end, min(candidate.sentence[1], candidate.end + 30)):
        return True
    needs_duty = candidate.groups.get("comma") is not None or _EVENT_AFTER.match(plain, candidate.end)
    if needs_duty and not _MEANT.search(plain, *_around(candidate)):
        return True
    return (
        not reading.explicit_year
        and reading.due is not None
        and reading.due.year > base.year
        and base.month < 11
    )


def _around(candidate: Candidate) -> tuple[int, int]:
    """The sentence near the candidate: a text without full stops must not be searched for each anew."""
    start, stop = candidate.sentence
    return max(start, candidate.start - _NEAR), min(stop, candidate.end + _NEAR)


def _clause_after(plain: str, candidate: Candidate) -> str:
    """What follows in the clause; the next clause where the limit closes its own."""
    begin = candidate.end
    if plain[begin : begin + 1] == "，":
        begin += 1
    limit = min(candidate.sentence[1], begin + 60)
    stop = _CLAUSE_END.search(plain, begin, limit)
    return plain[begin : stop.start() if stop else limit]


def _clause_before(plain: str, candidate: Candidate) -> str:
    before = plain[max(candidate.sentence[0], candidate.start - 30) : candidate.start]
    return re.split(r"[，：]", before)[-1]
