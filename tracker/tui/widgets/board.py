"""分类盘点 as a board: a column a class, cards that the arrows and the mouse reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lamps import LAMPS
from tracker.tui.lines import Part, assemble

if TYPE_CHECKING:
    from tracker.ledger.board import BoardColumn
    from tracker.ledger.list_rows import ItemRow

HEAD = 2
"""Lines of a column's head: its class with the number, and what the class asks."""

CARD = 2
"""Lines of a card."""

NARROWEST = 19
"""Cells of a column with its gutter: the number of an item and its sign have room."""

GUTTER = 1


class Board(Widget, can_focus=True):
    """As many columns as have room, the one in hand among them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "上一张", show=False),
        Binding("down,j", "move(1)", "下一张", show=False),
        Binding("left,h", "sideways(-1)", "左边一类", show=False),
        Binding("right", "sideways(1)", "右边一类", show=False),
        Binding("pageup", "move(-5)", "上翻", show=False),
        Binding("pagedown", "move(5)", "下翻", show=False),
        Binding("home", "edge(False)", "这一类的头", show=False),
        Binding("end", "edge(True)", "最后一张", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another card is in hand, or a column's head."""

        column: BoardColumn
        card: ItemRow | None

    @dataclass
    class Opened(Message):
        """A card, or a column where none is in hand, is to be opened."""

        column: BoardColumn
        card: ItemRow | None

    def __init__(self) -> None:
        super().__init__(id="board")
        self._columns: tuple[BoardColumn, ...] = ()
        self._column = 0
        self._places: list[int] = []
        """Of each column the card in hand; -1: its head."""
        self._tops: list[int] = []
        self._first = 0
        """The leftmost column in sight."""

    # What the page tells

    def show(self, columns: tuple[BoardColumn, ...]) -> None:
        """Other cards; the one in hand is followed to the class it went to."""
        present = self.card.number if self.card else ""
        self._columns = columns
        places = self._places or [0] * len(columns)
        self._places = [
            min(place, len(column.cards) - 1) for place, column in zip(places, columns, strict=True)
        ]
        self._tops = self._tops or [0] * len(columns)
        for number, column in enumerate(columns):
            for place, card in enumerate(column.cards):
                if present and card.number == present:
                    self._column, self._places[number] = number, place
        self._settle()

    @property
    def column(self) -> BoardColumn | None:
        """The one in hand."""
        return self._columns[self._column] if self._columns else None

    @property
    def columns(self) -> tuple[BoardColumn, ...]:
        """All of them, from the left."""
        return self._columns

    @property
    def place(self) -> int:
        """Which column is in hand."""
        return self._column

    @property
    def card(self) -> ItemRow | None:
        """The one in hand; None on a head or in an empty column."""
        column = self.column
        if column is None:
            return None
        place = self._places[self._column]
        return column.cards[place] if 0 <= place < len(column.cards) else None

    # Moving

    def action_move(self, by: int) -> None:
        """Up and down in the column; above the first card stands the head."""
        if self.column is not None:
            place = self._places[self._column] + by
            self._places[self._column] = max(-1, min(place, len(self.column.cards) - 1))
            self._settle()

    def action_sideways(self, by: int) -> None:
        """To the class at the side."""
        if self._columns:
            self._column = max(0, min(self._column + by, len(self._columns) - 1))
            self._settle()

    def action_edge(self, last: bool) -> None:
        """The head, or the last card."""
        if self.column is not None:
            self._places[self._column] = len(self.column.cards) - 1 if last else -1
            self._settle()

    def open(self) -> None:
        """What is in hand."""
        if self.column is not None:
            self.post_message(self.Opened(self.column, self.card))

    def on_click(self, event: events.Click) -> None:
        """A click takes a card or a head in hand; a second one opens it."""
        column = self._first + event.x // self._cells
        if not (0 <= column < len(self._columns) and event.x // self._cells < self._number):
            return
        place = -1 if event.y < HEAD else self._tops[column] + (event.y - HEAD) // CARD
        if place >= len(self._columns[column].cards):
            return
        is_same = (column, place) == (self._column, self._places[self._column])
        self._column, self._places[column] = column, place
        self._settle()
        if is_same:
            self.open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel goes through the cards."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As above."""
        event.stop()
        self.action_move(-1)

    def _settle(self) -> None:
        """Keep what is in hand in sight, and say what it is."""
        if not self._columns:
            return
        number, shown = self._number, self._shown_cards
        self._first = min(max(self._first, self._column - number + 1), self._column)
        self._first = max(0, min(self._first, len(self._columns) - number))
        place = max(self._places[self._column], 0)
        top = self._tops[self._column]
        self._tops[self._column] = min(max(top, place - shown + 1), place)
        self.refresh()
        column = self._columns[self._column]
        self.post_message(self.Moved(column, self.card))

    def on_resize(self) -> None:
        """As many columns and cards as have room now."""
        self._settle()

    def on_focus(self) -> None:
        """The card in hand is marked where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()

    # Drawing

    @property
    def _number(self) -> int:
        return max(1, min(self.size.width // NARROWEST, len(self._columns) or 1))

    @property
    def _cells(self) -> int:
        return max(self.size.width // self._number, GUTTER + 4)

    @property
    def _shown_cards(self) -> int:
        return max((self.size.height - HEAD) // CARD, 1)

    def render(self) -> RenderResult:
        """The columns in sight, side by side."""
        if not self._columns:
            return Content("")
        last = self._first + self._number
        blocks = [self._block(place) for place in range(self._first, min(last, len(self._columns)))]
        return Content("\n").join(
            Content("").join([block[line] for block in blocks]) for line in range(self.size.height)
        )

    def _block(self, place: int) -> list[Content]:
        """One column: head, cards, blank lines to the bottom."""
        column, cells = self._columns[place], self._cells - GUTTER
        is_present = place == self._column
        lines = self._head(place, cells)
        top = self._tops[place]
        for number in range(top, min(top + self._shown_cards, len(column.cards))):
            lines += self._card(column.cards[number], cells, is_present and number == self._places[place])
        lines += [Content(" " * cells)] * (self.size.height - len(lines))
        gutter = assemble(("│" if place < len(self._columns) - 1 else " ", "$rule"))
        return [line + gutter for line in lines[: self.size.height]]

    def _head(self, place: int, cells: int) -> list[Content]:
        column = self._columns[place]
        is_present = place == self._column
        more_left = "‹" if place == self._first and self._first else " "
        last = place == self._first + self._number - 1 and place < len(self._columns) - 1
        more_right = "›" if last else " "
        name = f"{column.word} {column.count}"
        style = "bold $vermilion" if is_present else "bold $foreground"
        room = cells - 2
        top: list[Part] = [
            (more_left, "$vermilion"),
            (pad(cut(name, room), room), style),
            (more_right, "$vermilion"),
        ]
        asks = cut(column.asks, max(cells - 2, 0))
        rule = "─" * max(cells - width(asks) - 2, 0)
        head = [assemble(*top), assemble((f" {asks} ", "$muted"), (rule, "$rule"))]
        if is_present and self._places[place] < 0:
            head[0] = self._marked(head[0])
        return head

    def _card(self, card: ItemRow, cells: int, is_in_hand: bool) -> list[Content]:
        lamp = LAMPS[card.light]
        number = card.number if cells >= 17 else card.number[-4:]
        room = cells - 3 - width(number) - 1
        words = card.light_words.removeprefix("延期办理，")
        told = words if width(words) <= room else ""
        first = [
            (" ", ""),
            (f"{lamp.sign} ", lamp.style),
            (number, "$foreground"),
            (" " + pad(told, max(room, 0), "right"), lamp.style),
        ]
        second = pad("   " + cut(safe_for_screen(card.title), max(cells - 4, 0)), cells)
        lines = [assemble(*first).truncate(cells, pad=True), assemble((second, "$muted"))]
        if is_in_hand:
            lines = [self._marked(line) for line in lines]
        return lines

    def _marked(self, line: Content) -> Content:
        shade = "$cursor" if self.has_focus else "$cursor-blurred"
        return assemble(("▌", f"bold $vermilion on {shade}")) + line[1:].stylize(f"on {shade}")
