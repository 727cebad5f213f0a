"""The filter line with one more condition, picked from a list."""

from __future__ import annotations

import re
from functools import cache

JOINING = frozenset(("或", "或者", "OR", "or", "非", "NOT", "not"))


@cache
def _part() -> re.Pattern[str]:
    """A condition, a quoted text in it kept whole."""
    return re.compile(r"[^\s\"“]*(?:\"[^\"]*\"|“[^“”]*”)\S*|\S+")


def narrowed(line: str, word: str) -> str:
    """Another value of the same field replaces the one before; what is more than a list is kept whole."""
    parts = _part().findall(line)
    if JOINING.intersection(parts) or any(part[0] in "(（-－" for part in parts):
        return f"({line.strip()}) {word}"
    key = word.partition(":")[0] + ":"
    return " ".join([*(part for part in parts if not part.replace("：", ":").startswith(key)), word])
