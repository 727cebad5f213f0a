"""来源文件: which documents are in, and how far their review is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.ledger.review_rows import DocumentRow
from tracker.text.cells import cut
from tracker.text.screen import safe_for_screen
from tracker.tui.keys import DOCUMENTS, bindings
from tracker.tui.lines import assemble, plain
from tracker.tui.screens.mining import mine
from tracker.tui.screens.page import Page
from tracker.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class DocumentsScreen(Page):
    """Newest first; Enter opens the review."""

    NAME = "来源文件"
    SECTION = "documents"
    KEYS = DOCUMENTS
    BINDINGS: ClassVar = bindings(DOCUMENTS)
    CSS_PATH = "documents.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._documents: list[DocumentRow] = []

    def body(self) -> Iterable[Widget]:
        """The list, and what to do when it is empty."""
        yield Static(id="documents-note", markup=False)
        yield OptionList(id="documents", markup=False, compact=True)

    def on_mount(self) -> None:
        """Read the documents."""
        super().on_mount()
        self.query_one(OptionList).focus()
        self.ledger_changed()

    def ledger_changed(self) -> None:
        """Read them again."""

        def documents(ledger: Ledger) -> list[DocumentRow]:
            from tracker.tui import reads

            return reads.documents(ledger)

        self.read(documents, self._show, group="documents")

    def _show(self, documents: list[DocumentRow]) -> None:
        self._documents = documents
        note = "按 Enter 复核" if documents else "还没有来源文件，按 F7 挖掘一份"
        self.query_one("#documents-note", Static).update(plain(f" {note}", "$muted"))
        options = self.query_one(OptionList)
        present = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(_prompt(row, self.size.width - 18)) for row in documents)
        if documents:
            options.highlighted = min(present, len(documents) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open its review."""
        self.tracker.push_screen(ReviewScreen(self._documents[event.option_index].id))

    def action_open_document(self) -> None:
        """Enter."""
        self.query_one(OptionList).action_select()

    def action_mine(self) -> None:
        """F7 挖掘."""
        mine(self.tracker)


def _prompt(row: DocumentRow, cells: int) -> Content:
    waiting = (f"待复核 {row.pending}", "bold $vermilion") if row.pending else ("复核完毕", "$lamp-done")
    day = row.date.isoformat() if row.date else "日期不详  "
    first = assemble((f"{day}  ", "$muted"), (cut(safe_for_screen(row.title), cells), "bold $foreground"))
    second = assemble(
        (" " * 12, ""),
        waiting,
        (f"  已收 {row.accepted}  已弃 {row.rejected}  留存 {row.kept}  ", "$muted"),
        (f"重复 {row.repeated}  " if row.repeated else "", "$lamp-near"),
        (f"{row.characters} 字  {row.source_name}", "$faint"),
    )
    return Content("\n").join([first, second])
