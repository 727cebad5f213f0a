"""结果运用: what a unit's figures say against it, and what was proposed and decided.

Figures only propose, in words and with the number behind each; a person submits a proposal, a leader
decides. An item counts for the unit that leads it. From how much on, the campaign says (`standards`):

* 重视不够: chasing notes without any progress after them, self-checks not answered when due
* 落实不力: applications returned, items sent back after closing (回炉)
* 进展缓慢: items overdue now, items finished late (also in an earlier round)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, exists, func, or_, select

from tracker.errors import NotFound
from tracker.ledger.leading import lead_unit
from tracker.ledger.light_expression import light_expression
from tracker.ledger.models import (
    Application,
    Campaign,
    Consequence,
    Item,
    Progress,
    Reminder,
    Round,
    SelfCheck,
    SelfCheckAnswer,
)
from tracker.ledger.naming import Directory, directory, plain_name
from tracker.ledger.queries import campaigns_of
from tracker.ledger.standards import USUAL, Standards
from tracker.ledger.store import Ledger
from tracker.ledger.words import (
    ConsequenceDecision,
    ConsequenceKind,
    Decision,
    Light,
    SelfCheckResult,
    State,
)


@dataclass(slots=True)
class UnitFigures:
    """What is counted for one unit."""

    unit: str
    """As the ledger writes it first."""
    items: int = 0
    unanswered_reminders: int = 0
    unanswered_checks: int = 0
    returned: int = 0
    reopened: int = 0
    overdue: int = 0
    longest_overdue: int = 0
    """Days."""
    late: int = 0

    def findings(self, standards: Standards) -> Iterator[str]:
        """What the figures say, one line each, the figures behind it."""
        if self.unanswered_reminders + self.unanswered_checks >= standards.unanswered:
            yield _told(
                "重视不够",
                (self.unanswered_reminders, "催办后没有进展{}次"),
                (self.unanswered_checks, "自查到期未反馈{}次"),
            )
        if self.returned >= standards.returned or self.reopened >= standards.reopened:
            yield _told("落实不力", (self.returned, "销号申请被退回{}次"), (self.reopened, "回炉{}次"))
        if (
            self.overdue >= standards.overdue
            or self.longest_overdue >= standards.long_overdue
            or self.late >= standards.late
        ):
            yield _told(
                "进展缓慢",
                (self.overdue, "已逾期{}项"),
                (self.longest_overdue, "最长逾期{}天"),
                (self.late, "逾期完成{}项"),
            )


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What a unit's figures propose."""

    unit: str
    items: int
    """How many it leads, stopped ones left out."""
    kind: ConsequenceKind
    grounds: tuple[str, ...]
    pending: int | None
    """Number of a proposal for it that waits for a decision."""


@dataclass(frozen=True, slots=True)
class ConsequenceRow:
    """A proposal that was submitted, and what was decided."""

    id: int
    campaign: str
    unit: str
    kind: ConsequenceKind
    grounds: tuple[str, ...]
    proposed_on: dt.date
    proposed_by: str
    decision: ConsequenceDecision
    decided_on: dt.date | None
    decided_by: str
    opinion: str
    document_number: str


def proposals(
    ledger: Ledger, *, today: dt.date, unit: str | None = None, campaign_id: int | None = None
) -> list[ProposalRow]:
    """What the figures of every unit, or of one, propose today; the gravest first. Nothing is stored."""
    with ledger.read() as connection:
        return proposals_at(connection, today=today, unit=unit, campaign_id=campaign_id)


