"""The named styles of a list's workbook, each made once and shared by its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.exchange.layout import Align
from tracker.exchange.settings import PaperSettings, Typeface

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle

TITLE = "title"
HEADER = "header"
NOTE = "note"
NOTE_RIGHT = "note-right"
SMALL = "small"
LABEL = "label"
TOTAL = "total"

_GREY = "FF808080"
_OPEN = "FFFFF9E5"
"""Behind cells that are to be filled in."""
STANDARD_DIGIT = 8
"""Pixels of a digit of the standard font."""
_STANDARD = Typeface("Times New Roman", 12)
"""Its digits are whole pixels wide, which every program counts alike; where it is not, others are of the
same widths, which no Chinese font can be sure of. Chinese in it is drawn in the machine's own."""
_CHINESE = 134  # the GB2312 character set: a machine without the font takes another Chinese one

_NAMES = {
    TITLE: "台账标题",
    HEADER: "台账表头",
    "left": "台账正文",
    "center": "台账正文居中",
    "left-top": "台账正文顶端",
    "center-top": "台账正文居中顶端",
    NOTE: "台账说明",
    NOTE_RIGHT: "台账说明居右",
    SMALL: "台账小字",
    LABEL: "台账密级",
    TOTAL: "台账合计",
}


def body_style(align: Align, at_top: bool) -> str:
    """The style of a list's own cells."""
    return f"{align}-top" if at_top else align.value


class Styles:
    """Styles by name, number format and quote prefix, as the numbers that cells carry."""

    def __init__(self, workbook: Workbook, settings: PaperSettings) -> None:
        self._sheet = workbook.worksheets[0]
        _set_standard_font(workbook)
        self._names: dict[str, str] = {}
        self._numbers: dict[tuple[str, bool, str, bool], str] = {}
        for key, style in _named_styles(settings).items():
            workbook.add_named_style(style)
            self._names[key] = style.name

    def number(
        self, key: str, *, quoted: bool = False, number_format: str = "General", is_open: bool = False
    ) -> str:
        """Of the style, as it stands in a cell; `quoted` where the text could be taken for a formula,
        `is_open` where somebody is to fill it in.
        """
        asked = (key, quoted, number_format, is_open)
        if asked not in self._numbers:
            from openpyxl.cell import Cell

            probe: Any = Cell(self._sheet, row=1, column=1)
            probe.style = self._names[key]
            probe.quotePrefix = quoted
            probe.number_format = number_format
            if is_open:
                from openpyxl.styles import PatternFill, Protection

                probe.protection = Protection(locked=False)
                probe.fill = PatternFill(fgColor=_OPEN, fill_type="solid")
            self._numbers[asked] = str(probe.style_id)
        return self._numbers[asked]


def _set_standard_font(workbook: Any) -> None:
    """Columns are measured by its digits: one that is everywhere, or drawn alike where it is not."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    font = Font(name=_STANDARD.name, sz=_STANDARD.points)
    workbook._fonts = IndexedList([font])
    workbook._named_styles["Normal"].font = font


def _named_styles(settings: PaperSettings) -> dict[str, NamedStyle]:
    body = {
        key: _style(key, settings.body, align, vertical="top" if at_top else "center", bordered=True)
        for align in Align
        for at_top in (False, True)
        for key in [body_style(align, at_top)]
    }
    return body | {
        TITLE: _style(TITLE, settings.title, "center"),
        HEADER: _style(HEADER, settings.header, "center", bordered=True),
        NOTE: _style(NOTE, settings.note, "left"),
        NOTE_RIGHT: _style(NOTE_RIGHT, settings.note, "right"),
        SMALL: _style(SMALL, settings.small, "left", color=_GREY),
        LABEL: _style(LABEL, replace(settings.header, points=settings.note.points), "left"),
        TOTAL: _style(TOTAL, replace(settings.header, points=settings.body.points), "center", bordered=True),
    }


def _style(
    key: str,
    face: Typeface,
    horizontal: str,
    *,
    vertical: str = "center",
    bordered: bool = False,
    color: str | None = None,
) -> NamedStyle:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    side = Side(style="thin") if bordered else Side()
    return NamedStyle(
        name=_NAMES[key],
        font=Font(name=face.name, sz=face.points, charset=_CHINESE, color=color),
        alignment=Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True),
        border=Border(left=side, right=side, top=side, bottom=side),
    )
