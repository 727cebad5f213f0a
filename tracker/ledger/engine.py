"""How a ledger is opened: looked at first, made or upgraded where that is due, then ready for use.

A file is made and upgraded by opening it. A database of PostgreSQL is many people's: neither its first
tables nor an upgrade comes by opening it, but by `tracker db upgrade`.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from tracker.errors import LedgerUnusable
from tracker.ledger import schema
from tracker.ledger.connecting import WAIT, make_engine, writing
from tracker.ledger.location import Location
from tracker.ledger.probing import Found, probe
from tracker.ledger.troubles import translated

__all__ = ["open_engine", "translated", "writing"]


def open_engine(
    location: Location, *, create: bool, announce: Callable[[str], None], wait: float = WAIT
) -> Engine:
    """An engine on a ledger at this version's tables; its owner disposes of it.

    `announce` hears of a ledger made or upgraded; `wait` is how many seconds a writer waits for another.
    Raises LedgerUnusable, its file then unchanged; LedgerBusy when somebody else is writing it.
    """
    if location.path is not None and probe(location) is not Found.LEDGER:
        if not create:
            raise LedgerUnusable(
                f"还没有台账“{location.shown}”。先用 tracker mine 文件 --accept 或 tracker add 建立，"
                "或用 --db 另指台账文件"
            )
        schema.upgrade(location, announce)
    engine = make_engine(location, wait=wait)
    try:
        _demand_head(location, engine, announce)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _demand_head(location: Location, engine: Engine, announce: Callable[[str], None]) -> None:
    with translated(location), engine.begin() as connection:
        found = schema.revision(connection)
    if found == schema.HEAD:
        return
    if not location.is_postgresql:
        engine.dispose()
        schema.upgrade(location, announce)
        return
    if found is None:
        raise LedgerUnusable(f"数据库“{location.shown}”里还没有台账。先运行 tracker db upgrade 建立")
    schema.demand_known(location, found)
    raise LedgerUnusable(
        f"台账“{location.shown}”是旧版本（{found}），本程序要 {schema.HEAD}。"
        "请通知大家暂停使用，备份后运行 tracker db upgrade"
    )
