"""What the ledger's reading and writing cost beside the same in SQL written by hand, and how that grows.

    python benchmarks/ledger.py [--sizes 10000 100000 1000000] [--server postgresql://…/postgres] [--rounds 7]

Each size is filled anew, in a file and, where a server is named, in a database of its own there. Each task
is done by the ledger and by hand in turn, medians of the rounds; `ratio` is the ledger's to the hand's,
`growth` the ledger's to its own at the smallest size. The hand's SQL is a fixed string: it reads no query,
no settings and no campaigns, and gives the same answer: the same rows, the same entries of journal and index.

Measured on two busy cores (SQLite 3.40, PostgreSQL 15), ratio to the hand's SQL at 10 k, 100 k, 1 M items:

    first page, filtered, by 时限    SQLite 1.2  1.3  1.1    PostgreSQL 1.3  1.3  1.0
    counts by state                  SQLite 0.8  0.4  0.3    PostgreSQL 1.1  0.7  0.8
    a word of two characters         SQLite 1.2  1.3  1.4    PostgreSQL 1.3  1.0  1.6
    one update with its journal      SQLite 0.9  1.2  1.3    PostgreSQL 1.5  1.4  2.3
    states as of a year ago          SQLite 2.6  1.5  1.9    PostgreSQL 6.8  3.7  3.1

The past is more than the hand's SQL looks at: every field of every table is put back, not the states alone.
An update on PostgreSQL takes as many statements as by hand; what is above is the mapper's own work.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, column, create_engine, insert, make_url, text
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from tracker.ledger import queries, schema, search
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.commands.items import edit_items
from tracker.ledger.connecting import writing
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.journal import GENESIS
from tracker.ledger.lights import Thresholds
from tracker.ledger.location import Location, locate
from tracker.ledger.models import Action, Campaign, Change, Item, Measure, Owner
from tracker.ledger.search import grams_of
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role

TODAY = dt.date(2024, 6, 18)
YEAR_AGO = dt.date(2023, 6, 18)
CLERK = Actor("李明", Role.OPERATOR)
MATTERS = ("会议记录", "调研成果", "公车使用", "工程招标", "窗口服务", "经费报销", "档案管理", "信访办理")
FAULTS = ("不规范", "转化不够", "审批不严", "公开不及时", "台账不全", "督促不力")
STATES = ("unregistered", "rectifying", "rectifying", "applied", "closed", "closed", "closed")
ALTERED_SHARE = 50
"""One item in so many was changed during the last year."""

Answer = Any


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, by the ledger and by hand."""

    name: str
    by_ledger: Callable[[Ledger], Answer]
    by_hand: Callable[[Ledger], Answer]


def fill(location: Location, size: int) -> None:
    """A ledger of `size` items with two measures and two owners each, a fiftieth changed since a year."""
    schema.upgrade(location, lambda line: None)
    with Ledger.open(location) as ledger, writing(ledger._engine).begin() as connection:
        if not location.is_postgresql:
            connection.exec_driver_sql("PRAGMA cache_size = -500000")
        _insert(connection, Campaign.__table__, [_campaign()])
        _insert(connection, Item.__table__, map(_item, range(1, size + 1)))
        _insert(connection, Measure.__table__, map(_measure, range(1, 2 * size + 1)))
        _insert(connection, Owner.__table__, map(_owner, range(1, 2 * size + 1)))
        _journal(connection, size)
        connection.exec_driver_sql("ANALYZE")
        with _unindexed(connection):
            search.rebuild(connection)
    with Ledger.open(location) as ledger, writing(ledger._engine).begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """As fast as the driver can: the ledger's own way is not what is measured here."""
    assert isinstance(table, Table)
    empty = {column.name: _default(column) for column in table.columns}
    whole = (tuple({**empty, **row}.values()) for row in rows)
    columns = ", ".join(f'"{name}"' for name in empty)
    cursor: Any = connection.connection.cursor()
    with closing(cursor):
        if connection.dialect.name == "postgresql":
            with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(empty))
            cursor.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', whole)


def _default(column: Column[Any]) -> Any:
    """What the ledger would put there; a list of nothing where the default is one."""
    if column.default is None:
        return None
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else "[]"


