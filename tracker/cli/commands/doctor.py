"""`tracker doctor`: what this machine has, where things lie, and whether the ledger is sound."""

from __future__ import annotations

import locale
import platform
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import __version__, paths
from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.tables import Column, Table, labelled
from tracker.errors import Refusal, TrackerError

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

PACKAGES = ("click", "SQLAlchemy", "alembic", "textual", "openpyxl", "lxml", "psycopg")


@command("doctor")
@pass_invocation
def doctor(invocation: Invocation) -> None:
    """检查运行环境和台账

    只看不改。报告问题时请附上它的输出。
    """
    facts = [*_environment(), *_places(invocation)]
    troubles = list(_troubles(invocation))
    invocation.show_page(
        {"facts": dict(facts), "troubles": troubles},
        Table((Column("项目"), Column("内容")), facts),
        labelled(facts, output.terminal_width()),
    )
    if troubles:
        raise Refusal(f"发现问题{len(troubles)}处：", troubles)
    output.say("没有发现问题")


def _environment() -> Iterator[tuple[str, str]]:
    import sqlite3

    yield "tracker", __version__
    yield "Python", f"{platform.python_version()}（{sys.executable}）"
    yield "系统", platform.platform()
    yield "SQLite", sqlite3.sqlite_version
    for name in PACKAGES:
        yield name, _version(name)
    yield "编码", f"终端 {getattr(sys.stdout, 'encoding', '')}，系统 {locale.getpreferredencoding(False)}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "没有安装"


def _places(invocation: Invocation) -> Iterator[tuple[str, str]]:
    from tracker.ledger.backup import backups
    from tracker.ledger.location import locate
    from tracker.settings import settings_file

    location = locate(invocation.db)
    yield "台账", location.shown
    yield "佐证材料", str(location.evidence_root)
    if location.path is not None:
        kept = backups(location)
        none = "没有（升级、覆盖之前自动做；平时请用 tracker db backup）"
        yield "自动备份", str(kept[-1]) if kept else none
    yield "设置文件", _noted(settings_file())
    yield "日志", _noted(paths.data_dir() / "tracker.log")


def _noted(path: Path) -> str:
    return str(path) if path.exists() else f"{path}（还没有）"


def _troubles(invocation: Invocation) -> Iterator[str]:
    """Each check on its own, so that one failure does not hide another; each line says what to do."""
    from tracker.ledger import schema
    from tracker.ledger.location import locate
    from tracker.settings import load

    try:
        load()
    except TrackerError as problem:
        yield str(problem)
    try:
        if found := schema.check(locate(invocation.db)):
            yield from found
            yield "请先停用并复制保存这个文件，再用备份包恢复到新位置：tracker db restore 备份包 --to 新位置"
            return
        with closing(invocation.open()) as ledger:
            yield from _content_troubles(ledger)
    except TrackerError as problem:
        yield str(problem)


def _content_troubles(ledger: Ledger) -> Iterator[str]:
    from tracker.ledger import queries, search, verifying
    from tracker.ledger.actor import own_unit
    from tracker.ledger.blobs import Blob, TroubleKind

    if own_unit(ledger.viewer):
        output.say("操作记录、检索索引和佐证材料要看全部台账才能检查，请整改办的同志运行")
        return
    broken = verifying.verify(ledger)
    yield from broken
    if broken:
        yield "请保存现状，不要再登记，查明是谁、用什么改的；需要时恢复到改动前的备份，再补登记"
    with ledger.read() as connection:
        yield from search.troubles(connection)
    advice = {
        TroubleKind.MISSING: "请从备份包或提供材料的单位找回",
        TroubleKind.ALTERED: "请从备份包或提供材料的单位找回原件",
        TroubleKind.ORPHANED: "没有事项用到它，确认无用后可以删除",
    }
    rows = queries.evidence(ledger)
    for trouble in ledger.evidence.verify(Blob(row.sha256, row.size, row.name) for row in rows):
        yield f"{trouble}：{advice[trouble.kind]}"
