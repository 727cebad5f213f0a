"""A calendar file as RFC 5545 wants it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.calendar import LONGEST_LINE, DayEvent, calendar

DAY = dt.date(2024, 6, 20)


def _unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_one_day() -> None:
    event = DayEvent("ZG-2024-0001/0", DAY, "办公室：调研", "第一行\n分号; 逗号, 反斜杠\\")
    lines = _unfolded(calendar([event], name="整改催办", stamp=dt.date(2024, 6, 18)))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTAMP:20240618T000000Z" in lines
    assert "DTSTART;VALUE=DATE:20240620" in lines
    assert "DTEND;VALUE=DATE:20240621" in lines
    assert "DESCRIPTION:第一行\\n分号\\; 逗号\\, 反斜杠\\\\" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


@given(st.text(max_size=200))
def test_no_text_breaks_the_lines(text: str) -> None:
    content = calendar([DayEvent("k", DAY, text, text)], name=text, stamp=DAY)
    for line in content.split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        line.decode()  # never folded within a character
        assert b"\n" not in line
    lines = _unfolded(content)
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 1


def test_the_same_events_are_the_same_bytes() -> None:
    events = [DayEvent("a", DAY, "甲"), DayEvent("b", DAY, "乙")]
    assert calendar(events, name="x", stamp=DAY) == calendar(events, name="x", stamp=DAY)
