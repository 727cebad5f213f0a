"""`tracker remind`: who is to be chased for what, and handing it over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table, draw

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow
    from tracker.ledger.reminders import Chasing, Digest
    from tracker.ledger.store import Ledger

COLUMNS = (
    Column("单位", flexible=True),
    Column("档次"),
    Column("编号"),
    Column("措施", align="right", spare=3),
    Column("内容", flexible=True),
    Column("期限", spare=2),
    Column("情况"),
    Column("抄送领导", spare=1),
)


@command("remind")
@query_argument
@click.option(
    "-o", "--output", "folder", type=FILE, metavar="文件夹", help="写成文件：每个单位一份，另有日历"
)
@click.option("--issue", is_flag=True, help="登记为已发出：同一档不再催第二次")
@click.option("--hook", metavar="程序", help="逐份交给这个程序发送，与 --issue 同用；发不出的不登记")
@pass_invocation
def remind(
    invocation: Invocation, query: tuple[str, ...], folder: Path | None, issue: bool, hook: str | None
) -> None:
    """催办：今天该催谁、催什么

    临期提醒、到期提醒，逾期后第一次督办、第二次督办、告诫，每档至少隔7天；第二次督办起抄送责任领导。
    只看不登记；发出去以后加 --issue 登记。
    """
    from tracker.desk.duties import attention, next_due
    from tracker.ledger.queries import campaign
    from tracker.ledger.reminders import chasing

    if hook is not None and not issue:
        raise click.UsageError("--hook 要和 --issue 一起写：发出的要登记，才不会再发一次")
    today = invocation.today
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        with ledger.snapshot():
            found = chasing(ledger, wanted, today=today, next_due=next_due)
            duties = attention(ledger, today=today, near_days=campaign(ledger).near_days)
        if folder is not None:
            from tracker.desk.reminding import write_folder

            files = write_folder(folder, found, duties, today)
            output.say(f"已写出{len(files)}个文件到 {folder}")
        if issue:
            _issue(invocation, ledger, found, duties, hook)
        else:
            _show(invocation, found, duties)


def _show(invocation: Invocation, found: Chasing, duties: tuple[OccurrenceRow, ...]) -> None:
    if invocation.is_json:
        from tracker.desk.reminding import digest_object

        output.write_object(
            {
                "today": invocation.today,
                "digests": [digest_object(digest, invocation.today) for digest in found.digests],
                "unsettled": [
                    {"number": one.number, "measure": one.ordinal, "text": one.text, "why": one.why}
                    for one in found.loose
                ],
                "duties": [
                    {"duty": row.duty.name, "period": row.period, "due": row.due, "words": row.words}
                    for row in duties
                ],
            }
        )
        return
    invocation.show_list("digests", (), _table(found), "今天没有新的要催办")
    if invocation.format == "csv":
        return
    width = output.terminal_width()
    if found.loose:
        columns = (
            Column("整改办要明确的"),
            Column("措施", align="right"),
            Column("内容", flexible=True),
            Column("原因"),
        )
        loose = [(one.number, one.ordinal or "", one.text, one.why) for one in found.loose]
        for line in ("", *draw(Table(columns, loose), width)):
            output.write(line)
    if duties:
        columns = (Column("周期工作"), Column("期次"), Column("期限"), Column("情况", flexible=True))
        rows = [
            (row.duty.name, row.period, str(row.due), row.words + (f"；{row.advice}" if row.advice else ""))
            for row in duties
        ]
        for line in ("", *draw(Table(columns, rows), width)):
            output.write(line)


def _table(found: Chasing) -> Table:
    from tracker.ledger.reminders import ESCALATED

    return Table(
        COLUMNS,
        [
            (
                digest.unit,
                chase.rung.word,
                chase.number,
                chase.ordinal or "",
                chase.text,
                str(chase.due),
                chase.words,
                "、".join(chase.leaders) if chase.rung in ESCALATED else "",
            )
            for digest in found.digests
            for chase in digest.chases
        ],
    )


def _issue(
    invocation: Invocation,
    ledger: Ledger,
    found: Chasing,
    duties: tuple[OccurrenceRow, ...],
    hook: str | None,
) -> None:
    from tracker.desk.duties import next_due
    from tracker.errors import Refusal
    from tracker.ledger.commands.reminding import issue_reminders

    sent, failures = _sent(invocation, found, hook)
    keys = {chase.key for digest in sent for chase in digest.chases}
    count = 0
    if keys or duties:
        count = issue_reminders(
            ledger, invocation.actor, keys, duties, today=invocation.today, next_due=next_due
        )
    if failures and not count:
        raise Refusal("催办没有发出，也没有登记：", failures)
    for line in failures:
        output.say(f"{line}（没有登记，下次再催）")
    units = [digest.unit for digest in sent]
    tail = f"。{TAKE_BACK}" if count else ""
    line = f"已登记催办{count}项，{len(units)}个单位" if count else "今天没有新的要催办"
    invocation.done(f"{line}{tail}", done="remind", units=units, reminders=count, failed=failures)


def _sent(invocation: Invocation, found: Chasing, hook: str | None) -> tuple[list[Digest], list[str]]:
    """The digests that went out, and why the others did not."""
    if hook is None:
        return list(found.digests), []
    from tracker.desk.reminding import send
    from tracker.errors import NotSent

    sent: list[Digest] = []
    failures: list[str] = []
    for digest in found.digests:
        try:
            send(digest, hook, invocation.today)
            sent.append(digest)
        except NotSent as problem:
            failures.append(str(problem))
    return sent, failures
