"""What a later speech or report says of work promised before: clause by clause, how far it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.mining.findings import Deadline, Finding, FindingKind, Mined
from tracker.mining.sentences import Sentence, split
from tracker.mining.vocabulary import any_of, load, longest_first
from tracker.text.numerals import read_number

_CLAUSE_ENDS = re.compile(r"[，；;：:]")
_SHORTEST = 6
"""A clause of fewer characters goes with the one behind it."""
_LONGEST = 300
"""Of an endless clause so many characters are read."""
_QUOTED = re.compile(r"[“「『\"]([^”」』\"\n]{4,80})[”」』\"]")
_CHAPTER = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_LEAD_LENGTH = 25
_HEADING = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十0-9]{1,3}[、.．])"
)


class Degree(StrEnum):
    """How far something is said to be done."""

    NOT_DONE = "not_done"
    PARTLY = "partly"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    DONE = "done"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause, or some that say how far one thing is done."""

    text: str
    start: int
    end: int
    """Code-point offsets: `document[start:end] == text`."""
    sentence: str
    paragraph: int
    """Number of its line."""
    degree: Degree
    cue: str
    """The words that say so."""
    topic: str
    """What the heading above is about, the problem that it quotes where it quotes one."""
    chapter: str
    """`done` or `account` below a heading that says so (一、已完成的工作); else empty."""
    kind: FindingKind | None
    """What the miner took its sentence for."""
    deadlines: tuple[Deadline, ...]
    """Time limits in it."""


def read_statements(text: str, mined: Mined) -> tuple[Statement, ...]:
    """All of a document, in its order; what the miner found tells results from what is yet to be done."""
    found: list[Statement] = []
    findings = _by_place(mined.findings)
    topic = chapter = ""
    for sentence in split(text):
        finding = findings.get(sentence.start) or _covering(mined.findings, sentence, findings)
        heading = _topic(text, sentence)
        if heading is not None:
            topic = heading
        if sentence.opens_paragraph and _CHAPTER.match(text, sentence.start):
            chapter = _chapter(text[sentence.start : sentence.end])
        found += _of_sentence(text, sentence, topic, chapter, finding)
    return tuple(found)


def _by_place(findings: tuple[Finding, ...]) -> dict[int, Finding]:
    """The first finding that begins at a place."""
    places: dict[int, Finding] = {}
    for finding in findings:
        places.setdefault(finding.start, finding)
    return places


def _covering(
    findings: tuple[Finding, ...], sentence: Sentence, places: dict[int, Finding]
) -> Finding | None:
    """A finding that begins within the sentence, behind its number."""
    for start in range(sentence.start, min(sentence.end, sentence.start + 12)):
        if start in places:
            return places[start]
    return None


def _topic(text: str, sentence: Sentence) -> str | None:
    """What a numbered line or a lead-in is about; None where the sentence is neither."""
    said = text[sentence.start : sentence.end]
    if not sentence.opens_paragraph:
        return None
    quoted = _QUOTED.search(said[:_LONGEST])
    if quoted and re.search(r"关于|针对|问题", said[:_LONGEST]):
        return quoted.group(1)
    number = _HEADING.match(said)
    return re.split(r"[，。；：]", said[number.end() : _LONGEST], maxsplit=1)[0].strip() if number else ""


def _chapter(heading: str) -> str:
    for name, pattern in _chapters():
        if pattern.search(heading[:_LONGEST]):
            return name
    return ""


@cache
def _chapters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, any_of(words)) for name, words in load("statements")["chapters"].items())


def without_lead(said: str) -> str:
    """The sentence without its number and what it names first: 廉政风险排查方面，…."""
    number = _HEADING.match(said)
    rest = said[number.end() :] if number else said
    lead, comma, body = rest.partition("，")
    ends = tuple(load("statements")["leads"]["ends"])
    return body if comma and len(lead) <= _LEAD_LENGTH and lead.endswith(ends) else rest


