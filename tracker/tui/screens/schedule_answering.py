"""单位 and 领导: who answers for how much, and one of them whole: figures, whom to call, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tracker.ledger.words import Dimension, Light
from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.handover_form import handover_form
from tracker.tui.keymap import key_for
from tracker.tui.lamps import LAMPS, bar
from tracker.tui.lines import Part
from tracker.tui.rows.overview import FigureRow, HeadingRow, NoteRow
from tracker.tui.rows.schedule import ListRow, TextRow, item_line
from tracker.tui.screens.schedule_view import Master, TwoPanes
from tracker.tui.widgets.choices import Row

if TYPE_CHECKING:
    from tracker.ledger.answering import AnsweringRow, Sheet
    from tracker.ledger.people import PersonRow
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.answering_reads import Held

WITH_BAR = 34
"""Cells from which a name has its bar."""

NOBODY = "（未写明）"


@dataclass(frozen=True, slots=True)
class NameRow:
    """办公室 ▲2 ◐1 ▰▰▱▱ 3/6; without a bar where nothing is closed."""

    row: AnsweringRow
    widest: int

    @property
    def key(self) -> str:
        """The name."""
        return f"name/{self.row.name}"

    @property
    def number_text(self) -> str:
        """3/6."""
        return f"{self.row.closed}/{self.row.items}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """What is late first after the name, then how much is closed."""
        row = self.row
        late = f"▲{row.overdue}" if row.overdue else ""
        near = f"◐{row.near}" if row.near else ""
        filled = 6 if cells >= WITH_BAR else 0
        names = max(min(self.widest, cells - 10 - digits - filled - 2), 4)
        parts: list[Part] = [
            (pad(cut(safe_for_screen(row.name), names), names), "$foreground"),
            (" " + pad(late, 4), LAMPS[Light.OVERDUE].style),
            (pad(near, 4), LAMPS[Light.NEAR].style),
        ]
        gap = cells - names - 9 - digits - (filled + 1 if filled else 0)
        if filled:
            room = filled + max(min(gap - 1, 14), 0)
            share = bar(row.closed, row.items, room) if row.closed else ""
            parts.append((" " + pad(share, room), "$lamp-normal"))
        return [*parts, (" " + pad(self.number_text, digits, "right"), "bold $foreground")]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """陈涛 主任 88886666: whom to call, and whose work may be handed over."""

    person: PersonRow

    number_text = ""

    @property
    def key(self) -> str:
        """The person."""
        return f"person/{self.person.id}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """Name, post, telephone, and how much stands in the name."""
        row = self.person
        held = f"名下{row.open_items}项" if row.open_items else ""
        parts: list[Part] = [
            (pad(cut(safe_for_screen(row.name), 10), 8), "$foreground"),
            (f" {cut(safe_for_screen(row.post), 16)}", "$muted"),
            ("  ", ""),
            (
                safe_for_screen(row.telephone) or "没有登记电话",
                "bold $foreground" if row.telephone else "$faint",
            ),
        ]
        used = sum(width(text) for text, _ in parts)
        return [*parts, (f"  {held}", "$muted")] if used + width(held) + 2 <= cells else parts


FIGURES = (
    ("items", "应整改", "$foreground", "·"),
    ("closed", "已销号", "$lamp-done", "√"),
    ("rectifying", "正在整改", "$foreground", "·"),
    ("applied", "申请销号", "bold $vermilion", "○"),
    ("overdue", "逾期未完", "bold $lamp-overdue", "▲"),
    ("behind", "序时滞后", "$lamp-near", "≫"),
    ("continuing", "长期坚持", "$lamp-continuing", "∞"),
    ("extension_asked", "申请延期", "$lamp-extended", "◇"),
    ("closed_late", "逾期完成", "$lamp-near", "√"),
    ("reopened", "回炉", "$lamp-imminent", "·"),
)
"""Those always told, and after them those that are told where there are any."""

ALWAYS = 6


class AnsweringView(TwoPanes):
    """Names at the left, one of them at the right."""

    BY: ClassVar[Dimension]
    ACTIONS = frozenset({"hand_over"})

    def __init__(self) -> None:
        super().__init__(id=f"view-{self.NAME}")
        self._sheet: Sheet | None = None

    def reread(self) -> None:
        """The names; then the one in hand."""
        by, today, campaign = self.BY, self.tracker.office.today(), self.tracker.campaign

        def names(ledger: Ledger) -> tuple[AnsweringRow, ...]:
            from tracker.tui.workers import answering_reads

            return answering_reads.names(ledger, by, campaign, today=today)

        def arrived(rows: tuple[AnsweringRow, ...]) -> None:
            widest = max((width(safe_for_screen(row.name)) for row in rows), default=0)
            heading = HeadingRow(f"按{self.WORD}", f"{len(rows)}个" if rows else "")
            found: list[Row] = [NameRow(row, widest) for row in rows]
            self.master.show([heading, *(found or [_no_items()])])

        self.read(names, arrived)

    def on_master_moved(self, event: Master.Moved) -> None:
        """The one in hand."""
        if not isinstance(event.row, NameRow):
            self._sheet = None
            self.detail.show([])
            return
        by, today, campaign = self.BY, self.tracker.office.today(), self.tracker.campaign
        name = event.row.row.name

        def sheet(ledger: Ledger) -> Sheet:
            from tracker.tui.workers import answering_reads

            return answering_reads.sheet(ledger, by, name, campaign, today=today)

        def arrived(found: Sheet) -> None:
            present = self.master.current
            if isinstance(present, NameRow) and present.row.name == found.name:
                self._sheet = found
                self.detail.show(sheet_rows(found, self.BY))
                if by is Dimension.UNIT and name != NOBODY:
                    self._read_grounds(found)

        self.read(sheet, arrived, "sheet")

    def _read_grounds(self, sheet: Sheet) -> None:
        """The dear part, after the rest is seen."""
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def grounds(ledger: Ledger) -> tuple[str, ...]:
            from tracker.tui.workers import answering_reads

            return answering_reads.grounds(ledger, sheet.name, campaign, today=today)

        def arrived(lines: tuple[str, ...]) -> None:
            if self._sheet is sheet and lines:
                self.detail.show(sheet_rows(sheet, self.BY, lines))

        self.read(grounds, arrived, "grounds")

    def hand_over(self) -> None:
        """F4: of the person under the cursor, else of the leader, else of the unit's only person."""
        who = self._who()
        if not who:
            self.tracker.say(f"到右边选一个人，再按 {key_for('hand_over')} 移交")
            return
        if not self.tracker.may("hand_over"):
            return
        today = self.tracker.office.today()

        def held(ledger: Ledger) -> Held:
            from tracker.tui.workers import answering_reads

            return answering_reads.held(ledger, who, today=today)

        def arrived(found: Held) -> None:
            if found.all:
                self.tracker.push_screen(handover_form(self.tracker.office, who, found))
            else:
                self.tracker.say(f"“{who}”名下没有未办完的")

        self.read(held, arrived, "held")

    def _who(self) -> str:
        row = self.detail.current
        if self.detail.has_focus and isinstance(row, PersonLine):
            unit = f"（{row.person.unit}）" if row.person.unit else ""
            return f"{row.person.name}{unit}"
        if self._sheet is None or self._sheet.name == NOBODY:
            return ""
        if self.BY is Dimension.LEADER:
            return self._sheet.name
        if len(self._sheet.people) == 1:
            only = self._sheet.people[0]
            return f"{only.name}（{only.unit}）"
        return ""


