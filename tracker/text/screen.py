"""Text from data made safe for a terminal: what would drive it or hide is shown as a mark instead."""

from __future__ import annotations

import json
import re
import unicodedata

_UNSAFE = re.compile(
    "\r\n|["
    "\x00-\x1f\x7f-\x9f\u00ad"  # C0, DEL, C1, soft hyphen
    "\u061c\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # bidi controls, zero-width
    "\u2028\u2029"  # line and paragraph separators
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0"  # letters and joiners without a shape
    "\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"  # byte order mark, annotations, no characters, surrogates
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # format signs of rare scripts
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags
    "]"
)

_LINE_BREAKS = frozenset({"\n", "\r\n", "\u2028", "\u2029"})


def safe_for_screen(text: str, keep_lines: bool = False) -> str:
    """`text` with every control, bidi, zero-width and surrogate code as a visible mark.

    A line feed becomes ⏎, or stays where `keep_lines` says that lines are wanted; a tab becomes a
    blank. Every string that comes from data goes through here before stdout, stderr or a widget.
    """
    if not _UNSAFE.search(text):
        return text
    line_feed = "\n" if keep_lines else "⏎"

    def mark(match: re.Match[str]) -> str:
        found = match.group()
        if found in _LINE_BREAKS:
            return line_feed
        if found == "\u200d" and _joins_emoji(text, match.start()):
            return found
        return _mark(found)

    return _UNSAFE.sub(mark, text)


def json_for_screen(text: str) -> str:
    """JSON on one line with every such code as \\uXXXX, which means the same to whoever reads it."""
    if not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text)


def _mark(character: str) -> str:
    """The visible stand-in of one code: a control picture where there is one, else its number."""
    code = ord(character)
    if character == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩"


def _joins_emoji(text: str, index: int) -> bool:
    """True for the joiner inside an emoji sequence, where it is part of the picture."""
    if not 0 < index < len(text) - 1:
        return False
    before = text[index - 1]
    return (
        unicodedata.category(before) == "So" or before == "\ufe0f" or "\U0001f3fb" <= before <= "\U0001f3ff"
    ) and unicodedata.category(text[index + 1]) == "So"
