"""The title of a text and the date it bears in its head or foot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from tracker.mining.vocabulary import any_of, load, longest_first
from tracker.text.dates import make_date
from tracker.text.numerals import half_width, read_number

_HEAD_LINES = 10
_FOOT_LINES = 6
_LONGEST_LINE = 60
_LONGEST_TITLE_LINE = 45
_TITLE_LINES = 4
_LONGEST_TITLE = 80
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


def find_title(text: str) -> str:
    """The title at the text's head, its lines joined; empty where the text begins at once.

    A web page's note may stand above it (“仅供参考！”): what follows then counts if it ends as titles do.
    """
    lines = _first_lines(text, _HEAD_LINES)
    title = _title_of(lines)
    if title or not lines:
        return title
    below = _title_of(lines[1:])
    return below if ends_as_title(below) else ""


def ends_as_title(words: str) -> bool:
    """The words end as the titles of papers do (…整改工作方案, …的通知)."""
    return _title_end().search(words) is not None


def _title_of(head: list[_Line]) -> str:
    title = ""
    lines = 0
    for line in head:
        words = line.words
        if not title and (_not_title().fullmatch(words) or _dates_in(words)):
            continue
        if not title and (glued := _glued_title().match(words)):
            return glued[1]
        if not _is_title_line(words) or (title and (_not_title().fullmatch(words) or _dates_in(words))):
            break
        if len(title) + len(words) > _LONGEST_TITLE:
            break
        title += words
        lines += 1
        if lines == _TITLE_LINES or _title_end().search(title):
            break
    return title if len(title) >= _SHORTEST_TITLE else ""


def find_document_date(text: str) -> tuple[date, int, int] | None:
    """The date under the title or beside the signature, with its place; never one of the body."""
    head = _before_body(_first_lines(text, _HEAD_LINES))
    foot = _before_body(_last_lines(text, _FOOT_LINES))
    for line in (*head, *foot):
        for found, start, end in _dates_in(line.words):
            if _stands_alone(line.words, start, end):
                return found, line.start + start, line.start + end
    return None


def _first_lines(text: str, count: int) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    while start < len(text) and len(lines) < count:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        _append(lines, text, start, end)
        start = end + 1
    return lines


def _last_lines(text: str, count: int) -> list[_Line]:
    """The last lines, the very last first."""
    lines: list[_Line] = []
    end = len(text)
    while end > 0 and len(lines) < count:
        start = text.rfind("\n", 0, end) + 1
        _append(lines, text, start, end)
        end = start - 1
    return lines


def _append(lines: list[_Line], text: str, start: int, end: int) -> None:
    """Adds the line without the blanks around it, unless it is blank; a very long one is cut."""
    words = text[start : min(end, start + 400)]
    stripped = words.strip()
    if stripped:
        begin = start + len(words) - len(words.lstrip())
        lines.append(_Line(begin, begin + len(stripped), stripped))


def _before_body(lines: list[_Line]) -> list[_Line]:
    """Lines up to the first that belongs to the running text."""
    kept = []
    for line in lines:
        if len(line.words) > _LONGEST_LINE or line.words[-1] in "。；！？":
            break
        kept.append(line)
    return kept


def _is_title_line(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE_LINE and words[-1] not in "。；！？：:，" and words[0] not in "（(“"


@cache
def _not_title() -> re.Pattern[str]:
    return any_of(load("headlines")["not_title"])


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{longest_first(load('headlines')['title_ends'])})(?:[（(][^（()）]{{1,20}}[）)])?[”》]?$"
    )


@cache
def _glued_title() -> re.Pattern[str]:
    """A title that the salutation follows in the same line."""
    return re.compile(
        r"([^。；！？：\n]{4,60}?(?:讲话|发言|致辞|通知|意见|通报|报告))\s?(?=同志们|各位|各[^。；]{2,40}：)"
    )


@cache
def _date_forms() -> re.Pattern[str]:
    number = r"[0-9〇○Ｏ零一二三四五六七八九十]"
    return re.compile(
        rf"(?<![0-9])({number}{{4}})\s?(?:年\s?({number}{{1,3}})\s?月\s?({number}{{1,3}})\s?日|"
        r"([-./])\s?([0-9]{1,2})\s?\4\s?([0-9]{1,2})(?![0-9]))"
    )


def _dates_in(words: str) -> list[tuple[date, int, int]]:
    found = []
    for match in _date_forms().finditer(half_width(words)):
        numbers = (match[1], match[2] or match[5], match[3] or match[6])
        day = make_date(*(read_number(number) for number in numbers))
        if day is not None:
            found.append((day, match.start(), match.end()))
    return found


@cache
def _beside() -> re.Pattern[str]:
    return any_of(load("headlines")["beside_date"])


@cache
def _signature() -> re.Pattern[str]:
    """A body or a person's name, as it signs: no verb phrase, no punctuation."""
    return re.compile(r"[\s　（()）]*[\u4e00-\u9fff·]{0,24}[\s　（()）]*")


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Beside the date the line holds nothing but brackets, a label or a signature."""
    before = _beside().sub("", words[:start])
    after = _beside().sub("", words[end:])
    if before.strip().endswith(("（", "(")) and after.strip().startswith(("）", ")")):
        return True
    name = after.strip("（()） \t　")
    return (
        _signature().fullmatch(before) is not None
        and _signature().fullmatch(after) is not None
        and (not name or (len(name) <= 4 and not before.strip("（()） \t　")))
    )
