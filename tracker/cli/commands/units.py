"""`tracker unit`: units in a tree, with every name they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import FILE, WordKind
from tracker.cli.options import names_in
from tracker.cli.tables import Column, Table
from tracker.ledger.words import UnitAliasKind

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.ledger.commands.units import Recognised
    from tracker.ledger.units import UnitRow

COLUMNS = (
    Column("单位"),
    Column("又名", flexible=True),
    Column("成员单位", flexible=True, spare=1),
    Column("人员", align="right", spare=2),
    Column("未销号", align="right", spare=1),
)
UNIT = click.argument("name", metavar="单位", help="单位名称，写简称、曾用名也行")


@group("unit")
def unit() -> None:
    """单位：上下级、简称和曾用名"""


@unit.command("add", options_metavar="[选项]")
@click.argument("name", metavar="单位", help="单位的全称")
@click.option("--under", default="", metavar="单位", help="上级单位")
@click.option("--short", metavar="名称", help="简称，几个用、隔开")
@click.option("--former", metavar="名称", help="曾用名，几个用、隔开")
@click.option("--other", metavar="名称", help="又称，几个用、隔开")
@click.option("--members", metavar="单位", help="这是一组单位（如 各县区），写明成员单位，用、隔开")
@pass_invocation
def add(
    invocation: Invocation,
    name: str,
    under: str,
    short: str | None,
    former: str | None,
    other: str | None,
    members: str | None,
) -> None:
    """登记一个单位，台账里写着这些名称的就此认得

    例：tracker unit add 市委办公室 --under 市委 --short 市委办
    """
    from tracker.ledger.commands.units import UnitDraft, add_units, is_group_word

    given = {UnitAliasKind.SHORT: short, UnitAliasKind.FORMER: former, UnitAliasKind.OTHER: other}
    draft = UnitDraft(
        name,
        parent=under,
        aliases={alias: kind for kind, names in given.items() for alias in names_in(names)},
        is_group=is_group_word(name) or members is not None,
        members=names_in(members),
    )
    with invocation.open_or_make() as ledger:
        (found,) = add_units(ledger, invocation.actor, [draft], today=invocation.today)
    _done(invocation, "add_unit", f"已登记单位“{found.name}”", found)


@unit.command("import", options_metavar="[选项]")
@click.argument("file", metavar="文件", type=FILE, help="文本文件，一行一个单位")
@pass_invocation
def import_(invocation: Invocation, file: Path) -> None:
    """从文本文件登记很多单位，作为一次操作

    一行一个单位，下级比上级往右缩进；简称写在等号后面，几个用、隔开：市委办公室＝市委办
    """
    from tracker.desk.unit_list import read_unit_list
    from tracker.ledger.commands.units import add_units

    drafts = read_unit_list(file)
    with invocation.open_or_make() as ledger:
        found = add_units(ledger, invocation.actor, drafts, today=invocation.today)
    count = found[0].owners
    invocation.done(
        f"已登记单位{len(found)}个{_recognised(count)}。{TAKE_BACK}",
        done="add_unit",
        units=[one.name for one in found],
        recognised=count,
    )


@unit.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出单位，上下级画成树"""
    from tracker.ledger.units import unit_tree

    with invocation.open() as ledger:
        rows = unit_tree(ledger)
    table = Table(
        COLUMNS,
        [
            (
                branch + row.name,
                "、".join(f"{alias.name}（{alias.kind.word}）" for alias in row.aliases),
                "、".join(row.members),
                row.people,
                row.open_items,
            )
            for branch, row in zip(_branches(rows), rows, strict=True)
        ],
    )
    objects = [
        {
            "name": row.name,
            "parent": row.parent,
            "is_group": row.is_group,
            "aliases": [{"name": alias.name, "kind": alias.kind} for alias in row.aliases],
            "members": row.members,
            "people": row.people,
            "open_items": row.open_items,
        }
        for row in rows
    ]
    invocation.show_list("units", objects, table, "还没有登记单位，登记一个：tracker unit add 单位")


