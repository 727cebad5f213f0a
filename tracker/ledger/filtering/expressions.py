"""What each field of a query is on `item`, and how a value is held against it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
    union_all,
)

from tracker.ledger.filtering.dates import Span
from tracker.ledger.filtering.tree import Presence, Sign, Value
from tracker.ledger.leading import known_lead_unit
from tracker.ledger.lineage import came_before
from tracker.ledger.models import (
    Action,
    Application,
    Aspect,
    Campaign,
    Change,
    Document,
    Evidence,
    ExtensionRequest,
    Item,
    LookBack,
    Measure,
    MeasureShare,
    Owner,
    Progress,
    Publicity,
    Regulation,
    Stage,
    Standing,
)
from tracker.ledger.models.records import MAKES_ITEM
from tracker.ledger.sharing import count_of_measures, has_measure
from tracker.ledger.words import Decision, SourceKind
from tracker.text.cleaning import clean
from tracker.text.widths import spellings

Condition = ColumnElement[bool]

PARTS = (
    Measure,
    MeasureShare,
    Stage,
    Regulation,
    Owner,
    Progress,
    Evidence,
    Application,
    Publicity,
    ExtensionRequest,
    LookBack,
)
"""Tables whose rows hang on an item: a change of theirs is one of the item."""

OPTIONAL: Mapping[str, SQLColumnExpression[str]] = {
    "自报": Item.reported,
    "核实": Item.verified,
    "分类": Item.classification,
    "期限类": Item.term,
}
"""Words that an item may have none of: empty text."""


def is_given(field: str, value: Presence) -> Condition:
    """The item has a word in the field, or has none."""
    return present(OPTIONAL[field] != "", value)


def any_of(test: Callable[[Value], Condition], values: Iterable[Value]) -> Condition:
    """One of the values is as tested."""
    return or_(false(), *map(test, values))


def present(some: Condition, value: Presence) -> Condition:
    """有 or 无 of what `some` says is there."""
    return some if value is Presence.SOME else not_(some)


def contains(column: SQLColumnExpression[str], word: str) -> Condition:
    """Without regard to case and width on every database; Chinese has none, which makes it much cheaper."""
    text = clean(word)
    holds = column.contains if text.lower() == text.upper() else column.icontains
    return or_(*(holds(way, autoescape=True) for way in _ways(text)))


def _ways(text: str) -> Iterable[str]:
    """How a text may be written; databases know the two cases of ASCII, and not all of them others."""
    ways = (way for cased in (text, text.lower(), text.upper()) for way in spellings(cased))
    return dict.fromkeys(way.lower() if way.isascii() else way for way in ways)


def where_some(model: Any, condition: Condition) -> Condition:
    """The item has such a row; also within a statement that is about measures or owners itself.

    As a set that is made once: looking row by row for each item takes longer.
    """
    return Item.id.in_(select(model.item_id).where(condition).correlate(None))


def served_with(condition: Condition) -> Condition:
    """A measure that serves the item too has such an owner of its own."""
    serving = select(MeasureShare.item_id).join(Owner, Owner.measure_id == MeasureShare.measure_id)
    return Item.id.in_(serving.where(condition).correlate(None))


def of_item(query: Any, model: Any) -> Any:
    """A figure over the item's rows of one table."""
    return query.where(model.item_id == Item.id).correlate(Item).scalar_subquery()


def count_of(field: str) -> Any:
    """How often something is so of the item."""
    count = select(func.count())
    match field:
        case "延期次数":
            return Item.extension_count
        case "回炉":
            return Item.round - 1
        case "退回":
            returned = count.where(Application.decision == Decision.RETURNED.value)
            return of_item(returned, Application)
        case "未完措施":
            return count_of_measures(Measure.done_on.is_(None))
        case "措施数":
            return count_of_measures()
        case _:
            return of_item(count, Evidence)


_COMPARES: Mapping[Sign, Callable[[Any, Any], Any]] = {
    Sign.HAS: operator.eq,
    Sign.IS: operator.eq,
    Sign.LESS: operator.lt,
    Sign.AT_MOST: operator.le,
    Sign.MORE: operator.gt,
    Sign.AT_LEAST: operator.ge,
}


def counted(column: Any, sign: Sign, value: Value) -> Condition:
    """A count held against a number."""
    found: Condition = _COMPARES[sign](column, value)
    return found


