"""`tracker regulation`: the 制度清单 and the later checks of its execution."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from tracker.cli.commanding import group
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, MEASURE, CountKind, WordKind
from tracker.cli.options import number_argument, query_argument
from tracker.cli.part_objects import regulation_object
from tracker.cli.tables import Column, Table
from tracker.ledger.words import CheckResult, RegulationAct

if TYPE_CHECKING:
    from tracker.ledger.parts import RegulationRow

REGULATION = CountKind("制度号")
COLUMNS = (
    Column("制度号", align="right"),
    Column("制度名称", flexible=True),
    Column("新建修订废止", spare=3),
    Column("文号", flexible=True, spare=2),
    Column("印发日期"),
    Column("编号", spare=1),
    Column("措施", align="right", spare=5),
    Column("问题", flexible=True, spare=6),
    Column("执行检查", flexible=True),
)


@group("regulation")
def regulation() -> None:
    """制度清单：整改形成的制度和以后的执行检查"""


@regulation.command("add", options_metavar="[选项]")
@number_argument()
@click.argument("name", metavar="名称", help="制度的名称，不用写书名号")
@click.option("--act", type=WordKind(RegulationAct, "做法"), default="新建", help="新建（默认）、修订或废止")
@click.option("--measure", type=MEASURE, help="是第几条措施形成的")
@click.option("--document-number", default="", metavar="文号", help="文号，如 X办发〔2024〕12号")
@click.option("--issued", type=DATE, help="印发日期；还没印发的不写")
@pass_invocation
def add(
    invocation: Invocation,
    number: str,
    name: str,
    act: RegulationAct,
    measure: int | None,
    document_number: str,
    issued: dt.date | None,
) -> None:
    """登记一项制度

    例：tracker regulation add ZG-2024-0001 会议记录办法 --act 修订 --measure 1 --issued 2024-5-10
    """
    from tracker.ledger.commands.regulations import add_regulation

    with invocation.open() as ledger:
        key = add_regulation(
            ledger,
            invocation.actor,
            number,
            name,
            act,
            measure=measure,
            document_number=document_number,
            issued_on=issued,
            today=invocation.today,
        )
    state = f"{issued}印发" if issued else f"还没印发，印发后：tracker regulation issue {key}"
    _done(
        invocation, "add_regulation", key, f"已登记制度{key}《{name.strip('《》')}》（{act.word}，{state}）"
    )


@regulation.command("issue", options_metavar="[选项]")
@click.argument("key", metavar="制度号", type=REGULATION, help="清单里的制度号")
@click.option("--on", type=DATE, help="印发日期，默认今天")
@click.option("--document-number", default="", metavar="文号", help="文号")
@pass_invocation
def issue(invocation: Invocation, key: int, on: dt.date | None, document_number: str) -> None:
    """登记一项制度已印发"""
    from tracker.ledger.commands.regulations import issue_regulation

    today = invocation.today
    day = on or today
    with invocation.open() as ledger:
        name = issue_regulation(
            ledger, invocation.actor, key, on=day, document_number=document_number, today=today
        )
    _done(invocation, "issue_regulation", key, f"制度{key}《{name}》已于{day}印发")


@regulation.command("check", options_metavar="[选项]")
@click.argument("key", metavar="制度号", type=REGULATION, help="清单里的制度号")
@click.option(
    "--result", type=WordKind(CheckResult, "结果"), required=True, help="执行到位、执行不到位或未执行"
)
@click.option("--finding", default="", metavar="文字", help="检查情况；没有执行到位的必写")
@click.option("--on", type=DATE, help="检查的日期，默认今天")
@pass_invocation
def check(invocation: Invocation, key: int, result: CheckResult, finding: str, on: dt.date | None) -> None:
    """登记一次执行检查，事项销号以后也可以"""
    from tracker.ledger.commands.regulations import check_regulation

    today = invocation.today
    with invocation.open() as ledger:
        name = check_regulation(
            ledger, invocation.actor, key, result, on=on or today, finding=finding, today=today
        )
    _done(invocation, "check_regulation", key, f"已登记制度{key}《{name}》的执行检查：{result.word}")


@regulation.command("list", options_metavar="[选项]")
@query_argument
@click.option("--unissued", is_flag=True, help="只看还没印发的")
@click.option("--unchecked", is_flag=True, help="只看印发后没有检查过执行的")
@pass_invocation
def list_(invocation: Invocation, query: tuple[str, ...], unissued: bool, unchecked: bool) -> None:
    """列出这些事项的制度清单"""
    from tracker.ledger.regulations import regulations

    with invocation.open() as ledger:
        rows = [
            row
            for row in regulations(ledger, read_filter(ledger, query), today=invocation.today)
            if not (unissued and row.issued_on) and not (unchecked and (row.checks or not row.issued_on))
        ]
    invocation.show_list(
        "regulations",
        [regulation_object(row) for row in rows],
        Table(COLUMNS, [_cells(row) for row in rows]),
        "制度清单里没有这样的制度",
    )


def _cells(row: RegulationRow) -> tuple[str | int, ...]:
    return (
        row.id,
        row.name,
        row.act.word,
        row.document_number,
        str(row.issued_on or "未印发"),
        row.item_number,
        "" if row.measure_ordinal is None else row.measure_ordinal,
        row.item_title,
        "；".join(check_words(row)),
    )


def check_words(row: RegulationRow) -> list[str]:
    """Each later check in one line."""
    return [
        f"{check.on} {check.result.word}{'：' + check.finding if check.finding else ''}"
        for check in row.checks
    ]


def _done(invocation: Invocation, done: str, key: int, line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=done, regulation=key)
