"""What a form went out with: kept in the form itself, on a hidden sheet, and signed.

The signature is the SHA-256 of the canonical JSON, which the ledger keeps too: whoever changes a value here
cannot change it there. A form of another ledger, one that was made by hand and one whose hidden sheet was
lost are each told apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tracker.ledger.words import FormCell

MARK: Final = "tracker 填报表 1"
"""Opens the hidden sheet."""
_CHUNK: Final = 20_000
"""Characters of one cell of it, well below what a cell holds."""
_MOST_CHARACTERS: Final = 20_000_000
_MOST_ROWS: Final = 100_000


class NotAForm(Exception):
    """A workbook that is no form of ours, or not any more; says why in one Chinese line."""

    def __init__(self, why: str, *, is_tampered: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.is_tampered = is_tampered
        """It was one before somebody changed what is hidden in it."""


@dataclass(frozen=True, slots=True)
class BaseRow:
    """One line as it went out."""

    key: str
    """Stands hidden in the line itself."""
    number: str
    measure_id: int | None
    ordinal: int | None
    """Of the measure, as printed."""
    values: Mapping[FormCell, str]
    """What the cells to be filled in said, as `plain` has it."""


@dataclass(frozen=True, slots=True)
class Base:
    """A form as it went out."""

    ledger: str
    token: str
    round: int
    unit: str
    on: str
    """The day, as ISO."""
    rows: tuple[BaseRow, ...]

    def text(self) -> str:
        """Canonical JSON."""
        return json.dumps(
            {
                "ledger": self.ledger,
                "token": self.token,
                "round": self.round,
                "unit": self.unit,
                "on": self.on,
                "rows": [
                    [
                        row.key,
                        row.number,
                        row.measure_id,
                        row.ordinal,
                        {cell.value: value for cell, value in row.values.items()},
                    ]
                    for row in self.rows
                ],
            },
            ensure_ascii=True,
            sort_keys=True,
            separators=(",", ":"),
        )


def digest_of(text: str) -> str:
    """The signature."""
    return hashlib.sha256(text.encode()).hexdigest()


def row_key(token: str, number: str, measure_id: int | None) -> str:
    """What marks a line of a form, in that form alone."""
    said = f"{token}|{number}|{measure_id or 0}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def cells_of(text: str) -> Iterator[str]:
    """The texts of the hidden sheet's first column."""
    yield MARK
    yield digest_of(text)
    yield from (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))


def read_base(cells: Sequence[str]) -> tuple[Base, str]:
    """What the hidden sheet says, and its signature. Raises NotAForm."""
    if len(cells) < 3 or sum(map(len, cells)) > _MOST_CHARACTERS:
        raise NotAForm("校验页残缺，请让单位在发去的原表里填写", is_tampered=True)
    text = "".join(cells[2:])
    digest = digest_of(text)
    if cells[1].strip() != digest:
        raise NotAForm("校验页被改动过，请让单位在发去的原表里重新填写", is_tampered=True)
    try:
        return _base(json.loads(text)), digest
    except (ValueError, TypeError, KeyError, RecursionError) as broken:
        raise NotAForm("校验页看不懂，请让单位在发去的原表里填写", is_tampered=True) from broken


def _base(said: Any) -> Base:
    rows = said["rows"]
    if not isinstance(rows, list) or len(rows) > _MOST_ROWS:
        raise ValueError
    return Base(
        ledger=_text(said["ledger"]),
        token=_text(said["token"]),
        round=_whole(said["round"]),
        unit=_text(said["unit"]),
        on=_text(said["on"]),
        rows=tuple(map(_row, rows)),
    )


def _row(said: Any) -> BaseRow:
    key, number, measure_id, ordinal, values = said
    return BaseRow(
        _text(key),
        _text(number),
        None if measure_id is None else _whole(measure_id),
        None if ordinal is None else _whole(ordinal),
        {FormCell(_text(cell)): _text(value) for cell, value in values.items()},
    )


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _whole(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise TypeError
    return said
