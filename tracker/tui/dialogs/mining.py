"""What is to be mined: files chosen by keys or mouse, text that is pasted, and the day of a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.field import Field
from tracker.tui.dialogs.field_dialog import FieldDialog
from tracker.tui.dialogs.fields import FieldBox
from tracker.tui.dialogs.files import FilesDialog
from tracker.tui.keymap import key_for
from tracker.tui.keys import DATE_WANTED, MINING, PASTING, bindings
from tracker.tui.lines import Lines, plain
from tracker.tui.mining_jobs import Wish

KNOWN: Final = frozenset(
    (".txt", ".md", ".csv", ".htm", ".html", ".docx", ".xlsx", ".pdf", ".doc", ".xls", ".wps", ".rtf")
)
"""Endings of what may be a document; others are reached by typing their path."""

HELD: Final = 20_000
"""Characters from which pasted text is held aside: an editor would set all of it at every key."""

HEAD: Final = 600
"""Characters of it that are shown."""

_DATE: Final = Field("date", "成文日期", hint="2024-03-15，可以不填：从文件里找")
_EVENTS: Final = Field("events", "事件日期", hint="反馈=2024-03-01，几个用逗号分开，可以不填")


class MiningDialog(FilesDialog[list[Wish] | None]):
    """Returns what is to be mined, [] for pasting rather, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MINING)]
    TITLE_SHOWN = "挖掘来源文件"
    HINTS = MINING
    INTRO = "讲话、反馈意见、整改方案、通报：Word、PDF、Excel、网页或文本；可以选几份，一份接一份挖"
    ENDINGS = KNOWN

    def nothing_chosen(self) -> str:
        """The one that is typed will do."""
        return f"还没有选；{key_for('start', '开始')} 开始时只挖上面写的那一份"

    def further_fields(self) -> Iterable[Widget]:
        """The days."""
        yield FieldBox(_DATE)
        yield FieldBox(_EVENTS)

    def action_paste(self) -> None:
        """F3."""
        self.dismiss([])

    def action_start(self) -> None:
        """F2: read what is typed, and close when all of it can be understood; a folder is listed."""
        if self.opens_folder():
            return
        typed = self.value("path")
        chosen = tuple(self._chosen)
        date, events_typed = self.value("date"), self.value("events")

        def read() -> list[Wish]:
            from tracker.tui.workers import mining_writes

            return mining_writes.wishes(typed, chosen, date, events_typed)

        self.in_thread(read, self._understood, group="wishes", failed=self.refuse)

    def _understood(self, wishes: list[Wish]) -> None:
        last = wishes[-1].source
        if isinstance(last, Path):
            self.tracker.places.keep_folder(last.parent)
        self.dismiss(wishes)


class PasteArea(TextArea):
    """Takes text by keys and by pasting; much of it is held aside."""

    held = ""

    async def _on_paste(self, event: events.Paste) -> None:
        if len(self.held or self.text) + len(event.text) > HELD:
            event.stop()
            event.prevent_default()
            self.hold((self.held or self.text) + event.text)
        else:
            await super()._on_paste(event)

    def hold(self, text: str) -> None:
        """Keep it all; show how it begins and ends."""
        self.held = text
        head = safe_for_screen(text[:HEAD], keep_lines=True)
        tail = safe_for_screen(text[-HEAD // 3 :], keep_lines=True)
        self.text = f"{head}\n……\n{tail}"
        self.read_only = True

    def clear_all(self) -> None:
        """Begin anew."""
        self.held = ""
        self.text = ""
        self.read_only = False

    @property
    def whole(self) -> str:
        """All that was typed or pasted."""
        return self.held or self.text


class PasteDialog(FieldDialog[list[Wish] | None]):
    """Returns the text to be mined, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PASTING)]
    TITLE_SHOWN = "粘贴文字"
    HINTS = PASTING

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._first = text

    def content(self) -> Iterable[Widget]:
        """The text and the days."""
        area = PasteArea(id="field-text", compact=True, soft_wrap=True, tab_behavior="focus")
        yield area
        yield Static(id="paste-count", markup=False)
        yield FieldBox(_DATE)
        yield FieldBox(_EVENTS)

    def on_mount(self) -> None:
        """What was pasted before it opened."""
        area = self.query_one(PasteArea)
        if len(self._first) > HELD:
            area.hold(self._first)
        elif self._first:
            area.text = self._first
        area.focus()
        self._tell()

    def _lay_out(self) -> None:
        super()._lay_out()
        self.query_one(PasteArea).styles.height = max(4, self.size.height - 16)

    def on_text_area_changed(self) -> None:
        """Count."""
        self.forgive()
        self._tell()

    def _tell(self) -> None:
        area = self.query_one(PasteArea)
        count = len(area.whole)
        held = f"，只显示头尾，全部都会挖掘；{key_for('clear', '清空')} 清空重来" if area.held else ""
        words = f"{count:,} 字{held}" if count else "在终端里粘贴（Ctrl+Shift+V 或鼠标右键），也可以直接输入"
        self.query_one("#paste-count", Static).update(plain(words, "$muted"))

    def action_clear(self) -> None:
        """F8."""
        self.query_one(PasteArea).clear_all()
        self._tell()

    def action_start(self) -> None:
        """F2."""
        text = self.query_one(PasteArea).whole
        date, events_typed = self.value("date"), self.value("events")

        def read() -> list[Wish]:
            from tracker.tui.workers import mining_writes

            return [mining_writes.pasted_wish(text, date, events_typed)]

        self.in_thread(read, self._understood, group="wishes", failed=self.refuse)

    def _understood(self, wishes: list[Wish]) -> None:
        self.dismiss(wishes)


class DateDialog(FieldDialog[dt.date | None]):
    """Asks for the day of a document that does not say it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DATE_WANTED)]
    TITLE_SHOWN = "成文日期"
    HINTS = DATE_WANTED

    def __init__(self, why: str, today: dt.date) -> None:
        super().__init__()
        self._why = why
        self._today = today

    def content(self) -> Iterable[Widget]:
        """Why, and the day."""
        yield Static(id="date-why", classes="form-text", markup=False)
        yield FieldBox(Field("date", "成文日期", hint=f"如 {self._today}"))

    def on_mount(self) -> None:
        """One types at once."""
        self.query_one("#field-date").focus()

    def _lay_out(self) -> None:
        super()._lay_out()
        lines = Lines(min(self.size.width - 4, 84) - 8)
        lines.text(self._why, "$foreground")
        self.query_one("#date-why", Static).update(lines.content())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on."""
        event.stop()
        self.action_start()

    def action_start(self) -> None:
        """F2."""
        typed = self.value("date")

        def read() -> dt.date:
            from tracker.text.dates import parse_date

            return parse_date(typed)

        self.in_thread(read, self._understood, group="wishes", failed=self.refuse)

    def _understood(self, date: dt.date) -> None:
        self.dismiss(date)
