"""汇报稿数字核对: the figures of somebody's draft, each counted again from the ledger."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from tracker.desk.compared_figures import compare_figure, gone_in_words
from tracker.desk.own_words import OwnWords
from tracker.desk.recounting import (
    Behind,
    Counter,
    Named,
    Names,
    Recount,
    agrees,
    figure_called,
    names_of,
    read_period,
    rounded,
)
from tracker.errors import Refusal
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.queries import item_ids
from tracker.ledger.store import Ledger
from tracker.ledger.words import RectificationType
from tracker.mining.figures import Change, Doubt, Stated, find_figures

_LONGEST_CONTEXT: Final = 60
"""Characters before and behind that are shown around a figure."""
_FINEST: Final = 6
"""Digits behind the point that an amount is written with at most: 亿元 to the hundred 元."""


class Verdict(StrEnum):
    """What a check came to."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"

    @property
    def word(self) -> str:
        """As people read it."""
        return {"agrees": "相符", "differs": "不符", "unchecked": "无法核"}[self.value]


_DOUBTS: Final = {
    Doubt.MEANING: "台账没有这一项统计，或没有写明是哪一项",
    Doubt.OTHERS: "数的是举报、案件、会议、文件一类，不是台账里的事项和措施，台账没有数",
    Doubt.SEVERAL: "一个数字说了两种情况，不知道核哪一种",
    Doubt.PERIOD: "这一项没有按时段的统计，请写截至哪一天",
    Doubt.COMPARISON: "是比较数，稿中没有写明和哪一天比（如“较上月”），或只写了不低于、不高于多少",
    Doubt.PLAN: "是目标数、计划数，还没有发生",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One figure of the draft and what the ledger says to it."""

    stated: Stated
    line: int
    """Of the draft's text, from 1."""
    context: str
    """The words around it."""
    verdict: Verdict
    counted: str
    """The ledger's number as it would be written; empty where it cannot be told."""
    definition: str
    """What was counted, among what, on which day."""
    note: str
    behind: tuple[Behind, ...]
    """What stands behind a difference."""
    nearly: tuple[Behind, ...]
    """Items that the draft may have counted beside."""


@dataclass(frozen=True, slots=True)
class Checks:
    """A draft that was checked."""

    as_of: dt.date
    figures: tuple[Checked, ...]

    def count(self, verdict: Verdict) -> int:
        """How many figures came to this."""
        return sum(one.verdict is verdict for one in self.figures)


def check_text(
    ledger: Ledger,
    text: str,
    *,
    today: dt.date,
    wanted: Query = EVERYTHING,
    is_past: bool = False,
) -> Checks:
    """Check every figure of a draft against the items meant, on the day that it names, else on `today`.

    `is_past`: the ledger is read as it was at the end of `today`, where it may have gone on since.
    Raises Refusal where the items meant are none: every figure would be held against nothing.
    """
    with _on(ledger, today, is_past=is_past):
        if not (wanted.is_everything or item_ids(ledger, wanted, today=today)):
            raise Refusal(f"没有符合条件的事项（{wanted}），没有可以核对的")
        names = names_of(ledger, wanted, today)
    found = find_figures(text, today, names=names.spoken)
    checked: dict[int, Checked] = {}
    lines = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
    days = sorted({stated.as_of or today for stated in found})
    for day in days:
        here = [(place, one) for place, one in enumerate(found) if (one.as_of or today) == day]
        if day > today:
            note = f"稿中截至{day}，在{today}之后，台账还没有这一天的数"
            for place, one in here:
                checked[place] = _unchecked(text, lines, one, note)
            continue
        with _on(ledger, day, is_past=is_past or day != today):
            counter = Counter(ledger, wanted, day)
            own_words = OwnWords(ledger, day)
            for place, one in here:
                found_so = _check(text, lines, one, counter, names)
                number = own_words.item_saying(text, one) if _counts_items(found_so) else ""
                note = f"{number}的原文里就有这句话，不是统计数"
                checked[place] = _unchecked(text, lines, one, note) if number else found_so
    return Checks(today, tuple(checked[place] for place in sorted(checked)))


def _on(ledger: Ledger, day: dt.date, *, is_past: bool) -> AbstractContextManager[None]:
    return ledger.as_of(day) if is_past else nullcontext()


def _unchecked(text: str, lines: list[int], stated: Stated, note: str) -> Checked:
    return Checked(
        stated=stated,
        line=bisect_right(lines, stated.start),
        context=_context(text, stated),
        verdict=Verdict.UNCHECKED,
        counted="",
        definition="",
        note=note,
        behind=(),
        nearly=(),
    )


def _counts_items(checked: Checked) -> bool:
    """It was held against figures of the ledger; an amount that is right is right in an item's words too."""
    is_right_amount = checked.stated.figure == "amount" and checked.verdict is Verdict.AGREES
    return checked.verdict is not Verdict.UNCHECKED and not is_right_amount


def _check(text: str, lines: list[int], stated: Stated, counter: Counter, names: Names) -> Checked:
    blank = _unchecked(text, lines, stated, "")
    if stated.doubt:
        return replace(blank, note=_DOUBTS[stated.doubt])
    scope = []
    for said in stated.names:
        named = names.find(said)
        if named is None:
            return replace(blank, note=f"台账里没有叫“{said}”的单位、领导、问题类别、方面、专项或来源")
        scope.append(named)
    if stated.period and read_period(stated.period) is None:
        return replace(blank, note=f"“{stated.period}”读不出是哪一段时间")
    meant = tuple(dict.fromkeys(scope))
    if stated.against:
        return _check_change(blank, stated, meant, counter)
    recount = counter.recount(stated, meant)
    definition = _definition(stated, meant, counter.today)
    if isinstance(recount, str):
        return replace(blank, definition=definition, note=recount)
    checked = replace(blank, counted=_written(stated, recount), definition=definition)
    if agrees(stated.quantity, recount):
        return replace(checked, verdict=Verdict.AGREES)
    more = stated.quantity.value > recount.value and not stated.whole
    return replace(
        checked,
        verdict=Verdict.DIFFERS,
        note="；".join(_hints(stated, meant, recount, counter)),
        behind=tuple(counter.behind(stated, meant)),
        nearly=tuple(counter.nearly_closed(stated, meant)) if more else (),
    )


def _check_change(blank: Checked, stated: Stated, scope: tuple[Named, ...], counter: Counter) -> Checked:
    """较上月增加3项: the figure at both times."""
    definition = _definition(stated, scope, counter.today)
    compared = compare_figure(counter.ledger, stated, scope, counter)
    if isinstance(compared, str):
        return replace(blank, definition=definition, note=compared)
    plain = replace(stated, change=Change.NONE)
    then, now = _written(plain, compared.then), _written(plain, compared.now)
    checked = replace(
        blank,
        counted=gone_in_words(compared, stated, _written(stated, compared.recount)),
        definition=f"{definition}：{now}，{compared.when}：{then}",
    )
    if agrees(stated.quantity, compared.recount):
        return replace(checked, verdict=Verdict.AGREES)
    note = f"{compared.when}是{then}，现在是{now}"
    return replace(checked, verdict=Verdict.DIFFERS, note=note, behind=compared.behind)


def _hints(stated: Stated, scope: tuple[Named, ...], recount: Recount, counter: Counter) -> Iterator[str]:
    """What a difference may come from."""
    if stated.whole:
        yield f"{recount.part}÷{recount.whole}"
        if recount.part < (recount.whole or 0) and stated.quantity.value == 100:
            yield "没有全部完成，不能写100%"
        return
    distance = Fraction(stated.quantity.value) - recount.value
    yield f"稿中{'多' if distance > 0 else '少'}{_plain(abs(distance))}{stated.unit}"
    for other, words in _other_readings(stated):
        again = counter.recount(other, scope)
        if not isinstance(again, str) and agrees(stated.quantity, again):
            yield f"按{words}是{again.part}，请核对口径"
    if stated.figure == "items":
        stopped = counter.recount(replace(stated, figure="stopped"), scope)
        if not isinstance(stopped, str) and stopped.part and distance == stopped.part:
            yield f"连终止的{stopped.part}个一起是{recount.part + stopped.part}，请核对口径"


def _other_readings(stated: Stated) -> Iterator[tuple[Stated, str]]:
    """The same words may have been meant more widely or narrowly."""
    if stated.kind:
        yield replace(stated, kind=""), "全部事项（问题和任务）"
    if stated.figure in ("problems", "tasks"):
        yield replace(stated, figure="items"), "全部事项（问题和任务，终止的不算）"
        kind = stated.figure.removesuffix("s")
        word = "问题" if kind == "problem" else "任务"
        yield replace(stated, figure="items", kind=kind), f"终止的{word}不算"
    elif stated.figure == "items" and not stated.kind:
        yield replace(stated, kind="problem"), "只算问题、不算任务"
    if stated.figure == "overdue":
        yield replace(stated, figure="measures_overdue", kind="", facet=""), "逾期未完的措施"


def _definition(stated: Stated, scope: tuple[Named, ...], day: dt.date) -> str:
    word = stated.about or figure_called(stated.figure).word
    if stated.whole:
        word = f"{word} ÷ {figure_called(stated.whole).word}"
    limits = [named.name for named in scope]
    if stated.kind:
        limits.append("问题" if stated.kind == "problem" else "任务")
    if stated.facet:
        facet = RectificationType.read(stated.facet)
        limits.append(facet.word if facet else "即知即改")
    if stated.period:
        limits.append(stated.period)
    return f"{word}（{'，'.join([*limits, f'截至{day}'])}）"


def _written(stated: Stated, recount: Recount) -> str:
    if not stated.quantity.is_share:
        return f"{_plain(recount.value)}{stated.unit}"
    # Beside a number in tenths or in whole percent, one digit more shows how far it is off.
    places = max(stated.quantity.places, 1)
    is_points = bool(stated.change and stated.whole)
    return f"{_trimmed(rounded(recount.value, places))}{'个百分点' if is_points else '%'}"


def _plain(value: Fraction) -> str:
    """A count, or an amount in its unit as exactly as it is told."""
    return str(value.numerator) if value.denominator == 1 else _trimmed(rounded(value, _FINEST))


def _trimmed(value: Decimal) -> str:
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _context(text: str, stated: Stated) -> str:
    """The words around a figure, of its own line."""
    first = text.rfind("\n", 0, stated.start) + 1
    last = text.find("\n", stated.end)
    last = len(text) if last < 0 else last
    start = max(first, stated.start - _LONGEST_CONTEXT)
    end = min(last, stated.end + _LONGEST_CONTEXT)
    before, behind = ("…" if start > first else ""), ("…" if end < last else "")
    return f"{before}{text[start:end].strip()}{behind}"
