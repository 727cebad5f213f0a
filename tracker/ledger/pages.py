"""Everything of one item: its page, and the steps open to somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal, select

from tracker.ledger.actor import Actor
from tracker.ledger.attached import read_attached, truths_of
from tracker.ledger.closings import read_closings
from tracker.ledger.commands.finding import ANSWERING
from tracker.ledger.demands import Facts, four_haves
from tracker.ledger.following import read_following
from tracker.ledger.keys import KEYS, key_of, these
from tracker.ledger.lifecycle import steps
from tracker.ledger.lights import Thresholds, light_of, light_words
from tracker.ledger.limits import later_than
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import (
    Application,
    Campaign,
    Document,
    Evidence,
    Item,
    LookBack,
    Measure,
    MeasureShare,
    Owner,
    Progress,
    Standing,
)
from tracker.ledger.numbers import read_number, unknown_number
from tracker.ledger.portions import portions
from tracker.ledger.queries import evidence_row, thresholds_of, whole_rows
from tracker.ledger.row_reading import item_row, read_deadline
from tracker.ledger.rows import (
    ApplicationRow,
    ItemPage,
    LookBackRow,
    MeasureRow,
    OwnerRow,
    ProgressRow,
    SourceRow,
    StepRow,
)
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    DeadlineKind,
    Decision,
    LookBackResult,
    OwnerRole,
    RectificationType,
    State,
    Term,
    Verified,
)

HIDDEN_HOME = "其他单位的事项"
"""Where a measure comes from that serves an item of one's own, when the server hides its home."""


def item_page(ledger: Ledger, number: str, *, today: dt.date) -> ItemPage:
    """Everything of one item. Raises NotFound."""
    with ledger.read() as connection:
        found = key_of(connection, read_number(number))
        if found is None:
            raise unknown_number(number)
        return _pages(connection, [found], today, with_source=True)[0]


def item_pages(ledger: Ledger, ids: Sequence[int], *, today: dt.date) -> list[ItemPage]:
    """The pages of many items in the order given, in one snapshot, without their documents' text."""
    with ledger.read() as connection:
        return [
            page
            for portion in portions(ids)
            for page in _pages(connection, portion, today, with_source=False)
        ]


def steps_of(page: ItemPage, actor: Actor) -> tuple[StepRow, ...]:
    """The steps that start from the item's state, each with what is in this actor's way."""
    return steps(facts_of_page(page), actor)


def facts_of_page(page: ItemPage) -> Facts:
    """What the lifecycle's demands look at, from a page that was read."""
    present = [entry for entry in page.applications if entry.round == page.row.round]
    return Facts(
        number=page.row.number,
        state=page.row.state,
        target=page.target,
        measures=tuple((m.ordinal, m.text, m.done_on is not None) for m in page.measures),
        late_measures=later_than(
            page.row.deadline, ((m.ordinal, m.deadline) for m in page.measures if not m.done_on)
        ),
        owners=sum(owner.role.value in ANSWERING for owner in page.owners),
        deadline=page.row.deadline,
        evidence=sum(piece.round == page.row.round for piece in page.evidence),
        completion=page.completion,
        inference=page.inference,
        applicant=present[-1].applicant if present else "",
        closing=page.closing,
        by_stages=page.row.type is RectificationType.PHASED or page.truths.term is Term.LONG,
        stages=len(page.stages),
    )


class _Details:
    """The rows that hang on a batch of items, read once a table and grouped by item."""

    def __init__(self, connection: Connection, ids: Sequence[int]) -> None:
        wanted = these(ids)

        def grouped(query: Select[*tuple[Any, ...]]) -> dict[int, list[Row[Any]]]:
            rows: dict[int, list[Row[Any]]] = {}
            for row in connection.execute(query, wanted):
                rows.setdefault(row.item_id, []).append(row)
            return rows

        self.measures = grouped(_own_measures())
        serving = grouped(_serving_measures())
        for item_id, rows in serving.items():
            known = self.measures.setdefault(item_id, [])
            known.extend(rows)
            known.sort(key=lambda row: int(row.ordinal))
        self.owners = grouped(_owners_of_items())
        shared = {row.id for rows in serving.values() for row in rows}
        self.owners_of_shared = list(connection.execute(_owners_of_measures(), these(shared)))
        self.applications = grouped(_applications())
        self.look_backs = grouped(_look_backs())
        self.standing = grouped(_standing())
        self.progress = grouped(_progress())
        self.evidence = grouped(_evidence())


