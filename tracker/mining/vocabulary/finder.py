"""Looks for any of many fragments in a sentence, trying only those that can be there at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMON = (
    "，、。的和业工作要实建全国政设一化发进大中党人生展力制部务治理加强行动地推市学保重区会改对新等法机有年体"
    "用不合主管在责分提成定度高各为持能产方施防是面导时出以规公资项村任社效上自教点性好现问落及安级入监环完"
)
"""The signs of official writing by how often they occur, the commonest first."""
_RANK = {sign: place for place, sign in enumerate(_COMMON)}
_MOST_ROUNDS = 3
_MOST_CHOICES = 40
"""A group of more choices is quicker as it is."""


class Words:
    """A text to be searched by many finders, with the signs it has."""

    __slots__ = ("signs", "text")

    def __init__(self, text: str, signs: frozenset[str] | None = None) -> None:
        """`signs` are those of a longer text that this one is part of, where they are known."""
        self.text = text
        self.signs = frozenset(text) if signs is None else signs

    def part(self, text: str) -> Words:
        """Some of these words, to be searched by themselves."""
        return Words(text, self.signs)


class Finder:
    """Looks for any of many fragments; far quicker than one alternation of them.

    Nearly every piece of a fragment demands some sign (`(?:圆满|顺利)完成` demands 完 and 成): it is kept
    under the rarest of these and tried only on a text that has it. What demands no rare sign but begins
    with a plain one goes into one pattern, whose first signs the engine looks for before it tries anything.
    Pieces tied to the beginning are tried there only.
    """

    __slots__ = ("_anchored", "_floating")

    def __init__(self, fragments: Iterable[str]) -> None:
        pieces = [piece for fragment in fragments for piece in alternatives(fragment)]
        self._anchored = _Index(piece for piece in pieces if piece.startswith("^"))
        self._floating = _Index(piece for piece in pieces if not piece.startswith("^"))

    def search(self, words: Words) -> bool:
        """Whether any fragment matches somewhere in the text."""
        text = words.text
        anchored, floating = self._anchored, self._floating
        if anchored.always is not None and anchored.always.match(text):
            return True
        if floating.always is not None and floating.always.search(text):
            return True
        for sign in anchored.signs & words.signs:
            if anchored.by_sign[sign].match(text):
                return True
        for sign in floating.signs & words.signs:  # noqa: SIM110 (a generator costs more than the search)
            if floating.by_sign[sign].search(text):
                return True
        return False


class _Index:
    """Pieces under the sign that a text must have for them to match, and those to be tried on any text."""

    __slots__ = ("always", "by_sign", "signs")

    def __init__(self, pieces: Iterable[str]) -> None:
        always: list[str] = []
        by_sign: dict[str, list[str]] = {}
        for variant in (variant for piece in pieces for variant in _unfolded(piece)):
            sign = _rarest(demanded(variant))
            if sign in _RANK and _PLAIN.match(variant):
                sign = None
            (always if sign is None else by_sign.setdefault(sign, [])).append(variant)
        always.sort(key=lambda variant: not _PLAIN.match(variant))
        self.always = re.compile("|".join(always)) if always else None
        self.by_sign = {sign: re.compile("|".join(variants)) for sign, variants in by_sign.items()}
        self.signs = frozenset(by_sign)


_PLAIN = re.compile(r"\^?[^\\^$.|?*+()\[{](?![?*{])")


def _rarest(signs: Iterable[str]) -> str | None:
    """The sign that the fewest texts are likely to have; the same one whatever the order."""
    return max(signs, key=lambda sign: (_RANK.get(sign, len(_RANK)), sign), default=None)


def _unfolded(piece: str) -> list[str]:
    """The piece as several, each with a sign it demands, where its first group alone stands for them."""
    pieces = [piece]
    for _ in range(_MOST_ROUNDS):
        pieces = [part for whole in pieces for part in ([whole] if demanded(whole) else _split_group(whole))]
    return pieces


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
