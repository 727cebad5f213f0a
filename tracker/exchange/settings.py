"""Fonts, sizes and margins of the workbooks: house rules differ, so they are settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font and its size; a machine without the font takes its own Chinese one."""

    name: str
    points: float


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """How lists are set on paper; the defaults are the field's habit."""

    title: Typeface = Typeface("方正小标宋简体", 22)
    header: Typeface = Typeface("黑体", 12)
    body: Typeface = Typeface("仿宋_GB2312", 10.5)
    note: Typeface = Typeface("仿宋_GB2312", 12)
    """The line under the title and the foot lines."""
    small: Typeface = Typeface("宋体", 8)
    side_margin: float = 8.0
    """Left and right, in millimetres."""
    top_margin: float = 12.0
    bottom_margin: float = 14.0
    footer_margin: float = 6.0
    """From the paper's edge to the page number."""
