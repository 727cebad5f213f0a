"""Finds problems named inside other sentences (“解决台账不规范、材料不齐全等突出问题”), each a span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tracker.mining.drafts import Draft
from tracker.mining.findings import FindingKind
from tracker.mining.vocabulary import any_of, load

_READ = 160
"""A list of problems is looked for so far before the word it ends in."""
_LONGEST_SENTENCE = 3000
"""So much of an endless sentence is looked through."""
_SHORTEST, _LONGEST = 3, 48
"""A problem's name in characters."""
_TAIL = 26
"""What may stand between the last problem of a list and 问题 (“等群众反映强烈的”)."""

_WEAK_LEADS = "对就把"
_CONFIDENCE = 0.75
_CLAUSE_ENDS = "，。；！？：,;:\n"

Place = tuple[int, int]


def find_named_problems(text: str, start: int, end: int) -> list[Place]:
    """The places of the problems named in a sentence, in order; general words name none."""
    end = min(end, start + _LONGEST_SENTENCE)
    found: list[Place] = []
    behind = start
    for head in _heads().finditer(text, start, end):
        near = max(start, head.start() - _READ)
        if text.rfind("《", near, head.start()) > text.rfind("》", near, head.start()):  # in a title
            continue
        if _settled().match(text, head.end(), end):
            continue
        for place in _named_before(text, max(behind, head.start() - _READ), head):
            found.append(place)
            behind = head.end()
    starts = [place[0] for place in found]
    cured: list[Place] = []
    for cure in _cures().finditer(text, start, end):
        if _is_half(text, cure.end()) or (cured and cure.end() < cured[-1][1]):
            continue
        for place in _named_after(text, cure.end(), end):
            after = bisect_right(starts, place[0])
            is_apart = after == 0 or found[after - 1][1] <= place[0]
            if is_apart and (after == len(found) or place[1] <= found[after][0]):
                cured.append(place)
    return sorted([*found, *cured])


def may_name_problems(text: str, start: int, end: int) -> bool:
    """Cheap: whether a sentence has any word that problems are named by."""
    return _heads().search(text, start, end) is not None or _cures().search(text, start, end) is not None


@dataclass(frozen=True, slots=True)
class Bystander:
    """A sentence that is no finding but may name problems."""

    start: int
    end: int
    section: tuple[str, ...]


def add_named_problems(text: str, findings: list[Draft], bystanders: Iterable[Bystander]) -> list[Draft]:
    """The findings with the problems that they and the bystanders name, each behind what names it.

    A named problem's parent is the finding that names it; a problem's own sentence names no other.
    """
    named: list[tuple[Draft, int | None]] = []
    for index, finding in enumerate(findings):
        if finding.kind is not FindingKind.PROBLEM and may_name_problems(text, finding.start, finding.end):
            places = find_named_problems(text, finding.start, finding.end)
            named += [(_problem(text, place, finding.section), index) for place in places]
    for sentence in bystanders:
        places = find_named_problems(text, sentence.start, sentence.end)
        if 2 * sum(end - start for start, end in places) < sentence.end - sentence.start:
            named += [(_problem(text, place, sentence.section), None) for place in places]
    return _merged(findings, named) if named else findings


def _problem(text: str, place: Place, section: tuple[str, ...]) -> Draft:
    return Draft(
        kind=FindingKind.PROBLEM,
        text=text[place[0] : place[1]],
        start=place[0],
        end=place[1],
        section=section,
        confidence=_CONFIDENCE,
        rules=("named-problem",),
    )


def _merged(findings: Sequence[Draft], named: list[tuple[Draft, int | None]]) -> list[Draft]:
    """All in the order of the text, who names before who is named; parents point to the new places."""
    entries: list[tuple[Draft, int | None, int | None]] = [
        (finding, finding.parent, index) for index, finding in enumerate(findings)
    ]
    entries += [(finding, parent, None) for finding, parent in named]
    entries.sort(key=lambda entry: (entry[0].start, -entry[0].end))
    moved = {old: new for new, (_, _, old) in enumerate(entries) if old is not None}
    for finding, parent, _ in entries:
        finding.parent = None if parent is None else moved[parent]
    return [finding for finding, _, _ in entries]


def _named_before(text: str, start: int, head: re.Match[str]) -> list[Place]:
    """The list that ends in a head (…等突出问题)."""
    quoted = _quoted_before(text, start, head.start())
    if quoted is not None:
        return [quoted] if _says_fault(text, quoted) else []
    start = _clause_start(text, start, head.start())
    end, is_listed = _list_end(text, start, head.start())
    lead = _lead_end(text, start, end)
    is_weak = head.group() in load("named_problems")["weak_heads"]
    if (lead is None and (is_weak or not is_listed)) or (is_weak and not is_listed):
        return []
    start = start if lead is None else lead
    return _items(text, start, end)


def _named_after(text: str, start: int, end: int) -> list[Place]:
    """The list behind a cure, up to the clause's end (整治推诿扯皮、吃拿卡要)."""
    stop = _list_stop().search(text, start, min(end, start + _LONGEST))
    finish = stop.start() if stop else min(end, start + _LONGEST)
    if (stop is None and finish < end) or (stop is not None and stop.group() not in _CLAUSE_ENDS):
        return []
    places = _items(text, start, finish)
    return places if places and places[0][0] == start and all(b - a <= 16 for a, b in places) else []


