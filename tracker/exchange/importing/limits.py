"""What a cell of 整改时限 says: phrases, days and serials, with the status words that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tracker.errors import BadInput
from tracker.exchange.importing.cells import BETWEEN, NOTHING, serial_day
from tracker.exchange.importing.records import ReadDeadline
from tracker.exchange.lists.item_texts import OVERALL
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind, Reported, State
from tracker.text.cleaning import one_line
from tracker.text.dates import parse_date
from tracker.text.numerals import half_width

_STATUS: Final = re.compile(
    r"(?P<closed>已(?:经)?销号)|(?P<stopped>已终止|不再整改)|"
    r"(?P<done>已(?:经)?于[0-9年月日号./ -]{4,14}(?:前|底)?(?:整改)?(?:完成|办结|到位)(?:整改)?|"
    r"已(?:经)?(?:全部|按时|如期)?(?:整改)?(?:完成|办结|落实|整改到位|整改)(?:整改|到位|完毕)?|整改已完成|"
    # 9月底前完成整改 is what is to be done: without 已 the words count only where they stand apart.
    r"(?:^|(?<=[\n；;（(]))(?:完成整改|整改完成|整改到位|办结|完毕)(?=$|[\n，,；;。）)]))"
    r"(?![0-9]{1,2}(?:%|％|[项条个件]))|"
    r"(?P<undone>尚?未(?:整改)?完成|正在(?:整改|推进|进行)|整改中|推进中|进行中|办理中)"
)
_OWN_NOTE: Final = re.compile(r"[（(](?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})?，?(?:待明确)?[）)]")
"""What our own lists print below the words of a limit: its day, and that it wants settling."""
_FIRST_LIMIT: Final = re.compile(r"^(?:原时限：.*|已延期[0-9]+次)$", re.M)
_MONTHS_SHORT: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH: Final = re.compile(rf"({'|'.join(_MONTHS_SHORT)})[a-z]{{0,6}}[-./,]?(?:20)?(2[0-9])", re.I)
"""Jun-24, as Excel shows a month and writes it into a .csv."""
_CLOCK: Final = re.compile(r"\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$")
_SAID_SO: Final = re.compile(r"(?:完成时限|整改时限|时限|截止时间|期限|完成时间)\s*[：:]")
_STEPS: Final = re.compile(r"[，,；;]")
_YEAR: Final = re.compile(r"([0-9]{4})\s?年")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a cell of 整改时限 says."""

    deadline: Deadline | None = None
    overall: Deadline | None = None
    """总体：… above the first measure's own, as our own lists print it."""
    state: State | None = None
    reported: Reported | None = None
    unreadable: str = ""
    """The words that are no limit."""


def read_limit(text: str, read: ReadDeadline, *, from_1904: bool) -> Limit:
    """A limit as phrase, day or serial, with the status words that were written beside it or instead."""
    text = _FIRST_LIMIT.sub("", text).strip()
    if text.startswith(OVERALL):
        head, _, rest = text[len(OVERALL) :].partition("\n")
        if rest.startswith(("（", "(")):
            note, _, rest = rest.partition("\n")
            head = f"{head}\n{note}"
        overall = read_limit(head, read, from_1904=from_1904)
        below = read_limit(rest, read, from_1904=from_1904) if rest else Limit()
        return replace(below, overall=overall.deadline, unreadable=overall.unreadable or below.unreadable)
    printed = _OWN_NOTE.search(text)
    plain = _OWN_NOTE.sub("", text)
    state, reported = _status(plain)
    phrase = re.sub(r"[（(]\s*[）)]", "", _SAID_SO.sub("", _STATUS.sub("", plain)))
    phrase = _trimmed(phrase)
    if phrase in NOTHING:
        return Limit(state=state, reported=reported)
    try:
        deadline = read_phrase(phrase, read, from_1904=from_1904)
    except BadInput:
        return Limit(state=state, reported=reported, unreadable=one_line(phrase))
    return Limit(_as_printed(deadline, printed) if printed else deadline, None, state, reported)


def _as_printed(deadline: Deadline, printed: re.Match[str]) -> Deadline:
    """The limit on the day that was printed: 月底前 counted anew would be of another month."""
    try:
        due = parse_date(printed["day"]) if printed["day"] else None
    except BadInput:
        due = None
    wants = "待明确" in printed[0]
    return replace(deadline, due=due or deadline.due, confirm=wants or (due is None and deadline.confirm))


def _trimmed(phrase: str) -> str:
    """Without the signs that status words leave at either end; a bracket stays with its other half."""
    bare = phrase.strip(BETWEEN)
    for opening, closing in ("（）", "()"):
        if bare.count(opening) > bare.count(closing) and f"{bare}{closing}" in phrase:
            return f"{bare}{closing}"
    return bare


def read_phrase(phrase: str, read: ReadDeadline, *, from_1904: bool) -> Deadline:
    """One limit; of several steps written one after the other the last. Raises BadInput."""
    try:
        return _read_one(phrase, read, from_1904=from_1904)
    except BadInput:
        steps = [_read_one(step, read, from_1904=from_1904) for step in _steps(one_line(phrase))]
        if len(steps) < 2 or any(step.due is None for step in steps):
            raise
        days = [str(step.due) for step in steps]
        last = steps[days.index(max(days))]
        # A day before the step above it may be of the year after: a person has to say.
        return replace(last, phrase=one_line(phrase), confirm=last.confirm or days != sorted(days))


def _steps(phrase: str) -> Iterator[str]:
    """2024年9月底前完成一半，12月底前全部完成: each by itself, with the year that was said before."""
    year = ""
    for step in filter(None, map(str.strip, _STEPS.split(phrase))):
        if found := _YEAR.search(half_width(step)):
            year = found[1]
            yield step
        else:
            yield f"{year}年{step}" if year and step[:1].isdigit() else step


def _read_one(phrase: str, read: ReadDeadline, *, from_1904: bool) -> Deadline:
    """One limit; a workbook also writes a day as a number, with a clock, or a month as Jun-24."""
    written = one_line(phrase)
    plain = _CLOCK.sub("", half_width(written)).replace(" ", "")
    if (day := serial_day(plain, from_1904=from_1904)) is not None:
        return Deadline(f"{day.year}年{day.month}月{day.day}日", DeadlineKind.DATE, day)
    if found := _NAMED_MONTH.fullmatch(plain):
        plain = f"20{found[2]}年{_MONTHS_SHORT.index(found[1].lower()) + 1}月"
    return replace(read(plain), phrase=written)


def _status(text: str) -> tuple[State | None, Reported | None]:
    found = _STATUS.search(text)
    if found is None:
        return None, None
    if found["closed"]:
        return State.CLOSED, None
    if found["stopped"]:
        return State.STOPPED, None
    return State.RECTIFYING, Reported.DONE if found["done"] else None
