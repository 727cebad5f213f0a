"""收表: what units returned, compared three ways and tried on the ledger; settled, then written at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import TrackerError
from tracker.text.cleaning import one_line
from tracker.tui.beside import Column, set_beside
from tracker.tui.dialogs.confirm import Confirm, Notice
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.keymap import key_for
from tracker.tui.keys import MERGING, bindings
from tracker.tui.lines import Lines
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.form import DECLINED, OPEN, REFUSED, SETTLED, TAKEN, CellRow
from tracker.tui.rows.preview import PreviewRow
from tracker.tui.screens.preview import PreviewPage
from tracker.tui.views import Done
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.desk.form_plan import CellOutcome, MergePlan
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.form_reads import Compared

OURS = 0
"""The ledger's own value among the options of a cell."""

MOST_NAMED = 6
"""Of what does not come in, before one merges the rest."""

_CHOOSABLE = (OPEN, SETTLED, REFUSED, TAKEN, DECLINED)


class MergeScreen(PreviewPage):
    """The files are read once and again when the ledger changes; what was settled stays settled."""

    NAME = "收表合并"
    KEYS = MERGING
    BINDINGS: ClassVar = bindings(MERGING)

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._found: Compared | None = None
        self._choices: dict[CellOutcome, int] = {}
        self._with_older = False
        self._is_comparing = False

    def on_mount(self) -> None:
        """Read them at once."""
        self._compare()

    def head_lines(self, lines: Lines) -> None:
        """What came back."""
        where = "、".join(path.name or str(path) for path in self._paths)
        if self._found is None:
            lines.cut_text(where, 1, "bold $foreground", indent=6, first=("收到 ", "$muted"))
            return
        files = self._found.plan.files
        unread = sum(bool(file.refusal) for file in files)
        units = len(self._found.plan.units)
        told = f"{len(files)}份，{units}个单位填了" + (f"，{unread}份没有读" if unread else "")
        lines.cut_text(f"{told}  {where}", 1, "bold $foreground", indent=6, first=("收到 ", "$muted"))

    def row_lines(self, lines: Lines, row: PreviewRow) -> None:
        """The values beside each other: as it went out, as it is now, as each unit says."""
        if not isinstance(row, CellRow):
            super().row_lines(lines, row)
            return
        cell, style = row.cell, row.kind.style
        lines.cut_text(cell.title, 1, "bold $foreground", indent=17, first=(cell.place, "$muted"))
        lines.pair([(f"{row.kind.sign} {row.kind.word}", style)], [(cell.cell.word, "bold $foreground")])
        for reason in row.details:
            lines.text(reason, "$lamp-overdue", indent=3, first=(" ·", "$lamp-overdue"))
        origin = f"（采自{one_line(cell.ours_from)}）" if cell.ours_from else ""
        ours = Column(
            f"台账现在{origin}", cell.ours, "$foreground", row.chosen == OURS and bool(cell.options)
        )
        theirs = [
            Column(f"{unit}填的", option.words, "$lamp-near", row.chosen == place)
            for place, (unit, option) in enumerate(zip(row.units, cell.options, strict=True), start=1)
        ]
        set_beside(lines, [Column("发出时", cell.sent, "$muted"), ours, *theirs])

    @property
    def leaving_question(self) -> str:
        """What was settled would have to be settled again."""
        return f"选定的{len(self._choices)}处还没有合并，离开就要重新选" if self._choices else ""

    # Reading

    def read_anew(self, *, are_files_changed: bool) -> None:
        """Compare anew: somebody may have changed the same cells, or a form."""
        self._compare()

    def _compare(self) -> None:
        office, paths, with_older = self.tracker.office, self._paths, self._with_older
        actor, today = office.actor, office.today()

        def compared(job: LongTask) -> Compared:
            from tracker.tui.workers import form_reads

            return form_reads.compared(office, actor, paths, today, job, with_older=with_older)

        self._is_comparing = True
        self.work_on("读取", compared, self._compared, paths=paths)

    def _compared(self, found: Compared) -> None:
        self._is_comparing = False
        before = {self._known_by(cell): choice for cell, choice in self._choices.items()}
        self._found = found
        names = {self._known_by(cell): cell for cell in found.plan.cells if cell.options}
        self._choices = {names[name]: choice for name, choice in before.items() if name in names}
        self._show()
        if not self.is_current:
            self.tracker.say(f"交回的表比较好了：{found.plan.counted}")

    def _known_by(self, cell: CellOutcome) -> tuple[str, str, str, tuple[str, ...]]:
        """By which a cell is known when the same files are compared again."""
        return cell.name, cell.ours, cell.sent, tuple(option.value for option in cell.options)

    def failed(self, error: BaseException) -> None:
        """Files that cannot be read at all close the page; what cannot be merged is compared anew, once."""
        was_comparing, self._is_comparing = self._is_comparing, False
        if self._found is None and isinstance(error, TrackerError):
            self.leave()
            self.tracker.push_screen(Notice("没有读成", (str(error),)))
            return
        super().failed(error)
        if not was_comparing:
            self.ledger_changed()

    def _show(self) -> None:
        from tracker.tui.workers import form_reads

        assert self._found is not None
        self.KINDS = form_reads.MERGING_KINDS
        self.show_rows(form_reads.merging_rows(self._found, self._choices))

    # Settling

    def _cell_row(self) -> CellRow | None:
        row = self.current
        if isinstance(row, CellRow) and row.kind in _CHOOSABLE:
            return row
        self.tracker.say("这一行不用选：两边相同、只有台账改了，或者只是说明")
        return None

    def action_take_ours(self) -> None:
        """← 用台账的."""
        if (row := self._cell_row()) is not None:
            self._choose(row, OURS)

    def action_take_theirs(self) -> None:
        """→ 用单位的; where units say different things, ask whose."""
        row = self._cell_row()
        if row is None:
            return
        if len(row.cell.options) == 1:
            self._choose(row, 1)
            return
        choices = [
            Choice(str(place), f"{unit}：{one_line(option.words) or '空'}")
            for place, (unit, option) in enumerate(zip(row.units, row.cell.options, strict=True), start=1)
        ]

        def picked(place: str | None) -> None:
            if place is not None:
                self._choose(row, int(place))

        self.tracker.push_screen(Pick(f"{row.cell.name} 用哪个单位的", choices), picked)

    def _choose(self, row: CellRow, choice: int) -> None:
        """Settle one, and go on to the next that is open."""
        if row not in self._rows:
            self.tracker.say("这一处刚刚有变化，请看过再选")
            return
        was_open = row.kind is OPEN
        self._choices[row.cell] = choice
        self._redraw({row.key})
        if was_open and self._open_rows():
            self.action_next_open()
        elif was_open:
            self.tracker.say(f"都选好了，按 {key_for('apply', '合并')} 合并")

    def _redraw(self, keys: set[str]) -> None:
        from tracker.tui.workers import form_reads

        assert self._found is not None
        refused = self._found.refused
        self.show_rows(
            [
                form_reads.cell_row(row.cell, row.units, row.head, refused, self._choices[row.cell])
                if isinstance(row, CellRow) and row.key in keys
                else row
                for row in self._rows
            ]
        )

    def _open_rows(self) -> list[CellRow]:
        return [row for row in self._rows if isinstance(row, CellRow) and row.kind is OPEN]

    def action_next_open(self) -> None:
        """F5 下一处未选: below the cursor, else from the top."""
        waiting = {row.key for row in self._open_rows()}
        if not waiting:
            self.tracker.say("没有要选的了")
            return
        if self._shown not in (None, OPEN):
            self._shown = None
            self.show_rows(self._rows)
        listed = self.query_one(RowList)
        keys = [row.key for row in listed.rows]
        here = keys.index(listed.current.key) if listed.current else 0
        place = next(n for n in [*range(here + 1, len(keys)), *range(here + 1)] if keys[n] in waiting)
        listed.action_move(place - here)

    def action_all_ours(self) -> None:
        """F3 其余用台账的."""
        self._choose_all(OURS)

    def action_all_theirs(self) -> None:
        """F4 其余用单位的: where units say different things it stays open."""
        self._choose_all(1)

    def _choose_all(self, choice: int) -> None:
        rows = [row for row in self._open_rows() if choice == OURS or len(row.cell.options) == 1]
        if not rows:
            self.tracker.say("没有能一起选的")
            return
        for row in rows:
            self._choices[row.cell] = choice
        self._redraw({row.key for row in rows})
        left = len(self._open_rows())
        self.tracker.say(f"选好{len(rows)}处" + (f"，还有{left}处几家填得不同，请逐处选" if left else ""))

    def action_with_older(self) -> None:
        """F7 旧批也收."""
        if not self.is_busy:
            self._with_older = not self._with_older
            self.tracker.say("旧一批的表也比较" if self._with_older else "旧一批的表不收")
            self._compare()

    def action_added_rows(self) -> None:
        """Ctrl+N 单位加的行."""
        from tracker.tui.screens.added_rows import AddedRowsScreen

        if not self.is_busy:
            self.tracker.push_screen(AddedRowsScreen(self._paths, with_older=self._with_older))

    # Merging

    def action_apply(self) -> None:
        """F2 合并: tried once more as it is settled now; then all, or what is possible."""
        if self.is_busy or self._found is None:
            return
        if waiting := len(self._open_rows()):
            self.tracker.say(f"还有{waiting}处两边都改了、没有选：← 用台账的，→ 用单位的")
            if self.current is None or self.current.kind is not OPEN:
                self.action_next_open()
            return
        office, plan = self.tracker.office, self._found.plan.settled(self._choices)
        actor, today = office.actor, office.today()

        def tried(_: LongTask) -> Compared:
            from tracker.tui.workers import form_reads

            return office.write(lambda ledger: form_reads.tried(ledger, actor, plan, today))

        self.work("预演", tried, self._tried)

    def _tried(self, found: Compared) -> None:
        if not found.is_anything:
            self.tracker.say("没有要合并的：交回的表里没有新内容")
        elif found.lost:
            shown = [one.words for one in found.lost[:MOST_NAMED]]
            if len(found.lost) > MOST_NAMED:
                shown.append(f"……共{len(found.lost)}处")
            question = Confirm(
                found.lost_words,
                "\n".join([*shown, "先合并其余的吗？不能合并的请单位改好再交"]),
                yes="合并其余的",
                no="先不合并",
            )
            self.tracker.push_screen(question, partial(self._answered, found.plan))
        else:
            self._merge(found.plan, only_possible=False)

    def _answered(self, plan: MergePlan, answer: bool | None) -> None:
        if answer:
            self._merge(plan, only_possible=True)

    def _merge(self, plan: MergePlan, *, only_possible: bool) -> None:
        office = self.tracker.office
        actor, today = office.actor, office.today()

        def task(ledger: Ledger, job: LongTask) -> Done:
            from tracker.tui.workers import form_writes

            return form_writes.merged(ledger, actor, plan, today, job, only_possible=only_possible)

        self.write("合并", task, self._merged)

    def _merged(self, outcome: Done) -> None:
        self._choices = {}
        self.leave()
