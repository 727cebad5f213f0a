"""Looks for many lists of fragments in a sentence at once, trying only what can be there at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

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
    of sets and the few pieces that can be there at all. Pieces tied to the beginning are tried there only.
    """

    __slots__ = ("_of_every_text", "_pieces", "_signs", "_tests")

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._pieces: dict[str, dict[tuple[str, bool], list[str]]] = {}
        """By sign: what is to be tried for each name, tied to the beginning or not."""
        for name, fragments in lists.items():
            for piece in (piece for fragment in fragments for piece in alternatives(fragment)):
                for variant in _unfolded(piece):
                    by_name = self._pieces.setdefault(_rarest(demanded(variant)), {})
                    by_name.setdefault((name, variant.startswith("^")), []).append(variant)
        self._signs = frozenset(self._pieces) - {_NO_SIGN}
        self._of_every_text = self._compiled(_NO_SIGN)
        self._tests: dict[str, tuple[_Test, ...]] = {}

    def find(self, words: Words) -> set[str]:
        """The names of the lists of which some fragment matches somewhere in the text."""
        text = words.text
        found = {name for name, test in self._of_every_text if test(text)}
        for sign in self._signs & words.signs:
            tests = self._tests.get(sign)
            if tests is None:  # compiled when a text first has the sign: no text has them all
                tests = self._tests[sign] = self._compiled(sign)
            for name, test in tests:
                if name not in found and test(text):
                    found.add(name)
        return found

    def _compiled(self, sign: str) -> tuple[_Test, ...]:
        tests = []
        for (name, anchored), pieces in self._pieces.get(sign, {}).items():
            pattern = re.compile("|".join(pieces))
            tests.append((name, pattern.match if anchored else pattern.search))
        return tuple(tests)


_Test = tuple[str, Callable[[str], re.Match[str] | None]]
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
    group = next((token for token in _tokens(piece) if token.is_group and token.is_certain), None)
    if group is None:
        return [piece]
    choices = alternatives(piece[group.start + len("(?:") : group.end - 1])
    if len(choices) > _MOST_CHOICES:
        return [piece]
    return [piece[: group.start] + choice + piece[group.end :] for choice in choices]


def demanded(piece: str) -> frozenset[str]:
    """Plain signs without which the piece, a regular expression without | outside brackets, cannot match."""
    return frozenset(
        piece[token.start]
        for token in _tokens(piece)
        if token.is_certain and token.end == token.start + 1 and piece[token.start] not in ".^$"
    )


class _Token:
    """A sign, escape, class or bracket of a regular expression, without the repeat behind it."""

    __slots__ = ("end", "is_certain", "is_group", "start")

    def __init__(self, piece: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.is_group = piece.startswith("(?:", start)
        self.is_certain = not piece.startswith(("?", "*", "{"), end)
        """It has to be there, once."""


def _tokens(piece: str) -> list[_Token]:
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
    return tokens


def _token_end(piece: str, start: int) -> int:
    sign = piece[start]
    if sign == "\\":
        return start + 2
    if sign == "[":
        return _class_end(piece, start)
    if sign != "(":
        return start + 1
    depth, place = 0, start
    while place < len(piece):
        sign = piece[place]
        if sign in "\\[":
            place = _token_end(piece, place)
            continue
        depth += (sign == "(") - (sign == ")")
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
