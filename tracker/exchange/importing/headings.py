"""Which field a column's heading means: by the aliases of `headings.toml`, sure, unsure or not at all."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from tracker.text.cleaning import one_line
from tracker.text.numerals import half_width

IGNORED: Final = "ignored"
"""A column that is known and not wanted."""
_BRACKETS: Final = re.compile(r"[（(【\[〔][^（()）】\]〕]*[）)】\]〕]")
_SIGNS: Final = re.compile(r"[\s*※★:：、，,。.;；/／|—\-_“”\"'·]+")
_BROKEN: Final = re.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+\s*|[ \t]*[\r\n]+\s*(?=[^\x00-\x7f])")
"""A narrow column breaks 责任领导 into lines: no blank belongs there."""
_NEAR: Final = 80.0
"""From this likeness on (0 to 100) a heading may be a slip of a name."""
_LONGEST_HEADING: Final = 40


class Certainty(StrEnum):
    """How sure it is what a heading means."""

    SURE = "sure"
    UNSURE = "unsure"
    """Somebody has to say so."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field and what its columns are called."""

    key: str
    word: str
    """As a person types it, and as it is told."""
    names: tuple[str, ...]
    joins: bool
    instead_of: str
    outright: tuple[str, ...]
    told_only: bool
    """Filled in for others, never taken in."""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column's place and its headings from the highest tier to the lowest."""

    column: int
    tiers: tuple[str, ...]

    @property
    def text(self) -> str:
        """All tiers in one line, as it is told and remembered."""
        return "/".join(one_line(_BROKEN.sub("", tier)) for tier in self.tiers)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a column holds, as far as its heading tells."""

    head: ColumnHead
    field: str
    """Key of the field; empty where nothing is known."""
    certainty: Certainty


@cache
def fields() -> Mapping[str, FieldWords]:
    """Every field by its key."""
    return {
        key: FieldWords(
            key=key,
            word=entry["word"],
            names=tuple(entry["names"]),
            joins=entry.get("joins", False),
            instead_of=entry.get("instead_of", ""),
            outright=tuple(plain(name) for name in entry.get("outright", ())),
            told_only=entry.get("told_only", False),
        )
        for key, entry in _content().items()
        if key != "modifiers"
    }


@cache
def _content() -> Mapping[str, dict[str, Any]]:
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def field_named(word: str) -> str:
    """Key of the field of this word, name or key; empty for none."""
    wanted = plain(word)
    for key, entry in fields().items():
        if wanted in (key, plain(entry.word)):
            return key
    return _names().get(wanted, "")


def plain(heading: str) -> str:
    """A heading without blanks, signs, and brackets with what stands in them."""
    text = half_width(heading)
    return _SIGNS.sub("", _BRACKETS.sub("", text)) or _SIGNS.sub("", text)


@cache
def _names() -> Mapping[str, str]:
    return {plain(name): key for key, entry in fields().items() for name in entry.names}


@cache
def _modifiers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    modifiers = _content()["modifiers"]
    before, after = ("|".join(map(str, modifiers[place])) for place in ("before", "after"))
    return re.compile(f"(?:{before})"), re.compile(f"(?:{after})+$")


def exact(heading: str) -> str:
    """The field that this heading means, modifiers aside; empty for none."""
    if len(heading) > _LONGEST_HEADING:
        return ""
    text = plain(heading)
    if found := _names().get(text, ""):
        return found
    before, after = _modifiers()
    shorter = [text]
    while ahead := before.match(shorter[-1]):
        shorter.append(shorter[-1][ahead.end() :])
    for candidate in (*shorter[1:], *(after.sub("", form) for form in shorter)):
        if len(candidate) > 1 and (found := _names().get(candidate, "")):
            return found
    return ""


def of_tiers(tiers: Sequence[str]) -> str:
    """The field of a column: by its lowest tier, else by its tiers read as one, else by a higher one."""
    return (
        exact(tiers[-1])
        or exact("".join(tiers))
        or (exact("".join(tiers[-2:])) if len(tiers) > 2 else "")
        or next((found for tier in reversed(tiers[:-1]) if (found := exact(tier))), "")
    )


def read_heads(heads: Sequence[ColumnHead]) -> tuple[Reading, ...]:
    """What each column holds. One field is held by one column, unless it `joins` several."""
    found = [_read(head) for head in heads]
    found = _instead(found)
    taken: dict[str, int] = {}
    for index, reading in enumerate(found):
        if reading.certainty is Certainty.SURE and reading.field not in ("", IGNORED):
            taken.setdefault(reading.field, _better(found, reading.field, index))
    return tuple(_settled(reading, taken, index) for index, reading in enumerate(found))


def _better(found: Sequence[Reading], field: str, first: int) -> int:
    """Of several columns the one whose lowest tier says it itself."""
    same = [index for index, reading in enumerate(found) if reading.field == field]
    return next((index for index in same if exact(found[index].head.tiers[-1]) == field), first)


def _settled(reading: Reading, taken: Mapping[str, int], index: int) -> Reading:
    field = reading.field
    if field in ("", IGNORED) or fields()[field].joins or taken.get(field, index) == index:
        return reading
    return Reading(reading.head, "", Certainty.UNKNOWN)


def _instead(found: list[Reading]) -> list[Reading]:
    held = {reading.field for reading in found if reading.certainty is Certainty.SURE}
    return [
        Reading(reading.head, other, reading.certainty)
        if (other := _stands_for(reading)) and other not in held
        else reading
        for reading in found
    ]


def _stands_for(reading: Reading) -> str:
    """The field that the column holds where no other does; empty for none."""
    if not reading.field:
        return ""
    field = fields()[reading.field]
    return "" if plain(reading.head.tiers[-1]) in field.outright else field.instead_of


def _read(head: ColumnHead) -> Reading:
    if field := of_tiers(head.tiers):
        return Reading(head, field, Certainty.SURE)
    field = _likely(head.tiers[-1])
    return Reading(head, field, Certainty.UNSURE if field else Certainty.UNKNOWN)


def _likely(heading: str) -> str:
    """What a heading that is no name seems to mean: it ends in a name, or is nearly one."""
    from rapidfuzz import fuzz, process

    text = plain(heading)
    if not 2 <= len(text) <= _LONGEST_HEADING:
        return ""
    ends = [name for name in _names() if len(name) > 1 and text.endswith(name)]
    if ends:
        return _names()[max(ends, key=len)]
    near = process.extractOne(text, list(_names()), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return _names()[near[0]] if near else ""


def fingerprint(heads: Iterable[ColumnHead]) -> str:
    """Tells one header from another, whatever stands below and above it."""
    said = "\n".join(f"{head.column}\t" + "\t".join(map(plain, head.tiers)) for head in heads)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
