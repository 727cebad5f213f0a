"""When a measure was done whose state says only that it is: by what stands beside, else as is supposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.exchange.importing.done_words import says_only_done, tells_of_the_end
from tracker.exchange.importing.records import Finished, MeasureEntry, Said


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a measure that is done, in its own cells and in those of its item."""

    day: dt.date | None = None
    """完成时间."""
    said: tuple[Said, ...] = ()
    """Of the item: progress and 完成情况, where they may tell of this measure."""
    due: dt.date | None = None
    """Limit of the item."""


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
    if (shared := _last(beside.said)) is not None:
        return replace(measure, progress=progress, finished=Finished(shared.on))
    due = measure.deadline.due if measure.deadline else None
    days = [day for day in (due or beside.due, *_days((*progress, *beside.said))) if day]
    return replace(measure, progress=progress, finished=Finished(max(days, default=None), is_supposed=True))


def _last(said: Sequence[Said]) -> Said | None:
    """The last dated entry that tells of the end."""
    ends = [one for one in said if one.on and (one.done or tells_of_the_end(one.text))]
    return max(ends, key=lambda one: one.on or dt.date.min, default=None)


def _days(said: Iterable[Said]) -> Iterable[dt.date]:
    return (one.on for one in said if one.on)
