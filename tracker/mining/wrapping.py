"""Line ends inside sentences (wrapped lines, copies of web pages) become blanks; blanks that stand for line
ends, in a document on one line, become line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tracker.mining.outline import ORDINAL, Hints, Marker, find_marker
from tracker.mining.sentences import Sentence, speaks_for_sentence

_FEWEST_LINES = 12
"""From so many lines on, lines of one length speak for a fixed page width."""
_NARROWEST, _WIDEST = 12, 60
_SLACK = 3
"""A wrapped line falls short of the width by at most so many characters."""
_LONG = 25
"""So long a line is no title, and no cell of a table."""
_ENDLESS = 600
"""So long a line may hold a whole document."""
_FEWEST_INDENTS = 3
_SHORTEST_PARAGRAPH = 20
"""On average; blanks that follow each other more closely part no paragraphs."""
_SHORTEST_PART = 4
_LOOKED_BACK = 60
"""Lines and line ends of the paragraph so far in which ordinals are looked for."""
_HEADS_PARAGRAPHS = 1
"""Numbers of this rank (一、 and （一）) stand over paragraphs."""
_STOPS = "。！？；：:…"
_CLOSING = "”’）)】》"
_BLANKS = " \t\u3000"


@dataclass(frozen=True, slots=True)
class _Page:
    """How the lines of a text were wrapped."""

    width: int
    indents: bool
    """Paragraphs begin with a blank."""

    def fills(self, line: str) -> bool:
        """Whether a line reaches the page's edge."""
        return len(line) >= self.width - _SLACK


def unwrap(text: str, headings: Hints = ()) -> str:
    """The text with a blank for every line end inside a sentence, and a line end for a blank that stands for
    one; every character keeps its place.

    What the file itself calls a heading stays a line of its own.
    """
    lines = [part for line in text.split("\n") for part in _parted(line)]
    if len(lines) == 1:
        return text
    page = _page_of(lines)
    kept = _numbers_of(lines, headings) if headings else set()
    pieces = [lines[0]]
    paragraph = 0
    for number, (before, after) in enumerate(pairwise(lines)):
        joins = number not in kept and number + 1 not in kept
        if joins and page is not None and page.fills(before.strip()):
            joins = _fills_on(
                before.strip(), after, page, pieces[max(paragraph, len(pieces) - _LOOKED_BACK) :]
            )
        elif joins:
            joins = _goes_on(before, after)
        if not joins:
            paragraph = len(pieces) + 1
        pieces.append(" " if joins else "\n")
        pieces.append(after)
    return "".join(pieces)


def _parted(line: str) -> list[str]:
    """The paragraphs of a line that holds a whole document, where blanks stand for its line ends; the last
    blank of each gap is left out, as a line end would be."""
    if len(line) < _ENDLESS or "\t" in line or not (" " in line or "\u3000" in line):
        return [line]
    gaps = [gap.end() for gap in _gap().finditer(line)]
    indents = [gap.end() for gap in _indent().finditer(line)]
    cuts = indents if len(indents) >= _FEWEST_INDENTS else gaps
    if len(cuts) * _SHORTEST_PARAGRAPH > len(line):  # text recognition that strews blanks
        return [line]
    parts, start = [], 0
    for cut in cuts:
        if cut - start > _SHORTEST_PART:
            parts.append(line[start : cut - 1])
            start = cut
    return [*parts, line[start:]]


@cache
def _gap() -> re.Pattern[str]:
    number = r"[0-9]{1,2}[.．、](?![0-9])"
    return re.compile(
        rf"(?:(?<=[\u4e00-\u9fff”）)》])[ \u3000]{{1,8}}(?=[\u4e00-\u9fff（(“《【〔]|{number})"
        r"|(?<=[。！？；：])[ \u3000]{1,8}(?=\S))"
    )


@cache
def _indent() -> re.Pattern[str]:
    return re.compile(r"(?<=\S)[ \u3000]{2,8}(?=\S)")


def _numbers_of(lines: list[str], headings: Hints) -> set[int]:
    """Which lines are headings."""
    starts = {start for start, _ in headings}
    found, place = set(), 0
    for number, line in enumerate(lines):
        if place + len(line) - len(line.lstrip()) in starts:
            found.add(number)
        place += len(line) + 1
    return found


def _page_of(lines: list[str]) -> _Page | None:
    """The page where lines are wrapped at one width, else None."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < _FEWEST_LINES:
        return None
    width = lengths[len(lengths) * 4 // 5]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line.strip() for line in lines if abs(len(line.strip()) - width) <= _SLACK]
    open_ended = sum(line[-1] not in _STOPS + _CLOSING for line in full)
    if 2 * len(full) < len(lengths) or 3 * open_ended < 2 * len(full):
        return None
    below_short = [after for before, after in pairwise(lines) if len(before.strip()) < width - _SLACK]
    indented = sum(line[:1] in _BLANKS for line in below_short if line.strip())
    return _Page(width, 2 * indented >= sum(bool(line.strip()) for line in below_short) > 0)


def _fills_on(head: str, after: str, page: _Page, paragraph: list[str]) -> bool:
    """A line that fills the page goes on in the next one, unless that one is indented or opens a point.

    Where no paragraph is indented, a full line that ends with a sentence mostly ends its paragraph too.
    """
    tail = after.strip()
    if not tail or "\t" in head or "\t" in after or (page.indents and after[0] in _BLANKS):
        return False
    marker = _marker_of(tail)
    if marker is not None and marker.rank < ORDINAL:
        return False
    if head.rstrip(_CLOSING)[-1:] not in _STOPS:
        return True
    if page.indents or speaks_for_sentence(tail):
        return True
    if marker is None:
        return _ends_in_point().search(head) is not None
    return _ordinal().search("".join(paragraph)) is not None


def _goes_on(before: str, after: str) -> bool:
    """The sentence of a line that no page's width broke goes on in the line after."""
    head, tail = before.strip(), after.strip()
    if not head or not tail or head[-1] in _STOPS + _CLOSING or "\t" in before or "\t" in after:
        return False
    is_heading = (marker := _marker_of(head)) is not None and marker.rank <= _HEADS_PARAGRAPHS
    is_open = head[-1] in "，、" or (
        len(head) >= _LONG and not is_heading and "，" in head and _stop().search(tail) is not None
    )
    return is_open and after[0] not in _BLANKS and _marker_of(tail) is None


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[。；！？]")


def _marker_of(line: str) -> Marker | None:
    """The number that the line begins with."""
    begin = Sentence(0, min(len(line), 20), 0, opens_paragraph=True, closes_paragraph=False)
    marker = find_marker(line, begin)
    return marker if marker is not None and marker.start == 0 else None


@cache
def _ordinal() -> re.Pattern[str]:
    """An ordinal within running text: where one stands, the next one does not open a paragraph."""
    return re.compile(r"(?<=[。；：])\s?第?[一二三四五六七八九十]{1,3}(?:是|要|，)")


@cache
def _ends_in_point() -> re.Pattern[str]:
    """An ordinal's heading within running text at the line's end: what follows says it at length."""
    return re.compile(r"[。；：]第?[一二三四五六七八九十]{1,3}(?:是|要|，)[^。；：]{2,30}。$")
