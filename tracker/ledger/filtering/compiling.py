"""A query as one condition on `item`: the same for list, export, bulk and statistics.

Conditions are true or false, never NULL: what compares a missing value is false, and 非 turns it round.

Words are found by an index over pairs of characters (`tracker.ledger.search`); a ledger of the past, or
one unit's part of one, has none and is read by LIKE.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
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

from tracker.ledger import search
from tracker.ledger.connecting import OVERLAID
from tracker.ledger.escalations import raised
from tracker.ledger.figures.dimensions import leading_unit
from tracker.ledger.filtering.dates import Span, When
from tracker.ledger.filtering.fields import FIELDS, Kind
from tracker.ledger.filtering.initials import answers_to, may_be_initials
from tracker.ledger.filtering.tree import Comparison, Every, Not, Presence, Query, Sign, Some, Text, Value
from tracker.ledger.leading import lead_unit, lead_unit_id
from tracker.ledger.lights import light_expression
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
from tracker.ledger.naming import PERSONAL, below, units_called
from tracker.ledger.pace import pace_expression
from tracker.ledger.review_stages import waits_for
from tracker.ledger.rows import CampaignRow
from tracker.ledger.sharing import count_of_measures, has_measure
from tracker.ledger.words import Decision, OwnerRole, SourceKind, Word
from tracker.text.cleaning import clean

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


def conditions(
    query: Query, today: dt.date, connection: Connection, campaigns: Iterable[CampaignRow]
) -> Condition:
    """What the query asks, over the columns of `item`; `campaigns` give the lights their thresholds.

    The connection is asked for names only where letters may be the initials of one.
    """
    return Compiler(today, connection, lambda: campaigns).compiled(query)


class Compiler:
    """Makes conditions of queries about one day of the ledger that is connected."""

    def __init__(
        self, today: dt.date, connection: Connection, campaigns: Callable[[], Iterable[CampaignRow]]
    ) -> None:
        self._today = today
        self._connection = connection
        self._read_campaigns = campaigns
        self.has_asked = False
        """Whether the ledger was asked for names or settings: what was made then holds for this time only."""

    def compiled(self, query: Query) -> Condition:
        match query:
            case Every(parts):
                return and_(true(), *map(self.compiled, parts))
            case Some(parts):
                return or_(false(), *map(self.compiled, parts))
            case Not(part):
                return not_(self.compiled(part))
            case Text(word):
                return self._mentions(word)
            case Comparison():
                return self._test(query)

    def _test(self, test: Comparison) -> Condition:
        match FIELDS[test.field].kind:
            case Kind.NUMBER:
                return Item.number.in_([str(value) for value in test.values])
            case Kind.WORD:
                words = [value for value in test.values if isinstance(value, Word)]
                asked = [value for value in test.values if isinstance(value, Presence)]
                return or_(self._is_word(test.field, words), *(_is_given(test.field, one) for one in asked))
            case Kind.COUNT if test.field == "屡改屡犯":
                return _any(partial(_came_before, test.sign), test.values)
            case Kind.COUNT:
                return _any(partial(_counted, _count(test.field), test.sign), test.values)
            case Kind.DATE:
                return _any(partial(self._dated, test.field, test.sign), test.values)
            case Kind.OWNER:
                return _any(partial(self._owned, test.field, test.sign), test.values)
            case Kind.TEXT:
                return _any(partial(self._says, test.field, test.sign), test.values)

    def _is_word(self, field: str, words: list[Word]) -> Condition:
        codes = [word.value for word in words]
        match field:
            case "状态":
                return Item.state.in_(codes)
            case "类型":
                return Item.type.in_(codes)
            case "类别":
                return Item.kind.in_(codes)
            case "进度":
                return pace_expression(self._today).in_(codes)
            case "自报" | "核实" | "分类" | "期限类":
                return _OPTIONAL[field].in_(codes)
            case "延期申请":
                return _where_some(ExtensionRequest, ExtensionRequest.decision.in_(codes))
            case "审核":
                return waits_for(codes)
            case "提请上级":
                return raised(codes)
            case "回头看":
                return _where_some(LookBack, LookBack.result.in_(codes))
            case _:
                self.has_asked = True
                return light_expression(self._read_campaigns(), self._today).in_(codes)

    def _dated(self, field: str, sign: Sign, value: Value) -> Condition:
        span = value.span(self._today) if isinstance(value, When) else None
        if field == "完成时间":
            if isinstance(value, Presence):
                return _present(has_measure(Measure.done_on.is_not(None)), value)
            return has_measure(_compared(Measure.done_on, sign, span, value))
        if field == "更新":
            return _updated(sign, span, value)
        column: SQLColumnExpression[Any] = {
            "时限": Item.deadline_due,
            "首次时限": Item.first_deadline_due,
            "挂号时间": Item.registered_on,
            "销号时间": Item.closed_on,
            "复核": Item.next_review,
            "进展时间": _of_item(select(func.max(Progress.on)), Progress),
        }[field]
        return _compared(column, sign, span, value)

    def _owned(self, field: str, sign: Sign, value: Value) -> Condition:
        roles = [role.value for role in FIELDS[field].roles]
        if isinstance(value, Presence):
            return _present(_where_some(Owner, Owner.role.in_(roles)), value)
        named = self._named(sign, str(value))
        units = self._units(field, sign, str(value))
        is_meant = or_(named(Owner.name), Owner.unit_id.in_(units)) if units else named(Owner.name)
        is_owner = and_(Owner.role.in_(roles), is_meant)
        owned = or_(_where_some(Owner, is_owner), _served_with(is_owner))
        if roles == [OwnerRole.LEAD.value]:
            leads = named(func.coalesce(lead_unit(), ""))
            return or_(owned, leads, lead_unit_id().in_(units)) if units else or_(owned, leads)
        return owned

    def _units(self, field: str, sign: Sign, name: str) -> frozenset[int]:
        """The known units that a name means in a field of units; with those below them in 系统."""
        if PERSONAL.intersection(FIELDS[field].roles):
            return frozenset()
        self.has_asked = True
        found = units_called(self._connection, name, exactly=sign is Sign.IS)
        return below(self._connection, found) if field == "系统" and found else found

    def _named(self, sign: Sign, name: str) -> Callable[[SQLColumnExpression[str]], Condition]:
        """Whether a column of names is this one, contains it, or answers to it as initials."""
        if sign is Sign.IS:
            return lambda column: column == clean(name)
        known = self._answering(name)
        return lambda column: (
            or_(_contains(column, name), column.in_(known)) if known else _contains(column, name)
        )

    def _answering(self, letters: str) -> list[str]:
        if not may_be_initials(letters):
            return []
        self.has_asked = True
        names = self._connection.scalars(select(Owner.name).distinct())
        return [name for name in names if answers_to(name, letters)]

    def _mentions(self, word: str) -> Condition:
        wanted = clean(word)
        if not self._is_indexed or not wanted:
            return self._found_by_reading(wanted)
        known = self._answering(wanted)
        found = search.mentions(self._connection.dialect, wanted)
        return or_(found, _where_some(Owner, Owner.name.in_(known))) if known else found

    @property
    def _is_indexed(self) -> bool:
        """The index knows the present, and all of it."""
        return not self._connection.get_execution_options().get(OVERLAID, False)

    def _found_by_reading(self, word: str) -> Condition:
        own = (getattr(Item, name) for name in search.OWN_TEXTS)
        return or_(
            *(_contains(column, word) for column in own),
            has_measure(_contains(Measure.text, word)),
            _where_some(Owner, self._named(Sign.HAS, word)(Owner.name)),
            _where_some(Progress, _contains(Progress.text, word)),
            _where_some(Evidence, _contains(Evidence.name, word)),
        )

    def _says(self, field: str, sign: Sign, value: Value) -> Condition:
        """A text of the item, or of some row that belongs to it."""
        if isinstance(value, Presence):
            return _present(_saying(field, lambda column: column != ""), value)
        text = clean(str(value))
        near = search.may_mention(self._connection.dialect, text) if self._is_indexed else None
        if sign is Sign.IS:
            return _saying(field, lambda column: column == text, near)
        return _saying(field, lambda column: _contains(column, text), near)


_OPTIONAL: Mapping[str, SQLColumnExpression[str]] = {
    "自报": Item.reported,
    "核实": Item.verified,
    "分类": Item.classification,
    "期限类": Item.term,
}
"""Words that an item may have none of: empty text."""


def _is_given(field: str, value: Presence) -> Condition:
    return _present(_OPTIONAL[field] != "", value)


def _any(test: Callable[[Value], Condition], values: Iterable[Value]) -> Condition:
    return or_(false(), *map(test, values))


def _present(some: Condition, value: Presence) -> Condition:
    return some if value is Presence.SOME else not_(some)


def _contains(column: SQLColumnExpression[str], word: str) -> Condition:
    """Without regard to case on every database; Chinese has none, which makes it much cheaper."""
    text = clean(word)
    if text.lower() == text.upper():
        return column.contains(text, autoescape=True)
    return column.icontains(text, autoescape=True)


def _where_some(model: Any, condition: Condition) -> Condition:
    """The item has such a row; also within a statement that is about measures or owners itself.

    As a set that is made once: looking row by row for each item takes longer.
    """
    return Item.id.in_(select(model.item_id).where(condition).correlate(None))


def _served_with(condition: Condition) -> Condition:
    """A measure that serves the item too has such an owner of its own."""
    serving = select(MeasureShare.item_id).join(Owner, Owner.measure_id == MeasureShare.measure_id)
    return Item.id.in_(serving.where(condition).correlate(None))


def _of_item(query: Any, model: Any) -> Any:
    """A figure over the item's rows of one table."""
    return query.where(model.item_id == Item.id).correlate(Item).scalar_subquery()


