"""`tracker lineage`: 屡改屡犯, problems that came back."""

from __future__ import annotations

import click

from tracker.cli.commanding import group
from tracker.cli.following_objects import chain_object, offer_object
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import NUMBER
from tracker.cli.options import number_argument
from tracker.cli.tables import Column, Table

OFFERS = (
    Column("编号"),
    Column("问题", flexible=True),
    Column("专项", flexible=True, spare=2),
    Column("状态", spare=1),
    Column("销号日期", spare=3),
    Column("为什么像", flexible=True),
)
CHAINS = (
    Column("出现次数"),
    Column("问题", flexible=True),
    Column("单位", flexible=True),
    Column("状态", spare=1),
    Column("各次的编号", flexible=True),
)
BY_UNIT = (
    Column("单位", flexible=True),
    Column("屡犯的问题", align="right"),
    Column("再次出现", align="right"),
)


def _ancestor_argument(function: click.decorators.FC) -> click.decorators.FC:
    return click.argument("ancestor", metavar="以前的编号", type=NUMBER, help="以前那个问题的编号")(function)


@group("lineage")
def lineage() -> None:
    """屡改屡犯：同一单位同一问题再次出现"""


@lineage.command("offer", options_metavar="[选项]")
@number_argument()
@pass_invocation
def offer(invocation: Invocation, number: str) -> None:
    """找一个问题以前可能在哪里出现过

    只找同一单位销过号的、或别的专项里的老问题；是不是，由人确认。
    """
    from tracker.ledger.lineage import offers

    with invocation.open() as ledger:
        rows = offers(ledger, number)
    table = Table(
        OFFERS,
        [
            (row.number, row.title, row.campaign, row.state.word, str(row.closed_on or ""), row.words)
            for row in rows
        ],
    )
    invocation.show_list(
        "offers",
        [offer_object(row) for row in rows],
        table,
        f"没有找到与 {number} 相像的同一单位的老问题",
    )


@lineage.command("confirm", options_metavar="[选项]")
@number_argument()
@_ancestor_argument
@pass_invocation
def confirm(invocation: Invocation, number: str, ancestor: str) -> None:
    """确认一个问题是以前的问题再次出现

    例：tracker lineage confirm ZG-2025-0003 ZG-2024-0007
    """
    from tracker.ledger.commands.lineage import confirm_lineage
    from tracker.ledger.pages import item_page

    with invocation.open() as ledger:
        confirm_lineage(ledger, invocation.actor, number, ancestor, today=invocation.today)
        times = item_page(ledger, number, today=invocation.today).kin.times
    invocation.done(
        f"已确认 {number} 是 {ancestor} 再次出现，这是第{times}次。{TAKE_BACK}",
        done="confirm_lineage",
        numbers=[number],
        ancestor=ancestor,
        times=times,
    )


@lineage.command("remove", options_metavar="[选项]")
@number_argument()
@_ancestor_argument
@pass_invocation
def remove(invocation: Invocation, number: str, ancestor: str) -> None:
    """取消确认"""
    from tracker.ledger.commands.lineage import remove_lineage

    with invocation.open() as ledger:
        remove_lineage(ledger, invocation.actor, number, ancestor, today=invocation.today)
    invocation.done(
        f"已取消：{number} 不再算 {ancestor} 再次出现。{TAKE_BACK}",
        done="remove_lineage",
        numbers=[number],
        ancestor=ancestor,
    )


@lineage.command("list", options_metavar="[选项]")
@click.option("--unit", metavar="单位", help="只看这个单位的")
@click.option("--by-unit", is_flag=True, help="按单位计数")
@pass_invocation
def list_(invocation: Invocation, unit: str | None, by_unit: bool) -> None:
    """列出屡改屡犯的问题，次数多的在前"""
    from tracker.ledger.lineage import chains, repeats_by_unit

    with invocation.open() as ledger:
        rows = chains(ledger, unit)
    empty = "没有确认过屡改屡犯的问题，找找看：tracker lineage offer 编号"
    if by_unit:
        counted = repeats_by_unit(rows)
        invocation.show_list(
            "units",
            [{"unit": name, "problems": few, "again": many} for name, (few, many) in counted.items()],
            Table(BY_UNIT, [(name or "（没有牵头单位）", *counts) for name, counts in counted.items()]),
            empty,
        )
        return
    invocation.show_list(
        "chains",
        [chain_object(row) for row in rows],
        Table(
            CHAINS,
            [
                (f"第{row.times}次", row.title, row.unit, row.state.word, " → ".join(row.numbers))
                for row in rows
            ],
        ),
        empty,
    )
