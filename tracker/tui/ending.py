"""Being told to end by the system: SIGTERM, and SIGHUP when the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

PATIENCE = 3.0
"""Seconds to leave in order; a terminal that is gone may never take what is still to be written."""


def on_signals(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code when a signal asks for it, on the loop that runs now."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, ValueError, RuntimeError):  # Windows; not the main thread
                loop.add_signal_handler(number, _end, end, 128 + number)


def _end(end: Callable[[int], None], code: int) -> None:
    hard_end = Timer(PATIENCE, os._exit, (code,))
    hard_end.daemon = True
    hard_end.start()
    end(code)
