"""`tracker stats`: figures, breakdowns, league tables, trends, and what stands behind each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.listing import items_table, read_filter
from tracker.cli.invocation import Invocation, pass_invocation
from tracker.cli.kinds import CountKind, OneOf
from tracker.cli.objects import item_object
from tracker.cli.options import as_of_option, query_argument
from tracker.cli.tables import Cell, Column, Table, folded, labelled
from tracker.errors import BadInput
from tracker.ledger.words import Dimension
from tracker.text.periods import Grain

if TYPE_CHECKING:
    from tracker.ledger.figures.counting import Tally
    from tracker.ledger.figures.definitions import Figure, MeasureFigure
    from tracker.ledger.figures.listing import Group
    from tracker.ledger.filtering.tree import Query
    from tracker.ledger.store import Ledger

GRAINS = (Grain.WEEK, Grain.TEN_DAYS, Grain.MONTH)

ITEM_COLUMNS = (
    ("items", "应整改", 0),
    ("closed", "已销号", 0),
    ("completion_rate", "完成率", 0),
    ("rectifying", "正在整改", 2),
    ("continuing", "长期坚持", 3),
    ("overdue", "逾期未完", 1),
    ("extension_asked", "申请延期", 4),
    ("immediate", "立行立改", 6),
    ("immediate_closed", "已改", 6),
    ("immediate_rate", "改成率", 7),
    ("overdue_rate", "逾期率", 8),
    ("reopened_rate", "回炉率", 9),
    ("behind", "滞后", 10),
)
MEASURE_COLUMNS = (
    ("measures", "措施", 0),
    ("measures_done", "已完成", 0),
    ("measures_rate", "完成率", 0),
    ("measures_continuing", "长期坚持", 3),
    ("measures_overdue", "逾期未完", 1),
    ("measures_late", "逾期完成", 2),
    ("measures_extended", "延期", 4),
    ("measures_immediate", "立行立改", 6),
    ("measures_immediate_done", "已改", 6),
    ("measures_immediate_rate", "改成率", 7),
)
"""Code, heading, and how soon a narrow terminal leaves it out."""

ALWAYS = (
    ("items", "应整改"),
    ("problems", "其中问题"),
    ("tasks", "其中任务"),
    ("unregistered", "待挂号"),
    ("rectifying", "正在整改"),
    ("continuing", "长期坚持"),
    ("applied", "申请销号"),
    ("closed", "已销号"),
    ("completion_rate", "完成率"),
    ("overdue", "已逾期"),
    ("extended", "延期办理"),
    ("closed_late", "逾期完成"),
    ("stopped", "终止"),
    ("immediate", "立行立改"),
    ("immediate_closed", "立行立改已销号"),
    ("measures", "措施"),
    ("measures_done", "已完成措施"),
)
"""The figures that are shown also where they are zero."""


@command("stats")
@query_argument
@click.option("--by", metavar="维度[=名称]", help=f"分开统计：{'、'.join(word.word for word in Dimension)}")
@click.option("--measures", is_flag=True, help="分开统计时统计措施，不统计事项")
@click.option("--sort", metavar="统计项", help="分开统计时按这一项从高到低排名，如 完成率、逾期未完")
@click.option("--items", "figure", metavar="统计项", help="列出这个数字里的事项或措施，如 逾期未完")
@click.option("--trend", type=OneOf(GRAINS, "周|旬|月"), help="走势：每周、每旬或每月的新增、销号、逾期")
@click.option("--periods", type=CountKind("期数"), default=6, help="走势看最近几期，默认6期")
@click.option("--define", is_flag=True, help="统计口径：每个统计项是什么意思")
@as_of_option
@pass_invocation
def stats(
    invocation: Invocation,
    query: tuple[str, ...],
    by: str | None,
    measures: bool,
    sort: str | None,
    figure: str | None,
    trend: str | None,
    periods: int,
    define: bool,
) -> None:
    """统计数字和统计语句

    例：tracker stats --by 单位 --sort 完成率；tracker stats --items 逾期未完 --by 单位=组织部
    """
    if define:
        _show_definitions(invocation)
        return
    dimension, name = _read_by(by)
    if name is not None and figure is None:
        raise click.UsageError(f"--by {by} 要和 --items 一起写；只看某个单位的数字，用条件，如 单位:组织部")
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        with invocation.as_it_was(ledger):
            if figure is not None:
                _show_counted(invocation, ledger, wanted, figure, dimension, name)
            elif trend is not None:
                _show_trend(invocation, ledger, wanted, Grain(trend), periods)
            elif dimension is not None:
                _show_breakdown(invocation, ledger, wanted, dimension, measures, sort)
            else:
                _show_figures(invocation, ledger, wanted)


def _read_by(typed: str | None) -> tuple[Dimension | None, str | None]:
    """单位, or 单位=组织部. Raises BadInput."""
    if typed is None:
        return None, None
    word, sign, name = typed.replace("＝", "=").replace("：", "=").replace(":", "=").partition("=")
    dimension = Dimension.read(word)
    if dimension is None:
        raise BadInput(f"不能按“{word}”分开统计，可用：{' '.join(known.word for known in Dimension)}")
    return dimension, name.strip() if sign else None


def _show_figures(invocation: Invocation, ledger: Ledger, wanted: Query) -> None:
    from tracker.exchange.sentences import statistics_sentence
    from tracker.ledger.figures.campaigns import campaign_paces
    from tracker.ledger.figures.counting import tally
    from tracker.ledger.figures.definitions import ITEM_FIGURES, ITEM_RATES
    from tracker.ledger.statistics import figures_of

    with ledger.snapshot():
        found = tally(ledger, wanted, today=invocation.today)
        paces = campaign_paces(ledger, wanted, today=invocation.today)
    sentence = statistics_sentence(figures_of(found))
    shown = {code for code, _ in ALWAYS}
    pairs = [(word, _cell(found, code)) for code, word in ALWAYS]
    words = {one.code: one.word for one in ITEM_FIGURES} | {one.code: one.word for one in ITEM_RATES}
    pairs += [
        (word, _cell(found, code))
        for code, word in words.items()
        if code not in shown and (found.counts.get(code) or found.rates.get(code))
    ]
    if found.counts["regulations"]:
        pairs.append(("新建修订制度", found.counts["regulations"]))
    pairs += [(f"序时进度（{one.campaign}）", one.pace.words) for one in paces]
    width = output.terminal_width()
    invocation.show_page(
        {
            "today": invocation.today,
            "figures": tally_object(found),
            "sentence": sentence,
            "paces": [
                {
                    "campaign": one.campaign,
                    "begins": one.begins,
                    "ends": one.ends,
                    "measures": one.measures,
                    "measures_done": one.measures_done,
                    "time_percent": one.pace.time_percent,
                    "done_percent": one.pace.done_percent,
                    "pace": one.pace.pace,
                }
                for one in paces
            ],
        },
        Table((Column("指标"), Column("数值")), pairs),
        [*labelled([(word, str(value)) for word, value in pairs], width), "", *folded(sentence, width)],
    )


def _show_breakdown(
    invocation: Invocation,
    ledger: Ledger,
    wanted: Query,
    dimension: Dimension,
    measures: bool,
    sort: str | None,
) -> None:
    from tracker.ledger.figures.counting import tallies, tally

    key = _sort_key(sort) if sort else None
    with ledger.snapshot():
        rows = list(tallies(ledger, dimension, wanted, today=invocation.today))
        total = tally(ledger, wanted, today=invocation.today)
    columns = MEASURE_COLUMNS if measures else ITEM_COLUMNS
    rows = [row for row in rows if row.counts[columns[0][0]]]
    if key is not None:
        rows.sort(key=lambda row: row.counts.get(key, row.rates.get(key, -1)), reverse=True)
    if invocation.is_json:
        output.write_object(
            {
                "today": invocation.today,
                "by": dimension,
                "rows": [{"name": row.name, "figures": tally_object(row)} for row in rows],
                "total": tally_object(total),
            }
        )
        return
    shown: list[tuple[Cell, ...]] = [
        (row.name, *(_cell(row, code) for code, _, _ in columns)) for row in rows
    ]
    if shown:
        shown.append(("合计", *(_cell(total, code) for code, _, _ in columns)))
    table = Table(
        (
            Column(dimension.word, flexible=True),
            *(Column(heading, align="right", spare=spare) for _, heading, spare in columns),
        ),
        shown,
    )
    invocation.show_list("rows", (), table, "没有可以统计的事项")


def _sort_key(typed: str) -> str:
    """The code of the figure or rate typed. Raises BadInput."""
    from tracker.ledger.figures.definitions import ITEM_RATES, MEASURE_RATES, figure_named

    for rate in (*ITEM_RATES, *MEASURE_RATES):
        if typed in (rate.code, rate.word):
            return rate.code
    return figure_named(typed).code


def _show_counted(
    invocation: Invocation,
    ledger: Ledger,
    wanted: Query,
    typed: str,
    dimension: Dimension | None,
    name: str | None,
) -> None:
    from tracker.ledger.figures.definitions import Figure, figure_named
    from tracker.ledger.figures.listing import Group

    if dimension is not None and name is None:
        raise click.UsageError(f"--items 和 --by 一起用时写明是哪一个，如 --by {dimension.word}=名称")
    group = Group(dimension, name) if dimension and name else None
    figure = figure_named(typed)
    if isinstance(figure, Figure):
        _show_items(invocation, ledger, wanted, figure, group)
    else:
        _show_measures(invocation, ledger, wanted, figure, group)


def _show_items(
    invocation: Invocation, ledger: Ledger, wanted: Query, figure: Figure, group: Group | None
) -> None:
    from tracker.ledger.figures.listing import counted_items

    rows = counted_items(ledger, figure, wanted, today=invocation.today, group=group)
    table = items_table(rows, is_csv=invocation.is_csv)
    invocation.show_list("items", [item_object(row) for row in rows], table, f"没有“{figure.word}”的事项")


def _show_measures(
    invocation: Invocation, ledger: Ledger, wanted: Query, figure: MeasureFigure, group: Group | None
) -> None:
    from tracker.ledger.figures.listing import counted_measures

    rows = counted_measures(ledger, figure, wanted, today=invocation.today, group=group)
    objects = [
        {
            "number": row.number,
            "title": row.title,
            "measure": row.ordinal,
            "text": row.text,
            "unit": row.unit,
            "due": row.due,
            "done_on": row.done_on,
        }
        for row in rows
    ]
    table = Table(
        (
            Column("编号"),
            Column("措施", align="right"),
            Column("内容", flexible=True),
            Column("单位", flexible=True, spare=1),
            Column("时限", spare=2),
            Column("完成", spare=3),
        ),
        [
            (row.number, row.ordinal, row.text, row.unit, str(row.due or ""), str(row.done_on or ""))
            for row in rows
        ],
    )
    invocation.show_list("measures", objects, table, f"没有“{figure.word}”的措施")


def _show_trend(invocation: Invocation, ledger: Ledger, wanted: Query, grain: Grain, periods: int) -> None:
    from tracker.ledger.figures.trends import trend

    rows = trend(ledger, grain, periods, wanted, today=invocation.today)
    objects = [
        {
            "period": row.period.key,
            "first": row.period.first,
            "last": row.period.last,
            "added": row.added,
            "closed": row.closed,
            "overdue": row.missed,
            "closed_in_all": row.closed_in_all,
        }
        for row in rows
    ]
    table = Table(
        (
            Column("期"),
            Column("起止", spare=1),
            *(Column(heading, align="right") for heading in ("新增", "销号", "逾期", "累计销号")),
        ),
        [
            (
                row.period.key,
                f"{row.period.first:%m-%d}—{row.period.last:%m-%d}",
                row.added,
                row.closed,
                row.missed,
                row.closed_in_all,
            )
            for row in rows
        ],
    )
    invocation.show_list("periods", objects, table, "没有可以统计的事项")


def _show_definitions(invocation: Invocation) -> None:
    from tracker.ledger.figures.definitions import definitions

    rows = list(definitions())
    objects: Sequence[Mapping[str, Any]] = [
        {"code": row.code, "word": row.word, "meaning": row.meaning, "listed_by": row.listed_by}
        for row in rows
    ]
    table = Table(
        (Column("统计项"), Column("意思", flexible=True), Column("怎样列出", flexible=True)),
        [(row.word, row.meaning, row.listed_by) for row in rows],
    )
    invocation.show_list("definitions", objects, table, "")


def _cell(found: Tally, code: str) -> Cell:
    """A count, or a rate in words: 100% only when nothing is left, — where there is nothing to share."""
    if code in found.counts:
        return found.counts[code]
    rate = found.rates.get(code)
    if rate is None:
        return "—"
    return f"{min(rate, 0.999):.1%}" if rate < 1 else "100%"


def tally_object(found: Tally) -> dict[str, Any]:
    """Every figure and every rate by its code; a rate of nothing is 0."""
    from tracker.ledger.figures.definitions import ITEM_RATES, MEASURE_RATES

    rates = {rate.code: round(found.rates.get(rate.code, 0), 4) for rate in (*ITEM_RATES, *MEASURE_RATES)}
    return {**found.counts, **rates}
