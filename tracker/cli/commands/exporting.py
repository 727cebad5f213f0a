"""`tracker export`: what leaves the ledger as files."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import click

from tracker.cli.commanding import group
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.cli.options import query_argument
from tracker.errors import OutputFailed
from tracker.files import shown, why_not_written


@group("export")
def export() -> None:
    """导出整改台账（Excel）"""


@export.command("ledger", options_metavar="[选项]")
@query_argument
@click.option(
    "-o", "--output", "target", type=FILE, metavar="文件", help="写到哪里（.xlsx）；默认在导出文件夹"
)
@click.option("--title", metavar="文字", help="标题，默认是专项名称")
@pass_invocation
def ledger(invocation: Invocation, query: tuple[str, ...], target: Path | None, title: str | None) -> None:
    """导出整改台账

    例：tracker export ledger 未销号 单位:组织部 -o 组织部.xlsx
    """
    from tracker.desk.exporting import export_ledger

    with invocation.open() as opened:
        path = _with_suffix(target) if target else _free_name(invocation)
        items = export_ledger(opened, path, today=invocation.today, wanted=read_filter(query), title=title)
    invocation.done(f"已导出{items}个事项：{shown(path)}", done="export", file=str(path), items=items)


def _with_suffix(path: Path) -> Path:
    return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


def _free_name(invocation: Invocation) -> Path:
    """A new name in the export folder: an earlier export, perhaps worked on by hand, stays."""
    from tracker.settings import exports_dir

    folder = exports_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem
    stem = f"整改台账（截至{invocation.today}）"
    names = (f"{stem}.xlsx" if number == 1 else f"{stem}-{number}.xlsx" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())