def _quoted_before(text: str, start: int, end: int) -> Place | None:
    end -= text.startswith("的", end - 1)
    if end - 1 <= start or text[end - 1] != "”":
        return None
    opening = text.rfind("“", start, end - 1)
    return (opening + 1, end - 1) if opening >= 0 and end - opening > _SHORTEST + 3 else None


def _clause_start(text: str, start: int, end: int) -> int:
    last = start
    for match in _clause_end().finditer(text, start, end):
        last = match.end()
    return last


def _list_end(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the last problem of the list ends, and whether 等 closes the list."""
    for match in reversed(list(_and_so_on().finditer(text, max(start, end - _TAIL), end))):
        if match.start() > start:
            return match.start(), True
    qualifier = _qualifier().search(text, start, end)
    return (qualifier.start() if qualifier else end), False


def _lead_end(text: str, start: int, end: int) -> int | None:
    """Where the list begins behind the last word that opens it, unless problems are listed before it."""
    best: int | None = None
    for match in _leads().finditer(text, start, end):
        if best is not None and match.group()[0] in _WEAK_LEADS:  # part of the name (上级对站所抽查多)
            continue
        after = match.end()
        if (
            end - after < _SHORTEST
            or text[match.start() - 1 : match.start()] == "不"
            or _is_half(text, after)
        ):
            continue
        if (
            best is not None
            and "、" in text[best : match.start()]
            and _faults().search(text, best, match.start())
        ):
            break
        if _faults().search(text, after, end):
            best = after
    return best


def _is_half(text: str, after: int) -> bool:
    """The lead is part of a name that goes on (整治不到位)."""
    return _half().match(text, after) is not None


def _items(text: str, start: int, end: int) -> list[Place]:
    """A list taken apart; words without a fault of their own belong to what follows them."""
    if _solved().search(text, max(0, start - 4), start + 1):
        return []
    places: list[Place] = []
    begin = start
    for joint in _joints().finditer(text, start, end):
        is_comma = joint.group() == "、"
        if not _says_fault(text, (begin, joint.start())):
            continue
        if not is_comma and not _faults().search(text, joint.end(), end):
            continue
        places.append((begin, joint.start()))
        begin = joint.end()
    if _says_fault(text, (begin, end)):
        places.append((begin, end))
    trimmed = (_trimmed(text, *place) for place in places)
    return [place for place in trimmed if _is_name(text, place)]


def _trimmed(text: str, start: int, end: int) -> Place:
    """Without blanks and quotation marks that are not closed inside."""
    edge = _edges().match(text, start, end)
    start = edge.end() if edge else start
    while end > start and text[end - 1] in " 　”、的和及与":
        end -= 1
    if "“" in text[start:end] and "”" not in text[start:end]:
        end += text[end : end + 1] == "”"
    return start, end


def _is_name(text: str, place: Place) -> bool:
    start, end = place
    return (
        _SHORTEST <= end - start <= _LONGEST
        and _says_fault(text, place)
        and text.count("《", start, end) == text.count("》", start, end)
        and not _generic().fullmatch(text, start, end)
        and not _no_fault().search(text, start, end)
    )


def _says_fault(text: str, place: Place) -> bool:
    return _faults().search(text, *place) is not None


@cache
def _heads() -> re.Pattern[str]:
    return any_of(load("named_problems")["heads"])


@cache
def _cures() -> re.Pattern[str]:
    return any_of(load("named_problems")["cures"])


@cache
def _leads() -> re.Pattern[str]:
    words = load("named_problems")
    leads, connectives = "|".join(words["leads"]), "|".join(words["connectives"])
    return re.compile(rf"(?:{leads})(?:{connectives}){{0,3}}")


@cache
def _faults() -> re.Pattern[str]:
    return any_of(load("named_problems")["faults"])


@cache
def _qualifier() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('named_problems')['qualifiers'])}){{1,4}}$")


@cache
def _and_so_on() -> re.Pattern[str]:
    return re.compile(rf"(?!{load('named_problems')['not_and_so_on']})等")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('named_problems')['generic'])}){{1,6}}")


@cache
def _list_stop() -> re.Pattern[str]:
    """A clause's end, or what makes the list one that ends in a head."""
    return re.compile(rf"[，。；！？：,;:\n（()）等]|{'|'.join(load('named_problems')['heads'])}")


@cache
def _edges() -> re.Pattern[str]:
    return re.compile(r"(?:以及|[ 　“、的和及与])*")


@cache
def _no_fault() -> re.Pattern[str]:
    return re.compile(load("named_problems")["no_fault"] + "$")


@cache
def _settled() -> re.Pattern[str]:
    return re.compile(load("named_problems")["settled"])


@cache
def _solved() -> re.Pattern[str]:
    return re.compile(load("named_problems")["solved"])


@cache
def _half() -> re.Pattern[str]:
    return re.compile(r"不(?:到位|力|彻底|及时|了|够|深|严|全|实|细|准|足)|了(?!解)")


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(r"、|以及|(?<![总温缓中平])和(?!谐|平|睦)|及(?!时|格)|或者?")


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile(r"[，。；！？：,;:\n（()）]")