@contextmanager
def _unindexed(connection: Connection) -> Iterator[None]:
    """PostgreSQL makes the index of words faster from the whole than word by word."""
    if connection.dialect.name != "postgresql":
        yield
        return
    made = connection.scalar(text("SELECT pg_get_indexdef('ix_item_text_grams'::regclass)"))
    connection.exec_driver_sql("DROP INDEX ix_item_text_grams")
    yield
    connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '512MB'")
    connection.exec_driver_sql(made)


def _campaign() -> dict[str, Any]:
    return {"id": 1, "version": 1, "name": "专项", "is_default": True, "standards": "{}"}


def _item(key: int) -> dict[str, Any]:
    state = STATES[key % len(STATES)]
    due = dt.date(2023, 1, 1) + dt.timedelta(days=key * 7919 % 900)
    return {
        "id": key,
        "version": 1,
        "campaign_id": 1,
        "number": f"ZG-2023-{key:04d}",
        "kind": "problem",
        "title": f"{MATTERS[key % 8]}{FAULTS[key // 8 % 6]}，第{key}项",
        "type": "time_limited",
        "state": state,
        "deadline_phrase": f"{due.month}月{due.day}日前",
        "deadline_kind": "date",
        "deadline_due": due,
        "deadline_rule": "",
        "deadline_confirm": False,
        "closed_on": due if state == "closed" else None,
        "first_deadline_phrase": None,
        "first_deadline_due": due,
    }


def _measure(key: int) -> dict[str, Any]:
    rare = "并移送线索" if key % 20_000 == 7 else ""
    return {
        "id": key,
        "version": 1,
        "item_id": (key + 1) // 2,
        "ordinal": 2 - key % 2,
        "text": f"修订{MATTERS[key % 8]}办法{rare}",
        "done_on": YEAR_AGO if key % 3 else None,
    }


def _owner(key: int) -> dict[str, Any]:
    return {
        "id": key,
        "version": 1,
        "item_id": (key + 1) // 2,
        "role": "lead" if key % 2 else "cooperating",
        "name": f"第{key // 2 % 40}科",
        "ordinal": 1,
    }


def _journal(connection: Connection, size: int) -> None:
    """One action at the beginning, and since a year one for each item that was changed."""
    altered = range(ALTERED_SHARE, size + 1, ALTERED_SHARE)
    actions = [_action(1, dt.date(2023, 1, 1)), *(_action(n, TODAY) for n in range(2, len(altered) + 2))]
    _insert(connection, Action.__table__, actions)
    changes = (
        {
            "action_id": number,
            "ordinal": 0,
            "table": "item",
            "key": key,
            "field": "state",
            "before": '"rectifying"',
            "after": json.dumps(STATES[key % len(STATES)]),
        }
        for number, key in enumerate(altered, start=2)
    )
    _insert(connection, Change.__table__, changes)


def _action(number: int, day: dt.date) -> dict[str, Any]:
    return {
        "id": number,
        "at": f"{day}T00:00:00.000000+00:00",
        "today": day,
        "actor": "李明",
        "role": "operator",
        "command": "edit",
        "reason": "",
        "target": None,
        "request": str(number),
        "previous": GENESIS,
        "hash": GENESIS,
    }


def _read(statement: str, **values: Any) -> Callable[[Ledger], Answer]:
    def by_hand(ledger: Ledger) -> Answer:
        with ledger._engine.connect() as connection:
            return connection.execute(text(statement), values).all()

    return by_hand


PAGE = """
SELECT {columns}, (SELECT name FROM owner WHERE owner.item_id = item.id AND owner.measure_id IS NULL
    AND role IN ('lead', 'responsible') ORDER BY CASE role WHEN 'lead' THEN 0 ELSE 1 END, ordinal LIMIT 1),
  (SELECT count(*) FROM measure WHERE measure.item_id = item.id)
    + (SELECT count(*) FROM measure_share WHERE measure_share.item_id = item.id),
  (SELECT count(*) FROM measure WHERE measure.item_id = item.id AND done_on IS NOT NULL)
    + (SELECT count(*) FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
       WHERE measure_share.item_id = item.id AND done_on IS NOT NULL),
  (SELECT count(*) FROM evidence WHERE evidence.item_id = item.id), '专项', NULL
FROM item WHERE state IN ('unregistered', 'rectifying', 'applied')
ORDER BY coalesce(deadline_due, '9999-12-31'), id LIMIT 50
"""
ADDED = ("lead", "measures_total", "measures_done", "evidence_count", "campaign", "aspect")


