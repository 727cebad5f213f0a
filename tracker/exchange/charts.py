"""A list's charts, as Excel's own, on a sheet behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from tracker.exchange.layout import Chart, Entry, ListLayout
from tracker.exchange.styles import STANDARD_DIGIT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLOURS: Final = ("4472C4", "C8102E", "A5A5A5", "ED7D31")
_A4: Final = 9
_INCHES: Final = 0.55
"""Around the page."""
_WIDTH: Final = 25.5
"""Centimetres: a page of A4 landscape holds it as it is."""
_COLUMN: Final = 26.0
"""It stands in one column, since a page ends between columns."""
_PIXELS_A_CENTIMETRE: Final = 96 / 2.54
_PAGE: Final = 18.0
"""Centimetres that a page holds from top to bottom."""
_AROUND: Final = 2.4
"""Above and below the bars: title and legend."""
_NAME: Final = 1.0
"""Of the bars that belong to one name."""
_WHOLE: Final = 1.15
"""Where the axis of shares ends: 100% has to stand behind its bar."""
_MOST_NAMES: Final = 15
"""In one chart; more go to the next."""
_ROW_POINTS: Final = 15.0
_ROW: Final = _ROW_POINTS / 72 * 2.54


def add_charts(target: Worksheet, sheet: Worksheet, layout: ListLayout[Entry], first: int, last: int) -> None:
    """The charts on `target`, one under the other, none parted by the end of a page; the list's rows are
    those from `first` to `last`.

    The page is not scaled: Excel heeds no page break where a sheet is fitted to the paper.
    """
    from openpyxl.worksheet.pagebreak import Break

    _set_up_page(target)
    row, used = 1, 0.0
    for chart in layout.charts:
        for rows in _in_parts(range(first, last + 1)):
            drawn = _chart(sheet, layout, chart, rows)
            if drawn is None:
                continue
            if len(rows) < last - first + 1:
                drawn.title = f"{chart.title}（第{rows[0] - first + 1}至{rows[-1] - first + 1}）"
            high = 1 + math.ceil(drawn.height / _ROW)
            if used and used + high * _ROW > _PAGE:
                target.row_breaks.append(Break(id=row - 1))
                used = 0.0
            target.add_chart(drawn, f"A{row + 1}")
            row, used = row + high, used + high * _ROW


def _in_parts(rows: range) -> Iterator[range]:
    """Of like length, none with more names than are read easily."""
    parts = math.ceil(len(rows) / _MOST_NAMES)
    for part in range(parts):
        yield rows[len(rows) * part // parts : len(rows) * (part + 1) // parts]


def _set_up_page(target: Worksheet) -> None:
    target.sheet_format.defaultRowHeight = _ROW_POINTS
    target.sheet_format.customHeight = True
    target.column_dimensions["A"].width = _COLUMN * _PIXELS_A_CENTIMETRE / STANDARD_DIGIT
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = _A4
    margins = target.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _INCHES
    margins.header = margins.footer = _INCHES / 2
    footer: Any = target.oddFooter
    footer.center.text = "第 &P 页 共 &N 页"


def _chart(sheet: Worksheet, layout: ListLayout[Entry], chart: Chart, rows: range) -> Any:
    """Bars from top to bottom with their names at the left, which are read there however long they are.

    None where a column of it was left out.
    """
    from openpyxl.chart import BarChart, Reference, Series

    places = {column.key: index for index, column in enumerate(layout.columns, 1)}
    if not {chart.names, *chart.values} <= places.keys():
        return None
    drawn: Any = BarChart()
    drawn.type, drawn.grouping, drawn.overlap, drawn.gapWidth = "bar", "clustered", 0, 50
    drawn.title = chart.title
    drawn.width, drawn.height = _WIDTH, _AROUND + len(rows) * _NAME
    for key, colour in zip(chart.values, _COLOURS, strict=False):
        values = Reference(sheet, min_col=places[key], min_row=rows[0], max_row=rows[-1])
        series: Any = Series(values, title=layout.columns[places[key] - 1].heading)
        series.graphicalProperties.solidFill = colour
        drawn.series.append(series)
    drawn.set_categories(Reference(sheet, min_col=places[chart.names], min_row=rows[0], max_row=rows[-1]))
    _label(drawn, chart)
    return drawn


def _label(drawn: Any, chart: Chart) -> None:
    """Figures stand at the bars, so that no axis has to say them."""
    from openpyxl.chart.label import DataLabelList

    drawn.dataLabels = DataLabelList()
    drawn.dataLabels.showVal = True
    for hidden in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(drawn.dataLabels, hidden, False)
    drawn.x_axis.delete = False
    drawn.x_axis.scaling.orientation = "maxMin"  # the first name is the topmost
    drawn.y_axis.delete = True
    drawn.y_axis.majorGridlines = None
    drawn.y_axis.scaling.min = 0
    if chart.is_share:
        drawn.y_axis.scaling.max = _WHOLE
    drawn.legend.position = "b"
    if len(chart.values) == 1:
        drawn.legend = None
