"""`tracker stage`: 阶段 of an item that is put right step by step."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, CountKind
from tracker.cli.objects import stage_object
from tracker.cli.options import deadline_option, number_argument, read_due
from tracker.cli.tables import Column, Table
from tracker.cli.wording import shortened
from tracker.errors import BadInput

STAGE = CountKind("阶段序号")
COLUMNS = (
    Column("阶段", align="right"),
    Column("目标", flexible=True),
    Column("时限", flexible=True, spare=1),
    Column("到期", spare=2),
    Column("办理"),
    Column("完成说明", flexible=True, spare=3),
)


@group("stage")
def stage() -> None:
    """阶段：分阶段整改、中长期整改的目标和时限"""


@stage.command("add", options_metavar="[选项]")
@number_argument()
@click.argument("goal", metavar="目标", help="这一阶段做到什么程度")
@click.option("--deadline", required=True, metavar="时限", help="这一阶段到什么时候，如 6月底前")
@pass_invocation
def add(invocation: Invocation, number: str, goal: str, deadline: str) -> None:
    """增加一个阶段

    例：tracker stage add ZG-2024-0007 完成试点 --deadline 6月底前
    """
    from tracker.ledger.commands.stages import add_stage

    today = invocation.today
    due = read_due(deadline, today)
    assert due is not None, "the option is required"
    with invocation.open() as ledger:
        ordinal = add_stage(ledger, invocation.actor, number, goal, deadline=due, today=today)
    line = f"已给 {number} 增加阶段{ordinal}“{shortened(goal)}”，到{due.due}"
    _done(invocation, "add_stage", number, ordinal, line)


@stage.command("edit", options_metavar="[选项]")
@number_argument()
@click.argument("ordinal", metavar="序号", type=STAGE, help="第几个阶段")
@click.option("--goal", metavar="文字", help="阶段目标")
@deadline_option
@pass_invocation
def edit(invocation: Invocation, number: str, ordinal: int, goal: str | None, deadline: str | None) -> None:
    """修改一个阶段"""
    if goal is None and deadline is None:
        raise BadInput("没有写要改什么，如 --goal 目标、--deadline 时限")
    from tracker.ledger.commands.stages import edit_stage

    today = invocation.today
    due = read_due(deadline, today)
    with invocation.open() as ledger:
        edit_stage(ledger, invocation.actor, number, ordinal, goal=goal, deadline=due, today=today)
    _done(invocation, "edit_stage", number, ordinal, f"已修改 {number} 的阶段{ordinal}")


@stage.command("done", options_metavar="[选项]")
@number_argument()
@click.argument("ordinal", metavar="序号", type=STAGE, help="第几个阶段")
@click.option("--on", type=DATE, help="哪一天完成的，默认今天")
@click.option("--note", default="", metavar="文字", help="完成说明")
@pass_invocation
def done(invocation: Invocation, number: str, ordinal: int, on: dt.date | None, note: str) -> None:
    """一个阶段完成了"""
    from tracker.ledger.commands.stages import finish_stage

    today = invocation.today
    with invocation.open() as ledger:
        finish_stage(ledger, invocation.actor, number, ordinal, on=on or today, note=note, today=today)
    _done(invocation, "finish_stage", number, ordinal, f"{number} 的阶段{ordinal}已完成")


@stage.command("list", options_metavar="[选项]")
@number_argument()
@pass_invocation
def list_(invocation: Invocation, number: str) -> None:
    """列出一个事项的阶段"""
    from tracker.ledger.pages import item_page

    with invocation.open() as ledger:
        stages = item_page(ledger, number, today=invocation.today).stages
    cells = [
        (
            row.ordinal,
            row.goal,
            row.deadline.phrase if row.deadline else "",
            str(row.deadline.due or "") if row.deadline else "",
            f"{row.light_words} {row.done_on or ''}".strip(),
            row.done_note,
        )
        for row in stages
    ]
    invocation.show_list(
        "stages",
        [stage_object(row) for row in stages],
        Table(COLUMNS, cells),
        f"{number} 没有分阶段，增加：tracker stage add {number} 目标 --deadline 时限",
    )


def _done(invocation: Invocation, done: str, number: str, ordinal: int, line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=done, numbers=[number], stage=ordinal)
