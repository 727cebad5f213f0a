"""催办: whom to chase today and for what; its papers, and recording that they went out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.ledger.words import Light, PaperKind, Rung
from tracker.tui.dialogs.confirm import Confirm
from tracker.tui.dialogs.duty_form import ask_duty
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.paper_forms import notice_form
from tracker.tui.keymap import key_for
from tracker.tui.lines import Part
from tracker.tui.rows.overview import DutyRow, HeadingRow, NoteRow
from tracker.tui.rows.schedule import ItemLine, TextRow, spread
from tracker.tui.screens.schedule_view import Master, TwoPanes
from tracker.tui.views import Done
from tracker.tui.widgets.choices import Row

if TYPE_CHECKING:
    from tracker.ledger.reminders import Chase, Chasing, Digest, Loose
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.chasing_reads import Chased

STYLES = {
    Rung.EARLY: "$lamp-near",
    Rung.DUE: "$lamp-imminent",
    Rung.FIRST: "bold $lamp-overdue",
    Rung.SECOND: "bold $lamp-overdue",
    Rung.LAST: "bold $lamp-overdue",
}

SIGNS = {Rung.EARLY: "◐", Rung.DUE: "◕", Rung.FIRST: "▲", Rung.SECOND: "▲", Rung.LAST: "▲"}


@dataclass(frozen=True, slots=True)
class DigestRow:
    """▲ 机关服务中心 第一次督办 2项."""

    digest: Digest
    is_left_out: bool

    number_text = ""

    @property
    def key(self) -> str:
        """The unit."""
        return f"unit/{self.digest.unit}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """One that is not chased this time stands faint."""
        rung = self.digest.chases[0].rung
        style = "$faint" if self.is_left_out else STYLES[rung]
        sign = "×" if self.is_left_out else SIGNS[rung]
        text = "$faint" if self.is_left_out else "$foreground"
        told = "这次不催" if self.is_left_out else rung.word
        right: list[Part] = [(f"{told} ", style), (f"{len(self.digest.chases)}项", style)]
        return spread([(f"{sign} ", style), (self.digest.unit, text)], right, cells)


@dataclass(frozen=True, slots=True)
class LooseRow:
    """What nobody can be chased for: ? ZG-2024-0008 时限“8月前”待明确."""

    loose: Loose

    number_text = ""

    @property
    def key(self) -> str:
        """The item and its measure."""
        return f"loose/{self.loose.number}/{self.loose.ordinal or 0}"

    def parts(self, cells: int, digits: int) -> list[Part]:
        """The reason at the right end where there is room."""
        measure = f"措施{self.loose.ordinal} " if self.loose.ordinal else ""
        head: list[Part] = [("? ", "$lamp-unsettled"), (f"{self.loose.number} ", "$muted")]
        return [*head, (measure, "$lamp-extended"), (self.loose.why, "$lamp-unsettled")]


class ChasingView(TwoPanes):
    """Units at the left, the notice of the one in hand at the right."""

    NAME = "chasing"
    LETTER = "C"
    WORD = "催办"
    MASTER = "chased-units"
    DETAIL = "notice"
    ACTIONS = frozenset({"mark", "write_papers", "word_papers", "issue", "finish_duty"})

    def __init__(self) -> None:
        super().__init__(id="view-chasing")
        self._chased: Chased | None = None
        self._left_out: set[str] = set()

    def reread(self) -> None:
        """What is new today."""
        today, campaign = self.tracker.office.today(), self.tracker.campaign

        def chased(ledger: Ledger) -> Chased:
            from tracker.tui.workers import chasing_reads

            return chasing_reads.chased(ledger, campaign, today=today)

        def arrived(found: Chased) -> None:
            self._chased = found
            self._show()

        self.read(chased, arrived)

    def _show(self) -> None:
        if self._chased is not None:
            self.master.show(chased_rows(self._chased, self._left_out))

    def on_master_moved(self, event: Master.Moved) -> None:
        """The notice of the unit in hand; of what is loose the item."""
        if self._chased is not None:
            self.detail.show(notice_rows(event.row, self._chased))

    # What is sent

    @property
    def _wanted(self) -> Chasing | None:
        """What goes out: the units that are not left out."""
        if self._chased is None:
            return None
        found = self._chased.found
        return replace(found, digests=tuple(one for one in found.digests if one.unit not in self._left_out))

    def mark(self) -> None:
        """Leave the unit in hand out this time, or chase it after all."""
        row = self.master.current
        if isinstance(row, DigestRow):
            self._left_out ^= {row.digest.unit}
            self._show()

    def write_papers(self) -> None:
        """F5: a page for each unit, the calendar, and the whole as JSON."""
        wanted, chased, today = self._wanted, self._chased, self.tracker.office.today()
        if wanted is None or chased is None or not (wanted.digests or chased.duties):
            self.tracker.say("今天没有要催的")
            return

        def submit(ledger: Ledger, values: Values) -> Done:
            from tracker.tui.workers import schedule_writes

            told = schedule_writes.write_papers(values["path"], wanted, chased.duties, today)
            return Done(told, can_undo=False)

        folder = self.folder / f"催办_{today:%Y%m%d}"
        intro = (
            f"每家一份通知，共{len(wanted.digests)}家；另有日历（催办.ics，可导入手机或邮箱的日历）。",
            f"写成文件不等于已发出：发出以后按 {key_for('issue')} 登记，同一档才不再催第二次。",
        )
        field = Field("path", "文件夹", value=str(folder), is_needed=True)
        self.tracker.push_screen(Form("催办写成文件", [field], submit, intro=intro))

    def word_papers(self) -> None:
        """Ctrl+W: the same as Word, to all or to the unit in hand."""
        wanted, row = self._wanted, self.master.current
        if wanted is None or not wanted.digests:
            self.tracker.say("今天没有要催的")
            return
        scopes = {
            f"全部{len(wanted.digests)}家": [one.number for digest in wanted.digests for one in digest.chases]
        }
        own = row.digest if isinstance(row, DigestRow) else wanted.digests[0]
        scopes = {f"只{own.unit}": [one.number for one in own.chases], **scopes}
        kind = {Rung.EARLY: PaperKind.REMINDER, Rung.DUE: PaperKind.REMINDER, Rung.LAST: PaperKind.ADMONITION}
        first = kind.get(own.chases[0].rung, PaperKind.SUPERVISION)
        self.tracker.push_screen(notice_form(self.tracker.office, scopes, first, self.folder))

    def issue(self) -> None:
        """F6: they went out."""
        wanted, chased = self._wanted, self._chased
        if wanted is None or chased is None or not wanted.digests:
            self.tracker.say("今天没有要登记的催办")
            return
        if not self.tracker.may("remind"):
            return
        count = len(wanted.keys)
        question = Confirm(
            "登记为已发出",
            f"{len(wanted.digests)}家单位，{count}项。登记以后，同一档不再催第二次；登记错了可以撤销。",
            yes="登记",
            no="不登记",
        )
        self.tracker.push_screen(question, self._issue_answered)

    def _issue_answered(self, answer: bool | None) -> None:
        wanted, chased = self._wanted, self._chased
        if not answer or wanted is None or chased is None:
            return
        actor, today = self.tracker.office.actor, self.tracker.office.today()

        def task(ledger: Ledger) -> Done:
            from tracker.tui.workers import schedule_writes

            units = len(wanted.digests)
            return Done(schedule_writes.issue(ledger, actor, wanted.keys, units, chased.duties, today))

        self.tracker.write(task)

    def finish_duty(self) -> None:
        """That under the cursor, else the oldest."""
        row = self.master.current
        if isinstance(row, DutyRow):
            ask_duty(self.tracker, row.occurrence)
        elif self._chased is not None and self._chased.duties:
            ask_duty(self.tracker, self._chased.duties[0])
        else:
            self.tracker.say("没有要办的周期工作")

    def open_row(self) -> None:
        """周期工作 and what is loose open from the left at once."""
        row = self.master.current
        if self.master.has_focus and isinstance(row, DutyRow):
            self.finish_duty()
        elif self.master.has_focus and isinstance(row, LooseRow):
            self.tracker.show_item(row.loose.number)
        else:
            super().open_row()


def chased_rows(chased: Chased, left_out: Iterable[str]) -> list[Row]:
    """今天该催, 周期工作, and what the office has to settle first."""
    found, out = chased.found, set(left_out)
    matters = sum(len(one.chases) for one in found.digests)
    rows: list[Row] = [HeadingRow("今天该催", f"{len(found.digests)}家{matters}项" if matters else "")]
    rows += [DigestRow(one, one.unit in out) for one in found.digests] or [NoteRow("没有新的要催")]
    if chased.duties:
        rows += [HeadingRow("周期工作"), *map(DutyRow, chased.duties)]
    if found.loose:
        rows += [HeadingRow("整改办要明确的", f"{len(found.loose)}项"), *map(LooseRow, found.loose)]
    return rows


def notice_rows(row: Row | None, chased: Chased) -> list[Row]:
    """What the unit will be told, whom to call, and whom it is copied to."""
    match row:
        case DigestRow(digest):
            return _digest_rows(digest, chased)
        case LooseRow(loose):
            line = ItemLine(loose.number, loose.ordinal, loose.text, "", Light.UNSETTLED, "", where="loose")
            return [HeadingRow("要先明确"), TextRow(loose.why, "$lamp-unsettled"), line]
        case DutyRow(occurrence):
            told = [f"{occurrence.duty.phrase}，期限{occurrence.due}，{occurrence.words}"]
            told += [occurrence.advice] if occurrence.advice else []
            told += [f"办理单位：{occurrence.duty.unit}"] if occurrence.duty.unit else []
            return [HeadingRow(occurrence.duty.name, occurrence.period_words), *map(TextRow, told)]
    return [HeadingRow("通知"), NoteRow("没有新的要催：催过的同一档不再催，过了间隔再催下一档")]


def _digest_rows(digest: Digest, chased: Chased) -> list[Row]:
    rows: list[Row] = [HeadingRow(chased.titles[digest.unit], f"{len(digest.chases)}项")]
    for rung in reversed(Rung):
        chases = [one for one in digest.chases if one.rung is rung]
        if chases:
            rows.append(TextRow(f"{SIGNS[rung]} {rung.word}　{len(chases)}项", STYLES[rung]))
            rows += [_chase_line(one) for one in chases]
    if digest.leaders:
        rows.append(TextRow("、".join(digest.leaders), "$foreground", "  抄送责任领导"))
    people = chased.people.get(digest.unit, ())
    rows.append(HeadingRow("联系"))
    rows += [person_row(one.name, one.post, one.telephone) for one in people]
    if not people:
        rows.append(NoteRow("没有登记这家的联系电话"))
    return rows


def _chase_line(chase: Chase) -> ItemLine:
    light = {Rung.EARLY: Light.NEAR, Rung.DUE: Light.IMMINENT}.get(chase.rung, Light.OVERDUE)
    tag = f"措施{chase.ordinal}" if chase.ordinal else ""
    words = f"{chase.due:%m-%d} {chase.words}"
    return ItemLine(chase.number, chase.ordinal, chase.text, "", light, words, tag, where=chase.key)


def person_row(name: str, post: str, telephone: str) -> TextRow:
    """张三 科长 0571-…."""
    told = "  ".join(word for word in (name, post, telephone or "没有登记电话") if word)
    return TextRow(told, "$foreground" if telephone else "$muted", "  ·")
