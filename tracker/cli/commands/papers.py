"""`tracker paper`: Word papers about items and about the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import TrackerGroup
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE, CountKind, WordKind
from tracker.cli.options import as_of_option, query_argument
from tracker.cli.tables import Column, Table
from tracker.files import shown
from tracker.ledger.words import PaperKind

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.desk.papers import PaperWish, Written

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


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
            wish=_wish(options),
            issuing=invocation.actor if options["issue"] else None,
        )
    _tell(invocation, written)


def _reporting(*own: Decorator) -> Decorator:
    """What a paper that reports on the ledger takes."""
    options: list[Decorator] = [
        query_argument,
        _OUTPUT,
        *own,
        click.option("--title", metavar="文字", help="标题；默认由专项名称加公文名称而成"),
        *_COMMON,
        as_of_option,
        pass_invocation,
    ]

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


@paper.command("week", options_metavar="[选项]")
@_reporting()
def week(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """周调度：本周进展、变动和要盯办的

    例：tracker paper week -o 周调度.docx
    """
    _report(invocation, PaperKind.WEEK, query, options)


@paper.command("ten-days", options_metavar="[选项]")
@_reporting()
def ten_days(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """旬分析：在周调度之外，按问题类别分析

    例：tracker paper ten-days --as-of 2024-6-20 -o 旬分析.docx
    """
    _report(invocation, PaperKind.TEN_DAYS, query, options)


@paper.command("month", options_metavar="[选项]")
@_reporting()
def month(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """月小结：再加分类盘点

    例：tracker paper month 专项:巡察 --as-of 2024-6-30 -o 月小结.docx
    """
    _report(invocation, PaperKind.MONTH, query, options)


@paper.command("report", options_metavar="[选项]")
@_reporting()
def report(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """整改情况报告：总体、各单位、逐项、尚未销号的

    例：tracker paper report 专项:巡察 -o 整改情况报告.docx
    """
    _report(invocation, PaperKind.REPORT, query, options)


@paper.command("between", options_metavar="[选项]")
@_reporting(click.option("--since", type=DATE, required=True, help="上一次会的日期，从这天晚上算起"))
def between(invocation: Invocation, query: tuple[str, ...], **options: Any) -> None:
    """两会之间：上次会以来的变动，两个时点的数字对照

    例：tracker paper between --since 2024-6-1 -o 两会之间.docx
    """
    _report(invocation, PaperKind.BETWEEN, query, options)


@paper.command("fields", options_metavar="[选项]")
@click.argument("kind", metavar="公文", type=WordKind(PaperKind, "公文"), help="如 督办通知单")
@click.option("--make", "target", type=FILE, metavar="文件", help="写一份能用的模板样本（.docx），供改动")
@pass_invocation
def fields(invocation: Invocation, kind: PaperKind, target: Path | None) -> None:
    """自己的模板里可以写哪些字段

    在 Word 里写 {{ 标题 }}；表格里重复的行，上下各加一行 {%tr for 项 in 事项 %} 和 {%tr endfor %}，
    中间一行写 {{ 项.编号 }}。例：tracker paper fields 督办通知单 --make 模板.docx
    """
    from tracker.exchange.papers.fields import COMMON, lists_of, own_fields

    if target is not None:
        from tracker.desk.paper_files import write_sample_template

        path = write_sample_template(target, kind)
        if invocation.is_json:
            output.write_object({"done": "paper_template", "file": str(path)})
        output.say(f"已写出{kind.word}的模板样本：{shown(path)}")
        return
    rows = [(name, means) for name, means in {**COMMON, **own_fields(kind)}.items()]
    rows += [
        (f"{name}的{field}", means)
        for name, below in lists_of(kind).items()
        for field, means in below.items()
    ]
    objects = [
        {"list": None, "name": name, "means": means} for name, means in {**COMMON, **own_fields(kind)}.items()
    ]
    objects += [
        {"list": name, "name": field, "means": means}
        for name, below in lists_of(kind).items()
        for field, means in below.items()
    ]
    table = Table((Column("字段"), Column("说明", flexible=True)), rows)
    invocation.show_list("fields", objects, table, "")


@paper.command("style", options_metavar="[选项]")
@click.option("--make", is_flag=True, help="写成文件，放在程序找它的地方，供改动")
@pass_invocation
def style(invocation: Invocation, make: bool) -> None:
    """公文的版式：字体、字号、页边距、行距、代字、落款

    默认按 GB/T 9704。环境变量 TRACKER_PAPER_STYLE 写共用的文件，全办公室同一个版式。
    """
    from tracker.desk.paper_files import make_style_file, style_text

    if make:
        path = make_style_file()
        invocation.done(f"已写成公文版式文件：{shown(path)}", done="paper_style", file=str(path))
        return
    text = style_text()
    if invocation.is_json:
        output.write_object({"content": text})
        return
    for line in text.splitlines():
        output.write(line)


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
    from tracker.desk.papers import write_papers

    wish = _wish(options)
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


def _report(invocation: Invocation, kind: PaperKind, query: tuple[str, ...], options: dict[str, Any]) -> None:
    """A paper on the ledger as it stands, or stood."""
    from tracker.desk.paper_files import office_style
    from tracker.desk.report_papers import write_report

    wish = _wish(options)
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        with invocation.as_it_was(ledger):
            written = write_report(
                ledger,
                options["target"],
                kind,
                wanted,
                today=invocation.today,
                style=office_style(),
                wish=wish,
                since=options.get("since"),
                title=(options["title"] or "").strip(),
            )
    _tell(invocation, written)


def _wish(options: dict[str, Any]) -> PaperWish:
    from tracker.desk.papers import PaperWish

    if options.get("number") is not None and not options["issue"]:
        raise click.UsageError("--number 要和 --issue 一起写：登记发出的才编号")
    return PaperWish(
        template=options["template"],
        due=options.get("due"),
        issuer=(options["issuer"] or "").strip(),
        label=(options["label"] or "").strip(),
        with_secret=options["secret"],
        first_number=options.get("number"),
    )


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
