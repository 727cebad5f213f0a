"""Characters that fonts of PDF files name by their shape are given back as they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_SHAPES: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\u00ad\u00a0]")
_SIMPLIFIED: Final = (
    "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
"""Radicals of the supplement, each before its character: Unicode itself ties them to none."""


def as_written(text: str) -> str:
    """`⼀` as `一`, a ligature as its letters, a blank that does not break as a blank."""
    if len(text) == 1 and text < "\u00a0":
        return text
    return "".join(map(_written, text)) if _SHAPES.search(text) else text


@cache
def _written(character: str) -> str:
    if character in _radicals():
        return _radicals()[character]
    if character == "\u00ad":
        return "-"
    return unicodedata.normalize("NFKC", character) if _SHAPES.match(character) else character


@cache
def _radicals() -> dict[str, str]:
    return dict(zip(_SIMPLIFIED[::2], _SIMPLIFIED[1::2], strict=True))
