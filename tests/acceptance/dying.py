"""Programs that die while they use a ledger: run by the tests as a script, one line of JSON per attempt.

Each attempt is a child made by fork, so that hundreds cost seconds; this process has one thread and keeps
no connection. A child kills itself (SIGKILL) before the nth thing it asks of the database. Its page cache
holds two pages: the file is being written, its journal hot, long before COMMIT.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from tracker import paths
from tracker.ledger import backup, schema
from tracker.ledger.connecting import make_engine, writing
from tracker.ledger.engine import open_engine
from tracker.ledger.location import Location, locate

INSERT = "INSERT INTO number_sequence VALUES ('甲', {n}, 0)"


def quiet(line: str) -> None:
    """Nobody listens."""


def small_cache(connection: Any, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA cache_size = 2")


def die_before(nth: int) -> None:
    """Arrange for this process to be killed before the nth statement or step of a backup; 0 is its COMMIT."""
    steps = itertools.count(1)

    def step(*_: object) -> None:
        if next(steps) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_commit(connection: Connection) -> None:
        if nth == 0 and connection.get_execution_options().get("writes"):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", at_commit)
    event.listen(Engine, "connect", small_cache)
    copy = backup._copy

    def copy_and_die(*arguments: object) -> None:
        step()
        copy(*arguments)  # type: ignore[arg-type]
        step()

    backup._copy = copy_and_die


def in_a_child(work: Callable[[], object]) -> int:
    """The child's exit code; negative when a signal ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as problem:  # noqa: BLE001 - a child must end here, whatever happened
            os.write(2, f"{type(problem).__name__}: {problem}\n".encode())
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def said(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def state(location: Location) -> dict[str, object]:
    """The ledger as the next program finds it, which is this one opening it."""
    open_engine(location, create=True, announce=quiet).dispose()
    engine = make_engine(location)

    def count(connection: Connection, table: str) -> int:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())

    with engine.begin() as connection:
        found = {
            "revision": schema.revision(connection),
            "rows": count(connection, "number_sequence"),
        }
    engine.dispose()
    good = [len(schema.check(locate(str(copy)))) == 1 for copy in backup.backups(location)]  # its revision
    return {**found, "troubles": schema.check(location), "backups": good}


STEP = 20
"""Only every so many points in one run: there are hundreds, and each costs a third of a second."""


def opening(location: Location, first: int, template: Path | None) -> None:
    """Die at the COMMIT and at some points, the first of which is told, of making or upgrading a ledger."""
    path = location.path
    assert path is not None
    for nth in itertools.chain([0], itertools.count(1 + first % STEP, STEP)):
        for old in path.parent.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        if template is not None:
            shutil.copyfile(template, path)

        def attempt(point: int = nth) -> None:
            die_before(point)
            open_engine(location, create=True, announce=quiet)

        code = in_a_child(attempt)
        hot = path.with_name(f"{path.name}-journal").exists()
        said(nth=nth, code=code, hot=hot, **state(location))
        if code != -signal.SIGKILL:
            return


def recording(location: Location) -> None:
    """Die at every point of a few transactions; what was acknowledged is told by a pipe."""
    for nth in itertools.count():
        before = state(location)["rows"]
        reading, telling = os.pipe()

        def attempt(point: int = nth, telling: int = telling) -> None:
            die_before(point)
            engine = open_engine(location, create=False, announce=quiet)
            for n in range(4):
                with writing(engine).begin() as connection:
                    for k in range(5):
                        connection.exec_driver_sql(INSERT.format(n=point * 100 + n * 10 + k))
                os.write(telling, b"+")

        code = in_a_child(attempt)
        os.close(telling)
        acknowledged = 5 * len(os.read(reading, 100))
        os.close(reading)
        said(nth=nth, code=code, before=before, acknowledged=acknowledged, **state(location))
        if code != -signal.SIGKILL:
            return


def upgrading_a_server(location: Location) -> None:
    """Die at some points of the first upgrade of an empty database, then let it happen."""

    def attempt(point: int) -> None:
        die_before(point)
        schema.upgrade(location, quiet)

    for nth in (0, 1, 10, 20, 30):
        code = in_a_child(lambda point=nth: attempt(point))  # type: ignore[misc]
        said(nth=nth, code=code, revision=bare_revision(location))
    said(nth=-1, code=in_a_child(lambda: attempt(-1)), revision=bare_revision(location))


def bare_revision(location: Location) -> str | None:
    engine = make_engine(location)
    with engine.begin() as connection:
        found = schema.revision(connection)
    engine.dispose()
    return found


def race(location: Location, programs: int) -> None:
    """Several programs upgrade at once: 0 did it, 10 found it done, everything else failed."""
    children = []
    reading, starting = os.pipe()
    for _ in range(programs):
        child = os.fork()
        if child == 0:
            os.close(starting)
            os.read(reading, 1)  # until the starter closes its end
            try:
                os._exit(0 if schema.upgrade(location, quiet) else 10)
            except BaseException as problem:  # noqa: BLE001 - a child must end here, whatever happened
                os.write(2, f"{type(problem).__name__}: {problem}\n".encode())
                os._exit(1)
        children.append(child)
    os.close(reading)
    os.close(starting)
    said(codes=[os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])


def main() -> None:
    what, where, *rest = sys.argv[1:]
    location = locate(where)
    if what == "race":
        race(location, int(rest[0]))
    elif what == "server":
        upgrading_a_server(location)
    elif what == "recording":
        recording(location)
    elif what == "making":
        opening(location, int(rest[0]), None)
    else:
        first, template, folder, head = rest
        paths.migrations = lambda: Path(folder)
        schema.HEAD = head  # type: ignore[misc]
        opening(location, int(first), Path(template))


main()
