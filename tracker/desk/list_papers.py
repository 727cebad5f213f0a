"""Makes the papers of one export: which items stand on which list, and what is said around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tracker.desk.list_wishes import ExportWish, ListKind
from tracker.ledger import queries
from tracker.ledger.campaigns import Heading
from tracker.ledger.figures.counting import Tally, tallies, tally
from tracker.ledger.filtering.tree import Query, every, of, some
from tracker.ledger.listed import ListedItem, Telephone, chased_ids
from tracker.ledger.rows import Figures, JournalHead
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger
from tracker.ledger.units import unit_tree
from tracker.ledger.words import Dimension, EscalationState, ItemKind, Light, State

if TYPE_CHECKING:
    from tracker.desk.spool import Spool
    from tracker.exchange.layout import ListLayout
    from tracker.exchange.workbooks import Paper

_MOST_CHOICES: Final = 500
"""Words that a drop-down offers; with more nobody finds any."""
_SECRECY: Final = ("绝密", "机密", "秘密", "内部")
"""From the highest down; other words follow."""
_SEVERAL: Final = "各专项整改"
"""What lists of several campaigns are called after."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which items were chosen, and which of them stand on which list."""

    query: Query
    items: Sequence[int]
    withheld: int
    """Items that stay for their 密级."""
    by_list: Mapping[ListKind, frozenset[int] | None]
    """None: all of them."""

    @property
    def lists(self) -> tuple[ListKind, ...]:
        """Those that have something in them."""
        return tuple(self.by_list)

    @property
    def count(self) -> int:
        """Items that leave: of a list that stands alone those on it."""
        own = list(self.by_list.values())
        return len(own[0]) if len(own) == 1 and own[0] is not None else len(self.items)

    @property
    def read(self) -> Sequence[int]:
        """Items of which everything is needed."""
        wanted = [ids for kind, ids in self.by_list.items() if kind is not ListKind.STATISTICS]
        if any(ids is None for ids in wanted):
            return self.items
        some_list = frozenset().union(*(ids for ids in wanted if ids is not None))
        return [key for key in self.items if key in some_list]


def select_items(
    ledger: Ledger,
    kinds: Sequence[ListKind],
    leaving: Query,
    ids: Sequence[int],
    withheld: int,
    today: dt.date,
) -> Selection:
    """The items of each list, lists without any left out."""

    def those(*conditions: Query) -> frozenset[int]:
        return frozenset(queries.item_ids(ledger, every([leaving, *conditions]), today=today))

    by_list: dict[ListKind, frozenset[int] | None] = {}
    for kind in kinds:
        found: frozenset[int] | None = None
        if kind is ListKind.PROBLEMS:
            found = those(of("类别", ItemKind.PROBLEM))
        elif kind is ListKind.CLOSINGS:
            found = those(_HANDED_IN)
        elif kind is ListKind.SUPERVISION:
            found = those(_PRESSING) | chased_ids(ledger, ids)
        if found is None or found:
            by_list[kind] = found
    return Selection(leaving, ids, withheld, by_list)


_HANDED_IN: Final = of("状态", State.APPLIED, State.CLOSED)
_PRESSING: Final = some([of("预警", Light.OVERDUE), of("提请上级", *EscalationState)])


