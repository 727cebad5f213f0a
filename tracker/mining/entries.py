"""A finding's quote as it reads when it stands alone in a list."""

from __future__ import annotations

from tracker.mining.outline import find_marker
from tracker.mining.sentences import Sentence


def entry_text(quote: str) -> str:
    """The quote without its number, its lead-in (“主要表现在：一是”) and the stop at its end.

    The 要 of a “一要” is kept: it belongs to the directive.
    """
    marker = find_marker(quote, Sentence(0, len(quote), 0, opens_paragraph=True, closes_paragraph=True))
    start = marker.end if marker else 0
    if marker and quote[marker.start : marker.end].endswith("要"):
        start -= 1
    return quote[start:].strip().rstrip("。；;，,、 ") or quote.strip()
