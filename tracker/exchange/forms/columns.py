"""The columns of a unit's form: what is known, locked, on the left; what is to be answered on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tracker.exchange.layout import Align, Column, Kind, ListLayout
from tracker.exchange.lists import item_texts
from tracker.exchange.texts import cell_parts, normal
from tracker.ledger.form_work import WorkRow
from tracker.ledger.forms import DAYS
from tracker.ledger.words import FormCell, Reported

TITLE: Final = "整改情况填报表"
WHOLE: Final = "总体"
"""Stands in 措施 where the line is of the item as a whole."""
NUMBER: Final = "编号"
MEASURE: Final = "措施"
MATTER: Final = "事项、措施"
KEY: Final = "行标识"
_GIVEN: Final = "以下各栏已填好，请勿改动"
_ASKED: Final = "请在黄色单元格中填写"


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form as it is written."""

    row: WorkRow
    key: str
    values: dict[FormCell, str] = field(default_factory=dict)
    """Of the cells that are to be filled in, as they are shown."""


def answerable(row: WorkRow) -> dict[FormCell, str]:
    """The present values of what the unit answers; what no single cell can hold is not asked for."""
    return {cell: value for cell, value in row.values.items() if len(cell_parts(value)) == 1}


def plain(value: str) -> str:
    """A value as it is compared: as it comes back out of a cell."""
    return normal(value)


def form_layout() -> ListLayout[FormLine]:
    """Widths are chosen so that the body stays legible on A4 landscape."""
    center, left = Align.CENTER, Align.LEFT
    return ListLayout(
        key="form",
        title=TITLE,
        columns=(
            _given("ordinal", "序号", 5.5, center, lambda line, ordinal: str(ordinal), Kind.NUMBER),
            _given("number", NUMBER, 12.75, center, lambda line, ordinal: line.row.page.row.number),
            _given("measure", MEASURE, 5.5, center, lambda line, ordinal: _measure(line.row)),
            _given("matter", MATTER, 28.75, left, lambda line, ordinal: _matter(line.row)),
            _given("role", "责任", 8.75, center, lambda line, ordinal: line.row.role.word),
            _given("deadline", "整改时限", 14.75, center, lambda line, ordinal: _deadline(line.row)),
            Column(
                "state",
                (_GIVEN, "预警"),
                10.75,
                center,
                lambda line, ordinal: [_light(line.row)],
                is_light=True,
            ),
            *(_asked(cell, width) for cell, width in _WIDTHS.items()),
            _given("key", KEY, 4.75, center, lambda line, ordinal: line.key),
        ),
        rows=lambda line: 1,
        frozen_columns=3,
    )


_WIDTHS: Final = {
    FormCell.REPORTED: 10.75,
    FormCell.DONE_ON: 11.75,
    FormCell.PROGRESS: 26.75,
    FormCell.COMPLETION: 22.75,
    FormCell.UNFINISHED_REASON: 14.75,
    FormCell.NEXT_STEP: 14.75,
    FormCell.STAGE_GOAL: 12.75,
    FormCell.NEXT_REVIEW: 11.75,
    FormCell.INFERENCE: 14.75,
}


def _given(
    key: str,
    heading: str,
    width: float,
    align: Align,
    text: Callable[[FormLine, int], str],
    kind: Kind = Kind.TEXT,
) -> Column[FormLine]:
    tiers = (_GIVEN, heading) if key != "key" else (_ASKED, heading)
    return Column(key, tiers, width, align, lambda line, ordinal: [text(line, ordinal)], kind)


def _asked(cell: FormCell, width: float) -> Column[FormLine]:
    short = cell in DAYS or cell is FormCell.REPORTED
    return Column(
        cell.value,
        (_ASKED, cell.word),
        width,
        Align.CENTER if short else Align.LEFT,
        lambda line, ordinal: [shown(cell, line.values.get(cell, ""))],
        Kind.DAY if cell in DAYS else Kind.TEXT,
        is_open=lambda line: cell in line.values,
    )


def shown(cell: FormCell, value: str) -> str:
    """A value in the words that people read."""
    if cell is FormCell.REPORTED and (state := Reported.read(value)):
        return state.word
    return value


def _measure(row: WorkRow) -> str:
    return WHOLE if row.measure is None else str(row.measure.ordinal)


def _matter(row: WorkRow) -> str:
    if row.measure is None:
        target = f"\n目标：{row.page.target}" if row.page.target else ""
        return f"{row.page.row.title}{target}"
    standard = f"\n标准：{row.measure.standard}" if row.measure.standard else ""
    return f"{row.measure.text}{standard}"


def _deadline(row: WorkRow) -> str:
    own = row.page.row.deadline if row.measure is None else row.measure.deadline
    return item_texts.deadline_words(own) if own else ""


def _light(row: WorkRow) -> str:
    light, words = (
        (row.page.row.light, row.page.row.light_words)
        if row.measure is None
        else (row.measure.light, row.measure.light_words)
    )
    is_told = light.word in words or (row.measure is not None and row.measure.done_on)
    return words if is_told else f"{light.word}\n{words}"
