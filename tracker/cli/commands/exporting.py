"""`tracker export`: what leaves the ledger as files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from tracker.cli.commanding import group
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.cli.options import as_of_option, query_argument
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
@click.option("--secret", is_flag=True, help="标有密级的事项也导出")
@click.option("--private", is_flag=True, help="加上自用备注一列")
@as_of_option
@pass_invocation
def ledger(
    invocation: Invocation,
    query: tuple[str, ...],
    target: Path | None,
    title: str | None,
    secret: bool,
    private: bool,
) -> None:
    """导出整改台账

    例：tracker export ledger 未销号 单位:组织部 -o 组织部.xlsx
    """
    from tracker.desk.exporting import export_ledger, workbook_path

    with invocation.open() as opened:
        path = _free_name(invocation) if target is None else workbook_path(target)
        wanted = read_filter(opened, query)
        with invocation.as_it_was(opened):
            exported = export_ledger(
                opened,
                path,
                today=invocation.today,
                wanted=wanted,
                title=title,
                with_secret=secret,
                with_private_notes=private,
            )
    invocation.done(
        f"{exported.words}：{shown(path)}",
        done="export",
        file=str(path),
        items=exported.items,
        withheld=exported.withheld,
    )


def _free_name(invocation: Invocation) -> Path:
    """A new name in the export folder: an earlier export, perhaps worked on by hand, stays."""
    from tracker.settings import exports_dir

    folder = exports_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return next(place for place in _names(folder, invocation) if not place.exists())
    except OSError as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem


def _names(folder: Path, invocation: Invocation) -> Iterator[Path]:
    stem = f"整改台账（截至{invocation.today}）"
    yield folder / f"{stem}.xlsx"
    yield from (folder / f"{stem}-{number}.xlsx" for number in count(2))
