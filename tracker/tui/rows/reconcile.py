"""承诺对账 as its page shows it: a line of the list, and both sentences beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.ledger.words import Standing
from tracker.text.cells import pad, wrap
from tracker.text.screen import safe_for_screen
from tracker.tui.app_words import in_app_words
from tracker.tui.lines import Lines, assemble
from tracker.tui.rows.preview import Head, Kind, PreviewRow, heads

if TYPE_CHECKING:
    from tracker.desk.documents import MinedDocument
    from tracker.desk.reconciliation import Finding, Reconciliation

TAKEN: Final = Kind("√", "已办", "$lamp-done")
_STANDINGS: Final = {
    Standing.DONE: Kind("●", Standing.DONE.word, "$lamp-normal"),
    Standing.PARTLY: Kind("◐", Standing.PARTLY.word, "$lamp-near"),
    Standing.LATER: Kind("◇", Standing.LATER.word, "$lamp-extended"),
    Standing.SOFTER: Kind("▽", Standing.SOFTER.word, "$lamp-imminent"),
    Standing.NEW: Kind("+", Standing.NEW.word, "$vermilion"),
    Standing.UNMENTIONED: Kind("○", Standing.UNMENTIONED.word, "$muted"),
    Standing.RESTATED: Kind("=", Standing.RESTATED.word, "$muted"),
}
KINDS: Final = (*_STANDINGS.values(), TAKEN)
"""In the order in which they are counted."""

WIDE: Final = 76
"""From so many cells the two sentences stand beside each other."""


@dataclass(frozen=True, slots=True)
class ReconcileWish:
    """Which document is held against which items."""

    path: Path | None
    """None: a document of the ledger."""
    document_id: int = 0
    date: dt.date | None = None
    """Of the document; None: as it says itself."""
    line: str = ""
    """Filter line: only these items."""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A document held against the ledger."""

    document: MinedDocument
    found: Reconciliation


@dataclass(frozen=True, slots=True)
class ReconcileRow(PreviewRow):
    """One line of the list."""

    ordinal: int = 0


def row_of(one: Finding, head: Head, *, is_marked: bool) -> ReconcileRow:
    """■ 12 ZG-2024-0007  what is promised  what could be done."""
    kind = TAKEN if one.is_taken else _STANDINGS[one.standing]
    words = f"{one.refusal} {one.deed}" if one.is_taken else one.deed or one.grounds
    return ReconcileRow(
        key=str(one.ordinal),
        kind=kind,
        head=replace(head, mark="■ " if is_marked else "  "),
        number=one.number,
        title=one.promised or one.said,
        words=f"{kind.word}：{words}" if not one.is_taken else words,
        ordinal=one.ordinal,
    )


def rows_of(found: Reconciliation, marked: Iterable[int]) -> list[ReconcileRow]:
    """Every line by its number."""
    chosen = set(marked)
    lines = found.findings
    shown = heads([str(one.ordinal) for one in lines], [one.number for one in lines])
    return [
        row_of(one, head, is_marked=one.ordinal in chosen) for one, head in zip(lines, shown, strict=True)
    ]


def told_of(lines: Lines, one: Finding, *, is_marked: bool) -> None:
    """Both sentences, how near they are, what speaks for it, and what could be done."""
    kind = TAKEN if one.is_taken else _STANDINGS[one.standing]
    measure = "" if one.measure is None else f"措施{one.measure}  "
    score = "" if one.score is None else f"相近 {one.score:.2f}"
    lines.pair(
        [(f"{kind.sign} {one.standing.word}  ", f"bold {kind.style}"), (f"{one.number} {measure}", "$muted")],
        [(score, "$muted")],
    )
    _side_by_side(lines, one.promised or "（台账里没有）", one.said or "（没有写到）")
    lines.field("依据", one.grounds, "$foreground", label_cells=6)
    if one.is_taken:
        lines.field("已办", f"{one.deed}。{one.refusal}", "$lamp-done", label_cells=6)
    elif one.refusal:
        lines.field(
            "可办", f"{one.deed}（现在不能办：{in_app_words(one.refusal)}）", "$lamp-near", label_cells=6
        )
    elif one.deed:
        words = f"{one.deed}（已选中）" if is_marked else one.deed
        lines.field("可办", words, "bold $foreground", label_cells=6)


def _side_by_side(lines: Lines, promised: str, said: str) -> None:
    """In two columns where there is room, else one below the other."""
    if lines.cells < WIDE:
        lines.field("台账", promised, "$foreground", label_cells=6)
        lines.field("报告", said, "bold $foreground", label_cells=6)
        return
    cells = (lines.cells - 3) // 2
    left, right = (wrap(safe_for_screen(text), cells - 6) for text in (promised, said))
    for place in range(max(len(left), len(right))):
        labels = ("台账", "报告") if place == 0 else ("", "")
        one, other = (column[place] if place < len(column) else "" for column in (left, right))
        lines.add(
            assemble(
                (pad(labels[0], 6), "$muted"),
                (pad(one, cells - 6), "$foreground"),
                (" │ ", "$rule"),
                (pad(labels[1], 6), "$muted"),
                (other, "bold $foreground"),
            )
        )
