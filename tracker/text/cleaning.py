"""Characters that no text may carry are replaced one for one, so that offsets stay true."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands where a control character stood: seen by the reader, harmless on screens and in XML."""

_LINE_ENDS: Final = "\r\v\f\x85\u2028\u2029"
_FORBIDDEN: Final = [
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    *range(0xD800, 0xE000),
    0xFFFE,
    0xFFFF,
]
_CLEANED: Final = dict.fromkeys(map(ord, _LINE_ENDS), "\n") | dict.fromkeys(_FORBIDDEN, REPLACEMENT)
_UNCLEAN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BLANKS: Final = re.compile(r"[\s\ufffd]+")
_INVISIBLE: Final = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def clean(text: str) -> str:
    """Replace controls, surrogates and noncharacters with `�`, odd line ends with a line feed.

    `len(clean(text)) == len(text)`. Line feed and tab stay. The pair CR LF is the reader's business:
    here it would become two line feeds.
    """
    return text.translate(_CLEANED) if _UNCLEAN.search(text) else text


def one_line(text: str) -> str:
    """The text as one harmless line for a message or a title: no control, bidi or zero-width characters."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", clean(text))).strip()
