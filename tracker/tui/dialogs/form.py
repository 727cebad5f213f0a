"""A form over a page: it writes by itself and closes only when that was done, so that no text is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import DirectoryTree, Input, Static

from tracker.errors import Conflict
from tracker.text.cells import cut, width
from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.conflict import ConflictDialog
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.field_moving import hint
from tracker.tui.dialogs.fields import FieldBox
from tracker.tui.dialogs.form_checking import FieldChecking, preview
from tracker.tui.dialogs.form_drafts import Values, first_values
from tracker.tui.dialogs.refused import Refused
from tracker.tui.keymap import key_for
from tracker.tui.keys import FORM, LEAVE, bindings
from tracker.tui.lines import Lines, assemble, plain
from tracker.tui.views import Done
from tracker.tui.widgets.key_bar import KeyHints

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp

__all__ = ["Form", "Rival", "Values", "preview"]

FRAME = 7
"""Lines of a form that are not fields: border, title, keys, and a line of the page above and below."""

FRAME_CELLS = 9
"""Cells beside what was refused: the form's border and padding, its own bar and padding."""

PATIENCE = 0.4
"""Seconds after which a form says that it is at work."""

MOST_NEWS = 4
"""Lines about what others did that stand above the fields."""

TYPING_PAUSE = 0.25
"""Seconds without a key after which a time limit is read."""


class Rival(Protocol):
    """How a form goes on when somebody else changed the same fields meanwhile."""

    def keep_mine(self, ledger: Ledger, values: Values) -> Done:
        """Write all the same."""

    def take_theirs(self, ledger: Ledger, values: Values, conflict: Conflict) -> Done:
        """Leave the fields of the conflict to the other person, write the others all the same."""


