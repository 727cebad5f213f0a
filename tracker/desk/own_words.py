"""Numbers in an item's own words: a draft that quotes 6个问题至今没有整改 counts nothing by it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from tracker.ledger.filtering.tree import Text
from tracker.ledger.queries import item_ids, items_by_id
from tracker.ledger.store import Ledger
from tracker.mining.figures import Stated

_ENDS: Final = re.compile(r"[\n\t。；;：:“”‘’\"（）()《》【】]")
"""Where a sentence or a quotation ends; a comma ends neither."""
_FEWEST: Final = 4
"""Characters beside the figure itself that make it a saying of its own: 已销号3个 is anybody's."""


class OwnWords:
    """Tells what an item of the ledger says itself, word for word."""

    def __init__(self, ledger: Ledger, today: dt.date) -> None:
        self._ledger = ledger
        self._today = today
        self._known: dict[str, str] = {}

    def item_saying(self, text: str, stated: Stated) -> str:
        """编号 of an item that has the sentence around a figure among its texts; empty where none has."""
        start, end = _sentence(text, stated)
        if end - start - (stated.end - max(start, stated.start)) < _FEWEST:
            return ""
        sentence = text[start:end]
        if sentence not in self._known:
            self._known[sentence] = self._first_saying(sentence)
        return self._known[sentence]

    def _first_saying(self, sentence: str) -> str:
        found = item_ids(self._ledger, Text(sentence), today=self._today, limit=1)
        rows = items_by_id(self._ledger, found, today=self._today)
        return next((row.number for row in rows.values()), "")


def _sentence(text: str, stated: Stated) -> tuple[int, int]:
    """What stands around the end of a figure without a sign that ends it: 完成：21个 begins before one."""
    before = [match.end() for match in _ENDS.finditer(text, stated.start, stated.end - 1)]
    if before:
        start = before[-1]
    else:
        start = next((place + 1 for place in range(stated.start - 1, -1, -1) if _ENDS.match(text, place)), 0)
    behind = _ENDS.search(text, stated.end)
    end = behind.start() if behind else len(text)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
