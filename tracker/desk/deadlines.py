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
from tracker.mining import read_alone
from tracker.mining.findings import Deadline as MinedDeadline
from tracker.mining.findings import DeadlineKind as MinedKind
from tracker.text.cleaning import one_line
from tracker.text.dates import add_months, no_such_day, parse_date

SPAN = re.compile(r"[+＋]\s*(?P<count>\d{1,4})\s*(?P<unit>天|日|周|星期|个?月|年|d|w|m|y)")
"""`+2周`, `+10天`, `+3个月` from today."""


_BACKWARDS: Final = ("-", "－", "−", "—", "–")


def read_deadline(phrase: str, *, base: dt.date, events: Mapping[str, dt.date] | None = None) -> Deadline:
    """What a typed time limit means, as the ledger keeps it; see `understand_limit`."""
    limit = understand_limit(phrase, base=base, events=events)
    kept = ledger_deadline(limit)
    return kept if limit.rule == _TYPED else replace(kept, phrase=phrase.strip())


def understand_limit(
    phrase: str, *, base: dt.date, events: Mapping[str, dt.date] | None = None
) -> MinedDeadline:
    """What a time limit means that is all that was typed or written into its cell, and how it was read.

    Counted from `base` where it is relative or leaves out its year; `events` are the campaign's days of
    events that limits count from, by their words. Raises BadInput when it cannot be read as one.
    """
    typed = phrase.strip()
    if typed.startswith(_BACKWARDS):
        raise BadInput(f"整改时限“{one_line(typed)}”看不懂：时限往后算，请写 +2周、3个工作日")
    limit = _typed_day(typed, base) or read_alone(typed, base, events=events)
    if limit is None:
        raise BadInput(
            f"整改时限“{one_line(typed)}”看不懂，"
            + (no_such_day(typed) or "可以写 2025-3-31、11月底前、+2周、每月25日前、立行立改、长期坚持")
        )
    return limit


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


def explain_limit(limit: MinedDeadline, base: dt.date) -> str:
    """Why a limit that was understood from `base` means its day, for a command."""
    from tracker.mining.deadlines import explain_deadline

    if limit.rule == _TYPED:
        return f"登记时限的写法，就是{limit.due}这一天。"
    return explain_deadline(limit, base)


_TYPED: Final = "typed"
"""The rule of what only a form knows: 2025-3-31, +2周."""


def _typed_day(typed: str, base: dt.date) -> MinedDeadline | None:
    """The day that was typed itself, or so long after `base`."""
    spanned = _span(typed, base)
    due = spanned or _plain_date(typed)
    if due is None:
        return None
    counted = base if spanned else None
    return MinedDeadline(typed, 0, len(typed), MinedKind.DATE, due, _TYPED, confirm=False, base=counted)


_GOES_ON = re.compile(
    r"(?:之?前|以?内)?(?:完成|见效|整改到位|取得阶段性成[效果])?[，,、；;]?\s*并?(?:长期坚持|持续(?:推进|整改|坚持)|常态长效)"
)
"""Right after a limit that ends, what goes on without one."""


def ledger_deadline(deadline: MinedDeadline, text: str = "") -> Deadline:
    """A mined deadline as the ledger keeps it.

    `text` is the document's: 年底前，并长期坚持 is kept as one phrase, since it does not end with its date.
    """
    if deadline.rule == _TYPED and deadline.due is not None:
        # +2周 is a shorthand of the keyboard: what the ledger prints for others is the day it means.
        day = f"{deadline.due.year}年{deadline.due.month}月{deadline.due.day}日前"
        return Deadline(day if deadline.base else deadline.text, DeadlineKind.DATE, deadline.due)
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
