"""A form over a page: it writes by itself and closes only when that was done, so that no text is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import DirectoryTree, Input, Static

from tracker.errors import BadInput, Conflict, Refusal, TrackerError
from tracker.ledger.rows import Deadline
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.conflict import Choice, ConflictDialog
from tracker.tui.dialogs.fields import Field, FieldBox, FieldKind
from tracker.tui.drafts import Draft, DraftFile
from tracker.tui.keys import FORM, LEAVE, bindings
from tracker.tui.lines import Lines, assemble, editable
from tracker.tui.office import Threaded
from tracker.tui.views import Done
from tracker.tui.widgets.item_lines import deadline_words
from tracker.tui.widgets.key_bar import KeyHints

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp

Values = dict[str, str]

FRAME = 7
"""Lines of a form that are not fields: border, title, keys, and a line of the page above and below."""

PATIENCE = 0.4
"""Seconds after which a form says that it is at work."""

TYPING_PAUSE = 0.25
"""Seconds without a key after which a time limit is read."""


KEEPING_PAUSE = 0.6
"""Seconds without a key after which unsaved text is kept in a file."""


class Rival(Protocol):
    """How a form goes on when somebody else changed the same fields meanwhile."""

    def keep_mine(self, ledger: Ledger, values: Values) -> Done:
        """Write all the same."""

    def take_theirs(self, ledger: Ledger, values: Values, conflict: Conflict) -> Done:
        """Write only what is not in conflict."""


class Form(ModalScreen[Done | None], Threaded):
    """Fields, what was refused, and two keys; returns what was done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*FORM, LEAVE))]
    CSS_PATH = "form.tcss"
    KEYS = FORM

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
        self._draft_file: DraftFile | None = None
        self._keeping: Timer | None = None
        self._typing: Timer | None = None
        self._busy = False

    def compose(self) -> Iterable[Widget]:
        """The box in the middle."""
        with Vertical(id="form"):
            yield Static(
                assemble((self._title, "bold $vermilion"), (f"  {self._subtitle}", "$muted")),
                id="form-title",
                markup=False,
            )
            with VerticalScroll(id="form-body", can_focus=False):
                yield Static(id="form-intro", markup=False)
                for field in self._fields:
                    yield FieldBox(field)
            yield Static(id="form-refused", markup=False)
            with Horizontal(id="form-foot"):
                yield KeyHints(FORM)

    def on_mount(self) -> None:
        """The first field is where one types."""
        self.query_one("#form-refused").display = False
        self.query_one("#form-intro").display = bool(self._intro)
        self.query("Input, TextArea, ChoiceLine").first().focus()
        self._check_deadlines()
        self._look_for_draft()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is said above the fields, once the layout of the new size is done."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        self.call_after_refresh(self._leave_room_for_foot)
        if self._intro:
            lines = Lines(min(self.size.width - 4, 84) - 8)
            for line in self._intro:
                lines.text(line, "$muted")
            self.query_one("#form-intro", Static).update(lines.content())

    @property
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return cast("TrackerApp", self.app)

    @property
    def values(self) -> Values:
        """Everything that is filled in."""
        return {box.field.name: box.value for box in self.query(FieldBox)}

    @property
    def is_changed(self) -> bool:
        """Something was typed that is not saved."""
        return self.values != self._started

    @property
    def _started(self) -> Values:
        """Everything as it was shown at first."""
        return {field.name: _first_value(field) for field in self._fields}

    def action_save(self) -> None:
        """Write; close when it was done, else say everything that is in the way."""
        if self._busy:
            return
        values, submit = self.values, self._submit
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
        rival = self._rival
        if isinstance(error, Conflict) and rival is not None:
            chosen = partial(self._settle, rival, error, self.values)
            self.app.push_screen(ConflictDialog(error), chosen)

    def _settle(self, rival: Rival, conflict: Conflict, values: Values, whose: Choice | None) -> None:
        if whose == "mine":
            self._write(lambda ledger: rival.keep_mine(ledger, values))
        elif whose == "theirs":
            self._write(lambda ledger: rival.take_theirs(ledger, values, conflict))

    def _refuse(self, error: BaseException | None) -> None:
        place = self.query_one("#form-refused", Static)
        place.display = error is not None
        if error is not None:
            place.update(refusal_lines(error, min(self.size.width - 4, 84) - 8))
        self.call_after_refresh(self._leave_room_for_foot)

    def _leave_room_for_foot(self) -> None:
        """The fields scroll; what was refused and the keys stay in sight."""
        refused = self.query_one("#form-refused")
        taken = refused.size.height + 1 if refused.display else 0
        self.query_one("#form-body").styles.max_height = max(3, self.size.height - FRAME - taken)

    def action_cancel(self) -> None:
        """Close; where something was typed, ask first."""
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

    # Unsaved text

    def _look_for_draft(self) -> None:
        about = self._about
        if about is None:
            return
        office, title = self.tracker.office, self._title

        def find() -> tuple[DraftFile | None, Draft | None]:
            file = office.draft_file(title, about)
            return file, file.read() if file is not None else None

        self.in_thread(find, lambda found: self._draft_found(*found), group="draft", failed=self._not_kept)

    def _draft_found(self, file: DraftFile | None, draft: Draft | None) -> None:
        """Put back what was left, unless something was typed already."""
        self._draft_file = file
        if draft is None or self.is_changed:
            self._text_changed()
            return
        started = self._started
        boxes = {box.field.name: box for box in self.query(FieldBox) if box.field.name in draft.values}
        for name, box in boxes.items():
            box.fill_in(editable(draft.values[name]))
        changed = [box.field.label for name, box in boxes.items() if started[name] != draft.started.get(name)]
        told = ["上次没有保存的内容，已经填回：F2 保存，或 Esc 放弃"]
        if changed:
            told.append(f"{'、'.join(changed)} 后来被改过，请核对")
        self._intro = (*told, *self._intro)
        self.query_one("#form-intro").display = True
        self._lay_out()

    def _text_changed(self) -> None:
        """After a pause, keep what is typed."""
        if self._keeping is not None:
            self._keeping.stop()
        if self._draft_file is not None:
            self._keeping = self.set_timer(KEEPING_PAUSE, self._keep_draft)

    def _keep_draft(self) -> None:
        task = self._keeping_task()
        if task is not None:
            self.in_thread(task, lambda _: None, group="draft", failed=self._not_kept, exclusive=False)

    def _keeping_task(self) -> Callable[[], None] | None:
        file, started = self._draft_file, self._started
        if file is None:
            return None
        values = {name: text for name, text in self.values.items() if text != started[name]}
        if not values:
            return partial(file.drop, for_good=False)
        shown = {name: started[name] for name in values}
        return partial(file.keep, Draft(self._title, self._about or "", values, shown))

    def keep_draft_now(self) -> None:
        """The program is about to end: keep what is typed without any thread."""
        task = self._keeping_task()
        if task is not None:
            task()

    def done_with_draft(self) -> None:
        """Saved, or given up on purpose."""
        if self._keeping is not None:
            self._keeping.stop()
        if self._draft_file is not None:
            self._draft_file.drop()

    def _not_kept(self, error: BaseException) -> None:
        self._draft_file = None
        self.tracker.say(f"填写的内容没能留底，请及时保存：{error}")

    def on_text_area_changed(self) -> None:
        """A text was changed."""
        self._text_changed()

    def on_choice_line_changed(self) -> None:
        """Another choice."""
        self._text_changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; in the last field it saves."""
        event.stop()
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
        field.focus()

    # Time limits, read as one types

    def on_input_changed(self, event: Input.Changed) -> None:
        """After a pause, say what the time limit means."""
        self._text_changed()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING_PAUSE, self._check_deadlines)

    def _check_deadlines(self) -> None:
        for box in self.query(FieldBox):
            if box.field.kind is FieldKind.DEADLINE:
                self._check_deadline(box)

    def _check_deadline(self, box: FieldBox) -> None:
        phrase, today = box.value, self.tracker.office.today()
        if not phrase.strip():
            box.say("可写 2025-3-31、11月底前、+2周、每月25日前、立行立改、长期坚持", "$faint")
            return

        def read() -> Deadline:
            from tracker.desk.deadlines import read_deadline

            return read_deadline(phrase, base=today)

        self.in_thread(
            read,
            lambda deadline: box.say(*preview(deadline, box.field.after)),
            group=f"deadline-{box.field.name}",
            failed=lambda error: self._cannot_read(box, error),
        )

    def _cannot_read(self, box: FieldBox, error: BaseException) -> None:
        if isinstance(error, BadInput):
            box.say("看不懂，可写 2025-3-31、11月底前、+2周、每月25日前、立行立改、长期坚持", "$lamp-overdue")
        else:
            self.tracker.show_failure(error)


def preview(deadline: Deadline, after: dt.date | None = None) -> tuple[str, str]:
    """What a time limit was understood as, and its style; `after` is the day it has to be later than."""
    if deadline.due is None:
        return "→ " + (deadline_words(deadline) if deadline.confirm else deadline.kind.word), "$lamp-normal"
    sure = "，待明确" if deadline.confirm else ""
    words = f"→ {deadline.due}（{deadline.kind.word}{sure}）"
    if after is None:
        return words, "$lamp-normal"
    days = (deadline.due - after).days
    if days <= 0:
        return f"{words}，不晚于现时限 {after}", "$lamp-overdue"
    return f"{words}，比现时限晚{days}天", "$lamp-normal"


def refusal_lines(error: BaseException, cells: int) -> Content:
    """A refusal with every reason on a line of its own."""
    lines = Lines(cells)
    summary = error.summary if isinstance(error, Refusal) else str(error)
    if not isinstance(error, TrackerError):
        summary = f"程序出错，没有保存：{type(error).__name__} {error}"
    lines.text(summary, "bold $lamp-overdue", indent=2, first=("▲ ", "bold $lamp-overdue"))
    if isinstance(error, Refusal):
        for reason in error.reasons:
            lines.text(reason, "$foreground", indent=4, first=("  ·", "$lamp-overdue"))
    return lines.content()


def _first_value(field: Field) -> str:
    if field.kind is FieldKind.CHOICE:
        values = [value for value, _ in field.choices]
        return field.value if field.value in values else (values[0] if values else "")
    return editable(field.value)
