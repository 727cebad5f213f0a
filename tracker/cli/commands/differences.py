"""`tracker diff`: what changed between two days."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import DATE
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table, draw

COLUMNS = (
    Column("变动"),
    Column("编号"),
    Column("问题 / 任务", flexible=True),
    Column("牵头单位", flexible=True, spare=1),
    Column("原为", flexible=True),
    Column("现为", flexible=True),
)


@command("diff")
@click.argument("since", metavar="起日", type=DATE, help="从这一天终了时起，如 2024-05-31")
@click.argument("until", metavar="止日", type=DATE, help="到这一天终了时止，如 2024-06-30")
@query_argument
@pass_invocation
def diff(invocation: Invocation, since: dt.date, until: dt.date, query: tuple[str, ...]) -> None:
    """两天之间的变动：新增、挂号、销号、新逾期、延期、退回、回炉等

    起日、止日都按当天终了的台账比较。例：tracker diff 2024-06-01 2024-06-30 单位:组织部
    """
    from tracker.ledger.differences import differences

    with invocation.open() as ledger:
        found = differences(ledger, since, until, read_filter(ledger, query))
    table = Table(
        COLUMNS,
        [
            (what.word, item.number, item.title, item.lead, item.before, item.after)
            for what, items in found.lists.items()
            for item in items
        ],
    )
    counts = {what: len(items) for what, items in found.lists.items()}
    summary = "，".join(f"{what.word}{count}个" for what, count in counts.items())
    lines = [f"{found.since} 至 {found.until}：{summary}"]
    if table.rows:
        lines += ["", *draw(table, output.terminal_width())]
    invocation.show_page(
        {
            "since": found.since,
            "until": found.until,
            "counts": {what.value: count for what, count in counts.items()},
            "lists": {
                what.value: [
                    {
                        "number": item.number,
                        "title": item.title,
                        "lead": item.lead,
                        "before": item.before,
                        "after": item.after,
                    }
                    for item in items
                ]
                for what, items in found.lists.items()
            },
        },
        table,
        lines,
    )
