"""Writes the table of pinyin initials that units and people are found by (run by hand, needs pypinyin).

    python docs/make_initials.py

Each line is a letter and characters one of whose readings begins with it; a character of several
readings stands on several lines, so that 长 answers to c and to z.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parents[1] / "tracker" / "ledger" / "filtering" / "initials.txt"
HAN = range(0x4E00, 0x9FA6)
A_LINE = 50


def main() -> None:
    """Write the table whole."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for character in map(chr, HAN):
        readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        for letter in {reading for found in readings for reading in found}:
            if letter.isascii() and letter.isalpha():
                by_letter[letter].append(character)
    lines = [
        letter + "".join(by_letter[letter][start : start + A_LINE])
        for letter in sorted(by_letter)
        for start in range(0, len(by_letter[letter]), A_LINE)
    ]
    TARGET.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
