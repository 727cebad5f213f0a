"""A form that writes nothing: what is filled in is read in a thread, and handed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.office import with_ledger
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class WishForm(Form):
    """Closes when what is filled in can be read; `filled` has it then."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "看会怎样"}

    filled: Values

    def _write(self, task: Callable[[Ledger], Done]) -> None:
        self._refuse(None)
        self.filled = self.values
        office = self.tracker.office
        self.in_thread(with_ledger(office, task), self._saved, group="wish", failed=self._failed)


def wish_form(
    title: str,
    fields: Sequence[Field],
    check: Callable[[Ledger, Values], None],
    intro: str,
    *,
    form: type[WishForm] = WishForm,
    focus: str = "",
) -> WishForm:
    """Ask for what is written, from the field `focus` on; `check` raises BadInput where it cannot be read."""

    def submit(ledger: Ledger, values: Values) -> Done:
        check(ledger, values)
        return Done("", can_undo=False)

    return form(title, fields, submit, intro=(intro,), focus=focus)
