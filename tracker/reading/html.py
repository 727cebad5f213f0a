"""Copies of web pages: what a person reads there as lines; menus, scripts and page frames dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Final

from lxml import etree

from tracker.reading.decoding import decode
from tracker.reading.grids import Field, draw
from tracker.reading.headings import Line, assemble
from tracker.reading.joining import between
from tracker.reading.refused import Refused
from tracker.reading.texts import Words
from tracker.text.cleaning import clean

MOST_TAGS: Final = 1_000_000
_TOO_LARGE: Final = "网页过大，为安全起见不予读取，请把正文另存为 .docx 或 .txt 后再读"
_TOO_DEEP: Final = "网页的标记层层嵌套，读不完整，请用浏览器打开，把正文另存为 .docx 或 .txt 后再读"
_DROPPED: Final = {
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "iframe", "object", "embed",
    "svg", "canvas", "audio", "video", "map", "button", "select", "datalist", "textarea", "rt", "rp", "del",
}  # fmt: skip
_INLINE: Final = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "o:p", "q", "ruby", "rb", "s", "small", "span", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
}  # fmt: skip
_BOLD: Final = {"b", "strong"}
_FRAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|sidebar|footer|copyright|share|toolbar)"
    r"(?:[\s_-]|$)",
    re.I,
)
_FRAME_ROLES: Final = {"navigation", "banner", "contentinfo", "search", "complementary"}
_MOST_OF_FRAME: Final = 0.3
"""Share of the page's words; what holds more is no menu, whatever its name."""
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_LONGEST_CELL: Final = 1_500
"""Characters; a table with a longer cell lays out a page."""
_FEWEST_MENU_LINES: Final = 4
_FEWEST_LINKS: Final = 3
_LONGEST_LINK: Final = 40
_LONGEST_PATH: Final = 100
_PATH: Final = re.compile("[>»›＞]")
_BETWEEN_LINKS: Final = re.compile(r"[\s|>»›＞·•/／、-]")
_LINKED_SHARE: Final = 0.7
_BROADEST: Final = 63
_TALLEST: Final = 10_000
_NUMBERED: Final = re.compile(r"\s*[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]")


def read_html(content: bytes) -> Words:
    """The text of a web page, its headings, and warnings. Raises Refused."""
    page, encoding, warnings = _decoded(content)
    if page.count("<") > MOST_TAGS:
        raise Refused(_TOO_LARGE)
    # huge_tree: unclosed <font> tags soon nest deeper than the 256 levels behind which text is dropped
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as broken:
        raise Refused("网页里没有可读的内容，请用浏览器打开，把正文另存为 .docx 或 .txt 后再读") from broken
    if root is None:
        raise Refused("网页里没有可读的内容，请用浏览器打开，把正文另存为 .docx 或 .txt 后再读")
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Refused(_TOO_DEEP)
    walker = _Walker(len(_words_in(root)))
    walker.walk(root)
    text, headings = assemble(_without_menus(walker.lines))
    return Words(clean(text), "html", headings, warnings, encoding)


@cache
def _declared() -> re.Pattern[bytes]:
    return re.compile(
        rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.I
    )


