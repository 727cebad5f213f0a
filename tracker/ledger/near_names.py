"""Which known name a name that nobody knows may mean: by what tells units apart, not by how they end."""

from __future__ import annotations

import difflib
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path

from tracker.ledger.filtering.initials import same_initials
from tracker.ledger.naming import plain_name

LIKE_ENOUGH = 0.6
"""Share of characters that two names must have in common in order: 组织步 and 组织部."""
NEAREST = 3
"""Names offered for one that nobody knows."""
MANY = 3
"""An ending has so many different characters before it among the known names: 街道办事处."""
LEAST_LEFT = 2
"""Characters that a name keeps, whatever it ends in: 办公室 itself says which unit it is."""
WORDS = Path(__file__).with_name("unit_endings.toml")
"""Words that names of units end in everywhere."""


def near_names(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Known names that this one may mean: shortened, lengthened, misspelt, or sounding alike."""
    plain = {other: plain_name(other) for other in known}
    endings = _endings(plain.values())
    wanted = plain_name(name)
    scored = ((_nearness(wanted, written, endings), other) for other, written in plain.items())
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return tuple(other for _, other in best[:NEAREST])


def _nearness(name: str, other: str, endings: Collection[str]) -> float:
    """0 where they have nothing to do with each other; above 1 where one is short for the other."""
    alike = _alike(name, other)
    short, long = sorted((name, other), key=len)
    if name == other or (len(short) > 1 and _is_within(short, long)):
        return 1 + alike
    if same_initials(name, other):
        return max(alike, LIKE_ENOUGH)
    telling = _alike(telling_part(name, endings), telling_part(other, endings))
    return (telling + alike) / 2 if telling >= LIKE_ENOUGH else 0


def telling_part(name: str, endings: Collection[str] = ()) -> str:
    """What of a plain name says which unit it is: 河湖 of 河湖管理科; `endings` are common ones besides."""
    length = len(name)
    longest = (start for start in range(LEAST_LEFT, length) if name[start:] in endings)
    left = name[: next(longest, length)]
    for words in _words():
        found = (word for word in words if left.endswith(word) and len(left) - len(word) >= LEAST_LEFT)
        left = left.removesuffix(next(found, ""))
    return left


def _endings(names: Iterable[str]) -> frozenset[str]:
    before: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for start in range(1, len(name)):
            before[name[start:]].add(name[start - 1])
    return frozenset(ending for ending, characters in before.items() if len(characters) >= MANY)


def _alike(name: str, other: str) -> float:
    return difflib.SequenceMatcher(None, name, other, autojunk=False).ratio()


def _is_within(short: str, long: str) -> bool:
    """All its characters in their order, as 发改委 in 发展和改革委员会."""
    rest = iter(long)
    return all(character in rest for character in short)


@cache
def _words() -> tuple[tuple[str, ...], ...]:
    """Common words at the end of names, the last first: what kind of unit it is, then what it does."""
    table = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return tuple(tuple(sorted(table[kind], key=len, reverse=True)) for kind in ("bodies", "duties"))
