"""A sign two cells wide is drawn whole: what is drawn anew may end in the middle of one.

Where a window gets smaller or a notice goes, Textual draws what was below it up to its right edge and puts a
blank for the half of a sign that is within; the half beyond stays as it was, and so the sign is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.text.cells import width

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate


def draw_whole(update: ChopsUpdate) -> None:
    """Let each span end behind the sign in whose middle it would."""
    update.spans = [(y, start, _end(update, y, end)) for y, start, end in update.spans]


def _end(update: ChopsUpdate, y: int, end: int) -> int:
    for stop, (start, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
        if strip is not None and start < end < stop:
            return end + _cuts_a_sign(strip.text, end - start)
    return end


def _cuts_a_sign(text: str, cells: int) -> bool:
    """Whether so many cells of a text end within a sign."""
    for sign in text:
        if cells <= 0:
            break
        cells -= width(sign)
    return cells < 0
