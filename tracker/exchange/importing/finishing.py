"""When a measure was done whose state says only that it is: by what stands beside, else as is supposed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tracker.exchange.importing.done_words import says_only_done, tells_of_the_end
from tracker.exchange.importing.records import Finished, MeasureEntry, ReadPast, Said, never_read
from tracker.text.dates import make_date
from tracker.text.numerals import half_width

_OPENING_DAY: Final = re.compile(
    r"\s*(?:截至|于)?(?P<day>(?P<month>[0-9]{1,2})\s?月\s?(?P<date>[0-9]{1,2})\s?[日号])(?![前至到内之以—~～-])"
    r"[\s，,：:、]*(?P<text>.*)"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a measure that is done, in its own cells and in those of its item."""

    day: dt.date | None = None
    """完成时间."""
    said: tuple[Said, ...] = ()
    """Of the item: progress and 完成情况, where they may tell of this measure."""
    due: dt.date | None = None
    """Limit of the item."""
    read_past: ReadPast = never_read


def finished(measure: MeasureEntry, beside: Beside) -> MeasureEntry:
    """The measure, known to be done. Where an entry of its progress tells of the end, that entry is it.

    A day that nothing tells is supposed to be that of the limit: nobody is made late by a cell left empty.
    What was still told of after the limit was done no earlier.
    """
    progress = tuple(one for one in measure.progress if one.on or not says_only_done(one.text))
    if any(one.done for one in progress):
        return replace(measure, progress=progress)
    if beside.day is not None:
        return replace(measure, progress=progress, finished=Finished(beside.day))
    if (last := _last(progress)) is not None:
        kept = tuple(replace(one, done=True) if one is last else one for one in progress)
        return replace(measure, progress=kept)
    lines = [list(_lines(said, beside.read_past)) for said in (progress, beside.said)]
    for told in lines:
        if (end := _last([line.said for line in told])) is not None:
            return replace(measure, progress=progress, finished=Finished(end.on))
    supposed = _supposed(measure, beside, [line for told in lines for line in told])
    return replace(measure, progress=progress, finished=supposed)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of progress with the day that opens it."""

    said: Said
    unread: re.Match[str] | None = None
    """A day whose year nothing tells."""


def _lines(said: Iterable[Said], read_past: ReadPast) -> Iterator[_Line]:
    """Dated entries, and each line of the others that a day without a year opens."""
    for one in said:
        if one.on:
            yield _Line(one)
            continue
        for found in filter(None, map(_OPENING_DAY.match, half_width(one.text).split("\n"))):
            day = read_past(int(found["month"]), int(found["date"]))
            yield _Line(Said(day, found["text"]), found if day is None else None)


def _supposed(measure: MeasureEntry, beside: Beside, lines: Sequence[_Line]) -> Finished:
    """The limit, or what was told of later; a day without a year is taken for one of the limit's year."""
    due = (measure.deadline.due if measure.deadline else None) or beside.due
    unread = [line.unread for line in lines if line.unread is not None]
    days = [line.said.on for line in lines]
    days += [make_date(due.year, int(one["month"]), int(one["date"])) for one in unread if due]
    on = max((day for day in (due, *days) if day), default=None)
    return Finished(on, is_supposed=True, unread=unread[-1]["day"] if unread else "")


def _last(said: Sequence[Said]) -> Said | None:
    """The last dated entry that tells of the end."""
    ends = [one for one in said if one.on and (one.done or tells_of_the_end(one.text))]
    return max(ends, key=lambda one: one.on or dt.date.min, default=None)
