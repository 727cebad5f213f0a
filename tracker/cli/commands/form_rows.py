"""`tracker form rows`: rows that units put into their forms, taken over as measures."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import FILE, CountKind
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput

COLUMNS = (
    Column("序号", align="right"),
    Column("文件", spare=1),
    Column("行", align="right", spare=2),
    Column("单位"),
    Column("编号"),
    Column("增加的内容", flexible=True),
    Column("结果", flexible=True),
)


@command("rows")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE, help="交回的表，或它们的文件夹")
@click.option("--take", is_flag=True, help="收为措施，一次收完；不能收的略过")
@click.option(
    "--row", "chosen", multiple=True, type=CountKind("序号"), help="只收这一行（上面列的序号），可写几次"
)
@click.option("--older", is_flag=True, help="旧一批的表也看")
@pass_invocation
def rows(
    invocation: Invocation, /, files: tuple[Path, ...], take: bool, chosen: tuple[int, ...], older: bool
) -> None:
    """单位在填报表里自己加的行：先看，再收为所在事项的措施

    写了编号的归到那一项，没写的归到上面一项。例：tracker form rows 交回 --take --row 1
    """
    from tracker.desk.added_rows import added_lines, take_lines
    from tracker.desk.returned_forms import files_in

    with invocation.open() as ledger:
        lines, unread = added_lines(ledger, files_in(files), today=invocation.today, with_older=older)
        for told in unread:
            output.say(told)
        if beyond := [place for place in chosen if not 1 <= place <= len(lines)]:
            raise BadInput(f"没有第{beyond[0]}行，交回的表里共多出{len(lines)}行")
        if chosen:
            taken = [lines[place - 1] for place in dict.fromkeys(chosen)]
        else:
            taken = [line for line in lines if not line.refusal]
        if take:
            take_lines(ledger, invocation.actor, taken, today=invocation.today)
            numbers = list(dict.fromkeys(line.number for line in taken))
            invocation.done(
                f"已收下{len(taken)}条措施：{'、'.join(numbers)}。{TAKE_BACK}",
                done="take_added_measures",
                taken=len(taken),
                numbers=numbers,
            )
            return
    objects = [
        {
            "row": place,
            "file": line.file,
            "line": line.row,
            "unit": line.unit,
            "number": line.number,
            "text": line.text,
            "refusal": line.refusal,
        }
        for place, line in enumerate(lines, start=1)
    ]
    told_rows = [
        (place, line.file, line.row, line.unit, line.number, line.text, line.refusal or "可以收下")
        for place, line in enumerate(lines, start=1)
    ]
    invocation.show_list("rows", objects, Table(COLUMNS, told_rows), "交回的表里没有多出的行")
    if taken:
        output.say(f"可以收下{len(taken)}行；加 --take 就收为措施")
