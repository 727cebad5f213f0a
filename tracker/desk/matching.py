"""Which promise of the ledger a sentence of a later report speaks of, by the words they share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Final

from tracker.ledger.likeness import EVERYDAY, pairs_of, plain
from tracker.ledger.list_rows import Deadline
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
_ITS_OWN: Final = 0.5
"""So much of the words that a promise has and a likelier one has not, and the clause speaks of both."""
_TELLS_APART: Final = 0.2
"""So much more of its own words than of the other's, and the clause speaks of the likelier alone."""
_BEYOND_TITLE: Final = 0.35
"""So much of what a measure adds to its problem's title, and the clause speaks of the measure."""
_WHOLE_ITEM, _NAMED_ITEM = 0.6, 0.45
"""So much of an item's words, and how far something is is said of the item as a whole; the less is wanted
where the sentence names a unit of it.
"""
_NEARLY: Final = 0.1
"""Scores that differ by less say nothing."""


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
    is_open: bool = True
    """One that was kept already is not told of; what is said of it is not said of another."""


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that speaks of a promise."""

    statement: Statement
    score: float
    """From 0 to 1."""
    is_by_topic: bool
    """By the heading it stands below, more than by its own words."""
    is_named: bool = False
    """The sentence names one of the units that promised it."""
    is_vague: bool = False
    """Of a measure little is said but what the title of its problem says too."""
    like: tuple[int, ...] = ()
    """Places of promises that the statement fits as well: a person has to say which it means."""


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
        found: list[dict[int, Match]] = [{} for _ in clauses]
        for place in self._suspects(sentence | topic):
            own = [self.weights.covered(self._pairs[place], pairs) for pairs in said]
            best = max(range(len(clauses)), key=own.__getitem__)
            match = self._judged(place, clauses[best], own[best], said[best], sentence, topic)
            if match is not None:
                found[best][place] = match
        for clause, matches in zip(said, found, strict=True):
            yield from self._meant(matches, clause, sentence | topic).items()

    def _meant(
        self, matches: dict[int, Match], clause: frozenset[str], around: frozenset[str]
    ) -> dict[int, Match]:
        """Those of a clause's matches that it means; which of two as likely is left to a person.

        What only shares with a likelier promise the words that both have is not spoken of.
        """
        meant: dict[int, Match] = {}
        for place, match in sorted(matches.items(), key=lambda one: (-one[1].score, one[0])):
            equals: list[int] = []
            for other, likelier in list(meant.items()):
                own, others = self._apart(place, other, clause, around)
                if own >= _ITS_OWN:
                    continue
                is_clear = likelier.is_named and not match.is_named and self._is_elsewhere(place, other)
                if is_clear or match.score < likelier.score - _NEARLY or others - own >= _TELLS_APART:
                    break
                equals.append(other)
            else:
                meant[place] = replace(match, like=tuple(equals))
                for other in equals:
                    meant[other] = replace(meant[other], like=(*meant[other].like, place))
        return meant

    def _apart(
        self, place: int, other: int, clause: frozenset[str], around: frozenset[str]
    ) -> tuple[float, float]:
        """How far what each of two promises has and the other has not is said."""
        if self._is_elsewhere(place, other):
            one, two = (self._pairs[each] | self._titles[each] for each in (place, other))
            clause = around
        else:
            one, two = (self._pairs[each] - self._titles[each] for each in (place, other))
        return self.weights.covered(one - two, clause), self.weights.covered(two - one, clause)

    def _is_elsewhere(self, place: int, other: int) -> bool:
        """The two are promises of two items."""
        return self.promises[place].number != self.promises[other].number

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
        of_rest = self.weights.covered(rest, said)
        is_meant = about >= SAME_TOPIC and of_rest >= _FEW_WORDS
        if not (is_said or is_meant):
            return None
        score = _WORDS_WEIGH * own + _TOPIC_WEIGHS * about + _UNIT_WEIGHS * is_named
        is_vague = promise.measure is not None and of_rest < _BEYOND_TITLE
        return Match(statement, round(min(score, 1.0), 2), not is_said, is_named, is_vague)

    def of_items(self, statements: Iterable[Statement]) -> dict[str, Match]:
        """By 编号, what speaks best of an item as a whole and of no other; a sentence between two is left."""
        found: dict[str, Match] = {}
        for statement in statements:
            sentence, topic = pairs_of(plain(statement.sentence)), _core(statement.topic)
            scores: dict[str, Match] = {}
            for place in self._suspects(sentence | topic):
                promise, title = self.promises[place], self._titles[place]
                about = max(self._covers(title, topic), 0.9 * self.weights.covered(title, sentence))
                is_named = any(unit in statement.sentence for unit in promise.units)
                if statement.cue in promise.title or about < (_NAMED_ITEM if is_named else _WHOLE_ITEM):
                    continue
                score = round(min(about + _UNIT_WEIGHS * is_named, 1.0), 2)
                scores[promise.number] = Match(statement, score, True, is_named)
            likeliest = sorted(scores.items(), key=lambda one: (-one[1].score, one[0]))
            if likeliest and (len(likeliest) == 1 or likeliest[0][1].score - likeliest[1][1].score > _NEARLY):
                number, match = likeliest[0]
                if number not in found or found[number].score < match.score:
                    found[number] = match
        return found

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
