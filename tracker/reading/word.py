"""The body of a Word document as lines of text, as a person would see it with all changes accepted.

Kept: paragraphs with their automatic numbers, one line a table row (cells parted by tabs, a merged cell
once, in its first place), text boxes after the paragraph that holds them, content controls, insertions,
fields' results, formulas' characters; footnotes and endnotes after the body, a line each. Left out:
deletions, hidden text, comments, headers and footers, placeholders, and tables of contents, which only
say again what the headings say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from tracker.reading.headings import EMPTY, LEVELS, Line, assemble
from tracker.reading.numbering import Numbering
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.styles import Styles
from tracker.reading.texts import Words
from tracker.reading.wordnames import MC, M, V, W, below, is_on, number_of, value_of
from tracker.text.cleaning import clean

LONGEST_TEXT: Final = 20_000_000
"""Characters; more is refused."""
_PASSED_OVER: Final = {
    W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "sdtPr", W + "sdtEndPr", W + "tblPr", W + "tblGrid",
    W + "trPr", W + "tcPr", W + "sectPr", W + "delText", W + "delInstrText", W + "rt",
}  # fmt: skip
_MARKS: Final = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip
_SYMBOLS: Final = {
    "a8": "□", "6f": "□", "a3": "□", "71": "□", "fe": "☑", "52": "☑", "54": "☒", "fd": "☒", "fc": "√",
    "fb": "×",    "6c": "●", "6e": "■", "75": "◆", "d8": "➢", "b7": "•",
}  # fmt: skip
"""What official papers use of the Wingdings and Symbol fonts, by character code."""
_SPECIAL: Final = {
    W + "sym", W + "footnoteReference", W + "endnoteReference", W + "fldSimple", W + "fldChar",
    W + "instrText", V + "textpath",
}  # fmt: skip
_WRAPPERS: Final = {W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"}
_TOC: Final = re.compile(r"\s*TOC\b")
_SPACES: Final = re.compile(r"[\t\r\n]")
_BROADEST_CELL: Final = 63
"""Columns of a Word table; a larger span is a lie."""


def read_word(package: Package) -> Words:
    """The text, paragraphs separated by a line feed, its headings and warnings. Raises Refused."""
    root = package.xml(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise Refused("文档里没有正文，请用 WPS 或 Word 另存为 .docx 后再试")
    lines = _lines(package, body, heed_fields=True)
    if lines is None:
        lines = _lines(package, body, heed_fields=False)
    text, headings = assemble(lines or ())
    text = clean(text)
    if len(text) > LONGEST_TEXT:
        raise Refused(f"文字超过 {LONGEST_TEXT // 10_000} 万字，请拆分后再读")
    warnings = []
    if package.has_macros:
        warnings.append("文档含有宏，宏没有运行，只读取了文字")
    if next(body.iter(W + "altChunk"), None) is not None:
        warnings.append("文档嵌入了另一份文档，其中的文字没有读取，请打开后另存为新的 .docx 再读")
    return Words(text, "docx", headings, tuple(warnings))


def _lines(package: Package, body: etree._Element, heed_fields: bool) -> list[Line] | None:
    """Body and notes; None when a field never ends, so that its codes cannot be told from text."""
    styles = Styles(package.related("styles"))
    walker = _Walker(styles, Numbering(package.related("numbering"), styles), heed_fields)
    lines = walker.story(body)
    if walker.fields:
        return None
    for kind, cited in (("footnote", walker.footnotes), ("endnote", walker.endnotes)):
        notes = package.related(f"{kind}s") if cited else None
        if notes is not None:
            by_id = {note.get(W + "id"): note for note in notes.findall(W + kind)}
            for identity in dict.fromkeys(cited):
                if identity in by_id:
                    note = walker.story(by_id[identity])
                    lines += [Line(line.text.strip()) for line in note if line.text.strip()]
    return lines


@dataclass(slots=True)
class _Gathered:
    """What one paragraph holds: its own text, and the lines of text boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    bold: int = 0
    """How many of its characters are bold."""
    sized: Counter[int] = field(default_factory=Counter)
    """How many characters stand in which size, in half points."""


