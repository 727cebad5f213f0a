"""A table whose lines can be marked: a few at once, many in a thread, so that the screen goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from textual.message import Message

from tracker.tui.list_lines import ListLines
from tracker.tui.marks import Marks
from tracker.tui.widgets.table_header import TableHeader

AT_ONCE: Final = 50_000
"""Marks that are changed within a few milliseconds."""


class MarkedTable(TableHeader):
    """Marks stay where they are, whatever the list shows."""

    @dataclass
    class MarksChanged(Message):
        """Other items are marked."""

        table: MarkedTable

    class ManyMarked(Message, bubble=False):
        """A thread has changed many marks."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines = ListLines()
        self.marks = Marks()
        self._marking = Lock()

    def mark_all(self) -> None:
        """The whole list; once more: nothing of it."""
        self.mark_many(self.lines.ids, self.marks.toggle)

    def invert_marks(self) -> None:
        """Within the list, the other ones."""
        self.mark_many(self.lines.ids, self.marks.invert)

    def clear_marks(self) -> None:
        """None, in the list or out of it."""
        self.marks.clear()
        self.marks_changed()

    def mark_many(self, ids: Sequence[int], change: Callable[[Sequence[int]], None]) -> None:
        """Change the marks of these; threads do it one after the other."""
        if len(ids) <= AT_ONCE:
            change(ids)
            self.marks_changed()
            return

        def changed() -> None:
            with self._marking:
                change(ids)
            self.post_message(self.ManyMarked())

        self.run_worker(changed, group="marks", thread=True)

    def on_marked_table_many_marked(self) -> None:
        """The thread is through."""
        self.marks_changed()

    def marks_changed(self) -> None:
        """Show them, and say that there are others."""
        self.refresh()
        self.post_message(self.MarksChanged(self))
