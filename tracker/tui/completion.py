"""The rest of the word that is typed into the filter line: fields, their words, and what stands alone."""

from __future__ import annotations

import re

from textual.suggester import Suggester

_LAST = re.compile(r"[^\s()（）、，,]*$")
_SIGN = re.compile(r"[:：=]")


class FilterSuggester(Suggester):
    """→ takes what is shown behind the cursor."""

    def __init__(self) -> None:
        super().__init__(use_cache=True, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed; None where nothing fits."""
        rest = completion(value)
        return value + rest if rest else None


def completion(line: str) -> str:
    """What completes the last word of a line; empty where nothing does."""
    from tracker.ledger.filtering.fields import FIELDS, by_name, shorthands

    found = _LAST.search(line)
    typed = found[0].lstrip("-－") if found else ""
    name, *value = _SIGN.split(typed, maxsplit=1)
    if not value:
        known = [f"{field}:" for field in FIELDS] + sorted(shorthands(), key=len)
        return _rest(typed, known) if typed not in FIELDS else ":"
    field = by_name().get(name.lower())
    words = [] if field is None or field.words is None else [word.word for word in field.words]
    return _rest(value[0], [*words, "无", "有"] if words and field and field.optional else words)


def _rest(typed: str, known: list[str]) -> str:
    return next(
        (word[len(typed) :] for word in known if typed and word.startswith(typed) and word != typed), ""
    )
