"""汇报稿核对 as its page shows it: the draft that was checked, and one row a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.app_words import in_app_words
from tracker.tui.lines import Lines, assemble
from tracker.tui.rows.preview import NO_HEAD, Kind, PreviewRow
from tracker.tui.widgets.document_view import Mark

if TYPE_CHECKING:
    from tracker.desk.checking import Checked, Checks
    from tracker.desk.recounting import Behind

DIFFERS: Final = Kind("▲", "不符", "$lamp-overdue")
UNCHECKED: Final = Kind("?", "无法核", "$lamp-unsettled")
AGREES: Final = Kind("√", "相符", "$lamp-done")
KINDS: Final = (DIFFERS, UNCHECKED, AGREES)
"""What wants a look first."""

_BY_CODE: Final = {"differs": DIFFERS, "unchecked": UNCHECKED, "agrees": AGREES}
_AROUND: Final = {DIFFERS: ("⟦", "⟧"), UNCHECKED: ("⟨", "⟩"), AGREES: ("", "")}
"""Signs around a figure in its place."""

MOST_BEHIND: Final = 200
"""Items behind a difference that the page writes out; the list has all."""


@dataclass(frozen=True, slots=True)
class CheckWish:
    """What is checked, against what, as of when."""

    path: Path
    day: dt.date | None = None
    """As it was at the end of this day; None: as it is."""
    line: str = ""
    """Filter line: only these items."""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with everything that was found."""

    wish: CheckWish
    text: str
    warnings: tuple[str, ...]
    checks: Checks


@dataclass(frozen=True, slots=True)
class CheckRow(PreviewRow):
    """▲ 不符 已销号19项, and below it what the ledger has."""

    place: int = 0
    """From 1, in the order of the draft."""
    counted: str = ""

    @property
    def height(self) -> int:
        """Two lines."""
        return 2

    def lines(self, cells: int) -> Sequence[Content]:
        """What does not fit is cut."""
        head = f"{self.kind.sign} {self.kind.word} "
        said = cut(safe_for_screen(self.title), max(4, cells - width(head)))
        ledger = f"台账 {self.counted}  " if self.counted else ""
        told = cut(safe_for_screen(self.words), max(0, cells - 2 - width(ledger)))
        return (
            assemble((head, f"bold {self.kind.style}"), (said, "bold $foreground")),
            assemble(("  ", ""), (ledger, "$foreground"), (told, "$muted")),
        )


def rows_of(checks: Checks) -> list[CheckRow]:
    """Every figure, in the order of the draft."""
    return [
        CheckRow(
            key=str(place),
            kind=_BY_CODE[one.verdict.value],
            head=NO_HEAD,
            number="",
            title=one.stated.text,
            words=in_app_words(one.note) or one.definition,
            place=place,
            counted=one.counted,
        )
        for place, one in enumerate(checks.figures, 1)
    ]


def marks_of(checks: Checks) -> list[Mark]:
    """The figures in their places."""
    found = []
    for place, one in enumerate(checks.figures, 1):
        kind = _BY_CODE[one.verdict.value]
        found.append(
            Mark(
                one.stated.start,
                one.stated.end,
                kind.style,
                sign=kind.sign,
                sign_style=kind.style,
                around=_AROUND[kind],
                key=place,
            )
        )
    return found


def numbers_behind(one: Checked) -> tuple[str, ...]:
    """编号 of every item behind a difference, each once."""
    return tuple(dict.fromkeys(row.number for row in (*one.behind, *one.nearly)))


def told_of(lines: Lines, one: Checked, *, with_sentence: bool) -> None:
    """Everything there is to say of one figure."""
    kind = _BY_CODE[one.verdict.value]
    style = f"bold {kind.style}"
    lines.text(kind.word, style, indent=3, first=(f" {kind.sign}", style))
    lines.field("稿中", one.stated.text or one.context, "bold $foreground", label_cells=6)
    if one.counted:
        lines.field("台账", one.counted, "bold $foreground", label_cells=6)
    if one.definition:
        lines.field("口径", one.definition, "$foreground", label_cells=6)
    if one.note:
        lines.field("说明", in_app_words(one.note), "$foreground", label_cells=6)
    if with_sentence:
        lines.field("原句", one.context, "$muted", label_cells=6)
    missing = "没有算进去的" if one.stated.whole else "台账算进去的"
    _named(lines, missing, one.behind)
    _named(lines, "已申请销号或自报完成、还没有销号的", one.nearly)


def _named(lines: Lines, heading: str, rows: Sequence[Behind]) -> None:
    if not rows:
        return
    lines.gap()
    lines.heading(heading, f"{len(rows)}")
    for row in rows[:MOST_BEHIND]:
        lines.text(row.line, "$foreground", indent=2, first=("· ", "$vermilion"))
    if len(rows) > MOST_BEHIND:
        lines.text(f"……还有{len(rows) - MOST_BEHIND}个", "$muted", indent=2)
