"""For terminals that draw “ ” — ● │ two cells wide: every sign of doubtful width gets a twin without doubt.

Textual counts such signs as one cell, so that on these terminals each would push the rest of its line to
the right. The twins go in last of all, when a line is drawn; nothing that is stored or laid out changes.
"""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tracker.text.cells import width

TWINS: Final = str.maketrans(
    {
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("—–―─╌┄┈╴╶", "-"),
        **dict.fromkeys("━═╍┅┉╸╺", "="),
        **dict.fromkeys("│┃║▏╎┆", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝┍┑┕┙┎┒┖┚", "+"),
        **dict.fromkeys("▁▂▃▄▅▆▇█▉▊▋▌▍▎▔▀", "▐"),
        "…": "⋯",
        "·": "⋅",
        "→": ">",
        "←": "<",
        "↑": "^",
        "↓": "v",
        "×": "✗",
        "※": "*",
        "●": "◉",
        "○": "◦",
        "◐": "◒",
        "▲": "▴",
        "▽": "▿",
        "◇": "◊",
        "◆": "⬥",
        "≫": "»",
        "▣": "▪",
        "§": "S",
        "∞": "~",
        "√": "✓",
        "■": "▪",
        "□": "▫",
        **{sign: str(number) for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨", 1)},
    }
)
"""Each takes one cell everywhere."""


class Twins(LineFilter):
    """Puts the twins in. What has none stays; the line is evened out by the next blank of several."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line with its twins."""
        drawn = []
        owed, before = 0, ""
        for segment in segments:
            text = segment.text
            kept = text if segment.control or text.isascii() else text.translate(TWINS)
            if owed or width(kept) != width(kept, 2):
                kept, owed, before = _evened(kept, owed, before)
            else:
                before = kept[-1:]
            drawn.append(Segment(kept, segment.style, segment.control))
        return drawn


def _evened(text: str, owed: int, before: str) -> tuple[str, int, str]:
    """The text with a blank less for each cell too many; what is still owed, and the sign before."""
    kept = []
    for sign in text:
        if owed and sign == before == " ":
            owed -= 1
            continue
        owed += width(sign, 2) - width(sign)
        kept.append(sign)
        before = sign
    return "".join(kept), owed, before
