"""Cuts a text into sentences, each knowing its paragraph and where in it it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tracker.mining.vocabulary import load, longest_first

_FLAT = 800
"""A line so long is several paragraphs whose line ends were lost."""
_WHOLE = 200
"""A shorter one is so where it is all of the text."""
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_BRACKETS = "（()）〔〕【】"
LONGEST_HEAD = 1200
"""Cues stand in a sentence's head: of an endless sentence no more characters are read."""
_LONGEST_BRACKET = 160
"""A bracket longer than this is taken for one that was never closed."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text up to 。！？； or the line's end; blanks at its ends are left out."""

    start: int
    end: int
    paragraph: int
    """Number of its line."""
    opens_paragraph: bool
    closes_paragraph: bool


def is_bare_line(text: str, sentence: Sentence) -> bool:
    """A short line of its own that ends without a full stop."""
    return (
        sentence.opens_paragraph
        and sentence.closes_paragraph
        and sentence.end - sentence.start <= 60
        and not text[sentence.start : sentence.end].rstrip("”」』").endswith(("。", "！", "？", "；"))
    )


def words_of(text: str, start: int, end: int) -> str:
    """The piece as it reads: without the blanks that wrapped lines and copies leave inside words."""
    piece = text[start:end]
    if " " in piece or "\u3000" in piece:
        return _inner_blanks().sub("", piece)
    return piece


@cache
def _inner_blanks() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\x00-\x7f])[ \u3000]{1,8}(?=[^\x00-\x7f])")


@cache
def _boundaries() -> re.Pattern[str]:
    return re.compile(r"[。！？；]+|[（）()〔〕【】]")


@cache
def _owners_bracket() -> re.Pattern[str]:
    """A bracket behind a full stop that names who does what was just said: it belongs there."""
    names = rf"(?:[^{_BRACKETS}。！？\n]|[（(][^{_BRACKETS}。！？\n]{{1,20}}[）)])"
    return re.compile(
        rf" ?[（(〔【](?:{names}{{2,150}}(?:牵头|负责|配合|参与|落实|下同)|"
        rf"{names}{{2,12}}(?:单位|部门)[：:]{names}{{1,150}}(?:。{names}{{1,60}}){{0,2}}。?)[）)〕】]"
    )


@cache
def _bodies_bracket() -> re.Pattern[str]:
    """One that closes a numbered paragraph and holds nothing but who does it (…到位。（甲局、乙局）)."""
    body = rf"[^{_BRACKETS}。！？；：、，,\s]{{1,16}}(?:{longest_first(load('agents')['bodies'])})"
    return re.compile(rf" ?[（(]{body}(?:[、，,]{body}){{0,9}}[）)]\s{{0,4}}$")


def speaks_for_sentence(line: str) -> bool:
    """Whether a line is a bracket that names who does what was just said, and nothing else."""
    return line[0] in "（(〔【" and any(
        bracket.fullmatch(line) is not None for bracket in (_owners_bracket(), _bodies_bracket())
    )


def split(text: str) -> tuple[Sentence, ...]:
    """All sentences of the text in order; together they hold every character that is no blank."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_lines(text)):
        pieces = [part for piece in _pieces(text, start, end) for part in _unfold(text, *piece)]
        if end - start >= _FLAT or (end - start >= _WHOLE and 10 * (end - start) >= 9 * len(text)):
            pieces = _cut_at(_lost_line_ends(text, start, end), pieces)
        spans = [span for piece in pieces if (span := _trimmed(text, *piece))]
        sentences += [
            Sentence(a, b, number, opens_paragraph=i == 0, closes_paragraph=i == len(spans) - 1)
            for i, (a, b) in enumerate(spans)
        ]
    return tuple(sentences)


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    while (end := text.find("\n", start)) >= 0:
        lines.append((start, end))
        start = end + 1
    lines.append((start, len(text)))
    return lines


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts one line; a ； inside a bracket (责任单位：…；配合单位：…) does not cut."""
    pieces: list[tuple[int, int]] = []
    bracket = -1
    cut_before = start
    for match in _boundaries().finditer(text, start, end):
        sign, place = match.group(), match.start()
        if sign in "（(〔【":
            bracket = place
        elif sign in "）)〕】":
            bracket = -1
        elif place >= cut_before:
            if sign == "；" and bracket >= 0 and place - bracket < _LONGEST_BRACKET:
                continue
            after = match.end()
            if after < end and text[after] in '"”』」）':
                after += 1
            if after < end and text[after] in " （(〔【":
                closing = _owners_bracket().match(text, after, min(end, after + _LONGEST_BRACKET))
                if closing is None and _numbered().match(text, start, end):
                    closing = _bodies_bracket().match(text, after, end)
                after = closing.end() if closing else after
            pieces.append((cut_before, after))
            cut_before, bracket = after, -1
    pieces.append((cut_before, end))
    return pieces


