"""References in a workbook's XML that follow when the rows of a list become more or fewer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final
from xml.sax.saxutils import escape

_QUOTED: Final = re.compile(r'("(?:[^"]|"")*")')
_REFERENCE: Final = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[\w.\u2e80-\uffef]+)!)?"
    r"(?<![A-Za-z0-9_.$])(?P<one>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::(?P<other>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?"
    r"(?![A-Za-z0-9_(!])"
)
_CELL: Final = re.compile(r"(\$?[A-Z]{1,3})(\$?)([0-9]{1,7})")
_RANGES: Final = re.compile(rb'(\b(?:ref|sqref)=")([^"]*)(")')
_SQREF: Final = re.compile(rb"(<(?:\w+:)?sqref>)([^<]*)(</)")
_FORMULAS: Final = re.compile(rb"(<(?:\w+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*[^/>])?>)([^<]*)(</)")


@dataclass(frozen=True, slots=True)
class Move:
    """The rows `first` to `last` of a sheet become `first` to `new_last`; what is below goes along."""

    sheet: str
    first: int
    last: int
    new_last: int
    has_foot: bool
    """Something stands below the list; else a range that reaches further only has to reach far enough."""

    def row(self, row: int) -> int:
        """Where a single row is afterwards."""
        if row > self.last:
            return row + self.new_last - self.last if self.has_foot else row
        return row if row < self.first else min(row, max(self.new_last, self.first))

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """A range of rows afterwards: one that goes over the list goes over all of it."""
        if first <= self.first <= last <= self.last:
            return first, max(self.new_last, self.first)
        if last > self.last and not self.has_foot and first <= self.last:
            return self.row(first), max(last, self.new_last)
        return self.row(first), self.row(last)

    def ranges(self, text: str) -> str:
        """Such as `A4:C9 E4`: what is said of the list's one sample cell is said of all."""
        return " ".join(self._range(part, single_grows=True) for part in text.split(" "))

    def formula(self, text: str, *, of_this_sheet: bool) -> str:
        """A formula of this sheet, or of another that names this one."""
        named = {f"{self.sheet}!", "'" + self.sheet.replace("'", "''") + "'!"}

        def moved(found: re.Match[str]) -> str:
            sheet = found["sheet"] or ""
            if sheet not in named if sheet else not of_this_sheet:
                return found[0]
            return sheet + self._range(found[0][len(sheet) :], single_grows=False)

        pieces = _QUOTED.split(text)
        return "".join(
            piece if place % 2 else _REFERENCE.sub(moved, piece) for place, piece in enumerate(pieces)
        )

    def _range(self, text: str, *, single_grows: bool) -> str:
        one, colon, other = text.partition(":")
        first, last = _CELL.fullmatch(one), _CELL.fullmatch(other or one)
        if first is None or last is None:
            return text
        if not colon and not single_grows:
            return f"{first[1]}{first[2]}{self.row(int(first[3]))}"
        top, bottom = self.reach(int(first[3]), int(last[3]))
        if not colon and top == bottom:
            return f"{first[1]}{first[2]}{top}"
        return f"{first[1]}{first[2]}{top}:{last[1]}{last[2]}{bottom}"


def move_xml(part: bytes, move: Move, *, of_this_sheet: bool) -> bytes:
    """All ranges and formulas of a part that name the sheet's rows."""
    if of_this_sheet:
        part = _RANGES.sub(in_text(move.ranges), part)
        part = _SQREF.sub(in_text(move.ranges), part)
    return _FORMULAS.sub(in_text(lambda text: move.formula(text, of_this_sheet=of_this_sheet)), part)


def in_text(change: Callable[[str], str]) -> Callable[[re.Match[bytes]], bytes]:
    """Changes the text between two tags or quotes (the middle of three groups), whose characters may be
    written as entities; what does not change keeps its bytes.
    """

    def changed(found: re.Match[bytes]) -> bytes:
        text = unescape(found[2].decode())
        new = change(text)
        return found[0] if new == text else found[1] + escape(new, {'"': "&quot;"}).encode() + found[3]

    return changed


def repeated(formula: str, rows: int) -> str:
    """A formula so many rows further down: its references without $ go along."""

    def moved(found: re.Match[str]) -> str:
        sheet = found["sheet"] or ""
        return sheet + _CELL.sub(
            lambda cell: cell[0] if cell[2] else f"{cell[1]}{int(cell[3]) + rows}", found[0][len(sheet) :]
        )

    pieces = _QUOTED.split(formula)
    return "".join(piece if place % 2 else _REFERENCE.sub(moved, piece) for place, piece in enumerate(pieces))
