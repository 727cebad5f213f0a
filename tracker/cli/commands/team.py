"""`tracker db team`: who may sign in to a PostgreSQL ledger, as what."""

from __future__ import annotations

import click

from tracker.cli.commanding import TrackerGroup
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import WordKind
from tracker.cli.tables import Column, Table
from tracker.ledger.words import Role

COLUMNS = (Column("登录名"), Column("姓名"), Column("角色"), Column("单位", flexible=True))


@click.group("team", cls=TrackerGroup)
def team() -> None:
    """团队：谁用哪个登录名、什么角色（PostgreSQL 台账）"""


@team.command("init", options_metavar="[选项]")
@pass_invocation
def init(invocation: Invocation) -> None:
    """由管理员设置团队权限，升级台账后再运行一次

    设好以后，各人只能看、只能办自己角色的事，由服务器管住，绕过本程序也一样。
    """
    from tracker.ledger.location import locate
    from tracker.ledger.team import initialise

    groups = initialise(locate(invocation.db))
    invocation.done(
        "团队权限已设置。下一步：tracker db team add 登录名 姓名 角色", done="team_init", groups=groups
    )


@team.command("add", options_metavar="[选项]")
@click.argument("login", metavar="登录名", help="PostgreSQL 的登录名，没有就新建")
@click.argument("name", metavar="姓名", help="操作记录里写的姓名")
@click.argument("role", metavar="角色", type=WordKind(Role, "角色"), help="经办、审核、领导、承办或只读")
@click.option("--unit", default="", metavar="单位", help="承办是哪个单位的，只看得到这个单位和下级的事项")
@pass_invocation
def add(invocation: Invocation, login: str, name: str, role: Role, unit: str) -> None:
    """让一位同志用自己的登录名进来，已在团队里的改为新的角色

    例：tracker db team add zhangsan 张三 承办 --unit 组织部
    """
    from tracker.ledger.commands.team import MemberDraft, add_member

    draft = MemberDraft(login, name, role, unit)
    with invocation.open() as ledger:
        is_new = add_member(ledger, invocation.actor, draft, today=invocation.today)
    password = (
        f"登录名是新建的，还没有密码：请管理员在 psql 里用 \\password {login} 设好，"
        "并在 pg_hba.conf 里允许它登录"
        if is_new
        else "登录名早已有，密码不变"
    )
    invocation.done(
        f"“{name}”已加入团队，角色是{role.word}{f'（{unit}）' if unit else ''}。{password}",
        done="add_member",
        login=login,
        is_new=is_new,
    )


@team.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出团队里的人"""
    from tracker.ledger import team as teams

    with invocation.open() as ledger:
        rows = teams.team(ledger)
    invocation.show_list(
        "members",
        [{"login": row.login, "name": row.name, "role": row.role, "unit": row.unit} for row in rows],
        Table(COLUMNS, [(row.login, row.name, row.role.word, row.unit) for row in rows]),
        "团队里还没有人，加一位：tracker db team add 登录名 姓名 角色",
    )


@team.command("remove", options_metavar="[选项]")
@click.argument("login", metavar="登录名", help="PostgreSQL 的登录名")
@pass_invocation
def remove(invocation: Invocation, login: str) -> None:
    """让一个登录名不再能进这个台账"""
    from tracker.ledger.commands.team import remove_member

    with invocation.open() as ledger:
        name = remove_member(ledger, invocation.actor, login, today=invocation.today)
    invocation.done(
        f"“{name}”已移出团队。登录名还在服务器上，不再用的请管理员删除（DROP ROLE）",
        done="remove_member",
        login=login,
    )
