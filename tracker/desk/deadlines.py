"""整改时限 as a person types it: 11月底前, 2025.3.31, +2周, 长期坚持."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from tracker.errors import BadInput
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind
from tracker.mining import find_deadlines
from tracker.mining.findings import Deadline as MinedDeadline
from tracker.mining.findings import DeadlineKind as MinedKind
from tracker.text.cleaning import one_line
from tracker.text.dates import add_months, make_date, no_such_day, parse_date
from tracker.text.numerals import CHINESE_NUMERALS, half_width, read_number

SPAN = re.compile(r"[+＋]\s*(?P<count>\d{1,4})\s*(?P<unit>天|日|周|星期|个?月|年|d|w|m|y)")
"""`+2周`, `+10天`, `+3个月` from today."""


_BACKWARDS: Final = ("-", "－", "−", "—", "–")


def read_deadline(phrase: str, *, base: dt.date, events: Mapping[str, dt.date] | None = None) -> Deadline:
    """What a typed time limit means, counted from `base` where it is relative or leaves out its year.

    `events` are the campaign's days of events that limits count from, by their words.
    Raises BadInput when it cannot be read as one.
    """
    typed = phrase.strip()
    if typed.startswith(_BACKWARDS):
        raise BadInput(f"整改时限“{one_line(typed)}”看不懂：时限往后算，请写 +2周、3个工作日")
    if (spanned := _span(typed, base)) is not None:
        # A shorthand of the keyboard: what the ledger prints for others is the day it means.
        day = f"{spanned.year}年{spanned.month}月{spanned.day}日前"
        return Deadline(day, DeadlineKind.DATE, spanned)
    if (plain := _plain_date(typed)) is not None:
        return Deadline(typed, DeadlineKind.DATE, plain)
    since = min(base, _named_year(typed) or base)
    found = next(
        (limit for end in ("", "前", "内") if (limit := _governing(f"{typed}{end}", since, events))), None
    )
    if found is None:
        raise BadInput(
            f"整改时限“{one_line(typed)}”看不懂，"
            + (no_such_day(typed) or "可以写 2025-3-31、11月底前、+2周、每月25日前、立行立改、长期坚持")
        )
    return replace(ledger_deadline(found), phrase=typed)


def read_events(written: Iterable[str]) -> dict[str, dt.date]:
    """Days of events as typed (反馈=2026-09-30), by their words.

    Raises BadInput when one is no 事件=日期, or an event has two days.
    """
    events: dict[str, dt.date] = {}
    for typed in written:
        word, sign, day = typed.replace("＝", "=").partition("=")
        word = word.strip()
        if not sign or not word or not day.strip():
            raise BadInput(f"事件“{one_line(typed)}”看不懂，请写成 事件=日期，如 反馈=2026-09-30")
        try:
            found = parse_date(day)
        except BadInput as problem:
            raise BadInput(f"事件“{one_line(word)}”：{problem}") from problem
        if events.setdefault(word, found) != found:
            raise BadInput(f"事件“{one_line(word)}”写了{events[word]}和{found}两个日期，请只写一个")
    return events


def typed_day(phrase: str, base: dt.date) -> MinedDeadline | None:
    """A time limit that only a form knows (2025-3-31, +2周): the day itself, or None."""
    typed = phrase.strip()
    due = _span(typed, base) or _plain_date(typed)
    if due is None:
        return None
    return MinedDeadline(typed, 0, len(typed), MinedKind.DATE, due, "typed", confirm=False)


_FIGURE: Final = f"[0-9{CHINESE_NUMERALS}]"
_YEAR: Final = re.compile(
    rf"(?<!{_FIGURE})({_FIGURE}{{4}})\s?(?:[./-]\s?[0-9]|年\s?(?:{_FIGURE}{{1,3}}\s?月|第?[一二三四1-4]季|[上下]半年|年?[底末内中初]))"
)
"""Of a day, not of what happened in it: 2023年反馈的问题，11月底前."""


def _named_year(typed: str) -> dt.date | None:
    """The first day of the year that a day of it is in: a limit that has passed is one all the same."""
    found = _YEAR.search(half_width(typed))
    return make_date(read_number(found[1]), 1, 1) if found else None


def _governing(typed: str, base: dt.date, events: Mapping[str, dt.date] | None) -> MinedDeadline | None:
    """The one time limit of the phrase; 立行立改 may stand before a day, and 长期坚持 behind it.

    Whoever types a day that does not exist can be told so at once.
    """
    found = find_deadlines(typed, base, events=events)
    if any(limit.due is None and no_such_day(limit.text) for limit in found):
        return None
    dated = [limit for limit in found if limit.kind not in (MinedKind.CONTINUING, MinedKind.IMMEDIATE)]
    limits = dated or [limit for limit in found if limit.kind is MinedKind.IMMEDIATE] or found[:1]
    return limits[0] if len(limits) == 1 else None


_GOES_ON = re.compile(
    r"(?:之?前|以?内)?(?:完成|见效|整改到位|取得阶段性成[效果])?[，,、；;]?\s*并?(?:长期坚持|持续(?:推进|整改|坚持)|常态长效)"
)
"""Right after a limit that ends, what goes on without one."""


def ledger_deadline(deadline: MinedDeadline, text: str = "") -> Deadline:
    """A mined deadline as the ledger keeps it.

    `text` is the document's: 年底前，并长期坚持 is kept as one phrase, since it does not end with its date.
    """
    after = None if deadline.kind is MinedKind.CONTINUING else _GOES_ON.match(text, deadline.end)
    return Deadline(
        phrase=text[deadline.start : after.end()] if after else deadline.text,
        kind=DeadlineKind(deadline.kind.value),
        due=deadline.due,
        rule=deadline.rule,
        confirm=deadline.confirm,
        event=deadline.event,
    )


def _span(typed: str, base: dt.date) -> dt.date | None:
    match = SPAN.fullmatch(typed)
    if match is None:
        return None
    count, unit = int(match["count"]), match["unit"]
    try:
        match unit:
            case "天" | "日" | "d":
                return base + dt.timedelta(days=count)
            case "周" | "星期" | "w":
                return base + dt.timedelta(weeks=count)
            case "年" | "y":
                return add_months(base, 12 * count)
            case _:
                return add_months(base, count)
    except (OverflowError, ValueError) as error:
        raise BadInput(f"整改时限“{one_line(typed)}”太远了") from error


def _plain_date(typed: str) -> dt.date | None:
    try:
        return parse_date(typed)
    except BadInput:
        return None
