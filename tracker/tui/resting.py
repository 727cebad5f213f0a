"""What the line under the cursor calls for is read at once, but not on the way past."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer

HELD = 0.2
"""Seconds between two moves from which on each was meant by itself: a held key repeats more quickly."""

LONE_PAUSE = 0.02
"""Seconds after a move by itself: the moved cursor is drawn first."""

HELD_PAUSE = 0.12
"""Seconds after the last of a run of moves."""


class Resting:
    """The one thing to do for the line on which the cursor has come to rest."""

    def __init__(self, page: MessagePump) -> None:
        self._page = page
        self._timer: Timer | None = None
        self._moved_at = 0.0

    def moved(self, then: Callable[[], None]) -> None:
        """The cursor stands on another line now; what was to be done for the one before is not."""
        now = monotonic()
        pause = HELD_PAUSE if now - self._moved_at < HELD else LONE_PAUSE
        self._moved_at = now
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._page.set_timer(pause, then)
