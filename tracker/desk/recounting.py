"""Counts again what a draft states, by the ledger's own definitions, with what stands behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tracker.desk.counted_amounts import count_amount
from tracker.ledger.amounts import MeasuredAmount
from tracker.ledger.differences import differences
from tracker.ledger.figures.counting import Tally, tallies, tally
from tracker.ledger.figures.definitions import (
    CODES,
    REGULATIONS,
    Figure,
    MeasureFigure,
    item_figures,
    measure_figures,
)
from tracker.ledger.figures.glance import count
from tracker.ledger.figures.listing import CountedMeasure, Group, counted_items, counted_measures
from tracker.ledger.filtering.dates import When
from tracker.ledger.filtering.tree import EVERYTHING, Query, Sign, every, negation, of, some
from tracker.ledger.happened import ChangedItem, Happened
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.store import Ledger
from tracker.ledger.units import unit_tree
from tracker.ledger.words import OPEN_STATES, Dimension, ItemKind, RectificationType, Reported, State
from tracker.mining.figures import Bound, Quantity, Stated

_FIELDS: Final[Mapping[Dimension, str]] = {
    Dimension.UNIT: "统计单位",
    Dimension.LEADER: "领导",
    Dimension.CATEGORY: "问题类别",
    Dimension.ASPECT: "方面",
    Dimension.CAMPAIGN: "专项",
    Dimension.SOURCE: "问题来源",
}
"""What a draft may speak of apart, and the field that asks for it; a name in several means the first."""
_SHORTEST: Final = {Dimension.UNIT: 2, Dimension.LEADER: 2}
_SHORTEST_OTHERS: Final = 3
_TELLING: Final = 3
"""So many characters of a name tell which one is meant."""

OPEN: Final = Figure("open", "未销号", "待挂号、整改中和申请销号的", of("状态", *OPEN_STATES))
_ADDED: Final = Figure("added", "新增", "在这段时间进入台账的；挂号时间在这段时间的也行", EVERYTHING)
_REGISTERED: Final = Figure(
    "registered", "挂号", "已经挂号的，终止的不算；说的是一段时间，就是这段时间挂号的", EVERYTHING
)
_NEW_OVERDUE: Final = Figure("new_overdue", "新逾期", "在这段时间逾期、到末了还逾期的", EVERYTHING)
_AMOUNT: Final = MeasureFigure("amount", "措施登记的数量", "措施上登记的完成数，终止的事项不算")
_HAPPENED: Final = {
    "added": Happened.ADDED,
    "registered": Happened.REGISTERED,
    "new_overdue": Happened.OVERDUE,
}
"""Told by holding the ledger at the period's two ends against each other."""
_UNDONE: Final = MeasureFigure("measures_open", "未完成措施", "还没有完成的措施，终止的事项不算")
_NEARLY: Final = every(
    [
        of("状态", *OPEN_STATES),
        some([of("状态", State.APPLIED), of("自报", Reported.DONE)]),
    ]
)
"""Who drafts a report counts these as done, when they are not."""

AnyFigure = Figure | MeasureFigure


def figure_called(code: str) -> AnyFigure:
    """The definition of a code that a draft's words were read as."""
    beside: dict[str, AnyFigure] = {
        "open": OPEN,
        "added": _ADDED,
        "registered": _REGISTERED,
        "new_overdue": _NEW_OVERDUE,
        "measures_open": _UNDONE,
        "amount": _AMOUNT,
        REGULATIONS.code: REGULATIONS,
    }
    return beside.get(code) or item_figures().get(code) or measure_figures()[code]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, leader, category … of the ledger."""

    by: Dimension
    name: str

    @property
    def query(self) -> Query:
        """The items that stand under it."""
        return of(_FIELDS[self.by], self.name, sign=Sign.IS)


@dataclass(slots=True)
class Names:
    """What a draft may call apart, by the names it may use."""

    known: dict[str, Named] = field(default_factory=dict)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Those long enough to be looked for in running text."""
        return tuple(
            word
            for word, named in self.known.items()
            if len(word) >= _SHORTEST.get(named.by, _SHORTEST_OTHERS)
        )

    def find(self, said: str) -> Named | None:
        """Who is called so: by the whole name, else the only one that contains it."""
        whole = "".join(said.split())
        wanted = whole.removesuffix("方面").removesuffix("类")
        exact = self.known.get(whole) or self.known.get(wanted)
        if exact is not None or len(wanted) < _TELLING:
            return exact
        holding = list(dict.fromkeys(named for word, named in self.known.items() if wanted in word))
        return holding[0] if len(holding) == 1 else None


