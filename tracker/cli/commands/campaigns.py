"""`tracker campaign`: the settings of the 专项."""

from __future__ import annotations

from typing import Any

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import CountKind
from tracker.cli.objects import campaign_object
from tracker.cli.tables import Column, Table, labelled
from tracker.errors import BadInput

DAYS = CountKind("天数", smallest=0)


@group("campaign")
def campaign() -> None:
    """专项：名称、填报单位、预警天数"""


@campaign.command("show", options_metavar="[选项]")
@pass_invocation
def show(invocation: Invocation) -> None:
    """查看专项设置"""
    from tracker.ledger import queries

    with invocation.open() as ledger:
        row = queries.campaign(ledger)
    pairs: list[tuple[str, str]] = [
        ("专项名称", row.name),
        ("填报单位", row.reporting_unit or "（未填）"),
        ("编号前缀", row.number_prefix),
        ("临期", f"到期前{row.near_days}天起"),
        ("即将到期", f"到期前{row.imminent_days}天起"),
    ]
    invocation.show_page(
        {"campaign": campaign_object(row)},
        Table((Column("项目"), Column("内容")), pairs),
        labelled(pairs, output.terminal_width()),
    )


@campaign.command("set", options_metavar="[选项]")
@click.option("--name", metavar="文字", help="专项名称，即台账的标题")
@click.option("--reporting-unit", metavar="单位", help="填报单位")
@click.option("--near-days", type=DAYS, help="到期前几天起算临期")
@click.option("--imminent-days", type=DAYS, help="到期前几天起算即将到期")
@pass_invocation
def set_(invocation: Invocation, /, **options: Any) -> None:
    """修改专项设置"""
    if all(value is None for value in options.values()):
        raise BadInput("没有写要改什么，如 --name 名称、--reporting-unit 单位")
    from tracker.ledger.commands.campaigns import set_campaign

    with invocation.open_or_make() as ledger:
        set_campaign(ledger, invocation.actor, today=invocation.today, **options)
    invocation.done(f"已修改专项设置。{TAKE_BACK}", done="settings")
