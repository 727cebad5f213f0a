"""`tracker export`: what leaves the ledger as workbooks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE, WordKind
from tracker.cli.options import as_of_option, names_in, query_argument
from tracker.errors import BadInput, OutputFailed
from tracker.files import shown, why_not_written
from tracker.ledger.words import Dimension

if TYPE_CHECKING:
    from tracker.desk.list_wishes import ExportWish, ListKind
    from tracker.desk.templates import ListTemplate

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@group("export")
def export() -> None:
    """导出清单和台账（Excel）"""


def _options(*own: Decorator, alone: bool = True, by_template: bool = True) -> Decorator:
    """What every list takes, `own` before it; `alone`: options that a list of its own has; `by_template`: it
    may be written into the office's own workbook.
    """
    common: list[Decorator] = [
        query_argument,
        click.option(
            *("-o", "--output", "target"),
            type=FILE,
            metavar="文件",
            help="写到哪里（.xlsx；写成 .csv、.json 就是数据文件）；默认在导出文件夹",
        ),
    ]
    if alone:
        common += [
            click.option("--title", metavar="文字", help="标题，默认是专项名称加清单名称"),
            click.option("--columns", metavar="列名", help="只要这些列，按写的先后，几个用、隔开"),
        ]
    if alone and by_template:
        common += [
            click.option(
                "--template",
                type=FILE,
                metavar="文件",
                help="照这份样表排（.xlsx）：列由它的表头定，格式照它的样行",
            ),
            click.option(
                "--map", "mapped", multiple=True, metavar="列=字段", help="指定样表的一列是什么，可写几次"
            ),
        ]
    common += [
        *own,
        click.option("--public", is_flag=True, help="公开版：责任人、电话、佐证、备注等内部的列不在其中"),
        click.option("--label", metavar="文字", help="印在左上角，如 内部资料；事项自己的密级总会印上"),
        click.option("--secret", is_flag=True, help="标有密级的事项也导出"),
        as_of_option,
        pass_invocation,
    ]

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(common):
            function = option(function)
        return function

    return decorate


_FIRST = click.option("--first", metavar="姓名", help="责任清单的第一责任人，如党组书记")
_BY = click.option(
    "--by",
    type=WordKind(Dimension, "维度"),
    default=Dimension.UNIT,
    help=f"按什么分开统计，默认单位：{'、'.join(word.word for word in Dimension)}",
)


@export.command("problems", options_metavar="[选项]")
@_options()
def problems(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出问题清单

    例：tracker export problems 专项:巡察 -o 问题清单.xlsx
    """
    _export(invocation, ["problems"], query, options)