def names_of(ledger: Ledger, wanted: Query, today: dt.date) -> Names:
    """Every name under which figures are counted, units by their other names too."""
    found = Names()
    for by in _FIELDS:
        for row in tallies(ledger, by, wanted, today=today):
            if row.name and not row.name.startswith("（"):
                found.known.setdefault(row.name, Named(by, row.name))
    for unit in unit_tree(ledger):
        for alias in unit.aliases:
            found.known.setdefault(alias.name, Named(Dimension.UNIT, unit.name))
        found.known.setdefault(unit.name, Named(Dimension.UNIT, unit.name))
    return found


@dataclass(frozen=True, slots=True)
class Behind:
    """One item or measure behind a difference."""

    number: str
    measure: int | None
    title: str
    words: str
    """Its state and light, or its day."""

    @property
    def key(self) -> tuple[str, int | None]:
        """Which item or measure it is."""
        return self.number, self.measure

    @property
    def line(self) -> str:
        """All of it in one line."""
        ordinal = "" if self.measure is None else f" 措施{self.measure}"
        return f"{self.number}{ordinal} {self.title}（{self.words}）"


@dataclass(frozen=True, slots=True)
class Recount:
    """What the ledger says to one figure."""

    value: Fraction
    """Of a share in percent; of an amount in the draft's unit."""
    part: int
    whole: int | None
    """Of a share."""


@dataclass(slots=True)
class Counter:
    """Counts on one day within one selection; what was counted once is not counted again."""

    ledger: Ledger
    wanted: Query
    today: dt.date
    _tallies: dict[str, Tally] = field(default_factory=dict)
    _by_unit: dict[str, dict[str, Tally]] = field(default_factory=dict)

    def recount(self, stated: Stated, scope: tuple[Named, ...]) -> Recount | str:
        """What the ledger says to a figure, or why it says nothing."""
        if stated.figure == _AMOUNT.code:
            found = count_amount(self.ledger, stated, self._narrowed(stated, scope), self.today)
            return found if isinstance(found, str) else Recount(found.value, 0, None)
        part = self._count(stated.figure, stated, scope)
        if not stated.whole:
            return Recount(Fraction(part), part, None)
        whole = self._count(stated.whole, stated, scope)
        return Recount(Fraction(part * 100, whole), part, whole) if whole else "总数是0，没有可以除的"

    def _count(self, code: str, stated: Stated, scope: tuple[Named, ...]) -> int:
        query = self._narrowed(stated, scope)
        if stated.period and code == "closed":
            return count(self.ledger, every([query, _closed_in(stated.period)]), today=self.today)
        if stated.period and code in _HAPPENED:
            found = len(self._happened(code, stated.period, query))
            if found != stated.quantity.value and code != "new_overdue":
                in_period = every([query, _registered_in(stated.period)])
                registered = count(self.ledger, in_period, today=self.today)
                found = registered if registered == stated.quantity.value else found
            return found
        counts = self._tally(code, query, stated, scope).counts
        match code:
            case "open":
                return sum(counts[one] for one in ("unregistered", "rectifying", "continuing", "applied"))
            case "registered":
                return counts["items"] - counts["unregistered"]
            case "measures_open":
                return counts["measures"] - counts["measures_done"]
            case _:
                return counts[code]

    def _happened(self, code: str, period: str, query: Query) -> Sequence[ChangedItem]:
        """What became of items from the evening before the period to its end, as far as it is over."""
        first, last = _when(period).span(self.today)
        until = min(last, self.today)
        if first > until:
            return ()
        found = differences(self.ledger, first - dt.timedelta(days=1), until, query)
        return found.lists[_HAPPENED[code]]

    def _tally(self, code: str, query: Query, stated: Stated, scope: tuple[Named, ...]) -> Tally:
        unit = unit_of(code, scope)
        if unit is None:
            key = str(query)
            if key not in self._tallies:
                self._tallies[key] = tally(self.ledger, query, today=self.today)
            return self._tallies[key]
        rest = self._narrowed(stated, tuple(named for named in scope if named != unit))
        key = str(rest)
        if key not in self._by_unit:
            rows = tallies(self.ledger, Dimension.UNIT, rest, today=self.today)
            self._by_unit[key] = {row.name: row for row in rows}
        found = self._by_unit[key].get(unit.name)
        return found or Tally(unit.name, dict.fromkeys(CODES, 0))

    def _narrowed(self, stated: Stated, scope: tuple[Named, ...]) -> Query:
        parts = [self.wanted, *(named.query for named in scope)]
        if stated.kind:
            parts.append(of("类别", ItemKind(stated.kind)))
        if stated.facet == "at_once":
            parts.append(of("时限表述", "即知即改"))
        elif stated.facet:
            parts.append(of("类型", RectificationType(stated.facet)))
        return every(parts)

    def behind(self, stated: Stated, scope: tuple[Named, ...]) -> list[Behind]:
        """What the figure counts; of a share what is missing from the whole."""
        figure = figure_called(stated.figure)
        query = self._narrowed(stated, scope)
        if stated.period and stated.figure in _HAPPENED:
            return [
                Behind(row.number, None, row.title, row.after)
                for row in self._happened(stated.figure, stated.period, query)
            ]
        if isinstance(figure, Figure):
            own = figure.query
            if stated.figure == "registered":
                own = every([item_figures()["items"].query, negation(item_figures()["unregistered"].query)])
            if stated.period:
                own = every([own, _closed_in(stated.period)])
            if stated.whole:
                whole = figure_called(stated.whole)
                assert isinstance(whole, Figure)
                own = every([whole.query, negation(own)])
            return [_item(row) for row in self._items(own, query)]
        if figure is REGULATIONS:
            return []
        if figure is _AMOUNT:
            amount = count_amount(self.ledger, stated, query, self.today)
            return [] if isinstance(amount, str) else [_amount(row) for row in amount.behind]
        unit = unit_of(stated.figure, scope)
        rest = self._narrowed(stated, tuple(named for named in scope if named != unit))
        group = Group(Dimension.UNIT, unit.name) if unit else None
        every_measure = measure_figures()["measures"]
        listed = every_measure if figure is _UNDONE or stated.whole else figure
        rows = counted_measures(self.ledger, listed, rest, today=self.today, group=group)
        if stated.whole:
            counted = counted_measures(self.ledger, figure, rest, today=self.today, group=group)
            keys = {(row.number, row.ordinal) for row in counted}
            rows = [row for row in rows if (row.number, row.ordinal) not in keys]
        elif figure is _UNDONE:
            rows = [row for row in rows if row.done_on is None]
        return [_measure(row) for row in rows]

    def nearly_closed(self, stated: Stated, scope: tuple[Named, ...]) -> list[Behind]:
        """Items that a draft which counts more 已销号 may have counted: applied for, or reported done."""
        if stated.figure != "closed" or stated.period:
            return []
        return [_item(row) for row in self._items(_NEARLY, self._narrowed(stated, scope))]

    def _items(self, own: Query, query: Query) -> list[ItemRow]:
        return counted_items(self.ledger, Figure("", "", "", own), query, today=self.today)


