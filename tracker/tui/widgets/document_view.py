"""A document as set text with marks in their places; only the lines in sight are drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.text.cells import width, wrap_spans
from tracker.text.screen import safe_for_screen
from tracker.tui.office import Threaded

GUTTER = 2
"""Cells before the text, for the signs of marks."""

AT_ONCE = 30_000
"""Characters that are set without a thread."""

CONTEXT = 4
"""Lines kept in sight above a mark."""

CURRENT = ("»", "«")
"""Instead of its own signs around the mark in hand, as wide as they are."""

CURRENT_STYLE = "bold $foreground on $mark-current"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the document that is marked."""

    start: int
    end: int
    style: str
    sign: str = ""
    """In the gutter of its first line."""
    sign_style: str = "$muted"
    is_current: bool = False
    around: tuple[str, str] = ("", "")
    """Signs of one cell each that stand around it, so that it is told without colour too."""
    key: int = 0
    """What a click on it means; 0: nothing."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark in the text as it is shown."""

    mark: Mark
    start: int
    end: int


class DocumentView(ScrollView, Threaded, can_focus=True):
    """Scrolls with the arrows; marks are given from outside."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"document-view--text"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "上一行", show=False),
        Binding("down", "scroll_down", "下一行", show=False),
        Binding("pageup", "page_up", "上一屏", show=False),
        Binding("pagedown", "page_down", "下一屏", show=False),
        Binding("home", "scroll_home", "开头", show=False),
        Binding("end", "scroll_end", "末尾", show=False),
    ]

    @dataclass
    class MarkClicked(Message):
        """Somebody clicked on a mark."""

        key: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document = ""
        self._shown = ""
        """The document with the signs around its marks."""
        self._marks: tuple[Mark, ...] = ()
        self._placed: tuple[_Placed, ...] = ()
        self._lines: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._on_line: dict[int, list[_Placed]] = {}
        self._set_for = 0
        self._current: int | None = None

    def show(self, document: str, marks: Sequence[Mark], current: int | None = None) -> None:
        """Another document; `current` is the key of the mark in hand."""
        self._document = _visible(document)
        self._current = current
        self._take(marks)
        self._set_for = 0
        self._set_text()

    def show_marks(self, marks: Sequence[Mark], current: int | None = None) -> None:
        """Other marks in the same document."""
        before = self._shown
        self._current = current
        self._take(marks)
        if self._shown == before:
            self._index()
            self.refresh()
            self.go_to_current()
        else:
            self._set_for = 0
            self._set_text()

    def show_current(self, key: int | None) -> None:
        """Another mark in hand."""
        self._current = key
        self.refresh()
        self.go_to_current()

    def _take(self, marks: Sequence[Mark]) -> None:
        """Outer marks before inner ones, so that the inner one's style lies over."""
        self._marks = tuple(sorted(marks, key=lambda mark: mark.start - mark.end))
        self._shown, self._placed = _with_signs(self._document, self._marks)

    def on_resize(self, event: events.Resize) -> None:
        """Set the text anew for the width."""
        self._set_text()

    def _set_text(self) -> None:
        cells = self.size.width - GUTTER - 1
        if cells < 4 or not self._shown or cells == self._set_for:
            return
        self._set_for = cells
        shown = self._shown
        if len(shown) <= AT_ONCE:
            self._text_set(wrap_spans(shown, cells))
        else:
            self.in_thread(
                lambda: wrap_spans(shown, cells), self._text_set, group="set", failed=self._not_set
            )

    def _not_set(self, error: BaseException) -> None:
        raise error

    def _text_set(self, lines: list[tuple[int, int]]) -> None:
        self._lines = lines
        self._starts = [start for start, _ in lines]
        self._index()
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh(layout=True)
        # Only when the new height is laid out can the view be scrolled that far.
        self.call_after_refresh(self.go_to_current)

    def _index(self) -> None:
        """Which marks touch a line."""
        self._on_line = {}
        for placed in self._placed:
            for line in range(self._line_of(placed.start), self._line_of(placed.end - 1) + 1):
                self._on_line.setdefault(line, []).append(placed)

    def _line_of(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)

    def _is_current(self, mark: Mark) -> bool:
        return mark.is_current or (self._current is not None and mark.key == self._current)

    def go_to_current(self) -> None:
        """Scroll to the current mark where it is out of sight."""
        current = next((placed for placed in self._placed if self._is_current(placed.mark)), None)
        if current is None or not self._lines:
            return
        first, last = self._line_of(current.start), self._line_of(max(current.start, current.end - 1))
        top = self.scroll_offset.y
        context = min(CONTEXT, max(0, self.size.height - (last - first) - 2))
        if first - context < top or last + 1 > top + self.size.height - 1:
            self.scroll_to(y=max(0, first - context), animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click on a mark is told with its key; of several the innermost."""
        line = self.scroll_offset.y + event.y
        if not 0 <= line < len(self._lines):
            return
        start, end = self._lines[line]
        x = event.x - GUTTER - self.styles.padding.left
        place = start
        while place < end and (x := x - width(self._shown[place])) >= 0:
            place += 1
        found = [
            placed.mark
            for placed in self._on_line.get(line, ())
            if placed.mark.key and placed.start <= place < placed.end
        ]
        if found:
            event.stop()
            self.post_message(self.MarkClicked(found[-1].key))

    def render_line(self, y: int) -> Strip:
        """One line with its marks."""
        style = self.get_visual_style("document-view--text")
        line = self.scroll_offset.y + y
        if line >= len(self._lines):
            return Strip.blank(self.size.width, style.rich_style)
        content = self._gutter(line) + self._marked(line)
        strips = Visual.to_strips(self, content, self.size.width, 1, style, apply_selection=False, pad=True)
        return strips[0].adjust_cell_length(self.size.width, style.rich_style)

    def _gutter(self, line: int) -> Content:
        """▌ along the current mark, else the sign of a mark that begins here."""
        touching = self._on_line.get(line, ())
        if any(self._is_current(placed.mark) for placed in touching):
            return Content("▌ ").stylize("bold $vermilion")
        for placed in touching:
            if placed.mark.sign and self._line_of(placed.start) == line:
                return Content(f"{placed.mark.sign} ").stylize(placed.mark.sign_style)
        return Content("  ")

    def _marked(self, line: int) -> Content:
        start, end = self._lines[line]
        text = self._shown[start:end]
        touching = self._on_line.get(line, ())
        for placed in touching:
            if self._is_current(placed.mark) and placed.mark.around[0]:
                text = _replaced(text, placed.start - start, CURRENT[0])
                text = _replaced(text, placed.end - 1 - start, CURRENT[1])
        content = Content(text)
        for placed in touching:
            style = CURRENT_STYLE if self._is_current(placed.mark) else placed.mark.style
            content = content.stylize(style, max(0, placed.start - start), max(0, placed.end - start))
        return content


def _visible(document: str) -> str:
    """Every code that would drive the terminal or hide as one visible sign: places stay what they are."""
    unsafe = {sign for sign in set(document) if safe_for_screen(sign, keep_lines=True) != sign}
    if not unsafe:
        return document
    stand_ins = {ord(sign): _stand_in(sign) for sign in unsafe}
    return document.translate(stand_ins)


def _stand_in(sign: str) -> str:
    shown = safe_for_screen(sign, keep_lines=True)
    return shown if len(shown) == 1 and shown != "\n" else "□"


def _with_signs(document: str, marks: Sequence[Mark]) -> tuple[str, tuple[_Placed, ...]]:
    """The text with the signs around its marks, and where each mark is in it; `marks` outer ones first."""
    signs: list[tuple[int, int, int, str]] = []
    for order, mark in enumerate(marks):
        if mark.around[0] and mark.start < mark.end:
            # At one place what closes comes before what opens; the outer one opens first and closes last.
            signs.append((mark.start, 1, order, mark.around[0]))
            signs.append((mark.end, 0, -order, mark.around[1]))
    signs.sort()
    pieces: list[str] = []
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    done = 0
    for count, (place, is_opening, order, sign) in enumerate(signs):
        pieces += [document[done:place], sign]
        done = place
        (opened if is_opening else closed)[abs(order)] = place + count
    pieces.append(document[done:])
    places = [place for place, *_ in signs]
    placed = tuple(
        _Placed(
            mark,
            opened.get(order, mark.start + bisect_right(places, mark.start)),
            closed.get(order, mark.end - 1 + bisect_left(places, mark.end)) + 1,
        )
        for order, mark in enumerate(marks)
    )
    return "".join(pieces), placed


def _replaced(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :] if 0 <= place < len(text) else text
