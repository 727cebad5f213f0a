"""What can be done with one item, from the list and from its own page alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.tui import dialogs
from tracker.tui.screens.editing import ItemEditing, MeasureEditing
from tracker.tui.screens.item_asking import ItemAsking
from tracker.tui.spots import SpotKind

if TYPE_CHECKING:
    from tracker.ledger.rows import ItemPage, MeasureRow


class ItemActions(ItemAsking):
    """Reporting, the steps, and changing what the item says."""

    # Reporting

    def action_progress(self) -> None:
        """F2 进展."""
        if (page := self._page(self.action_progress)) and self._is_to_be_had("progress"):
            fields = dialogs.item_forms.progress_fields(
                page, self.tracker.office.today(), self.spot_key(SpotKind.MEASURE)
            )
            self._open_form("登记进展", page, fields, "progress")

    def action_evidence(self) -> None:
        """F3 佐证."""
        if (page := self._page(self.action_evidence)) and self._is_to_be_had("evidence"):
            fields = dialogs.item_forms.evidence_fields(
                page, self.spot_key(SpotKind.MEASURE), self.tracker.places.folder
            )
            self._open_form("登记佐证材料", page, fields, "evidence")

    def action_finish_measure(self, ordinal: int | None = None) -> None:
        """Ctrl+D 措施完成."""
        page = self._page(self.action_finish_measure)
        if page is None or not self._is_to_be_had("finish_measure"):
            return
        present = ordinal or self.spot_key(SpotKind.MEASURE)
        fields = dialogs.item_forms.done_field(page, self.tracker.office.today(), present)
        self._open_form("措施完成", page, fields, "finish_measure")

    # Content

    def action_edit(self, focus: str = "") -> None:
        """Ctrl+E 修改."""

        from tracker.tui.dialogs.form import Form

        if not (page := self._page(self.action_edit)) or not self._is_to_be_had("edit"):
            return
        office = self.tracker.office
        number = page.row.number
        editing = ItemEditing(page, office.actor, office.today())
        fields = dialogs.item_forms.item_fields(page)
        is_open = any(field.name == "title" for field in fields)
        self.tracker.push_screen(
            Form(
                "修改事项",
                fields,
                editing.submit,
                intro=dialogs.item_forms.item_intro(page),
                subtitle=number,
                rival=editing,
                about=number,
                focus=focus if is_open else "",
            )
        )

    def action_add_measure(self) -> None:
        """Ctrl+T 增措施."""
        if (page := self._page(self.action_add_measure)) and self._is_to_be_had("add_measure"):
            self._open_form("增加措施", page, dialogs.item_forms.measure_fields(), "add_measure")

    def action_edit_measure(self) -> None:
        """Ctrl+G 改措施: one at once, one of several by choice."""

        from tracker.tui.dialogs.pick import Choice, Pick

        if not (page := self._page(self.action_edit_measure)) or not self._is_to_be_had("edit_measure"):
            return
        if len(page.measures) == 1:
            self._edit_measure(page, page.measures[0])
        elif (present := self.spot_key(SpotKind.MEASURE)) is not None:
            self._measure_picked(page, str(present))
        else:
            choices = [Choice(str(m.ordinal), f"{m.ordinal}. {m.text}") for m in page.measures]
            self.tracker.push_screen(Pick("修改哪一条措施", choices), partial(self._measure_picked, page))

    def _measure_picked(self, page: ItemPage, ordinal: str | None) -> None:
        for measure in page.measures:
            if str(measure.ordinal) == ordinal:
                self._edit_measure(page, measure)

    def _edit_measure(self, page: ItemPage, measure: MeasureRow) -> None:
        from tracker.tui.dialogs.form import Form

        office, number = self.tracker.office, page.row.number
        editing = MeasureEditing(number, measure, office.actor, office.today())
        fields = dialogs.item_forms.measure_form_fields(measure)
        title = f"修改措施{measure.ordinal}"
        self.tracker.push_screen(
            Form(title, fields, editing.submit, subtitle=number, rival=editing, about=number)
        )

    def action_source(self) -> None:
        """F6 原文."""
        from tracker.tui.screens.source import SourceScreen

        if not (page := self._page(self.action_source)):
            return
        if page.source is None:
            self.tracker.say(f"{page.row.number} 是手工新增的，没有来源文件")
        else:
            self.tracker.push_screen(SourceScreen(page))