class _Walker:
    """Goes through a story once, in the order of the document.

    It calls itself for each depth of nesting; libxml2 has refused anything deeper than 256 before.
    """

    def __init__(self, styles: Styles, numbering: Numbering, heed_fields: bool) -> None:
        self._styles = styles
        self._numbering = numbering
        self._heed_fields = heed_fields
        self.fields: list[str] = []
        """The open fields, outermost first: `code`, then `result`, or `silent` for a table of contents."""
        self._hidden = False
        """Whether the paragraph's style hides its text."""
        self._style: str | None = None
        """The paragraph's style."""
        self._silenced = False
        """Whether the paragraph held text of a table of contents."""
        self.footnotes: list[str | None] = []
        self.endnotes: list[str | None] = []

    def story(self, container: etree._Element) -> list[Line]:
        """Lines of a body, cell, text box or note."""
        lines: list[Line] = []
        held = _Gathered()
        for block in _blocks(container):
            if block.tag == W + "tbl":
                lines += _closed(held)
                held = _Gathered()
                lines += self._table(block)
                continue
            if not len(block) and not held.parts and not self.fields and not self._styles.list_of(None):
                lines.append(EMPTY)  # an empty line, dearly paid for otherwise where a file has a million
                continue
            self._style = value_of(block, "pPr", "pStyle")
            self._hidden = self._styles.hides(self._style)
            mark = below(block, "pPr", "rPr")
            if _is_gone(mark, self._hidden):  # it runs on into the next paragraph
                self._inline(block, held)
                continue
            label = "" if "silent" in self.fields else self._numbering.label(block)
            self._silenced = False
            self._inline(block, held)
            text = "".join(held.parts)
            if text or not self._silenced:
                lines += _looking(label + text, held, self._level(block))
            lines += held.boxes
            held = _Gathered()
        return lines + _closed(held)

    def _level(self, paragraph: etree._Element) -> int:
        """The level of a heading, said by the paragraph itself or by its style; 0 for running text."""
        own = number_of(paragraph, "pPr", "outlineLvl")
        return self._styles.level_of(self._style) if own is None else (own + 1 if own < LEVELS else 0)

    def _table(self, table: etree._Element) -> list[Line]:
        lines: list[Line] = []
        for row in _inside(table, W + "tr"):
            properties = below(row, "trPr")
            if below(properties, "del") is not None or is_on(properties, "hidden"):
                continue
            cells = [cell for cell in _inside(row, W + "tc") if below(cell, "tcPr", "cellDel") is None]
            if len(cells) == 1 and not _is_rest(
                cells[0]
            ):  # a frame around text, or a heading across the table
                lines += self.story(cells[0])
                continue
            columns = [""] * _columns(number_of(properties, "gridBefore"), 0)
            for cell in cells:
                columns.append(self._cell(cell))
                columns += [""] * (_columns(number_of(cell, "tcPr", "gridSpan"), 1) - 1)
            line = "\t".join(columns).rstrip("\t")
            if line:
                lines.append(Line(line))
        return lines

    def _cell(self, cell: etree._Element) -> str:
        """A cell as one run of text; nothing for the rest of a merged one."""
        if _is_rest(cell):
            return ""
        return " ".join(" ".join(line.text.split()) for line in self.story(cell) if line.text.strip())

    def _inline(self, element: etree._Element, into: _Gathered) -> None:
        """Gather the text below a paragraph, run or wrapper."""
        for child in element:
            name = child.tag
            if name in _PASSED_OVER:
                continue
            if name == W + "t" or name == M + "t":
                self._add(_SPACES.sub(" ", child.text or ""), into)
            elif name in _MARKS:
                self._add(_MARKS[name], into)
            elif name == W + "r":
                self._run(child, into)
            elif name == MC + "AlternateContent":
                self._inline(_alternative(child), into)
            elif name == W + "txbxContent":
                self._box(child, into)
            elif name in _SPECIAL:
                self._special(name, child, into)
            elif not _is_placeholder(child):
                self._inline(child, into)

    def _add(self, text: str, into: _Gathered) -> None:
        if all(state == "result" for state in self.fields):
            into.parts.append(text)
        elif "silent" in self.fields:
            self._silenced = True

    def _run(self, run: etree._Element, into: _Gathered) -> None:
        properties = below(run, "rPr")
        hidden = is_on(properties, "vanish")
        if hidden is None:
            hidden = self._hidden or self._styles.hides(value_of(properties, "rStyle"))
        if not hidden:
            before = len(into.parts)
            self._inline(run, into)
            self._note_looks(run, sum(map(len, into.parts[before:])), into)
            return
        for mark in run.findall(W + "fldChar"):
            self._special(W + "fldChar", mark, into)

    def _note_looks(self, run: etree._Element, characters: int, into: _Gathered) -> None:
        if not characters:
            return
        properties = below(run, "rPr")
        style = value_of(properties, "rStyle")
        bold = is_on(properties, "b")
        if bold is None:
            bold = (style is not None and self._styles.is_bold(style)) or self._styles.is_bold(self._style)
        size = number_of(properties, "sz")
        into.bold += characters * bold
        into.sized[self._styles.size_of(style, self._style) if size is None else size] += characters

    def _box(self, content: etree._Element, into: _Gathered) -> None:
        outer = self.fields, self._hidden, self._style
        self.fields = []
        into.boxes += self.story(content)
        self.fields, self._hidden, self._style = outer

    def _special(self, name: str, element: etree._Element, into: _Gathered) -> None:
        if name == W + "sym":
            self._add(_symbol(element.get(W + "char", "")), into)
        elif name == W + "footnoteReference":
            self.footnotes.append(element.get(W + "id"))
        elif name == W + "endnoteReference":
            self.endnotes.append(element.get(W + "id"))
        elif name == V + "textpath":
            into.boxes += [Line(element.get("string", ""))]
        elif name == W + "fldSimple":
            if not _TOC.match(element.get(W + "instr", "")):
                self._inline(element, into)
        elif self._heed_fields:
            self._field(name, element)

    def _field(self, name: str, element: etree._Element) -> None:
        """Follow a complex field from its begin over its code to its result and end."""
        if name == W + "instrText":
            if self.fields and self.fields[-1] == "code" and _TOC.match(element.text or ""):
                self.fields[-1] = "toc"
            return
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append("code")
        elif kind == "separate" and self.fields:
            self.fields[-1] = "silent" if self.fields[-1] == "toc" else "result"
        elif kind == "end" and self.fields:
            self.fields.pop()


