"""The numbers that Word draws before paragraphs and does not store with them, counted anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tracker.reading.numerals import in_format
from tracker.reading.styles import Styles
from tracker.reading.wordnames import W, below, is_on, number_of, value_of

_LEVELS: Final = 9
_PLACE: Final = re.compile("%([1-9])")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_LONGEST_LABEL: Final = 64


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts and how its number looks."""

    start: int
    format: str
    template: str
    """The label with `%1` … `%9` for the numbers of the levels."""
    restart: int | None
    """The level (from 1) after which it begins anew; 0 never, None after any higher one."""
    legal: bool
    """All numbers of the label in Arabic figures."""
    style: str | None


class Numbering:
    """The lists of one document and where each stands; ask for the paragraphs in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = _by_id(root, "num", "numId")
        self._levels: dict[int, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[int, int]] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The label of the next paragraph, with a blank where it needs one; empty for no list."""
        place = self._place_of(below(paragraph, "pPr"))
        if place is None:
            return ""
        number, level = place
        abstract, levels = self._list(number)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        self._count(number, level, levels, counts)
        return _drawn(level, levels, counts)

    def _place_of(self, properties: etree._Element | None) -> tuple[int, int] | None:
        """List and level of a paragraph: its own, completed from its style."""
        styled = self._styles.list_of(value_of(properties, "pStyle"))
        own = below(properties, "numPr")
        number, level = number_of(own, "numId"), number_of(own, "ilvl")
        if number is None and styled:
            number = styled.number
            level = styled.level if level is None else level
            if level is None:
                _, levels = self._list(number)
                level = next((at for at, found in levels.items() if found.style == styled.style), 0)
        if not number or number not in self._numbers:
            return None
        return number, level or 0

    def _list(self, number: int) -> tuple[str, dict[int, _Level]]:
        """The abstract list that a list number counts in, and its levels with the number's own changes."""
        if number not in self._levels:
            concrete = self._numbers.get(number)
            abstract = number_of(concrete, "abstractNumId")
            definition = self._abstracts.get(-1 if abstract is None else abstract)
            linked = value_of(definition, "numStyleLink")
            if linked:
                definition = self._linked(linked, definition)
            levels = _levels_of(definition)
            for override in concrete.findall(W + "lvlOverride") if concrete is not None else ():
                levels |= _levels_of(override)
            identity = "" if definition is None else definition.get(W + "abstractNumId", "")
            self._levels[number] = (identity, levels)
        return self._levels[number]

    def _linked(self, style: str, otherwise: etree._Element | None) -> etree._Element | None:
        """The list that carries the definition of a list style."""
        for definition in self._abstracts.values():
            if value_of(definition, "styleLink") == style:
                return definition
        return otherwise

    def _count(self, number: int, level: int, levels: dict[int, _Level], counts: dict[int, int]) -> None:
        restart = self._restart_of(number, level)
        if restart is not None:
            counts[level] = restart
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        for deeper in range(level + 1, _LEVELS):
            after = levels[deeper].restart if deeper in levels else None
            if after is None or level < after:
                counts.pop(deeper, None)

    def _restart_of(self, number: int, level: int) -> int | None:
        """Where this list number begins anew at its first use, if it says so."""
        if (number, level) in self._restarted:
            return None
        self._restarted.add((number, level))
        for override in self._numbers[number].findall(W + "lvlOverride"):
            if override.get(W + "ilvl") == str(level):
                return number_of(override, "startOverride")
        return None


def _by_id(root: etree._Element | None, name: str, attribute: str) -> dict[int, etree._Element]:
    found = root.findall(W + name) if root is not None else []
    numbered = ((element.get(W + attribute, ""), element) for element in found)
    return {
        int(key): element for key, element in numbered if key.isascii() and key.isdigit() and len(key) < 10
    }


def _levels_of(definition: etree._Element | None) -> dict[int, _Level]:
    levels = {}
    for element in definition.findall(W + "lvl") if definition is not None else ():
        place = element.get(W + "ilvl", "")
        if len(place) == 1 and place in "012345678":
            start = number_of(element, "start")
            levels[int(place)] = _Level(
                start=0 if start is None else start,
                format=value_of(element, "numFmt") or "decimal",
                template=(value_of(element, "lvlText") or "")[:_LONGEST_LABEL],
                restart=number_of(element, "lvlRestart"),
                legal=bool(is_on(element, "isLgl")),
                style=value_of(element, "pStyle"),
            )
    return levels


def _drawn(level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return f"{_PRIVATE.sub('•', own.template)} " if own.template.strip() else ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at not in levels or levels[at].format == "none":
            return ""
        value = counts.get(at, levels[at].start)
        return str(value) if own.legal else in_format(value, levels[at].format)

    label = "" if own.format == "none" and "%" in own.template else _PLACE.sub(number, own.template).strip()
    return f"{label} " if label and label[-1].isascii() else label
