"""The fields of forms: a label with a line, a text, a choice, what is read as one types, names, or a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DirectoryTree, Input, TextArea
from textual.widgets.directory_tree import DirEntry
from textual.widgets.option_list import Option
from textual.widgets.tree import TreeNode

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.inks import Inks
from tracker.tui.lines import Part, assemble, editable, plain
from tracker.tui.widgets.marked_list import BAR, NO_BAR, MarkedList


class ChoiceLine(Widget, can_focus=True):
    """One of a few: ‹ 问题 ›, changed by ← → or the space bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "上一个", show=False),
        Binding("right,space", "step(1)", "下一个", show=False),
    ]

    place: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another choice."""

        line: ChoiceLine
        value: str

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"field-{field.name}")
        self._choices = field.choices
        values = [value for value, _ in field.choices]
        self.set_reactive(ChoiceLine.place, values.index(field.value) if field.value in values else 0)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._choices[self.place][0] if self._choices else ""

    def action_step(self, by: int) -> None:
        """To the next or the previous one, round and round."""
        if self._choices:
            self.place = (self.place + by) % len(self._choices)
            self.post_message(self.Changed(self, self.value))

    def choose(self, value: str) -> None:
        """One of the choices; what is none leaves it as it is."""
        for place, (choice, _) in enumerate(self._choices):
            if choice == value:
                self.place = place

    def on_click(self, event: events.Click) -> None:
        """A click goes on to the next one."""
        self.action_step(1)

    def render(self) -> RenderResult:
        """‹ what is chosen › 2/5."""
        if not self._choices:
            return plain("（没有可选的）", "$faint")
        count = f"  {self.place + 1}/{len(self._choices)}" if len(self._choices) > 1 else ""
        room = max(4, self.size.width - 4 - len(count))
        shown = cut(safe_for_screen(self._choices[self.place][1]), room)
        return assemble(("‹ ", "$vermilion"), (shown, ""), (" ›", "$vermilion"), (count, "$faint"))


class FileTree(DirectoryTree):
    """Folders and files; names are shown as they are, never as markup; ← in the first folder leaves it."""

    @dataclass
    class FolderChanged(Message):
        """Another folder is shown."""

        tree: FileTree

    def go_to(self, folder: Path) -> None:
        """Show another folder."""
        self.path = folder
        self.post_message(self.FolderChanged(self))

    def go_up(self) -> None:
        """Show the folder above."""
        self.go_to(Path(self.path).resolve().parent)

    def on_key(self, event: events.Key) -> None:
        """← in the first folder goes to the one above."""
        if event.key == "left" and self.cursor_node is self.root:
            event.stop()
            event.prevent_default()
            self.go_up()

    def process_label(self, label: str | Text) -> Text:
        """A name made safe."""
        text = label if isinstance(label, str) else label.plain
        return Text(safe_for_screen(text), no_wrap=True)

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """A bar before the line under the cursor, as in every list."""
        bar = BAR if node is self.cursor_node else NO_BAR
        return Text.assemble((bar, base_style), super().render_label(node, base_style, style))

    def get_label_width(self, node: TreeNode[DirEntry]) -> int:
        """With the bar."""
        return len(BAR) + super().get_label_width(node)

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Hidden files stay hidden."""
        return [path for path in paths if not path.name.startswith(".")]


class NameList(MarkedList, can_focus=False):
    """Names below a field while one types; the arrows and Enter reach it from the field."""

    def __init__(self, *, id: str, markup: bool, compact: bool) -> None:
        super().__init__(id=id, markup=markup, compact=compact)
        self.names: tuple[str, ...] = ()
        self.display = False

    def offer(self, names: Sequence[tuple[str, str]], *, is_marked: bool) -> None:
        """Other names, each with what it is; none closes the list."""
        if not names and not self.names:
            return
        self.names = tuple(name for name, _ in names)
        self.clear_options()
        widest = min(30, max((width(name) for name in self.names), default=0))
        self.add_options(
            Option(assemble((pad(name, widest), "$foreground"), (f"  {remark}", "$muted")))
            for name, remark in names
        )
        self.highlighted = 0 if is_marked and self.names else None
        self.display = bool(self.names)

    @property
    def marked(self) -> str | None:
        """The name under the mark."""
        place = self.highlighted
        return self.names[place] if self.display and place is not None else None


