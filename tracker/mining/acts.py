"""Takes a directive with several acts apart (“制定方案，4月底前印发，并组织培训”)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache

from tracker.mining.deadlines import governed
from tracker.mining.drafts import Draft
from tracker.mining.findings import Act, Deadline, FindingKind, Owner, Span
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


def list_acts(findings: Iterable[Draft], deadlines: Sequence[Deadline], text: str) -> None:
    """Gives each finding every time limit in it, and measures their acts.

    `deadlines` are those of the whole text, in its order.
    """
    starts = [deadline.start for deadline in deadlines]
    for finding in findings:
        first = bisect_left(starts, finding.start)
        last = bisect_left(starts, finding.end, lo=first)
        finding.deadlines = tuple(deadlines[first:last]) if first < last else ()
        if finding.kind is FindingKind.MEASURE and finding.end - finding.start >= _SHORTEST:
            finding.acts = find_acts(text, finding, finding.deadlines)


def find_acts(text: str, finding: Draft, deadlines: Sequence[Deadline]) -> tuple[Act, ...]:
    """What the directive asks for, one by one; nothing where it is one thing only."""
    places = _places(text, finding.start, finding.end, [limit.start for limit in deadlines])
    if len(places) < 2:
        return ()
    acts: list[Act] = []
    for_all = doing = _for_all(text, finding, places) if finding.owners else ()
    reaches = governed(text, deadlines, finding.start, finding.end) if deadlines else ()
    for start, end in places:
        if finding.owners:
            inside = (owner for owner in finding.owners if start <= owner.start < end)
            doing = tuple(owner for owner in inside if owner not in for_all) or doing
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
        part = _part(text, begin, stop, is_first=not bounds)
        if part is _Part.FOLLOWS and bounds and limits and _is_timed(text, begin, stop, limits):
            part = _Part.ASKS
        if len(bounds) == _MOST:
            bounds[-1] = (bounds[-1][0], end)
            break
        if part is _Part.ASKS:
            bounds.append((begin if lead is None else lead, stop))
            lead = None
        elif part is _Part.LEADS_IN or not bounds:
            lead = begin if lead is None else lead
        else:
            bounds[-1] = (bounds[-1][0], stop)
            lead = None
    if len(bounds) < 2:
        return []
    trimmed = (_trimmed(text, *place) for place in bounds)
    return [place for place in trimmed if place[0] < place[1]]


def _is_timed(text: str, start: int, end: int, limits: Sequence[int]) -> bool:
    place = bisect_left(limits, start)
    return text[start] not in "（(〔【" and place < len(limits) and limits[place] < end


class _Part(Enum):
    """What a clause is in its sentence."""

    ASKS = 1
    LEADS_IN = 2
    FOLLOWS = 3


def _part(text: str, start: int, end: int, *, is_first: bool) -> _Part:
    if text[start] in "（(〔【":  # who does it, for what was said before
        return _Part.FOLLOWS
    words = _words()
    verbs = words["verbs"]
    place = start
    if text[start : start + 2] not in verbs:
        place = _verb_place(text, start, end, words["fillers"])
    head = text[place : place + 2]
    if head in words["leads"]:
        return _Part.LEADS_IN
    if not is_first and (head in words["outcomes"] or head[:1] in "让使"):
        return _Part.FOLLOWS
    if head in verbs or head[:1] in words["openers"]:
        return _Part.ASKS
    finish = min(end, start + _READ)
    if head[:1] == "对":
        return _Part.ASKS if _treatments().search(text, start, finish) else _Part.LEADS_IN
    for sign in _modals().finditer(text, start, finish):
        if sign.lastindex:
            return _Part.ASKS
    return _Part.FOLLOWS


def _verb_place(text: str, start: int, end: int, fillers: frozenset[str]) -> int:
    """Where a clause's first verb may stand: behind number, joining words and adverbs."""
    if text[start] in _NUMBERS:
        number = _number().match(text, start, end)
        start = number.end() if number else start
    for _ in range(_FILLERS):
        if text[start : start + 2] in fillers:
            start += 2
        elif text[start : start + 3] in fillers:
            start += 3
        elif text[start : start + 1] in fillers:
            start += 1
        else:
            break
    return min(start, end)


def _for_all(text: str, finding: Draft, places: Sequence[tuple[int, int]]) -> tuple[Owner, ...]:
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
    return re.compile(r"[（(〔【][^（(〔【）)〕】]{2,160}[）)〕】][。；]?\s*$")
