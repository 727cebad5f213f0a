"""What the list shows of the ledger: a filter, a saved view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from tracker.tui.keymap import key_for
from tracker.tui.narrowing import narrowed
from tracker.tui.screens.item_further import ItemFurther
from tracker.tui.views import Done
from tracker.tui.widgets.item_table import ItemTable
from tracker.tui.widgets.view_tabs import ViewTabs

if TYPE_CHECKING:
    from tracker.ledger.rows import ViewRow
    from tracker.ledger.store import Ledger
    from tracker.tui.dialogs.pick import Choice
    from tracker.tui.list_views import ListFigures, Listing


class ListFilters(ItemFurther):
    """The list's choices; what is listed is read by the list itself."""

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._figures: ListFigures | None = None

    @property
    def filter_line(self) -> str:
        """As typed."""
        return self.query_one("#filter-line", Input).value

    def set_filter(self, line: str) -> None:
        """Filter by a line that was put together elsewhere."""
        line_widget = self.query_one("#filter-line", Input)
        line_widget.value = line
        line_widget.cursor_position = len(line)

    def on_key(self, event: events.Key) -> None:
        """Esc and ↓ leave the filter line."""
        if event.key in ("escape", "down") and self.query_one("#filter-line").has_focus:
            event.stop()
            event.prevent_default()
            self.query_one(ItemTable).focus()

    @property
    def _is_section(self) -> bool:
        """The 台账 itself, no list that was opened above another page."""
        return self.app.screen_stack[0] is self

    async def action_back(self) -> None:
        """To the page below; where there is none, to all items."""
        if self._is_section:
            self.set_filter("")
        else:
            await super().action_back()

    def action_search(self) -> None:
        """To the filter line."""
        self.set_focus(self.query_one("#filter-line", Input))  # at once: keys may be waiting

    def action_show_all(self) -> None:
        """No filter."""
        self.set_filter("")

    @property
    def listing(self) -> Listing | None:
        """What is listed now."""
        return self._listing

    def action_pick_state(self) -> None:
        """Narrow to a state."""

        from tracker.tui.dialogs.ledger_forms import state_choices

        if self._figures is not None:
            self._pick("按办理状态筛选", state_choices(self._figures))

    def action_pick_light(self) -> None:
        """Narrow to a light."""

        from tracker.tui.dialogs.ledger_forms import light_choices

        if self._figures is not None:
            self._pick("按预警筛选", light_choices(self._figures))

    def action_pick_unit(self) -> None:
        """Narrow to a unit."""

        from tracker.tui.dialogs.ledger_forms import unit_choices

        def units(ledger: Ledger) -> list[str]:
            from tracker.tui.workers import reads

            return reads.units(ledger)

        self.read(units, lambda names: self._pick("按单位筛选", unit_choices(names)), group="units")

    def on_view_tabs_chosen(self, event: ViewTabs.Chosen) -> None:
        """Another view."""
        self.set_filter(event.line)

    def action_next_view(self) -> None:
        """The tab to the right."""
        self._step_view(1)

    def action_previous_view(self) -> None:
        """The tab to the left."""
        self._step_view(-1)

    def _step_view(self, by: int) -> None:
        tabs = self.query_one(ViewTabs)
        if tabs.views:
            tabs.step(by)
        else:
            self._tell_no_view()

    def _tell_no_view(self) -> None:
        self.tracker.say(f"还没有视图：先在筛选栏写条件，再按 {key_for('views')} 存为视图")

    def action_views(self) -> None:
        """Open, save or remove a saved view."""
        self._read_views(self._offer_views)

    def _read_views(self, then: Callable[[list[ViewRow]], None]) -> None:
        def views(ledger: Ledger) -> list[ViewRow]:
            from tracker.tui.workers import reads

            return reads.views(ledger)

        self.read(views, then, group="views")

    def _offer_views(self, views: list[ViewRow]) -> None:
        from tracker.tui.dialogs.ledger_forms import view_choices
        from tracker.tui.dialogs.pick import Pick

        choices = view_choices(views, self.filter_line)
        if not choices:
            self._tell_no_view()
            return
        self.tracker.push_screen(Pick("视图", choices), partial(self._view_picked, views))

    def _view_picked(self, views: list[ViewRow], choice: str | None) -> None:
        from tracker.tui.dialogs.ledger_forms import REMOVE_VIEW, RENAME_VIEW, SAVE_VIEW, view_form
        from tracker.tui.dialogs.pick import Choice, Pick

        names = [Choice(view.name, view.name, remark=view.query) for view in views]
        if choice == SAVE_VIEW:
            if self.tracker.may("save_view"):
                self.tracker.push_screen(view_form(self.tracker.office, self.filter_line, views))
        elif choice == RENAME_VIEW:
            if self.tracker.may("rename_view"):
                self.tracker.push_screen(Pick("给哪个视图改名", names), self._rename_view)
        elif choice == REMOVE_VIEW:
            if self.tracker.may("remove_view"):
                self.tracker.push_screen(Pick("删除哪个视图", names), self._remove_view)
        elif choice is not None:
            self.set_filter(choice)

    def show_views(self, views: tuple[ViewRow, ...]) -> None:
        """The tabs; what a view stood for that the filter calls and somebody removed stays in the filter."""
        tabs = self.query_one(ViewTabs)
        known, tabs.views = tabs.views, views
        present = {view.name for view in views}
        gone = {view.name: view.query for view in known if view.name not in present}
        if gone:
            from tracker.ledger.filtering.reading import written_out

            line = written_out(self.filter_line, gone)
            if line != self.filter_line:
                self.set_filter(line)

    def _rename_view(self, name: str | None) -> None:
        if name is not None:
            from tracker.tui.dialogs.ledger_forms import rename_form

            self.tracker.push_screen(rename_form(self.tracker.office, name), partial(self._renamed, name))

    def _renamed(self, name: str, outcome: Done | None) -> None:
        """The list goes on showing it."""
        if outcome is not None and self.filter_line.strip() == f"@{name}":
            self.set_filter(f"@{outcome.subject}")

    def _remove_view(self, name: str | None) -> None:
        if name is None:
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import writes

            return Done(writes.remove_view(ledger, actor, name, today))

        self.tracker.write(task)

    def _pick(self, title: str, choices: Sequence[Choice]) -> None:
        from tracker.tui.dialogs.pick import Pick

        self.tracker.push_screen(Pick(title, choices), self._picked)

    def _picked(self, word: str | None) -> None:
        """Narrow the list by it."""
        if word is not None:
            self.set_filter(narrowed(self.filter_line, word))
