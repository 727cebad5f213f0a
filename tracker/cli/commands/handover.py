"""`tracker handover`: what is open in one person's name, and giving it to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import WordKind
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table, draw
from tracker.errors import Refusal
from tracker.ledger.words import OwnerRole

if TYPE_CHECKING:
    from tracker.ledger.people import Charge
    from tracker.ledger.store import Ledger

COLUMNS = (
    Column("编号"),
    Column("措施", align="right"),
    Column("内容", flexible=True),
    Column("担任"),
    Column("时限", flexible=True, spare=1),
    Column("预警"),
    Column("状态", spare=2),
)
ROLE = click.option(
    "--role",
    "roles",
    multiple=True,
    type=WordKind(OwnerRole, "责任领导|责任人|联系人"),
    help="只看这种责任，可写几次",
)


@group("handover")
def handover() -> None:
    """移交：一个人名下没有办完的事项和措施"""


@handover.command("list", options_metavar="[选项]")
@click.argument("who", metavar="姓名", help="谁名下的；有同名的写成 姓名（单位）")
@query_argument
@ROLE
@pass_invocation
def list_(invocation: Invocation, who: str, query: tuple[str, ...], roles: tuple[OwnerRole, ...]) -> None:
    """列出一个人名下没有办完的，时限近的在前"""
    with invocation.open() as ledger:
        found = _charges(invocation, ledger, who, query, roles)
    objects = [_object(charge) for charge in found]
    invocation.show_list("charges", objects, _table(found), f"“{who}”名下没有未办完的")


@handover.command("do", options_metavar="[选项]")
@click.argument("old", metavar="移交人", help="有同名的写成 姓名（单位）")
@click.argument("new", metavar="接手人", help="有同名的写成 姓名（单位）")
@query_argument
@ROLE
@click.option("--reason", required=True, metavar="文字", help="移交的理由，如 岗位调整")
@click.option("--leaves", is_flag=True, help="移交人同时登记为离任")
@pass_invocation
def do(
    invocation: Invocation,
    old: str,
    new: str,
    query: tuple[str, ...],
    roles: tuple[OwnerRole, ...],
    reason: str,
    leaves: bool,
) -> None:
    """把一个人名下没有办完的移交给另一个人

    先列出要移交的，确认后作为一次操作办理，每个事项都留痕。已完成的措施仍在原来的人名下。
    例：tracker handover do 张三 李四 --role 责任领导 --reason 分工调整
    """
    from tracker.ledger.commands.handover import hand_over

    with invocation.open() as ledger:
        found = _charges(invocation, ledger, old, query, roles)
        if not found and not leaves:
            raise Refusal(f"“{old}”名下没有符合条件的未办完事项")
        for line in draw(_table(found), output.terminal_width()) if found else ():
            output.say(line)
        items = len({charge.number for charge in found})
        invocation.confirm(f"以上{items}个事项{len(found)}处，“{old}” → “{new}”，移交吗？")
        done = hand_over(
            ledger, invocation.actor, found, old, new, reason=reason, today=invocation.today, leaves=leaves
        )
    left = f"，“{old}”已登记为离任" if done.left else ""
    invocation.done(
        f"已移交{done.items}个事项{done.entries}处：“{old}” → “{new}”{left}。{TAKE_BACK}",
        done="hand_over",
        numbers=list(dict.fromkeys(charge.number for charge in found)),
        entries=done.entries,
        left=done.left,
    )


def _charges(
    invocation: Invocation, ledger: Ledger, who: str, query: tuple[str, ...], roles: tuple[OwnerRole, ...]
) -> list[Charge]:
    from tracker.cli.commands.listing import read_filter
    from tracker.ledger.naming import PERSONAL
    from tracker.ledger.people import charges

    if strange := [role.word for role in roles if role not in PERSONAL]:
        raise click.UsageError(f"{'、'.join(strange)}是单位，不能移交给人；可用：责任领导 责任人 联系人")
    wanted = read_filter(ledger, query)
    return charges(ledger, who, today=invocation.today, roles=roles or PERSONAL, wanted=wanted)


def _table(found: list[Charge]) -> Table:
    return Table(
        COLUMNS,
        [
            (
                charge.number,
                "" if charge.measure is None else charge.measure,
                charge.text or charge.title,
                charge.role.word,
                charge.deadline.phrase if charge.deadline else "",
                charge.light_words,
                charge.state.word,
            )
            for charge in found
        ],
    )


def _object(charge: Charge) -> dict[str, Any]:
    from tracker.cli.objects import deadline_object

    return {
        "number": charge.number,
        "title": charge.title,
        "measure": charge.measure,
        "text": charge.text,
        "role": charge.role,
        "name": charge.name,
        "deadline": deadline_object(charge.deadline),
        "light": charge.light,
        "light_words": charge.light_words,
        "state": charge.state,
    }