class Form(FieldChecking):
    """Fields, what was refused, and two keys; returns what was done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*FORM, LEAVE))]
    CSS_PATH = "form.tcss"
    KEYS = FORM
    SAYS: ClassVar[Mapping[str, str]] = {}
    """Other words for its keys, by their action."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[Ledger, Values], Done],
        *,
        intro: Sequence[str] = (),
        subtitle: str = "",
        rival: Rival | None = None,
        about: str | None = None,
        focus: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._subtitle = subtitle
        self._fields = tuple(fields)
        self._submit = submit
        self._intro = tuple(intro)
        self._rival = rival
        self._about = about
        """编号 of what the form is about, empty for none; None: its text is not worth keeping."""
        self._focus = focus
        """Name of the field where one begins; empty: the first."""
        self._typing: Timer | None = None
        self._busy = False
        self._written: Values = {}
        """What was handed in last; one may type on while it is written."""
        self._refused: Refused | None = None
        self._news: tuple[str, ...] = ()
        """What somebody else did meanwhile to what the form is about."""
        self._news_rows = 0
        self._laid_out_for: Size | None = None
        """The size of the screen that what stands above the fields was wrapped for."""

    def compose(self) -> Iterable[Widget]:
        """The box in the middle."""
        with Vertical(id="form"):
            yield Static(id="form-title", markup=False)
            yield Static(id="form-news", markup=False)
            with VerticalScroll(id="form-body", can_focus=False):
                yield Static(id="form-intro", markup=False)
                for field in self._fields:
                    yield FieldBox(field)
            yield Static(id="form-refused", markup=False)
            with Horizontal(id="form-foot"):
                yield KeyHints(FORM, self.SAYS)
                yield Static(id="form-hint", markup=False)

    def on_mount(self) -> None:
        """The first field is where one types."""
        self.query_one("#form-refused").display = False
        self.lay_out()
        wanted = f"#field-{self._focus}" if self._focus else "Input, TextArea, ChoiceLine"
        self.query(wanted).first().focus()
        self.check_all()
        self.look_for_draft()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is said above the fields, once the layout of another size is done."""
        if event.size != self._laid_out_for:
            self.call_after_refresh(self.lay_out)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say how one goes on from here."""
        is_last = event.widget.id == f"field-{self._fields[-1].name}"
        told = hint(event.widget, is_last=is_last, save=key_for("save"))
        place = self.query_one("#form-hint", Static)
        if str(place.content) != told:
            # What changes while the first layout is under way would get the room of what stood there before.
            self.call_after_refresh(place.update, plain(told, "$faint"))

    def lay_out(self) -> None:
        """Cut the title to one line, and wrap what is said above the fields."""
        self._laid_out_for = size = self.app.size
        room = min(size.width - 4, 84) - 8 - width(self._title)
        about = cut(safe_for_screen(self._subtitle), max(0, room))
        title = assemble((self._title, "bold $vermilion"), (f"  {about}", "$muted"))
        self.query_one("#form-title", Static).update(title)
        self.query_one("#form-intro").display = bool(self._intro)
        self.query_one("#form-news").display = bool(self._news)
        if self._news:
            told = Lines(min(size.width - 4, 84) - 10)
            for line in self._news:
                told.cut_text(line, 2, "$lamp-near", indent=2, first=("◆ ", "bold $lamp-near"))
            self.query_one("#form-news", Static).update(told.content())
            self._news_rows = len(told) + 1
        if self._intro:
            lines = Lines(min(size.width - 4, 84) - 8)
            for line in self._intro:
                lines.text(line, "$muted")
            self.query_one("#form-intro", Static).update(lines.content())
        self.call_after_refresh(self._leave_room_for_foot)

    @property
    def about(self) -> str:
        """编号 of what the form is about; empty for none."""
        return self._about or ""

    def tell_news(self, lines: Sequence[str]) -> None:
        """Somebody else changed what is being filled in: said at once, above the fields."""
        self._news = (*self._news, *lines)[-MOST_NEWS:]
        self.lay_out()

    @property
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return cast("TrackerApp", self.app)

    @property
    def values(self) -> Values:
        """Everything that is filled in."""
        return {box.field.name: box.value for box in self.query(FieldBox)}

    @property
    def started(self) -> Values:
        """Everything as it was shown at first."""
        return first_values(self._fields)

    def action_save(self) -> None:
        """Write; close when it was done, else say everything that is in the way."""
        if self._busy:
            return
        values, submit = self.values, self._submit
        self._written = values
        self._write(lambda ledger: submit(ledger, values))

    def _write(self, task: Callable[[Ledger], Done]) -> None:
        self._busy = True
        self._refuse(None)
        self.set_timer(PATIENCE, self._say_busy)
        self.tracker.write(task, done=self._saved, failed=self._failed)

    def _say_busy(self) -> None:
        if self._busy:
            place = self.query_one("#form-refused", Static)
            place.display = True
            place.update(assemble(("正在办理，请稍候……", "$muted")))

    def _saved(self, outcome: Done) -> None:
        self.done_with_draft()
        self.dismiss(outcome)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._refuse(error)
        self._lead_to_refused()
        rival = self._rival
        if isinstance(error, Conflict) and rival is not None:
            chosen = partial(self._settle, rival, self.values)
            self.app.push_screen(ConflictDialog(error), chosen)

    def _settle(self, rival: Rival, values: Values, theirs: Conflict | None) -> None:
        if theirs is not None and theirs.fields:
            self._write(lambda ledger: rival.take_theirs(ledger, values, theirs))
        elif theirs is not None:
            self._write(lambda ledger: rival.keep_mine(ledger, values))

    def _refuse(self, error: BaseException | None) -> None:
        self._refused = Refused(error, self._fields, self._written) if error is not None else None
        self._tell_refused()

    def _tell_refused(self) -> None:
        """As much of it as what is filled in by now has not mended."""
        place, refused = self.query_one("#form-refused", Static), self._refused
        place.display = refused is not None and refused.stands(self.values)
        if refused is not None and place.display:
            place.update(refused.content(self.values, min(self.size.width - 4, 84) - FRAME_CELLS))
        self.call_after_refresh(self._leave_room_for_foot)

    def _lead_to_refused(self) -> None:
        """Where a reason names a field, to the first such field."""
        if self._refused is not None and (name := self._refused.first_field):
            self.query_one(f"#field-{name}").focus()

    def _leave_room_for_foot(self) -> None:
        """The fields scroll; what was refused and the keys stay in sight."""
        refused = self.query_one("#form-refused")
        taken = self._news_rows + (refused.size.height + 1 if refused.display else 0)
        self.query_one("#form-body").styles.max_height = max(3, self.app.size.height - FRAME - taken)

    def action_cancel(self) -> None:
        """Close; where something was typed, ask first."""
        if self.closed_names():
            return
        if not self.is_changed:
            self.done_with_draft()
            self.dismiss(None)
            return
        self.app.push_screen(
            Confirm("填写的内容还没有保存", "放弃这些内容吗？", yes="放弃", no="继续填写"), self._given_up
        )

    def _given_up(self, answer: bool | None) -> None:
        if answer:
            self.done_with_draft()
            self.dismiss(None)

    def on_text_area_changed(self) -> None:
        """A text was changed."""
        self._check_soon()

    def on_choice_line_changed(self) -> None:
        """Another choice, which may change how other fields are read."""
        self._check_soon()

    def on_input_changed(self, event: Input.Changed) -> None:
        """After a pause, say how it is read."""
        self._check_soon()

    def _check_soon(self) -> None:
        self.text_changed()
        if self._refused is not None:
            self._tell_refused()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING_PAUSE, self._check)

    def _check(self) -> None:
        for box in self.query(FieldBox):
            self.check(box)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the name that is marked, else goes on; in the last field it saves."""
        event.stop()
        if self.took_name():
            return
        boxes = list(self.query(FieldBox))
        if event.input in boxes[-1].query(Input):
            self.action_save()
        else:
            self.focus_next("Input, TextArea, ChoiceLine")

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """A file was picked: its path goes into the field."""
        name = (event.control.id or "").removeprefix("tree-")
        field = self.query_one(f"#field-{name}", Input)
        field.value = str(Path(event.path))
        self.tracker.places.keep_folder(Path(event.path).parent)
        field.focus()
