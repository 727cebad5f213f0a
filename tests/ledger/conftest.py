"""A ledger with the people of an office and the ways they work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.ready import Beginning
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import apply_for_closing, register
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item
from tracker.ledger.commands.reporting import add_evidence, add_progress
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, Role

OPERATOR = Actor("李明", Role.OPERATOR)
REVIEWER = Actor("王芳", Role.REVIEWER)
LEADER = Actor("周正", Role.LEADER)


@dataclass(frozen=True)
class Office:
    """An open ledger, today, and three colleagues."""

    ledger: Ledger
    today: dt.date
    files: Path
    operator: Actor = OPERATOR
    reviewer: Actor = REVIEWER
    leader: Actor = LEADER
    beginning: Beginning = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "beginning", Beginning(self.ledger))

    def draft(self, title: str = "调研成果转化不够", *, due: dt.date | None = None) -> ItemDraft:
        """An item that has all four."""
        last_day = due or self.today + dt.timedelta(days=12)
        return ItemDraft(
            title=title,
            target="形成转化机制",
            deadline=Deadline(f"{last_day:%m月%d日}前", DeadlineKind.DATE, last_day),
            owners={OwnerRole.LEAD: ("办公室",)},
            measures=(MeasureDraft("建立课题清单"), MeasureDraft("出台转化办法")),
        )

    def planned(self, title: str = "调研成果转化不够", *, due: dt.date | None = None) -> str:
        """An item 待挂号 that has all four."""
        return self._made(self._plan, title, due)

    def registered(self, title: str = "调研成果转化不够", *, due: dt.date | None = None) -> str:
        """An item 整改中."""
        return self._made(self._register, title, due)

    def finished(self, title: str = "调研成果转化不够", *, due: dt.date | None = None) -> str:
        """An item 整改中 whose measures are done, with evidence."""
        return self._made(self._finish, title, due)

    def applied(self, title: str = "调研成果转化不够", *, due: dt.date | None = None) -> str:
        """An item 申请销号."""
        return self._made(self._apply, title, due)

    def _made(self, make: Callable[[str, dt.date | None], str], title: str, due: dt.date | None) -> str:
        what = (make.__name__, title, due, self.today, self.operator)
        return self.beginning.made(what, lambda: make(title, due))

    def _plan(self, title: str, due: dt.date | None) -> str:
        return add_item(self.ledger, self.operator, self.draft(title, due=due), today=self.today)

    def _register(self, title: str, due: dt.date | None) -> str:
        number = self.planned(title, due=due)
        register(self.ledger, self.operator, [number], today=self.today)
        return number

    def _finish(self, title: str, due: dt.date | None) -> str:
        number = self.registered(title, due=due)
        for ordinal in (1, 2):
            add_progress(
                self.ledger, self.operator, number, "已完成", measure=ordinal, done=True, today=self.today
            )
        for ordinal, name in ((1, f"{number}.txt"), (2, f"{number}-2.txt")):
            files = [self.file(name)]
            add_evidence(self.ledger, self.operator, number, files, measure=ordinal, today=self.today)
        return number

    def _apply(self, title: str, due: dt.date | None) -> str:
        number = self.finished(title, due=due)
        apply_for_closing(
            self.ledger, self.operator, number, completion="已完成", inference="已自查", today=self.today
        )
        return number

    def file(self, name: str) -> Path:
        """A file of its own content."""
        path = self.files / name
        path.write_text(f"内容：{name}", encoding="utf-8")
        return path


@pytest.fixture
def ledger(location: Location) -> Iterator[Ledger]:
    """A fresh open ledger, once on each database."""
    with Ledger.open(location) as opened:
        yield opened


@pytest.fixture
def office(ledger: Ledger, today: dt.date, tmp_path: Path) -> Office:
    """The office with a fresh ledger, once on each database."""
    return Office(ledger, today, tmp_path)


@pytest.fixture
def sqlite_office(sqlite_location: Location, today: dt.date, tmp_path: Path) -> Iterator[Office]:
    """The office with a fresh ledger in a file, for what need not be tried on both databases."""
    with Ledger.open(sqlite_location) as opened:
        yield Office(opened, today, tmp_path)
