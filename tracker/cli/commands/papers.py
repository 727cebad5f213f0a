"""`tracker paper`: Word papers about items and about the ledger."""

from __future__ import annotations

from typing import Any

import click

from tracker.cli.commanding import TrackerGroup
from tracker.cli.commands.listing import read_filter
from tracker.cli.commands.paper_options import COMMON, OUTPUT, Decorator, decorated, tell, wish_of
from tracker.cli.commands.paper_records import fields, list_, style
from tracker.cli.commands.paper_reports import between, month, report, ten_days, week
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import DATE, CountKind
from tracker.cli.options import query_argument
from tracker.ledger.words import PaperKind


class _PaperGroup(TrackerGroup):
    """Papers may be called by their Chinese names, and stand in the order of an item's life."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they are written here."""
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """As Click does, with 督办通知单 for supervision."""
        kind = PaperKind.read(cmd_name)
        return super().get_command(ctx, kind.value if kind else cmd_name)


@click.group("paper", cls=_PaperGroup)
def paper() -> None:
    """公文（Word）：督办、提醒、告诫、交办、审批表、调度和报告

    名称写中文也行：tracker paper 督办通知单 逾期 -o 督办.docx
    """


def _issued(due: str, *, required: bool = False) -> Decorator:
    """What a paper about items takes; `due`: what its date means."""
    own: list[Decorator] = [query_argument, OUTPUT]
    if due:
        own.append(click.option("--due", type=DATE, required=required, help=due))
    own += [
        click.option("--issue", is_flag=True, help="编号并登记为已发出；不写就是草稿，不改台账"),
        click.option("--number", type=CountKind("号"), help="从这个号编起；默认接着今年的编"),
        *COMMON,
        pass_invocation,
    ]
    return decorated(own)


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

    不写条件就是临期的。例：tracker paper reminder -o 提醒.docx
    """
    _write(invocation, PaperKind.REMINDER, query, options)


@paper.command("supervision", options_metavar="[选项]")
@_issued("请单位在这一天前反馈")
def supervision(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """督办通知单：一个单位一份，文号当年不重复

    不写条件就是逾期的。例：tracker paper supervision --due 2024-6-28 --issue -o 督办.docx
    """
    _write(invocation, PaperKind.SUPERVISION, query, options)


@paper.command("admonition", options_metavar="[选项]")
@_issued("最后期限", required=True)
def admonition(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """告诫书：已逾期的事项，定最后期限

    例：tracker paper admonition 单位:组织处 --due 2024-7-5 --issue -o 告诫.docx
    """
    _write(invocation, PaperKind.ADMONITION, query, options)


@paper.command("closing", options_metavar="[选项]")
@_issued("")
def closing(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """销号申请（审批）表：一个事项一张，台账里有的都填好

    例：tracker paper closing ZG-2024-0007 -o 审批表.docx
    """
    _write(invocation, PaperKind.CLOSING, query, options)


@paper.command("look-back", options_metavar="[选项]")
@_issued("")
def look_back(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """回头看核查表：一个事项一张，带到现场填

    例：tracker paper look-back 已销号 单位:办公室 -o 核查表.docx
    """
    _write(invocation, PaperKind.LOOK_BACK, query, options)


@paper.command("handover", options_metavar="[选项]")
@click.argument("who", metavar="姓名", help="谁名下没有办完的")
@click.option("--to", metavar="姓名", default="", help="接手人；不写就留空，手填")
@_issued("")
def handover(invocation: Invocation, who: str, query: tuple[str, ...], to: str, **options: Any) -> None:
    """交接清单：一个人名下没有办完的，三方签字

    只出清单，改名字用 tracker handover do。例：tracker paper handover 张三 --to 李四 -o 交接清单.docx
    """
    from tracker.desk.handover_paper import write_handover
    from tracker.desk.paper_files import office_style

    with invocation.open() as ledger:
        written = write_handover(
            ledger,
            options["target"],
            who,
            read_filter(ledger, query),
            to=to,
            today=invocation.today,
            style=office_style(),
            wish=wish_of(options),
            issuing=invocation.actor if options["issue"] else None,
        )
    tell(invocation, written)


def _write(invocation: Invocation, kind: PaperKind, query: tuple[str, ...], options: dict[str, Any]) -> None:
    """Papers about items."""
    from tracker.desk.paper_files import office_style
    from tracker.desk.papers import write_papers

    wish = wish_of(options)
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
    tell(invocation, written)


for _command in (week, ten_days, month, report, between, fields, style, list_):
    paper.add_command(_command)
