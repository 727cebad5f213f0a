"""`tracker progress` and `tracker evidence`: what is reported on an item."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tracker.cli import output
from tracker.cli.commanding import command, group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE, MEASURE, NUMBER
from tracker.cli.objects import evidence_object
from tracker.cli.options import number_argument
from tracker.cli.tables import Column, Table
from tracker.cli.wording import named
from tracker.errors import Refusal
from tracker.files import size_in_words

EVIDENCE_COLUMNS = (
    Column("编号"),
    Column("措施"),
    Column("名称", flexible=True),
    Column("大小", align="right", spare=2),
    Column("登记日期", spare=1),
    Column("登记人", spare=1),
    Column("说明", flexible=True, spare=1),
    Column("校验码", spare=3),
)


@command("progress")
@number_argument()
@click.argument("text", metavar="进展", help="做了什么")
@click.option("--on", type=DATE, help="哪一天的进展，默认今天")
@click.option("--measure", type=MEASURE, help="是第几条措施的")
@click.option("--done", is_flag=True, help="这条措施就此完成")
@pass_invocation
def progress(
    invocation: Invocation, number: str, text: str, on: dt.date | None, measure: int | None, done: bool
) -> None:
    """登记整改进展

    例：tracker progress ZG-2024-0007 制度已印发 --measure 1 --done
    """
    from tracker.desk.early_days import said_of_early
    from tracker.ledger.commands.reporting import add_progress

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        add_progress(ledger, invocation.actor, number, text, today=today, on=on, measure=measure, done=done)
        early = said_of_early(ledger, number, on, today=today)
    part = f"措施{measure}" if measure is not None else ""
    invocation.done(
        f"已登记进展 {what}{part}{'，该措施已完成' if done else ''}。{TAKE_BACK}",
        done="progress",
        numbers=[number],
        measure=measure,
        finished=done,
    )
    if early:
        output.say(f"注意：{early}")


@group("evidence")
def evidence() -> None:
    """佐证材料：登记、列出、核验"""


@evidence.command("add", options_metavar="[选项]")
@number_argument()
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE, help="复制到台账自己的文件夹")
@click.option("--measure", type=MEASURE, help="是第几条措施的")
@click.option("--note", default="", metavar="文字", help="说明")
@click.option("--dated", type=DATE, metavar="日期", help="材料本身写的日期；不写的，销号体检按登记日期看")
@pass_invocation
def add(
    invocation: Invocation,
    number: str,
    files: tuple[Path, ...],
    measure: int | None,
    note: str,
    dated: dt.date | None,
) -> None:
    """登记佐证材料"""
    from tracker.desk.proofs import add_evidence

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        names = add_evidence(
            ledger, invocation.actor, number, files, today=today, measure=measure, note=note, dated=dated
        )
    invocation.done(
        f"已登记佐证材料{len(names)}份 {what}：{'、'.join(names)}。{TAKE_BACK}",
        done="add_evidence",
        numbers=[number],
        measure=measure,
        names=names,
    )


@evidence.command("list", options_metavar="[选项]")
@click.argument("numbers", metavar="[编号]…", type=NUMBER, nargs=-1, help="只列这些事项的；不写就列全部")
@pass_invocation
def list_evidence(invocation: Invocation, numbers: tuple[str, ...]) -> None:
    """列出佐证材料"""
    from tracker.ledger import queries

    with invocation.open() as ledger:
        rows = queries.evidence(ledger, numbers or None)
    table = Table(
        EVIDENCE_COLUMNS,
        [
            (
                row.item_number,
                "" if row.measure_ordinal is None else row.measure_ordinal,
                row.name,
                size_in_words(row.size),
                str(row.added_on),
                row.added_by,
                row.note,
                row.sha256[:12],
            )
            for row in rows
        ],
    )
    invocation.show_list("evidence", [evidence_object(row) for row in rows], table, "还没有佐证材料")


@evidence.command("verify", options_metavar="[选项]")
@pass_invocation
def verify(invocation: Invocation) -> None:
    """核验佐证材料是否都在、有没有被改动"""
    from tracker.ledger import queries
    from tracker.ledger.blobs import Blob

    with invocation.open() as ledger:
        rows = queries.evidence(ledger)
        troubles = ledger.evidence.verify(Blob(row.sha256, row.size, row.name) for row in rows)
    if invocation.is_json:
        output.write_object(
            {
                "checked": len(rows),
                "troubles": [
                    {
                        "kind": trouble.kind,
                        "name": trouble.name,
                        "sha256": trouble.sha256,
                        "path": str(trouble.path),
                    }
                    for trouble in troubles
                ],
            }
        )
    if troubles:
        raise Refusal(f"佐证材料核验：{len(rows)}份中有问题{len(troubles)}处：", [str(t) for t in troubles])
    output.say(f"佐证材料{len(rows)}份，都在，没有被改动")
