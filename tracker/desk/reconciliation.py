"""What 承诺对账 shows: each promise of the ledger beside what a later report says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from tracker.ledger.commands.reconciling import Line, Proposal, ShownList, taken_words
from tracker.ledger.reconciled import Compared, NumberedList, TakenLine
from tracker.ledger.words import Standing

_ORDER: Final = list(Standing)


@dataclass(frozen=True, slots=True)
class Finding(Compared):
    """One promise beside what the report says of it, and what may be done about it."""

    proposal: Proposal | None
    refusal: str = ""
    """Why it cannot be taken over now."""
    ordinal: int = 0
    """Its number in the list, from 1; the same for the same document of the same day."""
    is_unsure: bool = False
    """Another promise fits the sentence as well: to be chosen by its number only, never with all."""
    is_taken: bool = False
    """It was taken over before; `refusal` says when and by whom."""

    @property
    def key(self) -> str:
        """What the line is about, whatever became of it meanwhile."""
        if self.standing is Standing.NEW:
            return f"{self.number}+{self.start}"
        sign = ">" if self.standing is Standing.LATER else "="
        return f"{self.number}{sign}{self.measure or ''}"

    @property
    def is_doable(self) -> bool:
        """There is something to take over, and nothing stands in the way."""
        return self.proposal is not None and not self.refusal

    @property
    def is_done_with_all(self) -> bool:
        """Who takes over everything takes it over too."""
        return self.is_doable and not self.is_unsure


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A report beside the ledger."""

    shown: ShownList
    """The document, and what each number stands for."""
    findings: tuple[Finding, ...]
    """In the order of their numbers; a number may be missing where the ledger went on."""

    @property
    def title(self) -> str:
        """Of the document."""
        return self.shown.title

    @property
    def date(self) -> dt.date:
        """Of the document."""
        return self.shown.date

    @property
    def source(self) -> str:
        """《title》（2024-06-18）."""
        return self.shown.source

    @property
    def taken(self) -> int:
        """How many lines were taken over before."""
        return sum(one.is_taken for one in self.findings)

    def count(self, standing: Standing) -> int:
        """How many stand so."""
        return sum(one.standing is standing for one in self.findings)

    def numbered(self, ordinal: int) -> Finding | None:
        """The line of a number."""
        return next((one for one in self.findings if one.ordinal == ordinal), None)

    def lines(self, ordinals: Iterable[int]) -> list[Line]:
        """The lines of these numbers as they are taken over."""
        wanted = set(ordinals)
        return [
            Line(one.ordinal, one.proposal, one)
            for one in self.findings
            if one.ordinal in wanted and one.proposal is not None
        ]


def numbered(found: Iterable[Finding], before: NumberedList) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """What each number stands for, and the lines by number: those of before keep theirs, what was taken over
    stays as it was shown then.
    """
    taken = {before.listed[line.ordinal - 1]: _as_taken(line) for line in before.taken}
    moved = {(one.number, one.measure) for one in taken.values() if one.standing is Standing.LATER}
    fresh = {
        one.key: one
        for one in sorted(found, key=lambda one: _ORDER.index(one.standing))
        if one.key not in taken
        # With the limit it names taken over, the report says no more than what is promised now.
        and not (one.standing is Standing.RESTATED and (one.number, one.measure) in moved)
    }
    listed = (*before.listed, *(key for key in fresh if key not in before.listed))
    places = {key: place for place, key in enumerate(listed, 1)}
    lines = [*taken.values(), *(replace(one, ordinal=places[key]) for key, one in fresh.items())]
    return listed, tuple(sorted(lines, key=lambda one: one.ordinal))


def _as_taken(line: TakenLine) -> Finding:
    then = line.compared
    is_named = then.standing is not Standing.NEW or then.number in then.deed
    return Finding(
        standing=then.standing,
        number=then.number,
        measure=then.measure,
        promised=then.promised,
        said=then.said,
        start=then.start,
        end=then.end,
        score=then.score,
        grounds=then.grounds,
        deed=then.deed if is_named else f"{then.deed}（{then.number}）",
        proposal=None,
        refusal=taken_words(line.on, line.by),
        ordinal=line.ordinal,
        is_taken=True,
    )
