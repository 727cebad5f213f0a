"""Plain commas, colons, brackets and quotation marks, as the full-width ones that Chinese text has."""

from __future__ import annotations

import re
from functools import cache

_FULL = str.maketrans(",:", "，：")
_PLAIN = frozenset(',:("')


def full_signs(text: str) -> str:
    """The text with full-width signs where it has plain ones beside Chinese words; each keeps its place.

    A plain ; ! or ? stays: where sentences end is for the document to say.
    """
    if _PLAIN.isdisjoint(text):
        return text
    text = _stop().sub(lambda sign: sign.group().translate(_FULL), text)
    text = _bracket().sub(lambda found: f"（{found.group()[1:-1]}）", text)
    return _quote().sub(lambda found: f"“{found.group()[1:-1]}”", text)


@cache
def _stop() -> re.Pattern[str]:
    word = r"[\u4e00-\u9fff“”《》（）%]"
    return re.compile(rf"(?<={word})[,:]|[,:](?={word})")


@cache
def _bracket() -> re.Pattern[str]:
    """One with a Chinese word in it or beside it."""
    return re.compile(
        r"\((?=[^()\n]{0,200}[\u4e00-\u9fff])[^()\n]{1,200}\)|(?<=[\u4e00-\u9fff])\([^()\n]{1,200}\)"
        r"|\([0-9]{1,2}\)(?=\s?[\u4e00-\u9fff])"
    )


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(r'"[^"\n]{0,40}[\u4e00-\u9fff][^"\n]{0,40}"')
