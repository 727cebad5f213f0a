"""文书与表格 in the app: the menu, and what each line of it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tracker.tui.arranging import Arranging
from tracker.tui.keys.desk import DESK_WORK
from tracker.tui.keys.present import as_configured
from tracker.tui.screens.page import Page

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.rows.check import CheckWish
    from tracker.tui.rows.reconcile import ReconcileWish


class DeskWork(Arranging, inherit_bindings=False):
    """The part of the app that opens the work of the desk; a page is imported when it is first opened."""

    campaign: str
    last_checked: CheckWish | None = None
    """The draft that was checked last: offered again."""

    last_reconciled: ReconcileWish | None = None
    """The document that was held against the ledger last."""

    def action_desk_work(self) -> None:
        """Alt+T: choose the work."""
        if isinstance(self.screen, Page):
            from tracker.tui.dialogs.pick import Choice, Pick

            choices = [
                Choice(key.action, key.word, "bold $foreground", key.says)
                for key in map(as_configured, DESK_WORK)
            ]
            self.push_screen(Pick("文书与表格", choices), self._desk_work_picked)

    def _desk_work_picked(self, action: str | None) -> None:
        if action is not None:
            getattr(self, f"action_{action}")()

    def action_check_report(self) -> None:
        """汇报稿核对."""
        from tracker.tui.screens.checking import CheckingScreen

        if isinstance(self.screen, Page):
            self.push_screen(CheckingScreen(self.last_checked))

    def action_issue_papers(self) -> None:
        """出文, about what the page has in hand."""
        from tracker.tui.screens.papers import PapersScreen

        if isinstance(self.screen, Page):
            self.push_screen(PapersScreen(self.screen.meant()))

    def action_reconcile(self) -> None:
        """承诺对账."""
        from tracker.tui.screens.reconciling import ReconcilingScreen

        if isinstance(self.screen, Page):
            self.push_screen(ReconcilingScreen(self.last_reconciled))

    def show_reconciliation(self, document_id: int) -> None:
        """承诺对账 of a document that the ledger has."""
        from tracker.tui.rows.reconcile import ReconcileWish
        from tracker.tui.screens.reconciling import ReconcilingScreen

        wish = ReconcileWish(None, document_id, campaign=self.campaign)
        self.push_screen(ReconcilingScreen(wish, is_chosen=True))

    def action_directory(self) -> None:
        """Alt+E 单位、人员和专项."""
        from tracker.tui.screens.directory import DirectoryScreen

        if isinstance(self.screen, Page):
            self.push_screen(DirectoryScreen())

    def action_import_ledger(self) -> None:
        """Alt+D 导入台账."""
        from tracker.tui.screens.importing import import_ledger

        if isinstance(self.screen, Page):
            import_ledger(cast("TrackerApp", self))

    def action_fill_in(self) -> None:
        """填上级的表."""
        from tracker.tui.screens.filling import fill_in

        if isinstance(self.screen, Page):
            fill_in(cast("TrackerApp", self))

    def action_forms(self) -> None:
        """Alt+L 收发填报表."""
        from tracker.tui.screens.forms import FormsScreen

        if isinstance(self.screen, Page) and not isinstance(self.screen, FormsScreen):
            self.push_screen(FormsScreen())
