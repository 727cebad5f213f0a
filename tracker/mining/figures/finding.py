"""Finds the figures that a draft states, in its sentences and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.mining.figures.clauses import Meaning, loosened, meaning_of, numbers_in
from tracker.mining.figures.codes import OTHERS, coded
from tracker.mining.figures.context import Context, Counted
from tracker.mining.figures.stated import Change, Doubt, Quantity, Stated
from tracker.mining.figures.tables import table_figures, table_lines
from tracker.mining.figures.tokens import Token, tokens_of
from tracker.mining.vocabulary import load

_FULL = Quantity(Decimal(100), True)
_NOTHING = Quantity(Decimal(0), False)
_ABSENT = ("overdue", "closed_late", "reopened", "extended", "extension_asked", "open", "behind", "unsettled")
"""Of what it may be said that there is none."""
_PRESENT = ("closed", "open", "overdue", "continuing")
"""Of what it may be said that it is all."""
_FLOWS = ("closed", "added", "registered", "new_overdue")
"""Counted in a period."""
_ONLY_FLOWS = ("added", "new_overdue")
"""Counted in a period only."""
_LONGEST = 400
"""Tokens of a clause; what is longer is no clause."""


def find_figures(text: str, reported: date, *, names: Sequence[str] = ()) -> tuple[Stated, ...]:
    """All figures of a text in its order; `reported` is the day it reports on.

    `names` are those of units and the like: a figure behind one is that one's.
    """
    found: list[Stated] = []
    context = Context(reported)
    start = 0
    for table, end in table_lines(text):
        _read_prose(text, start, table.start, context, names, found)
        found += table_figures(text, table, context.as_of or context.whole_day, names)
        start = end
    _read_prose(text, start, len(text), context, names, found)
    return tuple(found)


def _read_prose(
    text: str, start: int, end: int, context: Context, names: Sequence[str], found: list[Stated]
) -> None:
    for line_start, line_end in _lines(text, start, end):
        before = len(found)
        segment: list[Token] = []
        for token in _shifted(tokens_of(text[line_start:line_end], names), line_start):
            if token.kind in ("weak", "strong", "stop"):
                found += _segment(text, segment, context)
                segment = []
                context.notice(token)
            else:
                segment.append(token)
        found += _segment(text, segment, context)
        context.close_line(text[line_start:line_end], has_figures=len(found) > before)
        context.notice(Token("stop", "\n", line_end, line_end))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _shifted(tokens: Iterator[Token], by: int) -> Iterator[Token]:
    for token in tokens:
        yield Token(token.kind, token.text, token.start + by, token.end + by, token.code, token.quantity)


def _segment(text: str, segment: Sequence[Token], context: Context) -> Iterator[Stated]:
    """What the words between two signs state; they may tell more of what follows."""
    if len(segment) > _LONGEST:
        return
    numbers = numbers_in(segment)
    if not numbers:
        for token in segment:
            context.notice(token)
        yield from _without_number(text, segment, context)
        return
    noticed = 0
    for which, place in enumerate(numbers):
        for token in segment[noticed:place]:
            context.notice(token)
        noticed = place
        stated = _stated(text, segment, numbers, which, context)
        if stated is not None:
            yield stated
    for token in segment[noticed:]:
        context.notice(token)


def _stated(
    text: str, segment: Sequence[Token], numbers: Sequence[int], which: int, context: Context
) -> Stated | None:
    place = numbers[which]
    number = segment[place]
    if number.quantity is None:
        return None
    meaning = meaning_of(segment, numbers, which)
    quantity = loosened(number.quantity, segment, place)
    is_written = number.text[:1].isdigit()
    is_of_others = _goes_on(segment, place) and not meaning.object  # 完成12个调研报告
    if number.kind == "foreign" and is_written and not is_of_others:
        return _amount(text, segment, numbers, which, meaning, quantity, context)
    if number.kind == "foreign" or is_of_others or (meaning.is_elsewhere and not meaning.strong):
        return _unknown(text, number, meaning, quantity, Doubt.MEANING) if is_written else None
    if not number.code and not _stands_alone(segment, place):
        return None
    if (meaning.change or meaning.against) and not (
        meaning.strong or meaning.object or meaning.facet or meaning.rate
    ):
        return _changed(text, number, meaning, quantity, context)
    if quantity.is_share:
        is_points = number.code != "%" and not _is_change(meaning)
        if is_points:
            return _unknown(text, number, meaning, quantity, Doubt.MEANING)
        return _share(text, number, meaning, quantity, context)
    if not meaning.said and place and segment[place - 1].kind == "name" and number.code:
        meaning.statuses.append(context.apart or "total")  # 组织部12项
    if not meaning.said:
        return (
            _unknown(text, number, meaning, quantity, Doubt.MEANING) if is_written and number.code else None
        )
    return _counted(text, number, meaning, quantity, context)


def _stands_alone(segment: Sequence[Token], place: int) -> bool:
    """A bare number is one only where nothing follows it: 已销号19，."""
    after = segment[place + 1 :]
    return all(token.kind == "gap" and not token.text.strip() for token in after)


def _is_change(meaning: Meaning) -> bool:
    """By how much something went, not what it came to."""
    return bool(meaning.change or meaning.against) and not meaning.is_level


def _changed(text: str, number: Token, meaning: Meaning, quantity: Quantity, context: Context) -> Stated:
    """较上月增加3项: of what the sentence counted last."""
    if number.code in load("figures")["counters"]["points"]:
        alike = [one for one in context.counted if one.whole]
    else:
        alike = [one for one in context.counted if one.counter == number.code]
    last = (alike or context.counted or [None])[-1]  # type: ignore[list-item]
    if last is None:
        return _unknown(text, number, meaning, quantity, Doubt.MEANING)
    kinds = {one.object for one in context.counted} | {last.object}
    figure, kind = coded(last.object, last.status, context.facet, kinds)
    return _checked(text, number, meaning, quantity, context, figure, kind, last.whole)


def _amount(
    text: str,
    segment: Sequence[Token],
    numbers: Sequence[int],
    which: int,
    meaning: Meaning,
    quantity: Quantity,
    context: Context,
) -> Stated:
    """挽回损失12.5万元, 诫勉3人: what it is of stands before it, or the ledger cannot be asked."""
    number = segment[numbers[which]]
    before = segment[numbers[which - 1] + 1 if which else 0 : numbers[which]]
    of = next((token for token in reversed(before) if token.kind == "gap" and token.text.strip()), None)
    if of is None or meaning.is_elsewhere or meaning.object:
        return _unknown(text, number, meaning, quantity, Doubt.MEANING)
    said = replace(meaning, start=min(meaning.start, of.start))
    stated = _checked(text, number, said, quantity, context, "amount", "")
    return replace(stated, facet="", about=of.text.strip(), unit=number.code)


def _goes_on(segment: Sequence[Token], place: int) -> bool:
    """Words known as nothing stand right behind the number."""
    after = segment[place + 1 : place + 2]
    return any(token.kind == "gap" and bool(token.text.strip()) for token in after)


def _last_of_items(text: str, meaning: Meaning, number: Token, context: Context) -> Counted | None:
    """What was counted last before something else was, where the words are only said of items: 整改率."""
    if not any(
        word in text[meaning.start : number.start] for word in load("figures")["uncounted"]["of_items"]
    ):
        return None
    return next((one for one in reversed(context.counted) if one.object != OTHERS), None)


def _counted(
    text: str, number: Token, meaning: Meaning, quantity: Quantity, context: Context
) -> Stated | None:
    earlier = context.counted_as(number.code)
    if earlier is not None and earlier.object == OTHERS:
        earlier = _last_of_items(text, meaning, number, context) or earlier
    what = meaning.object or (earlier.object if earlier else "")
    if meaning.facet:
        context.facet = meaning.facet
    if meaning.object:
        context.qualifier = meaning.qualifier
        if meaning.status == "total":
            context.facet = meaning.facet
    if not meaning.status and meaning.object == "" and meaning.facet:
        what = what if what == "measure" else "item"
    if meaning.status.startswith("made") and meaning.object != "regulation":
        return _unknown(text, number, meaning, quantity, Doubt.MEANING) if number.text[:1].isdigit() else None
    kinds = {one.object for one in context.counted} | {what}
    figure, kind = coded(what, meaning.status or "total", context.facet, kinds)
    context.counted.append(Counted(what, number.code, figure, meaning.status or "total"))
    if what == OTHERS:
        return _unknown(text, number, meaning, quantity, Doubt.OTHERS)
    return _checked(text, number, meaning, quantity, context, figure, kind)


def _checked(
    text: str,
    number: Token,
    meaning: Meaning,
    quantity: Quantity,
    context: Context,
    figure: str,
    kind: str,
    whole: str = "",
) -> Stated:
    """The figure with all that limits it, or the doubt about it."""
    doubt = Doubt.PLAN if context.is_plan else meaning.doubt
    against, change = _against(number, meaning, quantity, context)
    if (change or meaning.is_former) and not against:
        doubt = doubt or Doubt.COMPARISON
    period = context.period
    if period and figure not in _FLOWS:
        if not period.startswith(("今年", "本年")) and doubt is Doubt.NONE and figure:
            doubt = Doubt.PERIOD
        period = ""
    if figure in _FLOWS and not period and not context.is_in_all:
        period = context.chapter_period
    if figure in _ONLY_FLOWS and not period:
        doubt = doubt or Doubt.MEANING
    if not figure and doubt is Doubt.NONE:
        doubt = Doubt.MEANING
    names = (*context.names, *([context.qualifier] if context.qualifier else ()))
    return Stated(
        text=text[meaning.start : meaning.end],
        start=meaning.start,
        end=meaning.end,
        quantity=quantity,
        figure="" if doubt else figure,
        whole="" if doubt else whole,
        kind=kind,
        facet=_facet(figure, context.facet),
        names=names,
        period=period,
        as_of=context.as_of,
        against=against,
        change=change,
        doubt=doubt,
    )


def _against(number: Token, meaning: Meaning, quantity: Quantity, context: Context) -> tuple[str, Change]:
    """The other time that a number is held against, and which way it went since."""
    if meaning.is_former:
        return context.against, Change.NONE
    if not _is_change(meaning):
        return "", Change.NONE
    return meaning.against or context.against, meaning.change or Change.UP


def _facet(figure: str, facet: str) -> str:
    """Measures of 立行立改 are a figure of their own."""
    return "" if figure.startswith(("measures", "regulations")) else facet


def _unknown(text: str, number: Token, meaning: Meaning, quantity: Quantity, doubt: Doubt) -> Stated:
    start = min(meaning.start, number.start)
    return Stated(text[start : number.end], start, number.end, quantity, "", doubt=meaning.doubt or doubt)


def _share(text: str, number: Token, meaning: Meaning, quantity: Quantity, context: Context) -> Stated | None:
    """完成率76%, 逾期2%, or 占67.9% of what was counted last."""
    last = context.counted[-1] if context.counted else None
    if last is not None and last.object == OTHERS:
        last = _last_of_items(text, meaning, number, context) or last
    what = meaning.object or (last.object if last else "")
    status = meaning.rate or ("" if meaning.status in ("", "total") else meaning.status)
    if meaning.rate.endswith(("_done", "_overdue", "_closed")):
        part, facet = meaning.rate, ""
        for prefix in ("immediate", "at_once"):
            if part == f"{prefix}_closed":
                part, facet = "closed", prefix
        if part.startswith("measures_"):
            what, status = "measure", {"measures_done": "closed", "measures_overdue": "overdue"}[part]
        else:
            status, what = part, "item"
        context.facet = facet or context.facet
    elif not status and last is not None and (meaning.is_share or _is_bare(meaning)):
        figure = last.figure
        whole = "measures" if figure.startswith("measures") else "items"
        if figure in ("", "items", "problems", "tasks", "measures", "regulations"):
            return _unknown(text, number, meaning, quantity, Doubt.MEANING)
        kind = last.object if last.object in ("problem", "task") else ""
        return _checked(text, number, meaning, quantity, context, figure, kind, whole)
    if not status or what == OTHERS:
        return _unknown(text, number, meaning, quantity, Doubt.OTHERS if what == OTHERS else Doubt.MEANING)
    kinds = {one.object for one in context.counted} | {what}
    figure, kind = coded(what, status, context.facet, kinds)
    whole, _ = coded("measure" if what == "measure" else "item", "total", context.facet, kinds)
    if figure == "reopened":
        whole = "ever_closed"
    context.counted.append(Counted(what, "%", figure, status, whole))
    return _checked(text, number, meaning, quantity, context, figure, kind, whole)


def _is_bare(meaning: Meaning) -> bool:
    """Nothing stands beside it: （67.9%）."""
    return not meaning.said and not meaning.lead and not meaning.is_elsewhere


def _without_number(text: str, segment: Sequence[Token], context: Context) -> Iterator[Stated]:
    """无逾期, 全部销号: a figure without a number, where the sentence tells of what."""
    for place, token in enumerate(segment[:-1]):
        if token.kind not in ("none", "all"):
            continue
        after = next(
            (one for one in segment[place + 1 :] if one.kind not in ("filler", "modifier", "all")), None
        )
        if after is None or after.kind != "status":
            continue
        is_none = token.kind == "none"
        allowed = _ABSENT if is_none else _PRESENT
        meaning = Meaning(start=token.start, end=after.end, statuses=[after.code])
        objects = [one.code for one in segment if one.kind == "object"]
        if after.code not in allowed or not (objects or context.counted):
            continue
        if any(one.kind == "gap" and one.text.strip() for one in segment[:place]) and not context.counted:
            continue
        earlier = context.counted[-1] if context.counted else None
        what = objects[0] if objects else (earlier.object if earlier else "")
        kinds = {one.object for one in context.counted} | {what}
        figure, kind = coded(what, after.code, context.facet, kinds)
        number = Token("number", "", token.start, after.end, "")
        whole = "" if is_none else coded("measure" if what == "measure" else "item", "total", "", kinds)[0]
        quantity = _NOTHING if is_none else _FULL
        yield _checked(text, number, meaning, quantity, context, figure, kind, whole)
        return
