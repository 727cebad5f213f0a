"""汇报稿核对 as its page shows it: the draft that was checked, and one row a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Lines, assemble
from tracker.tui.widgets.document_view import Mark

if TYPE_CHECKING:
    from tracker.desk.checking import Checked, Checks
    from tracker.desk.recounting import Behind

VERDICTS = {
    "differs": ("▲", "bold $lamp-overdue"),
    "unchecked": ("?", "$lamp-unsettled"),
    "agrees": ("√", "$lamp-done"),
}
"""Sign and style of each verdict, what wants a look first."""

AROUND = {"differs": ("⟦", "⟧"), "unchecked": ("⟨", "⟩"), "agrees": ("", "")}
"""Signs around a figure in its place."""

MOST_BEHIND = 200
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
class CheckRow:
    """▲ 不符　已销号19项, and below it what the ledger has."""

    place: int
    """From 1, in the order of the draft."""
    checked: Checked

    height = 2

    @property
    def key(self) -> str:
        """Its place."""
        return str(self.place)

    @property
    def verdict(self) -> str:
        """Its code."""
        return self.checked.verdict.value

    def lines(self, cells: int) -> Sequence[Content]:
        """Two lines; what does not fit is cut."""
        one = self.checked
        sign, style = VERDICTS[self.verdict]
        head = f"{sign} {one.verdict.word} "
        said = cut(safe_for_screen(one.stated.text), max(4, cells - width(head)))
        ledger = f"台账 {one.counted}  " if one.counted else ""
        told = cut(safe_for_screen(one.note or one.definition), max(0, cells - 2 - width(ledger)))
        return (
            assemble((head, style), (said, "bold $foreground")),
            assemble(("  ", ""), (ledger, "$foreground"), (told, "$muted")),
        )


def marks_of(rows: Sequence[CheckRow]) -> list[Mark]:
    """The figures in their places."""
    return [
        Mark(
            row.checked.stated.start,
            row.checked.stated.end,
            VERDICTS[row.verdict][1],
            sign=VERDICTS[row.verdict][0],
            sign_style=VERDICTS[row.verdict][1],
            around=AROUND[row.verdict],
            key=row.place,
        )
        for row in rows
    ]


def sums(checks: Checks) -> list[tuple[str, str, int]]:
    """Sign with word, style and count of each verdict that occurs."""
    found = []
    for code, (sign, style) in VERDICTS.items():
        some = [one for one in checks.figures if one.verdict.value == code]
        if some:
            found.append((f"{sign} {some[0].verdict.word}", style, len(some)))
    return found


def numbers_behind(one: Checked) -> tuple[str, ...]:
    """编号 of every item behind a difference, each once."""
    return tuple(dict.fromkeys(row.number for row in (*one.behind, *one.nearly)))


def told_of(lines: Lines, one: Checked, *, with_sentence: bool) -> None:
    """Everything there is to say of one figure."""
    sign, style = VERDICTS[one.verdict.value]
    lines.text(one.verdict.word, style, indent=3, first=(f" {sign}", style))
    lines.field("稿中", one.stated.text or one.context, "bold $foreground", label_cells=6)
    if one.counted:
        lines.field("台账", one.counted, "bold $foreground", label_cells=6)
    if one.definition:
        lines.field("口径", one.definition, "$foreground", label_cells=6)
    if one.note:
        lines.field("说明", one.note, "$foreground", label_cells=6)
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
