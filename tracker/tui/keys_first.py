"""What is typed is drawn before a long reading goes on."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Final

from textual.worker import get_current_worker

DRAWN: Final = 0.02
"""Seconds in which a key is drawn when nothing else is being done."""


class KeysFirst:
    """All threads take turns at one interpreter: beside two that read, drawing takes three times as long."""

    def __init__(self) -> None:
        self._came = -DRAWN

    def came(self) -> None:
        """A key."""
        self._came = monotonic()

    def wanted(self) -> Callable[[], bool]:
        """For a long reading, which asks again and again whether it is still wanted. Called in its thread."""
        worker = get_current_worker()

        def is_wanted() -> bool:
            sleep(max(0.0, self._came + DRAWN - monotonic()))
            return not worker.is_cancelled

        return is_wanted
