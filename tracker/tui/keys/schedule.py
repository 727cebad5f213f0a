"""Keys of the calendar."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key

SCHEDULE: Final[tuple[Key, ...]] = ()
