"""The numbered structure of a text: 一、 → （一） → 1. → （1） → ① → 一是, as a tree of parts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from tracker.mining.form import opens_problem
from tracker.mining.sentences import Sentence, is_bare_line
from tracker.mining.vocabulary import any_of, load

CHAPTER = 0
ORDINAL = 5
"""Rank of markers that run within a paragraph (一是, 二要, 首先)."""
SCHEDULE = "3月："
"""Style of lines that begin with their month, as plans by month have them."""
_MONTH_ALONE = 3
"""Rank of a month with a line of its own: what is to be done in it stands below, numbered （1）."""
LINE = "line"
"""Style of a heading without a number: a line of its own above running text. Deeper ones, which only the
file's mark-up can tell, have their rank behind it."""
_IN_WORDS = "首先"
"""Style of 首先, 其次, 最后."""
_DEEPEST_LINE = 4
_LONGEST_HINTED = 60
_LAST_OF_TITLES = 2
"""A heading this far from the beginning may be the title."""
_FEWEST_POINTS = 2
"""So many numbered points of one sentence before it make the last one no heading of what follows."""
_LONGEST_LINE_HEADING = 40
_SHORTEST_LINE_HEADING = 4
_LEADING_IN = ("：", ":", "，一")
_LONGEST_MARKER = 12
_SHORTEST_LEAD_IN_SCAN = 400
"""An ordinal after a lead-in (“提出四点要求：一是…”) is looked for in a sentence's head only."""


Hints = tuple[tuple[int, int], ...]
"""Where lines begin that the file itself calls headings, each with its level from 1."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number at a sentence's head."""

    style: str
    """Siblings share it: `一、`, `（一）`, `一是`, `一要` …"""
    rank: int
    first: bool
    """It opens a new group (一, 1, 首先)."""
    start: int
    end: int


@dataclass(slots=True)
class Part:
    """A marked part of the text, or the root; `sentences` are its own, without its children's."""

    marker: Marker | None
    parent: int | None
    heading: int | None
    """Index of the sentence that carries the marker."""
    opened_paragraph: bool
    sentences: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a text and, for each sentence, the part it belongs to."""

    parts: tuple[Part, ...]
    part_of: tuple[int, ...]

    def is_heading(self, sentence: int) -> bool:
        return self.parts[self.part_of[sentence]].heading == sentence

    def is_elaborated(self, part: int) -> bool:
        """Something follows the heading inside its part.

        What follows the last of 一是…二是…三是… in a paragraph, or of several numbered points,
        belongs to all of them when nothing follows the others.
        """
        here = self.parts[part]
        if not (here.sentences or here.children):
            return False
        if here.marker is None or here.parent is None:
            return True
        siblings = self.parts[here.parent].children
        others = [self.parts[other] for other in siblings[-4:-1]]
        in_a_row = here.marker.rank >= ORDINAL and not here.opened_paragraph
        if siblings[-1] != part or len(others) < (1 if in_a_row else _FEWEST_POINTS):
            return True
        return bool(here.children) or any(other.sentences or other.children for other in others)

    def has_groups(self, part: int) -> bool:
        """Numbered parts stand inside it."""
        return bool(self.parts[part].children)

    def is_planned(self, part: int) -> bool:
        """What stands inside it goes by months."""
        inside = self.parts[part].children[:1]
        return any((marker := self.parts[child].marker) and marker.style == SCHEDULE for child in inside)

    def ancestors(self, part: int) -> list[int]:
        """The part and the ones around it, outermost first, without the root."""
        found = []
        while (parent := self.parts[part].parent) is not None:
            found.append(part)
            part = parent
        return found[::-1]


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    rank: int
    first: re.Pattern[str]


@cache
def _styles() -> tuple[_Style, ...]:
    return tuple(
        _Style(style["name"], style["rank"], re.compile(style["first"])) for style in load("outline")["style"]
    )


@cache
def _any_style() -> re.Pattern[str]:
    """All styles in one pattern: the number of the group that matches is the number of the style."""
    return re.compile("|".join(f"({style['pattern']})" for style in load("outline")["style"]))


@cache
def _first_signs() -> frozenset[str]:
    """Signs that a marker can begin with: most sentences begin with none of them."""
    return frozenset(load("outline")["first_signs"])


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(load("outline")["lead_in"])


@cache
def turns() -> re.Pattern[str]:
    """What ends a run of 一是…二是… in the same paragraph (下一步, 同志们)."""
    return any_of(load("outline")["turns"])


def find_marker(text: str, sentence: Sentence) -> Marker | None:
    """The marker at the sentence's head, or after its lead-in (“主要表现在：一是…”)."""
    found = _marker_at(text, sentence.start, sentence.end)
    if found is not None:
        return found
    scan_end = min(sentence.end, sentence.start + _SHORTEST_LEAD_IN_SCAN)
    for sign in _LEADING_IN:
        if text.find(sign, sentence.start, scan_end) >= 0:
            break
    else:
        return None
    lead_in = _lead_in().search(text, sentence.start, scan_end)
    return _marker_at(text, lead_in.end(), sentence.end) if lead_in else None


