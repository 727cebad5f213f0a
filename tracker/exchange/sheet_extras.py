"""What stands beside a sheet's rows: colours by light, drop-downs and charts, as Excel's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from tracker.exchange.layout import Chart, Entry, ListLayout
from tracker.ledger.words import Light

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SAID: Final = {Light.CLOSED_LATE: "逾期*完成"}
"""How a light is found in the text where its word is not."""
_FIRST: Final = (Light.CLOSED_LATE, Light.OVERDUE, Light.IMMINENT, Light.NEAR)
"""Looked for before the others: the first one found colours the cell."""
_CHART_WIDTH: Final = 30.0
_CHART_HEIGHT: Final = 6.4
"""Centimetres."""
_ROW_CENTIMETRES: Final = 0.53
"""Height of a row that nothing was said of."""
_RED: Final = "C8102E"
_BLUE: Final = "4472C4"
_COLOURS: Final = (_BLUE, _RED, "A5A5A5", "ED7D31")


def add_colours(
    sheet: Worksheet, layout: ListLayout[Entry], colours: Mapping[Light, str], first: int, last: int
) -> None:
    """A background by the light that the cell names."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(layout.columns, 1):
        if not column.is_light:
            continue
        letter = get_column_letter(index)
        for light in (*_FIRST, *(light for light in Light if light not in _FIRST)):
            if colour := colours.get(light):
                said = _SAID.get(light, light.word)
                sheet.conditional_formatting.add(
                    f"{letter}{first}:{letter}{last}",
                    Rule(
                        type="expression",
                        formula=[f'ISNUMBER(SEARCH("{said}",{letter}{first}))'],
                        dxf=DifferentialStyle(fill=PatternFill(bgColor=f"FF{colour}", fill_type="solid")),
                        stopIfTrue=True,
                    ),
                )


def add_choices(
    sheet: Worksheet, layout: ListLayout[Entry], choices: Mapping[str, str], first: int, last: int
) -> None:
    """Drop-downs; what is not among their words may be typed all the same."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, column in enumerate(layout.columns, 1):
        words = choices.get(column.key)
        if not words:
            continue
        letter = get_column_letter(index)
        validation = DataValidation(
            type="list", formula1=words, allow_blank=True, showErrorMessage=False, showInputMessage=False
        )
        validation.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(validation)


def add_charts(target: Worksheet, sheet: Worksheet, layout: ListLayout[Entry], first: int, last: int) -> None:
    """The list's charts, one under the other, on `target`: a page of its own, since Excel heeds no page
    break where a sheet is fitted to the paper's width.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9
    target.page_setup.fitToWidth = target.page_setup.fitToHeight = 1
    target.print_options.horizontalCentered = True
    footer: Any = target.oddFooter
    footer.center.text = "第 &P 页 共 &N 页"
    row = 1
    for chart in layout.charts:
        if drawn := _chart(sheet, layout, chart, first, last):
            target.add_chart(drawn, f"A{row}")
            row += round(_CHART_HEIGHT / _ROW_CENTIMETRES) + 1


def _chart(sheet: Worksheet, layout: ListLayout[Entry], chart: Chart, first: int, last: int) -> Any:
    """None where a column of it was left out."""
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.label import DataLabelList

    places = {column.key: index for index, column in enumerate(layout.columns, 1)}
    if not {chart.names, *chart.values} <= places.keys():
        return None
    drawn: Any = BarChart()
    drawn.type, drawn.grouping, drawn.overlap = "col", "clustered", 0
    drawn.title = chart.title
    drawn.width, drawn.height = _CHART_WIDTH, _CHART_HEIGHT
    for key, colour in zip(chart.values, _COLOURS, strict=False):
        values = Reference(sheet, min_col=places[key], min_row=first, max_row=last)
        series: Any = Series(values, title=layout.columns[places[key] - 1].heading)
        series.graphicalProperties.solidFill = colour
        drawn.series.append(series)
    drawn.set_categories(Reference(sheet, min_col=places[chart.names], min_row=first, max_row=last))
    drawn.dataLabels = DataLabelList()
    drawn.dataLabels.showVal = True
    for hidden in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(drawn.dataLabels, hidden, False)
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines = None
    drawn.y_axis.scaling.min = 0
    if chart.is_share:
        drawn.y_axis.number_format, drawn.y_axis.scaling.max = "0%", 1
    drawn.legend.position = "b"
    if len(chart.values) == 1:
        drawn.legend = None
    return drawn
