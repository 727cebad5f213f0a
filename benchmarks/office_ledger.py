"""A ledger as an office has it: the items of `ledger.py` with leaders, categories, documents, known units."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import ledger as plain
from sqlalchemy import Connection, text

from tracker.ledger.connecting import writing
from tracker.ledger.location import Location, locate
from tracker.ledger.models import Document, SavedView, Unit
from tracker.ledger.store import Ledger

DOCUMENTS, UNITS, LEADERS = 60, 30, 12
VIEWS = ("未销号 逾期", "单位:第3科 未销号", "临期", "进度:滞后", "措施数:0", "线索")
NAMED = """
INSERT INTO owner (id, version, item_id, role, name, ordinal)
SELECT 2 * {size} + id, 1, id, 'leader', '第' || id % {leaders} || '副局长', 1 FROM item
"""
PLACED = """
UPDATE item SET document_id = 1 + id % {documents}, source = 'inspection',
  category = CASE id % 4 WHEN 0 THEN '政治' WHEN 1 THEN '队伍' WHEN 2 THEN '民生' ELSE '作风' END,
  registered_on = CASE state WHEN 'unregistered' THEN NULL ELSE {registered} END
"""
REGISTERED = {
    "sqlite": "date('2023-01-02', '+' || id % 500 || ' days')",
    "postgresql": "date '2023-01-02' + (id % 500)::int",
}
KNOWN = "UPDATE owner SET unit_id = (SELECT id FROM unit WHERE unit.name = owner.name) WHERE role <> 'leader'"
REPORTED = """
INSERT INTO progress (id, version, item_id, "on", text, "by")
SELECT id, 1, id, '2024-05-06', '修订办法已经印发', '李明' FROM item WHERE id % 5 = 0
"""


def fill(location: Location, size: int) -> None:
    """`size` items with two measures and three owners each; three quarters of the units are known."""
    plain.fill(location, size)
    with Ledger.open(location) as ledger, writing(ledger._engine).begin() as connection:
        plain._insert(connection, Document.__table__, map(_document, range(1, DOCUMENTS + 1)))
        plain._insert(connection, Unit.__table__, map(_unit, range(UNITS)))
        plain._insert(connection, SavedView.__table__, map(_view, range(len(VIEWS))))
        _run(connection, NAMED.format(leaders=LEADERS, size=size))
        _run(connection, PLACED.format(documents=DOCUMENTS, registered=REGISTERED[connection.dialect.name]))
        _run(connection, KNOWN)
        _run(connection, REPORTED)
        _run(connection, "ANALYZE")
    if location.is_postgresql:
        with Ledger.open(location) as ledger, ledger._engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql("VACUUM ANALYZE")


def filled(folder: Path, size: int) -> Path:
    """A ledger of so many items; one that lies there already serves again."""
    path, unfinished = folder / f"{size}.db", folder / f"{size}.part.db"
    if not path.exists():
        unfinished.unlink(missing_ok=True)
        fill(locate(str(unfinished)), size)
        unfinished.rename(path)
    return path


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


def _document(key: int) -> dict[str, Any]:
    name = f"第{key}份讲话"
    return {
        "id": key,
        "version": 1,
        "campaign_id": 1,
        "title": name,
        "date": dt.date(2023, 1, 1) + dt.timedelta(days=key),
        "source_name": f"{name}.docx",
        "source_sha256": f"{key:064x}",
        "sha256": f"{key:064x}",
        "text": "一是会议记录不规范。" * 200,
    }


def _unit(place: int) -> dict[str, Any]:
    return {"id": place + 1, "version": 1, "name": f"第{place}科", "is_group": False}


def _view(place: int) -> dict[str, Any]:
    return {"id": place + 1, "version": 1, "name": f"视图{place + 1}", "query": VIEWS[place]}
