"""How the app ends: asked by its user, told by the system, or failed; what is typed is kept."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.tui.drawing import Drawing

if TYPE_CHECKING:
    from tracker.tui.dialogs.form import Form


class Leaving(Drawing, inherit_bindings=False):
    """The part of the app that ends it."""

    failure: Exception | None = None
    """What ended it unexpectedly."""

    def forms(self) -> list[Form]:
        """Those that are open; none is as long as nobody has needed their module."""
        module = sys.modules.get("tracker.tui.dialogs.form")
        return [screen for screen in self.screen_stack if module and isinstance(screen, module.Form)]

    def action_leave(self) -> None:
        """Leave; ask only where a form holds text that is not saved."""
        from tracker.tui.dialogs.confirm import Confirm

        if any(form is self.screen and form.is_changed for form in self.forms()):
            question = Confirm("填写的内容还没有保存", "不保存就退出吗？", yes="退出", no="继续填写")
            self.push_screen(question, self._leave_answered)
        elif not isinstance(self.screen, Confirm):
            self.exit()

    def _leave_answered(self, answer: bool | None) -> None:
        if answer:
            for form in self.forms():
                form.done_with_draft()
            self.exit()

    def end(self, code: int) -> None:
        """Told to end by the system: keep what is typed and go."""
        self._keep_unsaved()
        self.exit(return_code=code)

    def _keep_unsaved(self) -> None:
        for form in self.forms():
            with suppress(Exception):
                form.keep_draft_now()

    def _handle_exception(self, error: Exception) -> None:
        """Something unexpected: keep what is typed, end, and print nothing of what was on the screen."""
        self._keep_unsaved()
        super()._handle_exception(error)
        self.failure = self.failure or error
        self._exit_renderables.clear()

    def _fatal_error(self) -> None:
        """As Textual's, without its traceback full of values."""
        self._close_messages_no_wait()
