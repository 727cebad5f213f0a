"""Which items are meant: a filter as typed on one line or given by options, and its SQL.

    单位:组织部 状态:整改中 预警:已逾期 类别:问题 未销号 逾期 调研成果

Words `key:value` narrow (several of one key are alternatives), bare words search the text; the
colon may be full-width.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.errors import BadInput
from tracker.ledger.lights import light_expression
from tracker.ledger.models import Item, Measure, Owner
from tracker.ledger.numbers import read_number
from tracker.ledger.rows import CampaignRow
from tracker.ledger.words import ItemKind, Light, State, Word
from tracker.text.cleaning import clean

W = TypeVar("W", bound=Word)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items; every part that is not empty must hold."""

    words: tuple[str, ...] = ()
    """Each must occur in the item's number, texts, measures or owners."""
    states: tuple[State, ...] = ()
    units: tuple[str, ...] = ()
    """Part of an owner's name is enough."""
    lights: tuple[Light, ...] = ()
    kinds: tuple[ItemKind, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Nothing is filtered out."""
        return not any(getattr(self, part.name) for part in fields(self))

    def __str__(self) -> str:
        """As it could be typed; printed on what is exported."""
        parts = [
            *(f"状态:{state.word}" for state in self.states),
            *(f"预警:{light.word}" for light in self.lights),
            *(f"类别:{kind.word}" for kind in self.kinds),
            *(f"单位:{_quoted(unit)}" for unit in self.units),
            *(f"编号:{number}" for number in self.numbers),
            *(_quoted(word, word in SHORTHANDS or KEYED.match(word) is not None) for word in self.words),
        ]
        return " ".join(parts)


def _quoted(text: str, needed: bool = False) -> str:
    return f"“{text}”" if needed or any(map(str.isspace, text)) else text


OPEN_STATES = (State.UNREGISTERED, State.RECTIFYING, State.APPLIED)

SHORTHANDS: dict[str, Filter] = {
    "未销号": Filter(states=OPEN_STATES),
    "逾期": Filter(lights=(Light.OVERDUE,)),
    **{state.word: Filter(states=(state,)) for state in State},
    **{light.word: Filter(lights=(light,)) for light in Light if light.word not in {s.word for s in State}},
    "临期": Filter(lights=(Light.NEAR, Light.IMMINENT)),  # wider than the light of that name
}
"""Bare words that stand for a state or a light."""

TOKEN = re.compile(r"(?P<key>[^\s\"“”:：]+[:：])?[\"“](?P<quoted>[^\"“”]+)[\"”](?!\S)|(?P<bare>\S+)")
"""A word, or `“two words”`, or `单位:“two words”`; quotes that do not close before a blank are text."""

KEYED = re.compile(r"(?P<key>[^:：]*)[:：](?P<value>.*)")


def parse_filter(line: str) -> Filter:
    """Read a filter line. Raises BadInput naming the word that cannot be read, and what may stand there."""
    found = Filter()
    for token in TOKEN.finditer(line):
        if token["bare"] is None:
            key, quoted = token["key"], token["quoted"]
            found = _narrowed(found, key[:-1], quoted) if key else _containing(found, quoted)
        elif keyed := KEYED.fullmatch(token["bare"]):
            found = _narrowed(found, keyed["key"], keyed["value"])
        else:
            found = _bare(found, token["bare"])
    return found


def _containing(found: Filter, word: str) -> Filter:
    return replace(found, words=(*found.words, word))


def _bare(found: Filter, token: str) -> Filter:
    shorthand = SHORTHANDS.get(token)
    if shorthand is None:
        return _containing(found, token)
    return replace(
        found, states=(*found.states, *shorthand.states), lights=(*found.lights, *shorthand.lights)
    )


def _narrowed(found: Filter, key: str, value: str) -> Filter:
    match key:
        case "状态" | "state":
            if value == "未销号":
                return replace(found, states=(*found.states, *OPEN_STATES))
            return replace(found, states=(*found.states, _read(State, key, value)))
        case "预警" | "light":
            return replace(found, lights=(*found.lights, _read(Light, key, value)))
        case "类别" | "kind":
            return replace(found, kinds=(*found.kinds, _read(ItemKind, key, value)))
        case "单位" | "unit":
            return replace(found, units=(*found.units, value))
        case "编号" | "number":
            return replace(found, numbers=(*found.numbers, read_number(value)))
        case _:
            raise BadInput(f"筛选条件看不懂“{key}:”，可用：状态 预警 单位 类别 编号")


def _read(words: type[W], key: str, value: str) -> W:
    member = words.read(value)
    if member is None:
        raise BadInput(f"{key}没有“{value}”，可用：{' '.join(word.word for word in words)}")
    return member


def clauses(wanted: Filter, campaigns: Iterable[CampaignRow], today: dt.date) -> list[ColumnElement[bool]]:
    """The filter as conditions on `item`."""
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(Item.state.in_([state.value for state in wanted.states]))
    if wanted.kinds:
        found.append(Item.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.numbers:
        found.append(Item.number.in_([read_number(number) for number in wanted.numbers]))
    if wanted.lights:
        light = light_expression(campaigns, today)
        found.append(light.in_([light.value for light in wanted.lights]))
    if wanted.units:
        found.append(or_(*(_owned_by(unit) for unit in wanted.units)))
    found.extend(_mentions(word) for word in wanted.words)
    return found


def _owned_by(unit: str) -> ColumnElement[bool]:
    return _where_some(Owner, _contains(Owner.name, unit))


def _mentions(word: str) -> ColumnElement[bool]:
    texts = (Item.title, Item.detail, Item.target, Item.category, Item.note, Item.completion)
    return or_(
        _contains(Item.number, word),
        *(_contains(column, word) for column in texts),
        _where_some(Measure, _contains(Measure.text, word)),
        _owned_by(word),
    )


def _where_some(model: type[Owner] | type[Measure], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The item has such a row; also within a statement that is about measures or owners itself."""
    return exists(select(model.id).where(model.item_id == Item.id, condition).correlate(Item))


def _contains(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Without regard to case on every database (SQLite's LIKE has none, PostgreSQL's has)."""
    return column.icontains(clean(word), autoescape=True)
