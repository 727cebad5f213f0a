"""What is taken over from somebody's 台账, and by which rule an earlier state may come along.

A workbook brings items that were worked on elsewhere. Their state is taken over as it was (接转), never as if
its steps had been taken here: who may say so and what must be known stands here, beside `lifecycle`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.lifecycle import DECIDING, OFFICE
from tracker.ledger.models import Action, Change, ImportedRow, Item
from tracker.ledger.models.records import MAKES_ITEM
from tracker.ledger.portions import portions
from tracker.ledger.queries import campaign as campaign_row
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Reported, Role, State

TAKEN_OVER: Mapping[State, frozenset[Role]] = MappingProxyType(
    {
        State.UNREGISTERED: OFFICE,
        State.RECTIFYING: OFFICE,
        State.CLOSED: DECIDING,
        State.STOPPED: DECIDING,
    }
)
"""States that an item may have had elsewhere, and who may say so. An application is made anew here."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The row an item comes from."""

    file: str
    sha256: str
    sheet: str
    row: int
    number: str = ""
    """原编号."""
    said: str = ""
    """What the row says, as a hash."""
    state: str = ""
    """原状态, in the words of the sheet."""
    kept: tuple[tuple[str, str], ...] = ()
    """Heading and text of what no field holds."""


@dataclass(frozen=True, slots=True)
class ProgressDraft:
    """An entry of 整改进展 from elsewhere."""

    text: str
    on: dt.date | None = None
    """None: today."""
    measure: int | None = None
    """Its ordinal."""
    done: bool = False
    """The measure is done by it."""
    note: str = ""
    """Beside a measure that is done, where there is no text."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """A row that the ledger does not know."""

    draft: ItemDraft
    origin: Origin
    state: State = State.UNREGISTERED
    registered_on: dt.date | None = None
    closed_on: dt.date | None = None
    completion: str = ""
    private_note: str = ""
    progress: tuple[ProgressDraft, ...] = ()
    reported: Reported | None = None
    """自报, as the sheet says of an item that is 整改中."""


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """What is to change of a known measure."""

    seen: MeasureRow
    edit: MeasureEdit


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A row of an item that the ledger knows."""

    seen: ItemPage
    """As it was when the row was compared with it."""
    edit: ItemEdit
    measures: tuple[MeasureChange, ...] = ()
    new_measures: tuple[MeasureDraft, ...] = ()
    progress: tuple[ProgressDraft, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        return self.edit == ItemEdit() and not (self.measures or self.new_measures or self.progress)


Entry = NewItem | ItemChange


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A row that was imported before."""

    item_id: int
    sha256: str
    """Of its workbook."""


@dataclass(frozen=True, slots=True)
class KnownItems:
    """Items of the ledger that rows of a workbook may be."""

    by_number: Mapping[str, int] = field(default_factory=dict)
    by_said: Mapping[str, tuple[EarlierRow, ...]] = field(default_factory=dict)
    """By what an earlier import's row said, in its order."""
    by_title: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    """By problem and 具体表现, of one campaign."""


def demand_taking_over(actor: Actor, new: NewItem, today: dt.date) -> None:
    """Raise Refusal unless this actor may take an item over in this state, with the days it wants."""
    roles = TAKEN_OVER.get(new.state, frozenset())
    lines = []
    if actor.role not in roles:
        allowed = "、".join(role.word for role in Role if role in roles)
        who = f"“{new.state.word}”的由{allowed}接转，您的角色是“{actor.role.word}”"
        lines.append(f"{who}：换人导入，或加 --as-new 不带状态")
    if new.state is State.CLOSED and new.closed_on is None:
        lines.append("写着已销号，没有销号时间")
    for word, day in (("销号时间", new.closed_on), ("挂号日期", new.registered_on)):
        if day is not None and day > today:
            lines.append(f"{word}{day}在今天（{today}）之后")
    if new.closed_on and new.registered_on and new.closed_on < new.registered_on:
        lines.append(f"销号时间{new.closed_on}在挂号日期{new.registered_on}之前")
    if lines:
        raise Refusal("；".join(lines))


def last_imported(ledger: Ledger) -> int:
    """Key of the last row that was imported; with what comes later nobody has compared."""
    with ledger.read() as connection:
        return connection.scalar(select(func.max(ImportedRow.id))) or 0


def adding_action(ledger: Ledger, number: str) -> int | None:
    """The last action that put this item into the ledger."""
    made = select(func.max(Change.action_id)).join(Item, Item.id == Change.key)
    with ledger.read() as connection:
        return connection.scalar(made.where(MAKES_ITEM, Item.number == number))


def known_items(
    ledger: Ledger,
    *,
    campaign: str | None,
    numbers: Iterable[str],
    said: Iterable[str],
    titles: Iterable[str],
) -> KnownItems:
    """What the ledger has of these 编号, of these rows imported before, and of these problems in a campaign.

    An item counts for its row only in the campaign that is imported into; a 编号 counts anywhere.
    """
    home = campaign_row(ledger, campaign)
    with ledger.read() as connection:
        by_number = {
            row.number: row.id
            for row in _chunked(connection, select(Item.number, Item.id), Item.number, numbers)
        }
        by_said: dict[str, tuple[EarlierRow, ...]] = {}
        of_rows = select(ImportedRow.said, ImportedRow.item_id, ImportedRow.sha256).join(
            Item, Item.id == ImportedRow.item_id
        )
        of_rows = of_rows.where(Item.campaign_id == home.id).order_by(ImportedRow.id)
        for row in _chunked(connection, of_rows, ImportedRow.said, said):
            by_said[row.said] = (*by_said.get(row.said, ()), EarlierRow(row.item_id, row.sha256))
        by_title: dict[tuple[str, str], tuple[int, ...]] = {}
        of_items = (
            select(Item.title, Item.detail, Item.id).where(Item.campaign_id == home.id).order_by(Item.id)
        )
        for row in _chunked(connection, of_items, Item.title, titles):
            key = (row.title, row.detail)
            by_title[key] = (*by_title.get(key, ()), row.id)
    return KnownItems(by_number, by_said, by_title)


def former_numbers(ledger: Ledger, *, campaign: str | None) -> dict[str, tuple[int, ...]]:
    """Items of a campaign by the 编号 that their rows had when they were imported, as written there."""
    home = campaign_row(ledger, campaign)
    query = select(ImportedRow.number, ImportedRow.item_id).join(Item, Item.id == ImportedRow.item_id)
    query = query.where(Item.campaign_id == home.id, ImportedRow.number != "").order_by(ImportedRow.id)
    found: dict[str, tuple[int, ...]] = {}
    with ledger.read() as connection:
        for row in connection.execute(query):
            found[row.number] = (*found.get(row.number, ()), row.item_id)
    return found


def units_before(ledger: Ledger, roles: Collection[OwnerRole]) -> dict[int, frozenset[str]]:
    """By item the names that once stood in these roles and were taken away."""
    query = select(Change.before).where(
        Change.table == "owner", Change.field == "*", Change.before.is_not(None), Change.after.is_(None)
    )
    found: dict[int, frozenset[str]] = {}
    with ledger.read() as connection:
        for written in filter(None, connection.scalars(query)):
            owner = json.loads(written)
            if owner["role"] in roles:
                found[owner["item_id"]] = found.get(owner["item_id"], frozenset()) | {owner["name"]}
    return found


def is_printed_head(ledger: Ledger, printed: str) -> bool:
    """Whether a 台账校验码 (`COUNT:HASH`) was printed by this ledger: its journal has that link."""
    count, _, digest = printed.partition(":")
    with ledger.read() as connection:
        return connection.scalar(select(Action.hash).where(Action.id == int(count))) == digest


def _chunked(
    connection: Connection, query: Any, column: InstrumentedAttribute[str], values: Iterable[str]
) -> Iterator[Any]:
    for portion in portions(sorted(set(values) - {""})):
        yield from connection.execute(query.where(column.in_(portion)))
