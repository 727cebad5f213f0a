"""`tracker fill`: a superior's workbook filled in where it asks for our words, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.importing import asker, column_pair
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.cli.options import as_of_option, names_in, query_argument
from tracker.cli.progress import RowsProgress
from tracker.cli.tables import Column, Table
from tracker.files import shown
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.desk.filling import Ask, Filled, Matched
    from tracker.exchange.theirs.filling import RowFilled

COLUMNS = (
    Column("行", align="right"),
    Column("结果", spare=2),
    Column("编号"),
    Column("表中的问题", flexible=True),
    Column("填了什么", flexible=True),
)


@command("fill")
@click.argument("file", metavar="文件", type=FILE, help="上级发来的工作簿，.xlsx")
@query_argument
@click.option(
    "-o", "--output", "target", type=FILE, metavar="文件", help="写到哪里；默认在原件旁边，名称加（已填）"
)
@click.option("--dry-run", is_flag=True, help="只看逐行填什么，不写文件")
@click.option("--sheet", "sheets", multiple=True, metavar="名称", help="只填这个工作表，可写几次")
@click.option(
    "--columns", metavar="列名", help="填哪些列，几个用、隔开；默认进展、状态、销号、完成情况和佐证"
)
@click.option("--only-empty", is_flag=True, help="已经有内容的格子不动")
@click.option(
    "--match", "typed", multiple=True, metavar="行=编号", help="指定一行是哪个事项；不是我们的写 行=不是"
)
@click.option(
    "--map", "mapped", multiple=True, metavar="列=字段", help="指定一列是什么，列写标题或字母，可写几次"
)
@click.option("--fit-rows", is_flag=True, help="放不下文字的行加高")
@click.option("--secret", is_flag=True, help="标有密级的事项也填")
@as_of_option
@pass_invocation
def fill(
    invocation: Invocation,
    /,
    file: Path,
    query: tuple[str, ...],
    target: Path | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """填写上级发来的表：只写我们的格子，别处一个字不动

    例：tracker fill 市里下发表.xlsx -o 市里下发表（已填）.xlsx
    """
    from tracker.desk.filling import (
        Wish,
        columns_of_theirs,
        fill_theirs,
        free_name,
        match_theirs,
        open_theirs,
        settle_unsure,
    )
    from tracker.desk.importing import Told
    from tracker.desk.targets import FILLED, target_path

    bar = RowsProgress(is_shown=output.is_terminal(sys.stderr))
    try:
        theirs = open_theirs(file, options["sheets"], Told(lambda rows: bar.tell("读取", rows)))
    finally:
        bar.hide()
    columns = columns_of_theirs(theirs, [column_pair(text) for text in options["mapped"]], asker(invocation))
    path = None if dry_run else free_name(file)
    if target and not dry_run:
        path = target_path(target, FILLED, added=file.suffix)
    with invocation.open() as ledger:
        wish = Wish(
            wanted=read_filter(ledger, query),
            with_secret=options["secret"],
            columns=names_in(options["columns"]),
            only_empty=options["only_empty"],
            fits_rows=options["fit_rows"],
        )
        today = invocation.today
        with invocation.as_it_was(ledger):
            matched = match_theirs(ledger, theirs, columns, wish, options["typed"], today=today)
            if ask := _asker(invocation, matched):
                matched = settle_unsure(matched, ask)
            told = Told(written=lambda rows: bar.tell("填写", rows))
            try:
                filled = fill_theirs(ledger, theirs, columns, matched, wish, path, today=today, told=told)
            finally:
                bar.hide()
    for warning in filled.warnings:
        output.say(f"注意：{warning}")
    if path is None:
        _show(invocation, filled)
        output.say(f"{filled.counted}。没有写文件；去掉 --dry-run 就写")
        return
    _tell(filled)
    invocation.done(
        f"{filled.counted}，已写成：{shown(path)}",
        done="fill",
        file=str(path),
        cells=filled.cells,
        rows=[row_object(row) for row in filled.rows],
        absent=[item.number for item in filled.absent],
    )


def _asker(invocation: Invocation, matched: Matched) -> Ask | None:
    """Who is asked which item a row is: with --yes the likeliest is taken, else the person, else nobody."""
    if invocation.yes:
        return lambda match: match.item
    if not output.is_terminal(sys.stdin) or invocation.is_json:
        return None
    by_number = {item.number: item for item in matched.items}

    def ask(match: Any) -> Any:
        from tracker.ledger.numbers import read_number

        title = one_line(match.record.cells.get("title", ""))[:40]
        ours = f"{match.item.number}“{one_line(match.item.title)[:40]}”"
        question = (
            f"第{match.record.row}行“{title}”是 {ours} 吗？（像 {match.score}%；回车 是 / n 不是 / 或写编号）"
        )
        while True:
            answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
            if answer.lower() in ("", "y", "是"):
                return match.item
            if answer.lower() in ("n", "不", "否", "不是"):
                return None
            if (item := by_number.get(read_number(answer))) is not None:
                return item
            output.say(f"没有编号为“{one_line(answer)}”的可填事项")

    return ask


def _show(invocation: Invocation, filled: Filled) -> None:
    invocation.show_list(
        "rows",
        [row_object(row) for row in filled.rows],
        Table(COLUMNS, [_cells(row, filled) for row in filled.rows]),
        "表里没有事项",
    )
    _tell_absent(filled)


def _tell(filled: Filled) -> None:
    """What a person has to look at: rows that are not known, cells that were left."""
    from tracker.desk.filling import how_words
    from tracker.exchange.theirs.matching import How

    open_ones = [row for row in filled.rows if row.match.how in (How.UNSURE, How.NOBODY)]
    for row in open_ones[:20]:
        output.say(f"第{row.match.record.row}行没有填：{_title(row)}（{how_words(row)}）")
    left = [(row, cell) for row in filled.rows for cell in row.left]
    for _, cell in left[:20]:
        output.say(f"{cell.place}“{one_line(cell.heading)}”没有填：{cell.why}")
    more = max(0, len(open_ones) - 20) + max(0, len(left) - 20)
    if more:
        output.say(f"……还有{more}处没有填，用 --dry-run 看全部")
    if any(row.match.how is How.UNSURE for row in open_ones):
        output.say("拿不准的，写 --match 行=编号 指定，或加 --yes 都照最像的填")
    _tell_absent(filled)


def _tell_absent(filled: Filled) -> None:
    if filled.absent:
        named = "、".join(item.number for item in filled.absent[:10])
        more = f"等{len(filled.absent)}项" if len(filled.absent) > 10 else ""
        output.say(f"台账里有、表里没有的：{named}{more}")


def row_object(row: RowFilled) -> dict[str, Any]:
    """A row of theirs as JSON."""
    match = row.match
    return {
        "sheet": match.record.sheet,
        "row": match.record.row,
        "title": match.record.cells.get("title", ""),
        "match": match.how.value,
        "score": match.score,
        "number": match.item.number if match.item else "",
        "cells": [
            {"cell": cell.place, "heading": cell.heading, "before": cell.before, "after": cell.after}
            for cell in row.filled
        ],
        "left": [{"cell": cell.place, "heading": cell.heading, "why": cell.why} for cell in row.left],
        "same": row.same,
    }


def _title(row: RowFilled) -> str:
    return one_line(row.match.record.cells.get("title", ""))[:40]


def _cells(row: RowFilled, filled: Filled) -> tuple[str | int, ...]:
    from tracker.desk.filling import how_words
    from tracker.exchange.theirs.matching import How

    record = row.match.record
    several = len({one.match.record.sheet for one in filled.rows}) > 1
    place: str | int = f"{one_line(record.sheet)}!{record.row}" if several else record.row
    said = [f"{cell.place} {one_line(cell.heading)}：{one_line(cell.after)}" for cell in row.filled]
    said += [f"{cell.place} {one_line(cell.heading)}没有填：{cell.why}" for cell in row.left]
    said += [f"{row.same}格已经一样"] if row.same else []
    number = row.match.item.number if row.match.item and row.match.how is not How.UNSURE else ""
    return (place, how_words(row), number, _title(row), "；".join(said))
