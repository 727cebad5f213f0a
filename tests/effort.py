"""How much work something is, told by processor time: what else the machine does has no part in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def processor_time_below(seconds: float) -> Iterator[None]:
    """So wide a limit that only work without end, or growing as a square, comes near it; with children."""
    before = sum(os.times()[:4])
    yield
    spent = sum(os.times()[:4]) - before
    assert spent < seconds, f"{spent:.1f} s"
