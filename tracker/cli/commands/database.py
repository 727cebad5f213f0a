"""`tracker db`: the ledger's own file or database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.commands.team import team
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.errors import Refusal
from tracker.files import shown

if TYPE_CHECKING:
    from tracker.ledger.packing import Manifest


@group("db")
def db() -> None:
    """台账文件：升级、检查、备份、恢复、搬迁"""


db.add_command(team)


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
@click.option(
    "-o", "--output", "target", type=FILE, metavar="文件", help="备份包写到哪里（.zip）；默认在台账旁边"
)
@pass_invocation
def backup(invocation: Invocation, target: Path | None) -> None:
    """备份台账和佐证材料到一个文件，并读回核对

    备份时别人可以照常使用。恢复用 tracker db restore。
    """
    from tracker.ledger import packing
    from tracker.ledger.location import locate
    from tracker.ledger.visibility import demand_whole_sight
    from tracker.settings import exports_dir

    demand_whole_sight(invocation.actor, "备份")

    location, moment = locate(invocation.db), _now()
    if target is not None:
        packing.demand_package(target)
    place = target or packing.default_place(location, moment, exports_dir())
    manifest = packing.pack(location, place, moment)
    for name in manifest.missing:
        output.say(f"注意：佐证材料“{shown(name)}”缺失或被改动，没有备份到；请运行 tracker doctor 查看")
    invocation.done(
        f"已备份到：{shown(place)}（{_held(manifest)}，已核对）",
        done="backup",
        file=str(place),
        actions=manifest.actions,
        evidence=manifest.evidence,
        missing=manifest.missing,
        canonical=manifest.canonical,
    )


@db.command("restore", options_metavar="[选项]")
@click.argument("package", metavar="备份包", type=FILE, help="tracker db backup 做成的 .zip")
@click.option("--to", "to", metavar="路径或URL", help="恢复到哪里；默认是 --db 指的台账")
@click.option("--replace", is_flag=True, help="那里已有台账时覆盖它；原来的先备份")
@pass_invocation
def restore(invocation: Invocation, package: Path, to: str | None, replace: bool) -> None:
    """从备份包恢复台账和佐证材料

    恢复到新的位置；已有台账的位置不会覆盖，除非写明 --replace。
    """
    from tracker.ledger import packing
    from tracker.ledger.location import locate

    location = locate(to or invocation.db)
    if replace and location.path is not None and location.path.exists():
        manifest = packing.read_manifest(package)
        invocation.confirm(
            f"用 {manifest.made_at[:10]} 的备份（操作记录{manifest.actions}条）覆盖台账“{location.shown}”？"
        )
        manifest, kept = packing.unpack_over(package, location, _now())
        output.say(f"原来的台账已先备份到：{shown(kept)}")
    else:
        manifest = packing.unpack(package, location)
    invocation.done(
        f"已恢复到：{location.shown}（{manifest.made_at[:10]}的备份，{_held(manifest)}，已核对）",
        done="restore",
        ledger=location.shown,
        actions=manifest.actions,
        canonical=manifest.canonical,
    )


@db.command("move", options_metavar="[选项]")
@click.argument("target", metavar="新位置", help="文件路径，或空数据库的 postgresql:// 地址")
@pass_invocation
def move(invocation: Invocation, target: str) -> None:
    """把台账搬到新位置：文件到 PostgreSQL，或反过来

    原来的台账不动。搬完核对每一行，再带上佐证材料。
    """
    from tracker.ledger import transfer
    from tracker.ledger.location import locate
    from tracker.ledger.visibility import demand_whole_sight

    demand_whole_sight(invocation.actor, "搬迁")
    source, place = locate(invocation.db), locate(target)
    canonical, missing = transfer.move_ledger(source, place)
    for name in missing:
        output.say(f"注意：佐证材料“{shown(name)}”缺失或被改动，没有搬过去")
    invocation.done(
        f"已搬到“{place.shown}”，逐行核对一致（{canonical[:12]}）。原台账没有动；以后用 --db 指向新位置",
        done="move",
        ledger=place.shown,
        canonical=canonical,
    )


@db.command("reindex", options_metavar="[选项]")
@pass_invocation
def reindex(invocation: Invocation) -> None:
    """重建检索索引：查词的结果不对时用

    只重做索引，事项和操作记录都不动。
    """
    from tracker.ledger import search
    from tracker.ledger.location import locate

    with invocation.open():
        search.reindex(locate(invocation.db))
    invocation.done("检索索引已重建", done="reindex")


def _held(manifest: Manifest) -> str:
    return f"操作记录{manifest.actions}条，佐证材料{manifest.evidence}份"


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
