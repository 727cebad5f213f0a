"""`tracker paper`: Word papers about items and about the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import TrackerGroup
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE, CountKind, WordKind
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table
from tracker.files import shown
from tracker.ledger.words import PaperKind

if TYPE_CHECKING:
    from tracker.desk.papers import Written

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _PaperGroup(TrackerGroup):
    """Papers may be called by their Chinese names."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """As Click does, with 督办通知单 for supervision."""
        kind = PaperKind.read(cmd_name)
        return super().get_command(ctx, kind.value if kind else cmd_name)


@click.group("paper", cls=_PaperGroup)
def paper() -> None:
    """公文（Word）：督办、提醒、告诫、交办、审批表、调度和报告

    名称写中文也行：tracker paper 督办通知单 逾期 -o 督办.docx
    """


_OUTPUT = click.option(
    "-o", "--output", "target", type=FILE, required=True, metavar="文件", help="写到哪里（.docx）"
)
_COMMON: tuple[Decorator, ...] = (
    click.option(
        "--template", type=FILE, metavar="文件", help="用自己的 .docx 模板；字段见 tracker paper fields"
    ),
    click.option("--from", "issuer", metavar="单位", help="落款；默认是版式里的落款或专项的填报单位"),
    click.option("--label", metavar="文字", help="左上角的密级；事项自己的密级总会印上"),
    click.option("--secret", is_flag=True, help="标有密级的事项也写入"),
)


def _issued(due: str, *, required: bool = False) -> Decorator:
    """What a paper about items takes; `due`: what its date means."""
    own: list[Decorator] = [query_argument, _OUTPUT]
    if due:
        own.append(click.option("--due", type=DATE, required=required, help=due))
    own += [
        click.option("--issue", is_flag=True, help="编号并登记为已发出；不写就是草稿，不改台账"),
        click.option("--number", type=CountKind("号"), help="从这个号编起；默认接着今年的编"),
        *_COMMON,
        pass_invocation,
    ]

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(own):
            function = option(function)
        return function

    return decorate


@paper.command("assignment", options_metavar="[选项]")
@_issued("请单位在这一天前报来安排")
def assignment(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """交办单：把事项交给牵头单位，附签收栏

    一个单位一份。例：tracker paper assignment 状态:待挂号 --issue -o 交办.docx
    """
    _write(invocation, PaperKind.ASSIGNMENT, query, options)


@paper.command("supplement", options_metavar="[选项]")
@_issued("请单位在这一天前补正")
def supplement(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """补正函：措施写得太虚的，请单位补到能考核

    只写没有完成、说不清完成与否的措施。例：tracker paper supplement 单位:办公室 -o 补正.docx
    """
    _write(invocation, PaperKind.SUPPLEMENT, query, options)


@paper.command("reminder", options_metavar="[选项]")
@_issued("请单位在这一天前反馈")
def reminder(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """提醒函：快到期的事项，一个单位一份

    例：tracker paper reminder 临期 -o 提醒.docx
    """
    _write(invocation, PaperKind.REMINDER, query, options)


@paper.command("supervision", options_metavar="[选项]")
@_issued("请单位在这一天前反馈")
def supervision(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """督办通知单：一个单位一份，文号当年不重复

    例：tracker paper supervision 逾期 --due 2024-6-28 --issue -o 督办.docx
    """
    _write(invocation, PaperKind.SUPERVISION, query, options)


@paper.command("admonition", options_metavar="[选项]")
@_issued("最后期限", required=True)
def admonition(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """告诫书：已逾期的事项，定最后期限

    例：tracker paper admonition 单位:组织处 --due 2024-7-5 --issue -o 告诫.docx
    """
    _write(invocation, PaperKind.ADMONITION, query, options)


@paper.command("list", options_metavar="[选项]")
@click.option("--kind", type=WordKind(PaperKind, "公文"), help="只要这一种，如 督办通知单")
@pass_invocation
def list_(invocation: Invocation, kind: PaperKind | None) -> None:
    """列出登记过的发文，新的在前"""
    from tracker.ledger.papers import issued_sheets

    with invocation.open() as ledger:
        sheets = issued_sheets(ledger, kind)
    objects = [
        {
            "kind": sheet.kind,
            "document_number": sheet.document_number,
            "unit": sheet.unit,
            "due": sheet.due,
            "on": sheet.on,
            "by": sheet.by,
            "numbers": list(sheet.numbers),
        }
        for sheet in sheets
    ]
    table = Table(
        (
            Column("文号"),
            Column("公文", spare=1),
            Column("发往", flexible=True),
            Column("日期"),
            Column("期限", spare=2),
            Column("事项", flexible=True),
            Column("登记人", spare=3),
        ),
        [
            (
                sheet.document_number,
                sheet.kind.word,
                sheet.unit,
                str(sheet.on),
                str(sheet.due or ""),
                "、".join(sheet.numbers),
                sheet.by,
            )
            for sheet in sheets
        ],
    )
    invocation.show_list("papers", objects, table, "还没有登记过发文")


def _write(invocation: Invocation, kind: PaperKind, query: tuple[str, ...], options: dict[str, Any]) -> None:
    """Papers about items."""
    from tracker.desk.paper_files import office_style
    from tracker.desk.papers import PaperWish, write_papers

    if options["number"] is not None and not options["issue"]:
        raise click.UsageError("--number 要和 --issue 一起写：登记发出的才编号")
    due: dt.date | None = options.get("due")
    template: Path | None = options["template"]
    wish = PaperWish(
        template=template,
        due=due,
        issuer=(options["issuer"] or "").strip(),
        label=(options["label"] or "").strip(),
        with_secret=options["secret"],
        first_number=options["number"],
    )
    with invocation.open() as ledger:
        written = write_papers(
            ledger,
            options["target"],
            kind,
            read_filter(ledger, query),
            today=invocation.today,
            style=office_style(),
            wish=wish,
            issuing=invocation.actor if options["issue"] else None,
        )
    _tell(invocation, written)


def _tell(invocation: Invocation, written: Written) -> None:
    files = [str(path) for path in written.files]
    where = shown(files[0]) if len(files) == 1 else f"{shown(files[0])} 等{len(files)}个文件"
    facts = {
        "done": "issue_paper" if written.numbers else "paper",
        "kind": written.kind,
        "files": files,
        "items": written.items,
        "document_numbers": list(written.numbers),
        "withheld": written.withheld,
        "others": written.others,
        "without_unit": list(written.homeless),
    }
    if written.numbers:
        invocation.done(f"{written.words}：{where}。{TAKE_BACK}", **facts)
        return
    if invocation.is_json:
        output.write_object(facts)
    output.say(f"{written.words}：{where}")
