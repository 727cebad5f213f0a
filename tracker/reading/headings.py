"""Which lines of a document are headings: by the file's own mark-up, else by how they look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.reading.texts import Headings

_LONGEST: Final = 40
_NO_HEADING: Final = "。；：，、！？.;:,!?…—”》"
_LARGER: Final = 0.9
"""Points by which a heading has to be larger than the running text."""
_BOLD_BODY: Final = 0.4
"""Where so much of a text is bold, bold says nothing."""
LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text to be, with what its looks say."""

    text: str
    level: int = 0
    """From 1 where the file calls it a heading, else 0."""
    bold: bool = False
    """All of it."""
    size: float = 0
    """In points; 0 where nobody says."""


EMPTY: Final = Line("")
Look = tuple[float, bool]


def assemble(lines: Iterable[Line]) -> tuple[str, Headings]:
    """The lines as one text, and where in it the headings begin."""
    listed = list(lines)
    levels = _levels(listed)
    headings = []
    place = 0
    for index, line in enumerate(listed):
        if index in levels:
            headings.append((place + len(line.text) - len(line.text.lstrip()), levels[index]))
        place += len(line.text) + 1
    return "\n".join(line.text for line in listed), tuple(headings)


def _levels(lines: Sequence[Line]) -> dict[int, int]:
    """The level of each line that is a heading."""
    declared = {index: line.level for index, line in enumerate(lines) if line.level and line.text.strip()}
    looks = _standing_out(lines)
    order = sorted(set(looks.values()), key=lambda look: (-look[0], not look[1]))
    base = max(declared.values(), default=0)
    by_look = {index: min(base + 1 + order.index(look), LEVELS) for index, look in looks.items()}
    return by_look | declared


def _standing_out(lines: Sequence[Line]) -> dict[int, Look]:
    """Short lines that are larger or bolder than the running text, each with its look; the title, which
    stands at the head and looks like nothing below, is none."""
    shown = [(index, line) for index, line in enumerate(lines) if line.text.strip()]
    sizes: Counter[float] = Counter()
    bold = total = 0
    for _, line in shown:
        sizes[line.size] += len(line.text)
        total += len(line.text)
        bold += len(line.text) * line.bold
    if not total:
        return {}
    body_size = sizes.most_common(1)[0][0]
    heeds_bold = bold < _BOLD_BODY * total
    looks = {
        index: (line.size, line.bold)
        for index, line in shown
        if not line.level and _may_head(line.text) and _differs(line, body_size, heeds_bold=heeds_bold)
    }
    for index, _ in shown:
        if index not in looks:
            break
        look = looks.pop(index)
        if look in looks.values() and not any(other <= index for other in looks):
            looks[index] = look
            break
    return looks


def _differs(line: Line, body_size: float, *, heeds_bold: bool) -> bool:
    return line.size >= body_size + _LARGER or (line.bold and heeds_bold and line.size >= body_size)


def _may_head(text: str) -> bool:
    words = text.strip()
    return len(words) <= _LONGEST and words[-1] not in _NO_HEADING and "\t" not in words