def _count(field: str) -> Any:
    count = select(func.count())
    match field:
        case "延期次数":
            return Item.extension_count
        case "回炉":
            return Item.round - 1
        case "退回":
            returned = count.where(Application.decision == Decision.RETURNED.value)
            return _of_item(returned, Application)
        case "未完措施":
            return count_of_measures(Measure.done_on.is_(None))
        case "措施数":
            return count_of_measures()
        case _:
            return _of_item(count, Evidence)


_COMPARES: Mapping[Sign, Callable[[Any, Any], Any]] = {
    Sign.HAS: operator.eq,
    Sign.IS: operator.eq,
    Sign.LESS: operator.lt,
    Sign.AT_MOST: operator.le,
    Sign.MORE: operator.gt,
    Sign.AT_LEAST: operator.ge,
}


def _counted(column: Any, sign: Sign, value: Value) -> Condition:
    found: Condition = _COMPARES[sign](column, value)
    return found


def _came_before(sign: Sign, value: Value) -> Condition:
    return came_before(_COMPARES[sign], int(str(value)))


def _compared(column: SQLColumnExpression[Any], sign: Sign, span: Span | None, value: Value) -> Condition:
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


def _updated(sign: Sign, span: Span | None, value: Value) -> Condition:
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
    "统计单位": lambda: func.coalesce(leading_unit(Owner.item_id == Item.id, Owner.measure_id.is_(None)), ""),
    "问题类别": lambda: Item.category.expression,
    "问题来源": _source_word,
    "时限表述": lambda: func.coalesce(Item.deadline_phrase, ""),
    "目标": lambda: Item.target.expression,
    "备注": lambda: Item.note.expression,
    "密级": lambda: Item.secrecy.expression,
}


def _saying(field: str, says: Callable[[Any], Condition], near: Select[int] | None = None) -> Condition:
    """`near` are the items that may say it: only their rows need be read."""

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
            return _where_some(Regulation, says(Regulation.name))
        case "进展":
            return _where_some(Progress, of_some(Progress, Progress.text))
        case "佐证":
            return _where_some(Evidence, of_some(Evidence, Evidence.name))
        case _:
            return says(_OWN_TEXTS[field]())