def proposals_at(
    connection: Connection, *, today: dt.date, unit: str | None, campaign_id: int | None
) -> list[ProposalRow]:
    """The same within a transaction. Of all campaigns together, by the standards of the default one."""
    names, standards = directory(connection), _standards(connection, campaign_id)
    wanted = None if unit is None else _identity(names, unit)
    pending = {
        _identity(names, row.unit): row.id
        for row in connection.execute(
            select(Consequence.unit, Consequence.id)
            .where(Consequence.decision == ConsequenceDecision.PROPOSED.value)
            .order_by(Consequence.id.desc())
        )
    }
    found = []
    for identity, figures in _Counting(connection, names, today, campaign_id).counted().items():
        grounds = tuple(figures.findings(standards))
        if grounds and wanted in (None, identity):
            found.append(
                ProposalRow(
                    figures.unit, figures.items, severity(figures, standards), grounds, pending.get(identity)
                )
            )
    places = {kind: place for place, kind in enumerate(ConsequenceKind)}
    return sorted(found, key=lambda row: (-places[row.kind], -len(row.grounds), row.unit))


def _standards(connection: Connection, campaign_id: int | None) -> Standards:
    rows = campaigns_of(connection)
    meant = [row for row in rows if (row.is_default if campaign_id is None else row.id == campaign_id)]
    return next((row.standards for row in (*meant, *rows)), USUAL)


def severity(figures: UnitFigures, standards: Standards) -> ConsequenceKind:
    """约谈 for one finding, 通报 for two, 问责 for all three or for one that is grave enough by itself."""
    is_grave = (
        figures.longest_overdue >= standards.very_long_overdue or figures.reopened >= standards.often_reopened
    )
    findings = len(tuple(figures.findings(standards)))
    if findings > 2 or is_grave:
        return ConsequenceKind.ACCOUNTABILITY
    return ConsequenceKind.NOTICE if findings > 1 else ConsequenceKind.TALK


def consequences(ledger: Ledger, *, unit: str | None = None, only_open: bool = False) -> list[ConsequenceRow]:
    """What was submitted, the last one first."""
    with ledger.read() as connection:
        names = directory(connection)
        rows = [_row(row) for row in connection.execute(_submitted().order_by(Consequence.id.desc()))]
    wanted = None if unit is None else _identity(names, unit)
    return [
        row
        for row in rows
        if (not only_open or row.decision is ConsequenceDecision.PROPOSED)
        and wanted in (None, _identity(names, row.unit))
    ]


def consequence(ledger: Ledger, key: int) -> ConsequenceRow:
    """One of them. Raises NotFound."""
    with ledger.read() as connection:
        row = connection.execute(_submitted().where(Consequence.id == key)).first()
    if row is None:
        raise NotFound(f"没有第{key}号结果运用建议，已有的见 tracker consequence list")
    return _row(row)


def _submitted() -> Any:
    return select(Consequence.__table__, Campaign.name.label("campaign")).join_from(
        Consequence.__table__, Campaign, Campaign.id == Consequence.campaign_id
    )


def _row(row: Any) -> ConsequenceRow:
    return ConsequenceRow(
        id=row.id,
        campaign=row.campaign,
        unit=row.unit,
        kind=ConsequenceKind(row.kind),
        grounds=tuple(row.grounds),
        proposed_on=row.proposed_on,
        proposed_by=row.proposed_by,
        decision=ConsequenceDecision(row.decision),
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        opinion=row.opinion,
        document_number=row.document_number,
    )


def _told(finding: str, *figures: tuple[int, str]) -> str:
    return f"{finding}：" + "，".join(words.format(count) for count, words in figures if count)


def _identity(names: Directory, name: str) -> int | str:
    """The unit's id where it is known, else its plain name."""
    return names.unit(name) or plain_name(name)


