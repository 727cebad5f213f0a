"""What stands beside a sheet's rows: colours by light and drop-downs, as Excel's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tracker.exchange.layout import Entry, ListLayout
from tracker.ledger.words import Light

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SAID: Final = {Light.CLOSED_LATE: "逾期*完成"}
"""How a light is found in the text where its word is not."""
_FIRST: Final = (Light.CLOSED_LATE, Light.OVERDUE, Light.IMMINENT, Light.NEAR)
"""Looked for before the others: the first one found colours the cell."""


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
