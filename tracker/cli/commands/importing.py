"""`tracker import`: a 台账 of somebody else's, or our own that came back, taken into the ledger."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE
from tracker.cli.options import campaign_option
from tracker.cli.progress import rows_progress
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput
from tracker.text.cleaning import one_line
from tracker.text.dates import parse_date

if TYPE_CHECKING:
    from tracker.desk.importing import Result, RowOutcome, Source
    from tracker.exchange.importing.tables import Table as Sheet

COLUMNS = (
    Column("行", align="right"),
    Column("结果"),
    Column("编号", spare=1),
    Column("问题", flexible=True),
    Column("说明", flexible=True),
)


@command("import")
@click.argument("file", metavar="文件", type=FILE, help="别处的台账，.xlsx 或 .csv")
@click.option("--dry-run", is_flag=True, help="只看逐行怎么办，不导入")
@click.option("--sheet", "sheets", multiple=True, metavar="名称", help="只读这个工作表，可写几次")
@click.option(
    "--map", "mapped", multiple=True, metavar="列=字段", help="指定一列是什么，列写标题或字母，可写几次"
)
@click.option("--base", type=DATE, help="没有写年份的时限从这一天算起；默认按表上的年份")
@campaign_option("导入到哪个专项")
@click.option("--as-new", is_flag=True, help="不带表中的状态，都作待挂号")
@click.option("--unsettled", is_flag=True, help="读不出日期的时限照原文记下，作待明确")
@click.option("--foreign-numbers", is_flag=True, help="编号是别处的：与台账的另一项相同的，作新事项")
@click.option("--skip-refused", is_flag=True, help="不能导入的行略过，先导入其余的")
@pass_invocation
def import_(invocation: Invocation, /, file: Path, dry_run: bool, **options: Any) -> None:
    """导入别处的台账（Excel），先看逐行怎么办，再一次办完

    例：tracker import 2023年台账.xlsx --dry-run
    """
    from tracker.desk.importing import Told, Wishes, open_source, settle_columns, take_in

    typed = [column_pair(text) for text in options["mapped"]]
    with rows_progress() as bar:
        told = Told(*(partial(bar.tell, word) for word in ("读取", "比对", "写入")))
        told.entered = bar.tell_part
        source = open_source(file, options["sheets"], told)
        bar.hide()
        ask = asker(invocation)
        columns = [settle_columns(table, typed, ask) for table in source.tables]
        wishes = Wishes(
            campaign=options["campaign"],
            base=options["base"] or _asked_base(invocation, source, columns),
            as_new=options["as_new"],
            keeps_unreadable=options["unsettled"],
            foreign_numbers=options["foreign_numbers"],
            only_possible=options["skip_refused"],
        )
        actor = invocation.actor
        with invocation.open_or_make() as ledger:
            result = take_in(
                *(ledger, actor, source, columns, wishes),
                today=invocation.today,
                dry_run=dry_run,
                told=told,
            )
    for warning in result.warnings:
        output.say(f"注意：{warning}")
    if dry_run:
        _show(invocation, result, only_possible=wishes.only_possible)
    else:
        _tell(invocation, result)


def column_pair(text: str) -> tuple[str, str]:
    """A column and its field, as typed after --map. Raises BadInput."""
    heading, sign, word = text.replace("＝", "=").rpartition("=")
    if not sign or not heading.strip() or not word.strip():
        raise BadInput(f"“{one_line(text)}”看不懂，请写成 --map 列=字段，如 --map 整改举措落实=整改措施")
    return heading.strip(), word.strip()


def asker(invocation: Invocation) -> Any:
    """Who is asked what a column means: with --yes what is likely is taken, else the person, else nobody."""
    if invocation.yes:
        return lambda table, heading, likely: likely
    if not output.is_terminal(sys.stdin) or invocation.is_json:
        return None

    def ask(table: Sheet, heading: str, likely: str) -> str:
        from tracker.exchange.importing.headings import IGNORED, field_named, fields

        shown = one_line(heading)
        question = f"“{shown}”一列是“{fields()[likely].word}”吗？（回车 是 / n 不要 / 或写字段名）"
        while True:
            answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
            if answer.lower() in ("", "y", "是"):
                return likely
            if answer.lower() in ("n", "不", "否", "不要"):
                return IGNORED
            if field := field_named(answer):
                return field
            output.say(f"没有字段“{one_line(answer)}”，可用：{'、'.join(f.word for f in fields().values())}")

    return ask


def _asked_base(
    invocation: Invocation, source: Source, columns: Sequence[Mapping[int, str]]
) -> dt.date | None:
    """Where nothing tells the year of limits without one, a person says from which day they are read."""
    from tracker.exchange.importing.tables import leaves_out_years, year_of

    sheets = list(zip(source.tables, columns, strict=True))
    is_open = any(year_of(*sheet) is None and leaves_out_years(*sheet) for sheet in sheets)
    if invocation.yes or not output.is_terminal(sys.stdin) or not is_open:
        return None
    question = "表上没有年份。没有写年份的时限（如“11月底前”）从哪一天算起？（回车 今天）"
    answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
    return parse_date(answer) if answer else None


def _show(invocation: Invocation, result: Result, *, only_possible: bool) -> None:
    """What would become of each row, and the rows that are none of the list."""
    invocation.show_list(
        "rows",
        [row_object(row) for row in result.rows],
        Table(COLUMNS, [_cells(row, result) for row in result.rows]),
        "表里没有可以导入的行",
    )
    for sheet, row, why, text in result.skipped:
        where = f"“{one_line(sheet)}”" if sheet and _has_sheets(result) else ""
        output.say(f"略过{where}第{row}行（{why}）：{one_line(text)[:40]}")
    output.say(f"{result.counted}。没有导入；{_ahead(result, only_possible=only_possible)}")


def _ahead(result: Result, *, only_possible: bool) -> str:
    """What would come of the same without --dry-run."""
    from tracker.desk.importing import Act

    if not result.count(Act.REFUSED):
        return "去掉 --dry-run 就导入"
    return "去掉 --dry-run 就导入其余各项" if only_possible else "改好表，或加 --skip-refused 先导入其余各项"


def _tell(invocation: Invocation, result: Result) -> None:
    from tracker.desk.importing import Act, words_of

    noted = [row for row in result.rows if row.notes]
    for row in noted[:20]:
        for note in row.notes:
            output.say(words_of(row, note))
    if len(noted) > 20:
        output.say(f"……还有{len(noted) - 20}行有说明，用 --dry-run 看全部")
    for row in result.rows:
        for refusal in row.refusals:
            output.say(words_of(row, f"没有导入：{refusal}"))
    changed = result.count(Act.ADDED) + result.count(Act.CHANGED)
    look = f"看新增的：tracker list 新增于:{result.adding_action}。" if result.adding_action else ""
    line = f"已导入：{result.counted}。{look}{TAKE_BACK}" if changed else f"没有改动：{result.counted}"
    facts = _facts(result) if invocation.is_json else {}  # of 100,000 rows they are large
    invocation.done(line, done="import", **facts)


def _facts(result: Result) -> dict[str, Any]:
    """What was done, as JSON."""
    from tracker.desk.importing import Act

    return {
        **{act.value: result.count(act) for act in Act},
        "action": result.adding_action,
        "numbers": [row.number for row in result.rows if row.act is Act.ADDED],
        "rows": [row_object(row) for row in result.rows],
    }


def row_object(row: RowOutcome) -> dict[str, Any]:
    """A row of the workbook as JSON."""
    return {
        "sheet": row.sheet,
        "row": row.row,
        "act": row.act.value,
        "number": row.number,
        "title": row.title,
        "changes": [
            {"what": change.what, "field": change.field, "before": change.before, "after": change.after}
            for change in row.changes
        ],
        "refusals": list(row.refusals),
        "notes": list(row.notes),
    }


def _cells(row: RowOutcome, result: Result) -> tuple[str | int, ...]:
    from tracker.desk.change_lines import change_lines

    place: str | int = f"{one_line(row.sheet)}!{row.row}" if _has_sheets(result) else row.row
    said = [
        *row.refusals,
        *change_lines(row.changes),
        *row.notes,
    ]
    return (place, row.act.word, row.number, one_line(row.title), one_line("；".join(said)))


def _has_sheets(result: Result) -> bool:
    return len({row.sheet for row in result.rows}) > 1
