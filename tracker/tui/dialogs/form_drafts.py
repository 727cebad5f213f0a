"""Unsaved text of a form: kept in a file while one types, put back when the form is opened again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.timer import Timer

from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.fields import FieldBox
from tracker.tui.drafts import Draft, DraftFile
from tracker.tui.keymap import key_for
from tracker.tui.lines import editable
from tracker.tui.office import Threaded
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

Values = dict[str, str]

KEEPING_PAUSE = 0.6
"""Seconds without a key after which unsaved text is kept in a file."""


class DraftKeeping(ModalScreen[Done | None], Threaded):
    """A form that loses nothing."""

    _title: str
    _about: str | None
    _intro: tuple[str, ...]
    _draft_file: DraftFile | None = None
    _keeping: Timer | None = None

    @property
    @abstractmethod
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""

    @property
    @abstractmethod
    def values(self) -> Values:
        """Everything that is filled in."""

    @property
    @abstractmethod
    def started(self) -> Values:
        """Everything as it was shown at first."""

    @property
    def is_changed(self) -> bool:
        """Something was typed that is not saved."""
        return self.values != self.started

    @abstractmethod
    def lay_out(self) -> None:
        """What is said above the fields was changed."""

    def look_for_draft(self) -> None:
        """Read what was left of this form, in a thread."""
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
            self.text_changed()
            return
        started = self.started
        boxes = {box.field.name: box for box in self.query(FieldBox) if box.field.name in draft.values}
        for name, box in boxes.items():
            box.fill_in(editable(draft.values[name]))
        changed = [box.field.label for name, box in boxes.items() if started[name] != draft.started.get(name)]
        told = [f"上次没有保存的内容，已经填回：{key_for('save')} 保存，或 {key_for('cancel', '取消')} 放弃"]
        if changed:
            told.append(f"{'、'.join(changed)} 后来被改过，请核对")
        self._intro = (*told, *self._intro)
        self.lay_out()

    def text_changed(self) -> None:
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
        file, started = self._draft_file, self.started
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


def first_values(fields: Sequence[Field]) -> Values:
    """Everything as a form shows it at first."""
    return {field.name: field.first_value for field in fields}
