"""The package of somebody's workbook: its parts as they are, and a copy of it in which some are changed."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from lxml import etree

from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.workbook import S, whole

LARGEST_SHEET: Final = 300 << 20
"""Bytes of one sheet once inflated; 100,000 rows of 16 columns have about 120 MB."""
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CALCULATION: Final = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_FULL: Final = re.compile(rb'\s+fullCalcOnLoad="[^"]*"')
_BEFORE_CALCULATION: Final = ("definedNames", "externalReferences", "functionGroups", "sheets")
"""Elements behind which a workbook says how it calculates; the last one present."""
_DATES: Final = {*range(14, 23), *range(27, 37), *range(50, 59)}
_MARKED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_USUAL_POINTS: Final = 11.0


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What has to be known of a cell's style to write into it."""

    is_date: bool = False
    is_locked: bool = True
    """Where its sheet is protected."""
    points: float = _USUAL_POINTS
    font: str = ""


class Parts:
    """The parts of a workbook that was read under limits before."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.package = Package(content)
        self.styles = _styles(self.package.related("styles"))

    def style(self, number: int) -> CellStyle:
        """Of a cell that carries this number."""
        return self.styles[number] if 0 <= number < len(self.styles) else CellStyle()

    def wrapping(self, numbers: Collection[int]) -> tuple[dict[str, bytes], dict[int, int]]:
        """The part of styles with a twin of each of these that breaks long texts into lines, and the twins'
        numbers; a style that says itself how texts stand has none.
        """
        root = self.package.related("styles")
        styles = root.find(f"{S}cellXfs") if root is not None else None
        if root is None or styles is None:
            return {}, {}
        known, twins = list(styles), dict[int, int]()
        for number in sorted(set(numbers)):
            if number < len(known) and known[number].find(f"{S}alignment") is None:
                twin = copy.deepcopy(known[number])
                twin.set("applyAlignment", "1")
                twin.insert(0, etree.Element(f"{S}alignment", vertical="center", wrapText="1"))
                styles.append(twin)
                twins[number] = len(styles) - 1
        if not twins:
            return {}, {}
        styles.set("count", str(len(styles)))
        part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return {self.package.part_of("styles"): part}, twins

    def part(self, name: str) -> bytes:
        """One part, inflated up to a limit. Raises Refused."""
        with self.package.stream(name, LARGEST_SHEET) as stream:
            pieces = []
            while piece := stream.read(1 << 20):
                pieces.append(piece)
        return _readable(b"".join(pieces))

    def names(self) -> tuple[str, ...]:
        """Of all parts."""
        with ZipFile(BytesIO(self.content)) as archive:
            return tuple(_plain(name) for name in archive.namelist() if not name.endswith("/"))

    def related_to(self, name: str) -> dict[str, set[str]]:
        """The tables and drawings of a sheet."""
        folder, _, file = name.rpartition("/")
        found: dict[str, set[str]] = {"table": set(), "drawing": set()}
        root = self.package.xml(f"{folder}/_rels/{file}.rels")
        for relation in root if root is not None else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in found and relation.get("TargetMode", "Internal") == "Internal":
                target = relation.get("Target", "")
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[kind].add(_plain(posixpath.normpath(place)))
        return found

    def without(self, name: str) -> dict[str, bytes]:
        """The parts that name this one, with its name taken out of them."""
        folder, _, file = self.package.main.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        said = re.escape(name.rpartition("/")[2].encode())
        override = re.compile(rb'<(?:\w+:)?Override\b[^>]*PartName="[^"]*' + said + rb'"[^>]*/>', re.I)
        relation = re.compile(rb'<(?:\w+:)?Relationship\b[^>]*Target="[^"]*' + said + rb'"[^>]*/>', re.I)
        return {
            "[content_types].xml": override.sub(b"", self.part("[Content_Types].xml")),
            relations: relation.sub(b"", self.part(relations)),
        }

    def named(self, name: str) -> str:
        """The cells that the workbook gives this name; empty for none. Excel heeds no capitals in it."""
        root = self.package.xml(self.package.main)
        return next(
            (
                (defined.text or "").strip()
                for defined in (root.iterfind(f"{S}definedNames/{S}definedName") if root is not None else ())
                if defined.get("name", "").casefold() == name.casefold()
            ),
            "",
        )

    @property
    def is_signed(self) -> bool:
        """Whether a digital signature travels with it, which holds for the original alone."""
        return self.package.has("_xmlsignatures/origin.sigs")

    def has_formulas(self, sheets: Mapping[str, bytes]) -> bool:
        """Whether any of these parts works figures out."""
        return any(_FORMULA.search(part) for part in sheets.values())

    def recalculating(self) -> bytes:
        """The part that lists the sheets, told to work all formulas out when the file is opened."""
        part = self.part(self.package.main)
        if found := _CALCULATION.search(part):
            kept = _FULL.sub(b"", found[2]).rstrip()
            changed = b"<" + found[1] + b"calcPr" + kept + b' fullCalcOnLoad="1"' + found[3] + b">"
            return part[: found.start()] + changed + part[found.end() :]
        for name in _BEFORE_CALCULATION:
            if found := re.search(rb"</((?:\w+:)?)" + name.encode() + rb"\s*>", part):
                said = b"<" + found[1] + b'calcPr fullCalcOnLoad="1"/>'
                return part[: found.end()] + said + part[found.end() :]
        return part


def write_copy(
    content: bytes, changed: Mapping[str, bytes], path: Path, without: Collection[str] = ()
) -> None:
    """The package with these parts changed; all others, their order and their times stay."""
    left_out = {_plain(name) for name in without}
    wanted = {_plain(name): part for name, part in changed.items()}
    with ZipFile(BytesIO(content)) as source, ZipFile(path, "w") as target:
        for member in source.infolist():
            if _plain(member.filename) in left_out:
                continue
            info = copy.copy(member)
            info.extra = b""
            part = wanted.get(_plain(member.filename))
            target.writestr(info, source.read(member) if part is None else part, member.compress_type)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _readable(part: bytes) -> bytes:
    """UTF-8 only: in another encoding places of cells would not be where they are looked for."""
    head = part[:200]
    if head.startswith((b"\xfe\xff", b"\xff\xfe")) or re.search(
        rb"encoding=[\"'](?!utf-?8[\"'])", head, re.I
    ):
        raise Refused("工作簿内部不是 UTF-8 编码，请用 WPS 或 Excel 打开后另存为新的 .xlsx 再试")
    return part


def _styles(root: etree._Element | None) -> tuple[CellStyle, ...]:
    if root is None:
        return ()
    codes = {
        whole(form.get("numFmtId"), -1): form.get("formatCode", "")[:200]
        for form in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    fonts = [_font(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    found = []
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        number, font = whole(style.get("numFmtId"), 0), whole(style.get("fontId"), 0)
        name, points = fonts[font] if font < len(fonts) else ("", _USUAL_POINTS)
        protection = style.find(f"{S}protection")
        is_locked = protection is None or protection.get("locked", "1") in ("1", "true")
        found.append(CellStyle(_is_date(number, codes.get(number, "")), is_locked, points, name))
    return tuple(found)


def _font(font: etree._Element) -> tuple[str, float]:
    size, name = font.find(f"{S}sz"), font.find(f"{S}name")
    try:
        points = float(size.get("val", "")) if size is not None else _USUAL_POINTS
    except ValueError:
        points = _USUAL_POINTS
    return (name.get("val", "") if name is not None else "", min(max(points, 1.0), 409.0))


def _is_date(number: int, code: str) -> bool:
    if number in _DATES and not code:
        return True
    signs = _MARKED.sub("", code.split(";")[0]).lower()
    return "y" in signs or ("m" in signs and "d" in signs)
