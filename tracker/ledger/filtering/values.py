"""What stands behind a sign, read for its field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.ledger.filtering import tree
from tracker.ledger.filtering.dates import EXAMPLES, When
from tracker.ledger.filtering.fields import FIELDS, Field, Kind, shorthands
from tracker.ledger.filtering.pointing import Mistake, Place, nearest, short
from tracker.ledger.filtering.tree import Presence, Query, Sign, Value
from tracker.ledger.numbers import read_number as read_item_number
from tracker.ledger.words import OPEN_STATES, Light, Word
from tracker.text.dates import no_such_day
from tracker.text.numerals import read_number


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as it stands in the line."""

    text: str
    """Without its quotes."""
    is_quoted: bool
    place: Place


ORDERED = (Kind.COUNT, Kind.DATE)
"""Kinds that can be less or more."""

_FEW = re.compile("[0-9０-９]{1,2}")
"""A count, where it might be a year or part of a document's number."""

_GROUPS: dict[tuple[str, str], tuple[Word, ...]] = {
    ("状态", "未销号"): OPEN_STATES,
    ("预警", "逾期"): shorthands()["逾期"][1],
}


def read_test(field: Field, sign: Sign, typed: Sequence[Typed], sign_place: Place) -> Query:
    """The test of a field as typed. Raises Mistake at the value or sign that cannot be."""
    field = _meant(field, sign, typed)
    if sign not in (Sign.HAS, Sign.IS):
        if field.kind not in ORDERED:
            raise Mistake(f"“{field.name}”不能比大小，请用冒号，如 {field.name}:…", sign_place)
        if len(typed) > 1:
            raise Mistake("比大小只能写一个值", (typed[1].place[0], typed[-1].place[1]))
    if field.name == "类别":
        return _category(field, sign, typed)
    values = [value for one in typed for value in _values(field, sign, one)]
    return tree.of(field.name, *values, sign=sign)


def counts(field: Field, sign: Sign, typed: Typed) -> bool:
    """Whether a number behind the name of a text asks how many there are: 佐证=0, 措施>3.

    Behind a colon longer numbers are looked for as text: 佐证:2024.
    """
    if not field.counted or typed.is_quoted or read_number(typed.text) is None:
        return False
    return sign is not Sign.HAS or _FEW.fullmatch(typed.text) is not None


def _meant(field: Field, sign: Sign, typed: Sequence[Typed]) -> Field:
    return FIELDS[field.counted] if all(counts(field, sign, one) for one in typed) else field


def _category(field: Field, sign: Sign, typed: Sequence[Typed]) -> Query:
    """类别 is 问题 or 任务; other words are categories of problems, of the office's own choice."""
    assert field.words is not None
    kinds = [word for one in typed if not one.is_quoted and (word := field.words.read(one.text))]
    others = [one for one in typed if one.is_quoted or field.words.read(one.text) is None]
    texts = [value for one in others for value in _values(FIELDS["问题类别"], sign, one)]
    if not kinds:
        return tree.of("问题类别", *texts, sign=sign)
    found = tree.of(field.name, *kinds)
    return tree.some([found, tree.of("问题类别", *texts, sign=sign)]) if texts else found


def _values(field: Field, sign: Sign, typed: Typed) -> tuple[Value, ...]:
    text = typed.text
    if (
        sign in (Sign.HAS, Sign.IS)
        and not typed.is_quoted
        and (field.optional or field.kind in (Kind.DATE, Kind.OWNER, Kind.TEXT))
    ):
        for presence in Presence:
            if text == presence.value:
                return (presence,)
    match field.kind:
        case Kind.WORD:
            return _words(field, typed)
        case Kind.COUNT:
            count = read_number(text)
            if count is None:
                raise Mistake(
                    f"“{field.name}”要和一个数比，如 {field.name}>=1，不能是“{short(text)}”", typed.place
                )
            return (count,)
        case Kind.DATE:
            when = When.read(text)
            if when is None:
                raise Mistake(f"看不懂日期“{short(text)}”，{_no_day(field, text)}", typed.place)
            return (when,)
        case Kind.NUMBER:
            return (read_item_number(text),)
        case _:
            return (text,)


def _no_day(field: Field, text: str) -> str:
    """What to write instead of what names no day; a light is looked for under its own name."""
    if field.name == "时限" and (light := Light.read(text)) is not None:
        return f"要找这样的事项请写 预警:{light.word}"
    return no_such_day(text) or f"可写 {EXAMPLES}、无"


def _words(field: Field, typed: Typed) -> tuple[Word, ...]:
    assert field.words is not None
    if (group := _GROUPS.get((field.name, typed.text))) is not None:
        return group
    word = field.words.read(typed.text)
    if word is None:
        known = [word.word for word in field.words] + [name for key, name in _GROUPS if key == field.name]
        raise Mistake(
            f"{field.name}没有“{short(typed.text)}”{nearest(typed.text, known)}可用：{' '.join(known)}",
            typed.place,
        )
    return (word,)
