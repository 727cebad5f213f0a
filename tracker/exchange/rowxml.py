"""Cells and rows as the file holds them (SpreadsheetML), written one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from tracker.errors import OutputFailed
from tracker.exchange.layout import Kind
from tracker.exchange.texts import stored

MOST_ROWS: Final = 1_048_576
"""Of one sheet of Excel."""
FORMATS: Final = {Kind.TEXT: "General", Kind.NUMBER: "0", Kind.SHARE: "0.0%", Kind.DAY: "yyyy\\-mm\\-dd"}
_FIRST_DAY: Final = dt.date(1899, 12, 30)
_MOST_BYTES: Final = 1_900_000_000
"""Of one sheet's rows: beyond two gigabytes a package needs what older programs do not open."""
_IN_MEMORY: Final = 1 << 20


def text_cell(place: str, style: str, text: str) -> str:
    """A cell that holds a text, whatever it looks like."""
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    text = stored(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" in text or text[0] <= " " or text[-1] <= " " or "  " in text:
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def value_cell(place: str, style: str, kind: Kind, text: str, formula: str = "") -> str:
    """A cell that holds a number or a day, or the formula of one with what it comes to."""
    if kind is Kind.DAY and text:
        text = str((dt.date.fromisoformat(text) - _FIRST_DAY).days)
    works_out = f"<f>{_escaped(formula)}</f>" if formula else ""
    if not text:
        return (
            f'<c r="{place}" s="{style}" t="str">{works_out}<v></v></c>'
            if formula
            else (f'<c r="{place}" s="{style}"/>')
        )
    return f'<c r="{place}" s="{style}">{works_out}<v>{text}</v></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class RowStream:
    """Rows of one sheet, from top to bottom; merged ranges are kept aside until the rows are over."""

    def __init__(self, target: IO[bytes], path: str) -> None:
        self._target = target
        self._path = path
        self._waiting: list[str] = []
        self._size = 0
        self._merges: SpooledTemporaryFile[bytes] | None = None
        self.row = 1
        """The next row to write."""
        self.height = 0.0
        """Of all rows so far, in points."""

    def write(self, height: float, cells: Sequence[str], *, is_fixed: bool = True) -> None:
        """One row, which grows with what is typed into it unless its height `is_fixed`. Raises OutputFailed
        where a sheet holds no more.
        """
        if self.row > MOST_ROWS:
            raise OutputFailed(self._path, f"超过 Excel 一张表的 {MOST_ROWS:,} 行，请加条件分几次导出")
        fixed = ' customHeight="1"' if is_fixed else ""
        self._waiting.append(f'<row r="{self.row}" ht="{height:g}"{fixed}>{"".join(cells)}</row>')
        self.row += 1
        self.height += height
        if len(self._waiting) >= 64:
            self.flush()

    def merge(self, place: str) -> None:
        """One merged range, e.g. A4:A6."""
        if self._merges is None:
            self._merges = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the sheet
        self._merges.write(f'<mergeCell ref="{place}"/>'.encode())

    def flush(self) -> None:
        """Hand on what waits."""
        content = "".join(self._waiting).encode()
        self._waiting.clear()
        self._size += len(content)
        if self._size > _MOST_BYTES:
            raise OutputFailed(self._path, "一张表太大，请加条件分几次导出")
        self._target.write(content)

    @property
    def merges(self) -> IO[bytes] | None:
        """All merged ranges, once the rows are over."""
        return self._merges
