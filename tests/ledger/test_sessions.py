"""Random sessions of an office: undo all is the start, redo all is the end, and each day is as it was."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.ledger.contents import Content, content
from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, extending, items, reporting, undoing
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location, locate
from tracker.ledger.models import Item
from tracker.ledger.store import Ledger
from tracker.ledger.verifying import verify
from tracker.ledger.words import DeadlineKind, OwnerRole, Role, State

TODAY = dt.date(2024, 6, 18)
CLERK = Actor("李明", Role.OPERATOR)
REVIEWER = Actor("王芳", Role.REVIEWER)
LEADER = Actor("周正", Role.LEADER)
UNITS = ("办公室", "法规处", "督查室", "机关党委")

ACTIONS = 200 if os.environ.get("CI") else 60
"""In one session; a developer's machine is not kept busy for half a minute."""


class Session:
    """What an office does in some days, drawn from one seed."""

    def __init__(self, ledger: Ledger, seed: int, folder: Path) -> None:
        self.ledger = ledger
        self.chance = random.Random(seed)
        self.folder = folder
        self.today = TODAY
        self.done: list[Actor] = []
        """Who gave each command that went through, in order."""

    def work(self, count: int, days: int) -> dict[dt.date, Content]:
        """So many actions on so many days; what was there at the end of each day."""
        evenings = {}
        for day in range(days):
            self.today = TODAY + dt.timedelta(days=day)
            wanted = count * (day + 1) // days
            while len(self.done) < wanted:
                self.act()
            evenings[self.today] = content(self.ledger)
        return evenings

    def act(self) -> None:
        """One command, if its rules let it through."""
        before = self.ledger.head().count
        command = self.chance.choice(COMMANDS)
        with suppress(Refusal, IndexError):
            actor = command(self)
            if self.ledger.head().count > before:
                self.done.append(actor)

    def some(self, *states: State) -> str:
        """An item in one of these states."""
        with self.ledger.read() as connection:
            query = select(Item.number).where(Item.state.in_([state.value for state in states]))
            return self.chance.choice(connection.scalars(query.order_by(Item.id)).all())

    def limit(self) -> Deadline:
        due = self.today + dt.timedelta(days=self.chance.randrange(1, 40))
        return Deadline(f"{due:%m月%d日}前", DeadlineKind.DATE, due)


def _add(session: Session) -> Actor:
    draft = ItemDraft(
        title=f"问题{session.chance.randrange(1000)}",
        target="解决",
        deadline=session.limit(),
        owners={OwnerRole.LEAD: (session.chance.choice(UNITS),)},
        measures=(MeasureDraft("清理"), MeasureDraft("立规")),
    )
    items.add_item(session.ledger, CLERK, draft, today=session.today)
    return CLERK


def _edit_many(session: Session) -> Actor:
    numbers = sorted({session.some(State.UNREGISTERED, State.RECTIFYING) for _ in range(3)})
    edit = ItemEdit(
        note=f"记{session.chance.randrange(1000)}",
        owners={OwnerRole.COOPERATING: tuple(session.chance.sample(UNITS, 2))},
    )
    items.edit_items(session.ledger, REVIEWER, numbers, edit, today=session.today)
    return REVIEWER


def _register(session: Session) -> Actor:
    advancing.register(session.ledger, CLERK, [session.some(State.UNREGISTERED)], today=session.today)
    return CLERK


def _report(session: Session) -> Actor:
    number, done = session.some(State.RECTIFYING), session.chance.random() < 0.7
    measure = session.chance.choice((1, 2))
    reporting.add_progress(
        session.ledger, CLERK, number, "进展", measure=measure, done=done, today=session.today
    )
    return CLERK


def _prove(session: Session) -> Actor:
    number, measure = session.some(State.RECTIFYING), session.chance.choice((1, 2))
    path = session.folder / f"{number}-{measure}-{session.chance.randrange(10**6)}.txt"
    path.write_text(path.name, encoding="utf-8")
    reporting.add_evidence(session.ledger, CLERK, number, [path], measure=measure, today=session.today)
    return CLERK


def _apply(session: Session) -> Actor:
    number = session.some(State.RECTIFYING)
    advancing.apply_for_closing(
        session.ledger, CLERK, number, completion="已完成", inference="已自查", today=session.today
    )
    return CLERK


def _return(session: Session) -> Actor:
    number = session.some(State.APPLIED)
    advancing.return_for_more(
        session.ledger, REVIEWER, number, opinion="请补充制度执行情况的记录", today=session.today
    )
    return REVIEWER


def _close(session: Session) -> Actor:
    advancing.close(session.ledger, REVIEWER, session.some(State.APPLIED), today=session.today)
    return REVIEWER


def _reopen(session: Session) -> Actor:
    number = session.some(State.CLOSED)
    advancing.reopen(session.ledger, LEADER, number, reason="反弹", basis="批示", today=session.today)
    return LEADER


def _extend(session: Session) -> Actor:
    number, limit = session.some(State.RECTIFYING), session.limit()
    extending.extend(
        session.ledger, CLERK, number, deadline=limit, reason="忙", approver="周正", today=session.today
    )
    return CLERK


COMMANDS: tuple[Callable[[Session], Actor], ...] = (
    *(_add, _edit_many, _register, _register, _report, _report, _report),
    *(_prove, _prove, _apply, _apply, _return, _close, _close, _reopen, _extend),
)


def walk_back_and_forth(session: Session, count: int, days: int) -> None:
    """The whole test of one session."""
    ledger, start = session.ledger, content(session.ledger)
    evenings = session.work(count, days)
    end = evenings[session.today]
    assert len(session.done) == count
    later = session.today + dt.timedelta(days=1)
    for actor in reversed(session.done):
        undoing.undo(ledger, actor, today=later)
    assert content(ledger) == start
    for actor in session.done:
        undoing.redo(ledger, actor, today=later)
    assert content(ledger) == end
    for day, then in evenings.items():
        with ledger.as_of(day):
            assert content(ledger) == then, day
    assert verify(ledger) == ()


@contextmanager
def fresh(template: Path, folder: Path) -> Iterator[Ledger]:
    """A copy of an empty ledger, for each example of its own."""
    path = folder / "session.db"
    path.unlink(missing_ok=True)
    path.write_bytes(template.read_bytes())
    with Ledger.open(locate(str(path))) as ledger:
        yield ledger


@settings(max_examples=1, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_session_in_a_file(
    _sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("session")
    with fresh(_sqlite_template, folder) as ledger:
        walk_back_and_forth(Session(ledger, seed, folder), ACTIONS, 6)


def test_a_session_on_a_server(postgresql_location: Location, tmp_path: Path) -> None:
    with Ledger.open(postgresql_location) as ledger:
        walk_back_and_forth(Session(ledger, 20240618, tmp_path), 30, 4)
