"""使用手册 as the app shows it: read from its Markdown, set for the width there is, pictures left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final
from urllib.parse import unquote

from textual.content import Content

from tracker.text.cells import cut, pad, width, wrap, wrap_spans
from tracker.tui.lines import Lines, assemble

FILE: Final = "使用手册.md"

PAGES: Final = {
    "Excel 台账": "import_ledger",
    "导入": "import_ledger",
    "各单位发表": "forms",
    "填报表": "forms",
    "上级发来": "fill_in",
    "汇报稿": "check_report",
    "承诺对账": "reconcile",
    "公文": "issue_papers",
    "讲话": "show_documents",
    "催谁": "show_schedule",
    "报表": "show_ledger",
    "销号": "show_ledger",
    "领导问起": "show_schedule",
    "总览": "show_overview",
    "台账": "show_ledger",
    "挖掘": "show_documents",
    "复核": "show_documents",
    "文档": "show_documents",
    "来源文件": "show_documents",
    "调度": "show_schedule",
    "催办": "show_schedule",
    "对比": "show_comparison",
    "截至": "show_comparison",
    "按键": "keymap",
    "设置": "settings",
}
"""What a heading is about, by the first word that is in it, and the action that opens the page for it."""


LINK_STYLE: Final = "underline $lamp-extended"


class Kind(Enum):
    """Of a block."""

    HEADING = auto()
    TEXT = auto()
    BULLET = auto()
    CODE = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one style."""

    text: str
    style: str
    target: str = ""
    """Anchor of the section that it leads to; empty for none."""


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One after the other."""

    kind: Kind
    parts: tuple[Piece, ...] = ()
    level: int = 0
    """Of a heading, or how deep a bullet stands."""
    lead: str = "·"
    """Of a bullet: its sign, or its number among steps."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Of a table, its heads first."""

    @property
    def text(self) -> str:
        """Without styles."""
        return _plain(self.parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where it stands."""

    text: str
    level: int
    line: int
    page: str
    """Action that opens the page it is about; empty for none."""


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of a line that leads to a section."""

    line: int
    start: int
    end: int
    """Characters of the line."""
    target: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The manual set for a width."""

    lines: tuple[Content, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]

    def heading_of(self, link: Link) -> Heading | None:
        """The section that it leads to."""
        return next((heading for heading in self.headings if anchor(heading.text) == link.target), None)


def anchor(heading: str) -> str:
    """By which a heading is linked to."""
    return re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-")


def read_manual(source: str) -> tuple[Block, ...]:
    """The manual's blocks."""
    from markdown_it import MarkdownIt

    return tuple(_blocks(MarkdownIt("commonmark").enable("table").parse(source)))


_DEEPER: Final = {
    "bullet_list_open": 1,
    "ordered_list_open": 1,
    "bullet_list_close": -1,
    "ordered_list_close": -1,
}


def _blocks(tokens: Sequence[Any]) -> Iterator[Block]:
    depth, heading, is_first, lead = 0, 0, False, ""
    rows: list[list[Cell]] | None = None
    for token in tokens:
        depth += _DEEPER.get(token.type, 0)
        if token.type in ("heading_open", "heading_close"):
            heading = int(token.tag[1]) if token.type == "heading_open" else 0
        elif token.type == "list_item_open":
            is_first, lead = True, token.info or "·"
        elif token.type in ("fence", "code_block"):
            yield Block(Kind.CODE, (Piece(token.content.rstrip("\n"), ""),))
        elif token.type == "table_close" and rows is not None:
            yield Block(Kind.TABLE, rows=tuple(tuple(row) for row in rows))
            rows = None
        elif token.type == "inline" and rows is None:
            kind = Kind.HEADING if heading else Kind.BULLET if depth and is_first else Kind.TEXT
            if parts := tuple(_parts(token)):  # a picture has none
                yield Block(kind, parts, heading or depth, lead)
            is_first = False
        else:
            rows = _with_cell(rows, token)


def _with_cell(rows: list[list[Cell]] | None, token: Any) -> list[list[Cell]] | None:
    """What a table has so far."""
    if token.type == "table_open":
        return []
    if rows is not None and token.type == "tr_open":
        rows.append([])
    elif rows is not None and token.type == "inline":
        rows[-1].append(tuple(_parts(token)))
    return rows


def _parts(token: Any) -> Iterator[Piece]:
    style = target = ""
    for child in token.children or ():
        if child.type == "strong_open":
            style = "bold $foreground"
        elif child.type == "link_open":
            # Only its own sections: what lies outside the manual cannot be shown here.
            target = unquote(child.attrGet("href") or "").partition("#")[2]
            style = LINK_STYLE if target else style
        elif child.type in ("strong_close", "link_close"):
            style = target = ""
        elif child.type == "code_inline":
            yield Piece(child.content, "$vermilion", target)
        elif child.type in ("softbreak", "hardbreak"):
            yield Piece(" ", style, target)
        elif child.type == "text" and child.content:
            yield Piece(child.content, style, target)


def _plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


class _Setting:
    """Collects lines, and where headings and links stand in them."""

    def __init__(self, cells: int) -> None:
        self.lines = Lines(cells)
        self.headings: list[Heading] = []
        self.links: list[Link] = []

    def add(self, *parts: _Set) -> None:
        """One line of several texts, their links with it."""
        at = 0
        for part in parts:
            for start, end, target in part.links:
                self.links.append(Link(len(self.lines), at + start, at + end, target))
            at += len(part.content)
        self.lines.add(Content("").join([part.content for part in parts]))


@dataclass(frozen=True, slots=True)
class _Set:
    """A line of wrapped text, and the links in it."""

    content: Content
    links: tuple[tuple[int, int, str], ...] = ()


def lay_out(blocks: Sequence[Block], cells: int) -> LaidOut:
    """The lines, and where headings and links stand among them."""
    setting = _Setting(cells)
    before: Kind | None = None
    for block in blocks:
        if before is not None and not (before is block.kind is Kind.BULLET):
            setting.lines.gap()
        if block.kind is Kind.HEADING:
            _heading(setting, block)
        elif block.kind is Kind.TABLE:
            _table(setting, block.rows)
        elif block.kind is Kind.CODE:
            for line in block.text.split("\n"):
                for part in wrap(line, cells - 4) or [""]:
                    setting.lines.add(assemble(("  ▏ ", "$rule"), (part, "$foreground")))
        else:
            indent = 2 * block.level
            sign = pad(block.lead, 2) if block.kind is Kind.BULLET else "  "
            for number, wrapped in enumerate(_wrapped(block.parts, cells - indent)):
                start = " " * (indent - 2) + (sign if number == 0 else "  ") if indent else ""
                setting.add(_Set(assemble((start, "$vermilion"))), wrapped)
        before = block.kind
    return LaidOut(setting.lines.each, tuple(setting.headings), tuple(setting.links))


def _page_of(heading: str) -> str:
    return next((action for word, action in PAGES.items() if word in heading), "")


def _heading(setting: _Setting, block: Block) -> None:
    lines = setting.lines
    setting.headings.append(Heading(block.text, block.level, len(lines), _page_of(block.text)))
    if block.level <= 2:
        lines.heading(cut(block.text, lines.cells - 4))
    else:
        lines.text(block.text, "bold $vermilion")


def _wrapped(pieces: Sequence[Piece], cells: int, style: str = "$foreground") -> Iterator[_Set]:
    """Lines that keep each character's style and link; `style` is for what has none of its own."""
    text = _plain(pieces)
    edges, place = [], 0
    for piece in pieces:
        edges.append((place, place + len(piece.text), piece))
        place += len(piece.text)
    for start, end in wrap_spans(text, max(4, cells)):
        inside = [
            (max(start, first), min(end, last), piece)
            for first, last, piece in edges
            if first < end and last > start
        ]
        yield _Set(
            assemble(*((text[first:last], piece.style or style) for first, last, piece in inside)),
            tuple(
                (first - start, last - start, piece.target) for first, last, piece in inside if piece.target
            ),
        )


def _table(setting: _Setting, rows: Sequence[Sequence[Cell]]) -> None:
    """Columns as wide as their texts, the widest ones wrapped where there is no room."""
    if not rows:
        return
    count = max(len(row) for row in rows)
    full: list[list[Cell]] = [[*row, *[()] * (count - len(row))] for row in rows]
    widths = [max(4, *(width(_plain(row[place])) for row in full)) for place in range(count)]
    room = setting.lines.cells - 2 * (count - 1)
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    for number, row in enumerate(full):
        style = "bold $foreground" if number == 0 else "$foreground"
        columns = [list(_wrapped(cell, cells, style)) for cell, cells in zip(row, widths, strict=True)]
        for line in range(max(len(column) for column in columns)):
            parts: list[_Set] = []
            for column, cells in zip(columns, widths, strict=True):
                shown = column[line] if line < len(column) else _Set(Content(""))
                parts += [shown, _Set(Content(" " * (cells - width(shown.content.plain) + 2)))]
            setting.add(*parts[:-1])
        if number == 0:
            rule = min(setting.lines.cells, sum(widths) + 2 * (count - 1))
            setting.lines.add(assemble(("─" * rule, "$rule")))
