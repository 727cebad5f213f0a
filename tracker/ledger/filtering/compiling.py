"""A query as one condition on `item`: the same for list, export, bulk and statistics.

Conditions are true or false, never NULL: what compares a missing value is false, and 非 turns it round.

Words are found by an index over pairs of characters (`tracker.ledger.search`); a ledger of the past, or
one unit's part of one, has none and is read by LIKE.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import (
    Connection,
    SQLColumnExpression,
    and_,
    false,
    func,
    not_,
    or_,
    select,
    true,
)

from tracker.ledger import search
from tracker.ledger.connecting import is_overlaid
from tracker.ledger.escalations import raised
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.expressions import (
    OPTIONAL,
    Condition,
    added_by,
    any_of,
    compared,
    contains,
    count_of,
    counted,
    is_given,
    of_item,
    present,
    recurred,
    saying,
    served_with,
    updated,
    where_some,
)
from tracker.ledger.filtering.fields import FIELDS, Kind
from tracker.ledger.filtering.initials import answers_to, may_be_initials
from tracker.ledger.filtering.tree import Comparison, Every, Not, Presence, Query, Sign, Some, Text, Value
from tracker.ledger.leading import lead_unit, lead_unit_id
from tracker.ledger.light_expression import light_expression
from tracker.ledger.list_rows import CampaignRow
from tracker.ledger.models import (
    Evidence,
    ExtensionRequest,
    Item,
    LookBack,
    Measure,
    Owner,
    Progress,
)
from tracker.ledger.naming import PERSONAL, below, units_called
from tracker.ledger.pace_expression import pace_expression
from tracker.ledger.review_stages import waits_for
from tracker.ledger.sharing import has_measure
from tracker.ledger.words import OwnerRole, Word
from tracker.text.cleaning import clean
from tracker.text.widths import narrow, spellings


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
                return or_(self._is_word(test.field, words), *(is_given(test.field, one) for one in asked))
            case Kind.COUNT if test.field == "屡改屡犯":
                return any_of(partial(recurred, test.sign), test.values)
            case Kind.COUNT if test.field == "新增于":
                return any_of(partial(added_by, test.sign), test.values)
            case Kind.COUNT:
                return any_of(partial(counted, count_of(test.field), test.sign), test.values)
            case Kind.DATE:
                return any_of(partial(self._dated, test.field, test.sign), test.values)
            case Kind.OWNER:
                return any_of(partial(self._owned, test.field, test.sign), test.values)
            case Kind.TEXT:
                return any_of(partial(self._says, test.field, test.sign), test.values)

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
                return OPTIONAL[field].in_(codes)
            case "延期申请":
                return where_some(ExtensionRequest, ExtensionRequest.decision.in_(codes))
            case "审核":
                return waits_for(codes)
            case "提请上级":
                return raised(codes)
            case "回头看":
                return where_some(LookBack, LookBack.result.in_(codes))
            case _:
                self.has_asked = True
                return light_expression(self._read_campaigns(), self._today).in_(codes)

    def _dated(self, field: str, sign: Sign, value: Value) -> Condition:
        span = value.span(self._today) if isinstance(value, When) else None
        if field == "完成时间":
            if isinstance(value, Presence):
                return present(has_measure(Measure.done_on.is_not(None)), value)
            return has_measure(compared(Measure.done_on, sign, span, value))
        if field == "更新":
            return updated(sign, span, value)
        column: SQLColumnExpression[Any] = {
            "时限": Item.deadline_due,
            "首次时限": Item.first_deadline_due,
            "挂号时间": Item.registered_on,
            "销号时间": Item.closed_on,
            "复核": Item.next_review,
            "进展时间": of_item(select(func.max(Progress.on)), Progress),
        }[field]
        return compared(column, sign, span, value)

    def _owned(self, field: str, sign: Sign, value: Value) -> Condition:
        roles = [role.value for role in FIELDS[field].roles]
        if isinstance(value, Presence):
            return present(where_some(Owner, Owner.role.in_(roles)), value)
        named = self._named(sign, str(value))
        units = self._units(field, sign, str(value))
        is_meant = or_(named(Owner.name), Owner.unit_id.in_(units)) if units else named(Owner.name)
        is_owner = and_(Owner.role.in_(roles), is_meant)
        owned = or_(where_some(Owner, is_owner), served_with(is_owner))
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
            return lambda column: column.in_(spellings(clean(name)))
        known = self._answering(name)
        return lambda column: (
            or_(contains(column, name), column.in_(known)) if known else contains(column, name)
        )

    def _answering(self, letters: str) -> list[str]:
        if not may_be_initials(letters):
            return []
        self.has_asked = True
        names = self._connection.scalars(select(Owner.name).distinct())
        return [name for name in names if answers_to(name, letters)]

    def _mentions(self, word: str) -> Condition:
        wanted = narrow(clean(word))
        if not self._is_indexed or not wanted:
            return self._found_by_reading(wanted)
        known = self._answering(wanted)
        found = search.mentions(self._connection.dialect, wanted)
        return or_(found, where_some(Owner, Owner.name.in_(known))) if known else found

    @property
    def _is_indexed(self) -> bool:
        """The index knows the present, and all of it."""
        return not is_overlaid(self._connection)

    def _found_by_reading(self, word: str) -> Condition:
        own = (getattr(Item, name) for name in search.OWN_TEXTS)
        return or_(
            *(contains(column, word) for column in own),
            has_measure(contains(Measure.text, word)),
            where_some(Owner, self._named(Sign.HAS, word)(Owner.name)),
            where_some(Progress, contains(Progress.text, word)),
            where_some(Evidence, contains(Evidence.name, word)),
        )

    def _says(self, field: str, sign: Sign, value: Value) -> Condition:
        """A text of the item, or of some row that belongs to it."""
        if isinstance(value, Presence):
            return present(saying(field, lambda column: column != ""), value)
        text = clean(str(value))
        near = search.may_mention(self._connection.dialect, text) if self._is_indexed else None
        if sign is Sign.IS:
            return saying(field, lambda column: column.in_(spellings(text)), near)
        return saying(field, lambda column: contains(column, text), near)
