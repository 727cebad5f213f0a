"""The same output for the same input, in whatever order a database hands out rows that nobody put in order.

Each command is given twice to equal copies of a ledger with two or more of everything: once as SQLite reads
it, and once with random order wherever a statement asks for none, among rows of equal place too.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, Select, event, func

from tests.cli.conftest import SPEECH
from tests.cli.test_registry import LEAVES
from tests.cli.test_schema import REPORT
from tests.cli.typed_lines import command_of, lines_of, type_lines, words_of

MINUTES = "会议研究了整改工作，明确了责任分工和时限要求，通报了进展情况，部署了下一步的任务。" * 6
FILES = {
    "讲话.txt": SPEECH,
    "报告.txt": REPORT,
    "纪要.txt": MINUTES,
    "纪要二.txt": f"{MINUTES}二",
    "纪要三.txt": f"{MINUTES}三",
    "佐证.txt": "证",
    "佐证二.txt": "证二",
}
TRIED = {
    "编号": "ZG-2024-0001",
    "文件序号": "1",
    "抽查序号": "1",
    "自查序号": "1",
    "建议序号": "1",
}
"""What is typed for the one argument that a command needs, by its kind."""
SHEETS = ("problems", "measures", "duties", "ledger", "supervision", "closings", "statistics")
APART = frozenset({"db backup", "demo", "doctor", *(f"export {sheet}" for sheet in SHEETS)})
"""Told or written with the clock, or about this machine; and the lists that `export all` holds together."""
FURTHER = (
    *("show ZG-2024-0007", "history ZG-2024-0007", "examine ZG-2024-0003", "survey show 第一轮"),
    *(f"stats --by {by}" for by in ("单位", "领导", "问题类别", "来源文件", "问题来源", "专项", "方面")),
    *("stats --by 整改类型", "stats --measures --by 单位", "stats --items 应整改", "stats --items 措施"),
    *(f"list --sort {sort}" for sort in ("deadline", "state", "lead")),
    *("list 单位:财政局", "list 单位:czj", "list --as-of 2024-03-25", "stats --as-of 2024-03-25"),
    *("extension list --all", "raise list --all", "duty due --all", "form status --all"),
    *("lineage list --by-unit", "classify --propose", "handover list 李四", "handover list 张三"),
    *("owners expand 各县 --all-open --reason 核对", "unit remove 财政局", "unit alias 财政局 财 --remove"),
    *("campaign remove 审计整改", "diff 2024-03-10 2024-04-01"),
    *("reconcile {dir}/报告.txt", "check-report {dir}/报告.txt", "import {dir}/全部.xlsx --dry-run"),
    *("remind -o {dir}/出", "export all -o {dir}/出/全部.json"),
    *(
        f"paper {kind} -o {{dir}}/出/文.docx --due 2024-05-10"
        for kind in ("assignment", "supplement", "reminder", "supervision", "admonition")
    ),
    *(
        f"paper {kind} -o {{dir}}/出/文.docx"
        for kind in ("closing", "look-back", "week", "ten-days", "month", "report")
    ),
    *("paper between -o {dir}/出/文.docx --since 2024-03-10", "paper handover 李四 -o {dir}/出/文.docx"),
)
"""With options, with files to write or to read, and refusals that name several things."""


def _alone() -> Iterator[str]:
    """Every command that needs nothing, or one thing of a kind that is known."""
    for name in sorted(LEAVES.keys() - APART):
        needed = [param for param in LEAVES[name].params if param.required]
        if not needed:
            yield name
        elif len(needed) == 1 and needed[0].type.name in TRIED:
            yield f"{name} {TRIED[needed[0].type.name]}"


LINES = (*_alone(), *FURTHER)


class Told(NamedTuple):
    """What a command printed, and what it wrote."""

    code: int
    stdout: str
    stderr: str
    files: dict[str, Any]


@pytest.fixture(autouse=True)
def _as_published() -> None:
    """What is printed is held to its schema by other tests."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the ledger and its evidence, never opened again: each command gets a copy."""
    folder = tmp_path_factory.mktemp("filled")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    lines = lines_of(Path(__file__).parent / "many_rows.txt")
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("XDG_CONFIG_HOME", str(folder / "没有设置"))
        failed = type_lines([*lines, "export all -o {dir}/全部.xlsx"], folder / "台账.db")
    assert not failed, "\n".join(failed)
    return folder


@contextmanager
def _in_any_order() -> Iterator[None]:
    """Whatever a statement leaves open is random."""

    def open_up(connection: Any, statement: Any, *given: Any) -> tuple[Any, Any, Any]:
        if isinstance(statement, Select):
            statement = statement.order_by(func.random())
        return statement, *given[:2]

    event.listen(Engine, "before_execute", open_up, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_execute", open_up)


def _told(line: str, filled: Path, folder: Path) -> Told:
    from tracker.cli.root import tracker

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(filled, folder)
    before = ("--db", str(folder / "台账.db"), "--today", "2024-04-01", "--actor", "李明", "--format", "json")
    words = [word.replace("{dir}", str(folder)) for word in words_of(line)]
    result = CliRunner().invoke(tracker, [*before, *words])
    written = {path.name: _content(path) for path in (folder / "出").rglob("*.*")}
    return Told(result.exit_code, result.stdout, result.stderr, written)


def _content(path: Path) -> Any:
    """The parts of a workbook or paper but for the time it was made at; any other file as it is."""
    if path.suffix not in (".xlsx", ".docx"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if not name.startswith("docProps/")}


@pytest.mark.parametrize("line", LINES)
def test_rows_in_another_order_change_nothing(
    line: str, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_EXPORTS", str(tmp_path / "台账" / "出"))
    usual = _told(line, filled, tmp_path / "台账")
    with _in_any_order():
        assert _told(line, filled, tmp_path / "台账") == usual


def test_every_list_is_tried() -> None:
    lists = {name for name in LEAVES if name.split()[-1] in ("list", "show", "status", "propose", "due")}
    papers = {name for name in LEAVES if name.startswith("paper ")} - {"paper fields"}
    assert lists | papers <= {command_of(line) for line in LINES}
