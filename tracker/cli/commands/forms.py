"""`tracker form`: a workbook to each unit, what comes back merged, and who has not returned theirs."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.commands.form_rows import rows
from tracker.cli.commands.listing import read_filter
from tracker.cli.form_objects import (
    CELL_COLUMNS,
    FORM_COLUMNS,
    STATUS_COLUMNS,
    cell_cells,
    form_cells,
    result_object,
    round_object,
    round_words,
)
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE, CountKind, OneOf
from tracker.cli.options import query_argument
from tracker.cli.tables import Table, draw
from tracker.errors import BadInput
from tracker.files import shown
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.desk.form_plan import CellOutcome, MergePlan
    from tracker.desk.merging_forms import MergeResult

SIDES = OneOf(("theirs", "ours"), "theirs|ours")
ROUND = CountKind("批次")
_MOST_TOLD = 30


@group("form")
def form() -> None:
    """填报表收发：给各单位发表、合并交回的表、看谁还没交"""


form.add_command(rows)


@form.command("send", options_metavar="[选项]")
@query_argument
@click.option("--unit", "units", multiple=True, metavar="单位", help="只发给这个单位，可写几次；默认全部")
@click.option("--due", type=DATE, help="要求交回的日期")
@click.option("-o", "--output", "target", type=FILE, metavar="文件夹", help="放在哪里，新的或空的文件夹")
@click.option("--secret", is_flag=True, help="标有密级的事项也发")
@pass_invocation
def send(
    invocation: Invocation,
    query: tuple[str, ...],
    units: tuple[str, ...],
    due: dt.date | None,
    target: Path | None,
    secret: bool,
) -> None:
    """给每个单位各发一份填报表（Excel）

    各表只有该单位整改中的事项。例：tracker form send --due 2024-6-25
    """
    from tracker.cli.progress import RowsProgress
    from tracker.desk.paper_style import office_style
    from tracker.desk.sending_forms import free_folder, send_forms, work_to_send
    from tracker.settings import exports_dir

    bar = RowsProgress(is_shown=output.is_terminal(sys.stderr))
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        handed = work_to_send(ledger, wanted, today=invocation.today, units=units, with_secret=secret)
        folder = target or free_folder(ledger, exports_dir(), invocation.today)
        try:
            sent = send_forms(
                *(ledger, invocation.actor, handed, folder),
                today=invocation.today,
                settings=office_style(),
                due=due,
                told=lambda forms: bar.tell("写出", forms),
            )
        finally:
            bar.hide()
    for one in sent.forms:
        output.say(f"{one_line(one.unit)}：{one.items}个事项，{shown(one.file.name)}")
    if handed.without_unit:
        output.say(f"注意：{'、'.join(handed.without_unit)} 没有写责任单位，没有发出")
    if handed.withheld:
        output.say(f"注意：符合条件的还有{handed.withheld}个事项不是“整改中”，没有发出")
    until = f"，请于{due}前交回" if due else ""
    invocation.done(
        f"第{sent.round}批填报表已写好：{len(sent.forms)}个单位{until}，放在 {shown(folder)}。{TAKE_BACK}",
        done="send_forms",
        round=sent.round,
        due=due,
        folder=str(folder),
        forms=[
            {"unit": one.unit, "items": one.items, "rows": one.rows, "file": str(one.file)}
            for one in sent.forms
        ],
        without_unit=list(handed.without_unit),
    )


@form.command("merge", options_metavar="[选项]")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE, help="交回的表，或它们的文件夹")
@click.option("--dry-run", is_flag=True, help="只看逐处怎么办，不合并")
@click.option("--take", type=SIDES, help="两边都改了的：theirs 都用单位填的，ours 都用台账的")
@click.option(
    "--cell",
    "cells",
    multiple=True,
    metavar="编号:栏目=选哪个",
    help="逐处选定，如 ZG-2024-0007:完成情况=theirs、ZG-2024-0007/2:完成日期=ours，可写几次",
)
@click.option("--skip-refused", is_flag=True, help="不能合并的略过，先合并其余的")
@click.option("--older", is_flag=True, help="旧一批的表也合并")
@pass_invocation
def merge(invocation: Invocation, /, files: tuple[Path, ...], dry_run: bool, **options: Any) -> None:
    """合并交回的填报表，一次撤得回

    例：tracker form merge 交回 --dry-run
    """
    from tracker.cli.progress import Progress, RowsProgress
    from tracker.desk.form_plan import choose, choose_all, named
    from tracker.desk.merging_forms import merge as merge_plan
    from tracker.desk.merging_forms import plan_merge
    from tracker.desk.returned_forms import files_in

    paths = files_in(files)
    is_shown = output.is_terminal(sys.stderr)
    reading, writing = Progress(len(paths), is_shown=is_shown), RowsProgress(is_shown=is_shown)
    with invocation.open() as ledger:
        try:
            plan = plan_merge(ledger, paths, with_older=options["older"], told=lambda read: reading.add(0))
        finally:
            reading.hide()
        for text in options["cells"]:
            name, which = _pair(text)
            plan = choose(plan, named(plan, name), which)
        if options["take"]:
            plan = choose_all(plan, theirs=options["take"] == "theirs")
        if not dry_run:
            plan = _asked(invocation, plan)
        try:
            result = merge_plan(
                *(ledger, invocation.actor, plan),
                today=invocation.today,
                only_possible=options["skip_refused"],
                dry_run=dry_run,
                told=lambda items: writing.tell("写入", items),
            )
        finally:
            writing.hide()
    if dry_run:
        _show(invocation, result, only_possible=options["skip_refused"])
    else:
        _tell(invocation, result)


def _pair(text: str) -> tuple[str, str]:
    name, sign, which = text.replace("＝", "=").rpartition("=")
    if not sign or not name.strip() or not which.strip():
        raise BadInput(f"“{one_line(text)}”看不懂，请写成 --cell 编号:栏目=theirs 或 =ours")
    return name, which


def _asked(invocation: Invocation, plan: MergePlan) -> MergePlan:
    """What both changed, put to the person at the keyboard one by one; nobody is asked where nobody sits."""
    from tracker.desk.form_plan import choose, conflict_words

    if invocation.yes or invocation.is_json or not output.is_terminal(sys.stdin):
        return plan
    waiting = plan.open
    for number, cell in enumerate(waiting, start=1):
        output.say(f"（{number}/{len(waiting)}）{conflict_words(plan, cell)}")
        options = [f"{place} {_unit(plan, cell, place)}填的" for place in range(1, len(cell.options) + 1)]
        question = f"用哪个？（0 台账的 / {' / '.join(options)} / 回车 先不定）"
        while True:
            answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
            if not answer:
                break
            try:
                plan = choose(plan, [cell], answer)
            except BadInput as problem:
                output.say(str(problem))
            else:
                break
    return plan


def _unit(plan: MergePlan, cell: CellOutcome, place: int) -> str:
    return one_line(plan.files[cell.options[place - 1].file].unit)


def _show(invocation: Invocation, result: MergeResult, *, only_possible: bool) -> None:
    """What would become of each cell, and what is told of the files."""
    plan = result.plan
    table = Table(CELL_COLUMNS, [cell_cells(plan, cell) for cell in plan.cells])
    if invocation.format == "table":
        _tell_files(plan)
    lines = list(draw(table, output.terminal_width())) if table.rows else []
    invocation.show_page(result_object(result), table, lines)
    if not table.rows:
        output.say("交回的表里没有要合并的内容")
    _tell_refused(result)
    output.say(f"{plan.counted}。没有合并；{_ahead(result, only_possible=only_possible)}")


def _ahead(result: MergeResult, *, only_possible: bool) -> str:
    """What would come of the same without --dry-run."""
    if count := len(result.plan.open):
        return f"有{count}处填得不一样，要先选定"
    refused = len(result.lost) + len(result.refused)
    if not refused:
        return "去掉 --dry-run 就合并"
    wanting = "去掉 --dry-run 就合并" if only_possible else "请单位改好，或加 --skip-refused 先合并"
    return f"有{refused}处不能合并，{wanting}其余的"


def _tell_files(plan: MergePlan) -> None:
    from tracker.desk.form_plan import note_words

    told: list[str] = []
    for file in plan.files:
        if file.refusal:
            told.append(f"{file.file}：{file.refusal}")
        elif not file.filled and not file.notes:
            told.append(f"{file.file}（{one_line(file.unit)}）：没有填写，仍算没有交回")
        told += [note_words(file, note) for note in file.notes]
    for line in told[:_MOST_TOLD]:
        output.say(line)
    if len(told) > _MOST_TOLD:
        output.say(f"……还有{len(told) - _MOST_TOLD}条说明，用 --dry-run --format json 看全部")


def _tell_refused(result: MergeResult) -> None:
    for one in result.refused[:_MOST_TOLD]:
        output.say(f"{one.origins[0]}：没有采用：{'；'.join(one.reasons)}")
    if len(result.refused) > _MOST_TOLD:
        output.say(f"……还有{len(result.refused) - _MOST_TOLD}处没有采用")


def _tell(invocation: Invocation, result: MergeResult) -> None:
    plan = result.plan
    _tell_files(plan)
    _tell_refused(result)
    if result.has_changed and not result.taken:
        line = f"没有采用任何一处：{plan.counted}；只登记{len(plan.units)}个单位已交回。{TAKE_BACK}"
    elif result.has_changed:
        line = f"已合并{len(plan.units)}个单位的填报表：采用{result.taken}处，{plan.counted}。{TAKE_BACK}"
    else:
        line = f"没有改动：{plan.counted}"
    invocation.done(line, done="merge_forms", **result_object(result))


@form.command("status", options_metavar="[选项]")
@click.option("--round", "number", type=ROUND, metavar="批次", help="看第几批，默认最近一批")
@click.option("--all", "everything", is_flag=True, help="各批都看")
@click.option("--missing", is_flag=True, help="只列还没有交回的")
@pass_invocation
def status(invocation: Invocation, number: int | None, everything: bool, missing: bool) -> None:
    """看各单位的填报表交回了没有

    例：tracker form status --missing
    """
    from tracker.errors import NotFound
    from tracker.ledger.forms import round_statuses

    with invocation.open() as ledger:
        rounds = round_statuses(ledger)
    chosen = rounds if everything else rounds[:1]
    if number:
        chosen = [one for one in rounds if one.round == number]
    if number and not chosen:
        raise NotFound(f"没有第{number}批填报表，已发{len(rounds)}批")
    listed = [(one, [f for f in one.forms if not (missing and f.is_back)]) for one in chosen]
    rows = [(one.round, *form_cells(one, f, invocation.today)) for one, forms in listed for f in forms]
    for one in chosen:
        output.say(round_words(one, invocation.today))
    table = Table(STATUS_COLUMNS, rows) if everything else Table(FORM_COLUMNS, [row[1:] for row in rows])
    invocation.show_page(
        {"rounds": [round_object(one, forms, invocation.today) for one, forms in listed]},
        table,
        list(draw(table, output.terminal_width())) if rows else [],
    )
    if not rounds:
        output.say("还没有发过填报表，用 tracker form send 发出")