def _marker_at(text: str, start: int, end: int) -> Marker | None:
    if start >= end or text[start] not in _first_signs():
        return None
    match = _any_style().match(text, start, min(end, start + _LONGEST_MARKER))
    if match is None or match.lastindex is None:
        return None
    style = _styles()[match.lastindex - 1]
    opens = style.first.match(match.group()) is not None
    alone = style.name == SCHEDULE and match.end() == end
    rank = _MONTH_ALONE if alone else style.rank
    return Marker(style.name, rank, opens, match.start(), match.end())


def build(text: str, sentences: tuple[Sentence, ...], hints: Hints = ()) -> Outline:
    """The outline of the sentences; every sentence belongs to exactly one part."""
    hinted = _hinted(text, sentences, hints) if hints else {}
    parts = [Part(None, None, None, opened_paragraph=True)]
    part_of: list[int] = []
    open_parts = [0]
    above_form: list[int] = []
    """The parts around the last line “问题：…”."""
    for index, sentence in enumerate(sentences):
        marker = find_marker(text, sentence) or hinted.get(index)
        if marker is not None and _is_stray(marker, parts, open_parts):
            marker = None
        if (
            marker is None
            and is_bare_line(text, sentence)
            and not _in_numbered(parts, open_parts)
            and _is_line_heading(text, sentences, index)
        ):
            marker = Marker(LINE, CHAPTER, False, sentence.start, sentence.start)
        if marker is None:
            if opens_problem(text, sentence):
                above_form = _end_form(open_parts, above_form)
            if _ends_ordinals(text, sentence, parts[open_parts[-1]]):
                _close(parts, open_parts, ORDINAL)
            elif style := _numbered_anew(text, sentences, index):
                _close_style(parts, open_parts, style)
            parts[open_parts[-1]].sentences.append(index)
        else:
            if sentence.opens_paragraph and marker.start == sentence.start and marker.rank < ORDINAL:
                _close(parts, open_parts, ORDINAL)
            _make_room(parts, open_parts, marker)
            parts.append(Part(marker, open_parts[-1], index, sentence.opens_paragraph))
            parts[open_parts[-1]].children.append(len(parts) - 1)
            open_parts.append(len(parts) - 1)
        part_of.append(open_parts[-1])
    return Outline(tuple(parts), tuple(part_of))


def _is_stray(marker: Marker, parts: list[Part], open_parts: list[int]) -> bool:
    """A 最后 that closes no list only says that something comes last."""
    if marker.style != _IN_WORDS or marker.first:
        return False
    return not any((above := parts[part].marker) and above.rank >= ORDINAL for part in open_parts)


def _hinted(text: str, sentences: tuple[Sentence, ...], hints: Hints) -> dict[int, Marker]:
    """Markers of the lines that the file calls headings and that have no number.

    A level ranks as the numbers of its other headings do, else one below the level above it. The title,
    alone on its level at the head, is no heading.
    """
    level_at = dict(hints)
    found = {
        index: level_at[sentence.start]
        for index, sentence in enumerate(sentences)
        if sentence.start in level_at and _is_heading_line(text, sentence)
    }
    levels = Counter(found.values())
    top = min(levels, default=0)
    first = next(iter(found), len(sentences))
    if first <= _LAST_OF_TITLES and levels[top] == 1 and found[first] == top:
        del found[first], levels[top]
    numbered: dict[int, Marker] = {}
    for index, level in found.items():
        marker = _marker_at(text, sentences[index].start, sentences[index].end)
        if marker is not None and marker.rank < ORDINAL:
            numbered.setdefault(level, marker)
    ranks: dict[int, int] = {}
    rank = CHAPTER - 1
    for level in sorted(levels):
        rank = numbered[level].rank if level in numbered else min(rank + 1, _DEEPEST_LINE)
        ranks[level] = rank
    return {index: _line_marker(sentences[index].start, ranks[level]) for index, level in found.items()}