@dataclass(slots=True)
class PaperMaker:
    """Gathers what the papers say while the ledger is read, and makes them afterwards."""

    heading: Heading
    head: JournalHead
    figures: Figures
    today: dt.date
    wish: ExportWish
    filter_words: str
    telephones: Mapping[str, tuple[Telephone, ...]]
    closing_figures: Figures | None = None
    tallies: tuple[Tally, ...] = ()
    overall: Tally | None = None
    categories: dict[str, None] = field(default_factory=dict)
    units: dict[str, None] = field(default_factory=dict)
    secrecies: set[str] = field(default_factory=set)
    supervised: frozenset[int] = frozenset()
    """Items of the 督办台账."""
    chased: int = 0
    chased_closed: int = 0
    chased_overdue: int = 0
    notes: int = 0

    def prepare(self, ledger: Ledger, chosen: Selection, kinds: Sequence[ListKind]) -> None:
        """Count what the lists ask for."""
        if ListKind.CLOSINGS in chosen.lists:
            self.closing_figures = figures(ledger, every([chosen.query, _HANDED_IN]), today=self.today)
        if ListKind.STATISTICS in kinds:
            self.overall = tally(ledger, chosen.query, today=self.today)
            found = tallies(ledger, self.wish.by, chosen.query, today=self.today)
            self.tallies = self._in_order(ledger, found)
        self.supervised = chosen.by_list.get(ListKind.SUPERVISION) or frozenset()

    def _in_order(self, ledger: Ledger, found: Iterable[Tally]) -> tuple[Tally, ...]:
        """Units as the office made them known; other names by name. Who has nothing to do is left out."""
        known = unit_tree(ledger) if self.wish.by is Dimension.UNIT else []
        places = {unit.name: place for place, unit in enumerate(known)}
        some_work = (one for one in found if one.counts["items"] or one.counts["measures"])
        return tuple(sorted(some_work, key=lambda one: (places.get(one.name, len(places)), one.name)))

    def notice(self, item: ListedItem) -> None:
        """What an item adds to drop-downs, labels and sentences."""
        page = item.page
        if page.row.category and len(self.categories) < _MOST_CHOICES:
            self.categories[page.row.category] = None
        if page.row.lead and len(self.units) < _MOST_CHOICES:
            self.units[page.row.lead] = None
        if page.secrecy:
            self.secrecies.add(page.secrecy)
        if page.row.id in self.supervised:
            self.chased += 1
            self.chased_closed += page.row.state is State.CLOSED
            self.chased_overdue += page.row.light is Light.OVERDUE
            self.notes += len(item.reminders)

    def papers(self, spool: Spool[ListedItem], chosen: Selection) -> list[Paper[Any]]:
        """One for each list, in the order that was asked for."""
        return [self._paper(kind, spool, chosen) for kind in chosen.lists]

    def _paper(self, kind: ListKind, spool: Spool[ListedItem], chosen: Selection) -> Paper[Any]:
        from tracker.exchange.workbooks import Paper

        ids = chosen.by_list[kind]
        return Paper(
            layout=self._layout(kind),
            title=self._title(kind, alone=len(chosen.lists) == 1),
            reporting_unit=self.heading.reporting_unit,
            as_of=self.today,
            entries=self._entries(kind, spool, None if ids is None else ids.__contains__),
            sentences=self._sentences(kind),
            head=self.head,
            filter_words=self.filter_words,
            label=self._label(),
            totals=self._totals() if kind is ListKind.STATISTICS else {},
            choices={} if self.wish.is_public else self._choices(kind),
        )

    def _entries(
        self, kind: ListKind, spool: Spool[ListedItem], is_wanted: Callable[[int], bool] | None
    ) -> Iterable[Any]:
        if kind is ListKind.STATISTICS:
            return self.tallies
        if kind is ListKind.LEDGER:
            return (item.page for item in spool.those())
        if is_wanted is None:
            return spool.those()
        return spool.those(lambda item: is_wanted(item.page.row.id))

    def _layout(self, kind: ListKind) -> ListLayout[Any]:
        from tracker.exchange.lists.all_lists import layout_of
        from tracker.exchange.workbooks import chosen_columns, public_columns

        layout = layout_of(
            kind,
            by=self.wish.by,
            with_private_notes=self.wish.with_private_notes,
            telephones=self.telephones,
            first_responsible=self.wish.first_responsible,
        )
        if self.wish.is_public:
            layout = public_columns(layout)
        return chosen_columns(layout, self.wish.columns) if self.wish.columns else layout

    def _title(self, kind: ListKind, *, alone: bool) -> str:
        """The campaign's name with the list's behind it."""
        if alone and self.wish.title:
            return self.wish.title
        name = self.heading.campaign or _SEVERAL
        if kind is ListKind.LEDGER:
            return name if name.endswith("台账") else f"{name}台账"
        name = name.removesuffix("台账").removesuffix("整改")
        return f"{name}整改{kind.word}" if kind is not ListKind.STATISTICS else f"{name}整改情况统计表"

    def _label(self) -> str:
        """What was asked for, and the highest 密级 of what is on the lists."""
        places = {word: place for place, word in enumerate(_SECRECY)}
        highest = sorted(self.secrecies, key=lambda word: (places.get(word, len(places)), word))[:1]
        return "　".join(dict.fromkeys(word for word in (*highest, self.wish.label) if word))

    def _sentences(self, kind: ListKind) -> tuple[str, ...]:
        from tracker.exchange.lists.statistics import OVERLAPPING
        from tracker.exchange.sentences import statistics_sentence

        if kind is ListKind.SUPERVISION:
            return (
                f"共督办{self.chased}项，已销号{self.chased_closed}项，逾期未完{self.chased_overdue}项；"
                f"发出提醒、督办和告诫{self.notes}次。",
            )
        if kind is ListKind.CLOSINGS and self.closing_figures:
            return (statistics_sentence(self.closing_figures),)
        sentence = statistics_sentence(self.figures)
        if kind is ListKind.STATISTICS and self.wish.by in OVERLAPPING:
            note = f"一个事项有几个{self.wish.by.word}的，在每个名下各计一次，合计不重复计。"
            return (sentence, note)
        return (sentence,)

    def _totals(self) -> dict[str, float | None]:
        from tracker.exchange.lists.statistics import RATES

        if self.overall is None:
            return {}
        rates = self.overall.rates
        return {**self.overall.counts, **{code: rates.get(code) for code in RATES}}

    def _choices(self, kind: ListKind) -> dict[str, tuple[str, ...]]:
        if kind is ListKind.STATISTICS:
            return {}
        units = tuple(sorted(self.units))
        return {"category": tuple(sorted(self.categories)), "lead": units, "responsible": units}
