"""What a paper is made of, before it is set: lines, tables, forms, signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.ledger.words import PaperKind


class LineStyle(StrEnum):
    """How a line is set; the value is the style's name in the document."""

    TITLE = "公文标题"
    SUBTITLE = "公文副题"
    """What the figures are about, below the title."""
    NUMBER = "公文文号"
    FLUSH = "公文主送"
    BODY = "公文正文"
    HEAD1 = "公文一级标题"
    """一、"""
    HEAD2 = "公文二级标题"
    """（一）"""
    LABEL = "公文附件标记"
    """附件, 密级."""
    ATTACHED = "公文附件说明"
    """附件：…, below the text."""
    COPIES = "公文抄送"
    NOTE = "公文附注"
    CELL = "公文表格"
    CELL_HEAD = "公文表头"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str
    style: LineStyle = LineStyle.BODY
    opening: str = ""
    """Words that it opens with, set heavier."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    heading: str
    share: float
    """Of the width, as against the others."""
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A list as a table; its heading is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_pattern: bool = False
    """Of a template, which repeats its rows: nobody knows how many there will be."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form."""

    text: str
    share: float
    is_label: bool = False
    signed: str = ""
    """What stands at its foot, to the right: 签字（盖章）："""


@dataclass(frozen=True, slots=True)
class FormRow:
    """Cells side by side."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    """In millimetres at least; 0: as its text needs."""


@dataclass(frozen=True, slots=True)
class Form:
    """A table of labels and what is filled in behind them."""

    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who sends it, and the date."""

    unit: str
    date: dt.date


class NewPage:
    """What follows begins on a page of its own."""


Part = Line | Grid | Form | Signature | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper."""

    kind: PaperKind
    title: str
    parts: tuple[Part, ...]
    as_of: dt.date
    unit: str = ""
    """Whom it goes to; empty where it goes to nobody in particular."""
    foot: str = ""
    """In small print at the foot of each page."""
    is_landscape: bool = False
    is_form: bool = False
    """To be filled in and signed: on one page where it can be, with narrower margins above and below."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """What a template may name (`fields`)."""
