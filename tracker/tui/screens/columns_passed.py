"""Looking at the columns of a list that find no room beside the others."""

from __future__ import annotations

from tracker.tui.screens.page import Page
from tracker.tui.widgets.item_table import ItemTable


class ColumnsPassed(Page):
    """A page with the list, whose columns before those can be let go by."""

    def action_columns_left(self) -> None:
        """Shift+← 左边的列."""
        self.query_one(ItemTable).pass_columns(-1)

    def action_columns_right(self) -> None:
        """Shift+→ 右边的列."""
        self.query_one(ItemTable).pass_columns(1)
