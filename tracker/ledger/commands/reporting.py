"""What is reported on an item: 整改进展 and 佐证材料."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.authority import demand
from tracker.ledger.blobs import Blob
from tracker.ledger.commands.finding import item_of, measure_of
from tracker.ledger.commands.items import finish, refuse_unless_rectifying
from tracker.ledger.commands.making import not_to_come, required
from tracker.ledger.models import Evidence, Item, Measure, Progress
from tracker.ledger.store import Ledger, Work


def add_progress(
    ledger: Ledger,
    actor: Actor,
    number: str,
    text: str,
    *,
    today: dt.date,
    on: dt.date | None = None,
    measure: int | None = None,
    done: bool = False,
) -> None:
    """Record a dated entry; with `done` the measure is finished by the same action."""
    day = on or today
    not_to_come(day, "进展日期", today)
    if done and measure is None:
        raise Refusal("标记完成时须写明是哪条措施（--measure N）")
    with ledger.transaction(actor, "progress", today=today) as work:
        record_progress(work, number, text, day, measure=measure, done=done)


def record_progress(
    work: Work, number: str, text: str, day: dt.date, *, measure: int | None = None, done: bool = False
) -> Item:
    """A dated entry by the rules, within a command; the item it is of. Raises Refusal."""
    item, row = _place(work.session, number, measure)
    work.session.add(
        Progress(
            item_id=item.id,
            measure_id=row.id if row else None,
            on=day,
            text=required(text, "整改进展"),
            by=work.actor.name,
        )
    )
    if done and measure is not None:
        finish(item, measure, on=day, note=text, today=work.today)
    return item


def add_evidence(
    ledger: Ledger,
    actor: Actor,
    number: str,
    files: Sequence[Path],
    *,
    today: dt.date,
    measure: int | None = None,
    note: str = "",
    dated: dt.date | None = None,
    gists: Sequence[str] = (),
) -> tuple[str, ...]:
    """Copy files into the ledger's own folder, then record them; returns the names they are kept under.

    A file is safe on disk before its row is written; the same content twice on one item is refused.
    Of a refused call no file is kept. `dated` is the day that the material bears, `gists`
    how the text of each file begins (`examination.gist_of`). Raises UnreadableFile, Refusal.
    """
    demand(actor, "add_evidence")
    if dated is not None:
        not_to_come(dated, "材料日期", today)
    with ledger.read() as connection, Session(connection) as session:
        _place(session, number, measure)
    with (
        ledger.evidence.taking(files) as copies,
        ledger.transaction(actor, "add_evidence", today=today) as work,
    ):
        item, row = _place(work.session, number, measure)
        _refuse_doubles(work.session, item, copies.blobs)
        for place, blob in enumerate(copies.blobs):
            work.session.add(
                Evidence(
                    item_id=item.id,
                    measure_id=row.id if row else None,
                    name=blob.name,
                    sha256=blob.sha256,
                    size=blob.size,
                    note=note.strip(),
                    round=item.round,
                    dated_on=dated,
                    gist=gists[place] if place < len(gists) else "",
                    added_on=today,
                    added_by=actor.name,
                )
            )
        work.session.flush()
        copies.put_in_place()  # last of all: what a rule refuses is not kept, what a row names is there
    return tuple(blob.name for blob in copies.blobs)


def _refuse_doubles(session: Session, item: Item, blobs: Sequence[Blob]) -> None:
    known = {
        evidence.sha256: evidence.name for evidence in session.query(Evidence).filter_by(item_id=item.id)
    }
    for blob in blobs:
        if blob.sha256 in known:
            raise Refusal(f"{item.number} 已有内容相同的佐证材料“{known[blob.sha256]}”")
        known[blob.sha256] = blob.name


def _place(session: Session, number: str, measure: int | None) -> tuple[Item, Measure | None]:
    """The item that is worked on, and its measure where one is meant."""
    item = item_of(session, number)
    refuse_unless_rectifying(item)
    return item, measure_of(item, measure) if measure is not None else None
