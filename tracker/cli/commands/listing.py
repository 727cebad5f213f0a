"""`tracker list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.commanding import command
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import CountKind, OneOf, WordKind
from tracker.cli.objects import item_object
from tracker.cli.options import as_of_option, query_argument
from tracker.cli.tables import Column, Table
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.words import ItemKind, Light, State
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.ledger.filtering.tree import Query
    from tracker.ledger.store import Ledger

COLUMNS = (
    Column("编号"),
    Column("类别", spare=5),
    Column("问题 / 任务", flexible=True),
    Column("牵头单位", flexible=True, spare=1),
    Column("时限", flexible=True, spare=2),
    Column("预警"),
    Column("状态", spare=3),
    Column("措施", align="right", spare=4),
    Column("佐证", align="right", spare=5),
)
PAST_OWN_DAY = Column("措施逾期（自己的时限）", align="right")
"""In a CSV, where a cell holds one figure; the terminal tells it beside the measures done."""


FIELDS_OF = {"states": "状态", "lights": "预警", "kinds": "类别", "units": "单位"}
"""What the options of `list` narrow."""


@command("list")
@query_argument
@click.option(
    "--state", "states", multiple=True, type=WordKind(State, "状态"), help="只看这种办理状态，可写几次"
)
@click.option("--light", "lights", multiple=True, type=WordKind(Light, "预警"), help="只看这种预警，可写几次")
@click.option("--kind", "kinds", multiple=True, type=WordKind(ItemKind, "类别"), help="只看问题或任务")
@click.option("--unit", "units", multiple=True, metavar="单位", help="只看这个单位的，名称写一部分也行")
@click.option(
    "--sort",
    type=OneOf(("number", "deadline", "state", "lead"), "number|deadline|state|lead"),
    default="number",
    help="按编号、时限、状态或牵头单位排列",
)
@click.option("--limit", type=CountKind("条数", smallest=1), help="只列前几条")
@as_of_option
@pass_invocation
def list_items(
    invocation: Invocation, /, query: tuple[str, ...], sort: str, limit: int | None, **options: Any
) -> None:
    """列出事项

    例：tracker list 未销号 单位:组织部 --sort deadline
    """
    from tracker.ledger import queries

    with invocation.open() as ledger:
        wanted = _narrowed(read_filter(ledger, query), options)
        with invocation.as_it_was(ledger):
            rows = queries.list_items(
                ledger, wanted, today=invocation.today, sort=queries.Sort(sort), limit=limit
            )
    table = items_table(rows, is_csv=invocation.is_csv)
    empty = "台账里还没有事项" if wanted.is_everything else f"没有符合条件的事项（{wanted}）"
    if unit := invocation.actor.unit:
        empty += f"；您只看得到“{one_line(unit)}”的事项，单位名称请与台账里的一致"
    invocation.show_list("items", [item_object(row) for row in rows], table, empty)


def read_filter(ledger: Ledger, query: tuple[str, ...]) -> Query:
    """The query of a command line's words. Raises BadQuery."""
    from tracker.ledger.views import read_line

    return read_line(ledger, " ".join(query))


def _narrowed(wanted: Query, options: dict[str, tuple[Any, ...]]) -> Query:
    """The query, and what the options ask besides; several of one option are alternatives."""
    from tracker.ledger.filtering import tree

    return tree.every([wanted, *(tree.of(FIELDS_OF[name], *values) for name, values in options.items())])


def items_table(rows: Sequence[ItemRow], *, is_csv: bool) -> Table:
    """Items as the terminal lists them, or as a CSV does, with measures past a day of their own apart."""
    if is_csv:
        return Table((*COLUMNS, PAST_OWN_DAY), [(*_cells(row), row.measures_past_own_day) for row in rows])
    return Table(COLUMNS, [_cells(row, _past_own_day(row)) for row in rows])


def _past_own_day(row: ItemRow) -> str:
    return f" 逾期{row.measures_past_own_day}" if row.measures_past_own_day else ""


def _cells(row: ItemRow, beside_measures: str = "") -> tuple[str | int, ...]:
    """What the columns show of an item."""
    return (
        row.number,
        row.kind.word,
        row.title,
        row.lead,
        row.deadline.phrase if row.deadline else "",
        row.light_words,
        row.state.word + (f"（第{row.round}轮）" if row.round > 1 else ""),
        f"{row.measures_done}/{row.measures_total}{beside_measures}",
        row.evidence_count,
    )
