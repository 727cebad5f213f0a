"""Tables of items and measures in papers: each by its columns, said once; 序号 comes first by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from tracker.exchange.papers.parts import Column, Grid

Row = TypeVar("Row")

_ORDINAL: Final = Column("序号", 11, is_centred=True)
NUMBER_SHARE: Final = 28
"""At most: a 编号 on one line."""
DATE_SHARE: Final = 31
"""The same for 2024年10月22日."""


@dataclass(frozen=True, slots=True)
class Told(Generic[Row]):
    """One column: its heading, its share of the width, and what stands in it."""

    heading: str
    share: float
    text: Callable[[Row], str]
    is_centred: bool = False


def numbered_grid(columns: Sequence[Told[Row]], rows: Sequence[Row]) -> Grid:
    """The table, its rows counted from 1."""
    headings = (Column(column.heading, column.share, is_centred=column.is_centred) for column in columns)
    return Grid(
        (_ORDINAL, *headings),
        tuple(
            (str(place), *(column.text(row) for column in columns)) for place, row in enumerate(rows, start=1)
        ),
    )
