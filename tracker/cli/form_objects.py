"""Forms as JSON objects and as rows of tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.tables import Column
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.desk.form_plan import CellOutcome, FileOutcome, MergePlan
    from tracker.desk.merging_forms import MergeResult
    from tracker.ledger.forms import FormStatus, RoundStatus

CELL_COLUMNS = (
    Column("编号"),
    Column("措施", align="right"),
    Column("栏目"),
    Column("结果"),
    Column("台账", flexible=True),
    Column("单位填的", flexible=True),
    Column("单位"),
    Column("行", align="right", spare=1),
)
FORM_COLUMNS = (
    Column("单位"),
    Column("事项", align="right"),
    Column("行数", align="right", spare=2),
    Column("交回"),
    Column("采用", align="right", spare=1),
    Column("文件", flexible=True, spare=3),
)
STATUS_COLUMNS = (Column("批次", align="right"), *FORM_COLUMNS)


def result_object(result: MergeResult) -> dict[str, Any]:
    """A merge as JSON."""
    plan = result.plan
    return {
        "taken": result.taken,
        "files": [_file_object(file) for file in plan.files],
        "cells": [_cell_object(plan, cell) for cell in plan.cells],
        "refused": [
            {"number": one.number, "origins": list(one.origins), "reasons": list(one.reasons)}
            for one in result.refused
        ],
    }


def _file_object(file: FileOutcome) -> dict[str, Any]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "unit": file.unit,
        "round": file.form.round if file.form else None,
        "refusal": file.refusal,
        "filled": file.filled,
        "notes": [{"row": note.row, "text": note.text, "lost": note.is_lost} for note in file.notes],
    }


def _cell_object(plan: MergePlan, cell: CellOutcome) -> dict[str, Any]:
    return {
        "number": cell.number,
        "measure": cell.ordinal,
        "cell": cell.cell.value,
        "verdict": cell.verdict.value,
        "sent": cell.sent,
        "ours": cell.ours,
        "theirs": [
            {"value": one.words, "file": plan.files[one.file].file, "row": one.row} for one in cell.options
        ],
        "chosen": cell.chosen,
    }


def cell_cells(plan: MergePlan, cell: CellOutcome) -> tuple[str | int, ...]:
    from tracker.exchange.forms.merging import Verdict

    said = " | ".join(one_line(option.words) or "空" for option in cell.options)
    word = cell.verdict.word
    if cell.verdict is Verdict.BOTH and cell.chosen is not None:
        word += "，用单位的" if cell.chosen else "，用台账的"
    return (
        cell.number,
        "" if cell.ordinal is None else cell.ordinal,
        cell.cell.word,
        word,
        one_line(cell.ours),
        said,
        one_line("、".join(dict.fromkeys(plan.files[option.file].unit for option in cell.options))),
        cell.options[0].row if cell.options else "",
    )


def round_words(one: RoundStatus, today: dt.date) -> str:
    due = f"，要求{one.due}前交回" if one.due else ""
    days = one.late_days(today)
    late = f"，已过期{days}天" if days else ""
    back = len(one.forms) - one.missing
    counted = f"{len(one.forms)}个单位，交回{back}个，未交{one.missing}个"
    return f"第{one.round}批：{one.on}由{one.by}发出{due}；{counted}{late}"


def form_cells(one: RoundStatus, row: FormStatus, today: dt.date) -> tuple[str | int, ...]:
    if row.returned_on:
        word = f"{row.returned_on} 交回"
    else:
        days = one.late_days(today)
        word = f"未交，逾期{days}天" if days else "未交"
    return (row.unit, row.items, row.rows, word, row.answers, one_line("、".join(row.files)))


def round_object(one: RoundStatus, forms: Sequence[FormStatus], today: dt.date) -> dict[str, Any]:
    return {
        "round": one.round,
        "on": one.on,
        "by": one.by,
        "due": one.due,
        "missing": one.missing,
        "late_days": max(0, (today - one.due).days) if one.due else 0,
        "forms": [
            {
                "unit": row.unit,
                "items": row.items,
                "rows": row.rows,
                "returned_on": row.returned_on,
                "files": list(row.files),
                "answers": row.answers,
            }
            for row in forms
        ],
    }
