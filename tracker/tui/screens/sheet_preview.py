"""A preview of somebody's workbook: what its columns are is asked where it is unsure, and can be changed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.files import shown
from tracker.text.cells import cut, pad, width
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.lines import Lines, assemble
from tracker.tui.long_tasks import LongTask
from tracker.tui.screens.preview import PreviewPage
from tracker.tui.sheet_columns import ColumnPlace, FieldChoices, SheetColumn, column_choices, field_choices

if TYPE_CHECKING:
    from tracker.exchange.importing.tables import Table


class SheetPreview(PreviewPage):
    """Read, asked about, then rehearsed; its heirs say what a workbook is read for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._columns: Sequence[Mapping[int, str]] = ()
        """Field by column of each table; empty until it is settled."""
        self._answers: dict[ColumnPlace, str] = {}

    def tell_file(self, lines: Lines, word: str, *, indent: int) -> None:
        """Its name first: where it lies may be a long story."""
        name = cut(shown(self._path.name), lines.cells - indent)
        where = cut(f"  {shown(self._path.parent)}", max(0, lines.cells - indent - width(name)))
        lines.add(assemble((pad(word, indent), "$muted"), (name, "bold $foreground"), (where, "$muted")))

    @property
    @abstractmethod
    def tables(self) -> Sequence[Table]:
        """Of the workbook; none until it is read."""

    @abstractmethod
    def rehearse(self) -> None:
        """The columns are known: see what would be done."""

    @abstractmethod
    def reopen(self) -> None:
        """The workbook was changed by another program: read it as it is now."""

    def read_anew(self, *, are_files_changed: bool) -> None:
        """What would be done may be another thing now."""
        if are_files_changed:
            self.reopen()
        elif self._columns:
            self.rehearse()

    # Asking

    def ask_columns(self) -> None:
        """The workbook was read: ask what is in doubt, one column after the other."""
        tables = self.tables

        def doubts(_: LongTask) -> tuple[list[SheetColumn], FieldChoices]:
            from tracker.tui.workers import sheet_work

            return sheet_work.columns_in_doubt(tables), sheet_work.field_choices()

        self.work("认列", doubts, self._ask_first)

    def _ask_first(self, outcome: tuple[list[SheetColumn], FieldChoices]) -> None:
        columns, fields = outcome
        self._answers = {}
        self._ask(columns, fields)

    def _ask(self, columns: Sequence[SheetColumn], fields: FieldChoices) -> None:
        if not columns:
            self._settle({})
            return
        column = columns[0]
        more = f"（连它还有 {len(columns)} 列要问）" if len(columns) > 1 else ""
        title = f"{cut(column.name, 34)}拿不准，是什么？{more}"
        self.tracker.push_screen(
            Pick(title, field_choices(column, fields)), partial(self._answered, columns, fields)
        )

    def _answered(self, columns: Sequence[SheetColumn], fields: FieldChoices, field: str | None) -> None:
        if field is None:
            self.tracker.say("列没有说定，没有往下读")
            self.leave()
            return
        self._answers[columns[0].place] = field
        self._ask(columns[1:], fields)

    def _settle(self, typed: Mapping[ColumnPlace, str]) -> None:
        tables, answers = self.tables, dict(self._answers)

        def settled(_: LongTask) -> list[dict[int, str]]:
            from tracker.tui.workers import sheet_work

            return sheet_work.settled_columns(tables, answers, typed)

        self.work("认列", settled, self._settled)

    def _settled(self, columns: list[dict[int, str]]) -> None:
        self._columns = columns
        self.rehearse()

    # Changing

    def action_choose_columns(self) -> None:
        """F3 改列: which column, then what it is."""
        if self.is_busy:
            return
        tables, settled = self.tables, self._columns

        def columns(_: LongTask) -> tuple[list[SheetColumn], FieldChoices]:
            from tracker.tui.workers import sheet_work

            return sheet_work.all_columns(tables, settled), sheet_work.field_choices()

        self.work("认列", columns, self._offer_columns)

    def _offer_columns(self, outcome: tuple[list[SheetColumn], FieldChoices]) -> None:
        columns, fields = outcome

        def column_picked(place: str | None) -> None:
            if place is not None:
                column = columns[int(place)]
                choices: list[Choice] = field_choices(column, fields)
                self.tracker.push_screen(
                    Pick(f"{cut(column.name, 40)}是什么？", choices), partial(field_picked, column)
                )

        def field_picked(column: SheetColumn, field: str | None) -> None:
            if field is not None:
                self._settle({column.place: field})

        self.tracker.push_screen(Pick("改哪一列", column_choices(columns)), column_picked)
