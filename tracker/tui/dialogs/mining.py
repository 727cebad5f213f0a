"""What is to be mined: files chosen by keys or mouse, text that is pasted, and the day of a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar, cast

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import DirectoryTree, Input, Static, TextArea

from tracker.errors import TrackerError
from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.fields import Field, FieldBox, FileTree
from tracker.tui.keymap import key_for
from tracker.tui.keys import DATE_WANTED, MINING, PASTING, Key, bindings
from tracker.tui.lines import Lines, assemble, plain
from tracker.tui.mining_jobs import Wish
from tracker.tui.office import Threaded
from tracker.tui.widgets.key_bar import KeyHints

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp

Result = TypeVar("Result")

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


class DocumentTree(FileTree):
    """Folders, and files that may be documents."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Others stay hidden."""
        shown = []
        for path in super().filter_paths(paths):
            with suppress(OSError):
                if path.suffix.lower() in KNOWN or path.is_dir():
                    shown.append(path)
        return shown


class _WishDialog(ModalScreen[Result], Threaded):
    """Fields, what is wrong with them, and keys; what is typed is read in a thread before it closes."""

    CSS_PATH = "form.tcss"
    TITLE_SHOWN: ClassVar[str] = ""
    HINTS: ClassVar[tuple[Key, ...]] = ()

    def content(self) -> Iterable[Widget]:
        """Between title and keys."""
        raise NotImplementedError

    def compose(self) -> Iterable[Widget]:
        """The box in the middle."""
        with Vertical(id="form"):
            yield Static(plain(self.TITLE_SHOWN, "bold $vermilion"), id="form-title", markup=False)
            with VerticalScroll(id="form-body", can_focus=False):
                yield from self.content()
            yield Static(id="form-refused", markup=False)
            yield KeyHints(self.HINTS)

    def on_mount(self) -> None:
        """One types at once."""
        self.query_one("#form-refused").display = False

    def on_resize(self, event: events.Resize) -> None:
        """The keys stay in sight."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        refused = self.query_one("#form-refused")
        taken = refused.size.height + 1 if refused.display else 0
        self.query_one("#form-body").styles.max_height = max(3, self.size.height - 6 - taken)

    @property
    def tracker(self) -> TrackerApp:
        """The app, by its own type."""
        return cast("TrackerApp", self.app)

    def value(self, name: str) -> str:
        """What is typed into a field."""
        return self.query_one(f"#field-{name}", Input).value

    def refuse(self, error: BaseException) -> None:
        """Say what is wrong."""
        place = self.query_one("#form-refused", Static)
        place.display = True
        lines = Lines(min(self.size.width - 4, 84) - 8)
        words = str(error) if isinstance(error, TrackerError) else f"程序出错：{type(error).__name__}"
        lines.text(words, "bold $lamp-overdue", indent=2, first=("▲ ", "bold $lamp-overdue"))
        place.update(lines.content())
        self.call_after_refresh(self._lay_out)

    def action_cancel(self) -> None:
        """Nothing."""
        self.dismiss(None)


class MiningDialog(_WishDialog[list[Wish] | None]):
    """Returns what is to be mined, [] for pasting rather, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MINING)]
    TITLE_SHOWN = "挖掘来源文件"
    HINTS = MINING

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._chosen: list[Path] = []

    def content(self) -> Iterable[Widget]:
        """Path, folders, what is chosen, the days."""
        intro = "讲话、反馈意见、整改方案、通报：Word、PDF、Excel、网页或文本；可以选几份，一份接一份挖"
        yield Static(plain(intro, "$muted"), id="mining-intro", markup=False)
        yield FieldBox(Field("path", "文件", hint="写路径，或按 ↓ 到目录里选，Enter 选定"))
        yield Static(id="mining-folder", markup=False)
        yield DocumentTree(self._folder, id="mining-tree")
        yield Static(id="mining-chosen", markup=False)
        yield FieldBox(_DATE)
        yield FieldBox(_EVENTS)

    def on_mount(self) -> None:
        """In the folder that was used last."""
        super().on_mount()
        self.query_one("#field-path").focus()
        self._tell()

    def _lay_out(self) -> None:
        super()._lay_out()
        self.query_one(DocumentTree).styles.height = max(4, min(14, self.size.height - 18))
        self._tell()

    def on_key(self, event: events.Key) -> None:
        """↓ from the path into the folders."""
        tree = self.query_one(DocumentTree)
        if event.key == "down" and self.query_one("#field-path").has_focus:
            event.stop()
            event.prevent_default()
            tree.focus()
        elif event.key == "left" and tree.has_focus and tree.cursor_node is tree.root:
            event.stop()
            self.action_up()

    def _tell(self) -> None:
        folder = Path(self.query_one(DocumentTree).path)
        self.query_one("#mining-folder", Static).update(
            assemble(
                ("目录 ", "$muted"),
                (str(folder), "$foreground"),
                (f"  {key_for('up', '上一级')} 上一级", "$faint"),
            )
        )
        names = "、".join(path.name for path in self._chosen)
        count = (
            f"已选 {len(self._chosen)} 份："
            if self._chosen
            else f"还没有选；{key_for('start', '开始')} 开始时只挖上面写的那一份"
        )
        lines = Lines(min(self.size.width - 4, 84) - 8)
        lines.cut_text(f"{count}{names}", 2, "bold $foreground" if names else "$faint", first=("", ""))
        self.query_one("#mining-chosen", Static).update(lines.content())

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Chosen, or no longer."""
        event.stop()
        path = Path(event.path)
        if path in self._chosen:
            self._chosen.remove(path)
        else:
            self._chosen.append(path)
        self._tell()

    def action_up(self) -> None:
        """F4."""
        tree = self.query_one(DocumentTree)
        tree.path = Path(tree.path).resolve().parent
        self._tell()

    def action_drop(self) -> None:
        """F8."""
        if self._chosen:
            self._chosen.pop()
            self._tell()

    def action_paste(self) -> None:
        """F3."""
        self.dismiss([])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter begins."""
        event.stop()
        self.action_start()

    def action_start(self) -> None:
        """F2: read what is typed; close when all of it can be understood."""
        typed = self.value("path")
        chosen = tuple(self._chosen)
        date, events_typed = self.value("date"), self.value("events")

        def read() -> list[Wish]:
            from tracker.tui import mining_writes

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


class PasteDialog(_WishDialog[list[Wish] | None]):
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
        super().on_mount()
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
            from tracker.tui import mining_writes

            return [mining_writes.pasted_wish(text, date, events_typed)]

        self.in_thread(read, self._understood, group="wishes", failed=self.refuse)

    def _understood(self, wishes: list[Wish]) -> None:
        self.dismiss(wishes)


class DateDialog(_WishDialog[dt.date | None]):
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
        super().on_mount()
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
