"""What stands on a page: characters with their places, and the straight lines that rule tables."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt

from tracker.reading.pdf.radicals import as_written
from tracker.reading.refused import Refused

_THICKEST: Final = 3.0
"""Points; what is thicker is a picture or a shade and no ruled line."""
MOST_RULES: Final = 20_000
"""On one page; more is a drawing."""
_TOO_SLOW: Final = "PDF 页数过多或内容过于复杂，没能在时限内读完，请拆分成几份后再读"


class Glyph(NamedTuple):
    """One character: from `x0` to `x1` on the baseline `y`, in points, upwards from the page's foot."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


class Rule(NamedTuple):
    """A level line at height `at` from `start` to `end`, or an upright one at `at` from foot to head."""

    level: bool
    at: float
    start: float
    end: float


class PageReader(PDFTextDevice):
    """Gathers the characters and rules of one page after the other, until its time is up."""

    def __init__(self, resources: PDFResourceManager, seconds: float) -> None:
        super().__init__(resources)
        self._until = time.process_time() + seconds
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.unknown = 0
        """Characters of the whole document whose font does not say what they are."""
        self.known = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.glyphs = []
        self.rules = []
        self._watch()

    def begin_figure(self, name: str, bbox: object, matrix: Matrix) -> None:
        self._watch()

    def _watch(self) -> None:
        if time.process_time() > self._until:
            raise Refused(_TOO_SLOW)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep one character and say how far it moves the pen; what stands askew is a watermark."""
        width = font.char_width(cid) * fontsize * scaling
        a, b, _, d, x, y = matrix
        try:
            text = font.to_unichr(cid)
            self.known += 1
        except PDFUnicodeNotDefined:
            self.unknown += 1
            return width
        if not len(self.glyphs) & 1023:
            self._watch()
        if a > 0 and abs(b) < 0.1 * a and not font.is_vertical():
            self.glyphs.append(Glyph(as_written(text), x, x + width * a, y + rise * d, abs(d) * fontsize))
        return width

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Keep the straight edges of what is drawn, and thin bars as the lines they stand for."""
        self._watch()
        points: list[tuple[float, float]] = []
        for step in path:
            operator = step[0]
            if operator == "m":
                self._outline(points, stroke=stroke)
                points = []
            if operator == "h" and points:
                points.append(points[0])
            elif operator in ("m", "l"):
                points.append(apply_matrix_pt(self.ctm or (1, 0, 0, 1, 0, 0), step[-2:]))  # type: ignore[arg-type]
            elif operator not in ("m", "l", "h"):
                points = []
                break
        self._outline(points, stroke=stroke)

    def _outline(self, points: list[tuple[float, float]], *, stroke: bool) -> None:
        if len(points) < 2 or len(self.rules) >= MOST_RULES:
            return
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        foot, head = min(y for _, y in points), max(y for _, y in points)
        if head - foot <= _THICKEST < right - left:
            self.rules.append(Rule(True, (foot + head) / 2, left, right))
        elif right - left <= _THICKEST < head - foot:
            self.rules.append(Rule(False, (left + right) / 2, foot, head))
        elif stroke:
            self._edges(points)

    def _edges(self, points: list[tuple[float, float]]) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y0 - y1) < 1 and abs(x0 - x1) > _THICKEST:
                self.rules.append(Rule(True, y0, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 1 and abs(y0 - y1) > _THICKEST:
                self.rules.append(Rule(False, x0, min(y0, y1), max(y0, y1)))
