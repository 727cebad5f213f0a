"""How far two problems are about the same matter: pairs of characters they share, the rare ones more.

The score is half the share of the shorter text's pairs, each counted by its rarity, that the other text has
too, and half the likeness of the two texts as a whole (rapidfuzz, blanks and signs left out). 1.0 is the
same text; what only shares the field's everyday words stays under `LIKE`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

LIKE = 0.45
"""From here on two problems are offered as the same matter."""
_SAID_EVERYWHERE = (
    "问题 存在 不够 不到 不力 不强 不高 不严 不足 不深 不实 不全 不规 规范 范问 落实 工作 情况 方面 部分 个别"
    " 有的 到位 仍然 还存 没有 够到 实不 作不 对于 重视 视不 力度 度不 有效 加强 建设 设不 管理 理不 制度"
    " 度执 执行 行不 干部 单位 党员 相关 关于 以及 进一 一步 有差 差距 距离"
)
EVERYDAY = frozenset(_SAID_EVERYWHERE.split())
"""Pairs that half of all problems are made of: they tell nothing of the matter."""
MOST_SHARED = 40
"""A pair that more problems have brings no two of them together."""


def plain(text: str) -> str:
    """Only what is said: letters, figures and characters."""
    return "".join(character for character in text.casefold() if character.isalnum())


def without(text: str, names: Iterable[str]) -> str:
    """The text without the units that it names: whose problem it is tells nothing of the matter."""
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of characters side by side in a plain text."""
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like one text is to another, and what they share."""

    score: float
    shared: tuple[str, ...]
    """Passages of the first text that the other has too, the longest first."""

    @property
    def words(self) -> str:
        """相近程度0.71，都说到“调研成果”“转化”."""
        said = "".join(f"“{passage}”" for passage in self.shared)
        return f"相近程度{self.score:.2f}" + (f"，都说到{said}" if said else "")


@dataclass(slots=True)
class Texts:
    """Texts by key, ready to be compared with others."""

    plain: dict[int, str] = field(default_factory=dict)
    pairs: dict[int, frozenset[str]] = field(default_factory=dict)
    having: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Mapping[int, str]) -> Texts:
        """Read once, compared often."""
        made = cls()
        for key, text in texts.items():
            made.plain[key] = plain(text)
            made.pairs[key] = pairs_of(made.plain[key])
            made.having.update(made.pairs[key])
        return made

    def like(self, text: str, *, most: int) -> list[tuple[int, Likeness]]:
        """The texts about the same matter as this one, the likest first."""
        said = plain(text)
        own = pairs_of(said)
        found = ((key, self._compared(said, own, key)) for key in self.plain if own & self.pairs[key])
        alike = [(key, likeness) for key, likeness in found if likeness.score >= LIKE]
        return sorted(alike, key=lambda one: (-one[1].score, one[0]))[:most]

    def alike(self) -> Iterator[tuple[int, int, Likeness]]:
        """Every two texts about the same matter that share a pair which is not everywhere."""
        holders: dict[str, list[int]] = {}
        for key in sorted(self.plain):
            for pair in self.pairs[key] - EVERYDAY:
                if self.having[pair] <= MOST_SHARED:
                    holders.setdefault(pair, []).append(key)
        meetings: Counter[tuple[int, int]] = Counter()
        for keys in holders.values():
            meetings.update((first, other) for place, first in enumerate(keys) for other in keys[place + 1 :])
        for (first, other), times in sorted(meetings.items()):
            if times > 1:
                likeness = self._compared(self.plain[first], self.pairs[first], other)
                if likeness.score >= LIKE:
                    yield first, other, likeness

    def _compared(self, said: str, own: frozenset[str], key: int) -> Likeness:
        from rapidfuzz import fuzz

        theirs = self.pairs[key]
        shared = own & theirs
        smaller = min(self._rarity(own), self._rarity(theirs))
        if not smaller:
            return Likeness(0.0, ())
        common = min(self._rarity(shared) / smaller, 1.0)
        score = round((common + fuzz.ratio(said, self.plain[key]) / 100) / 2, 4)
        return Likeness(score, _passages(said, shared))

    def _rarity(self, pairs: frozenset[str]) -> float:
        """The fewer texts have a pair, the more it tells; sorted, so that the sum is the same everywhere."""
        total = len(self.plain) + 1
        return math.fsum(
            math.log(1 + total / (1 + self.having[pair])) for pair in sorted(pairs) if pair not in EVERYDAY
        )


def _passages(said: str, shared: frozenset[str]) -> tuple[str, ...]:
    """What of a text its shared pairs cover, as unbroken passages, without the everyday ones."""
    found: list[str] = []
    start = None
    for place in range(len(said)):
        if said[place : place + 2] in shared:
            start = place if start is None else start
        elif start is not None:
            found.append(said[start : place + 1])
            start = None
    telling = dict.fromkeys(passage for passage in found if passage not in EVERYDAY)
    return tuple(sorted(telling, key=lambda passage: -len(passage))[:3])
