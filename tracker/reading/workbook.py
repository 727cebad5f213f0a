"""The sheets of a workbook as lines of text: what is seen in their cells, row by row.

Formulas are never evaluated: the value that was stored with them counts. Hidden sheets, rows and columns
are left out, as are comments, charts and pictures.

Our own walk over the parts and not openpyxl read-only: that one tells neither merged cells nor hidden rows
and columns, inflates without limits, and is no faster (60,000 cells of text: 1.7 s against 1.5 s here).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tracker.reading.grids import Field, draw
from tracker.reading.numberformats import shown
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.texts import Words
from tracker.text.cleaning import clean

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_DEFAULT_NAME: Final = re.compile(r"(?:Sheet|工作表) ?[0-9]*", re.I)
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_LONGEST_TEXT: Final = 20_000_000
_DAMAGED: Final = "工作簿已损坏或不完整，请用 WPS 或 Excel 打开后另存为新的 .xlsx 再读"
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share."""

    strings: tuple[str, ...]
    formats: tuple[tuple[int, str], ...]
    """Number and code of each style's number format."""
    from_1904: bool


def read_workbook(package: Package) -> Words:
    """The text of all visible sheets, and warnings. Raises Refused."""
    root = package.xml(package.main)
    if root is None:
        raise Refused(_DAMAGED)
    formats, from_1904 = book_of(package, root)
    book = _Book(_strings(package.related("sharedStrings")), formats, from_1904)
    parts = package.targets()
    drawn: list[tuple[str, list[str]]] = []
    hidden = 0
    for sheet in root.iterfind(f"{S}sheets/{S}sheet"):
        content = package.xml(parts.get(sheet.get(R + "id", ""), ""))
        if content is None or content.tag != S + "worksheet":
            continue  # a sheet that is a chart
        if sheet.get("state", "visible") != "visible":
            hidden += 1
        elif lines := draw(_fields(content, book)):
            drawn.append((sheet.get("name", ""), lines))
    text = clean("\n".join(_with_names(drawn)))
    if len(text) > _LONGEST_TEXT:
        raise Refused(f"文字超过 {_LONGEST_TEXT // 10_000} 万字，请拆分后再读")
    warnings = []
    if package.has_macros:
        warnings.append("工作簿含有宏，宏没有运行，只读取了文字")
    if hidden:
        warnings.append(f"工作簿有 {hidden} 个隐藏的工作表，没有读取")
    return Words(text, "xlsx", warnings=tuple(warnings))


def _with_names(drawn: list[tuple[str, list[str]]]) -> Iterator[str]:
    """The sheets one after the other, parted by an empty line, under the names that people gave them."""
    for number, (name, lines) in enumerate(drawn):
        if number:
            yield ""
        if len(drawn) > 1 and name and not _DEFAULT_NAME.fullmatch(name) and name not in lines[0]:
            yield " ".join(name.split())
        yield from lines


def _fields(sheet: etree._Element, book: _Book) -> list[Field]:
    merged = dict(_merges(sheet))
    columns_hidden = _hidden_columns(sheet)
    fields: list[Field] = []
    row_number = 0
    for row in sheet.iterfind(f"{S}sheetData/{S}row"):
        row_number = whole(row.get("r"), row_number + 1)
        if not len(row) or row.get("hidden") in {"1", "true"}:
            continue
        column = -1
        for cell in row.iterchildren(S + "c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = column_of(place[1]) if place else column + 1
            words = _said(cell, book)
            if words and not any(first <= column <= last for first, last in columns_hidden):
                rows, columns = merged.get((row_number, column), (1, 1))
                fields.append(Field(row_number, column, words, rows, columns))
    return fields


def _merges(sheet: etree._Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """First cell of each merged range, and over how many rows and columns it reaches."""
    for merge in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        if (place := merge_of(merge.get("ref", ""))) is not None:
            top, left, foot, right = place
            yield (top, left), (max(foot - top + 1, 1), max(right - left + 1, 1))


def merge_of(reference: str) -> tuple[int, int, int, int] | None:
    """Top row (from 1), left column (from 0), foot and right of a range such as `B3:D5`."""
    place = _RANGE.fullmatch(reference)
    if place is None:
        return None
    return int(place[2]), column_of(place[1]), int(place[4]), column_of(place[3])


def place_of(reference: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of a cell such as `B3`."""
    place = _PLACE.fullmatch(reference)
    return (int(place[2]), column_of(place[1])) if place else None


def _hidden_columns(sheet: etree._Element) -> list[tuple[int, int]]:
    return [
        (whole(column.get("min"), 1) - 1, whole(column.get("max"), 0) - 1)
        for column in sheet.iterfind(f"{S}cols/{S}col")
        if column.get("hidden") in {"1", "true"}
    ][:1000]


def _said(cell: etree._Element, book: _Book) -> str:
    """The words of a cell on one line; nothing for errors and empty ones."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        held = cell.find(S + "is")
        return _one_line(_rich(held)) if held is not None else ""
    value = cell.findtext(S + "v") or ""
    if not value or kind == "e":
        return ""
    if kind == "s":
        index = whole(value, -1)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind == "d":
        return _one_line(iso_day(value))
    if kind == "n":
        return _number(value, whole(cell.get("s"), 0), book)
    return _one_line(unescaped(value))


def iso_day(value: str) -> str:
    """A day that is stored as ISO 8601, as people read it; anything else as it is."""
    day = _ISO_DAY.fullmatch(value)
    return f"{int(day[1])}年{int(day[2])}月{int(day[3])}日" if day else unescaped(value)


def _number(value: str, style: int, book: _Book) -> str:
    form, code = book.formats[style] if 0 <= style < len(book.formats) else (0, "")
    if value.isascii() and value.isdigit() and len(value) > 15:  # a number of an identity card
        return value
    try:
        number = float(value)
    except ValueError:
        return _one_line(value)
    if number != number or abs(number) == float("inf"):
        return ""
    return shown(number, form, code, from_1904=book.from_1904)


def _strings(root: etree._Element | None) -> tuple[str, ...]:
    if root is None:
        return ()
    return tuple(_one_line(_rich(item)) for item in root.iterchildren(S + "si"))


def _rich(item: etree._Element) -> str:
    """The text of its runs; how characters are pronounced is left out."""
    pieces = []
    for child in item:
        if child.tag == S + "t":
            pieces.append(child.text or "")
        elif child.tag == S + "r":
            pieces.append(child.findtext(S + "t") or "")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """`_x000D_` and the like stand for characters that XML cannot hold."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def book_of(package: Package, root: etree._Element) -> tuple[tuple[tuple[int, str], ...], bool]:
    """Number and code of each cell style's number format, and whether days count from 1904."""
    properties = root.find(S + "workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    return _formats(package.related("styles")), from_1904


def _formats(root: etree._Element | None) -> tuple[tuple[int, str], ...]:
    """The number format of each cell style."""
    if root is None:
        return ()
    codes = {
        whole(form.get("numFmtId"), -1): form.get("formatCode", "")[:200]
        for form in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    found = []
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        number = whole(style.get("numFmtId"), 0)
        found.append((number, codes.get(number, "")))
    return tuple(found)


def column_of(letters: str) -> int:
    """The column that letters name, from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def whole(value: str | None, otherwise: int) -> int:
    """A whole number as a file writes it."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else otherwise
