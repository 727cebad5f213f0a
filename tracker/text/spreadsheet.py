"""Text for a .csv file that a spreadsheet opens: nothing in it is taken for a formula."""

from __future__ import annotations

from typing import Final

FORMULA_TRIGGERS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins so for a formula."""


def harmless(text: str) -> str:
    """The text readable as it was, a leading sign kept from the spreadsheet by an apostrophe."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA_TRIGGERS) else text
