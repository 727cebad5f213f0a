"""Marked items of the list, and what is done with all of them: export, and one change for many."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker import paths
from tracker.tui.meant import EVERYTHING, Meant
from tracker.tui.screens.list_arrangement import ListArrangement
from tracker.tui.widgets.item_table import ItemTable

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.views import Done

LOOKED_THROUGH = 20_000
"""Up to so many items are looked through for marks that the list does not show."""


class ListMarks(ListArrangement):
    """Marks survive scrolling, filtering and sorting."""

    @abstractmethod
    def _tell_found(self) -> None:
        """As the page tells it."""

    def on_marked_table_marks_changed(self, event: ItemTable.MarksChanged) -> None:
        """Say how many there are."""
        self._tell_found()

    def _marks_words(self) -> list[str]:
        """已标 5 项（列表外 2 项）."""
        table = self.query_one(ItemTable)
        count = table.marks.count
        if not count:
            return []
        ids = table.lines.ids
        outside = count - len(table.marks.among(ids)) if len(ids) <= LOOKED_THROUGH else 0
        return [f"已标 {count} 项" + (f"（列表外 {outside} 项）" if outside else "")]

    def action_mark(self) -> None:
        """Mark what is under the cursor."""
        self.query_one(ItemTable).action_mark()

    def action_mark_down(self) -> None:
        """Mark on downwards."""
        self.query_one(ItemTable).mark_on(1)

    def action_mark_up(self) -> None:
        """Mark on upwards."""
        self.query_one(ItemTable).mark_on(-1)

    def action_mark_all(self) -> None:
        """Mark the whole list."""
        self.query_one(ItemTable).mark_all()

    def action_invert_marks(self) -> None:
        """The others."""
        self.query_one(ItemTable).invert_marks()

    def action_clear_marks(self) -> None:
        """None."""
        self.query_one(ItemTable).clear_marks()

    @property
    def _marked(self) -> Sequence[int]:
        return self.query_one(ItemTable).marks.ids()

    def action_export(self) -> None:
        """F5 导出."""

        from tracker.tui.dialogs.ledger_forms import export_form

        listing, figures = self._listing, self._figures
        if listing is None or figures is None or not (listing.ids or self._marked):
            self.tracker.say("列表里没有可以导出的事项")
            return
        folder = self.tracker.settings.exports or paths.exports_dir()
        form = export_form(self.tracker.office, figures, listing, self._marked, folder)
        self.tracker.push_screen(form, self._exported)

    def meant(self) -> tuple[Meant, ...]:
        """What is marked, what the list was narrowed to, else everything; then the item under the cursor."""
        listing, marked = self._listing, self._marked
        found = [Meant(f"标记的{len(marked)}项", ids=marked)] if marked else []
        if listing is not None and listing.is_narrowed and listing.ids:
            words = f"列表里的{len(listing.ids)}项" if listing.is_whole else "列表里的"
            found.append(Meant(words, listing.wanted, line=self.filter_line))
        return (*(found or [EVERYTHING]), *super().meant())

    def action_bulk(self) -> None:
        """Alt+P 批量."""
        listing, marked = self._listing, self._marked
        if listing is None or not (listing.ids or marked):
            self.tracker.say("列表里没有可以批量办理的事项")
        elif not (marked or listing.is_whole):
            self.tracker.say("正在读取这个列表，请稍候再按一次")
        else:
            ids = marked or listing.ids
            which = f"标记的 {len(ids)} 项" if marked else f"列表里的 {len(ids)} 项"

            def numbers(ledger: Ledger) -> tuple[str, ...]:
                from tracker.tui.workers import list_reads

                return list_reads.numbers(ledger, ids)

            self.read(numbers, lambda found: self._open_bulk(found, which), group="bulk")

    def _open_bulk(self, numbers: tuple[str, ...], which: str) -> None:
        from tracker.tui.screens.bulk import BulkScreen

        self.tracker.push_screen(BulkScreen(numbers, which))

    def _exported(self, outcome: Done | None) -> None:
        from tracker.tui.dialogs.confirm import Notice

        if outcome is not None:
            self.tracker.push_screen(Notice(outcome.sentence, (), is_refusal=False))
