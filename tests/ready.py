"""Ledgers that tests begin with: filled by commands once for each database, and then by their statements.

A test of one step spent most of its time on the steps before it, which tests of their own try.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

from tracker.ledger.connecting import writing
from tracker.ledger.location import beside
from tracker.ledger.store import Ledger

_ASKS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "SET", "WITH")
_USES_UP = "nextval("
"""A question that changes something all the same."""

_UNKNOWN = -1

Given = TypeVar("Given")


@dataclass(slots=True)
class _Filling:
    """What filling a ledger did, to do it again."""

    given: Any = None
    statements: list[tuple[str, Any]] = field(default_factory=list)
    actions: frozenset[int] = frozenset()
    files: dict[Path, bytes] = field(default_factory=dict)
    """Of the evidence, by their place in its folder."""
    committed: int = 0
    is_whole: bool = True
    """Nothing of it was taken back: that may use keys up, which its statements alone would not."""


_fillings: dict[Hashable, _Filling] = {}
_under_way: dict[str, list[_Filling]] = {}
_written: Counter[str] = Counter()
"""How often something was written to each database of this run, by whomever."""


def _database(connection: Connection) -> str:
    return str(connection.engine.url.database)


@event.listens_for(Engine, "before_cursor_execute")
def _note(connection: Connection, _: object, statement: str, parameters: Any, *__: object) -> None:
    if statement.lstrip().startswith(_ASKS) and _USES_UP not in statement:
        return
    database = _database(connection)
    _written[database] += 1
    for filling in _under_way.get(database, ()):
        filling.statements.append((statement, parameters))


@event.listens_for(Engine, "commit")
def _note_commit(connection: Connection) -> None:
    for filling in _under_way.get(_database(connection), ()):
        filling.committed = len(filling.statements)


@event.listens_for(Engine, "rollback")
@event.listens_for(Engine, "rollback_savepoint")
def _note_rollback(connection: Connection, *_: object) -> None:
    for filling in _under_way.get(_database(connection), ()):
        filling.is_whole &= filling.committed == len(filling.statements)


_files: dict[Hashable, dict[Path, bytes]] = {}


def begin_file(ledger: Path, what: Hashable, make: Callable[[], object]) -> None:
    """Leave a ledger in a file, and its evidence, as `make` does, with which nobody is at work."""
    if what in _files:
        for place, content in _files[what].items():
            path = ledger.parent / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    else:
        make()
        made = [ledger, *(path for path in beside(ledger, "evidence").rglob("*") if path.is_file())]
        _files[what] = {path.relative_to(ledger.parent): path.read_bytes() for path in made}


class Beginning:
    """What stands in a ledger as long as nothing else was written to it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._database = str(ledger._engine.url.database)
        self._made: tuple[Hashable, ...] = (ledger._engine.dialect.name,)
        self._written = _written[self._database] if ledger.head().count == 0 else _UNKNOWN

    def made(self, what: Hashable, make: Callable[[], Given]) -> Given:
        """What `make` gives, which fills the ledger; `what` tells all that it depends on.

        After something else was written, even if it was taken back, it is made step by step again.
        """
        if _written[self._database] != self._written:
            return make()
        before = self._made
        filling = _fillings.get((*before, what))
        if filling is None:
            with self._noted() as filling:
                filling.given = make()
            if filling.is_whole:
                _fillings[*before, what] = filling
        else:
            self._fill(filling)
        self._made, self._written = (*before, what), _written[self._database]
        given: Given = filling.given
        return given

    @contextmanager
    def _noted(self) -> Iterator[_Filling]:
        filling, under_way = _Filling(), _under_way.setdefault(self._database, [])
        actions, files = set(self._ledger.written), set(self._evidence())
        under_way.append(filling)
        try:
            yield filling
        finally:
            under_way.remove(filling)
        root = self._ledger.evidence.root
        filling.actions = frozenset(self._ledger.written - actions)
        filling.files = {path.relative_to(root): path.read_bytes() for path in self._evidence() - files}

    def _evidence(self) -> set[Path]:
        return {path for path in self._ledger.evidence.root.rglob("*") if path.is_file()}

    def _fill(self, filling: _Filling) -> None:
        for place, content in filling.files.items():
            path = self._ledger.evidence.root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        with writing(self._ledger._engine).begin() as connection:
            for statement, parameters in filling.statements:
                connection.exec_driver_sql(statement, parameters or None).close()
        self._ledger.written |= filling.actions
