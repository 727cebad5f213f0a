"""Items with all that the lists of a workbook say of them, read batch by batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, union

from tracker.ledger.models import Document, ImportedRow, IssuedPaper, Item, Measure, Person, Reminder, Unit
from tracker.ledger.pages import read_pages
from tracker.ledger.papers import RUNGS, rung_of
from tracker.ledger.portions import portions
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import PaperKind, Rung


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """原文: what the source says of an item."""

    title: str
    section: tuple[str, ...]
    """Headings above it, from the chapter down."""
    words: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One chasing note that went out."""

    on: dt.date
    rung: Rung
    unit: str
    measure_ordinal: int | None
    due: dt.date | None
    """The last day it is about."""
    document_number: str
    by: str


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One item as the lists of a workbook need it."""

    page: ItemPage
    quote: QuoteRow | None = None
    reminders: tuple[ReminderRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Telephone:
    """Under which number somebody of a unit is reached."""

    unit: str
    number: str


@dataclass(frozen=True, slots=True)
class NamedItem:
    """What an item may be known by in somebody else's list."""

    id: int
    number: str
    title: str
    detail: str
    former: tuple[str, ...] = ()
    """原编号: what it was called in the workbooks it was taken over from."""


def named_items(ledger: Ledger, ids: Sequence[int]) -> tuple[NamedItem, ...]:
    """Those items, by their names alone, in the order given."""
    found: list[NamedItem] = []
    with ledger.read() as connection:
        for batch in portions(ids):
            former: dict[int, tuple[str, ...]] = {}
            numbers = select(ImportedRow.item_id, ImportedRow.number).where(
                ImportedRow.item_id.in_(batch), ImportedRow.number != ""
            )
            for known in connection.execute(numbers.order_by(ImportedRow.id)):
                former[known.item_id] = (*former.get(known.item_id, ()), known.number)
            names = select(Item.id, Item.number, Item.title, Item.detail).where(Item.id.in_(batch))
            by_id = {row.id: row for row in connection.execute(names)}
            found += [
                NamedItem(key, row.number, row.title, row.detail, former.get(key, ()))
                for key in batch
                if (row := by_id.get(key)) is not None
            ]
    return tuple(found)


def listed_items(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> Iterator[ListedItem]:
    """Those items in the order given, never more than a batch of them in memory; read within a snapshot."""
    with ledger.read() as connection:
        for batch in portions(ids):
            quotes = _quotes(connection, batch)
            reminders = _reminders(connection, batch)
            for page in read_pages(connection, batch, today):
                key = page.row.id
                yield ListedItem(page, quotes.get(key), tuple(reminders.get(key, ())))


def chased_ids(ledger: Ledger, ids: Sequence[int]) -> frozenset[int]:
    """Those of the items about which a chasing note or paper went out."""
    papers = select(IssuedPaper.item_id).where(IssuedPaper.kind.in_(_CHASING))
    with ledger.read() as connection:
        return frozenset(ids) & frozenset(connection.scalars(union(select(Reminder.item_id), papers)))


_CHASING = [kind.value for kind in RUNGS]


def telephones(ledger: Ledger) -> Mapping[str, tuple[Telephone, ...]]:
    """By name: everybody known who has not left."""
    query = (
        select(Person.name, Person.telephone, func.coalesce(Unit.name, "").label("unit"))
        .outerjoin_from(Person, Unit, Unit.id == Person.unit_id)
        .where(Person.left.is_(False))
        .order_by(Person.id)
    )
    found: dict[str, tuple[Telephone, ...]] = {}
    with ledger.read() as connection:
        for row in connection.execute(query):
            found[row.name] = (*found.get(row.name, ()), Telephone(row.unit, row.telephone))
    return found


def _quotes(connection: Connection, ids: Sequence[int]) -> dict[int, QuoteRow]:
    words = func.substr(Document.text, Item.start + 1, Item.end - Item.start)
    query = (
        select(Item.id, Document.title, Item.section, words.label("words"))
        .join(Document, Document.id == Item.document_id)
        .where(Item.id.in_(ids))
    )
    return {row.id: QuoteRow(row.title, tuple(row.section), row.words) for row in connection.execute(query)}


def _reminders(connection: Connection, ids: Sequence[int]) -> dict[int, list[ReminderRow]]:
    query = (
        select(Reminder.__table__, Measure.ordinal)
        .outerjoin_from(Reminder.__table__, Measure.__table__, Measure.id == Reminder.measure_id)
        .where(Reminder.item_id.in_(ids))
        .order_by(Reminder.on, Reminder.id)
    )
    found: dict[int, list[ReminderRow]] = {}
    for row in connection.execute(query):
        found.setdefault(row.item_id, []).append(
            ReminderRow(row.on, Rung(row.rung), row.unit, row.ordinal, row.due, row.document_number, row.by)
        )
    for row in connection.execute(_chasing_papers(ids)):
        notes = found.setdefault(row.item_id, [])
        if all(note.document_number != row.document_number for note in notes):
            rung = rung_of(PaperKind(row.kind), row.level)
            notes.append(ReminderRow(row.on, rung, row.unit, None, row.due, row.document_number, row.by))
            notes.sort(key=lambda note: note.on)
    return found


def _chasing_papers(ids: Sequence[int]) -> Select[Any]:
    """Papers that went out beside the ladder too: a leader may ask for 督办 before the date."""
    return (
        select(IssuedPaper.__table__)
        .where(IssuedPaper.item_id.in_(ids), IssuedPaper.kind.in_(_CHASING))
        .order_by(IssuedPaper.id)
    )
