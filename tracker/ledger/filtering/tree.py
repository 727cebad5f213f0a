"""A query as a frozen tree; printed, it is a line that reads back as the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.fields import FIELDS, Kind, shorthands
from tracker.ledger.words import OPEN_STATES, Word
from tracker.text.numerals import read_number


class Sign(StrEnum):
    """How a field is compared."""

    HAS = ":"
    """Contains a text, is a word or number, lies within a period."""
    IS = "="
    """Is exactly this text; of everything but texts and names the same as HAS."""
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Presence(StrEnum):
    """Whether there is anything at all."""

    NONE = "无"
    SOME = "有"


Value = Word | When | Presence | int | str


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; without parts every item is meant."""

    parts: tuple[Query, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Nothing is filtered out."""
        return not self.parts

    def __str__(self) -> str:
        fields = [part.field for part in self.parts if isinstance(part, Comparison) and part.is_list]
        # Without 且 the values of one field would be read as alternatives.
        between = " 且 " if len(fields) > len(set(fields)) else " "
        return between.join(f"({part})" if isinstance(part, Some) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Query, ...]

    is_everything = False

    def __str__(self) -> str:
        return " 或 ".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold: also where what it asks about is missing."""

    part: Query

    is_everything = False

    def __str__(self) -> str:
        simple = isinstance(self.part, Comparison | Text | Not)
        return f"非 {self.part}" if simple else f"非 ({self.part})"


@dataclass(frozen=True, slots=True)
class Text:
    """The item or something of it mentions this."""

    word: str

    is_everything = False

    def __str__(self) -> str:
        return self.word if PLAIN.fullmatch(self.word) and self.word not in NEVER_BARE else quoted(self.word)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with a value, or with several of which one is enough."""

    field: str
    """Name of one of `FIELDS`."""
    sign: Sign
    values: tuple[Value, ...]

    is_everything = False

    @property
    def is_list(self) -> bool:
        """Another one of the same field widens it when both stand side by side."""
        return self.sign in (Sign.HAS, Sign.IS)

    def __str__(self) -> str:
        if self.field == "状态" and self.values == OPEN_STATES:
            return "状态:未销号"
        has_count = bool(FIELDS[self.field].counted)
        return f"{self.field}{self.sign}" + "、".join(_written(value, has_count) for value in self.values)


Query = Every | Some | Not | Text | Comparison

EVERYTHING = Every()

PLAIN = re.compile(r"[\w%.·+*/#&~][\w%.·+*/#&~－-]*")
"""What may stand without quotes, as a word and as a value."""

NEVER_BARE = frozenset(
    ["且", "并且", "AND", "and", "或", "或者", "OR", "or", "非", "NOT", "not", *shorthands()]
    + [presence.value for presence in Presence]
)


def quoted(text: str) -> str:
    """In quotes, its own straight quotes doubled."""
    return f"“{text}”" if text and not re.search('["“”]', text) else '"' + text.replace('"', '""') + '"'


def _written(value: Value, has_count: bool) -> str:
    """As it is read again; bare numbers of a text that has a count would ask for that."""
    if isinstance(value, Word):
        return value.word
    if isinstance(value, str) and not isinstance(value, Presence):
        is_number = has_count and read_number(value) is not None
        is_plain = PLAIN.fullmatch(value) and value not in NEVER_BARE and not is_number
        return value if is_plain else quoted(value)
    return str(value)


def of(field: str, *values: Value, sign: Sign = Sign.HAS) -> Query:
    """The items of which a field is one of the values; every item where there is no value."""
    if FIELDS[field].kind not in (Kind.TEXT, Kind.OWNER) and sign is Sign.IS:
        sign = Sign.HAS
    return Comparison(field, sign, tuple(dict.fromkeys(values))) if values else EVERYTHING


def every(parts: Iterable[Query]) -> Query:
    """All of them."""
    return _single(Every(tuple(_flat(parts, Every))))


def run(parts: Iterable[Query]) -> Query:
    """Conditions side by side: all of them, but several values of one field are alternatives."""
    return every(_gathered(parts))


def some(parts: Iterable[Query]) -> Query:
    """Any of them; alternatives of one field become one test."""
    found = tuple(_gathered(_flat(parts, Some)))
    return found[0] if len(found) == 1 else Some(found)


def negation(part: Query) -> Query:
    """Not this one."""
    return part.part if isinstance(part, Not) else Not(part)


def depth(query: Query) -> int:
    """How deep it nests."""
    match query:
        case Every(parts) | Some(parts):
            return 1 + max(map(depth, parts), default=0)
        case Not(part):
            return 1 + depth(part)
        case _:
            return 1


def _flat(parts: Iterable[Query], kind: type[Every] | type[Some]) -> Iterator[Query]:
    for part in parts:
        if isinstance(part, Every | Some) and isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def _gathered(parts: Iterable[Query]) -> list[Query]:
    """Tests of one field put together at the place of the first."""
    found: list[Query] = []
    places: dict[tuple[str, Sign], int] = {}
    for part in parts:
        if not (isinstance(part, Comparison) and part.is_list):
            found.append(part)
            continue
        place = places.setdefault((part.field, part.sign), len(found))
        if place == len(found):
            found.append(part)
        else:
            first = found[place]
            assert isinstance(first, Comparison)
            found[place] = replace(first, values=tuple(dict.fromkeys((*first.values, *part.values))))
    return found


def _single(query: Every) -> Query:
    return query.parts[0] if len(query.parts) == 1 else query
