"""What a time limit can look like: the patterns of vocabulary/deadlines.toml, run sentence by sentence.

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
    r"[到至]\s?20|前|内|每|按|边|立|即|马上|当场|长期|持续|常态|尽|限期|近期|短期|节点|序时|时间|全年|半年|季度|月"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that looks like a time limit."""

    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    """Bounds of the sentence around it."""
    groups: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of writing a time limit."""

    name: str
    needs: re.Pattern[str]
    pattern: re.Pattern[str]


_PLACEHOLDER = re.compile(r"(?<!\?P)<([a-z-]+)>")


@cache
def _compiled() -> tuple[_Way, ...]:
    words = load("deadlines")
    shorthand: dict[str, str] = words["shorthand"] | {
        "immediate": longest_first(words["immediate"]),
        "continuing": longest_first(words["continuing"]),
        "continuing-alone": longest_first(words["continuing_alone"]),
        "vague": "|".join(words["vague"]),
        "events": longest_first(words["events"]),
        "festivals": longest_first(words["festivals"]),
    }

    def written_out(pattern: str) -> str:
        return _PLACEHOLDER.sub(lambda match: written_out(shorthand[match[1]]), pattern)

    return tuple(
        _Way(entry["name"], re.compile(f"[{entry['needs']}]"), re.compile(written_out(entry["pattern"])))
        for entry in words["pattern"]
    )


def rule_names() -> tuple[str, ...]:
    """Names of all rules, in the order that decides between equally long readings."""
    return tuple(way.name for way in _compiled())


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
    for order, way in enumerate(_compiled()):
        if not way.needs.search(sentence):
            continue
        for match in way.pattern.finditer(sentence):
            begin = start + match.start()
            groups = match.groupdict()
            if way.name in ("within-span", "before-event"):
                begin = _event_start(plain, begin, start, way.name == "within-span")
                groups["event"] = plain[begin : start + match.start()]
            end = start + match.end()
            found.append((begin - end, order, begin, Candidate(way.name, begin, end, (start, stop), groups)))
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
