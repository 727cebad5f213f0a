"""Days as a calendar file (.ics, RFC 5545) that any calendar program takes in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.text.cleaning import clean

LONGEST_LINE = 75
"""Octets of a line; longer ones are folded."""


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something to be done by a day."""

    key: str
    """Tells it apart: the same key is the same entry when it is taken in again."""
    day: dt.date
    summary: str
    description: str = ""


def calendar(events: Iterable[DayEvent], *, name: str, stamp: dt.date) -> bytes:
    """The events as whole days; the same ones and the same `stamp` give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tracker//整改台账//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: DayEvent, stamp: dt.date) -> list[str]:
    after = event.day + dt.timedelta(days=1) if event.day < dt.date.max else event.day
    lines = [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(event.key.encode()).hexdigest()[:32]}@tracker",
        f"DTSTAMP:{_compact(stamp)}T000000Z",
        f"DTSTART;VALUE=DATE:{_compact(event.day)}",
        f"DTEND;VALUE=DATE:{_compact(after)}",
        f"SUMMARY:{_escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{_escaped(event.description)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _compact(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """Text as a value: what separates values is escaped, and no control character stays."""
    plain = clean(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never within a character."""
    pieces: list[bytes] = []
    piece, room = b"", LONGEST_LINE
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", LONGEST_LINE - 1  # a folded piece begins with a blank
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
