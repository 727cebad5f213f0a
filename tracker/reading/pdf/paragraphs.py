"""Lines of all pages become paragraphs: page heads and feet dropped, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Final

from tracker.reading.grids import draw
from tracker.reading.joining import between
from tracker.reading.pdf.lines import Line
from tracker.reading.pdf.tables import Table, can_join, join

Piece = Line | Table
_MOST_MARGIN_LINES: Final = 3
"""Heads and feet are looked for in so many lines from either end of a page."""
_SAME_PLACE: Final = 4.0
_REPEATED_SHARE: Final = 0.3
"""Of the pages, that have to repeat a line: heads differ on left and right pages, and by chapter."""
_INDENT: Final = 0.8
_SHORTFALL: Final = 2.2
"""Widths of a character by which a full line may miss the edge: no sign may begin the next one."""
_LETTER: Final = 0.6
"""Width of a letter; the line may miss the edge by the word that begins the next one."""
_DEEPEST: Final = 0.25
"""Of the column's width: what begins further to the right is a signature or a date."""
_PITCH: Final = 1.9
"""Of the usual step from line to line; a wider one parts paragraphs."""
_NARROWEST: Final = 0.8
"""Of the width between the left margin and one as broad on the right."""
_HANGING: Final = 5
"""Widths of a character by which lines may stand in from the number above them."""
_BULLETS: Final = "•●■◆▪➢□"
_SUPPORT: Final = 0.05

Frame = tuple[float, float, float]
"""Left edge, right edge and usual step of the lines of a column."""


def text_of(pages: list[list[Piece]], widths: list[float]) -> str:
    """The document's text: one line a paragraph or row."""
    bodies = _without_margins(pages)
    frames = _frames(bodies, widths)
    drawn: list[str] = []
    table: Table | None = None
    last: Line | None = None
    frame: Frame = (0, 0, 0)
    joins = False
    """Whether the last line went on with the one before it."""
    for width, body in zip(widths, bodies, strict=True):
        for place, piece in enumerate(body):
            if isinstance(piece, Table):
                if table is not None and place == 0 and can_join(table, piece):
                    join(table, piece)
                    continue
                drawn += _closed(table)
                table, last = piece, None
                continue
            drawn += _closed(table)
            table = None
            next_frame = frames[_key(width, piece)]
            joins = last is not None and _goes_on(last, piece, frame, next_frame, in_paragraph=joins)
            if joins:
                drawn[-1] = _joined(drawn[-1], piece.text)
            else:
                drawn.append(piece.text)
            last, frame = piece, next_frame
    drawn += _closed(table)
    return "\n".join(drawn)


def _closed(table: Table | None) -> list[str]:
    return draw(table.fields) if table is not None else []


@cache
def _page_number() -> re.Pattern[str]:
    dashes = "[-—–―－~·•\\t ]{0,8}"
    figures = r"(?:第 ?)?[0-9０-９ivxIVX]{1,4} ?页?(?:[ ,，/]{0,3}共? ?[0-9]{1,4} ?页?)?"
    return re.compile(dashes + figures + dashes)


def _without_margins(pages: list[list[Piece]]) -> list[list[Piece]]:
    """The pages without what repeats at the same place and without page numbers at their ends."""
    margins = [_margin(page) for page in pages]
    seen = Counter(key for lines in margins for key in {_place_key(line) for line in lines})
    least = max(2, _REPEATED_SHARE * len(pages))
    bodies: list[list[Piece]] = []
    for page, lines in zip(pages, margins, strict=True):
        dropped = {id(line) for line in lines if _times(seen, line) >= least}
        rest = [piece for piece in page if id(piece) not in dropped]
        for end in (-1, 0):
            if rest and isinstance(piece := rest[end], Line) and _page_number().fullmatch(piece.text):
                del rest[end]
        bodies.append(rest)
    return bodies


def _margin(page: list[Piece]) -> list[Line]:
    """The lines nearest to head and foot of a page, tables not passed over."""
    by_height = sorted((piece for piece in page if isinstance(piece, Line)), key=lambda line: -line.y)
    return list(
        {
            id(line): line for line in [*by_height[:_MOST_MARGIN_LINES], *by_height[-_MOST_MARGIN_LINES:]]
        }.values()
    )


