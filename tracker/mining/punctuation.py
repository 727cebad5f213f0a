"""Plain commas, colons, brackets and quotation marks, as the full-width ones that Chinese text has."""

from __future__ import annotations

import re
from functools import cache

_FULL = str.maketrans(",:", "，：")
_PLAIN = frozenset(',:("')
_LONGEST_QUOTED = 81
"""Characters between quotation marks; what is longer was hardly meant as a pair."""


def full_signs(text: str) -> str:
    """The text with full-width signs where it has plain ones beside Chinese words; each keeps its place.

    A plain ; ! or ? stays: where sentences end is for the document to say.
    """
    if _PLAIN.isdisjoint(text):
        return text
    text = _stop().sub(lambda sign: sign.group().translate(_FULL), text)
    text = _bracket().sub(lambda found: f"（{found.group()[1:-1]}）", text)
    return _quoted().sub(_full_quotes, text)


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
def _quoted() -> re.Pattern[str]:
    """Pair by pair from the left, whatever stands inside: the sign that ends one begins no other."""
    return re.compile(r'"([^"\n]*)"')


def _full_quotes(pair: re.Match[str]) -> str:
    """Full-width ones around a few words with a Chinese one among them; the pair as it is otherwise."""
    words = pair[1]
    is_chinese = len(words) <= _LONGEST_QUOTED and any("\u4e00" <= sign <= "\u9fff" for sign in words)
    return f"“{words}”" if is_chinese else pair[0]
