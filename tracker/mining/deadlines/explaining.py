"""Why a time limit means the day it does, as one Chinese sentence."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

from tracker.mining.deadlines.events import is_own_event
from tracker.mining.findings import Deadline, DeadlineKind
from tracker.mining.vocabulary import load
from tracker.text.dates import no_such_day
from tracker.text.numerals import half_width
from tracker.text.workdays import exceptional_days, is_workday

_YEAR = re.compile(
    r"(?:[0-9]{2,4}|[〇○零一二三四五六七八九]{4})\s?年|20[0-9]{2}\s?[-./]|[今明后次翌同来当本]年"
)
_NAMED = re.compile(
    r"[0-9一二三四五六七八九十]{1,3}\s?月(?:份)?(?:\s?[0-9一二三四五六七八九十]{1,3}\s?[日号])?|"
    r"第?[一二三四1-4]\s?季度|[上下]半年"
)
_GIVEN = re.compile(r"反馈|移交|交办|通报")
"""What such an event is called in short."""


def explain_deadline(deadline: Deadline, date: date, *, for_command: bool = True) -> str:
    """Why the limit, read in a document of that date, means what it does, and what is still open.

    Counting, skipped holidays and the event are named; one line that ends with 。 `for_command` adds the
    option that gives a command an event's day.
    """
    way = _ways()[deadline.rule]
    if deadline.due is None and (wrong := no_such_day(deadline.text)):
        return f"“{deadline.text}”" + _say("confirm", why=wrong) + "。"
    counted = _base_part(deadline, date)
    is_said = counted and deadline.rule != "within-span" and deadline.event
    parts = [
        _year_part(deadline, date, way),
        counted,
        "" if is_said else str(way["how"]),
        _workday_part(deadline),
        _due_part(deadline, way),
        _say("hedge", hedge=deadline.hedge) if deadline.hedge else "",
    ]
    sentence = f"“{deadline.text}”" + "，".join(part for part in parts if part)
    if deadline.confirm:
        sentence += "；" + _say("confirm", why=_open_question(deadline, way, for_command=for_command))
    return " ".join(sentence.split()) + "。"


@cache
def _ways() -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in load("deadlines")["pattern"]}


def _say(wording: str, /, **words: object) -> str:
    return str(load("deadlines")["wording"][wording]).format(**words)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _year_part(deadline: Deadline, written: date, way: dict[str, Any]) -> str:
    """Which year was taken, where the words name none."""
    plain = half_width(deadline.text)
    may_name_year = any(part in way["pattern"] for part in ("<year>", "<dated>", "<written-year>"))
    is_recurring = deadline.kind is DeadlineKind.RECURRING
    if deadline.due is None or not may_name_year or is_recurring or _YEAR.search(plain):
        return ""
    if deadline.due >= _a_year_after(written):
        return _say("carried", year=deadline.due.year)
    names = _NAMED.findall(plain)
    if len(names) == 1 and deadline.kind is DeadlineKind.DATE:
        return _say("first", date=_day(written), name=names[0])
    if names:
        return _say("nearest", date=_day(written))
    return _say("running", year=written.year) if deadline.due.year == written.year else ""


def _a_year_after(day: date) -> date:
    return day + timedelta(days=366)


def _base_part(deadline: Deadline, written: date) -> str:
    """From which day it was counted, and why from that day."""
    if deadline.base is None:
        return ""
    event, base = deadline.event, _day(deadline.base)
    if _is_own(deadline) and deadline.base == written:
        return _say("own_event" if len(event) > 1 else "own", event=event, base=base)
    if deadline.kind is DeadlineKind.MILESTONE:
        return _say("given_before", event=event, base=base)
    if deadline.due is not None and deadline.due < deadline.base:
        return _say("given_backwards", event=event, base=base)
    presumed = deadline.confirm and deadline.base == written
    return _say("presumed" if presumed else "given", event=event, base=base)


def _is_own(deadline: Deadline) -> bool:
    """What it counts from is the document itself."""
    return not deadline.event or (deadline.rule == "within-span" and is_own_event(deadline.event))


def _workday_part(deadline: Deadline) -> str:
    """The holidays that were skipped and the weekend days that count."""
    if deadline.base is None or deadline.due is None or "工作日" not in deadline.text:
        return ""
    step = timedelta(days=1)
    first, last = sorted((deadline.base, deadline.due))
    forwards = deadline.due >= deadline.base
    days = exceptional_days(first + step, last) if forwards else exceptional_days(first, last - step)
    names = [f"{found.name}（{_listed(found.days)}）" for found in days if found.name]
    worked = [_listed(found.days) for found in days if not found.name]
    return (
        _say("workdays")
        + (_say("holidays", names="、".join(names)) if names else "")
        + (_say("worked", days=worked[0]) if worked else "")
    )


def _listed(days: tuple[date, ...]) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def _due_part(deadline: Deadline, way: dict[str, Any]) -> str:
    if deadline.due is not None:
        recurs = deadline.kind is DeadlineKind.RECURRING
        return _say("next" if recurs else "due", due=_day(deadline.due))
    undated = _say("undated")
    return "" if undated in way["how"] else undated


def _open_question(deadline: Deadline, way: dict[str, Any], *, for_command: bool) -> str:
    """What a person has to settle."""
    if deadline.unread:
        return _say("unread", words=deadline.unread)
    if deadline.event and not _is_own(deadline) and (deadline.due is None or deadline.base is None):
        return _unknown_event(deadline.event, for_command=for_command)
    if deadline.due is not None and "工作日" in deadline.text and is_workday(deadline.due)[1]:
        return _say("unpublished", year=deadline.due.year)
    if deadline.event and not _is_own(deadline):
        return _unknown_event(deadline.event, for_command=for_command)
    return str(way.get("confirm") or _say("unsettled")).format(text=deadline.text)


def _unknown_event(event: str, *, for_command: bool) -> str:
    short = _GIVEN.search(event)
    how = _say("give_event", name=short[0] if short else event) if for_command else ""
    return _say("unknown_event", event=event) + how