@unit.command("set", options_metavar="[选项]")
@UNIT
@click.option("--name", "new_name", metavar="名称", help="改名；原来的名称记为曾用名")
@click.option("--under", metavar="单位", help="改上级单位；写空的“”就是没有上级")
@click.option("--members", metavar="单位", help="改成员单位，用、隔开；写空的“”就是不再是一组单位")
@pass_invocation
def set_(
    invocation: Invocation, name: str, new_name: str | None, under: str | None, members: str | None
) -> None:
    """改单位的名称、上级或成员单位"""
    from tracker.ledger.commands.units import UnitEdit, edit_unit

    if new_name is None and under is None and members is None:
        raise click.UsageError("没有写明改什么")
    chosen = None if members is None else names_in(members)
    edit = UnitEdit(new_name, under, bool(chosen) if chosen is not None else None, chosen)
    with invocation.open() as ledger:
        found = edit_unit(ledger, invocation.actor, name, edit, today=invocation.today)
    _done(invocation, "edit_unit", f"已修改单位“{found.name}”", found)


@unit.command("alias", options_metavar="[选项]")
@UNIT
@click.argument("aliases", metavar="名称…", nargs=-1, required=True, help="这个单位的别的名称")
@click.option(
    "--kind",
    type=WordKind(UnitAliasKind, "简称|曾用名|又称"),
    default=UnitAliasKind.SHORT,
    help="默认是简称",
)
@click.option("--remove", is_flag=True, help="去掉这些名称")
@pass_invocation
def alias(
    invocation: Invocation, name: str, aliases: tuple[str, ...], kind: UnitAliasKind, remove: bool
) -> None:
    """登记单位的简称、曾用名、又称，或者去掉

    例：tracker unit alias 市委办公室 市委办 --kind 简称
    """
    from tracker.ledger.commands.units import add_aliases, remove_aliases

    today, words = invocation.today, "、".join(f"“{one}”" for one in aliases)
    with invocation.open() as ledger:
        if remove:
            found = remove_aliases(ledger, invocation.actor, name, aliases, today=today)
            _gone(invocation, "remove_alias", f"{words}不再指“{found.name}”", found)
            return
        kinds = dict.fromkeys(aliases, kind)
        found = add_aliases(ledger, invocation.actor, name, kinds, today=today)
    _done(invocation, "add_alias", f"{words}就是“{found.name}”", found)


@unit.command("remove", options_metavar="[选项]")
@click.argument("name", metavar="单位", help="单位的全称")
@pass_invocation
def remove(invocation: Invocation, name: str) -> None:
    """删除登记错的单位；台账里写着的名称不变"""
    from tracker.ledger.commands.units import remove_unit

    with invocation.open() as ledger:
        found = remove_unit(ledger, invocation.actor, name, today=invocation.today)
    _gone(invocation, "remove_unit", f"已删除单位“{found.name}”", found)


def _done(invocation: Invocation, command: str, line: str, found: Recognised) -> None:
    invocation.done(
        f"{line}{_recognised(found.owners)}。{TAKE_BACK}",
        done=command,
        name=found.name,
        recognised=found.owners,
    )


def _gone(invocation: Invocation, command: str, line: str, found: Recognised) -> None:
    unknown = f"，台账里{found.owners}处不再认得" if found.owners else ""
    invocation.done(f"{line}{unknown}。{TAKE_BACK}", done=command, name=found.name, unknown=found.owners)


def _recognised(count: int) -> str:
    return f"，台账里{count}处就此认得" if count else ""


def _branches(rows: list[UnitRow]) -> list[str]:
    """What stands before each name, so that the tree is seen."""
    branches: list[str] = []
    continuing: dict[int, bool] = {}
    for row in reversed(rows):
        deeper = "".join("│ " if continuing.get(depth) else "  " for depth in range(1, row.depth))
        twig = ("├ " if continuing.get(row.depth) else "└ ") if row.depth else ""
        branches.append(deeper + twig)
        continuing = {depth: there for depth, there in continuing.items() if depth < row.depth}
        continuing[row.depth] = True
    return branches[::-1]
