"""A paper as lines of the screen: as it would be printed, as near as a terminal comes to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tracker.text.cells import pad, width, wrap
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Lines, Part, assemble

if TYPE_CHECKING:
    from tracker.exchange.papers.parts import Form, Grid, Line, Paper

MOST_ROWS: Final = 60
"""Rows of one table that are shown; the file has all."""

_STYLES: Final = {
    "公文标题": "bold $foreground",
    "公文副题": "$muted",
    "公文文号": "$muted",
    "公文一级标题": "bold $vermilion",
    "公文二级标题": "bold $foreground",
    "公文附注": "$muted",
    "公文附件标记": "$muted",
    "公文抄送": "$muted",
}
_CENTRED: Final = ("公文标题", "公文副题", "公文文号")
_FLUSH: Final = ("公文主送", "公文附件标记", "公文抄送")


def paper_lines(lines: Lines, paper: Paper) -> None:
    """All its parts, one after the other."""
    from tracker.exchange.papers.parts import Form, Grid, Line, NewPage, Signature

    for part in paper.parts:
        match part:
            case Line():
                _line(lines, part)
            case Grid():
                _grid(lines, part)
            case Form():
                _form(lines, part)
            case Signature():
                lines.gap()
                day = f"{part.date.year}年{part.date.month}月{part.date.day}日"
                for text in (part.unit or "（没有落款）", day):
                    lines.pair([], [(text, "$foreground")])
            case NewPage():
                lines.heading("另起一页")
    if paper.foot:
        lines.gap()
        lines.text(paper.foot, "$faint")


def _line(lines: Lines, line: Line) -> None:
    style = _STYLES.get(line.style.value, "$foreground")
    text = safe_for_screen(f"{line.opening}{line.text}", keep_lines=True)
    if line.style.value in _CENTRED:
        for row in wrap(text, lines.cells):
            lines.add(assemble((" " * max(0, (lines.cells - width(row)) // 2), ""), (row, style)))
    elif line.style.value in _FLUSH:
        lines.text(text, style)
    else:
        lines.text(f"\u3000\u3000{text}", style)


def _grid(lines: Lines, grid: Grid) -> None:
    shares = [column.share for column in grid.columns]
    _row(lines, shares, [(column.heading, "bold $foreground") for column in grid.columns])
    for row in grid.rows[:MOST_ROWS]:
        _row(lines, shares, [(text, "$foreground") for text in row])
    if len(grid.rows) > MOST_ROWS:
        lines.text(f"……还有{len(grid.rows) - MOST_ROWS}行，都在文件里", "$muted")


def _form(lines: Lines, form: Form) -> None:
    for row in form.rows:
        cells: list[Part] = [
            (f"{cell.text}\n{cell.signed}".strip(), "$muted" if cell.is_label else "$foreground")
            for cell in row.cells
        ]
        _row(lines, [cell.share for cell in row.cells], cells)


def _row(lines: Lines, shares: Sequence[float], cells: Sequence[Part]) -> None:
    """Cells beside each other, each wrapped in its column, below a rule."""
    lines.add(assemble(("─" * lines.cells, "$rule")))
    widths = _widths(shares, lines.cells)
    columns = [
        wrap(safe_for_screen(text, keep_lines=True), cells_of) or [""]
        for (text, _), cells_of in zip(cells, widths, strict=False)
    ]
    for place in range(max(map(len, columns), default=0)):
        parts: list[Part] = []
        for column, cells_of, (_, style) in zip(columns, widths, cells, strict=False):
            if parts:
                parts.append((" │ ", "$rule"))
            parts.append((pad(column[place] if place < len(column) else "", cells_of), style))
        lines.add(assemble(*parts))


def _widths(shares: Sequence[float], cells: int) -> list[int]:
    """Cells of each column; columns of the same shares end in the same place, however many there are."""
    total, last, before = sum(shares) or 1, 0, 0.0
    widths = []
    for share in shares:
        before += share
        end = round((cells + 3) * before / total)
        widths.append(max(2, end - last - 3))
        last = end
    return widths
