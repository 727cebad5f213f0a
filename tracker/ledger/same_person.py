"""Whether two names are one person's: with a title behind it, or a unit in brackets, a name is the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tracker.text.cleaning import one_line

WORDS: Final = Path(__file__).with_name("person_titles.toml")
_BRACKET: Final = re.compile(r"\(([^()]*)\)")


def is_same_person(first: str, second: str) -> bool:
    """王 芳, 王芳科长 and 王芳（办公室） are one; 王芳（办公室） and 王芳（组织部） are two."""
    one, other = _read(first), _read(second)
    is_one_unit = one.unit in other.unit or other.unit in one.unit  # nothing is in everything
    return one.name == other.name and is_one_unit


@dataclass(frozen=True, slots=True)
class _Called:
    name: str
    unit: str
    """Of the brackets; empty where nothing but titles stands there."""


def _read(text: str) -> _Called:
    plain = "".join(unicodedata.normalize("NFKC", one_line(text)).casefold().split())
    unit = "".join(said for said in _BRACKET.findall(plain) if not _titles().fullmatch(said))
    return _Called(_untitled(_BRACKET.sub("", plain)) or plain, unit)


def _untitled(name: str) -> str:
    """The name without the titles behind it; 李科长 is all that is known of somebody, and stays."""
    match = _titled().fullmatch(name)
    return match["name"] if match else name


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(f"(?:{_title()})+")


@cache
def _titled() -> re.Pattern[str]:
    """A name of two characters or more that ends with no title itself, and titles."""
    ending = "".join(f"(?<!{word})" for words in _words().values() for word in words)
    return re.compile(f"(?P<name>.{{2,}}?){ending}(?:{_title()})+")


def _title() -> str:
    words = _words()
    return f"(?:{'|'.join(words['before'])})*(?:{'|'.join(words['titles'])})[、,/]?"


@cache
def _words() -> dict[str, list[str]]:
    import tomllib

    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