def _is_heading_line(text: str, sentence: Sentence) -> bool:
    """A line of its own that no list or label goes on from."""
    return (
        sentence.opens_paragraph
        and sentence.closes_paragraph
        and sentence.end - sentence.start <= _LONGEST_HINTED
        and text[sentence.end - 1] not in "；：:，、,;"
    )


def _line_marker(start: int, rank: int) -> Marker:
    return Marker(LINE if rank == CHAPTER else f"{LINE}{rank}", rank, False, start, start)


def _in_numbered(parts: list[Part], open_parts: list[int]) -> bool:
    """Inside a numbered part a line without a number is one of its lines."""
    return any(
        marker.rank < ORDINAL and marker.style not in (LINE, SCHEDULE)
        for part in open_parts
        if (marker := parts[part].marker) is not None
    )


def _is_line_heading(text: str, sentences: tuple[Sentence, ...], index: int) -> bool:
    """A short line without a stop between a paragraph that ends in one and a paragraph that has one; or a
    line above a plan by month that is not the rest of the month before."""
    here = sentences[index]
    if not 0 < index < len(sentences) - 1:
        return False
    before, after = sentences[index - 1], sentences[index + 1]
    words = text[here.start : here.end]
    if len(words) < _SHORTEST_LINE_HEADING or words[-1] in "：:，、," or "\t" in words:
        return False
    if _field().match(words):
        return False
    if _is_scheduled(text, after):
        return not _is_scheduled(text, before) and text[before.end - 1] != "；"
    return (
        len(words) <= _LONGEST_LINE_HEADING
        and text[before.end - 1] in "。！？”"
        and not is_bare_line(text, after)
        and text[after.end - 1] in "。！？；：”"
    )


@cache
def _field() -> re.Pattern[str]:
    return any_of(load("outline")["form_fields"])


def _is_scheduled(text: str, sentence: Sentence) -> bool:
    marker = find_marker(text, sentence)
    return marker is not None and marker.style == SCHEDULE


def _ends_ordinals(text: str, sentence: Sentence, part: Part) -> bool:
    if part.marker is None or part.marker.rank < ORDINAL:
        return False
    if sentence.opens_paragraph and not part.opened_paragraph:
        return True
    return turns().match(text, sentence.start, min(sentence.end, sentence.start + 40)) is not None


def _end_form(open_parts: list[int], above_form: list[int]) -> list[int]:
    """Ends the numbers below the last problem of a form; the parts around the problem that comes now."""
    if above_form and open_parts[: len(above_form)] == above_form:
        del open_parts[len(above_form) :]
    return open_parts[:]


def _numbered_anew(text: str, sentences: tuple[Sentence, ...], index: int) -> str | None:
    """The style whose numbers begin anew below a line without one (“整改措施：”), which is none of theirs."""
    here = sentences[index]
    if not (here.opens_paragraph and here.closes_paragraph):
        return None
    below = find_marker(text, sentences[index + 1]) if index + 1 < len(sentences) else None
    return below.style if below is not None and below.first and below.rank < ORDINAL else None


def _close_style(parts: list[Part], open_parts: list[int], style: str) -> None:
    """Closes the open part of that style, if there is one, with all inside it."""
    for place, part in enumerate(open_parts):
        marker = parts[part].marker
        if marker is not None and marker.style == style:
            del open_parts[place:]
            return


def _close(parts: list[Part], open_parts: list[int], rank: int) -> None:
    while (marker := parts[open_parts[-1]].marker) is not None and marker.rank >= rank:
        open_parts.pop()


def _make_room(parts: list[Part], open_parts: list[int], marker: Marker) -> None:
    """Closes what cannot contain the marker: its siblings, and parts of a deeper rank.

    Two styles of ordinals nest (一要…：一是…) where the second one opens a group.
    """
    for place, part in enumerate(open_parts):
        open_marker = parts[part].marker
        if open_marker is not None and open_marker.style == marker.style:
            del open_parts[place:]
            return
    while (open_marker := parts[open_parts[-1]].marker) is not None:
        nests = open_marker.rank == marker.rank == ORDINAL and marker.first
        if open_marker.rank < marker.rank or nests:
            return
        open_parts.pop()
