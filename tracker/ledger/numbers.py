"""编号 such as ZG-2024-0007, as people type them."""

from __future__ import annotations

from tracker.errors import NotFound
from tracker.text.cleaning import one_line
from tracker.text.widths import narrow


def read_number(typed: str) -> str:
    """A 编号 as it is stored, in half width; what no text may hold is gone, for the databases choke on it."""
    return narrow(one_line(typed)).upper()


def unknown_number(typed: str) -> NotFound:
    """The refusal where there is no such item."""
    return NotFound(f"没有编号为“{one_line(typed)}”的事项，请核对编号")