def recurred(sign: Sign, value: Value) -> Condition:
    """屡改屡犯: how often the problem came before."""
    return came_before(_COMPARES[sign], int(str(value)))


def added_by(sign: Sign, value: Value) -> Condition:
    """新增于: the number of an action that put the item into the ledger, anew where it was redone."""
    actions = _COMPARES[sign](Change.action_id, int(str(value)))
    return Item.id.in_(select(Change.key).where(MAKES_ITEM, actions))


def compared(column: SQLColumnExpression[Any], sign: Sign, span: Span | None, value: Value) -> Condition:
    """Before, within or after a period; a missing date is none of them."""
    if span is None:
        return column.is_(None) if value is Presence.NONE else column.is_not(None)
    first, last = span
    match sign:
        case Sign.LESS:
            found = column < first
        case Sign.AT_MOST:
            found = column <= last
        case Sign.MORE:
            found = column > last
        case Sign.AT_LEAST:
            found = column >= first
        case _:
            found = column.between(first, last)
    return and_(column.is_not(None), found)


def updated(sign: Sign, span: Span | None, value: Value) -> Condition:
    """By the last action that touched the item or what hangs on it; there always is one."""
    if span is None:
        return true() if value is Presence.SOME else false()
    first, last = span
    since = _touched(Action.today >= first)
    after = _touched(Action.today > last)
    match sign:
        case Sign.LESS:
            return not_(since)
        case Sign.AT_MOST:
            return not_(after)
        case Sign.MORE:
            return after
        case Sign.AT_LEAST:
            return since
        case _:
            return and_(since, not_(after))


def _touched(when: Condition) -> Condition:
    """The item is among those of such actions: found from the actions, not item by item."""
    changes = select(Change.key).join(Action, Action.id == Change.action_id).where(when)
    own = changes.where(Change.table == Item.__tablename__)
    parts = [
        changes.with_only_columns(model.item_id, maintain_column_froms=True)
        .join(model, model.id == Change.key)
        .where(Change.table == model.__tablename__)
        .correlate(None)
        for model in PARTS
    ]
    shared = (
        changes.with_only_columns(MeasureShare.item_id, maintain_column_froms=True)
        .join(MeasureShare, MeasureShare.measure_id == Change.key)
        .where(Change.table == Measure.__tablename__)
        .correlate(None)
    )
    return Item.id.in_(union_all(own, *parts, shared))


def _source_word() -> SQLColumnExpression[str]:
    """问题来源 as people read it."""
    return case({source.value: source.word for source in SourceKind}, value=Item.source, else_=Item.source)


_OWN_TEXTS: Mapping[str, Callable[[], SQLColumnExpression[str]]] = {
    "统计单位": lambda: func.coalesce(known_lead_unit(), ""),
    "问题类别": lambda: Item.category.expression,
    "问题来源": _source_word,
    "时限表述": lambda: func.coalesce(Item.deadline_phrase, ""),
    "目标": lambda: Item.target.expression,
    "备注": lambda: Item.note.expression,
    "密级": lambda: Item.secrecy.expression,
}


def saying(field: str, says: Callable[[Any], Condition], near: Select[int] | None = None) -> Condition:
    """A text in the field is as `says` has it; of the items `near` alone are rows read, where it is given."""

    def of_some(model: Any, column: Any) -> Condition:
        return says(column) if near is None else and_(model.item_id.in_(near), says(column))

    match field:
        case "问题":
            said = or_(says(Item.title), says(Item.detail))
            return said if near is None else and_(Item.id.in_(near), said)
        case "专项":
            named = select(Campaign.id).where(says(Campaign.name))
            linked = select(Standing.item_id).where(Standing.campaign_id.in_(named))
            return or_(Item.campaign_id.in_(named), Item.id.in_(linked))
        case "方面":
            under = select(Aspect.id).where(says(Aspect.name))
            return and_(Item.aspect_id.is_not(None), Item.aspect_id.in_(under))
        case "文件":
            return exists(
                select(Document.id)
                .where(Document.id == Item.document_id, says(Document.title))
                .correlate(Item)
            )
        case "措施":
            return has_measure(of_some(Measure, Measure.text))
        case "制度":
            return where_some(Regulation, says(Regulation.name))
        case "进展":
            return where_some(Progress, of_some(Progress, Progress.text))
        case "佐证":
            return where_some(Evidence, of_some(Evidence, Evidence.name))
        case _:
            return says(_OWN_TEXTS[field]())