def _page_by_hand(ledger: Ledger) -> Answer:
    """The same frozen rows, from SQL that is there already."""
    with ledger._engine.connect() as connection:
        found = connection.execute(PAGE_BY_HAND)
        return [queries.item_row(row, Thresholds(), TODAY) for row in found]


PAGE_BY_HAND = text(PAGE.format(columns=", ".join(f"item.{name}" for name in queries.READ))).columns(
    *(Item.__table__.columns[name] for name in queries.READ), *map(column, ADDED)
)
STATES_COUNTED = "SELECT state, count(*) FROM item GROUP BY state"
FOUND = {
    "sqlite": "SELECT rowid FROM item_search WHERE item_search MATCH '\"线索\"' ORDER BY rowid LIMIT 50",
    "postgresql": "SELECT item_id FROM item_text WHERE grams @> ARRAY['线索'] ORDER BY item_id LIMIT 50",
}
STATES_THEN = {
    "sqlite": """
WITH former AS (SELECT key, json_extract(before, '$') AS state, min(action_id) FROM change
    WHERE action_id > 1 AND "table" = 'item' AND field = 'state' GROUP BY key)
SELECT state, count(*) FROM (
    SELECT state FROM item WHERE id NOT IN (SELECT key FROM former) UNION ALL SELECT state FROM former
) AS past GROUP BY state
""",
    "postgresql": """
WITH former AS (SELECT DISTINCT ON (key) key, before::json #>> '{}' AS state FROM change
    WHERE action_id > 1 AND "table" = 'item' AND field = 'state' ORDER BY key, action_id)
SELECT state, count(*) FROM (
    SELECT state FROM item WHERE NOT EXISTS (SELECT 1 FROM former WHERE former.key = item.id)
    UNION ALL SELECT state FROM former
) AS past GROUP BY state
""",
}


def _states_then(ledger: Ledger) -> Answer:
    with ledger.as_of(YEAR_AGO):
        return queries.counts_by_state(ledger)


def _update(ledger: Ledger) -> None:
    edit_items(ledger, CLERK, ["ZG-2023-0042"], ItemEdit(note=uuid.uuid4().hex), today=TODAY)


def _update_by_hand(ledger: Ledger) -> None:
    """The row, the index's entry, the action with its hash and the change, in one transaction."""
    note = uuid.uuid4().hex
    with writing(ledger._engine).begin() as connection:
        row = connection.execute(
            text("SELECT * FROM item WHERE number = :number"), {"number": "ZG-2023-0042"}
        ).one()
        connection.execute(
            text("UPDATE item SET note = :note, version = version + 1 WHERE id = 42 AND version = :version"),
            {"note": note, "version": row.version},
        )
        _index_by_hand(connection)
        last = connection.execute(text("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1")).one()
        change = ["item", 42, "note", json.dumps(row.note), json.dumps(note)]
        action = _action(last.id + 1, TODAY) | {"request": note, "previous": last.hash}
        canonical = json.dumps(action | {"today": str(TODAY), "changes": [change]}, sort_keys=True)
        action["hash"] = hashlib.sha256(canonical.encode()).hexdigest()
        connection.execute(insert(Action), [action])
        names = ("table", "key", "field", "before", "after")
        values = dict(zip(names, change, strict=True)) | {"action_id": action["id"], "ordinal": 0}
        connection.execute(insert(Change), [values])


SAID = """
SELECT 0 AS place, id, number, title, detail, target, category, note, completion FROM item WHERE id = 42
UNION ALL SELECT 1, id, text, '', '', '', '', '', '' FROM measure WHERE item_id = 42
UNION ALL SELECT 1, measure.id, text, '', '', '', '', '', '' FROM measure_share
    JOIN measure ON measure.id = measure_share.measure_id WHERE measure_share.item_id = 42
UNION ALL SELECT 2, id, name, '', '', '', '', '', '' FROM owner WHERE item_id = 42
UNION ALL SELECT 3, id, text, '', '', '', '', '', '' FROM progress WHERE item_id = 42
UNION ALL SELECT 4, id, name, '', '', '', '', '', '' FROM evidence WHERE item_id = 42
ORDER BY 1, 2
"""