def _of_sentence(
    text: str, sentence: Sentence, topic: str, chapter: str, finding: Finding | None
) -> Iterator[Statement]:
    for start, end in _clauses(text, sentence):
        said = text[start:end]
        degree, cue = degree_of(said)
        kind = finding.kind if finding else None
        if degree is Degree.UNSAID and not chapter and kind in (FindingKind.TASK, FindingKind.MEASURE):
            degree = Degree.PLANNED
        limits = finding.deadlines or ((finding.deadline,) if finding.deadline else ()) if finding else ()
        yield Statement(
            text=said,
            start=start,
            end=end,
            sentence=text[sentence.start : sentence.end],
            paragraph=sentence.paragraph,
            degree=degree,
            cue=cue,
            topic=topic,
            chapter=chapter,
            kind=kind,
            # A limit right before what it is set for: 6月底前，完成…
            deadlines=tuple(one for one in limits if one is not None and sentence.start <= one.start < end),
        )


def _clauses(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """The sentence cut where a further clause says how far something else is done.

    A clause that says nothing of it goes with the one behind, the last with the one before.
    """
    cuts = [match.end() for match in _CLAUSE_ENDS.finditer(text, sentence.start, sentence.end)]
    edges = [sentence.start, *cuts, *([sentence.end] if sentence.end not in cuts else [])]
    pieces: list[tuple[int, int]] = []
    start = sentence.start
    for end in edges[1:]:
        said = text[start:end]
        if end != sentence.end and (len(said.strip()) < _SHORTEST or degree_of(said)[0] is Degree.UNSAID):
            continue
        pieces.append((start, end))
        start = end
    if start < sentence.end:
        pieces.append((start, sentence.end))
    if len(pieces) > 1 and degree_of(text[slice(*pieces[-1])])[0] is Degree.UNSAID:
        (first, _), (_, last) = pieces[-2:]
        pieces[-2:] = [(first, last)]
    return pieces


def degree_of(said: str) -> tuple[Degree, str]:
    """How far a clause says something is done, and the words that say so."""
    head = said[:_LONGEST].strip()
    found = next(
        ((degree, match.group()) for degree, pattern in _degrees() if (match := pattern.search(head))),
        (Degree.UNSAID, ""),
    )
    if found[0] in (Degree.DONE, Degree.UNSAID) and (some := _some_of(head)):
        return Degree.PARTLY, some
    return found


def _some_of(said: str) -> str:
    """“13件举报已办结11件”: some of what was to be done; empty where no count says so."""
    for match in _counts().finditer(said):
        whole, part = read_number(match["whole"]), read_number(match["part"])
        if whole is not None and part is not None and part < whole:
            return match.group()
    return ""


@cache
def _counts() -> re.Pattern[str]:
    """A count, and behind 已 another of the same things."""
    number = "[0-9０-９一二三四五六七八九十百千]{1,5}"
    return re.compile(
        rf"(?P<whole>{number})(?P<unit>[个件名项条处人户家所起批台套份次])[^，。；]{{0,24}}?"
        rf"(?:已(?:经)?|完成|办结|整改)[^，。；0-9]{{0,8}}?(?P<part>{number})(?P=unit)"
    )


@cache
def _degrees() -> tuple[tuple[Degree, re.Pattern[str]], ...]:
    found = load("statements")["degrees"]
    return tuple((Degree(name), any_of(entry["any"])) for name, entry in found.items())


def softened(promised: str, said: str) -> tuple[str, str] | None:
    """The firm word that a promise had and a later sentence dropped, and the soft one in its place.

    One that keeps a firm word but loosens it (逐步建立) is softer too. None where it is not, or where the
    promise had no firm word.
    """
    firm, soft, hedges = _commitment()
    now = without_lead(said[:_LONGEST])
    before = firm.search(promised[:_LONGEST])
    after = (hedges if firm.search(now) else soft).search(now)
    if before is None or after is None or after.group() in promised:
        return None
    return before.group(), after.group()


@cache
def _commitment() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    found = load("statements")["commitment"]
    firm, soft, hedges = (re.compile(longest_first(found[name])) for name in ("firm", "soft", "hedges"))
    return firm, soft, hedges
