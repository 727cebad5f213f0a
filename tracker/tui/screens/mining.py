"""挖掘: documents are chosen or pasted, then mined in the background; the review of the first one opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.tui.keymap import key_for
from tracker.tui.screens.page import Page

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.mining_jobs import Wish


def mine(app: TrackerApp) -> None:
    """Choose files."""

    from tracker.tui.dialogs.mining import MiningDialog

    if app.may("store_document"):
        app.push_screen(MiningDialog(app.places.folder), partial(_chosen, app))


def paste(app: TrackerApp, text: str = "") -> None:
    """Paste text instead."""

    from tracker.tui.dialogs.mining import PasteDialog

    if app.may("store_document"):
        app.push_screen(PasteDialog(text), partial(_chosen, app))


def _chosen(app: TrackerApp, wishes: list[Wish] | None) -> None:
    if wishes is None:
        return
    if not wishes:  # paste rather than choose
        paste(app)
        return
    where = app.screen

    def opened(document_id: int) -> None:
        """The review opens where one still waits for it; else one is told."""
        from tracker.tui.screens.review import ReviewScreen

        if app.screen is where and isinstance(where, Page):
            app.push_screen(ReviewScreen(document_id))
        else:
            app.say(f"挖掘完成，按 {key_for('show_documents')} 到来源文件复核")

    app.mining.start(wishes, opened)
