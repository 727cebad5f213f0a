"""`tracker check-report`: the figures of somebody's draft against the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import FILE
from tracker.cli.options import as_of_option, query_argument
from tracker.cli.tables import Column, Table, draw, folded
from tracker.files import shown
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.checking import Checked, Checks
    from tracker.desk.recounting import Behind

COLUMNS = (
    Column("序号", align="right"),
    Column("行", align="right", spare=3),
    Column("稿中写的", flexible=True),
    Column("台账", align="right"),
    Column("结论"),
    Column("口径", flexible=True, spare=1),
    Column("说明", flexible=True),
)
MOST_NAMED = 12
"""Items behind a difference that the screen lists; JSON has all."""


@command("check-report")
@click.argument("file", metavar="文件", type=FILE, help="汇报稿：.docx .txt .pdf .xlsx 等")
@query_argument
@click.option("--copy", "copy", type=FILE, metavar="文件", help="另存一份加了批注的稿子（.docx），原稿不动")
@as_of_option
@pass_invocation
def check_report(invocation: Invocation, file: Path, query: tuple[str, ...], copy: Path | None) -> None:
    """汇报稿数字核对：稿中每个数字按台账重算，相符、不符、无法核

    稿中写了“截至某日”的，按那一天的台账算；条件只算一部分事项，如 专项:巡察。
    例：tracker check-report 月报.docx --as-of 2024-6-18 --copy 月报（核对）.docx
    """
    from tracker.desk.checking import check_text
    from tracker.desk.commenting import check_copy_place, commented_copy
    from tracker.reading import read

    if copy is not None:
        check_copy_place(file, copy)
    text = read(file)
    for warning in text.warnings:
        output.say(f"注意：{warning}")
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        checks = check_text(
            ledger,
            text.content,
            today=invocation.today,
            wanted=wanted,
            is_past=invocation.as_of is not None,
        )
    placed = None if copy is None else commented_copy(file, copy, text.content, checks)
    facts = {
        "file": text.source_name,
        "as_of": checks.as_of,
        "agrees": _counted(checks)[0],
        "differs": _counted(checks)[1],
        "unchecked": _counted(checks)[2],
        "figures": [_object(place, one) for place, one in enumerate(checks.figures, start=1)],
        "copy": None if copy is None else str(copy),
    }
    invocation.show_page(facts, _table(checks), list(_lines(checks)))
    if copy is not None and placed is not None:
        missed = f"，{placed.missed}处在原稿里没有找到位置，没有标上" if placed.missed else ""
        output.say(f"已写成批注稿：{shown(copy)}，批注{placed.comments}处{missed}")


def _counted(checks: Checks) -> tuple[int, int, int]:
    from tracker.desk.checking import Verdict

    agrees, differs, unchecked = (checks.count(verdict) for verdict in Verdict)
    return agrees, differs, unchecked


def _table(checks: Checks) -> Table:
    rows = [
        (
            place,
            one.line,
            one.stated.text or one.context,
            one.counted,
            one.verdict.word,
            one.definition,
            one.note,
        )
        for place, one in enumerate(checks.figures, start=1)
    ]
    return Table(COLUMNS, rows)


def _lines(checks: Checks) -> Iterator[str]:
    width = output.terminal_width()
    if not checks.figures:
        yield "稿中没有找到要核的数字"
        return
    agrees, differs, unchecked = _counted(checks)
    yield from folded(
        f"截至{checks.as_of}：共{len(checks.figures)}个数字，相符{agrees}个，不符{differs}个，无法核{unchecked}个",
        width,
    )
    yield ""
    yield from draw(_table(checks), width)
    for place, one in enumerate(checks.figures, start=1):
        if one.verdict.value == "differs":
            yield ""
            yield from _difference(place, one, width)


def _difference(place: int, one: Checked, width: int | None) -> Iterator[str]:
    said = f"第{place}个 不符：{one.context}"
    yield from folded(safe_for_screen(said), width)
    what = f"稿中“{one.stated.text}”，台账是{one.counted}：{one.definition}；{one.note}"
    yield from folded(safe_for_screen(what), width)
    missing = "没有算进去的" if one.stated.whole else "台账算进去的"
    yield from _named(missing, one.behind, width)
    yield from _named("已申请销号或自报完成、还没有销号的", one.nearly, width)


def _named(heading: str, rows: tuple[Behind, ...], width: int | None) -> Iterator[str]:
    if not rows:
        return
    yield f"  {heading}（{len(rows)}）："
    for row in rows[:MOST_NAMED]:
        line = safe_for_screen(row.line)
        first, *rest = folded(line, None if width is None else width - 4)
        yield f"    {first}"
        yield from (f"    {part}" for part in rest)
    if len(rows) > MOST_NAMED:
        yield f"    ……还有{len(rows) - MOST_NAMED}个，全部用 --format json 看"


def _object(place: int, one: Checked) -> dict[str, Any]:
    stated = one.stated
    return {
        "figure": place,
        "text": stated.text,
        "start": stated.start,
        "end": stated.end,
        "line": one.line,
        "context": one.context,
        "value": float(stated.quantity.value),
        "is_share": stated.quantity.is_share,
        "verdict": one.verdict.value,
        "counted": one.counted,
        "code": stated.figure,
        "of": stated.whole,
        "as_of": stated.as_of,
        "definition": one.definition,
        "note": one.note,
        "behind": [_behind(row) for row in one.behind],
        "nearly": [_behind(row) for row in one.nearly],
    }


def _behind(row: Behind) -> dict[str, Any]:
    return {"number": row.number, "measure": row.measure, "title": row.title, "words": row.words}
