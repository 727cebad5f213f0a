"""A dialog of fields whose text is read in a thread before it closes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.errors import TrackerError
from tracker.tui.dialogs.field_moving import moved
from tracker.tui.keys import Key
from tracker.tui.lines import Lines, plain
from tracker.tui.office import Threaded
from tracker.tui.widgets.key_bar import KeyHints

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

Result = TypeVar("Result")


class FieldDialog(ModalScreen[Result], Threaded):
    """Fields, what is wrong with them, and keys; what is typed is read in a thread before it closes."""

    CSS_PATH = "form.tcss"
    TITLE_SHOWN: str = ""
    HINTS: ClassVar[tuple[Key, ...]] = ()

    @abstractmethod
    def content(self) -> Iterable[Widget]:
        """Between title and keys."""

    def compose(self) -> Iterable[Widget]:
        """The box in the middle."""
        with Vertical(id="form"):
            yield Static(plain(self.TITLE_SHOWN, "bold $vermilion"), id="form-title", markup=False)
            with VerticalScroll(id="form-body", can_focus=False):
                yield from self.content()
            yield Static(id="form-refused", markup=False)
            yield KeyHints(self.HINTS)

    def on_mount(self) -> None:
        """One types at once."""
        self.query_one("#form-refused").display = False

    def on_input_changed(self) -> None:
        """Another text."""
        self.forgive()

    def forgive(self) -> None:
        """What was wrong was what stood there before."""
        self.query_one("#form-refused").display = False
        self.call_after_refresh(self._lay_out)

    def on_key(self, event: events.Key) -> None:
        """↑ ↓ from field to field."""
        if moved(self, event.key):
            event.stop()
            event.prevent_default()

    def on_resize(self, event: events.Resize) -> None:
        """The keys stay in sight."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        refused = self.query_one("#form-refused")
        taken = refused.size.height + 1 if refused.display else 0
        self.query_one("#form-body").styles.max_height = max(3, self.size.height - 6 - taken)

    @property
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return cast("TrackerApp", self.app)

    def value(self, name: str) -> str:
        """What is typed into a field."""
        return self.query_one(f"#field-{name}", Input).value

    def refuse(self, error: BaseException) -> None:
        """Say what is wrong."""
        place = self.query_one("#form-refused", Static)
        place.display = True
        lines = Lines(min(self.size.width - 4, 84) - 8)
        words = str(error) if isinstance(error, TrackerError) else f"程序出错：{type(error).__name__}"
        lines.text(words, "bold $lamp-overdue", indent=2, first=("▲ ", "bold $lamp-overdue"))
        place.update(lines.content())
        self.call_after_refresh(self._lay_out)

    def action_cancel(self) -> None:
        """Nothing."""
        self.dismiss(None)
