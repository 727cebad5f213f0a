"""The open ledger: reading in one snapshot, and the one place that commits (decision 0016)."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.orm.unitofwork import UOWTransaction

from tracker.errors import Conflict, NotFound, Refusal
from tracker.ledger import authority, journal, search, visibility
from tracker.ledger.actor import Actor, own_unit
from tracker.ledger.adding import Additions
from tracker.ledger.blobs import EvidenceFolder
from tracker.ledger.connecting import allow_silence
from tracker.ledger.engine import open_engine, translated, writing
from tracker.ledger.gathered import Differences
from tracker.ledger.heard import Heard, nobody
from tracker.ledger.location import Location, locate
from tracker.ledger.membership import signed_in
from tracker.ledger.models import Action, Change, Keyed
from tracker.ledger.overlay import overlaid
from tracker.ledger.rows import JournalHead
from tracker.ledger.words import Role
from tracker.text.cleaning import clean

OWN_UNIT = "own_unit"
"""In a session's info: the unit that the actor's sight ends with; empty: they see everything."""


_MANY: Final = 10_000
"""Changes that are not gone through in a moment."""


@dataclass(slots=True)
class Work:
    """One unit of work: what a command may use while its transaction is open."""

    session: Session
    actor: Actor
    today: dt.date
    command: str = ""
    reason: str = ""
    target: int | None = None
    """For undo and redo: the action they are about."""
    differences: Differences = field(default_factory=Differences)
    action_id: int | None = None
    """Set when the work was committed and changed something."""
    is_rehearsal: bool = False
    """Nothing of it stays."""
    is_apart: bool = True
    """A refused command of several leaves the others; else it ends them all."""
    heard: Heard = nobody
    """Who waits for it, where it may be long."""
    additions: Additions = field(init=False)
    """New rows that wait to be written together."""

    def __post_init__(self) -> None:
        self.additions = Additions(self.session, self.differences)

    def add(self, *rows: Keyed) -> None:
        """Put new rows into the ledger; they have their keys then."""
        if self.additions.is_collecting:
            self.additions.take(rows)
        else:
            self.session.add_all(rows)
            self.session.flush()


class _Held(threading.local):
    """The connection that the reads of one thread share."""

    connection: Connection | None = None
    together: Work | None = None
    """The unit of work that the commands of this thread join."""


class Ledger:
    """An open ledger; close it, or use it in a `with`."""

    def __init__(self, location: Location, engine: Engine) -> None:
        self.location = location
        self._engine = engine
        self._held = _Held()
        self.viewer: Actor | None = None
        """Who reads: a 承办 sees their unit's items only (`visibility`)."""
        self.member: Actor | None = None
        """Who is signed in to a team's server, which then decides itself what they see."""
        self.written: set[int] = set()
        """Actions that were committed through this open ledger: all others are news to who works here."""
        self.evidence = EvidenceFolder(location.evidence_root)

    @classmethod
    def open(
        cls,
        location: Location | str | Path | None = None,
        *,
        create: bool = False,
        announce: Callable[[str], None] = lambda line: None,
    ) -> Ledger:
        """Open the ledger at a path or URL, the user's own by default.

        `announce` receives one Chinese line for each thing done to the file (made, backed up, upgraded).
        Raises LedgerUnusable when it cannot be opened, or not by this version.
        """
        if not isinstance(location, Location):
            location = locate(None if location is None else str(location))
        ledger = cls(location, open_engine(location, create=create, announce=announce))
        if location.is_postgresql:
            ledger._sign_in()
        return ledger

    def _sign_in(self) -> None:
        with self._read_whole() as connection:
            self.member = self.viewer = signed_in(connection)
        if self.member is not None and self.member.role is Role.UNDERTAKER:
            self._engine = self._engine.execution_options(**{journal.GUARDED: True})

    @property
    def _sight(self) -> str:
        """The unit whose items are all that is shown; empty: everything, or what the server shows."""
        return own_unit(None if self.member else self.viewer)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one snapshot; nothing is ever written through it."""
        with translated(self.location):
            if self._held.connection is not None:
                yield self._held.connection
                return
            if unit := self._sight:
                with overlaid(self._engine, day=None, unit=unit) as connection:
                    yield connection
            else:
                with self._engine.connect() as connection:
                    yield connection

    @contextmanager
    def _read_whole(self) -> Iterator[Connection]:
        """As `read`, of everything and of now: for what is about the ledger and no item of it."""
        with translated(self.location), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def as_of(self, day: dt.date) -> Iterator[None]:
        """All that this thread reads within is the ledger as it was at the end of a day (`overlay.cut`).

        Ask with `today=day`, so that the lights are those of that day. Others wait as for `snapshot`.
        """
        before, unit = self._held.connection, self._sight
        with translated(self.location), overlaid(self._engine, day=day, unit=unit) as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = before

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads within is of one moment, whatever others write meanwhile.

        On SQLite others wait for it to end before they can commit: read, then leave it, then work.
        """
        before = self._held.connection
        with self.read() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = before

    def head(self) -> JournalHead:
        """Count and last hash of the journal; as of a day, of the journal at that time."""
        with self._read_whole() if self._held.connection is None else self.read() as connection:
            return journal.head(connection)

    def clock_trouble(self, today: dt.date) -> str:
        """One line when this ledger was worked on later than today: somebody's clock is wrong."""
        with self._read_whole() as connection:
            last = connection.scalar(select(func.max(Action.today)))
        if last is None or last <= today:
            return ""
        return f"今天是{today}，可是台账里已有{last}的操作：请核对电脑日期，时限和预警都按今天计算"

    @contextmanager
    def transaction(
        self,
        actor: Actor,
        command: str,
        *,
        today: dt.date,
        reason: str = "",
        only_adds: bool = False,
        heard: Heard = nobody,
    ) -> Iterator[Work]:
        """Everything a command does, in one transaction with its journal; nothing at all when it raises.

        A command that changes nothing leaves no action. One that `only_adds`, by `Work.add`, is written
        together with others of its kind. `heard` is told how far index and journal are. Raises LedgerBusy,
        LedgerUnusable, Conflict, and Refusal for an actor who may not give this command.
        """
        authority.demand(actor, command)
        if self.member is not None and actor != self.member:
            raise Refusal(
                f"您是以{self.member.name}（{self.member.role.word}）登录的，不能以{actor.name}的名义办理"
            )
        if self._held.together is not None:
            with self._joined(self._held.together, command, reason, only_adds) as work:
                yield work
            return
        with self._work(actor, today, command, reason, heard) as work, _collecting(work, only_adds):
            yield work

    @contextmanager
    def together(
        self,
        actor: Actor,
        *,
        today: dt.date,
        rehearse: bool = False,
        apart: bool = True,
        heard: Heard = nobody,
    ) -> Iterator[Work]:
        """The commands given within, all of one kind and by one person, are one action and one undo.

        One that is refused leaves no trace, and the others go on; not `apart`, which is faster, a refusal
        must end the whole. Rehearsed, nothing of any stays. `heard` as in `transaction`.
        """
        with self._work(actor, today, "", "", heard) as work:
            work.is_rehearsal, work.is_apart = rehearse, apart
            self._held.together = work
            try:
                yield work
            finally:
                self._held.together = None

    @contextmanager
    def _joined(self, work: Work, command: str, reason: str, only_adds: bool) -> Iterator[Work]:
        if work.command not in ("", command):
            raise ValueError(f"{command} cannot be one action with {work.command}")
        work.command, work.reason = command, reason
        if only_adds or not work.is_apart:
            with _collecting(work, only_adds):
                yield work
            return
        before = len(work.differences)
        try:
            with work.session.begin_nested():
                yield work
                work.session.flush()
                demand_own(work.session, work.differences.since(before))
        except StaleDataError as stale:
            work.differences.forget(before)
            raise Conflict("这条记录刚刚被别人改过，请重新打开后再改", ()) from stale
        except BaseException:
            work.differences.forget(before)
            raise

    @contextmanager
    def _work(self, actor: Actor, today: dt.date, command: str, reason: str, heard: Heard) -> Iterator[Work]:
        request = uuid.uuid4().hex
        with (
            translated(self.location),
            writing(self._engine).connect() as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            work = Work(session, actor, today, command, reason, heard=heard)
            session.info[OWN_UNIT] = own_unit(actor)
            event.listen(session, "before_flush", _preparer(work))
            event.listen(session, "after_flush", _gatherer(work))
            try:
                yield work
                session.flush()
                work.additions.write()
            except StaleDataError as stale:
                raise Conflict("这条记录刚刚被别人改过，请重新打开后再改", ()) from stale
            if work.is_rehearsal:
                session.rollback()
                return
            demand_own(session, work.differences)
            if work.differences:
                if len(work.differences) >= _MANY:
                    allow_silence(session.connection())
                search.refresh(session.connection(), work.differences, heard)
                work.action_id = journal.append(
                    session,
                    at=dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
                    today=today,
                    actor=actor.name,
                    role=actor.role.value,
                    command=work.command,
                    reason=clean(work.reason),
                    target=work.target,
                    request=request,
                    differences=work.differences,
                    heard=heard,
                )
            with self._ours(work.action_id):
                self._commit(session, request)

    @contextmanager
    def _ours(self, action_id: int | None) -> Iterator[None]:
        """Known as ours before it can be seen, for another thread may look at once; not if it fails."""
        if action_id is None:
            yield
            return
        self.written.add(action_id)
        try:
            yield
        except BaseException:
            self.written.discard(action_id)
            raise

    def _commit(self, session: Session, request: str) -> None:
        """Commit; when the answer is lost, ask by the request's id whether it was done."""
        try:
            session.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            with self._read_whole() as connection:
                known = connection.execute(select(Action.id).where(Action.request == request)).first()
            if known is None:
                raise


def demand_own(session: Session, changes: Iterable[journal.Difference | Change]) -> None:
    """Raise NotFound unless the session's actor may see every row of these changes: nothing of another
    unit's is changed, nor shown to be there, whatever a command forgot to ask.
    """
    unit = session.info[OWN_UNIT]
    keys: dict[str, set[int]] = {}
    for change in changes if unit else ():
        keys.setdefault(change.table, set()).add(change.key)
    for table, wanted in keys.items():
        if not visibility.are_own(session.connection(), unit, table, wanted):
            raise NotFound("没有这项内容，请核对编号")


def _collecting(work: Work, only_adds: bool) -> AbstractContextManager[None]:
    return work.additions.collecting() if only_adds else nullcontext()


def _preparer(work: Work) -> Callable[[Session, UOWTransaction, object], None]:
    """The listener before each flush: what waits has its keys already, so it is written first."""

    def prepare(session: Session, context: UOWTransaction, instances: object) -> None:
        if not work.additions.is_collecting:
            work.additions.write()
        journal.prepare(session)

    return prepare


def _gatherer(work: Work) -> Callable[[Session, UOWTransaction], None]:
    """The listener that gathers each flush's changes into the work."""

    def gather(session: Session, context: UOWTransaction) -> None:
        work.differences.add(journal.gather(session))

    return gather
