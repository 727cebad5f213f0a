"""`tracker self-check`: 举一反三, a problem the other units are to look for at home."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.following_objects import self_check_answer_object, self_check_object, spread_object
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, CountKind, WordKind
from tracker.cli.options import names_in, number_argument, query_argument
from tracker.cli.tables import Column, Table, draw
from tracker.ledger.words import SelfCheckResult
from tracker.text.screen import safe_for_screen

CHECK = CountKind("自查序号")
RESULT = WordKind(SelfCheckResult, "未发现|存在")
SPREADING = (
    Column("编号"),
    Column("问题", flexible=True),
    Column("已出现的单位", flexible=True),
    Column("相像的编号", flexible=True, spare=2),
    Column("还没有的单位", flexible=True, spare=1),
)
COLUMNS = (
    Column("自查", align="right"),
    Column("由来"),
    Column("内容", flexible=True),
    Column("布置日期", spare=2),
    Column("期限", spare=1),
    Column("进度"),
)
ANSWERS = (
    Column("单位", flexible=True),
    Column("结果"),
    Column("反馈日期", spare=1),
    Column("情况", flexible=True),
    Column("登记为", spare=2),
)


@group("self-check")
def self_check() -> None:
    """举一反三：一处发现的问题，让其他单位自查"""


@self_check.command("propose", options_metavar="[选项]")
@query_argument
@pass_invocation
def propose(invocation: Invocation, query: tuple[str, ...]) -> None:
    """找在两个以上单位出现、别的单位可能也有的问题

    要让其他单位自查，用 tracker self-check start 编号。
    """
    from tracker.cli.commands.listing import read_filter
    from tracker.ledger.self_checks import spreading

    with invocation.open() as ledger:
        rows = spreading(ledger, read_filter(ledger, query), today=invocation.today)
    table = Table(
        SPREADING,
        [
            (
                row.number,
                row.title,
                "、".join(row.units),
                "、".join(row.numbers[1:]),
                "、".join(row.others),
            )
            for row in rows
        ],
    )
    invocation.show_list(
        "problems", [spread_object(row) for row in rows], table, "没有找到两个以上单位都有的相像问题"
    )


@self_check.command("start", options_metavar="[选项]")
@number_argument()
@click.option("--units", metavar="名称", help="要自查的单位，几个用、隔开；默认是其他全部单位")
@click.option("--matter", metavar="文字", help="自查什么；默认是这个问题的表述")
@click.option("--due", type=DATE, help="反馈期限")
@pass_invocation
def start(
    invocation: Invocation, number: str, units: str | None, matter: str | None, due: dt.date | None
) -> None:
    """布置自查

    例：tracker self-check start ZG-2024-0007 --due 2024-7-15
    """
    from tracker.ledger.commands.self_checks import start_self_check

    with invocation.open() as ledger:
        key, asked = start_self_check(
            ledger,
            invocation.actor,
            number,
            units=names_in(units),
            matter=matter or "",
            due=due,
            today=invocation.today,
        )
    by_when = f"，{due}前反馈" if due else ""
    invocation.done(
        f"已布置第{key}号自查，{len(asked)}个单位{by_when}：{'、'.join(asked)}。{TAKE_BACK}",
        done="start_self_check",
        numbers=[number],
        self_check=key,
        units=asked,
    )


@self_check.command("answer", options_metavar="[选项]")
@click.argument("key", metavar="序号", type=CHECK, help="自查的序号")
@click.argument("unit", metavar="单位", help="反馈的单位")
@click.argument("result", metavar="未发现|存在", type=RESULT, help="自查结果")
@click.option("--text", default="", metavar="文字", help="自查的情况；存在问题的必写，单位反馈过的不用再写")
@click.option("--add", is_flag=True, help="存在的问题登记为这个单位的新事项，待挂号；由整改办登记")
@pass_invocation
def answer(
    invocation: Invocation, key: int, unit: str, result: SelfCheckResult, text: str, add: bool
) -> None:
    """登记一个单位的自查反馈

    例：tracker self-check answer 1 人事科 存在 --text 台账不全 --add
    """
    from tracker.ledger.commands.self_checks import answer_self_check

    with invocation.open() as ledger:
        number = answer_self_check(
            ledger, invocation.actor, key, unit, result, text=text, add=add, today=invocation.today
        )
    made = f"，登记为 {number}，待挂号" if number else ""
    invocation.done(
        f"已登记“{unit}”对第{key}号自查的反馈：{result.word}{made}。{TAKE_BACK}",
        done="answer_self_check",
        self_check=key,
        unit=unit,
        result=result,
        numbers=[number] if number else [],
    )


@self_check.command("list", options_metavar="[选项]")
@click.option("--open", "only_open", is_flag=True, help="只看还有单位没反馈的")
@pass_invocation
def list_(invocation: Invocation, only_open: bool) -> None:
    """列出布置过的自查"""
    from tracker.ledger.self_checks import self_checks

    with invocation.open() as ledger:
        rows = self_checks(ledger, today=invocation.today, only_open=only_open)
    table = Table(
        COLUMNS,
        [(row.id, row.number, row.matter, str(row.on), str(row.due or ""), row.words) for row in rows],
    )
    invocation.show_list("self_checks", [self_check_object(row) for row in rows], table, "没有这样的自查")


@self_check.command("show", options_metavar="[选项]")
@click.argument("key", metavar="序号", type=CHECK, help="自查的序号")
@pass_invocation
def show(invocation: Invocation, key: int) -> None:
    """查看一次自查：谁还没反馈，反馈了什么"""
    from tracker.ledger.self_checks import self_check

    with invocation.open() as ledger:
        row, answers = self_check(ledger, key, today=invocation.today)
    table = Table(
        ANSWERS,
        [
            (entry.unit, entry.result.word, str(entry.on or ""), entry.text, entry.item_number)
            for entry in answers
        ],
    )
    due = f"  期限{row.due}" if row.due else ""
    lines = [
        safe_for_screen(f"第{row.id}号自查  由 {row.number}  {row.on}布置{due}  {row.words}"),
        safe_for_screen(f"内容：{row.matter}"),
        "",
        *draw(table, output.terminal_width()),
    ]
    invocation.show_page(
        {
            "self_check": self_check_object(row),
            "answers": [self_check_answer_object(entry) for entry in answers],
        },
        table,
        lines,
    )
