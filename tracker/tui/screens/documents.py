"""来源文件: which documents are in, how far their review is, and what is being mined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.ledger.review_rows import DocumentRow
from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.review_forms import document_fields
from tracker.tui.keymap import key_for
from tracker.tui.keys import DOCUMENTS, bindings
from tracker.tui.lines import Lines, assemble
from tracker.tui.screens.mining import mine, paste
from tracker.tui.screens.page import Page
from tracker.tui.screens.promises import PromisesScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.views import Done
from tracker.tui.widgets.marked_list import MarkedList

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class DocumentsScreen(Page):
    """Newest first; Enter opens the review."""

    NAME = "来源文件"
    KEYS = DOCUMENTS
    BINDINGS: ClassVar = bindings(DOCUMENTS)
    CSS_PATH = "documents.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._documents: list[DocumentRow] = []

    def body(self) -> Iterable[Widget]:
        """The totals, and the list."""
        yield Static(id="documents-note", markup=False)
        yield MarkedList(id="documents", markup=False, compact=True)

    def on_mount(self) -> None:
        """Read the documents."""
        self.query_one(OptionList).focus()
        self.ledger_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Cut the lines for the width."""
        self.call_after_refresh(self._lay_out)

    def ledger_changed(self) -> None:
        """Read them again."""

        def documents(ledger: Ledger) -> list[DocumentRow]:
            from tracker.tui.workers import review_reads

            return review_reads.documents(ledger)

        self.read(documents, self._show, group="documents")

    def _show(self, documents: list[DocumentRow]) -> None:
        self._documents = documents
        self._tell_keys()
        self._lay_out()

    def tell_mining(self) -> None:
        """Nothing can be stopped that is not under way."""
        super().tell_mining()
        self._tell_keys()

    def _tell_keys(self) -> None:
        hidden = [] if self.tracker.mining.is_active else ["cancel_mining"]
        if not self._documents:
            hidden += ["open_document", "promises", "reconcile_document", "edit_document"]
        self.hide_keys(*hidden)

    def _lay_out(self) -> None:
        documents = self._documents
        lines = Lines(self.size.width - 2)
        lines.text(
            _totals(documents)
            if documents
            else f"还没有来源文件，按 {key_for('mine')} 选文件挖掘，{key_for('paste')} 粘贴文字",
            "$muted",
        )
        self.query_one("#documents-note", Static).update(lines.content())
        options = self.query_one(OptionList)
        present = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(_prompt(row, self.size.width - 16)) for row in documents)
        if documents:
            options.highlighted = min(present, len(documents) - 1)

    @property
    def _row(self) -> DocumentRow | None:
        place = self.query_one(OptionList).highlighted
        if place is None or place >= len(self._documents):
            self.tracker.say(f"还没有来源文件，按 {key_for('mine')} 挖掘一份")
            return None
        return self._documents[place]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open its review."""
        self.tracker.push_screen(ReviewScreen(self._documents[event.option_index].id))

    def on_paste(self, event: events.Paste) -> None:
        """Text pasted onto the page is a document."""
        event.stop()
        paste(self.tracker, event.text)

    def action_open_document(self) -> None:
        """Enter."""
        self.query_one(OptionList).action_select()

    def action_promises(self) -> None:
        """F4."""
        row = self._row
        if row is not None:
            self.tracker.push_screen(PromisesScreen(row))

    def action_reconcile_document(self) -> None:
        """F6 拿来对账."""
        row = self._row
        if row is not None:
            self.tracker.show_reconciliation(row.id)

    def action_mine(self) -> None:
        """F7 挖掘."""
        mine(self.tracker)

    def action_paste(self) -> None:
        """F3 粘贴文字."""
        paste(self.tracker)

    def action_cancel_mining(self) -> None:
        """F8."""
        self.tracker.mining.stop()

    def action_edit_document(self) -> None:
        """F2 改标题日期."""
        row = self._row
        if row is None or not self.tracker.may("edit_document"):
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui.workers import review_writes

            return Done(review_writes.edit_document(ledger, actor, row, values, today))

        intro = ("正文不变；改了成文日期，待复核候选的相对时限按新日期重新推算，已收入台账的不动",)
        self.tracker.push_screen(
            Form("改标题、日期", document_fields(row), submit, intro=intro, about=row.sha256)
        )


def _totals(documents: list[DocumentRow]) -> str:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in documents)

    words = {"待复核": "pending", "已收": "accepted", "已弃": "rejected", "重复": "repeated", "留存": "kept"}
    return f"共 {len(documents)} 份  " + "  ".join(f"{word} {total(name)}" for word, name in words.items())


def _prompt(row: DocumentRow, cells: int) -> Content:
    waiting = (f"待复核 {row.pending}", "bold $vermilion") if row.pending else ("复核完毕", "$lamp-done")
    day = row.date.isoformat() if row.date else "日期不详  "
    first = assemble((f"{day}  ", "$muted"), (cut(safe_for_screen(row.title), cells), "bold $foreground"))
    told = f"  已收 {row.accepted}  已弃 {row.rejected}  留存 {row.kept}  "
    repeated = f"重复 {row.repeated}  " if row.repeated else ""
    room = cells - sum(map(width, (waiting[0], told, repeated)))
    about = cut(safe_for_screen(f"{row.characters} 字  {row.source_name}"), room) if room > 8 else ""
    second = assemble((" " * 12, ""), waiting, (told, "$muted"), (repeated, "$lamp-near"), (about, "$faint"))
    return Content("\n").join([first, second])