def _place_key(line: Line) -> tuple[str, int]:
    return re.sub(r"[0-9]+", "0", re.sub(r"\s", "", line.text)), round(line.y / _SAME_PLACE)


def _times(seen: Counter[tuple[str, int]], line: Line) -> int:
    """How often a line stands at this height or a hair beside it."""
    words, place = _place_key(line)
    return sum(seen[words, near] for near in (place - 1, place, place + 1))


def _key(width: float, line: Line) -> tuple[int, int]:
    return round(width), line.column


def _frames(bodies: list[list[Piece]], widths: list[float]) -> dict[tuple[int, int], Frame]:
    """The edges that enough lines keep to, and the usual step, for each width of page and column."""
    lines: dict[tuple[int, int], list[Line]] = {}
    for width, body in zip(widths, bodies, strict=True):
        for piece in body:
            if isinstance(piece, Line):
                lines.setdefault(_key(width, piece), []).append(piece)
    return {key: _frame(found, width=key[0] if key[1] == 0 else 0) for key, found in lines.items()}


def _frame(lines: list[Line], width: float) -> Frame:
    """The frame of these lines; on a page of one column short lines alone do not make its edge."""
    falls = (before.y - after.y for before, after in pairwise(lines))
    steps = Counter(round(fall) for fall in falls if fall > 0)
    step = min(step for step, times in steps.items() if times == max(steps.values())) if steps else 0
    left, right = _edge([line.x0 for line in lines], 1), _edge([line.x1 for line in lines], -1)
    return left, max(right, _NARROWEST * (width - left)), step


def _edge(places: Iterable[float], sign: int) -> float:
    """The outermost place that several lines keep to."""
    places = sorted(sign * place for place in places)
    least = max(2, _SUPPORT * len(places))
    for start, place in enumerate(places):
        near = sum(other - place <= 3 for other in places[start : start + int(least) + 1])
        if near >= least:
            return sign * place
    return sign * places[0]


def _goes_on(before: Line, after: Line, frame: Frame, next_frame: Frame, *, in_paragraph: bool) -> bool:
    """Whether the paragraph of a line goes on in the next one, each in the frame of its own column."""
    _, right, step = frame
    left = next_frame[0]
    if "\t" in before.text or "\t" in after.text or abs(before.size - after.size) > 0.15 * before.size:
        return False
    if after.column == before.column and step and before.y - after.y > _PITCH * step:
        return False
    if bool(before.column) != bool(after.column):
        return False
    if _bullet_or_point().match(after.text) and (
        before.text[-1] in "。；！？：" or after.text[0] in _BULLETS
    ):
        return False
    missed = right - before.x1
    word = _unbroken().match(after.text)
    is_full = missed <= (_SHORTFALL + _LETTER * (len(word[0]) if word else 0)) * before.size
    indent = after.x0 - left
    is_deep = indent > _DEEPEST * (next_frame[1] - left)
    shift = indent - (before.x0 - frame[0])
    hangs_out = not is_deep and -shift >= _INDENT * after.size
    is_under = in_paragraph and abs(shift) < 0.5 * after.size
    is_under_point = 0 < shift <= _HANGING * after.size and _bullet_or_point().match(before.text) is not None
    return is_full and (indent < _INDENT * after.size or hangs_out or is_under or is_under_point)


@cache
def _bullet_or_point() -> re.Pattern[str]:
    """What opens a point of its own: a dot or a number."""
    return re.compile(rf"[{_BULLETS}]|[（(]?[一二三四五六七八九十0-9]{{1,3}}(?:[）)、]|[.．](?![0-9]))")


@cache
def _unbroken() -> re.Pattern[str]:
    """What at a line's beginning would not have fitted in parts at the end of the line before."""
    return re.compile(r"[（“《〔]?[!-~]{0,60}[，。；：、！？）”》〕]{0,2}")


def _joined(text: str, more: str) -> str:
    """Two lines of a paragraph in one; a word that was parted at the line's end is whole again."""
    if _parted_word().search(text) and more[0].islower():
        return text[:-1] + more
    return text + between(text, more) + more


@cache
def _parted_word() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]-$")
