"""Which words of a sentence each of its time limits governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.mining.findings import Deadline, DeadlineKind, Span

_SIGN = re.compile(r"[，。；：！？\n（）()、]")
_JOINT = re.compile(r"并且?|再(?=[一-龥])|[且和及]|然后|随后")
_FILLING = re.compile(r"[\s“”并且和及要须应于在为是]|原则上|力争|争取|确保|做到|时限|期限|时间")
_DUTY = re.compile(r"[要应须将]|负责|牵头|务必")
_TRIMMED = "，、；。：！？ \n\t"
_LONGEST_SUBJECT = 24
_LONGEST_FILLING = 40
"""Characters of a clause around its limit; what holds more is an act and need not be read to its end."""


def governed(text: str, deadlines: Sequence[Deadline], start: int, end: int) -> tuple[Span, ...]:
    """For each limit in text[start:end], in its order, the words it governs, itself included.

    A limit governs from its clause on to the act of the next one; one that closes the act, in a bracket
    or a clause of its own (…，时限为6月底前；…（6月底前）), governs what stands before it. 长期坚持 goes on
    with the act before it, so that its words hold those of that act.
    """
    acts: list[_Act] = []
    for index, limit in enumerate(deadlines):
        floor = deadlines[index - 1].end if index else start
        acts.append(_act(text, limit, floor, end, acts[-1] if acts else None))
    spans = []
    for index, act in enumerate(acts):
        following = acts[index + 1].own_start if index + 1 < len(acts) else end
        stop = act.closed_at or max(following, deadlines[index].end)
        spans.append(_trimmed(text, act.start, stop))
    return tuple(Span(text[a:b], a, b) for a, b in spans)


class _Act:
    """Where an act begins, and where it ends when its limit closes it."""

    __slots__ = ("closed_at", "own_start", "start")

    def __init__(self, start: int, own_start: int, closed_at: int | None) -> None:
        self.start = start
        self.own_start = own_start
        """Where the act of the limit before has to end."""
        self.closed_at = closed_at


def _act(text: str, limit: Deadline, floor: int, end: int, before: _Act | None) -> _Act:
    opening = _clause_start(text, limit, floor, follows=before is not None)
    near = min(end, limit.end + _LONGEST_FILLING + 1)
    sign = _SIGN.search(text, limit.end, near)
    closing = sign.start() if sign else near
    if _closes(text, limit, opening, closing, end):
        stop = closing + 1 if text[closing : closing + 1] in ("）", ")") else closing
        if before is not None and limit.kind is DeadlineKind.CONTINUING:
            return _Act(before.start, opening, stop)
        begin = floor if before is None else _clause_before(text, opening, floor)
        return _Act(begin, begin, stop)
    if before is None and opening > floor and _is_subject(text[floor:opening]):
        opening = floor
    return _Act(opening, opening, None)


def _clause_start(text: str, limit: Deadline, floor: int, *, follows: bool) -> int:
    """Where the limit's clause begins; 、 divides only right before the limit (…、6月底前…).

    In one clause with a limit that it follows, a joining word divides (…并于9月底前…).
    """
    place = None
    for match in _SIGN.finditer(text, floor, limit.start):
        if match[0] != "、" or match.end() == limit.start:
            place = match.end()
    if place is None and follows:
        joints = [match.start() for match in _JOINT.finditer(text, floor, limit.start)]
        place = joints[-1] if joints else None
    return floor if place is None else place


def _closes(text: str, limit: Deadline, opening: int, closing: int, end: int) -> bool:
    """The limit fills its clause, and no act follows it behind a comma."""
    if limit.start - opening + closing - limit.end > _LONGEST_FILLING:
        return False
    if _FILLING.sub("", text[opening : limit.start] + text[limit.end : closing]):
        return False
    leads = text[closing : closing + 1] == "，" and limit.kind is not DeadlineKind.CONTINUING
    return not leads or closing + 1 >= end


def _clause_before(text: str, opening: int, floor: int) -> int:
    """Where the clause before the limit's own begins."""
    signs = [match.end() for match in _SIGN.finditer(text, floor, max(floor, opening - 1))]
    return signs[-1] if signs else floor


def _is_subject(opening: str) -> bool:
    """A short opening of who does it (各科室，6月底前…), not an act of its own."""
    return len(opening) <= _LONGEST_SUBJECT and _DUTY.search(opening) is None and "：" not in opening


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    while begin < stop and text[begin] in _TRIMMED:
        begin += 1
    while stop > begin and text[stop - 1] in _TRIMMED:
        stop -= 1
    return begin, stop
