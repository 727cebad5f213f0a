"""The filter line with what could come next in a list below it; typing never waits for anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from tracker.text.cells import cut, pad, width
from tracker.text.screen import safe_for_screen
from tracker.tui.lines import assemble

if TYPE_CHECKING:
    from tracker.ledger.known_values import KnownValues
    from tracker.tui.completion import Offer

WIDEST_OFFER = 34
WIDEST_REMARK = 30


class OfferList(Widget):
    """The list below the line; a click takes one."""

    offers: reactive[tuple[Offer, ...]] = reactive(())
    marked: reactive[int] = reactive(-1)
    """The one that Enter takes; -1: none."""

    @dataclass
    class Taken(Message):
        """One was clicked."""

        place: int

    def watch_offers(self) -> None:
        """As many lines as there are offers, at once beside the word or not at all."""
        self.display = bool(self.offers)
        if self.offers:
            self.styles.height = len(self.offers)
            self.styles.width = sum(self._cells()) + 4

    def _cells(self) -> tuple[int, int]:
        texts = max(width(safe_for_screen(offer.text)) for offer in self.offers)
        remarks = max(width(offer.remark) for offer in self.offers)
        return min(texts, WIDEST_OFFER), min(remarks, WIDEST_REMARK)

    def render(self) -> RenderResult:
        """One line each: what it would say, and what that means."""
        if not self.offers:
            return Content("")
        texts, remarks = self._cells()
        lines = []
        for place, offer in enumerate(self.offers):
            text = pad(cut(safe_for_screen(offer.text), texts), texts)
            remark = pad(cut(offer.remark, remarks), remarks)
            if place == self.marked:
                lines.append(assemble((f"▌{text}  {remark} ", "bold $foreground on $cursor")))
            else:
                lines.append(assemble((f" {text}", "$foreground"), (f"  {remark} ", "$muted")))
        return Content("\n").join(lines)

    async def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take it, before the line loses the focus and the list goes."""
        event.stop()
        if event.y < len(self.offers):
            self.post_message(self.Taken(event.y))


class FilterLine(Input):
    """A line of the query language; ↓ goes into the list below, Tab or → at the end takes what is offered."""

    @dataclass
    class Offered(Message):
        """Something else could come next."""

        offers: tuple[Offer, ...]
        marked: int

    def __init__(self, value: str, *, placeholder: str, id: str) -> None:
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=False)
        self.known: KnownValues | None = None
        """What the ledger knows; told by the screen once it was read."""
        self._start = 0
        """Where the word begins that an offer takes the place of."""
        self._offers: tuple[Offer, ...] = ()
        self._marked = -1

    def watch_selection(self) -> None:
        """The cursor has moved, by typing too: offer what could come next."""
        self._look()

    def _look(self) -> None:
        if self.has_focus:
            from tracker.tui.completion import offers

            found = offers(self.value[: self.cursor_position], self.known)
            self._start, self._offers, self._marked = found.start, found.offers, -1
            self._tell()

    def know(self, known: KnownValues) -> None:
        """The ledger's names and values have come."""
        self.known = known
        self._look()

    def on_focus(self) -> None:
        """Begin to offer."""
        self._look()

    def on_blur(self) -> None:
        """Offer nothing more; what was offered is kept for a click that is under way."""
        self.post_message(self.Offered((), -1))

    def _tell(self) -> None:
        self.post_message(self.Offered(self._offers, self._marked))

    def take(self, place: int) -> None:
        """Put an offer in place of the word that is being typed."""
        start, offer = self._start, self._offers[place]
        rest = self.value[self.cursor_position :]
        text = offer.text if offer.is_open or rest[:1] in (" ", ")", "）") else f"{offer.text} "
        self.value = self.value[:start] + text + rest
        self.cursor_position = start + len(text)

    def on_key(self, event: events.Key) -> None:
        """Keys of the list while it is open; else they are the line's and the page's own."""
        found = self._offers
        if not found:
            return
        at_end = self.cursor_position == len(self.value)
        if event.key in ("down", "up"):
            self._marked = (self._marked + (1 if event.key == "down" else -1)) % len(found)
            self._tell()
        elif event.key == "tab" or (event.key == "right" and at_end):
            self.take(max(self._marked, 0))
        elif event.key == "enter" and self._marked >= 0:
            self.take(self._marked)
        else:
            return
        event.stop()
        event.prevent_default()
