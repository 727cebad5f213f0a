"""The rows of 收发: units and their forms, and what each cell that came back would do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.content import Content

from tracker.files import shown
from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.rows.preview import Kind, PreviewRow

if TYPE_CHECKING:
    from tracker.desk.form_plan import CellOutcome
    from tracker.ledger.forms import FormStatus, RoundStatus

BACK: Final = Kind("√", "已交回", "$lamp-done")
WAITING: Final = Kind("○", "未交", "$lamp-near")
LATE: Final = Kind("▲", "逾期未交", "$lamp-overdue")

SENT: Final = Kind("●", "发", "$lamp-normal")
LEFT_OUT: Final = Kind("○", "不发", "$muted")
NOT_SENT: Final = Kind("!", "注意", "$lamp-near")
SENDING_KINDS: Final = (SENT, LEFT_OUT, NOT_SENT)

ADDED: Final = Kind("+", "收下", "$lamp-normal")
PASSED_OVER: Final = Kind("○", "不收", "$muted")
NOT_ADDED: Final = Kind("×", "不能收", "$lamp-overdue")
ADDED_KINDS: Final = (NOT_ADDED, ADDED, PASSED_OVER)

OPEN: Final = Kind("?", "两边都改，没有选", "bold $lamp-overdue")
SETTLED: Final = Kind("◆", "两边都改，已选", "$lamp-near")
REFUSED: Final = Kind("×", "不能采用", "$lamp-overdue")
TAKEN: Final = Kind("+", "采用单位的", "$lamp-normal")
DECLINED: Final = Kind("○", "不采用", "$muted")
OURS: Final = Kind("◇", "台账已改", "$lamp-extended")
SAME: Final = Kind("·", "相同", "$muted")
BLANK: Final = Kind("-", "没有填写", "$muted")


@dataclass(frozen=True, slots=True)
class SentForms:
    """What went out."""

    round: int
    units: int
    due: dt.date | None
    folder: Path
    without_unit: tuple[str, ...]
    """编号 of items that name no unit."""

    @property
    def sentence(self) -> str:
        """For the foot."""
        until = f"，请于{self.due}前交回" if self.due else ""
        return f"第{self.round}批填报表已写好：{self.units}个单位{until}，放在 {shown(self.folder)}"


UNIT: Final = 24
"""Cells of a unit's name."""


@dataclass(frozen=True, slots=True)
class RoundHead:
    """第2批  2024-06-10 李明发出  …: the cursor passes it over."""

    round: RoundStatus
    today: dt.date

    key = ""
    height = 1

    def lines(self, cells: int) -> Sequence[Content]:
        """As a section's heading, its figures at the end."""
        one = self.round
        back = len(one.forms) - one.missing
        days = one.late_days(self.today)
        late = f"，已过期{days}天" if days else ""
        due = f"，{one.due:%m-%d}前交回" if one.due else ""
        lines = Lines(cells)
        style = "bold $lamp-overdue" if days else "$muted" if one.missing else "$lamp-done"
        told = f"{len(one.forms)}个单位，交回{back}，未交{one.missing}{late}"
        lines.heading(
            cut(f"第{one.round}批 {one.on} {safe_for_screen(one.by)}发出{due}", cells // 2), told, style
        )
        return lines.each


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's form of a batch."""

    round: RoundStatus
    form: FormStatus
    today: dt.date

    height = 1

    @property
    def key(self) -> str:
        """Batch and unit."""
        return f"{self.round.round} {self.form.unit}"

    @property
    def kind(self) -> Kind:
        """Whether it is back."""
        if self.form.is_back:
            return BACK
        return LATE if self.round.late_days(self.today) else WAITING

    def lines(self, cells: int) -> Sequence[Content]:
        """√ 办公室  3项  06-12交回，采用12处  办公室.xlsx."""
        form, kind = self.form, self.kind
        room = min(UNIT, cells // 3)
        told = f"{form.items}项{form.rows}行"
        parts: list[Part] = [
            (f"{kind.sign} ", f"bold {kind.style}"),
            (pad(cut(safe_for_screen(form.unit), room), room), "$foreground"),
            (f"  {pad(told, 10)}  ", "$muted"),
            (self._standing, kind.style),
        ]
        left = cells - sum(width(text) for text, _ in parts) - 2
        files = cut(safe_for_screen("、".join(form.files)), left) if left > 8 else ""
        return [assemble(*parts, (f"  {files}", "$muted"))]

    @property
    def _standing(self) -> str:
        form = self.form
        if form.returned_on is not None:
            return f"{form.returned_on:%m-%d} 交回，采用{form.answers}处"
        days = self.round.late_days(self.today)
        return f"未交，逾期{days}天" if days else "未交"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow(PreviewRow):
    """A cell that forms have something to say about."""

    cell: CellOutcome
    units: tuple[str, ...]
    """Whose each option is."""
    chosen: int | None
    """0: the ledger's; an option counted from 1; None: nobody has said."""
