"""Which words of a sentence each of its time limits governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.mining.findings import Deadline, DeadlineKind, Span

_CLAUSE_START = re.compile(r"[，。；：！？\n（(、]")
_JOINED = re.compile(r"并且?|再(?=[一-龥])|[且和及]|然后|随后")
_FILLING = re.compile(r"[\s，、；。：（）()并且和及要须应于在]|原则上|力争|争取|确保|做到|[时期]限|完成|整改")
_TRIMMED = "，、；。：！？（）() \n\t"


def governed(text: str, deadlines: Sequence[Deadline], start: int, end: int) -> tuple[Span, ...]:
    """For each limit in text[start:end], in its order, the words it governs, itself included.

    A limit governs from its clause on to the clause of the next one; a limit that fills its clause
    (6月底前) or stands in a bracket behind the act governs what stands before it.
    """
    opens = [_clause_start(text, limit, start) for limit in deadlines]
    spans: list[tuple[int, int]] = []
    for index, limit in enumerate(deadlines):
        before = deadlines[index - 1].end if index else start
        begin = max(before, opens[index])
        stop = end
        if index + 1 < len(deadlines):
            stop = _boundary(text, limit, deadlines[index + 1], opens[index + 1])
        if _says_nothing_more(text, begin, stop, limit):
            begin = _before_it(spans, start, before, limit)
        elif index == 0 and begin > start and _is_subject(text[start:begin]):
            begin = start
        spans.append(_trimmed(text, begin, stop))
    return tuple(Span(text[a:b], a, b) for a, b in spans)


def _clause_start(text: str, limit: Deadline, start: int) -> int:
    """Where the limit's clause begins; 、 divides only right before the limit (…、6月底前…)."""
    place = start
    for match in _CLAUSE_START.finditer(text, start, limit.start):
        if match[0] != "、" or match.end() == limit.start:
            place = match.end()
    return place


def _boundary(text: str, limit: Deadline, following: Deadline, opening: int) -> int:
    """Where the act of the limit ends and that of the following one begins."""
    if opening > limit.end:
        return opening
    joints = list(_JOINED.finditer(text, limit.end, following.start))
    return joints[-1].start() if joints else following.start


def _says_nothing_more(text: str, begin: int, stop: int, limit: Deadline) -> bool:
    rest = text[begin : limit.start] + text[limit.end : stop]
    return not _FILLING.sub("", rest)


def _before_it(spans: list[tuple[int, int]], start: int, before: int, limit: Deadline) -> int:
    """长期坚持 after 6月底前完成… goes on with that act; else what stands before the limit."""
    if spans and (limit.kind is DeadlineKind.CONTINUING or not before < limit.start - 2):
        return spans[-1][0]
    return before if spans else start


def _is_subject(opening: str) -> bool:
    """A short opening of who does it (各科室，6月底前…)."""
    return len(opening) <= 16 and "：" not in opening


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    while begin < stop and text[begin] in _TRIMMED:
        begin += 1
    while stop > begin and text[stop - 1] in _TRIMMED:
        stop -= 1
    return begin, stop
