"""Keys of looking back in time."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key

COMPARISON: Final[tuple[Key, ...]] = ()
