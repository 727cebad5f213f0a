"""Text as a workbook's cell may hold it: never a formula, never illegal, never cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.text.screen import safe_for_screen

MOST_UNITS = 32_767
"""Characters of one cell, counted in UTF-16 as Excel does."""

MOST_LINES = 254
"""Lines of one cell: Excel keeps 253 line feeds."""

CONTINUED = "（续）"
"""Opens the text of a cell that goes on where the one above was full."""

GOES_ON = "续"
"""Stands for the 序号 on a further page of an item."""

SAID_ABOVE = "（见上）"
"""Stands on a further page of an item where the text above is over."""

_PLAIN = re.compile("[\n -~\u2014\u2018-\u201d\u2026\u3000-\u303e\u4e00-\u9fff\uff01-\uff60]*")
"""Latin and Chinese with their signs: nothing of it has to be cleaned."""
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")
_BLANKS = " \u3000\u00a0"
_OPENING = frozenset((*_TRIGGERS, *_BLANKS))
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\n]")
_LONGEST_SHEET_NAME = 31


def clean(text: str) -> str:
    """`text` with line ends as LF and codes that XML forbids or that hide as visible marks."""
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\t".join(safe_for_screen(part, keep_lines=True) for part in text.split("\t"))


def normal(text: str) -> str:
    """A text as it comes back out of a cell."""
    return "\n".join(line.strip() for line in clean(text).split("\n")).strip("\n").strip()


def cell_parts(text: str) -> list[str]:
    """`text` clean and in as many cells as it takes; each but the first opens with （续）."""
    text = clean(text)
    if len(text) * 2 <= MOST_UNITS and text.count("\n") < MOST_LINES:
        return [text]
    return list(_filled_cells(text))


def _filled_cells(text: str) -> Iterator[str]:
    opening = ""
    start = 0
    while True:
        end = _end_of_cell(text, start, MOST_UNITS - len(CONTINUED))
        yield opening + text[start:end]
        if end == len(text):
            return
        opening = CONTINUED
        start = end


def _end_of_cell(text: str, start: int, room: int) -> int:
    """The first position after `start` that does not fit into a cell any more."""
    units = lines = 0
    for position in range(start, len(text)):
        character = text[position]
        units += 2 if character > "\uffff" else 1
        lines += character == "\n"
        if units > room or lines >= MOST_LINES:
            return position
    return len(text)


def stored(text: str) -> str:
    """`text` as the file keeps it: what looks like an OOXML escape (`_x0041_`) is escaped itself."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def looks_like_formula(text: str) -> bool:
    """True for text that a spreadsheet could take for a formula, with or without blanks before."""
    if not text or text[0] not in _OPENING:
        return False
    return text[0] in _TRIGGERS or text.lstrip(_BLANKS).startswith(_TRIGGERS)


def sheet_name(text: str, otherwise: str) -> str:
    """`text` as Excel lets a sheet be called; `otherwise` where nothing is left of it."""
    name = _NOT_IN_SHEET_NAMES.sub(" ", clean(text)).replace("\t", " ")
    name = _first_units(name.strip("' "), _LONGEST_SHEET_NAME).strip("' ")
    return name if name and name.casefold() != "history" else otherwise


def free_sheet_name(text: str, otherwise: str, taken: Iterable[str]) -> str:
    """As `sheet_name`, told apart from the names of the workbook's other sheets."""
    names = {name.casefold() for name in taken}
    name = sheet_name(text, otherwise)
    count = 1
    while name.casefold() in names:
        count += 1
        ending = f"({count})"
        name = _first_units(sheet_name(text, otherwise), _LONGEST_SHEET_NAME - len(ending)) + ending
    return name


def _first_units(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