@cache
def _own_measures() -> Select[Any]:
    return (
        select(Measure.__table__, literal("").label("home"))
        .where(Measure.item_id.in_(KEYS))
        .order_by(Measure.ordinal, Measure.id)
    )


@cache
def _serving_measures() -> Select[Any]:
    """Measures of other items that serve these, in the place they have there."""
    home = func.coalesce(Item.number, HIDDEN_HOME)
    columns = [column for column in Measure.__table__.c if column.name not in ("item_id", "ordinal")]
    return (
        select(*columns, MeasureShare.item_id, MeasureShare.ordinal, home.label("home"))
        .join_from(MeasureShare, Measure, Measure.id == MeasureShare.measure_id)
        .outerjoin(Item, Item.id == Measure.item_id)
        .where(MeasureShare.item_id.in_(KEYS))
        .order_by(MeasureShare.ordinal, MeasureShare.id)
    )


@cache
def _owners_of_items() -> Select[Any]:
    return select(Owner.__table__).where(Owner.item_id.in_(KEYS)).order_by(Owner.ordinal, Owner.id)


@cache
def _owners_of_measures() -> Select[Any]:
    homes = select(Measure.item_id).where(Measure.id.in_(KEYS))  # owners are indexed by item
    return (
        select(Owner.__table__)
        .where(Owner.item_id.in_(homes), Owner.measure_id.in_(KEYS))
        .order_by(Owner.ordinal, Owner.id)
    )


@cache
def _applications() -> Select[Any]:
    return select(Application.__table__).where(Application.item_id.in_(KEYS)).order_by(Application.id)


@cache
def _look_backs() -> Select[Any]:
    return select(LookBack.__table__).where(LookBack.item_id.in_(KEYS)).order_by(LookBack.id)


@cache
def _standing() -> Select[int, str]:
    return (
        select(Standing.item_id, Campaign.name)
        .join(Campaign, Campaign.id == Standing.campaign_id)
        .where(Standing.item_id.in_(KEYS))
        .order_by(Campaign.id)
    )


@cache
def _progress() -> Select[Any]:
    return (
        select(Progress.__table__, _ordinal_of_measure())
        .outerjoin_from(Progress.__table__, Measure.__table__, Measure.id == Progress.measure_id)
        .outerjoin(MeasureShare.__table__, _shared_with(Progress))
        .where(Progress.item_id.in_(KEYS))
        .order_by(Progress.on, Progress.id)
    )


@cache
def _evidence() -> Select[Any]:
    return (
        select(Evidence.__table__, _ordinal_of_measure(), Item.number)
        .join_from(Evidence.__table__, Item.__table__, Item.id == Evidence.item_id)
        .outerjoin(Measure.__table__, Measure.id == Evidence.measure_id)
        .outerjoin(MeasureShare.__table__, _shared_with(Evidence))
        .where(Evidence.item_id.in_(KEYS))
        .order_by(Evidence.id)
    )


def _ordinal_of_measure() -> ColumnElement[int]:
    """Its place in the list of the item that the entry is of."""
    return func.coalesce(MeasureShare.ordinal, Measure.ordinal).label("ordinal")


def _shared_with(model: Any) -> ColumnElement[bool]:
    return and_(MeasureShare.measure_id == model.measure_id, MeasureShare.item_id == model.item_id)


def read_pages(connection: Connection, ids: Sequence[int], today: dt.date) -> list[ItemPage]:
    """The pages of some items as a transaction that is going on sees them."""
    return _pages(connection, ids, today, with_source=False)


def _pages(
    connection: Connection, ids: Sequence[int], today: dt.date, *, with_source: bool
) -> list[ItemPage]:
    thresholds = thresholds_of(connection)
    details = _Details(connection, ids)
    closings = read_closings(connection, ids, today=today)
    rows = {row.id: row for row in connection.execute(whole_rows(), these(ids))}
    measures = [row.id for rows in details.measures.values() for row in rows]
    attached = read_attached(connection, ids, measures, today)
    following = read_following(connection, ids, today)
    pages = []
    for key in ids:
        if (row := rows.get(key)) is not None:
            page = closings.onto(_page(row, details, thresholds[row.campaign_id], today))
            page = following.onto(attached.onto(page))
            source = _source(connection, row) if with_source else None
            pages.append(replace(page, source=source, four=four_haves(facts_of_page(page))))
    return pages


