"""What of a paragraph's or run's style matters to its text: its list, whether it is hidden, its looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from lxml import etree

from tracker.reading.wordnames import W, below, is_on, number_of, value_of

Value = TypeVar("Value")
_BODY_LEVEL: Final = 9
"""Word's outline level of running text; headings have 0 to 8."""
_USUAL_SIZE: Final = 20
"""Half points, where a document says nothing."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list that a style puts its paragraphs into."""

    number: int
    level: int | None
    style: str
    """The style that says so."""


class Styles:
    """The styles of one document, each looked up through those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.findall(W + "style") if root is not None else []
        self._styles = {style.get(W + "styleId", ""): style for style in found}
        self._default = next(
            (
                style.get(W + "styleId", "")
                for style in found
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true", "on"}
            ),
            "",
        )
        size = number_of(below(root, "docDefaults", "rPrDefault", "rPr"), "sz")
        self._size = _USUAL_SIZE if size is None else size
        self._lists: dict[str, ListPlace | None] = {}
        self._hidden: dict[str, bool | None] = {}
        self._levels: dict[str, int | None] = {}
        self._bold: dict[str, bool | None] = {}
        self._sizes: dict[str, int | None] = {}

    def list_of(self, paragraph_style: str | None) -> ListPlace | None:
        """Where a paragraph style lists its paragraphs."""
        return self._found(self._lists, paragraph_style or self._default, _list_said)

    def hides(self, style: str | None) -> bool:
        """Whether text of this character or paragraph style is hidden."""
        hidden = self._found(self._hidden, style, _hidden_said) if style else None
        return hidden is True

    def level_of(self, paragraph_style: str | None) -> int:
        """From 1 where paragraphs of the style are headings, else 0."""
        level = self._found(self._levels, paragraph_style or self._default, _level_said)
        return 0 if level is None or level >= _BODY_LEVEL else level + 1

    def is_bold(self, style: str | None) -> bool:
        """Whether text of the style is bold."""
        bold = self._found(self._bold, style or self._default, _bold_said)
        return bold is True

    def size_of(self, *styles: str | None) -> int:
        """The size, in half points, that the first of the styles says, else what the document says."""
        for style in (*styles, self._default):
            size = self._found(self._sizes, style, _size_said) if style else None
            if size is not None:
                return size
        return self._size

    def _found(
        self, known: dict[str, Value | None], asked: str, said: Callable[[str, etree._Element], Value | None]
    ) -> Value | None:
        """What a style or the nearest of its ancestors says, each asked once: a forged file may chain
        thousands of them, or let them go round in circles."""
        passed: list[str] = []
        value: Value | None = None
        name = asked
        while name in self._styles:
            if name in known:
                value = known[name]
                break
            known[name] = None
            passed.append(name)
            value = said(name, self._styles[name])
            if value is not None:
                break
            name = value_of(self._styles[name], "basedOn") or ""
        for style in passed:
            known[style] = value
        return value


def _list_said(name: str, style: etree._Element) -> ListPlace | None:
    place = below(style, "pPr", "numPr")
    number = number_of(place, "numId")
    return None if number is None else ListPlace(number, number_of(place, "ilvl"), name)


def _hidden_said(_: str, style: etree._Element) -> bool | None:
    return is_on(style, "rPr", "vanish")


def _bold_said(_: str, style: etree._Element) -> bool | None:
    return is_on(style, "rPr", "b")


def _size_said(_: str, style: etree._Element) -> int | None:
    return number_of(style, "rPr", "sz")


def _level_said(name: str, style: etree._Element) -> int | None:
    level = number_of(style, "pPr", "outlineLvl")
    if level is not None:
        return level
    named = _heading_name().fullmatch(value_of(style, "name") or name)
    return int(named[1]) - 1 if named else None


@cache
def _heading_name() -> re.Pattern[str]:
    return re.compile(r"(?:heading|标题) ?([1-9])", re.I)
