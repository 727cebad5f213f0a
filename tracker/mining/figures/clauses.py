"""Reads what stands around a number: what is counted, what is said of it, and how the number is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from tracker.mining.figures.codes import OTHERS
from tracker.mining.figures.stated import Bound, Change, Doubt, Quantity
from tracker.mining.figures.tokens import Token
from tracker.mining.vocabulary import load

PASSED = frozenset(
    {
        *("filler", "among", "modifier", "all", "in_all", "loose", "name", "period", "as_of", "whole"),
        *("share", "change", "against"),
    }
)
"""May stand between a word and its number."""
_BEARING = frozenset({"status", "object", "facet", "rate", "none"})
_WEAK = ("total", "made", "rest")
"""Say only that something is there, or is left: they yield to whatever else is said."""


@dataclass(slots=True)
class Meaning:
    """What the words around one number say."""

    statuses: list[str] = field(default_factory=list)
    object: str = ""
    facet: str = ""
    rate: str = ""
    qualifier: str = ""
    """Words before the object that make it others: 信访 of 信访问题."""
    lead: str = ""
    """Unknown words right before the number."""
    is_share: bool = False
    against: str = ""
    """The time that the number is held against, said beside it."""
    change: Change = Change.NONE
    """Which way something is said to have gone by the number."""
    is_level: bool = False
    """提高到19个: what it came to, not by how much."""
    is_former: bool = False
    """由60%提高到67.9%: what it was before."""
    is_bounded: bool = False
    """不低于19个."""
    is_elsewhere: bool = False
    start: int = 0
    end: int = 0

    @property
    def said(self) -> bool:
        """Something tells what the number counts."""
        return bool(self.statuses or self.object or self.facet or self.rate)

    @property
    def status(self) -> str:
        """The one status, "" for none; total and made yield to others."""
        found = self.strong
        return found[0] if found else next(iter(self.statuses), "")

    @property
    def strong(self) -> list[str]:
        """Every status that tells more than that something is there."""
        return list(dict.fromkeys(status for status in self.statuses if status not in _WEAK))

    @property
    def doubt(self) -> Doubt:
        """Why the words give no figure."""
        if self.is_bounded:
            return Doubt.COMPARISON
        if len(self.strong) > 1:
            return Doubt.SEVERAL
        return Doubt.NONE


def numbers_in(segment: Sequence[Token]) -> list[int]:
    """Places of the numbers of a segment, those of other things too."""
    return [place for place, token in enumerate(segment) if token.kind in ("number", "foreign")]


def meaning_of(segment: Sequence[Token], numbers: Sequence[int], which: int) -> Meaning:
    """The meaning of one of the segment's numbers, by the words before it and after it."""
    place = numbers[which]
    number = segment[place]
    first = numbers[which - 1] + 1 if which else 0
    last = numbers[which + 1] if which + 1 < len(numbers) else len(segment)
    meaning = Meaning(start=number.start, end=number.end)
    before = segment[first:place]
    if which and before and before[0].kind == "elsewhere":
        before = before[1:]  # what the number before counts: 3个方面28个问题
    _read_before(before, meaning, number=number)
    is_object_before = bool(meaning.object)
    _read_after(segment[place + 1 : last], meaning, leads_on=last < len(segment))
    if meaning.object and not is_object_before and not meaning.qualifier:
        meaning.qualifier = meaning.lead
    is_last = last == len(segment)
    follows = segment[place + 1 : last]
    meaning.is_former = (
        bool(before) and before[-1].text in ("由", "从") and any(token.kind == "change" for token in follows)
    )
    _compare(before, follows if is_last else (), meaning)
    return meaning


def _compare(before: Sequence[Token], after: Sequence[Token], into: Meaning) -> None:
    """What the number is held against; what stands before a further number is that one's."""
    for token in (*before, *after):
        match token.kind:
            case "comparison":
                into.is_bounded = True
            case "against":
                into.against = token.code
                into.start = min(into.start, token.start)
            case "change":
                into.change = Change(token.code)
                into.is_level = token.text.endswith(("到", "至"))
                into.start = min(into.start, token.start)
            case "filler" if token.text in ("到", "至", "达", "达到", "为"):
                into.is_level |= bool(into.change)


def _read_before(before: Sequence[Token], into: Meaning, *, number: Token) -> None:
    """From the number backwards, up to the first word that is known as nothing."""
    behind = number
    for token in reversed(before):
        if token.kind in _BEARING:
            _take(token, into)
            into.start = token.start
        elif token.kind == "share":
            into.is_share = True
            into.start = token.start
        elif token.kind == "elsewhere":
            if not into.object:
                into.is_elsewhere = not into.said
                return
        elif token.kind not in PASSED:
            if token.kind == "gap" and behind.kind in ("object", "modifier", "elsewhere"):
                into.qualifier = token.text.strip() if into.object else ""
            elif token.kind == "gap" and behind is number:
                into.lead = token.text.strip()
            if token.kind == "gap" and not into.object and number.kind == "number":
                said = "".join(one.text for one in before if one.start <= token.start)
                into.object = OTHERS if _ends_uncounted(said.strip()) else ""
            return
        behind = token


def _read_after(after: Sequence[Token], into: Meaning, *, leads_on: bool) -> None:
    """From the number on: what is counted, and what is said of it where nothing was before.

    What stands right before another number belongs to that one.
    """
    own = [token for token in after if token.kind != "gap" or token.text.strip()]
    while leads_on and own and own[-1].kind in ("status", "facet", "rate", "none", *PASSED):
        own.pop()
    gap = ""
    if own and own[0].kind == "gap" and own[0].text.strip().startswith(_uncounted()):
        into.object = into.object or OTHERS
    for token in own:
        match token.kind:
            case "object" | "facet":
                _take_object(token, gap, into)
                gap = ""
            case "status" if not gap:
                if not into.strong and not into.rate:
                    _take(token, into)
                    into.end = token.end
            case "gap" if not gap and not into.said:
                gap = token.text.strip()
            case kind if kind in PASSED:
                pass
            case kind:
                into.is_elsewhere |= kind == "elsewhere" and not into.object
                break
    if gap and not into.object:
        into.is_elsewhere |= not into.strong


def _ends_uncounted(words: str) -> bool:
    """受理群众举报; not 按照会议, which only says what was gone by."""
    return words.endswith(_uncounted()) and not words.startswith(tuple(load("figures")["uncounted"]["by"]))


@cache
def _uncounted() -> tuple[str, ...]:
    return tuple(load("figures")["uncounted"]["nouns"])


def _take_object(token: Token, gap: str, into: Meaning) -> None:
    """What is counted stands behind its number: 12个信访问题."""
    if into.object or (token.kind == "facet" and into.facet):
        return
    _take(token, into)
    into.qualifier = into.qualifier or gap
    into.end = token.end


def _take(token: Token, into: Meaning) -> None:
    match token.kind:
        case "status":
            if token.code not in into.statuses:
                into.statuses.append(token.code)
        case "object":
            into.object = into.object or token.code
        case "facet":
            into.facet = into.facet or token.code
        case "rate":
            into.rate = into.rate or token.code


def loosened(quantity: Quantity, segment: Sequence[Token], place: int) -> Quantity:
    """The number with 约 or 超过 right before it, 左右 or 以上 right behind it."""
    for beside in (place - 1, place + 1):
        if 0 <= beside < len(segment) and segment[beside].kind == "loose" and quantity.bound is not Bound.ODD:
            token = segment[beside]
            is_behind = token.text in ("左右", "上下", "以上")
            if is_behind == (beside > place):
                return replace(quantity, bound=Bound(token.code))
    return quantity
