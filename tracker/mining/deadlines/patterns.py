"""What a time limit can look like: the patterns of vocabulary/deadlines.toml, run where a time word stands.

Patterns run over the text with half-width digits (same length), on sentences that have a time word.
Every repeat is bounded, so that the search stays linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tracker.mining.vocabulary import load, longest_first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that looks like a time limit."""

    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    """Bounds of the sentence around it."""
    groups: dict[str, str | None]

    @property
    def event(self) -> str:
        """What the limit is counted from or has to precede, as written; empty where nothing is named."""
        return self.groups.get("event") or ""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of writing a time limit."""

    name: str
    order: int
    """Of equally long readings the one of the lowest order counts."""
    needs: tuple[frozenset[str], ...]
    """Of each set one character has to stand in the sentence; else the pattern is not even tried."""
    pattern: re.Pattern[str]
    follows_event: bool
    """The event before it (收到反馈意见后…) belongs to the phrase."""


_PLACEHOLDER = re.compile(r"(?<!\?P)<([a-z-]+)>")


@cache
def _shorthand() -> dict[str, str]:
    words = load("deadlines")
    shorthand: dict[str, str] = words["shorthand"]
    return shorthand | {
        "immediate": longest_first(words["immediate"]),
        "continuing": longest_first(words["continuing"]),
        "continuing-alone": longest_first(words["continuing_alone"]),
        "vague": "|".join(words["vague"]),
        "events": longest_first(words["events"]),
        "festivals": longest_first([*words["festivals"], *load("festivals")]),
    }


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the vocabulary with its shorthands (`<month-number>`) written out."""

    def written_out(part: str) -> str:
        return _PLACEHOLDER.sub(lambda match: written_out(_shorthand()[match[1]]), part)

    return re.compile(written_out(pattern))


@cache
def _compiled() -> tuple[_Way, ...]:
    return tuple(
        _Way(
            name=entry["name"],
            order=order,
            needs=tuple(frozenset(characters) for characters in entry["needs"][1:]),
            pattern=compiled(entry["pattern"]),
            follows_event=entry.get("follows_event", False),
        )
        for order, entry in enumerate(load("deadlines")["pattern"])
    )


@cache
def _ways_of(cues: frozenset[str]) -> tuple[_Way, ...]:
    """The ways that any of the cues, each told by its first character, can be part of."""
    needs = [entry["needs"][0] for entry in load("deadlines")["pattern"]]
    return tuple(way for way in _compiled() if not cues.isdisjoint(needs[way.order]))


@cache
def _cue() -> re.Pattern[str]:
    """The cheap question: where a time word may stand. Each branch begins with a plain character."""
    return re.compile("|".join(load("deadlines")["cues"]))


_SENTENCE_END = re.compile(r"[。；！？\n]")
_LONGEST_EVENT = 30
_EVENT_CLOSED = re.compile(r"(?:后|之日起|日起|次日起|起|期满|届满|到期)(?:的|算)?[，]?\s?$")
_EVENT_OPENING = re.compile(r"(?:自|从|在|于)(?=[^，。；])")
_DUTY_BEFORE = re.compile(r"务必|必须|应当|(?<![重主需首])要(?![点求素])|(?<!响)应(?![急用])|须")
_EVENT_EDGE = ".．，。；：:、（(）)\n\t！？“”"


def find_candidates(plain: str) -> Iterator[Candidate]:
    """Every phrase that could be a time limit; where readings overlap, the longest stays."""
    start = stop = 0
    cues: list[str] = []
    for cue in _cue().finditer(plain):
        place = cue.start()
        if place >= stop:
            if cues:
                yield from _in_sentence(plain, start, stop, cues)
            start = _sentence_start(plain, stop, place)
            end = _SENTENCE_END.search(plain, place)
            stop = end.end() if end else len(plain)
            cues = []
        cues.append(plain[place])
    if cues:
        yield from _in_sentence(plain, start, stop, cues)


def _sentence_start(plain: str, floor: int, place: int) -> int:
    """Behind the last sentence end before the place; searches for a character beat one pattern."""
    line, dot = plain.rfind("\n", floor, place), plain.rfind("。", floor, place)
    semicolon, mark = plain.rfind("；", floor, place), plain.rfind("！", floor, place)
    return max(floor, line + 1, dot + 1, semicolon + 1, mark + 1, plain.rfind("？", floor, place) + 1)


def _in_sentence(plain: str, start: int, stop: int, cues: list[str]) -> list[Candidate]:
    sentence = plain[start:stop]
    characters = frozenset(sentence)
    found: list[tuple[int, int, int, Candidate]] = []
    for way in _ways_of(frozenset(cues)):
        if any(map(characters.isdisjoint, way.needs)):
            continue
        for match in way.pattern.finditer(sentence):
            words = match[0].strip()
            begin = start + match.end() - len(match[0].lstrip())
            end = begin + len(words)
            groups: dict[str, str | None] = match.groupdict()
            if way.follows_event:
                begin = _event_start(plain, begin, start, must_close=way.name == "within-span")
                groups["event"] = plain[begin : end - len(words)] + (groups.get("event") or "")
            found.append(
                (begin - end, way.order, begin, Candidate(way.name, begin, end, (start, stop), groups))
            )
    if len(found) < 2:
        return [entry[3] for entry in found]
    found.sort(key=lambda entry: entry[:3])
    kept: list[Candidate] = []
    taken = bytearray(stop - start)
    for _, _, _, candidate in found:
        a, b = candidate.start - start, candidate.end - start
        if not (taken[a] or taken[b - 1]):
            taken[a:b] = b"\x01" * (b - a)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def _event_start(plain: str, begin: int, sentence_start: int, *, must_close: bool) -> int:
    """Where the event before a span begins (“收到反馈意见后” of “收到反馈意见后两个月内”)."""
    floor = max(sentence_start, begin - _LONGEST_EVENT)
    place = begin
    if must_close:
        closed = _EVENT_CLOSED.search(plain, floor, begin)
        if closed is None:
            return begin
        place = closed.start()
    while place > floor and plain[place - 1] not in _EVENT_EDGE:
        place -= 1
    for duty in _DUTY_BEFORE.finditer(plain, place, begin - 1):
        place = duty.end()
    opening = _EVENT_OPENING.search(plain, place, begin)
    return opening.start() if opening else place