TOLD = frozenset({FieldKind.DEADLINE})
"""Kinds that keep a line below them, so that nothing jumps while one types."""


LABEL: Final = 12
"""Cells left of a field, for its label."""


class FieldBox(Vertical):
    """A field, its label before it and what there is to say of it below.

    Label and sentence are drawn, not mounted: a form of twenty fields is there in half the time.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field-box--text"}

    def __init__(self, field: Field) -> None:
        super().__init__(classes=f"field -{field.kind.name.lower()}")
        self.field = field
        self.names: NameList | None = None
        """Names to choose from, once some were offered."""
        self._hint = field.hint if field.kind in (FieldKind.TEXT, FieldKind.CHOICE) else ""
        self._said = (self._hint, "")
        """What stands below the field, with its style."""
        self._control = _control(field)
        self._inks = Inks(self)
        self._leave_room()

    def compose(self) -> Iterable[Widget]:
        """The field, and below it a file's folders."""
        yield self._control
        if self.field.kind is FieldKind.FILE:
            home = Path.home() if Path.home().is_dir() else Path("/")
            folder = Path(self.field.folder) if self.field.folder else home
            yield FileTree(folder, id=f"tree-{self.field.name}")

    @property
    def value(self) -> str:
        """What is filled in now."""
        control = self._control
        return control.text if isinstance(control, TextArea) else control.value

    def fill_in(self, text: str) -> None:
        """Put a text, or one of the choices, into the field."""
        match self._control:
            case TextArea() as area:
                area.text = text
            case Input() as line:
                line.value = text
            case ChoiceLine() as line:
                line.choose(text)

    def offer(self, names: Sequence[tuple[str, str]], *, is_marked: bool) -> None:
        """Names that fit what is typed, each with what it is; none closes the list."""
        if self.names is None and names:
            self.names = NameList(id=f"names-{self.field.name}", markup=False, compact=True)
            self.mount(self.names)
        if self.names is not None:
            self.names.offer(names, is_marked=is_marked)

    def say(self, text: str, style: str) -> None:
        """Say something below the field."""
        said = (text, style if text else "")
        if said != self._said:
            self._said = said
            self._leave_room()
            self.refresh()

    # Drawing

    def _leave_room(self) -> None:
        """For the label, and for a sentence below where there is one."""
        has_line = bool(self._said[0]) or self.field.kind in TOLD
        room = Spacing(0, 0, int(has_line), LABEL)
        if self.styles.padding != room:
            self.styles.padding = room

    def notify_style_update(self) -> None:
        """Another theme."""
        self._inks.forget()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What stands around the field, in the room that is left there."""
        strips = [self._line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def _line(self, y: int) -> Strip:
        cells, rows = self.outer_size
        parts: list[Part] = []
        if y == 0:
            label = safe_for_screen(self.field.label)
            parts = [(cut(label, LABEL), "$muted")]
            if self.field.is_needed and width(label) <= LABEL - 2:
                parts.append(("＊", "$vermilion"))
        elif y == rows - 1 and self.styles.padding.bottom:
            text, style = self._said
            shown = cut(safe_for_screen(text), max(0, cells - LABEL - 2))
            parts = [(" " * (LABEL + 1), ""), (shown, style or "$muted")]
        return self._inks.strip(parts, "field-box--text", cells)


def _control(field: Field) -> ChoiceLine | TextArea | Input:
    if field.kind is FieldKind.CHOICE:
        return ChoiceLine(field)
    if field.kind is FieldKind.TEXT:
        area = TextArea(
            editable(field.value),
            id=f"field-{field.name}",
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
        )
        area.styles.height = field.rows
        return area
    return Input(
        editable(field.value),
        placeholder=field.hint,
        id=f"field-{field.name}",
        compact=True,
        select_on_focus=field.is_replaced or field.kind is FieldKind.DATE,
    )