def _closed(held: _Gathered) -> list[Line]:
    text = "".join(held.parts)
    return (_looking(text, held, 0) if text else []) + held.boxes


def _looking(text: str, held: _Gathered, level: int) -> list[Line]:
    """The lines of a paragraph with its looks."""
    if not text:
        return [EMPTY]
    characters = held.sized.total()
    size = held.sized.most_common(1)[0][0] / 2 if characters else 0
    return [Line(line, level, held.bold >= characters > 0, size) for line in text.split("\n")]


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a container, through content controls and insertions."""
    for child in container:
        if child.tag in {W + "p", W + "tbl"}:
            yield child
        elif child.tag == MC + "AlternateContent":
            yield from _blocks(_alternative(child))
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from _blocks(child)


def _inside(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through content controls and insertions."""
    for child in container:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS and not _is_placeholder(child):
            yield from _inside(child, name)


def _alternative(choices: etree._Element) -> etree._Element:
    """The one of several renderings to read: the first that has text, never two."""
    for choice in choices:
        if next(choice.iter(W + "t", V + "textpath"), None) is not None:
            return choice
    return choices[0] if len(choices) else choices


def _is_placeholder(element: etree._Element) -> bool:
    """A content control still showing its “click here”."""
    return element.tag == W + "sdt" and bool(is_on(element, "sdtPr", "showingPlcHdr"))


def _is_gone(mark: etree._Element | None, hidden: bool) -> bool:
    """Whether the mark that ends a paragraph is deleted, moved away or hidden."""
    if below(mark, "del") is not None or below(mark, "moveFrom") is not None:
        return True
    said = is_on(mark, "vanish")
    return hidden if said is None else said


def _is_rest(cell: etree._Element) -> bool:
    """Whether a cell only continues the one above or before it."""
    properties = below(cell, "tcPr")
    merged = (value_of(properties, "vMerge"), value_of(properties, "hMerge"))
    return any(value is not None and value != "restart" for value in merged)


def _columns(number: int | None, least: int) -> int:
    return min(max(number or 0, least), _BROADEST_CELL)


def _symbol(code: str) -> str:
    """A character of a symbol font: Word adds F000 to the code."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF or number <= 0xFF:
        return _SYMBOLS.get(f"{number & 0xFF:x}", "•")
    return chr(number) if number <= 0x10FFFF else ""
