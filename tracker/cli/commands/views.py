"""`tracker view`: queries that have a name."""

from __future__ import annotations

import click

from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table

COLUMNS = (Column("名称"), Column("筛选条件", flexible=True))


@group("view")
def view() -> None:
    """视图：给常用的筛选条件起名"""


@view.command("save", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="视图的名称，不含空格和标点")
@query_argument
@pass_invocation
def save(invocation: Invocation, name: str, query: tuple[str, ...]) -> None:
    """保存一个视图，同名的换成新的

    例：tracker view save 本月到期 未销号 时限:本月
    """
    from tracker.ledger.commands.views import save_view

    with invocation.open_or_make() as ledger:
        saved = save_view(ledger, invocation.actor, name, " ".join(query), today=invocation.today)
    invocation.done(
        f"已保存视图“{saved.name}”，用法：tracker list @{saved.name}。{TAKE_BACK}",
        done="save_view",
        name=saved.name,
    )


@view.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出保存的视图"""
    from tracker.ledger.views import views

    with invocation.open() as ledger:
        rows = views(ledger)
    invocation.show_list(
        "views",
        [{"name": row.name, "query": row.query} for row in rows],
        Table(COLUMNS, [(row.name, row.query) for row in rows]),
        "还没有视图，保存一个：tracker view save 名称 条件",
    )


@view.command("rename", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="视图现在的名称")
@click.argument("new", metavar="新名称", help="不含空格和标点")
@pass_invocation
def rename(invocation: Invocation, name: str, new: str) -> None:
    """给一个视图改名

    例：tracker view rename 本月到期 六月到期
    """
    from tracker.ledger.commands.views import rename_view

    with invocation.open() as ledger:
        renamed = rename_view(ledger, invocation.actor, name, new, today=invocation.today)
    invocation.done(
        f"视图“{name}”已改名为“{renamed.name}”。{TAKE_BACK}", done="rename_view", name=renamed.name
    )


@view.command("remove", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="视图的名称")
@pass_invocation
def remove(invocation: Invocation, name: str) -> None:
    """删除一个视图"""
    from tracker.ledger.commands.views import remove_view

    with invocation.open() as ledger:
        remove_view(ledger, invocation.actor, name, today=invocation.today)
    invocation.done(f"已删除视图“{name}”。{TAKE_BACK}", done="remove_view", name=name)
