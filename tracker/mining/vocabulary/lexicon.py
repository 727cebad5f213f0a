"""Looks for many lists of fragments in a sentence at once, trying only what can be there at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

_COMMON = (
    "，、。的和业工作要实建全国政设一化发进大中党人生展力制部务治理加强行动地推市学保重区会改对新等法机有年体"
    "用不合主管在责分提成定度高各为持能产方施防是面导时出以规公资项村任社效上自教点性好现问落及安级入监环完"
)
"""The signs of official writing by how often they occur, the commonest first."""
_RANK = {sign: place for place, sign in enumerate(_COMMON)}
_MOST_ROUNDS = 3
_FREQUENT = 30
"""So many of the commonest signs stand in every third sentence or more."""
_MOST_CHOICES = 40
"""A group of more choices is quicker as it is."""
_LONG = 1000
"""Signs of a piece that takes longer to compile for each of its choices than to try with all of them."""


class Words:
    """A text to be looked through, with the signs it has."""

    __slots__ = ("signs", "text")

    def __init__(self, text: str, signs: frozenset[str] | None = None) -> None:
        """`signs` are those of a longer text that this one is part of, where they are known."""
        self.text = text
        self.signs = frozenset(text) if signs is None else signs

    def part(self, text: str) -> Words:
        """Some of these words, to be searched by themselves."""
        return Words(text, self.signs)


class Lexicon:
    """Named lists of fragments, all looked for in a text at once.

    Nearly every piece of a fragment demands some sign (`(?:圆满|顺利)完成` demands 完 and 成): it is kept
    under the rarest of these and tried only on a text that has it, so that a text costs one intersection
    of sets and the few pieces that can be there at all. The text has to hold their plain words too (完成);
    where a piece is nothing else, that is all. Pieces tied to the beginning are tried there only.
    """

    __slots__ = ("_of_every_text", "_pieces", "_signs", "_tests")

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._pieces: dict[str, dict[tuple[str, str, bool], list[str]]] = {}
        """By sign: what is to be tried for each name and plain words, tied to the beginning or not."""
        for name, fragments in lists.items():
            for piece in (piece for fragment in fragments for piece in alternatives(fragment)):
                for variant in map(_core, _unfolded(piece)):
                    tried = self._pieces.setdefault(_rarest(demanded(variant)), {})
                    pattern = _core(piece) if len(piece) > _LONG else variant
                    key = name, plain_words(variant), pattern.startswith("^")
                    patterns = tried.setdefault(key, [])
                    if pattern not in patterns:
                        patterns.append(pattern)
        self._signs = frozenset(self._pieces) - {_NO_SIGN}
        self._tests = _Tests(self._pieces)
        self._of_every_text = self._tests[_NO_SIGN]

    def find(self, words: Words) -> set[str]:
        """The names of the lists of which some fragment matches somewhere in the text."""
        text = words.text
        found = {name for name, _, test in self._of_every_text if test is None or test(text)}
        for sign in self._signs & words.signs:
            for name, plain, test in self._tests[sign]:
                if plain in text and name not in found and (test is None or test(text)):
                    found.add(name)
        return found


class _Rest:
    """What else has to match where the plain words are; compiled when a text first has them."""

    __slots__ = ("_is_anchored", "_matches", "_pieces")

    def __init__(self, pieces: Sequence[str], is_anchored: bool) -> None:
        self._pieces = pieces
        self._is_anchored = is_anchored
        self._matches: Callable[[str], re.Match[str] | None] | None = None

    def __call__(self, text: str) -> re.Match[str] | None:
        if self._matches is None:
            pattern = re.compile("|".join(self._pieces))
            self._matches = pattern.match if self._is_anchored else pattern.search
        return self._matches(text)


_Test = tuple[str, str, _Rest | None]
"""A name, the words that have to be there, and what else has to match, if anything."""


class _Tests(dict[str, tuple[_Test, ...]]):
    """What is tried on a text with a sign, put together when a text first has it: no text has them all."""

    def __init__(self, pieces: Mapping[str, Mapping[tuple[str, str, bool], Sequence[str]]]) -> None:
        super().__init__()
        self._pieces = pieces

    def __missing__(self, sign: str) -> tuple[_Test, ...]:
        self[sign] = tuple(
            (name, plain, None if plain in pieces else _Rest(pieces, is_anchored))
            for (name, plain, is_anchored), pieces in self._pieces.get(sign, {}).items()
        )
        return self[sign]


_NO_SIGN = ""
"""What pieces are kept under that demand no sign."""


def _rarest(signs: Iterable[str]) -> str:
    """The sign that the fewest texts are likely to have; the same one whatever the order."""
    return max(signs, key=lambda sign: (_RANK.get(sign, len(_RANK)), sign), default=_NO_SIGN)


def _unfolded(piece: str) -> list[str]:
    """The piece as several, each with a seldom sign that it demands, where its groups stand for them."""
    pieces = [piece]
    for _ in range(_MOST_ROUNDS):
        pieces = [
            part for whole in pieces for part in ([whole] if _is_seldom(whole) else _split_group(whole))
        ]
    return pieces


def _is_seldom(piece: str) -> bool:
    return _RANK.get(_rarest(demanded(piece)) or _COMMON[0], len(_RANK)) >= _FREQUENT


def _split_group(piece: str) -> list[str]:
    """`(?:甲|乙)丙?` as 甲丙? and 乙丙?; as it is where it has no such group, or one of many choices."""
    tokens = [token for token in _tokens(piece) if token.is_certain]
    for token in tokens:
        if token.is_group:
            choices = alternatives(piece[token.start + len("(?:") : token.end - 1])
            return [piece] if len(choices) > _MOST_CHOICES else _with_each(piece, token, choices)
    for token in () if demanded(piece) else tokens:
        members = _plain_class().fullmatch(piece, token.start, token.end)
        if members:
            return _with_each(piece, token, map(re.escape, members[1]))
    return [piece]


def _with_each(piece: str, token: _Token, choices: Iterable[str]) -> list[str]:
    return [piece[: token.start] + choice + piece[token.end :] for choice in choices]


@cache
def _plain_class() -> re.Pattern[str]:
    """A class of a few signs, each of which stands for itself (`[？?]`)."""
    return re.compile(r"\[([^-^\\\[\]]{1,40})\]")


def demanded(piece: str) -> frozenset[str]:
    """Plain signs without which the piece, a regular expression without | outside brackets, cannot match."""
    return frozenset(piece[token.start] for token in _tokens(piece) if _is_plain(piece, token))


def _is_plain(piece: str, token: _Token) -> bool:
    return token.is_certain and token.end == token.start + 1 and piece[token.start] not in ".^$"


def plain_words(piece: str) -> str:
    """The longest run of plain signs without which the piece cannot match."""
    runs, end = [""], 0
    for token in _tokens(piece):
        if _is_plain(piece, token):
            before = runs.pop() if token.start == end else ""
            runs.append(before + piece[token.start])
            end = token.end
    return max(runs, key=len)


def _core(piece: str) -> str:
    """The piece without what may stand before it or not: it matches somewhere with it as without."""
    begins = next((token.start for token in _tokens(piece) if token.is_needed), 0)
    return piece[begins:]


class _Token:
    """A sign, escape, class or bracket of a regular expression, without the repeat behind it."""

    __slots__ = ("end", "is_certain", "is_group", "is_needed", "start")

    def __init__(self, piece: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.is_group = piece.startswith("(?:", start)
        self.is_certain = not piece.startswith(("?", "*", "{"), end)
        """It has to be there, once."""
        self.is_needed = not piece.startswith(("?", "*", "{0,"), end)


@lru_cache(maxsize=1 << 6)
def _tokens(piece: str) -> tuple[_Token, ...]:
    tokens = []
    place = 0
    while place < len(piece):
        end = _token_end(piece, place)
        token = _Token(piece, place, end)
        tokens.append(token)
        place = end
        if piece.startswith("{", place):
            place = piece.index("}", place) + 1
        while piece.startswith(("?", "*", "+"), place):
            place += 1
    return tuple(tokens)


_STRUCTURE = re.compile(r"[\\\[()]")
"""What tells where a bracket ends."""


def _token_end(piece: str, start: int) -> int:
    sign = piece[start]
    if sign == "\\":
        return start + 2
    if sign == "[":
        return _class_end(piece, start)
    if sign != "(":
        return start + 1
    depth, place = 0, start
    while found := _STRUCTURE.search(piece, place):
        place = found.start()
        sign = piece[place]
        if sign in "\\[":
            place = _token_end(piece, place)
            continue
        depth += 1 if sign == "(" else -1
        place += 1
        if depth == 0:
            return place
    raise ValueError(piece)


def _class_end(piece: str, start: int) -> int:
    """Behind the ] that closes a class; one right at its beginning is a member."""
    place = start + 1
    if piece.startswith("^", place):
        place += 1
    place += 1
    while piece[place] != "]":
        place += 2 if piece[place] == "\\" else 1
    return place + 1


def alternatives(fragment: str) -> list[str]:
    """The fragment taken apart at each | outside brackets."""
    pieces, start, place = [], 0, 0
    while place < len(fragment):
        if fragment[place] == "|":
            pieces.append(fragment[start:place])
            start = place = place + 1
        else:
            place = _token_end(fragment, place)
    return [*pieces, fragment[start:]]
