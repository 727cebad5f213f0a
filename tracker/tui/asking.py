"""How wide this terminal draws ※: asked once, before the app takes the terminal over."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import time
from typing import Final

PATIENCE: Final = 0.3
"""Seconds to wait for the answer; a terminal that cannot give one never does."""

_QUESTION: Final = "\r※\x1b[6n"
_ANSWER: Final = re.compile(rb"\x1b\[\d+;(\d+)R")


def ambiguous_width() -> int:
    """1 or 2 cells; 1 where there is nobody to ask."""
    try:
        import termios
        import tty
    except ImportError:  # Windows draws them one cell wide, or cannot be asked
        return 1
    if os.environ.get("TERM", "dumb") in ("dumb", "linux"):
        return 1
    try:
        reading, writing = sys.stdin.fileno(), sys.stdout.fileno()
        before = termios.tcgetattr(reading)
    except (OSError, ValueError, termios.error):
        return 1
    try:
        tty.setcbreak(reading, termios.TCSANOW)
        os.write(writing, _QUESTION.encode())
        column = _column(reading)
    except (OSError, termios.error):
        return 1
    finally:
        with contextlib.suppress(OSError, termios.error):
            os.write(writing, b"\r\x1b[K")
            termios.tcsetattr(reading, termios.TCSANOW, before)
    return 2 if column == 3 else 1


def _column(reading: int) -> int | None:
    """Where the cursor stands, as the terminal reports it."""
    answer = b""
    end = time.monotonic() + PATIENCE
    while (left := end - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            return None
        answer += os.read(reading, 64)
        if found := _ANSWER.search(answer):
            return int(found[1])
    return None
