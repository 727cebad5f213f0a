"""Takes a directive with several acts apart (“制定方案，4月底前印发，并组织培训”)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tracker.mining.deadlines import governed
from tracker.mining.findings import Act, Deadline, Finding, FindingKind, Owner, Span
from tracker.mining.vocabulary import any_of, load, longest_first

_SHORTEST = 20
"""A directive of fewer characters asks for one thing."""
_MOST = 40
"""Acts of one directive; an endless line is not taken apart further."""
_READ = 40
"""A clause asks in its first characters."""
_FILLERS = 4
"""So many adverbs stand before a verb."""
_NUMBERS = " \u3000\n一二三四五六七八九十0123456789（(是要"
_STOPS = "，；。！？,; 　\n"


def list_acts(findings: Iterable[Finding], deadlines: Sequence[Deadline], text: str) -> list[Finding]:
    """The findings, each with every time limit in it, and measures with their acts.

    `deadlines` are those of the whole text, in its order.
    """
    starts = [deadline.start for deadline in deadlines]
    listed: list[Finding] = []
    for finding in findings:
        first = bisect_left(starts, finding.start)
        last = bisect_left(starts, finding.end, lo=first)
        within = tuple(deadlines[first:last])
        acts: tuple[Act, ...] = ()
        if finding.kind is FindingKind.MEASURE and finding.end - finding.start >= _SHORTEST:
            acts = find_acts(text, finding, within)
        if within or acts:
            finding = replace(finding, deadlines=within, acts=acts)
        listed.append(finding)
    return listed


def find_acts(text: str, finding: Finding, deadlines: Sequence[Deadline]) -> tuple[Act, ...]:
    """What the directive asks for, one by one; nothing where it is one thing only."""
    places = _places(text, finding.start, finding.end, [limit.start for limit in deadlines])
    if len(places) < 2:
        return ()
    acts: list[Act] = []
    doing: tuple[Owner, ...] = _for_all(text, finding, places)
    reaches = governed(text, deadlines, finding.start, finding.end) if deadlines else ()
    for start, end in places:
        own = tuple(owner for owner in finding.owners if start <= owner.start < end and owner not in doing)
        doing = own or doing
        acts.append(Act(text[start:end], start, end, _limit_of(start, end, deadlines, reaches), doing))
    return tuple(acts)


def _limit_of(
    start: int, end: int, deadlines: Sequence[Deadline], reaches: Sequence[Span]
) -> Deadline | None:
    """The limit that governs most of an act."""
    best, most = None, 0
    for deadline, reach in zip(deadlines, reaches, strict=True):
        shared = min(end, reach.end) - max(start, reach.start)
        if shared > most:
            best, most = deadline, shared
    return best


def _places(text: str, start: int, end: int, limits: Sequence[int]) -> list[tuple[int, int]]:
    """The acts' places; what leads in belongs to the act after it, what follows from one to that one.

    A clause with a limit of its own asks for something; `limits` are their places.
    """
    if text.find("，", start, end) < 0:
        return []
    bounds: list[tuple[int, int]] = []
    lead: int | None = None
    for clause in _clauses().finditer(text, start, end):
        begin, stop = clause.span()
        is_timed = any(begin <= limit < stop for limit in limits) and text[begin] not in "（("
        if bounds and (len(bounds) >= _MOST or not (is_timed or _asks(text, begin, stop, is_first=False))):
            if _leads_in(text, begin, stop):
                lead = begin if lead is None else lead
            else:
                bounds[-1] = (bounds[-1][0], stop)
                lead = None
            continue
        if not bounds and not _asks(text, begin, stop, is_first=True):
            lead = begin if lead is None else lead
            continue
        bounds.append((begin if lead is None else lead, stop))
        lead = None
    trimmed = (_trimmed(text, *place) for place in bounds)
    return [place for place in trimmed if place[0] < place[1]]


def _asks(text: str, start: int, end: int, *, is_first: bool) -> bool:
    """The clause asks for an act of its own."""
    if text[start] in "（(":  # who does it, for what was said before
        return False
    words = _words()
    place = start if text[start : start + 2] in words["verbs"] else _verb_place(text, start, end)
    head = text[place : min(place + 2, end)]
    if head in words["leads"] or (not is_first and (head in words["outcomes"] or head[:1] in "让使")):
        return False
    if head in words["verbs"] or head[:1] in words["openers"]:
        return True
    finish = min(end, start + _READ)
    if head[:1] == "对":
        return _treatments().search(text, start, finish) is not None
    return any(sign.lastindex for sign in _modals().finditer(text, start, finish))


def _verb_place(text: str, start: int, end: int) -> int:
    """Where a clause's first verb may stand: behind number, joining words and adverbs."""
    if text[start] in _NUMBERS:
        number = _number().match(text, start, end)
        start = number.end() if number else start
    fillers = _words()["fillers"]
    for _ in range(_FILLERS):
        length = next((length for length in (2, 3, 1) if text[start : start + length] in fillers), 0)
        if not length:
            break
        start += length
    return min(start, end)


def _leads_in(text: str, start: int, end: int) -> bool:
    place = _verb_place(text, start, end)
    return text[place : place + 2] in _words()["leads"] or text.startswith("对", place)


def _for_all(text: str, finding: Finding, places: Sequence[tuple[int, int]]) -> tuple[Owner, ...]:
    """Owners that stand outside the acts, or in a bracket at the end: they answer for all of them."""
    last = _last_bracket().search(text, places[-1][0], finding.end)
    behind = last.start() if last else finding.end
    first = places[0][0]
    return tuple(owner for owner in finding.owners if not first <= owner.start < behind)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _STOPS:
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    return start, end


@cache
def _words() -> dict[str, frozenset[str]]:
    acts = load("acts")
    known = {name: frozenset(acts[name]) for name in ("leads", "outcomes", "openers")}
    verbs = frozenset(verb[:2] for verb in load("verbs")["verbs"])
    fillers = frozenset([*load("verbs")["openings"], *load("verbs")["adverbs"], *acts["joining"]])
    return {**known, "verbs": verbs - known["leads"], "fillers": fillers - verbs}


@cache
def _clauses() -> re.Pattern[str]:
    """Clauses up to ，or ；, brackets and quotations unopened."""
    return re.compile(r"(?:[^，；。！？（“]++|（[^（）\n]{0,160}）|“[^“”\n]{0,80}”|[（“])++")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[\s一二三四五六七八九十0-9（(）)、.．是要]{1,8}")


@cache
def _modals() -> re.Pattern[str]:
    """Only what stands in its group is a modal; 重要 and 要求 are none."""
    acts = load("acts")
    return re.compile(rf"{longest_first(acts['not_modals'])}|({longest_first(acts['modals'])})")


@cache
def _treatments() -> re.Pattern[str]:
    return any_of(load("acts")["treatments"])


@cache
def _last_bracket() -> re.Pattern[str]:
    return re.compile(r"[（(〔][^（(〔）)〕]{2,160}[）)〕][。；]?\s*$")
