"""Which promise of the ledger a sentence of a later report speaks of, by the words they share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from tracker.ledger.likeness import EVERYDAY, pairs_of, plain
from tracker.ledger.rows import Deadline
from tracker.mining.statements import Statement

SAME_TOPIC: Final = 0.65
"""So much of a problem's words in a heading, and what stands below speaks of that problem."""
_SAME_WORDS: Final = 0.55
"""So much of a promise's words in a sentence, and it speaks of that promise."""
_FEW_WORDS: Final = 0.25
"""Below the heading of its problem so much is enough."""
_BESIDE: Final = 0.2
_WORDS_WEIGH, _TOPIC_WEIGHS, _UNIT_WEIGHS = 0.7, 0.25, 0.05
_FEWEST: Final = 2
"""Telling pairs of a heading by which a problem is known."""
_SHORT: Final = 20
_ENDS: Final = re.compile(r"(?:方面|问题|工作|情况|整改|的)+$")
_MOST_VISITED: Final = 10_000
"""Promises that are looked at for one sentence, over all its pairs."""
_MOST_SUSPECTS: Final = 60
"""Promises that one sentence is compared with."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What an item or one of its measures promises."""

    number: str
    title: str
    """Of the item."""
    measure: int | None
    """None: the item itself, which has no open measure."""
    text: str
    deadline: Deadline | None
    """Its own, else that of its item."""
    is_own_limit: bool
    """The measure's own time limit."""
    item_due: date | None
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that speaks of a promise."""

    statement: Statement
    score: float
    """From 0 to 1."""
    is_by_topic: bool
    """By the heading it stands below, more than by its own words."""


@dataclass(slots=True)
class Weights:
    """How much each pair of characters tells: the fewer texts have it, the more."""

    texts: int = 0
    having: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Weights:
        """Learned from these texts."""
        made = cls()
        for text in texts:
            made.texts += 1
            made.having.update(pairs_of(plain(text)))
        return made

    def sum(self, pairs: Iterable[str]) -> float:
        """Of these pairs; the field's everyday words weigh little."""
        return math.fsum(
            (0.15 if pair in EVERYDAY else 1.0) * math.log(2 + self.texts / (1 + self.having[pair]))
            for pair in sorted(pairs)
        )

    def covered(self, wanted: frozenset[str], said: frozenset[str]) -> float:
        """How much of the one is said by the other, from 0 to 1."""
        whole = self.sum(wanted)
        return self.sum(wanted & said) / whole if whole else 0.0


class Matcher:
    """Finds the promises that statements speak of."""

    def __init__(self, promises: Sequence[Promise], known: Iterable[str]) -> None:
        """`known` are the texts of everything that is or was promised: the rare words among them tell."""
        self.promises = promises
        self.weights = Weights.of(known)
        self._pairs = [pairs_of(plain(one.text)) for one in promises]
        self._titles = [pairs_of(plain(one.title)) for one in promises]
        self._alike = Counter(plain(one.text) for one in promises)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for place in range(len(promises)):
            for pair in sorted(self._pairs[place] | self._titles[place]):
                self._holders[pair].append(place)

    def matches(self, statements: Sequence[Statement]) -> dict[int, list[Match]]:
        """By promise, the statements that speak of it, the likeliest first."""
        found: dict[int, list[Match]] = defaultdict(list)
        for _, clauses in groupby(statements, key=lambda one: one.sentence):
            for place, match in self._of(list(clauses)):
                found[place].append(match)
        for matches in found.values():
            matches.sort(key=lambda one: (-one.score, one.statement.start))
        return dict(found)

    def _of(self, clauses: Sequence[Statement]) -> Iterator[tuple[int, Match]]:
        """The promises that a sentence speaks of, each with the clause that does."""
        sentence = pairs_of(plain(clauses[0].sentence))
        topic = _core(clauses[0].topic)
        said = [pairs_of(plain(one.text)) for one in clauses]
        for place in self._suspects(sentence | topic):
            own = [self.weights.covered(self._pairs[place], pairs) for pairs in said]
            best = max(range(len(clauses)), key=own.__getitem__)
            match = self._judged(place, clauses[best], own[best], said[best], sentence, topic)
            if match is not None:
                yield place, match

    def _judged(
        self,
        place: int,
        statement: Statement,
        own: float,
        said: frozenset[str],
        sentence: frozenset[str],
        topic: frozenset[str],
    ) -> Match | None:
        promise, wanted, title = self.promises[place], self._pairs[place], self._titles[place]
        if own >= _BESIDE:  # a clause leaves out what the sentence has named before
            own = max(own, 0.9 * self.weights.covered(wanted, sentence))
        about = max(self._covers(title, topic), 0.9 * self.weights.covered(title, sentence))
        is_named = any(unit in statement.sentence for unit in promise.units)
        is_unlike_others = self._alike[plain(promise.text)] == 1
        is_said = own >= _SAME_WORDS and (is_unlike_others or about >= SAME_TOPIC or is_named)
        # What every measure of the problem has in common with it tells none from the others.
        rest = wanted - title or wanted
        is_meant = about >= SAME_TOPIC and self.weights.covered(rest, said) >= _FEW_WORDS
        if not (is_said or is_meant):
            return None
        score = _WORDS_WEIGH * own + _TOPIC_WEIGHS * about + _UNIT_WEIGHS * is_named
        return Match(statement, round(min(score, 1.0), 2), not is_said)

    def _suspects(self, pairs: frozenset[str]) -> list[int]:
        """The promises that share most, looked for by the rarest pairs first."""
        held = sorted(
            ((len(self._holders[pair]), pair) for pair in pairs if pair in self._holders),
        )
        common: Counter[int] = Counter()
        visited = 0
        for count, pair in held:
            visited += count
            if common and visited > _MOST_VISITED:
                break
            common.update(self._holders[pair])
        likeliest = sorted(common.items(), key=lambda one: (-one[1], one[0]))[:_MOST_SUSPECTS]
        return sorted(place for place, times in likeliest if times > 1)

    def about(self, title: str, topic: str) -> float:
        """How far a heading is about an item of this title."""
        return self._covers(pairs_of(plain(title)), _core(topic))

    def _covers(self, title: frozenset[str], topic: frozenset[str]) -> float:
        """The title's words in the heading, or a short heading's words in the title (公车管理方面)."""
        telling = topic - EVERYDAY
        whole = self.weights.covered(title, topic)
        if len(telling) < _FEWEST or len(topic) > _SHORT:
            return whole
        return max(whole, 0.9 * self.weights.covered(topic, title))


def _core(topic: str) -> frozenset[str]:
    """The pairs of a heading without what it ends with."""
    return pairs_of(_ENDS.sub("", plain(topic)))
