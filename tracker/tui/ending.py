"""Being told to end by the system: SIGTERM, SIGHUP, and a terminal gone without a word."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

PATIENCE = 3.0
"""Seconds to leave in order; a terminal that is gone may never take what is still to be written."""

_LOOK_EVERY = 2.0
"""Seconds between two looks whether the terminal is still there."""
_HANG_UP = 128 + 1
"""The exit code SIGHUP gives."""


def watch(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code when the system asks for it, on the loop that runs now."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, ValueError, RuntimeError):  # Windows; not the main thread
                loop.add_signal_handler(number, _end, end, 128 + number)
    if hasattr(select, "poll") and sys.__stdin__ is not None:
        loop.call_later(_LOOK_EVERY, _look, loop, sys.__stdin__.fileno(), end)


def _look(loop: asyncio.AbstractEventLoop, terminal: int, end: Callable[[int], None]) -> None:
    """A terminal closed under a program that got no SIGHUP reads as an endless nothing: leave.

    Without this the thread that waits for keys would turn at full speed for ever, unseen.
    """
    poll = select.poll()
    poll.register(terminal, 0)  # asks for nothing: hang-up and error are told always
    if any(found & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, found in poll.poll(0)):
        _end(end, _HANG_UP)
    else:
        loop.call_later(_LOOK_EVERY, _look, loop, terminal, end)


def _end(end: Callable[[int], None], code: int) -> None:
    hard_end = Timer(PATIENCE, os._exit, (code,))
    hard_end.daemon = True
    hard_end.start()
    end(code)
