"""Copies of web pages in Markdown: its marks taken off, headings, lists and tables kept as lines."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Final

from tracker.reading.grids import Field, draw
from tracker.reading.headings import Line, assemble
from tracker.reading.texts import Headings
from tracker.text.cleaning import clean

_FENCES: Final = ("```", "~~~")


def plain(text: str) -> tuple[str, Headings]:
    """The text without marks, and its headings. Raises Refused for a table beyond all measure."""
    lines: list[Line] = []
    rows: list[str] = []
    fence = ""
    source = text.split("\n")
    place = _after_front_matter(source)
    while place < len(source):
        line = source[place]
        place += 1
        stripped = line.strip()
        if fence or stripped.startswith(_FENCES):
            fence = "" if fence and stripped.startswith(fence) else fence or stripped[:3]
            if not stripped.startswith(_FENCES):
                lines.append(Line(line))
            continue
        if _is_row(stripped):
            rows.append(stripped)
            continue
        lines += _table(rows)
        rows = []
        level = _underlined(source[place].strip()) if stripped and place < len(source) else 0
        if level and not _heading().match(stripped):
            place += 1
            lines.append(Line(_unmarked(stripped), level))
        elif not _ruler().fullmatch(stripped):
            lines.append(_line(line))
    content, headings = assemble([*lines, *_table(rows)])
    return clean(content), headings


def _line(line: str) -> Line:
    stripped = line.strip()
    heading = _heading().match(stripped)
    if heading:
        return Line(_unmarked(heading[2].rstrip("#").rstrip()), len(heading[1]))
    words = _unmarked(_leading().sub("", line))
    bold = len(stripped) > 4 and stripped[:2] == stripped[-2:] == "**" and "**" not in stripped[2:-2]
    return Line(words, bold=bold)


def _after_front_matter(source: list[str]) -> int:
    """The first line behind a block of `---` that describes the file."""
    if source and source[0].strip() == "---":
        for place, line in enumerate(source[1:60], 1):
            if line.strip() in {"---", "..."}:
                return place + 1
    return 0


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"(#{1,6})[ \t\u3000]*(?=[^#\s])(.*)")


@cache
def _leading() -> re.Pattern[str]:
    """Marks of quotations and of lists without numbers."""
    return re.compile(r"^[ \t]{0,20}(?:>[ \t]?){0,9}(?:[-*+][ \t]{1,4}(?:\[[ xX]\][ \t])?)?")


@cache
def _ruler() -> re.Pattern[str]:
    return re.compile(r"(?:[-*_=][ \t]?){3,200}")


def _underlined(line: str) -> int:
    """The level that a line of = or - gives to the one above it."""
    if len(line) < 3 or set(line) not in ({"="}, {"-"}):
        return 0
    return 1 if line[0] == "=" else 2


@cache
def _marks() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)"), ""),
        (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)"), r"\1"),
        (re.compile(r"</?[A-Za-z][^<>\n]{0,300}>"), ""),
        (re.compile(r"(?<!\\)(\*{1,3}|__|~~)(?=\S)([^*_~\n]{1,500})(?<![\s\\])\1"), r"\2"),
        (re.compile(r"`([^`\n]{1,300})`"), r"\1"),
        (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
    )


@cache
def _any_mark() -> re.Pattern[str]:
    return re.compile(r"[!\[<*_~`\\]")


def _unmarked(text: str) -> str:
    for pattern, by in _marks() if _any_mark().search(text) else ():
        text = pattern.sub(by, text)
    return html.unescape(text).replace("\u00a0", " ").strip(" \t") if "&" in text else text.strip(" \t")


def _is_row(line: str) -> bool:
    return line.startswith("|") and line.count("|") > 1


def _table(rows: list[str]) -> list[Line]:
    fields = (
        Field(number, column, _unmarked(cell.replace("\0", "|")).replace("\t", " "))
        for number, row in enumerate(row for row in rows if not _parting().fullmatch(row))
        for column, cell in enumerate(row.strip("|").replace("\\|", "\0").split("|"))
    )
    return [Line(line) for line in draw(fields)]


@cache
def _parting() -> re.Pattern[str]:
    """The line of dashes below a table's heading."""
    return re.compile(r"[|: -]{0,2000}")
