"""`tracker db`: the ledger's own file or database."""

from __future__ import annotations

import datetime as dt

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.errors import Refusal


@group("db")
def db() -> None:
    """台账文件：升级、检查、备份"""


@db.command("upgrade", options_metavar="[选项]")
@pass_invocation
def upgrade(invocation: Invocation) -> None:
    """建立台账，或把旧版本的台账升级到本版本

    文件会先备份。PostgreSQL 台账只用这个命令建立和升级。
    """
    from tracker.ledger import schema
    from tracker.ledger.location import locate

    location = locate(invocation.db)
    changed = schema.upgrade(location, output.say)
    line = "台账可以使用了" if changed else f"台账“{location.shown}”已是最新版本，没有改动"
    invocation.done(line, done="upgrade", changed=changed, revision=schema.HEAD)


@db.command("check", options_metavar="[选项]")
@pass_invocation
def check(invocation: Invocation) -> None:
    """检查台账文件和数据表是否完好"""
    from tracker.ledger import schema
    from tracker.ledger.location import locate

    location = locate(invocation.db)
    troubles = schema.check(location)
    if invocation.is_json:
        output.write_object({"ledger": location.shown, "troubles": troubles})
    if troubles:
        raise Refusal(f"台账“{location.shown}”有问题{len(troubles)}处：", troubles)
    output.say(f"台账“{location.shown}”完好")


@db.command("backup", options_metavar="[选项]")
@pass_invocation
def backup(invocation: Invocation) -> None:
    """备份台账文件，并核对备份

    备份放在台账旁边的文件夹里，留最近几份。
    """
    from tracker.ledger.backup import back_up
    from tracker.ledger.location import locate

    with invocation.open():
        copy = back_up(locate(invocation.db), dt.datetime.now().astimezone())
    invocation.done(f"已备份到：{copy}", done="backup", file=str(copy))
