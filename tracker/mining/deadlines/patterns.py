"""What a time limit can look like: one pattern for each way of writing it.

Patterns run over the text with half-width digits (same length), on sentences that have a time word.
Every repeat is bounded, so that the search stays linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.mining.vocabulary import load, longest_first

_CUE = re.compile(
    r"[年月日号周旬季度期末底天内]\s?(?:之|以)?[前内底末]|[月年]\s?[0-9一二三四五六七八九十上中下至到底末初]|"
    r"前|内|每|立|即|马上|当场|长期|持续|常态|尽|限期|近期|短期|节点|序时|时间|全年|半年|季度|月"
)
_YEAR = (
    r"(?:(?P<year>[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年(?:度)?\s?|"
    r"(?P<this>今年|本年度|本年|当年|明年|次年|来年)(?:度)?\s?)?"
)
_MONTH = r"(?<![0-9一二三四五六七八九十])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?"
_MONTH_AFTER_YEAR = _MONTH.replace(r"(?<![0-9一二三四五六七八九十])", "")
_DAY = r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]"
_MARK = r"(?P<mark>(?:之|以)?前|止|为止)"
_DONE_BY = r"(?=[^，。；、]{0,10}(?:完成|报送|报[^，。；告]|上报|提交|验收|建成|出台|印发|召开|组织|开展|实现|投入|竣工|开工|交付|结束|办结|到位|全覆盖|销号|进行|接受|见效))"
_NUMBER = r"(?<![0-9〇○零一二三四五六七八九十])(?P<count>[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}|半)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that looks like a time limit."""

    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    """Bounds of the sentence around it."""
    groups: dict[str, str | None]


def _rules() -> list[tuple[str, str]]:
    words = load("deadlines")
    dated = _YEAR + _MONTH_AFTER_YEAR
    events = longest_first(words["events"])
    festivals = longest_first(words["festivals"])
    lunar = "春节|元宵节?|清明节?|端午节?|七夕|中秋节?|重阳节?|除夕"
    return [
        ("recurring-year-day", r"每\s?年\s?(?:度)?" + _MONTH + r"\s?(?:(?:" + _DAY + r")|(?P<last>[底末]))?\s?(?:(?:之|以)?前)?"),
        ("recurring-month-day", r"每(?:个)?月\s?(?:(?:" + _DAY + r")|(?P<last>[底末])|(?P<third>[上中下])旬)\s?(?:(?:之|以)?前)?"),
        ("recurring-quarter-end", r"每(?:个)?季度?\s?(?P<last>[底末])\s?(?:(?:之|以)?前)?"),
        ("recurring-quarter-day", r"每(?:个)?季度?(?:首月|第一个月)\s?" + _DAY + r"\s?(?:(?:之|以)?前)?"),
        ("recurring-weekday", r"每(?:个)?(?:周|星期)\s?(?P<weekday>[一二三四五六日天末])\s?(?:下班)?(?:(?:之|以)?前)?"),
        ("recurring-half-year", r"每\s?(?:半年|六个月)(?=[^，。；]{0,16}(?:[一1两2]\s?次|至少|报|召开|开展|调度|通报|组织|公布|公示|检查|评估|总结|[，。；）)]|$))"),
        ("recurring-period", r"(?:每(?:个)?(?P<every>年度?|两周|双周|季度?|月|周|旬|日|天|学期|两个?月)|按(?P<by>年度?|季度?|月|周|旬|日))(?![0-9一二三四五六七八九十底末初])(?=[^，。；]{0,14}(?:[一1两2]\s?次|至少|报送|报告|召开|开展|调度|通报|组织|公布|公示|公开|检查|评估|总结|督查|督导|汇总|更新|研究|分析|研判|听取|上报))"),
        ("date-range", _YEAR + _MONTH_AFTER_YEAR + r"\s?(?:" + _DAY + r")?\s?(?:至|到|—{1,2}|-{1,2}|–|~|～|－)\s?"
            r"(?:(?P<year2>[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年\s?)?(?:次年)?(?:(?P<month2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?\s?)?(?:(?P<day2>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]|(?P<last>[底末]))?\s?(?P<mark>(?:之|以)?前)?"),
        ("span-of-time", r"(?:用|利用)\s?" + _NUMBER + r"\s?(?:个)?\s?(?P<unit>月|周|星期|天|年)(?:左右)?(?:的)?时间"),
        ("day", dated + r"\s?" + _DAY + r"\s?(?:24时|下班|零时)?\s?" + _MARK),
        ("day-unmarked", dated + r"\s?" + _DAY + r"(?![前止内起])" + _DONE_BY),
        ("day-of-this-month", r"(?P<which>本月|当月|下个?月|次月)\s?" + _DAY + r"\s?" + _MARK),
        ("month-third", _YEAR + r"(?:" + _MONTH_AFTER_YEAR + r"|(?P<which>本月|下个?月))\s?(?P<third>[上中下])旬\s?(?:(?P<mark>末?(?:(?:之|以)?前|[底末]))|" + _DONE_BY + r")"),
        ("month-end", dated + r"\s?(?P<mark>[底末](?:\s?(?:之|以)?前)?)"),
        ("within-month", dated + r"\s?(?P<mark>(?:之|以)?内)"),
        ("before-month", dated + r"\s?(?P<mark>(?:之|以)?前)"),
        ("month-unmarked", dated + r"(?![0-9一二三四五六七八九十上中下底末初前内起至到间])" + _DONE_BY),
        ("this-month-end", r"(?P<which>本月|当月|下个?月|次月)\s?(?P<mark>[底末](?:之|以)?前?|(?:之|以)?内)"),
        ("bare-month-end", r"(?<![0-9一二三四五六七八九十每个本当下次季])月\s?[底末]\s?(?P<mark>(?:之|以)?前)"),
        ("quarter", _YEAR + r"(?:第)?(?P<quarter>[一二三四1-4])\s?季度\s?(?:(?P<mark>[底末](?:之|以)?前?|(?:之|以)?[内前])|" + _DONE_BY + r")"),
        ("this-quarter", r"(?P<which>本|下)(?:一)?季度\s?(?P<mark>[底末](?:之|以)?前?|(?:之|以)?内)"),
        ("half-year", _YEAR + r"(?P<half>[上下])半年\s?(?:(?P<mark>[底末](?:之|以)?前?|(?:之|以)?[内前])|" + _DONE_BY + r")"),
        ("year-end", r"(?:(?P<year>[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年(?:度)?|(?P<this>今|明|本|当|次|来)?年(?:度)?)\s?(?P<mark>[底末](?:\s?(?:之|以)?前)?)"),
        ("within-year", r"(?:(?P<year>[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年(?:度)?|(?P<this>今年|明年|本年度|本年|当年|年(?<![0-9半几多近0-9一二两三四五六七八九十]年)))\s?(?P<mark>(?:之|以)?内)"),
        ("before-year", r"(?P<year>[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s?年\s?(?P<mark>(?:之|以)?前)"),
        ("by-year", r"(?:到|至)(?P<year>20[0-9]{2})\s?年(?=[，,]|基本|全[国省市县区面]|实现|建成|形成|力争|底)"),
        ("weekday", r"(?P<which>本|这|下)?(?:周|星期)(?P<weekday>[一二三四五六日天末])\s?(?:下班)?\s?(?P<mark>(?:之|以)?前)"),
        ("within-week", r"(?P<which>本|这|下)周\s?(?P<mark>(?:之|以)?内|[底末](?:之|以)?前?)"),
        ("near-day", r"(?P<near>今天|今日|当天|当日|明天|明日|后天)\s?(?:下班)?(?P<mark>(?:之|以)?[前内])"),
        ("within-span", _NUMBER + r"\s?(?:个)?\s?(?P<unit>工作日|自然日|日历日|个月|月|星期|周|天|日|年|小时)\s?(?P<mark>(?:之|以)?内)(?![部容涵外心在地陆])"),
        ("festival", r"[“\"]?(?P<festival>" + festivals + "|" + lunar + r")[”\"]?(?:节|假期|长假|节日|期间)?\s?(?P<mark>(?:之|以)?前|前夕)"),
        ("before-event", r"(?:" + events + r")[”\"』）)]?\s?(?P<mark>(?:之|以)?前)(?![期沿后列往景面进提所台期])"),
        ("immediate", longest_first(words["immediate"])),
        ("continuing", longest_first(words["continuing"])),
        ("continuing-alone", r"(?<![^，。；：:、）)（(\n\t 并且和])(?:" + longest_first(words["continuing_alone"]) + r")(?=[，。；、）)\n\t ]|$)"),
        ("vague", "|".join(words["vague"])),
    ]  # fmt: skip


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in _rules())


