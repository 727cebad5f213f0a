"""An entry over several pages, in parts: what is short stands on each of them, what is long goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tracker.exchange.texts import CONTINUED, SAID_ABOVE
from tracker.text.cells import wrap_spans

Texts = list[Sequence[str]]
"""Of each column one text for the whole entry, or one for each of its rows."""

_FEW_LINES = 12
"""A text of no more stands on each page again, so that every page says what it is about."""
_SHORTER = 4
"""Lines by which a text may end earlier on a page so as to end with a name or an entry, not within it."""
WORTH_FILLING = 1 / 3
"""Of a page: where more is left, what does not fit there is parted, not put off."""


class PageParts:
    """Parts the texts of an entry by the lines that a page takes; `（续）` opens what goes on.

    `rooms` are the cells of a line by column, 0 for a figure, and `instead` is what a further page says in
    place of a short text, where it must not be said again; `height` tells the points that so many lines
    need, `page` those of a page and `first` those that the page has left on which the entry begins.
    """

    def __init__(
        self,
        rooms: Sequence[int],
        instead: Sequence[str],
        height: Callable[[int], float],
        page: float,
        first: float,
    ) -> None:
        self._rooms = rooms
        self._instead = instead
        self._height = height
        self._page = page
        self._left = first

    def parts(self, texts: Texts) -> Iterator[Texts]:
        """The texts of each page."""
        whole = {place: column[0] for place, column in enumerate(texts) if len(column) == 1}
        by_row = [place for place in range(len(texts)) if place not in whole]
        rows = [{place: texts[place][row] for place in by_row} for row in range(max(map(len, texts)))]
        short = {place: text for place, text in whole.items() if self._is_short(place, text)}
        long = {place: text for place, text in whole.items() if place not in short}
        while rows or not set(long.values()) <= {"", SAID_ABOVE}:
            taken = self._rows_of_page(rows) or [dict.fromkeys(by_row, "")]
            parted = {place: self._parted(place, text, self._left) for place, text in long.items()}
            self._left = self._page
            shown = short | {place: head for place, (head, _) in parted.items()}
            yield [
                [shown[place]] if place in shown else [row[place] for row in taken]
                for place in range(len(texts))
            ]
            long = {place: rest or SAID_ABOVE for place, (_, rest) in parted.items()}
            short = {place: text and (self._instead[place] or text) for place, text in short.items()}

    def _rows_of_page(self, rows: list[dict[int, str]]) -> list[dict[int, str]]:
        """Takes from `rows` what a page holds; a row higher than a page is parted."""
        taken: list[dict[int, str]] = []
        left = self._left
        while rows:
            needed = self._height(
                max((self._lines(place, text) for place, text in rows[0].items()), default=1)
            )
            if needed <= left:
                taken.append(rows.pop(0))
                left -= needed
                continue
            if not taken or (needed > self._page and left > self._page * WORTH_FILLING):
                parted = {place: self._parted(place, text, left) for place, text in rows[0].items()}
                taken.append({place: head for place, (head, _) in parted.items()})
                rows[0] = {place: rest for place, (_, rest) in parted.items()}
            break
        return taken

    def _is_short(self, place: int, text: str) -> bool:
        lines = self._lines(place, text)
        return lines <= _FEW_LINES and self._height(lines) <= self._left

    def _lines(self, place: int, text: str) -> int:
        room = self._rooms[place]
        return len(wrap_spans(text, room, 2)) if room else 1

    def _parted(self, place: int, text: str, points: float) -> tuple[str, str]:
        """What of a text so many points hold, and how it goes on."""
        room = self._rooms[place]
        spans = wrap_spans(text, room, 2) if room else []
        most = next((count for count in range(len(spans), 0, -1) if self._height(count) <= points), 1)
        if len(spans) <= most:
            return text, ""
        ends = [spans[count - 1][1] for count in range(most, max(most - _SHORTER, 0), -1)]
        end = next((end for end in ends if text[end] == "\n"), ends[0])
        return text[:end], CONTINUED + text[end:]