_NUMBERS = "一二三四五六七八九十（(0123456789"
_HEAD = 200
"""Headings that ran together stand in a sentence's first characters."""


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、])"
    )


@cache
def _inner_number() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[\u4e00-\u9fff0-9])(?=[ \t\u3000]{2,6}[\u4e00-\u9fff])|"
        r"(?<=[\u4e00-\u9fff）)”])(?<![第条款项至])[ \u3000]?"
        r"(?=[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)][\u4e00-\u9fff]|(?<![图表])[0-9]{1,2}[.．][\u4e00-\u9fff])"
    )


def _unfold(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Takes apart headings that lost their line ends (“二、要求（一）规范管理…”)."""
    first = text[start : start + 1]
    if not (first in _NUMBERS or first.isspace()) or not _numbered().match(text, start, end):
        return [(start, end)]
    cuts = {match.start() for match in _inner_number().finditer(text, start + 3, min(end, start + _HEAD))}
    name = _glued_name().match(text, start, end)
    if name:
        cuts.add(name.end())
    bounds = [start, *sorted(cuts), end]
    return list(pairwise(bounds))


@cache
def _glued_name() -> re.Pattern[str]:
    """A heading that names a part and that its text follows at once (“二、存在的问题从督查情况来看，”)."""
    names, texts = ("|".join(load("outline")[key]) for key in ("glued_names", "glued_texts"))
    return re.compile(rf"{_numbered().pattern}\s?(?:{names})(?={texts})")


def _cut_at(places: list[int], pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, cut at those places too; both go forward."""
    found: list[tuple[int, int]] = []
    waiting = iter([*places, -1])
    place = next(waiting)
    for start, end in pieces:
        while 0 <= place < end:
            if start < place:
                found.append((start, place))
                start = place
            place = next(waiting)
        found.append((start, end))
    return found


def _lost_line_ends(text: str, start: int, end: int) -> list[int]:
    """Where numbers stand right behind words, in a line that is several paragraphs, up to its attachments."""
    attached = _attachments().search(text, start, end)
    end = attached.start() if attached else end
    glued = {match.start() for match in _glued_number().finditer(text, start, end)}
    return sorted(glued | set(_chapters(text, start, end)))


@cache
def _attachments() -> re.Pattern[str]:
    return re.compile(r"附件[：:]\s?1")


@cache
def _glued_number() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[\u4e00-\u9fff0-9）)”])(?<![第条款项至])(?=[（(][一二三四五六七八九十]{1,3}[）)][\u4e00-\u9fff“])|"
        r"(?<=[\u4e00-\u9fff）)”])(?<![图表第])(?=[0-9]{1,2}[.．][\u4e00-\u9fff“])"
    )


def _chapters(text: str, start: int, end: int) -> list[int]:
    """Where 一、 二、 三、 stand in their order: the first behind a stop, the others wherever they are."""
    found: list[int] = []
    place = start
    for numeral in _NUMERALS:
        sign = f"{numeral}、"
        while (place := text.find(sign, place, end)) >= 0:
            before, after = text[place - 1 : place], text[place + len(sign) : place + len(sign) + 1]
            opens = place == start or before in "。：！？；）” "
            if (opens or (found and before not in "第、十")) and after not in "一二三四五六七八九十":
                break
            place += 1
        if place < 0:
            break
        found.append(place)
    return found if len(found) > 1 else []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