def rule_names() -> tuple[str, ...]:
    """Names of all rules, in the order that decides between equally long readings."""
    return tuple(name for name, _ in _compiled())


_SENTENCE_END = re.compile(r"[。；！？\n]")
_LONGEST_EVENT = 26
_EVENT_CLOSED = re.compile(r"(?:后|之后|以后|之日起|日起|次日起|起|期满)(?:的)?\s?$")
_EVENT_OPENING = re.compile(r"(?:自|从|在|于)(?=[^，。；]{2})")


def find_candidates(plain: str) -> list[Candidate]:
    """Every phrase that could be a time limit; where readings overlap, the longest stays."""
    candidates: list[Candidate] = []
    start = 0
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]:
        if stop > start and _CUE.search(plain, start, stop):
            candidates += _in_sentence(plain, start, stop)
        start = stop
    return candidates


def _in_sentence(plain: str, start: int, stop: int) -> list[Candidate]:
    sentence = plain[start:stop]
    found: list[tuple[int, int, int, Candidate]] = []
    for order, (name, pattern) in enumerate(_compiled()):
        for match in pattern.finditer(sentence):
            begin = start + match.start()
            groups = match.groupdict()
            if name in ("within-span", "before-event"):
                begin = _event_start(plain, begin, start, name == "within-span")
                groups["event"] = plain[begin : start + match.start()]
            end = start + match.end()
            found.append((begin - end, order, begin, Candidate(name, begin, end, (start, stop), groups)))
    found.sort(key=lambda entry: entry[:3])
    kept: list[Candidate] = []
    taken = bytearray(stop - start)
    for _, _, _, candidate in found:
        a, b = candidate.start - start, candidate.end - start
        if not (taken[a] or taken[b - 1]):
            taken[a:b] = b"\x01" * (b - a)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def _event_start(plain: str, begin: int, sentence_start: int, must_close: bool) -> int:
    """Where the event before a span begins (“收到反馈意见后” of “收到反馈意见后两个月内”)."""
    floor = max(sentence_start, begin - _LONGEST_EVENT)
    if must_close and not _EVENT_CLOSED.search(plain, floor, begin):
        return begin
    place = begin
    while place > floor and plain[place - 1] not in "，。；：:、（(）)\n\t！？“”":
        place -= 1
    opening = _EVENT_OPENING.search(plain, place, begin)
    return opening.start() if opening else place
