"""使用手册 as the app shows it: read from its Markdown, set for the width there is, pictures left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from textual.content import Content

from tracker.text.cells import cut, pad, width, wrap, wrap_spans
from tracker.tui.lines import Lines, Part, assemble

FILE: Final = "使用手册.md"

PAGES: Final = {
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
"""What a heading is about, by a word in it, and the action that opens the page for it."""


class Kind(Enum):
    """Of a block."""

    HEADING = auto()
    TEXT = auto()
    BULLET = auto()
    CODE = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One after the other."""

    kind: Kind
    parts: tuple[Part, ...] = ()
    level: int = 0
    """Of a heading, or how deep a bullet stands."""
    lead: str = "·"
    """Of a bullet: its sign, or its number among steps."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table, its heads first."""

    @property
    def text(self) -> str:
        """Without styles."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where it stands."""

    text: str
    level: int
    line: int
    page: str
    """Action that opens the page it is about; empty for none."""


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
    rows: list[list[str]] | None = None
    for token in tokens:
        depth += _DEEPER.get(token.type, 0)
        if token.type in ("heading_open", "heading_close"):
            heading = int(token.tag[1]) if token.type == "heading_open" else 0
        elif token.type == "list_item_open":
            is_first, lead = True, token.info or "·"
        elif token.type in ("fence", "code_block"):
            yield Block(Kind.CODE, ((token.content.rstrip("\n"), ""),))
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


def _with_cell(rows: list[list[str]] | None, token: Any) -> list[list[str]] | None:
    """What a table has so far."""
    if token.type == "table_open":
        return []
    if rows is not None and token.type == "tr_open":
        rows.append([])
    elif rows is not None and token.type == "inline":
        rows[-1].append("".join(text for text, _ in _parts(token)))
    return rows


def _parts(token: Any) -> Iterator[Part]:
    style = ""
    for child in token.children or ():
        if child.type == "strong_open":
            style = "bold $foreground"
        elif child.type == "strong_close":
            style = ""
        elif child.type == "code_inline":
            yield child.content, "$vermilion"
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", style
        elif child.type == "text" and child.content:
            yield child.content, style


def lay_out(blocks: Sequence[Block], cells: int) -> tuple[Lines, tuple[Heading, ...]]:
    """The lines, and where each heading stands among them."""
    lines = Lines(cells)
    headings = []
    before: Kind | None = None
    for block in blocks:
        if before is not None and not (before is block.kind is Kind.BULLET):
            lines.gap()
        if block.kind is Kind.HEADING:
            page = _page_of(block.text)
            headings.append(Heading(block.text, block.level, len(lines), page))
            _heading(lines, block)
        elif block.kind is Kind.TABLE:
            _table(lines, block.rows)
        elif block.kind is Kind.CODE:
            for line in block.text.split("\n"):
                for part in wrap(line, cells - 4) or [""]:
                    lines.add(assemble(("  ▏ ", "$rule"), (part, "$foreground")))
        else:
            indent = 2 * block.level
            sign = pad(block.lead, 2) if block.kind is Kind.BULLET else "  "
            for number, content in enumerate(_wrapped(block.parts, cells - indent)):
                start = " " * (indent - 2) + (sign if number == 0 else "  ") if indent else ""
                lines.add(assemble((start, "$vermilion")) + content)
        before = block.kind
    return lines, tuple(headings)


def _page_of(heading: str) -> str:
    return next((action for word, action in PAGES.items() if word in heading), "")


def _heading(lines: Lines, block: Block) -> None:
    if block.level <= 2:
        lines.heading(cut(block.text, lines.cells - 4))
    else:
        lines.text(block.text, "bold $vermilion")


def _wrapped(parts: Sequence[Part], cells: int) -> Iterator[Content]:
    """Lines that keep each character's style."""
    text = "".join(part for part, _ in parts)
    edges, place = [], 0
    for part, style in parts:
        edges.append((place, place + len(part), style))
        place += len(part)
    for start, end in wrap_spans(text, max(8, cells)):
        shown = [
            (text[max(start, first) : min(end, last)], style or "$foreground")
            for first, last, style in edges
            if first < end and last > start
        ]
        yield assemble(*shown)


def _table(lines: Lines, rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their texts, the widest ones wrapped where there is no room."""
    if not rows:
        return
    count = max(len(row) for row in rows)
    full = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(4, *(width(row[place]) for row in full)) for place in range(count)]
    room = lines.cells - 2 * (count - 1)
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    for number, row in enumerate(full):
        cells = [wrap(text, cells) or [""] for text, cells in zip(row, widths, strict=True)]
        for line in range(max(len(cell) for cell in cells)):
            texts = [cell[line] if line < len(cell) else "" for cell in cells]
            shown = "  ".join(pad(text, cells) for text, cells in zip(texts, widths, strict=True))
            lines.add(assemble((shown.rstrip(), "bold $foreground" if number == 0 else "$foreground")))
        if number == 0:
            lines.add(assemble(("─" * min(lines.cells, sum(widths) + 2 * (count - 1)), "$rule")))
