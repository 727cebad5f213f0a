"""Figures that a draft holds against an earlier time (较上月增加3项): counted then and now."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from tracker.desk.past_days import read_past_day
from tracker.desk.recounting import Behind, Counter, Named, Recount, read_period
from tracker.errors import BadInput
from tracker.ledger.store import Ledger
from tracker.mining.figures import Change, Stated
from tracker.text.dates import make_date, month_end

_SAME_TIME: Final = re.compile(r"(?P<when>.{1,6}?)同期|同比")
_GRAINS: Final = {"周": "周", "月": "月", "度": "季度", "季": "季度", "年": "年"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure at two times."""

    recount: Recount
    """What the draft's number has to be."""
    now: Recount
    then: Recount
    when: str
    """The other time: a day, or a period."""
    behind: tuple[Behind, ...]
    """What is counted at one of the two times only."""


def compare_figure(
    ledger: Ledger, stated: Stated, scope: tuple[Named, ...], counter: Counter
) -> Compared | str:
    """The figure now and then, or why it cannot be told."""
    plain = replace(stated, against="", change=Change.NONE)
    if stated.period:
        earlier = _earlier_period(stated)
        if not earlier:
            return f"“{stated.period}”和“{stated.against}”不是相邻的两段时间，核不了"
        before = replace(plain, period=earlier)
        return _held(stated, earlier, _counted(counter, plain, scope), _counted(counter, before, scope))
    day = earlier_day(stated.against, counter.today)
    if day is None:
        return f"“{stated.against}”没有写明和哪一天比，请写成“较上月”“较5月底”"
    now = _counted(counter, plain, scope)
    with ledger.as_of(day):
        if not ledger.head().count:
            return f"台账在{day}还没有开始记，没有那一天的数"
        then = _counted(Counter(ledger, counter.wanted, day), plain, scope)
    return _held(stated, str(day), now, then)


def _counted(
    counter: Counter, stated: Stated, scope: tuple[Named, ...]
) -> tuple[Recount | str, list[Behind]]:
    recount = counter.recount(stated, scope)
    return recount, [] if isinstance(recount, str) else counter.behind(stated, scope)


def _held(
    stated: Stated,
    when: str,
    now: tuple[Recount | str, list[Behind]],
    then: tuple[Recount | str, list[Behind]],
) -> Compared | str:
    (later, behind), (earlier, before) = now, then
    if isinstance(later, str):
        return later
    if isinstance(earlier, str):
        if not stated.about:
            return f"{when}：{earlier}"
        earlier = Recount(Fraction(), 0, None)  # an amount that nobody had recorded yet
    recount = _difference(stated, later, earlier)
    if recount is None:
        return f"{when}是0，算不出增减了百分之几"
    keys, former = {row.key for row in behind}, {row.key for row in before}
    moved = [row for row in behind if row.key not in former] + [row for row in before if row.key not in keys]
    return Compared(recount, later, earlier, when, tuple(moved))


def _difference(stated: Stated, now: Recount, then: Recount) -> Recount | None:
    """None for the growth of nothing."""
    if stated.change is Change.NONE:
        return then
    gone = now.value - then.value
    if stated.quantity.is_share and not stated.whole:
        if not then.value:
            return None
        gone = gone * 100 / then.value
    return Recount(gone if stated.change is Change.UP else -gone, now.part, None)


def _earlier_period(stated: Stated) -> str:
    """上月 beside 本月; empty where the two do not stand next to each other."""
    grain = _GRAINS.get(stated.period.removesuffix("份")[-1], "")
    if not stated.period.startswith(("本", "当", "今")) or not grain:
        return ""
    named = "去年" if grain == "年" else f"上{grain}"
    said = stated.against.replace("上个", "上").replace("上年", "去年").rstrip("底末")
    return named if said in (named, "环比") and read_period(named) else ""


def earlier_day(said: str, base: dt.date) -> dt.date | None:
    """The last day of 上月, the same day of 去年同期 …; None where no day is named."""
    same = _SAME_TIME.fullmatch(said)
    if same is not None:
        return _same_time(same["when"] or "去年", base)
    try:
        found = read_past_day(said, base=base)
    except BadInput:
        return None
    return found if found < base else None


def _same_time(period: str, base: dt.date) -> dt.date | None:
    """A year or a month before, at the month's end where it has no such day."""
    if period in ("去年", "上年"):
        year, month = base.year - 1, base.month
    elif period in ("上月", "上个月"):
        year, month = (base.year, base.month - 1) if base.month > 1 else (base.year - 1, 12)
    else:
        return None
    return make_date(year, month, base.day) or month_end(year, month)


def gone_in_words(compared: Compared, stated: Stated, written: str) -> str:
    """The difference as it would be written; the other way round where it went so."""
    if compared.recount.value >= 0 or stated.change is Change.NONE:
        return written
    return ("减少" if stated.change is Change.UP else "增加") + written.removeprefix("-")