def _decoded(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """By its declaration where the bytes bear it out, else as any text."""
    said = _declared().search(content[:4096])
    name = said[1].decode("ascii", "replace").lower() if said else ""
    name = "gb18030" if name in {"gb2312", "gbk", "x-gbk", "gb_2312-80"} else name
    if name in {"gb18030", "big5"} and not _is_unicode(content):
        with suppress(UnicodeDecodeError):
            return content.decode(name), name, ()
    return decode(content)


def _is_unicode(content: bytes) -> bool:
    """A page that was saved anew often still declares the encoding it had."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True


@dataclass(slots=True)
class _Gathered:
    """A line while it grows."""

    pieces: list[str] = field(default_factory=list)
    links: int = 0
    linked: int = 0
    bold: int = 0


@dataclass(frozen=True, slots=True)
class _Drawn:
    line: Line
    is_link: bool


class _Walker:
    """Goes over the elements once, without calling itself: pages nest as deep as they like."""

    def __init__(self, characters: int) -> None:
        self._characters = characters
        self._now = _Gathered()
        self._bold = self._link = self._as_is = 0
        self._level = 0
        self._counts: list[int | None] = []
        """The last number of each list that is open; None for those with dots."""
        self.lines: list[_Drawn] = []

    def walk(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in events:
            name = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if name == "table" and _is_table(element):
                    self._table(element)
                    skipped = element
                elif self._is_dropped(element, name):
                    skipped = element
                else:
                    self._open(element, name)
                    self._add(element.text)
                    continue
                events.skip_subtree()
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._close(name)
                self._add(element.tail)
        self._end_line()

    def _open(self, element: etree._Element, name: str) -> None:
        if name in _INLINE:
            self._bold += name in _BOLD
            self._link += name == "a"
            self._now.links += name == "a"
            return
        self._end_line()
        if name in {"ol", "ul"}:
            start = element.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._counts.append(first - 1 if name == "ol" else None)
        elif name == "li" and self._counts and (count := self._counts[-1]) is not None:
            self._counts[-1] = count + 1
            if not _NUMBERED.match(_words_in(element)[:20]):
                self._now.pieces.append(f"{count + 1}. ")
        elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
            self._level = int(name[1])
        elif name == "pre":
            self._as_is += 1

    def _close(self, name: str) -> None:
        if name in _INLINE:
            self._bold -= name in _BOLD
            self._link -= name == "a"
            return
        self._end_line()
        if name in {"ol", "ul"} and self._counts:
            self._counts.pop()
        elif len(name) == 2 and name[0] == "h":
            self._level = 0
        elif name == "pre":
            self._as_is -= 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._as_is:
            first, *rest = text.split("\n")
            self._gather(first)
            for line in rest:
                self._end_line()
                self._gather(line)
        else:
            self._gather(text)

    def _gather(self, text: str) -> None:
        now = self._now
        now.pieces.append(text)
        length = len(text) - text.count(" ") - text.count("\n") if not text.isspace() else 0
        now.linked += length * bool(self._link)
        now.bold += length * bool(self._bold)

    def _end_line(self) -> None:
        now, self._now = self._now, _Gathered()
        text = _collapsed("".join(now.pieces))
        if not text or text in {"•", "|"}:
            return
        length = len(_BETWEEN_LINKS.sub("", text))
        if now.links >= _FEWEST_LINKS and now.linked >= _LINKED_SHARE * length:
            return  # a row of links: menu, list of neighbours
        if now.links > 1 and len(text) <= _LONGEST_PATH and _PATH.search(text):
            return  # where the page stands in its site
        is_link = now.links > 0 and now.linked >= length - 1 and len(text) <= _LONGEST_LINK
        line = Line(text, self._level, bold=now.bold >= length - 1 > 0)
        self.lines.append(_Drawn(line, is_link))

    def _table(self, table: etree._Element) -> None:
        self._end_line()
        for line in draw(_fields(table)):
            self.lines.append(_Drawn(Line(line, 0), is_link=False))

    def _is_dropped(self, element: etree._Element, name: str) -> bool:
        if name in _DROPPED or element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            return True
        if name in _INLINE or name in {"html", "body", "main", "article"}:
            return False
        if name == "header":
            return next(element.iter("h1", "article"), None) is None
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if element.get("role") in _FRAME_ROLES or _FRAMES.search(names):
            return len(_words_in(element)) < _MOST_OF_FRAME * self._characters
        return False


def _words_in(element: etree._Element) -> str:
    return str(etree.tostring(element, encoding="unicode", method="text", with_tail=False))


def _collapsed(text: str) -> str:
    """Line ends and indents of the mark-up are none of the text."""
    if "\n" not in text:
        return " ".join(text.split())
    joined = ""
    for line in text.split("\n"):
        words = " ".join(line.split())
        joined = joined + between(joined, words) + words if words else joined
    return joined


def _without_menus(drawn: list[_Drawn]) -> Iterator[Line]:
    """Lines that are but links, one under the other, are a menu."""
    for is_link, group in groupby(drawn, key=lambda line: line.is_link):
        lines = list(group)
        if not is_link or len(lines) < _FEWEST_MENU_LINES:
            yield from (line.line for line in lines)


def _is_table(table: etree._Element) -> bool:
    """A table that says something row by row, and none that lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    broadest = 0
    for row in table.iter("tr"):
        cells = list(row.iterchildren("td", "th"))
        broadest = max(broadest, len(cells))
        if any(len(_words_in(cell)) > _LONGEST_CELL for cell in cells):
            return False
    return broadest > 1


def _fields(table: etree._Element) -> Iterator[Field]:
    """The cells with the columns that merged ones above leave to them."""
    taken: dict[int, int] = {}
    """For each column the row up to which a merged cell reaches."""
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while taken.get(column, 0) > number:
                column += 1
            rows, columns = _span(cell, "rowspan", _TALLEST), _span(cell, "colspan", _BROADEST)
            yield Field(number, column, _cell_text(cell), rows, columns)
            for covered in range(column, column + columns):
                taken[covered] = number + rows
            column += columns


def _span(cell: etree._Element, name: str, most: int) -> int:
    said = cell.get(name, "1")
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 7 else 1


def _cell_text(cell: etree._Element) -> str:
    pieces = []
    for element in cell.iter():
        if element.tag in {"script", "style"}:
            continue
        if element.tag in {"br", "p", "div", "li"}:
            pieces.append(" ")
        pieces.append(element.text or "")
        if element is not cell:
            pieces.append(element.tail or "")
    return _collapsed("".join(pieces))
