"""How the list is arranged: its order, its groups and its columns, all kept for the next start."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from tracker.tui.column_layout import ColumnLayout, read_layout
from tracker.tui.screens.columns_passed import ColumnsPassed
from tracker.tui.screens.list_filters import ListFilters
from tracker.tui.widgets.columns import COLUMNS, DOWNWARD, UPWARD, default_layout, fitted, order_of
from tracker.tui.widgets.item_table import ItemTable

USUAL: Final = "number"
"""The order of a list nobody sorted."""

GROUPINGS: Final = {
    "": "不分组",
    "unit": "牵头单位",
    "leader": "责任领导",
    "category": "问题类别",
    "document": "来源文件",
    "campaign": "专项",
}


class ListArrangement(ListFilters, ColumnsPassed):
    """Order, groups and columns of the list."""

    def __init__(self) -> None:
        super().__init__()
        self._order = USUAL
        self._descending = False
        self._grouping = ""
        self._is_layout_chosen = False

    @abstractmethod
    def relist(self) -> None:
        """Read the list in its new order."""

    def _read_settings(self) -> None:
        """As it was left the last time; what the settings say wrongly is as delivered."""
        settings, table = self.tracker.settings, self.query_one(ItemTable)
        order = settings.sort.removeprefix("-")
        if order in COLUMNS:
            self._order, self._descending = order_of(order), settings.sort.startswith("-")
        self._grouping = settings.group if settings.group in GROUPINGS else ""
        table.column_layout = read_layout(settings.columns, tuple(COLUMNS), default_layout())
        self._is_layout_chosen = table.column_layout.is_chosen
        self._tell_order()

    def _tell_order(self) -> None:
        table = self.query_one(ItemTable)
        table.order = self._order if (self._order, self._descending) != (USUAL, False) else ""
        table.is_descending = self._descending
        table.refresh()

    def _arrangement_words(self) -> list[str]:
        """按时限排序 · 按牵头单位分组."""
        words = []
        if (self._order, self._descending) != (USUAL, False):
            words.append(f"按{COLUMNS[self._order].heading}{'倒序' if self._descending else '排序'}")
        if self._grouping:
            words.append(f"按{GROUPINGS[self._grouping]}分组")
        return words

    # Order

    def action_sort(self) -> None:
        """Choose a column to sort by."""

        from tracker.tui.dialogs.pick import Choice, Pick

        keys = dict.fromkeys(
            order_of(key) for key in (*self.query_one(ItemTable).column_layout.keys, *COLUMNS)
        )
        choices = [Choice(key, COLUMNS[key].heading, remark=self._sign(key)) for key in keys]
        self.tracker.push_screen(Pick("按哪一列排序", choices), self._sort_picked)

    def _sign(self, key: str) -> str:
        if key != self._order:
            return ""
        return f"{DOWNWARD} 现在倒序，再选回到编号" if self._descending else f"{UPWARD} 现在，再选倒过来"

    def _sort_picked(self, order: str | None) -> None:
        if order is not None:
            self._sort_by(order)

    def on_table_header_sort_wanted(self, event: ItemTable.SortWanted) -> None:
        """A heading was clicked."""
        self._sort_by(event.order)

    def _sort_by(self, order: str) -> None:
        """From the start, then from the end, then as usual."""
        if order != self._order:
            self._order, self._descending = order, False
        elif not self._descending:
            self._descending = True
        else:
            self._order, self._descending = USUAL, False
        self._tell_order()
        kept = "" if (self._order, self._descending) == (USUAL, False) else self._order
        self.tracker.keep(sort=f"-{kept}" if self._descending else kept)
        self.relist()

    # Groups

    def action_group(self) -> None:
        """Choose what to group by."""

        from tracker.tui.dialogs.pick import Choice, Pick

        choices = [
            Choice(key or "none", word, remark="现在" if key == self._grouping else "")
            for key, word in GROUPINGS.items()
        ]
        self.tracker.push_screen(Pick("按什么分组", choices), self._group_picked)

    def _group_picked(self, grouping: str | None) -> None:
        if grouping is not None:
            self._grouping = "" if grouping == "none" else grouping
            self.tracker.keep(group=self._grouping)
            self.relist()

    # Columns

    def action_choose_columns(self) -> None:
        """Choose columns, their order and width."""

        from tracker.tui.dialogs.column_chooser import ColumnChooser

        table = self.query_one(ItemTable)
        layout, cells, number, _ = table.fitted_for
        widths = {shown.column.key: shown.cells for shown in fitted(layout, cells, number=number)}
        chooser = ColumnChooser(layout, widths, cells, number)
        self.tracker.push_screen(chooser, self._columns_chosen)

    def _columns_chosen(self, layout: ColumnLayout | None) -> None:
        if layout is not None:
            self._keep_layout(layout)

    def on_table_header_columns_dragged(self, event: ItemTable.ColumnsDragged) -> None:
        """An edge was dragged."""
        self._keep_layout(event.layout)

    def _keep_layout(self, layout: ColumnLayout) -> None:
        table = self.query_one(ItemTable)
        self._is_layout_chosen = layout.is_chosen
        table.column_layout = layout
        table.pass_columns(0)  # fewer may be left to go by
        self.tracker.keep(columns=layout.kept())
        self._default_columns()

    def _default_columns(self) -> None:
        """Where nobody chose columns, the 专项 has one when several are in sight."""
        if not self._is_layout_chosen and self._figures is not None:
            several = len(self._figures.campaigns) > 1 and not self.tracker.campaign
            table = self.query_one(ItemTable)
            table.column_layout = default_layout(with_campaign=several)
            table.pass_columns(0)
