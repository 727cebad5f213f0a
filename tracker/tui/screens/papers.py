"""出文: every kind of paper about the items in hand, seen as it would be before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tracker import paths
from tracker.errors import TrackerError
from tracker.files import shown
from tracker.ledger.words import PaperKind
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.paper_order_forms import fill_form, sample_form, write_form
from tracker.tui.dialogs.pick import Choice, Pick
from tracker.tui.dialogs.wish_form import WishForm, wish_form
from tracker.tui.evidence_files import open_with_system
from tracker.tui.keymap import key_for
from tracker.tui.keys import PAPERS, bindings
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.meant import EVERYTHING, Meant
from tracker.tui.paper_choices import KindRow, PaperChoice, Preview, kind_rows
from tracker.tui.paper_text import paper_lines
from tracker.tui.resting import Resting
from tracker.tui.screens.page import Page
from tracker.tui.views import Done
from tracker.tui.widgets.masthead import Masthead
from tracker.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tracker.ledger.papers import IssuedSheet
    from tracker.ledger.store import Ledger

ALL, LINE, UNIT = "all", "line", "unit:"
"""Choices of a range beside those of the page."""


class KindList(RowList):
    """Turns no pages: these keys turn those of the paper."""

    BINDINGS: ClassVar = [binding for binding in RowList.BINDINGS if "page" not in str(binding)]


class PapersScreen(Page):
    """The kinds at the left, the paper at the right."""

    NAME = "出文"
    KEYS = PAPERS
    BINDINGS: ClassVar = bindings(PAPERS)
    CSS_PATH = ["comparison.tcss", "papers.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, meant: Sequence[Meant] = ()) -> None:
        super().__init__()
        self._offered = tuple(one for one in meant if one.words)
        self._meant = meant[0] if meant else EVERYTHING
        self._values: Values = {}
        self._preview: Preview | None = None
        self._why_not: BaseException | None = None
        self._place = 0
        self._file: Path | None = None
        self._resting = Resting(self)

    def body(self) -> Iterable[Widget]:
        """The range, then kinds and paper."""
        yield Static(id="papers-head", markup=False)
        with Horizontal(id="papers"):
            yield KindList(id="kinds")
            with Vertical(id="paper-side"):
                yield Static(id="paper-sums", markup=False)
                with VerticalScroll(id="paper", can_focus=False):
                    yield Static(id="paper-text", markup=False)

    def on_mount(self) -> None:
        """The first kind is drafted at once."""
        kinds = self.query_one(RowList)
        kinds.show(kind_rows())
        kinds.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Set the paper anew for the width."""
        self.set_class(event.size.width >= 100, "-wide")
        self.call_after_refresh(self._tell)

    # Drafting

    @property
    def _kind(self) -> PaperKind:
        row = self.query_one(RowList).current
        return row.kind if isinstance(row, KindRow) else PaperKind.ASSIGNMENT

    @property
    def _choice(self) -> PaperChoice:
        return PaperChoice(self._kind, self._meant, self.tracker.campaign, self._values)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Draft the kind under the cursor once it rests there."""
        self._preview, self._why_not = None, None
        self._tell()
        self._resting.moved(self.ledger_changed)

    def ledger_changed(self) -> None:
        """Draft it anew."""
        choice, today = self._choice, self.tracker.office.today()

        def drafted(ledger: Ledger) -> Preview:
            from tracker.tui.workers import paper_work

            return paper_work.preview(ledger, choice, today)

        self.read(drafted, self._drafted, group="draft", failed=self._not_drafted)

    def _drafted(self, preview: Preview) -> None:
        if preview.choice.kind is not self._kind:
            # The cursor went on: that kind is drafted once it rests.
            return
        self._preview, self._why_not = preview, None
        self._place = min(self._place, len(preview.papers) - 1)
        self._tell()

    def _not_drafted(self, error: BaseException) -> None:
        self._preview, self._why_not = None, error
        self._tell()
        if not isinstance(error, TrackerError):
            self.tracker.show_failure(error)

    # Telling

    def _tell(self) -> None:
        self.query_one(Masthead).left = self._kind.word
        self.query_one("#papers-head", Static).update(assemble(*self._head()))
        lines = Lines(self.query_one("#paper-sums").size.width - 2)
        preview = self._preview
        if preview is not None:
            paper = preview.papers[self._place]
            count = len(preview.papers)
            number = f"，文号从{preview.number}编起" if preview.number else ""
            lines.text(f"{preview.choice.kind.word}{count}份，{preview.items}个事项{number}", "$foreground")
            if preview.told:
                lines.text(preview.told, "$lamp-near", indent=2, first=("! ", "$lamp-near"))
            if count > 1:
                whom = f"：{paper.unit}" if paper.unit else ""
                lines.text(f"第 {self._place + 1}/{count} 份{whom}  ← → 换一份", "$muted")
        self.query_one("#paper-sums", Static).update(lines.content())
        self._tell_paper()

    def _head(self) -> list[Part]:
        words = self._meant.words or "全部（督办写逾期的，提醒写临期的）"
        parts: list[Part] = [("范围 ", "$muted"), (words, "bold $foreground")]
        if self.tracker.campaign and not self._meant.ids:
            parts.append((f"  专项 {self.tracker.campaign}", "$muted"))
        return parts

    def _tell_paper(self) -> None:
        lines = Lines(self.query_one("#paper").scrollable_content_region.width - 1)
        if self._preview is not None:
            paper_lines(lines, self._preview.papers[self._place])
        elif self._why_not is not None:
            words = getattr(self._why_not, "summary", "") or str(self._why_not)
            lines.text(words, "$lamp-near", indent=2, first=("○ ", "$muted"))
            for reason in getattr(self._why_not, "reasons", ()):
                lines.text(reason, "$foreground", indent=4, first=("  ·", "$muted"))
        else:
            lines.text("正在起草……", "$muted")
        self.query_one("#paper-text", Static).update(lines.content())

    def action_next_paper(self) -> None:
        """→."""
        self._turn(1)

    def action_previous_paper(self) -> None:
        """←."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self._preview is not None:
            self._place = (self._place + by) % len(self._preview.papers)
            self._tell()
            self.query_one("#paper").scroll_home(animate=False)

    def action_text_down(self) -> None:
        """PgDn."""
        self.query_one("#paper").scroll_page_down(animate=False)

    def action_text_up(self) -> None:
        """PgUp."""
        self.query_one("#paper").scroll_page_up(animate=False)

    # The range

    def action_choose_items(self) -> None:
        """F3."""

        def units(ledger: Ledger) -> list[str]:
            from tracker.tui.workers import paper_work

            return paper_work.units(ledger)

        self.read(units, self._offer_items, group="units")

    def _offer_items(self, units: list[str]) -> None:
        choices = [
            Choice(str(place), meant.words, "bold $foreground", meant.line)
            for place, meant in enumerate(self._offered)
        ]
        choices += [
            Choice(ALL, "全部", "bold $foreground", "督办写逾期的，提醒写临期的"),
            Choice(LINE, "写筛选条件……", "$vermilion"),
            *(Choice(f"{UNIT}{unit}", unit, "", "单位") for unit in units),
        ]
        self.tracker.push_screen(Pick("写哪些事项", choices), self._items_picked)

    def _items_picked(self, value: str | None) -> None:
        if value is None:
            return
        if value == LINE:
            field = Field("line", "条件", value=self._meant.line, hint="如 单位:办公室 逾期")
            form = wish_form("写哪些事项", [field], self._take_line, "与台账的筛选栏一样写。")
            self.tracker.push_screen(form, self._items_typed)
        elif value == ALL:
            self._mean(EVERYTHING)
        elif value.startswith(UNIT):
            unit = value.removeprefix(UNIT).replace('"', "")
            self._mean_line(f'单位:"{unit}"')
        else:
            self._mean(self._offered[int(value)])

    def _take_line(self, ledger: Ledger, values: Values) -> None:
        from tracker.tui.workers import paper_work

        self._meant = paper_work.meant_by_line(ledger, values["line"])

    def _items_typed(self, done: Done | None) -> None:
        if done is not None:
            self._mean(self._meant)

    def _mean_line(self, line: str) -> None:
        def meant(ledger: Ledger) -> Meant:
            from tracker.tui.workers import paper_work

            return paper_work.meant_by_line(ledger, line)

        self.read(meant, self._mean, group="meant")

    def _mean(self, meant: Meant) -> None:
        self._meant = meant
        self._preview, self._why_not, self._place = None, None, 0
        self._tell()
        self.ledger_changed()

    # Writing

    def action_fill_in(self) -> None:
        """F4."""
        choice, today = self._choice, self.tracker.office.today()

        def check(ledger: Ledger, values: Values) -> None:
            from tracker.tui.workers import paper_work

            paper_work.check(ledger, replace(choice, values={**choice.values, **values}), today)

        form = fill_form(choice, check)
        self.tracker.push_screen(form, partial(self._filled_in, form))

    def _filled_in(self, form: WishForm, done: Done | None) -> None:
        if done is not None:
            filled: Mapping[str, str] = form.filled
            self._values = {**self._values, **filled}
            self.ledger_changed()

    @property
    def _folder(self) -> Path:
        return self.tracker.settings.exports or paths.exports_dir()

    def action_write(self) -> None:
        """F2; what is still lacking is filled in first."""
        preview = self._preview
        if preview is None:
            why = self._why_not
            self.tracker.say(str(why) if why is not None else "正在起草，请稍候")
            return
        form = write_form(self.tracker.office, preview, self._folder)
        self.tracker.push_screen(form, self._written)

    def _written(self, outcome: Done | None) -> None:
        if outcome is not None:
            self._file = Path(outcome.subject)
            self.tracker.say(f"按 {key_for('open_file')} 打开")

    def action_open_file(self) -> None:
        """F7."""
        if self._file is None:
            self.tracker.say(f"还没有写出文件，先按 {key_for('write', '出文')} 出文")
        elif open_with_system(self._file):
            self.tracker.say(f"已打开“{self._file.name}”")
        else:
            self.tracker.say(f"这里没有能打开它的程序，请到这里打开：{shown(str(self._file))}")

    def action_sample(self) -> None:
        """F8."""
        self.tracker.push_screen(sample_form(self._kind, self._folder), self._written)

    def action_issued(self) -> None:
        """F6."""

        def issued(ledger: Ledger) -> list[IssuedSheet]:
            from tracker.tui.workers import paper_work

            return paper_work.issued(ledger)

        self.read(issued, self._offer_issued, group="issued")

    def _offer_issued(self, sheets: list[IssuedSheet]) -> None:
        if not sheets:
            self.tracker.say("还没有登记过发文")
            return
        choices = [
            Choice(
                str(place),
                f"{sheet.document_number}  {sheet.unit or sheet.kind.word}",
                "bold $foreground",
                f"{sheet.on}  {len(sheet.numbers)}个事项  {sheet.by}",
            )
            for place, sheet in enumerate(sheets)
        ]
        self.tracker.push_screen(Pick("发文登记", choices), partial(self._issued_picked, sheets))

    def _issued_picked(self, sheets: list[IssuedSheet], value: str | None) -> None:
        if value is not None:
            self.tracker.show_list(f"编号:{'、'.join(sheets[int(value)].numbers)}")
