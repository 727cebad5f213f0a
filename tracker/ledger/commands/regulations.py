"""制度清单: what an item is to leave behind, its issuing, and the later checks of its execution."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tracker.errors import NotFound, Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.finding import is_own, item_of, measure_of
from tracker.ledger.commands.items import refuse_unless_open
from tracker.ledger.commands.making import required
from tracker.ledger.models import Item, Regulation, RegulationCheck
from tracker.ledger.store import Ledger
from tracker.ledger.words import CheckResult, RegulationAct

LARGEST_KEY = 2**31
"""A 制度号 beyond it is a slip of the pen, and more than a database's key may hold."""


def add_regulation(
    ledger: Ledger,
    actor: Actor,
    number: str,
    name: str,
    act: RegulationAct,
    *,
    today: dt.date,
    measure: int | None = None,
    document_number: str = "",
    issued_on: dt.date | None = None,
) -> int:
    """Put a regulation on the list, issued or still planned; returns its 制度号."""
    with ledger.transaction(actor, "add_regulation", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "登记制度")
        _refuse_future(issued_on, today)
        row = Regulation(
            item_id=item.id,
            measure_id=None if measure is None else measure_of(item, measure).id,
            name=required(name, "制度名称").strip("《》"),
            act=act.value,
            document_number=document_number.strip(),
            issued_on=issued_on,
        )
        work.session.add(row)
        work.session.flush()
        return row.id


def issue_regulation(
    ledger: Ledger,
    actor: Actor,
    key: int,
    *,
    on: dt.date,
    today: dt.date,
    document_number: str = "",
) -> str:
    """A planned regulation is issued; returns its name."""
    with ledger.transaction(actor, "issue_regulation", today=today) as work:
        row, item = _regulation(work.session, key)
        refuse_unless_open(item, "登记制度印发")
        if row.issued_on is not None:
            raise Refusal(f"制度{key}《{row.name}》已于{row.issued_on}印发")
        _refuse_future(on, today)
        row.issued_on = on
        if document_number.strip():
            row.document_number = document_number.strip()
        return row.name


def check_regulation(
    ledger: Ledger,
    actor: Actor,
    key: int,
    result: CheckResult,
    *,
    on: dt.date,
    today: dt.date,
    finding: str = "",
) -> str:
    """A later look at whether it is carried out, whatever became of its item; returns its name."""
    with ledger.transaction(actor, "check_regulation", today=today) as work:
        row, _ = _regulation(work.session, key)
        if row.issued_on is None:
            raise Refusal(f"制度{key}《{row.name}》还没有印发，无从检查执行")
        if not row.issued_on <= on <= today:
            raise Refusal(f"检查日期{on}须在印发（{row.issued_on}）以后、今天（{today}）以前")
        if result is not CheckResult.CARRIED_OUT and not finding.strip():
            raise Refusal(f"“{result.word}”要写明检查情况（--finding）")
        check = RegulationCheck(
            regulation_id=row.id, on=on, by=actor.name, result=result.value, finding=finding.strip()
        )
        work.session.add(check)
        return row.name


def _regulation(session: Session, key: int) -> tuple[Regulation, Item]:
    """The entry with its item, where this actor may know of it. Raises NotFound."""
    row = session.get(Regulation, key) if 0 < key < LARGEST_KEY else None
    item = session.get_one(Item, row.item_id) if row is not None else None
    if row is None or item is None or not is_own(session, item):
        raise NotFound(f"制度清单里没有{key}号，用 tracker regulation list 查看")
    return row, item


def _refuse_future(day: dt.date | None, today: dt.date) -> None:
    if day is not None and day > today:
        raise Refusal(f"印发日期{day}在今天（{today}）之后，请核对日期；还没印发的先不写日期")