def _page(row: Any, details: _Details, thresholds: Thresholds, today: dt.date) -> ItemPage:
    owners = details.owners.get(row.id, [])
    return ItemPage(
        row=item_row(row, thresholds, today),
        detail=row.detail,
        target=row.target,
        completion=row.completion,
        inference=row.inference,
        note=row.note,
        private_note=row.private_note,
        secrecy=row.secrecy,
        owners=_owners(owner for owner in owners if owner.measure_id is None),
        first_deadline=_first_deadline(row),
        extension_count=row.extension_count,
        registered_on=row.registered_on,
        measures=tuple(
            _measure(measure, details.owners_of_shared if measure.home else owners, row, thresholds, today)
            for measure in details.measures.get(row.id, [])
        ),
        progress=tuple(
            ProgressRow(entry.id, entry.on, entry.text, entry.by, entry.ordinal)
            for entry in details.progress.get(row.id, [])
        ),
        evidence=tuple(evidence_row(piece) for piece in details.evidence.get(row.id, [])),
        applications=tuple(_application(entry) for entry in details.applications.get(row.id, [])),
        look_backs=tuple(
            LookBackRow(entry.on, entry.by, LookBackResult(entry.result), entry.finding, entry.basis)
            for entry in details.look_backs.get(row.id, [])
        ),
        source=None,
        four=(),
        standing=tuple(entry.name for entry in details.standing.get(row.id, [])),
        truths=truths_of(row),
    )


def _first_deadline(row: Any) -> Deadline | None:
    if row.first_deadline_phrase is None:
        return None
    return Deadline(row.first_deadline_phrase, DeadlineKind.DATE, row.first_deadline_due)


def _owners(rows: Iterable[Any]) -> tuple[OwnerRow, ...]:
    places = {role: place for place, role in enumerate(OwnerRole)}
    found = [OwnerRow(OwnerRole(row.role), row.name) for row in rows]
    return tuple(sorted(found, key=lambda owner: places[owner.role]))


def _measure(
    row: Any, owners: Iterable[Any], item: Any, thresholds: Thresholds, today: dt.date
) -> MeasureRow:
    """A measure without a time limit of its own is held to its item's."""
    own = read_deadline(row)
    deadline = own or read_deadline(item)
    light = light_of(
        deadline,
        extended=own is None and item.extension_count > 0,
        state=State.CLOSED if row.done_on else State(item.state),
        closed_on=row.done_on,
        today=today,
        thresholds=thresholds,
    )
    words = (
        "已完成"
        if row.done_on and light.value == "closed"
        else light_words(light, deadline, row.done_on, today)
    )
    return MeasureRow(
        id=row.id,
        ordinal=row.ordinal,
        text=row.text,
        standard=row.standard,
        deadline=own,
        owners=_owners(owner for owner in owners if owner.measure_id == row.id),
        done_on=row.done_on,
        done_note=row.done_note,
        light=light,
        light_words=words,
        version=row.version,
        home=row.home,
        verified=Verified(row.verified) if row.verified else None,
        verified_on=row.verified_on,
        verified_by=row.verified_by,
        verified_note=row.verified_note,
    )


def _application(row: Any) -> ApplicationRow:
    return ApplicationRow(
        id=row.id,
        round=row.round,
        applied_on=row.applied_on,
        applicant=row.applicant,
        completion=row.completion,
        inference=row.inference,
        decision=Decision(row.decision),
        decided_on=row.decided_on,
        reviewer=row.reviewer,
        opinion=row.opinion,
    )


def _source(connection: Connection, row: Any) -> SourceRow | None:
    if row.document_id is None:
        return None
    document = connection.execute(_documents(), these([row.document_id])).one()
    return SourceRow(
        document_id=document.id,
        title=document.title,
        date=document.date,
        issuer=document.issuer,
        section=tuple(row.section),
        text=document.text,
        start=row.start,
        end=row.end,
    )


@cache
def _documents() -> Select[Any]:
    return select(Document.__table__).where(Document.id.in_(KEYS))
