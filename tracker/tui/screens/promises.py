"""逐条去向: everything that a document says, with what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.ledger.list_rows import ItemRow
from tracker.ledger.promises import DocumentPromises, PromiseRow
from tracker.ledger.review_rows import DocumentRow
from tracker.ledger.rows import MeasureRow
from tracker.ledger.words import CandidateKind, Light
from tracker.text.cells import cut
from tracker.text.screen import safe_for_screen
from tracker.tui.keys import PROMISES, bindings
from tracker.tui.lamps import KIND_SIGNS, KIND_STYLES, LAMPS, STATE_STYLES, VERDICT_SIGNS, lamp_words
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.screens.page import Page
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.widgets.candidate_lines import VERDICT_STYLES
from tracker.tui.widgets.marked_list import MarkedList
from tracker.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

FEW = 12
"""Items that a filter line names one by one; of more it names the document."""


class PromisesScreen(Page):
    """Of one document, in the order of its text."""

    NAME = "逐条去向"
    KEYS = PROMISES
    BINDINGS: ClassVar = bindings(PROMISES)
    CSS_PATH = "documents.tcss"

    def __init__(self, document: DocumentRow) -> None:
        super().__init__()
        self._document = document
        self._promises: DocumentPromises | None = None

    def body(self) -> Iterable[Widget]:
        """Totals and the list."""
        yield Static(id="documents-note", markup=False)
        yield MarkedList(id="documents", markup=False, compact=True)

    def on_mount(self) -> None:
        """Read them."""
        day = f"{self._document.date}  " if self._document.date else ""
        self.query_one(Masthead).left = f"{day}{self._document.title}"
        self.query_one(OptionList).focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Cut the lines for the width."""
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Read them again."""
        document_id, today = self._document.id, self.tracker.office.today()

        def promises(ledger: Ledger) -> DocumentPromises:
            from tracker.tui.workers import review_reads

            return review_reads.document_promises(ledger, document_id, today)

        self.read(promises, self._show, group="promises")

    def _show(self, promises: DocumentPromises) -> None:
        self._promises = promises
        self._lay_out()

    def _lay_out(self) -> None:
        promises = self._promises
        if promises is None:
            return
        lines = Lines(self.size.width - 2)
        lines.text(_totals(promises), "$muted")
        self.query_one("#documents-note", Static).update(lines.content())
        options = self.query_one(OptionList)
        present = options.highlighted or 0
        options.clear_options()
        cells = self.size.width - 4
        options.add_options(Option(_prompt(row, cells)) for row in promises.rows)
        if promises.rows:
            options.highlighted = min(present, len(promises.rows) - 1)

    @property
    def _row(self) -> PromiseRow | None:
        place = self.query_one(OptionList).highlighted
        rows = self._promises.rows if self._promises is not None else ()
        return rows[place] if place is not None and place < len(rows) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The item, else the review."""
        self.action_open_item()

    def action_open_item(self) -> None:
        """Enter."""
        row = self._row
        if row is not None and row.item is not None:
            self.tracker.show_item(row.item.number)
        else:
            self.action_source()

    def action_source(self) -> None:
        """F6."""
        row = self._row
        if row is not None:
            self.tracker.push_screen(ReviewScreen(self._document.id, row.candidate.ordinal))

    def action_show_list(self) -> None:
        """F5."""
        numbers = self._promises.numbers if self._promises is not None else ()
        if not numbers:
            self.tracker.say("这份文件还没有收成事项")
            return
        title = self._document.title.replace('"', "")
        few = len(numbers) <= FEW
        self.tracker.show_list(f"编号:{'、'.join(numbers)}" if few else f'文件:"{title}"')


def _totals(promises: DocumentPromises) -> str:
    kinds = promises.by_kind()
    said = " ".join(f"{kind.word}{kinds.get(kind, 0)}" for kind in CandidateKind)
    waiting = sum(row.candidate.is_waiting for row in promises.rows)
    items = f"事项 {len(promises.numbers)} 项（已销号 {promises.closed}，已逾期 {promises.overdue}）"
    return f"共 {len(promises.rows)} 条：{said}；收成{items}；等待复核 {waiting} 条"


def _prompt(row: PromiseRow, cells: int) -> Content:
    candidate = row.candidate
    opening, closing = KIND_SIGNS[candidate.kind]
    first = assemble(
        (f"{VERDICT_SIGNS[candidate.verdict]} ", VERDICT_STYLES[candidate.verdict]),
        (f"{opening}{candidate.kind.word}{closing} ", KIND_STYLES[candidate.kind]),
        (cut(safe_for_screen(candidate.text), max(8, cells - 10)), "$foreground"),
    )
    return Content("\n").join([first, assemble(("         ", ""), *_became(row, cells - 10))])


def _became(row: PromiseRow, cells: int) -> list[Part]:
    candidate, item, measure = row.candidate, row.item, row.measure
    if item is not None and measure is not None:
        return [(f"→ {item.number}的措施{measure.ordinal}  ", "bold $vermilion"), *_stands(item, measure)]
    if item is not None:
        lamp = LAMPS[item.light]
        return [
            (f"→ {item.number}  ", "bold $vermilion"),
            (f"{item.state.word}  ", STATE_STYLES[item.state]),
            (lamp_words(item.light, item.light_words), lamp.style),
        ]
    words = candidate.verdict.word
    if candidate.reason:
        words += f"：{candidate.reason}"
    if candidate.twin_words:
        words += f"，{candidate.twin_words}"
    return [(cut(safe_for_screen(words), max(4, cells)), VERDICT_STYLES[candidate.verdict])]


def _stands(item: ItemRow, measure: MeasureRow) -> list[Part]:
    """The measure's own: it is done, or late, before its item is."""
    if measure.done_on is not None:
        return [(f"√ {measure.done_on} 完成", LAMPS[Light.CLOSED].style)]
    lamp = LAMPS[measure.light]
    return [
        (f"{item.state.word}  ", STATE_STYLES[item.state]),
        (lamp_words(measure.light, measure.light_words), lamp.style),
    ]
