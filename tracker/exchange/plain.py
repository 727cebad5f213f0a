"""Lists as plain data for other programs, .csv with a BOM or .json: the columns and texts of the paper."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from tracker.errors import BadInput
from tracker.exchange.layout import Kind, ListLayout
from tracker.exchange.workbooks import Paper
from tracker.files import replacing
from tracker.text.cleaning import clean
from tracker.text.spreadsheet import harmless

_SCHEMA: Final = 1


def write_plain(papers: Sequence[Paper[Any]], path: Path, tick: Callable[[], object] = lambda: None) -> None:
    """Write the lists to `path`, whole or not at all.

    Raises OutputFailed, and BadInput for several lists in one .csv.
    """
    if path.suffix.lower() == ".csv" and len(papers) > 1:
        raise BadInput("一个 .csv 只能放一个清单，请分开导出，或写成 .xlsx、.json")
    with replacing(path) as temporary:
        if path.suffix.lower() == ".csv":
            _write_csv(papers[0], temporary, tick)
        else:
            _write_json(papers, temporary, tick)


def _write_csv(paper: Paper[Any], path: Path, tick: Callable[[], object]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(headings(paper.layout))
        for row in _rows(paper, tick):
            writer.writerow([harmless(text) for text in row])


def _write_json(papers: Sequence[Paper[Any]], path: Path, tick: Callable[[], object]) -> None:
    """Row by row: a list of 100,000 is not held in memory."""
    with path.open("w", encoding="utf-8") as target:
        target.write(f'{{"schema": {_SCHEMA}, "lists": [')
        for place, paper in enumerate(papers):
            head = {
                "list": paper.layout.key,
                "title": paper.title,
                "reporting_unit": paper.reporting_unit,
                "as_of": paper.as_of.isoformat(),
                "filter": paper.filter_words,
                "label": paper.label,
                "sentences": list(paper.sentences),
                "journal": {"count": paper.head.count, "hash": paper.head.hash},
                "columns": headings(paper.layout),
            }
            target.write((", " if place else "") + json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [')
            for number, row in enumerate(_rows(paper, tick)):
                target.write(",\n" if number else "\n")
                target.write(json.dumps(row, ensure_ascii=False))
            target.write("\n]}")
        target.write("]}\n")


def headings(layout: ListLayout[Any]) -> list[str]:
    """One heading a column; of several tiers all of them, parted by a stroke."""
    return ["/".join(dict.fromkeys(tier for tier in column.tiers if tier)) for column in layout.columns]


def _rows(paper: Paper[Any], tick: Callable[[], object]) -> Iterator[list[str]]:
    """A line for each row of an entry; what stands once for all of it is said in each."""
    columns = paper.layout.columns
    for ordinal, entry in enumerate(paper.entries, start=1):
        texts = [column.texts(entry, ordinal) for column in columns]
        for row in range(max(1, paper.layout.rows(entry), *(len(column) for column in texts))):
            yield [
                clean(_text(said, row, is_share=column.kind is Kind.SHARE))
                for said, column in zip(texts, columns, strict=True)
            ]
        tick()


def _text(said: Sequence[str], row: int, *, is_share: bool) -> str:
    text = said[0] if len(said) == 1 else said[row] if row < len(said) else ""
    if is_share and text:
        return f"{float(text):.4f}".rstrip("0").rstrip(".")
    return text
