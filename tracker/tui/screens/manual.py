"""使用手册 inside the app: contents, text, a search, and the way from a section to the page it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tracker import paths
from tracker.text.cells import cut, width
from tracker.tui.keymap import key_for
from tracker.tui.keys import MANUAL, bindings
from tracker.tui.lines import assemble, plain
from tracker.tui.manual_text import FILE, Block, LaidOut, Link, lay_out, read_manual
from tracker.tui.screens.page import Page
from tracker.tui.widgets.marked_list import MarkedList
from tracker.tui.widgets.masthead import Masthead

WIDE = 100
"""From so many cells the contents stand beside the text."""

WIDEST = 100
"""Cells of the text: longer lines are hard to read."""


class ManualText(Static):
    """The text; a click on a link follows it, on a heading with a page opens that."""

    def on_click(self, event: events.Click) -> None:
        """By line, and place in it."""
        screen = self.screen
        if isinstance(screen, ManualScreen) and screen.clicked(event.x, event.y):
            event.stop()


class ManualScreen(Page):
    """Opened on the contents."""

    NAME = "使用手册"
    KEYS = MANUAL
    BINDINGS: ClassVar = bindings(MANUAL)
    CSS_PATH = "manual.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._blocks: tuple[Block, ...] = ()
        self._set = LaidOut((), (), ())
        self._link: Link | None = None
        """The one that is marked to be followed."""
        self._left: list[int] = []
        """Lines that were left by a link, the last one last."""
        self._hits: list[int] = []
        """Lines where the words stand that are looked for."""
        self._hit = -1

    def body(self) -> Iterable[Widget]:
        """What is looked for; contents and text."""
        yield Input(id="manual-line", compact=True)
        with Horizontal(id="manual-body"):
            yield MarkedList(id="manual-contents", markup=False, compact=True)
            with VerticalScroll(id="manual"):
                yield ManualText(id="manual-text", markup=False)

    def on_mount(self) -> None:
        """The file is read in a thread."""
        self.query_one("#manual-contents").focus()
        self.query_one("#manual-text", Static).update(plain("正在打开手册……", "$muted"))
        self.in_thread(_read, self._read_in, group="manual", failed=self.tracker.show_failure)

    def _read_in(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = blocks
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other, or one at a time."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        self.query_one(Input).placeholder = f"查找字词（{key_for('search', '查找')}）"
        if not self._blocks:
            return
        place = self.query_one("#manual")
        at = self._present(round(place.scroll_target_y))
        room = self.size.width - (38 if self.has_class("-wide") else 0) - 8
        self._set = lay_out(self._blocks, min(WIDEST, room))
        self._link = None
        self._left.clear()
        self._search()
        self._show_contents()
        if at is not None:
            self._go(self._set.headings[at].line)

    def _show_contents(self) -> None:
        options = self.query_one(OptionList)
        marked = options.highlighted
        cells = (34 if self.has_class("-wide") else self.size.width) - 5
        options.clear_options()
        options.add_options(
            Option(
                assemble(
                    ("  " * max(0, heading.level - 2), ""),
                    (
                        cut(heading.text, max(8, cells - 2 * max(0, heading.level - 2))),
                        "bold $foreground" if heading.level <= 2 else "$muted",
                    ),
                )
            )
            for heading in self._set.headings
        )
        options.highlighted = marked or 0

    def _present(self, line: int) -> int | None:
        """Which heading the text stands at."""
        found = [number for number, heading in enumerate(self._set.headings) if heading.line <= line]
        return found[-1] if found else None

    def _go(self, line: int) -> None:
        # A text that was just laid out has its length only then: it would not scroll.
        self.call_after_refresh(self.query_one("#manual").scroll_to, y=line, animate=False, force=True)
        self._tell_place(line)

    def _tell_place(self, line: int) -> None:
        at = self._present(line)
        if at is not None:
            heading = self._set.headings[at]
            page = f"（{key_for('open_page')} 打开这一页）" if heading.page else ""
            self.query_one(Masthead).left = f"{heading.text}{page}"

    # Contents

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The text follows, where it stands beside."""
        if self.has_class("-wide") and event.option_list.has_focus:
            self._go(self._set.headings[event.option_index].line)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.action_open_heading()

    def action_open_heading(self) -> None:
        """跳到: from the text by the link that is marked, else by the contents."""
        if self._link is not None and self.query_one("#manual").has_focus:
            self._follow(self._link)
            return
        options = self.query_one(OptionList)
        if options.highlighted is not None and self._set.headings:
            self.set_class(True, "-reading")
            self.query_one("#manual").focus()
            # Where the contents made way, the text is laid out first.
            self.call_after_refresh(self._go, self._set.headings[options.highlighted].line)

    def action_contents(self) -> None:
        """Between contents and text."""
        options = self.query_one(OptionList)
        if options.has_focus:
            self.set_class(True, "-reading")
            self.query_one("#manual").focus()
        else:
            self.set_class(False, "-reading")
            at = self._present(round(self.query_one("#manual").scroll_target_y))
            if at is not None:
                options.highlighted = at
            options.focus()

    # Links

    def action_next_link(self) -> None:
        """下一链接: the next one in sight or below, round and round."""
        self.set_class(True, "-reading")
        self.query_one("#manual").focus()
        self.call_after_refresh(self._mark_link)

    def _mark_link(self) -> None:
        place, links = self.query_one("#manual"), self._set.links
        top, rows = round(place.scroll_target_y), place.size.height
        is_seen = self._link is not None and top <= self._link.line < top + rows
        later = links[links.index(self._link) + 1 :] if self._link is not None and is_seen else links
        self._link = next((link for link in later if link.line >= top), next(iter(links), None))
        if self._link is None:
            return
        self._search()
        if not top <= self._link.line < top + rows:
            place.scroll_to(y=max(0, self._link.line - 3), animate=False, force=True)
        if heading := self._set.heading_of(self._link):
            self.query_one(Masthead).left = f"→ {heading.text}（{key_for('open_heading')} 翻到）"

    def _follow(self, link: Link) -> None:
        """To the section; the line it was left from is kept for the way back."""
        heading = self._set.heading_of(link)
        if heading is None:
            return
        self._left.append(round(self.query_one("#manual").scroll_target_y))
        self._link = None
        self._search()
        self._go(heading.line)
        self.query_one(OptionList).highlighted = self._set.headings.index(heading)

    def clicked(self, x: int, y: int) -> bool:
        """A link there is followed, the page of a heading there opened; False for neither."""
        for link in self._set.links:
            text = self._set.lines[link.line].plain
            if link.line == y and width(text[: link.start]) <= x < width(text[: link.end]):
                self._follow(link)
                return True
        return self._open_page_at(y)

    # Searching

    def action_search(self) -> None:
        """查找."""
        self.set_focus(self.query_one(Input))  # at once: keys may be waiting

    def on_input_changed(self, event: Input.Changed) -> None:
        """The first place, as one types."""
        self._search()
        if self._hits:
            self.set_class(True, "-reading")
            self.call_after_refresh(self.action_next_hit)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the next place."""
        event.stop()
        self.action_next_hit()

    def on_key(self, event: events.Key) -> None:
        """↓ leaves the line."""
        if event.key == "down" and self.query_one(Input).has_focus:
            event.stop()
            event.prevent_default()
            self.query_one("#manual").focus()

    def _search(self) -> None:
        """Mark every place where the words stand."""
        wanted = self.query_one(Input).value.strip()
        self._hit = -1
        self._hits = []
        shown = []
        for number, line in enumerate(self._set.lines):
            if wanted and wanted.lower() in line.plain.lower():
                self._hits.append(number)
                line = _marked(line, wanted)
            shown.append(line)
        if self._link is not None:
            line = shown[self._link.line]
            shown[self._link.line] = line.stylize("reverse", self._link.start, self._link.end)
        if self._blocks:
            self.query_one("#manual-text", Static).update(Content("\n").join(shown))

    def action_next_hit(self) -> None:
        """下一处, round and round."""
        if not self._hits:
            if self.query_one(Input).value.strip():
                self.tracker.say("手册里没有这些字，换个说法试试")
            else:
                self.action_search()
            return
        self._hit = (self._hit + 1) % len(self._hits)
        line = self._hits[self._hit]
        self.query_one("#manual").scroll_to(y=max(0, line - 3), animate=False, force=True)
        at = self._present(line)
        heading = self._set.headings[at].text if at is not None else ""
        self.query_one(Masthead).left = f"第 {self._hit + 1}/{len(self._hits)} 处 · {heading}"

    # To the page it is about

    async def action_open_page(self) -> None:
        """打开页面."""
        options = self.query_one(OptionList)
        line = round(self.query_one("#manual").scroll_target_y)
        at = options.highlighted if options.has_focus else self._present(line)
        page = self._set.headings[at].page if at is not None and self._set.headings else ""
        if page:
            await self._open(page)
        else:
            self.tracker.say("这一节没有单独的页面")

    def _open_page_at(self, line: int) -> bool:
        """Of the heading in this line, if there is one with a page."""
        page = next((heading.page for heading in self._set.headings if heading.line == line), "")
        if page:
            self.call_later(self._open, page)
        return bool(page)

    async def _open(self, page: str) -> None:
        await super().action_back()
        await self.tracker.run_action(f"app.{page}")

    async def action_back(self) -> None:
        """Esc empties the line first, goes back where a link was followed, then to hidden contents."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
            self.query_one("#manual").focus()
        elif self._left:
            self._go(self._left.pop())
        elif self.has_class("-reading") and not self.has_class("-wide"):
            self.action_contents()
        else:
            await super().action_back()


def _marked(line: Content, wanted: str) -> Content:
    text, place = line.plain.lower(), -1
    while (place := text.find(wanted.lower(), place + 1)) >= 0:
        line = line.stylize("$foreground on $mark", place, place + len(wanted))
    return line


def _read() -> tuple[Block, ...]:
    return read_manual((paths.documents() / FILE).read_text(encoding="utf-8"))
