"""Keys of the first page."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key

OVERVIEW: Final[tuple[Key, ...]] = ()