class UnitsView(AnsweringView):
    """单位."""

    NAME = "units"
    LETTER = "D"
    WORD = "单位"
    BY = Dimension.UNIT
    MASTER = "units"
    DETAIL = "unit"


class LeadersView(AnsweringView):
    """领导."""

    NAME = "leaders"
    LETTER = "L"
    WORD = "领导"
    BY = Dimension.LEADER
    MASTER = "leaders"
    DETAIL = "leader"


def _no_items() -> NoteRow:
    return NoteRow(f"还没有事项：按 {key_for('show_ledger')} 到台账，从挖掘、导入或新增开始")


def sheet_rows(sheet: Sheet, by: Dimension, grounds: Sequence[str] = ()) -> list[Row]:
    """Figures, 措施 and their pace, whom to call, what the figures say, what is open."""
    counts = sheet.tally.counts
    rows: list[Row] = [HeadingRow(sheet.name, _rate(sheet))]
    for place, (code, word, style, sign) in enumerate(FIGURES):
        if place < ALWAYS or counts[code]:
            line = str(sheet.lists[code])
            share = _share(counts[code], counts["items"])
            rows.append(FigureRow(f"figure/{code}", word, style, counts[code], sign, share, line=line))
    done, measures = counts["measures_done"], counts["measures"]
    late = f"，逾期未完{counts['measures_overdue']}" if counts["measures_overdue"] else ""
    told = f"完成{done}/{measures}{late}" if measures else "没有措施"
    rows.append(TextRow(f"{f'{bar(done, measures, 10)} ' if done else ''}{told}", "$foreground", "  措施"))
    rows += [TextRow(line, "$lamp-overdue", "  ！") for line in grounds]
    rows.append(HeadingRow("联系"))
    rows += [PersonLine(person) for person in sheet.people]
    if not sheet.people:
        whose = "这家的人员" if by is Dimension.UNIT else "这位领导的单位和电话"
        rows.append(NoteRow(f"没有登记{whose}"))
    rows.append(
        HeadingRow("未办完", f"{len(sheet.open)}项" if not sheet.is_cut else f"前{len(sheet.open)}项")
    )
    rows += [item_line(row, "≫滞后" if row.id in sheet.behind else "") for row in sheet.open] or [
        NoteRow("都办完了")
    ]
    if sheet.open:
        rows.append(ListRow("list", "这些都列入台账", str(sheet.open_query)))
    return rows


def _share(count: int, whole: int) -> str:
    if not count:
        return "没有"
    return "全部" if count == whole else f"占{count / whole:.0%}"


def _rate(sheet: Sheet) -> str:
    rates = sheet.tally.rates
    return f"完成率{rates['completion_rate']:.0%}" if "completion_rate" in rates else ""