def _index_by_hand(connection: Connection) -> None:
    """What the item now says, read from what it is made of: replacing a part would trust that it is there
    once only.
    """
    rows = connection.execute(text(SAID))
    now = "\n".join(part for row in rows for part in row[2:] if part)
    grams = " ".join(grams_of(now))
    if connection.dialect.name == "sqlite":
        said = connection.scalar(text("SELECT said FROM item_text WHERE item_id = 42"))
        connection.execute(
            text("INSERT INTO item_search (item_search, rowid, grams) VALUES ('delete', 42, :grams)"),
            {"grams": " ".join(grams_of(said))},
        )
        connection.execute(
            text("INSERT INTO item_search (rowid, grams) VALUES (42, :grams)"), {"grams": grams}
        )
        connection.execute(text("UPDATE item_text SET said = :said WHERE item_id = 42"), {"said": now})
    else:
        connection.execute(
            text(
                "UPDATE item_text SET said = :said, grams = string_to_array(:grams, ' ') WHERE item_id = 42"
            ),
            {"said": now, "grams": grams},
        )


def tasks(dialect: str) -> tuple[Task, ...]:
    """What is measured."""
    open_items, word = read_query("未销号"), read_query("线索")
    return (
        Task(
            "first page, filtered, by 时限",
            lambda ledger: queries.list_items(
                ledger, open_items, today=TODAY, sort=queries.Sort.DEADLINE, limit=50
            ),
            _page_by_hand,
        ),
        Task("counts by state", queries.counts_by_state, _read(STATES_COUNTED)),
        Task(
            "a word of two characters",
            lambda ledger: queries.item_ids(ledger, word, today=TODAY, limit=50),
            _read(FOUND[dialect]),
        ),
        Task("one update with its journal", _update, _update_by_hand),
        Task("states as of a year ago", _states_then, _read(STATES_THEN[dialect])),
    )


def median_of(task: Callable[[Ledger], Answer], ledger: Ledger, taken: list[float]) -> None:
    """Do it once and note the seconds."""
    begun = time.perf_counter()
    task(ledger)
    taken.append(time.perf_counter() - begun)


def measured(ledger: Ledger, dialect: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Median seconds of each task, by the ledger and by hand, in turn."""
    found = {}
    for task in tasks(dialect):
        task.by_ledger(ledger), task.by_hand(ledger)
        ours: list[float] = []
        hands: list[float] = []
        for _ in range(rounds):
            median_of(task.by_ledger, ledger, ours)
            median_of(task.by_hand, ledger, hands)
        found[task.name] = (statistics.median(ours), statistics.median(hands))
    return found


@contextmanager
def places(server: str | None) -> Iterator[list[tuple[str, Location]]]:
    """Where a ledger is filled: a file, and a database made for it."""
    with tempfile.TemporaryDirectory() as folder:
        found = [("sqlite", locate(str(Path(folder) / "ledger.db")))]
        if server is None:
            yield found
            return
        name = f"benchmark_{uuid.uuid4().hex[:12]}"
        admin = create_engine(
            make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        try:
            yield [*found, ("postgresql", locate(f"{server.rpartition('/')[0]}/{name}"))]
        finally:
            with admin.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
            admin.dispose()


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--server")
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    smallest: dict[tuple[str, str], float] = {}
    print(f"{'':12}{'items':>10}  {'task':32}{'ms':>10}{'ratio':>8}{'growth':>8}")
    for size in chosen.sizes:
        with places(chosen.server) as found:
            for dialect, location in found:
                fill(location, size)
                with Ledger.open(location) as ledger:
                    for name, (ours, hand) in measured(ledger, dialect, chosen.rounds).items():
                        first = smallest.setdefault((dialect, name), ours)
                        figures = f"{ours * 1000:10.2f}{ours / hand:8.2f}{ours / first:8.2f}"
                        print(f"{dialect:12}{size:10,}  {name:32}{figures}", flush=True)


if __name__ == "__main__":
    main()
