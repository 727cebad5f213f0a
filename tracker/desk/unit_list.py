"""A list of units as a text: one a line, those below indented, short names behind an equals sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tracker.desk.written_lists import read_written_list
from tracker.errors import UnreadableFile
from tracker.ledger.commands.units import UnitDraft, is_group_word
from tracker.ledger.words import UnitAliasKind

_LINE = re.compile(r"(?P<indent>\s*)(?P<name>[^=＝]*)(?:[=＝](?P<aliases>.*))?")
_BETWEEN = re.compile(r"[、，,;；]")
_TAB = 4
"""Columns of a tab; a full-width blank has two."""


def read_unit_list(path: Path) -> list[UnitDraft]:
    """The units in their order, each after the one above it. Raises UnreadableFile."""
    return units_listed(path, read_written_list(path))


def units_listed(source: Path | str, text: str) -> list[UnitDraft]:
    """The units of a text that was read or typed. Raises UnreadableFile, which names the source."""
    drafts = list(_drafts(source, text))
    if not drafts:
        raise UnreadableFile(source, "里面没有单位")
    return drafts


def _drafts(source: Path | str, text: str) -> Iterator[UnitDraft]:
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.fullmatch(line)
        if found is None or not line.strip():
            continue
        name = found["name"].strip()
        if not name:
            raise UnreadableFile(source, f"第{number}行等号前面没有单位名称")
        indent = _columns(found["indent"])
        while above and above[-1][0] >= indent:
            above.pop()
        aliases = (alias.strip() for alias in _BETWEEN.split(found["aliases"] or ""))
        yield UnitDraft(
            name,
            parent=above[-1][1] if above else "",
            aliases={alias: UnitAliasKind.SHORT for alias in aliases if alias},
            is_group=is_group_word(name),
        )
        above.append((indent, name))


def _columns(indent: str) -> int:
    return sum(_TAB if blank == "\t" else 2 if blank == "\u3000" else 1 for blank in indent)
