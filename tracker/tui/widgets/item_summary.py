"""One item in short, for the pane beside or below the list: everything, or the essence where it is low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.tui.keymap import key_for
from tracker.tui.lines import Lines, assemble
from tracker.tui.widgets.item_lines import (
    deadline_words,
    evidence_words,
    four_parts,
    measure_facts,
    measure_line,
    measures_heading,
    next_lines,
    owner_words,
    returned_line,
    source_words,
    title_lines,
)
from tracker.tui.widgets.item_standing import BEHIND_STYLE, said_and_found

if TYPE_CHECKING:
    from tracker.tui.views import Opened

LOW = 12
"""Below so many lines the pane says only what matters most."""

FEW = 7
"""Below so many it leaves measures and source to the item's page."""


def summary_lines(lines: Lines, opened: Opened, rows: int) -> None:
    """What fits into so many rows."""
    if rows < LOW:
        _low_lines(lines, opened, rows)
    else:
        _full_lines(lines, opened)


def _low_lines(lines: Lines, opened: Opened, rows: int) -> None:
    """The essence: title, measures not yet done, owners, source, next step, in so many lines."""
    page = opened.page
    title_lines(lines, page, rows=1)
    returned = Lines(lines.cells)
    returned_line(returned, page, rows=1)
    if rows < FEW:
        lines.cut_text(deadline_words(page.row.deadline), 1, indent=8, first=("时限", "$muted"))
        for line in returned.each or [assemble(("四有    ", "$muted"), *four_parts(page))]:
            lines.add(line)
        next_lines(lines, opened.steps, rows=1)
        return
    measures_heading(lines, page)
    room = max(0, rows - len(lines) - len(returned) - (4 if page.source is not None else 3))
    open_first = sorted(page.measures, key=lambda measure: measure.done_on is not None)
    for measure in open_first[:room]:
        measure_line(lines, measure, rows=1)
    if not page.measures and room:
        lines.text(f"还没有措施，{key_for('add_measure')} 增加一条", "$muted")
    owners = "　".join(
        [deadline_words(page.row.deadline), *(f"{word} {names}" for word, names in owner_words(page))]
    )
    lines.cut_text(owners or "—", 1, indent=8, first=("时限", "$muted"))
    if page.source is not None:
        lines.cut_text(source_words(page.source), 1, "$muted", indent=8, first=("出处", "$muted"))
    lines.add(
        assemble(("四有    ", "$muted"), *four_parts(page), (f"  佐证 {page.row.evidence_count}", "$muted"))
    )
    for line in returned.each:
        lines.add(line)
    next_lines(lines, opened.steps, rows=1)


def _full_lines(lines: Lines, opened: Opened) -> None:
    """Everything that helps to decide what to do next."""
    page = opened.page
    title_lines(lines, page)
    if page.detail:
        lines.cut_text(page.detail, 3, "$muted", first=("", ""))
    lines.gap()
    returned_line(lines, page)
    next_lines(lines, opened.steps, rows=6)
    lines.add(assemble(("四有    ", "$muted"), *four_parts(page)))
    lines.gap()
    measures_heading(lines, page)
    for measure in page.measures:
        measure_line(lines, measure, rows=2)
        if facts := measure_facts(measure):
            lines.flow(facts, indent=2)
    if not page.measures:
        lines.text(f"{key_for('add_measure')} 增加一条", "$faint")
    lines.gap()
    lines.heading("责任与时限")
    lines.field("整改时限", deadline_words(page.row.deadline))
    if opened.pace is not None and opened.is_behind:
        lines.field("序时进度", opened.pace.words, BEHIND_STYLE)
    for label, said in said_and_found(page.truths):
        lines.field(label, said)
    for word, names in owner_words(page):
        lines.field(word, names)
    if page.target:
        lines.field("整改目标", page.target)
    lines.gap()
    _proof(lines, opened)
    if page.source is not None:
        lines.gap()
        lines.heading("出处", f"{key_for('source', '原文')} 看原文")
        lines.cut_text(source_words(page.source), 4, "$muted", first=("", ""))


def _proof(lines: Lines, opened: Opened) -> None:
    page = opened.page
    lines.heading("进展与佐证", f"进展 {len(page.progress)} · 佐证 {len(page.evidence)}")
    for entry in page.progress[-3:]:
        lines.cut_text(entry.text, 2, indent=6, first=(f"{entry.on:%m-%d}", "$muted"))
    for evidence in page.evidence[-3:]:
        lines.cut_text(evidence_words(evidence), 1, indent=6, first=("佐证", "$muted"))
    if not page.progress and not page.evidence:
        lines.text(f"{key_for('progress')} 登记进展，{key_for('evidence')} 登记佐证材料", "$faint")