@dataclass(slots=True)
class _Counting:
    """Counts the figures of every unit, one statement a figure."""

    connection: Connection
    names: Directory
    today: dt.date
    campaign_id: int | None
    by_unit: dict[int | str, UnitFigures] = field(default_factory=dict)

    def counted(self) -> dict[int | str, UnitFigures]:
        """By the unit's identity."""
        self._count_items()
        self._count_lateness()
        self._count_returns()
        self._count_reminders()
        self._count_checks()
        return self.by_unit

    def _of(self, unit: str) -> UnitFigures:
        return self.by_unit.setdefault(_identity(self.names, unit), UnitFigures(unit))

    def _here(self) -> Any:
        """Of the campaign that is meant, and not stopped."""
        working = Item.state != State.STOPPED.value
        return working if self.campaign_id is None else and_(working, Item.campaign_id == self.campaign_id)

    def _led(self, *columns: Any) -> Any:
        return select(lead_unit().label("lead"), *columns).select_from(Item).where(self._here())

    def _rows(self, query: Any) -> Iterator[tuple[UnitFigures, Any]]:
        """By name, so that a unit written in several ways is called alike on every database."""
        for row in sorted(self.connection.execute(query), key=lambda row: row.lead or ""):
            if row.lead:
                yield self._of(row.lead), row

    def _numbers(self, led: Any) -> Iterator[tuple[UnitFigures, int]]:
        """How many rows each leading unit has."""
        rows = led.subquery()
        counted = select(rows.c.lead, func.count().label("number")).group_by(rows.c.lead)
        for figures, row in self._rows(counted):
            yield figures, row.number

    def _count_items(self) -> None:
        for figures, number in self._numbers(self._led(Item.id)):
            figures.items += number

    def _count_lateness(self) -> None:
        light = light_expression(campaigns_of(self.connection), self.today).label("light")
        telling = or_(light.in_([Light.OVERDUE.value, Light.CLOSED_LATE.value]), Item.round > 1)
        items = self._led(light, Item.deadline_due, Item.round).where(telling).subquery()
        is_overdue = items.c.light == Light.OVERDUE.value
        counted = select(
            items.c.lead,
            func.sum(items.c.round - 1).label("reopened"),
            func.count().filter(items.c.light == Light.CLOSED_LATE.value).label("late"),
            func.count().filter(is_overdue).label("overdue"),
            func.min(items.c.deadline_due).filter(is_overdue).label("first_due"),
        )
        for figures, row in self._rows(counted.group_by(items.c.lead)):
            figures.reopened += row.reopened
            figures.late += row.late
            figures.overdue += row.overdue
            if row.first_due is not None:
                figures.longest_overdue = max(figures.longest_overdue, (self.today - row.first_due).days)
        rounds = self._led(Round.id).join(Round, Round.item_id == Item.id)
        for figures, number in self._numbers(rounds.where(Round.closed_on > Round.deadline_due)):
            figures.late += number

    def _count_returns(self) -> None:
        returned = self._led(Application.id).join(Application, Application.item_id == Item.id)
        for figures, number in self._numbers(returned.where(Application.decision == Decision.RETURNED.value)):
            figures.returned += number

    def _count_reminders(self) -> None:
        """Notes about items that are still open, with no progress from the day of the note on.

        They count for the unit they were sent to.
        """
        answered = exists(
            select(Progress.id).where(Progress.item_id == Reminder.item_id, Progress.on >= Reminder.on)
        )
        unfinished = Item.state == State.RECTIFYING.value
        notes = (
            select(Reminder.unit, func.count())
            .join(Item, Item.id == Reminder.item_id)
            .where(self._here(), unfinished, Reminder.on < self.today, ~answered)
            .group_by(Reminder.unit)
        )
        for unit, number in sorted(self.connection.execute(notes)):
            self._of(unit).unanswered_reminders += number

    def _count_checks(self) -> None:
        waiting = (
            select(SelfCheckAnswer.unit, func.count())
            .join(SelfCheck, SelfCheck.id == SelfCheckAnswer.self_check_id)
            .join(Item, Item.id == SelfCheck.item_id)
            .where(
                self._here(),
                SelfCheck.due < self.today,
                SelfCheckAnswer.result == SelfCheckResult.PENDING.value,
            )
            .group_by(SelfCheckAnswer.unit)
        )
        for unit, number in sorted(self.connection.execute(waiting)):
            self._of(unit).unanswered_checks += number
