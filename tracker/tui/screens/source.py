"""原文: the document an item comes from, with its sentence marked in its context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from tracker.ledger.rows import ItemPage
from tracker.tui.keys import SOURCE, bindings
from tracker.tui.lines import assemble
from tracker.tui.screens.page import Page
from tracker.tui.widgets.document_view import DocumentView, Mark
from tracker.tui.widgets.masthead import Masthead


class SourceScreen(Page):
    """Opened on an item that has a source."""

    NAME = "原文"
    KEYS = SOURCE
    BINDINGS: ClassVar = bindings(SOURCE)
    CSS_PATH = "source.tcss"

    def __init__(self, page: ItemPage) -> None:
        super().__init__()
        self._page = page

    def body(self) -> Iterable[Widget]:
        """Where the sentence stands, and the text."""
        yield Static(id="where", markup=False)
        yield DocumentView(id="document")

    def on_mount(self) -> None:
        """Show the sentence."""
        source = self._page.source
        if source is None:
            return
        where = " › ".join(source.section) or "全文"
        day = f"{source.date}  " if source.date else ""
        self.query_one(Masthead).left = f"{day}{source.title}"
        self.query_one("#where", Static).update(
            assemble((f" {self._page.row.number}  ", "bold $vermilion"), (where, "$muted"))
        )
        view = self.query_one(DocumentView)
        view.show(
            source.text,
            [Mark(source.start, source.end, "bold $foreground on $mark-current", is_current=True)],
        )
        view.focus()

    def action_find_mark(self) -> None:
        """Back to the sentence."""
        self.query_one(DocumentView).go_to_current()
