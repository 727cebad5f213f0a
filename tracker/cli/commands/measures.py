"""`tracker measure`: measures one by one, shared between items, and their amounts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.commands.drafting import REASON_HELP, add_measure_to, edit_measure_of
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, MEASURE, NUMBER, WordKind
from tracker.cli.objects import measure_object
from tracker.cli.options import (
    deadline_option,
    number_argument,
    owner_options,
    query_argument,
)
from tracker.cli.part_objects import amount_object
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput
from tracker.ledger.words import AmountKind

if TYPE_CHECKING:
    from tracker.ledger.rows import ItemPage, MeasureRow

LIST_COLUMNS = (
    Column("编号"),
    Column("措施", align="right"),
    Column("内容", flexible=True),
    Column("时限", flexible=True, spare=2),
    Column("办理"),
    Column("数量", flexible=True, spare=1),
    Column("核实", spare=3),
    Column("共用自", spare=4),
)
AMOUNT_COLUMNS = (
    Column("种类"),
    Column("目标", align="right"),
    Column("已完成", align="right"),
    Column("完成比例", align="right"),
)


@group("measure")
def measure() -> None:
    """措施：增改、完成、几个问题共用、数量目标"""


def measure_argument(function: Any) -> Any:
    """Which measure of the item."""
    return click.argument("ordinal", metavar="序号", type=MEASURE, help="这个事项的第几条措施")(function)


@measure.command("add", options_metavar="[选项]")
@number_argument()
@click.argument("text", metavar="内容", help="措施的内容")
@click.option("--standard", metavar="文字", help="完成标准")
@deadline_option
@owner_options
@pass_invocation
def add(invocation: Invocation, /, number: str, text: str, **options: Any) -> None:
    """给事项增加一条措施"""
    add_measure_to(invocation, number, text, options)


@measure.command("edit", options_metavar="[选项]")
@number_argument()
@measure_argument
@click.option("--text", "title", metavar="文字", help="措施的内容")
@click.option("--standard", metavar="文字", help="完成标准")
@deadline_option
@click.option("--reason", metavar="理由", help=REASON_HELP)
@owner_options
@pass_invocation
def edit(invocation: Invocation, /, number: str, ordinal: int, **options: Any) -> None:
    """修改一条措施；共用的改一次，处处都改"""
    if all(value is None for name, value in options.items() if name != "reason"):
        raise BadInput("没有写要改什么，如 --text 内容、--deadline 时限")
    edit_measure_of(invocation, (number,), ordinal, options)


@measure.command("done", options_metavar="[选项]")
@number_argument()
@measure_argument
@click.option("--on", type=DATE, help="哪一天完成的，默认今天")
@click.option("--note", default="", metavar="文字", help="完成说明")
@pass_invocation
def done(invocation: Invocation, number: str, ordinal: int, on: dt.date | None, note: str) -> None:
    """一条措施完成了；共用的算各个事项都完成"""
    from tracker.desk.early_days import said_of_early
    from tracker.ledger.commands.items import finish_measure

    today = invocation.today
    with invocation.open() as ledger:
        finish_measure(ledger, invocation.actor, number, ordinal, on=on or today, note=note, today=today)
        early = said_of_early(ledger, number, on, today=today)
    _done(invocation, "finish_measure", number, ordinal, f"{number} 的措施{ordinal}已完成")
    if early:
        output.say(f"注意：{early}")


@measure.command("resume", options_metavar="[选项]")
@number_argument()
@measure_argument
@click.option("--reason", required=True, metavar="文字", help="为什么还没有完成")
@pass_invocation
def resume(invocation: Invocation, number: str, ordinal: int, reason: str) -> None:
    """完成了的措施恢复办理"""
    from tracker.ledger.commands.items import resume_measure

    with invocation.open() as ledger:
        resume_measure(ledger, invocation.actor, number, ordinal, reason=reason, today=invocation.today)
    _done(invocation, "resume_measure", number, ordinal, f"{number} 的措施{ordinal}恢复办理")


@measure.command("share", options_metavar="[选项]")
@number_argument()
@measure_argument
@click.option("--to", "others", type=NUMBER, multiple=True, required=True, help="也用于这个事项，可写几次")
@pass_invocation
def share(invocation: Invocation, number: str, ordinal: int, others: tuple[str, ...]) -> None:
    """一条措施几个事项共用

    例：tracker measure share ZG-2024-0001 2 --to ZG-2024-0005 --to ZG-2024-0008
    """
    from tracker.ledger.commands.measures import share_measure

    with invocation.open() as ledger:
        places = share_measure(ledger, invocation.actor, number, ordinal, others, today=invocation.today)
    shown = "、".join(f"{other} 的措施{place}" for other, place in zip(others, places, strict=True))
    invocation.done(
        f"{number} 的措施{ordinal}共用为：{shown}。{TAKE_BACK}",
        done="share_measure",
        numbers=[number],
        measure=ordinal,
        shared=[{"number": other, "measure": place} for other, place in zip(others, places, strict=True)],
    )


@measure.command("unshare", options_metavar="[选项]")
@number_argument()
@measure_argument
@click.option("--from", "others", type=NUMBER, multiple=True, required=True, help="不再用于这个事项")
@pass_invocation
def unshare(invocation: Invocation, number: str, ordinal: int, others: tuple[str, ...]) -> None:
    """取消共用；措施留在它自己的事项里"""
    from tracker.ledger.commands.measures import unshare_measure

    with invocation.open() as ledger:
        unshare_measure(ledger, invocation.actor, number, ordinal, others, today=invocation.today)
    _done(invocation, "unshare_measure", number, ordinal, f"{'、'.join(others)} 不再共用这条措施")


@measure.command("amount", options_metavar="[选项]")
@number_argument()
@measure_argument
@click.option("--kind", type=WordKind(AmountKind, "种类"), required=True, help="制度、金额、人数、追责或数量")
@click.option("--detail", default="", metavar="文字", help="追责是哪一种，数量数的是什么")
@click.option("--target", metavar="数", help="目标，如 120万元、15人、3项")
@click.option("--achieved", metavar="数", help="已完成的，写累计数")
@click.option("--remove", is_flag=True, help="删去这一项")
@pass_invocation
def amount(invocation: Invocation, /, number: str, ordinal: int, kind: AmountKind, **options: Any) -> None:
    """措施的数量目标和完成数

    例：tracker measure amount ZG-2024-0001 2 --kind 金额 --target 120万元 --achieved 80万元
    """
    from tracker.ledger import amounts
    from tracker.ledger.commands import measures as commands

    target, achieved = (
        None if options[name] is None else amounts.read_amount(kind, options[name])
        for name in ("target", "achieved")
    )
    common = {"today": invocation.today, "detail": options["detail"]}
    place = (invocation.actor, number, ordinal, kind)
    with invocation.open() as ledger:
        if options["remove"]:
            commands.remove_amount(ledger, *place, **common)
        elif target is not None:
            commands.plan_amount(ledger, *place, target=target, achieved=achieved, **common)
        elif achieved is not None:
            commands.record_amount(ledger, *place, achieved=achieved, **common)
        else:
            raise BadInput("没有写数，如 --target 120万元、--achieved 80万元")
        found = [row for row in _measure_of(ledger, invocation, number, ordinal).amounts if row.kind is kind]
    words = "；".join(f"{row.name}：{row.words}" for row in found) or f"已没有{kind.word}"
    _done(invocation, "amount", number, ordinal, f"{number} 的措施{ordinal}：{words}")


def _measure_of(ledger: Any, invocation: Invocation, number: str, ordinal: int) -> MeasureRow:
    from tracker.ledger.pages import item_page

    page = item_page(ledger, number, today=invocation.today)
    return next(row for row in page.measures if row.ordinal == ordinal)


@measure.command("amounts", options_metavar="[选项]")
@query_argument
@pass_invocation
def amounts(invocation: Invocation, query: tuple[str, ...]) -> None:
    """合计这些事项的数量目标和完成数；共用的措施只算一次"""
    from tracker.ledger.amounts import totals

    with invocation.open() as ledger:
        rows = totals(ledger, read_filter(ledger, query), today=invocation.today)
    cells = [
        (
            row.name,
            "" if row.target is None else row.written(row.target),
            row.written(row.achieved),
            f"{row.achieved / row.target:.1%}" if row.target else "",
        )
        for row in rows
    ]
    invocation.show_list(
        "amounts", [amount_object(row) for row in rows], Table(AMOUNT_COLUMNS, cells), "没有填过数量目标"
    )


@measure.command("list", options_metavar="[选项]")
@query_argument
@pass_invocation
def list_(invocation: Invocation, query: tuple[str, ...]) -> None:
    """列出这些事项的措施"""
    from tracker.ledger.pages import item_pages
    from tracker.ledger.queries import item_ids

    today = invocation.today
    with invocation.open() as ledger:
        ids = item_ids(ledger, read_filter(ledger, query), today=today)
        pages = item_pages(ledger, ids, today=today)
    pairs = [(page, row) for page in pages for row in page.measures]
    invocation.show_list(
        "measures",
        [{"number": page.row.number, **measure_object(row)} for page, row in pairs],
        Table(LIST_COLUMNS, [_cells(page, row) for page, row in pairs]),
        "没有措施",
    )


def _cells(page: ItemPage, row: MeasureRow) -> tuple[str | int, ...]:
    return (
        page.row.number,
        row.ordinal,
        row.text,
        row.deadline.phrase if row.deadline else "",
        f"已完成 {row.done_on}" if row.done_on else row.light_words,
        "；".join(f"{amount.name}：{amount.words}" for amount in row.amounts),
        row.verified.word if row.verified else "",
        row.home,
    )


def _done(invocation: Invocation, done: str, number: str, ordinal: int, line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=done, numbers=[number], measure=ordinal)