def unit_of(code: str, scope: tuple[Named, ...]) -> Named | None:
    """A measure stands under the unit that it is asked of, which may be another than its item's."""
    if not code.startswith("measures"):
        return None
    return next((named for named in scope if named.by is Dimension.UNIT), None)


def read_period(period: str) -> When | None:
    """本月, 5月份 … as a query says it."""
    plain = period.replace("当月", "本月").replace("以来", "").replace("年度", "年").removesuffix("份")
    return When.read(plain)


def _registered_in(period: str) -> Query:
    return of("挂号时间", _when(period))


def _closed_in(period: str) -> Query:
    return every([item_figures()["closed"].query, of("销号时间", _when(period))])


def _when(period: str) -> When:
    when = read_period(period)
    assert when is not None, period
    return when


def _item(row: ItemRow) -> Behind:
    words = dict.fromkeys((row.state.word, row.light_words))
    return Behind(row.number, None, row.title, "，".join(words))


def _measure(row: CountedMeasure) -> Behind:
    done = f"{row.done_on}完成" if row.done_on else f"未完成，时限{row.due or '未定'}"
    return Behind(row.number, row.ordinal, row.text, done)


def _amount(row: MeasuredAmount) -> Behind:
    return Behind(row.number, row.ordinal, row.text, f"{row.amount.name}{row.amount.words}")


_LOOSE: Final = Fraction(1, 10)
"""约 and 近 allow so large a part."""


def agrees(quantity: Quantity, recount: Recount) -> bool:
    """Whether what is written is what was counted, as far as it was written."""
    stated, counted = Fraction(quantity.value), recount.value
    match quantity.bound:
        case Bound.ABOUT:
            room = Fraction(5) if quantity.is_share else max(Fraction(1), stated * _LOOSE)
            return abs(counted - stated) <= room
        case Bound.MORE:
            return counted >= stated
        case Bound.FEWER:
            return counted < stated
        case Bound.ODD:
            return stated <= counted < stated + quantity.step
    if recount.whole and recount.part < recount.whole and stated == 100:
        return False
    return rounded(counted, quantity.places) == quantity.value


def rounded(value: Fraction, places: int) -> Decimal:
    """To so many digits behind the point, half up."""
    scaled = value * 10**places
    whole = (scaled * 2 + 1).__floor__() // 2
    return Decimal(whole).scaleb(-places)