@export.command("measures", options_metavar="[选项]")
@_options()
def measures(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出任务（措施）清单

    例：tracker export measures 未销号
    """
    _export(invocation, ["measures"], query, options)


@export.command("duties", options_metavar="[选项]")
@_options(_FIRST)
def duties(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出责任清单

    电话取自“单位和人员”。例：tracker export duties --first 周明远
    """
    _export(invocation, ["duties"], query, options)


@export.command("ledger", options_metavar="[选项]")
@_options(click.option("--private", is_flag=True, help="加上自用备注一列"))
def ledger(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出整改台账

    例：tracker export ledger 未销号 单位:组织部 -o 组织部.xlsx
    """
    _export(invocation, ["ledger"], query, options)


@export.command("supervision", options_metavar="[选项]")
@_options()
def supervision(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出督办台账

    逾期的、发过提醒或督办的、提请上级的事项在其中。例：tracker export supervision
    """
    _export(invocation, ["supervision"], query, options)


@export.command("closings", options_metavar="[选项]")
@_options()
def closings(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出销号清单

    申请销号的和已销号的在其中。例：tracker export closings 销号时间:本月
    """
    _export(invocation, ["closings"], query, options)


@export.command("statistics", options_metavar="[选项]")
@_options(_BY, by_template=False)
def statistics(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出统计表和图表

    例：tracker export statistics --by 领导 --as-of 2024-6-30
    """
    _export(invocation, ["statistics"], query, options)


@export.command("all", options_metavar="[选项]")
@_options(_FIRST, _BY, alone=False)
def everything(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """导出全部清单，在一个工作簿里

    例：tracker export all -o 报送.xlsx
    """
    _export(invocation, [], query, options)


@export.command("calendar", options_metavar="[选项]")
@query_argument
@click.option(
    "-o", "--output", "target", type=FILE, metavar="文件", help="写到哪里（.ics）；默认在导出文件夹"
)
@click.option("--secret", is_flag=True, help="标有密级的事项也写")
@pass_invocation
def calendar(invocation: Invocation, query: tuple[str, ...], target: Path | None, secret: bool) -> None:
    """导出日历（.ics）：没有销号的时限、措施时限、复核，周期工作

    手机、Outlook 等日历都能打开，再导入一次不会重复。例：tracker export calendar 单位:组织部 -o 组织部.ics
    """
    from tracker.desk.calendars import write_calendar
    from tracker.desk.targets import CALENDAR, target_path

    with invocation.open() as opened:
        typed = target or _free_file(f"整改时限（{invocation.today}）", ".ics")
        path = target_path(typed, CALENDAR)
        wanted = read_filter(opened, query)
        written = write_calendar(opened, path, today=invocation.today, wanted=wanted, with_secret=secret)
    kept = f"（另有{written.withheld}个标有密级，没有写）" if written.withheld else ""
    invocation.done(
        f"已写成日历，{written.items}个事项，{written.days}个日子{kept}：{shown(path)}",
        done="export_calendar",
        file=str(path),
        items=written.items,
        days=written.days,
        withheld=written.withheld,
    )


@export.command("style", options_metavar="[选项]")
@click.option("--make", is_flag=True, help="写成文件，放在程序找它的地方，供改动")
@pass_invocation
def style(invocation: Invocation, make: bool) -> None:
    """导出的版式：纸张、字体、字号、页边距、颜色

    例：tracker export style --make，再用记事本改；环境变量 TRACKER_STYLE 写共用的文件，全办公室同一个版式。
    """
    from tracker.desk.paper_style import style_file, style_sample
    from tracker.files import replacing

    text, path = style_sample(), style_file()
    if not make:
        if invocation.is_json:
            output.write_object({"file": str(path), "content": text})
        else:
            for line in text.splitlines():
                output.write(line)
        return
    if path.exists():
        raise BadInput(f"版式文件“{shown(path)}”已经有了，直接改它就行；删去它就恢复默认")
    _make_folder(path.parent)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    invocation.done(f"已写成版式文件：{shown(path)}", done="export_style", file=str(path))


def _export(
    invocation: Invocation, codes: list[str], query: tuple[str, ...], options: Mapping[str, Any]
) -> None:
    """Lists of these codes, all in the office's order for none."""
    from tracker.cli.progress import RowsProgress
    from tracker.desk.exporting import export_lists
    from tracker.desk.list_wishes import ListKind
    from tracker.desk.targets import WORKBOOK, target_path

    wish = _wish(invocation, codes, options)
    order = wish.settings.order if wish.settings else ()
    kinds = [ListKind(code) for code in codes or order or list(ListKind)]
    target = options["target"]
    bar = RowsProgress(is_shown=output.is_terminal(sys.stderr))
    with invocation.open() as opened:
        path = _free_name(invocation, kinds) if target is None else target_path(target, WORKBOOK)
        wanted = read_filter(opened, query)
        try:
            with invocation.as_it_was(opened):
                exported = export_lists(
                    opened, path, kinds, today=invocation.today, wanted=wanted, wish=wish, tell=bar.tell
                )
        finally:
            bar.hide()
    for note in exported.notes:
        output.say(f"注意：{note}")
    invocation.done(
        f"{exported.words}：{shown(path)}",
        done="export",
        file=str(path),
        items=exported.items,
        withheld=exported.withheld,
        lists=[kind.value for kind in exported.lists],
        empty=[kind.value for kind in exported.empty],
    )


def _wish(invocation: Invocation, codes: list[str], options: Mapping[str, Any]) -> ExportWish:
    from tracker.desk.list_wishes import ExportWish
    from tracker.desk.paper_style import office_style

    private = bool(options.get("private"))
    if options["public"] and (options["secret"] or private):
        raise BadInput("公开版不能带标有密级的事项和自用备注，请去掉 --secret 和 --private")
    return ExportWish(
        title=options.get("title"),
        with_secret=options["secret"],
        with_private_notes=private,
        is_public=options["public"],
        columns=names_in(options.get("columns")),
        label=(options["label"] or "").strip(),
        first_responsible=(options.get("first") or "").strip(),
        by=options.get("by") or Dimension.UNIT,
        settings=office_style(),
        template=_template(invocation, codes, options),
    )


def _template(invocation: Invocation, codes: list[str], options: Mapping[str, Any]) -> ListTemplate | None:
    """The workbook that was named; its columns are settled as those of an import."""
    if options.get("template") is None:
        if options.get("mapped"):
            raise BadInput("--map 说的是样表的列，请同时写 --template 样表文件")
        return None
    if options.get("columns") or options.get("title"):
        raise BadInput("用样表时，列和标题由样表定，请去掉 --columns 和 --title（样表里可写 {标题}）")
    from tracker.cli.commands.importing import asker, column_pair
    from tracker.desk.list_wishes import ListKind
    from tracker.desk.templates import open_template

    typed = [column_pair(text) for text in options["mapped"]]
    return open_template(options["template"], ListKind(codes[0]).word, (), typed, asker(invocation))


def _free_name(invocation: Invocation, kinds: list[ListKind]) -> Path:
    word = kinds[0].word if len(kinds) == 1 else "整改清单"
    return _free_file(f"{word}（截至{invocation.today}）", ".xlsx")


def _free_file(stem: str, suffix: str) -> Path:
    """A new name in the export folder: an earlier export, perhaps worked on by hand, stays."""
    from tracker.settings import exports_dir

    folder = exports_dir()
    _make_folder(folder)
    try:
        return next(place for place in _names(folder, stem, suffix) if not place.exists())
    except OSError as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem


def _names(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{stem}{suffix}"
    yield from (folder / f"{stem}-{number}{suffix}" for number in count(2))
