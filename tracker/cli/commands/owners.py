"""`tracker owners`: names in the ledger that nobody knows, and groups to be expanded."""

from __future__ import annotations

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import NUMBER, WordKind
from tracker.cli.options import names_in
from tracker.cli.tables import Column, Table
from tracker.errors import Refusal
from tracker.ledger.words import UnitAliasKind

COLUMNS = (
    Column("名称", flexible=True),
    Column("写在"),
    Column("次数", align="right"),
    Column("事项", flexible=True, spare=1),
    Column("是谁", flexible=True),
)
FEW = 3
"""编号 shown for a name; JSON has them all."""


@group("owners")
def owners() -> None:
    """责任单位和责任人：认不得的名称、各×展开"""


@owners.command("check", options_metavar="[选项]")
@pass_invocation
def check(invocation: Invocation) -> None:
    """列出未销号事项里认不得的名称，和可能是谁"""
    from tracker.ledger.commands.units import is_group_word
    from tracker.ledger.units import unknown_owners

    with invocation.open() as ledger:
        rows = unknown_owners(ledger)

    def meaning(name: str, near: tuple[str, ...], ambiguous: bool) -> str:
        if ambiguous:
            return "有同名的，请写成 姓名（单位）"
        if near:
            return f"是否为 {'、'.join(near)}？"
        return "一组单位，用 tracker owners expand 展开" if is_group_word(name) else ""

    table = Table(
        COLUMNS,
        [
            (
                row.name,
                "、".join(role.word for role in row.roles),
                row.times,
                "、".join(row.numbers[:FEW]) + (" 等" if len(row.numbers) > FEW else ""),
                meaning(row.name, row.near, row.is_ambiguous),
            )
            for row in rows
        ],
    )
    objects = [
        {
            "name": row.name,
            "is_person": row.is_person,
            "roles": row.roles,
            "times": row.times,
            "numbers": row.numbers,
            "near": row.near,
            "is_ambiguous": row.is_ambiguous,
        }
        for row in rows
    ]
    invocation.show_list("owners", objects, table, "未销号事项里的单位和人都认得")
    if rows and not invocation.is_json:
        output.say(
            "认得的办法：tracker owners link 名称 单位（就是这个单位）；tracker unit add（新单位）；"
            "tracker person add（人员）"
        )


@owners.command("link", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="台账里写着的名称")
@click.argument("unit", metavar="单位", help="它就是这个单位")
@click.option(
    "--kind", type=WordKind(UnitAliasKind, "简称|曾用名|又称"), default=UnitAliasKind.OTHER, help="默认是又称"
)
@pass_invocation
def link(invocation: Invocation, name: str, unit: str, kind: UnitAliasKind) -> None:
    """认定一个名称就是某个单位，以后也都认得

    例：tracker owners link 发改委 发展和改革委员会 --kind 简称
    """
    from tracker.ledger.commands.units import add_aliases

    with invocation.open() as ledger:
        found = add_aliases(ledger, invocation.actor, unit, {name: kind}, today=invocation.today)
    invocation.done(
        f"“{name}”就是“{found.name}”，台账里{found.owners}处就此认得。{TAKE_BACK}",
        done="add_alias",
        name=found.name,
        recognised=found.owners,
    )


@owners.command("expand", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="一组单位，如 各县区")
@click.argument("numbers", metavar="[编号]…", type=NUMBER, nargs=-1, help="在哪些事项里展开")
@click.option("--all-open", is_flag=True, help="在所有待挂号、整改中的事项里展开")
@click.option("--only", metavar="单位", help="只展开为这些单位，用、隔开；不写就是全部成员单位")
@click.option("--reason", default="", metavar="文字", help="谁定的、为什么")
@pass_invocation
def expand(
    invocation: Invocation, name: str, numbers: tuple[str, ...], all_open: bool, only: str | None, reason: str
) -> None:
    """把一组单位（各×）换成它的成员单位

    例：tracker owners expand 各县区 ZG-2024-0007 --only 甲县、乙县
    """
    from tracker.ledger.commands.owners import expand_owner
    from tracker.ledger.units import group_places

    if bool(numbers) == all_open:
        raise click.UsageError("写明编号，或者写 --all-open")
    with invocation.open() as ledger:
        places = group_places(ledger, name, names_in(only))
        chosen = numbers or places.numbers
        if not chosen:
            raise Refusal(f"待挂号、整改中的事项里没有“{name}”")
        if all_open:
            output.say(f"“{name}” → {'、'.join(places.members)}")
            output.say(f"在这些事项里：{'、'.join(chosen)}")
            if places.applied:
                output.say(f"已申请销号的不动：{'、'.join(places.applied)}")
            invocation.confirm(f"展开这{len(chosen)}项吗？")
        count = expand_owner(
            ledger, invocation.actor, name, places.members, chosen, today=invocation.today, reason=reason
        )
    invocation.done(
        f"已把“{name}”展开为{'、'.join(places.members)}，{len(chosen)}项{count}处。{TAKE_BACK}",
        done="expand_owner",
        numbers=chosen,
        members=places.members,
        entries=count,
    )
