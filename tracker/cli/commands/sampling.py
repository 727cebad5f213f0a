"""`tracker sample`: closed items drawn for 回头看, and how far they were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.following_objects import drawn_object, sample_item_object, sample_object
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import CountKind
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table
from tracker.cli.tables import draw as lines_of
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.ledger.sampling import SampleItemRow, SampleRow

SAMPLE = CountKind("抽查序号")
RATIO = CountKind("百分数")
COLUMNS = (
    Column("抽查", align="right"),
    Column("日期"),
    Column("比例"),
    Column("可抽", align="right", spare=2),
    Column("进度"),
    Column("条件", flexible=True, spare=3),
    Column("种子", flexible=True, spare=1),
    Column("抽查人", spare=4),
)
ITEM_COLUMNS = (
    Column("编号"),
    Column("问题 / 任务", flexible=True),
    Column("单位", flexible=True, spare=2),
    Column("结果"),
    Column("抽中的依据", flexible=True),
    Column("权重", align="right", spare=1),
    Column("核查情况", flexible=True, spare=3),
)
TRIED = (Column("编号"), Column("权重", align="right"), Column("依据", flexible=True))
NO_GROUNDS = "随机"


@group("sample")
def sample() -> None:
    """抽查：按比例抽已销号的事项回头看，有依据、可复核"""


@sample.command("draw", options_metavar="[选项]")
@query_argument
@click.option("--ratio", required=True, type=RATIO, help="抽百分之几，如 20；不足一项按一项")
@click.option("--seed", metavar="文字", help="种子；默认是今天的日期和专项名称。种子相同，抽到的也相同")
@click.option("--again", is_flag=True, help="本轮已做过回头看的也抽")
@click.option("--dry-run", is_flag=True, help="只看会抽到哪些，不存")
@pass_invocation
def draw(
    invocation: Invocation,
    query: tuple[str, ...],
    ratio: int,
    seed: str | None,
    again: bool,
    dry_run: bool,
) -> None:
    """抽查已销号的事项

    例：tracker sample draw --ratio 20 专项:巡察。销号快、延期多、佐证少、屡次回炉退回的更容易抽中。
    """
    from tracker.cli.commands.listing import read_filter
    from tracker.ledger.commands.sampling import draw_sample
    from tracker.ledger.queries import campaign
    from tracker.ledger.sampling import sample, try_draw

    today = invocation.today
    with invocation.open() as ledger:
        wanted = read_filter(ledger, query)
        chosen = f"{today}-{campaign(ledger).name}" if seed is None else seed.strip()
        if dry_run:
            found, population = try_draw(
                ledger, percent=ratio, seed=chosen, query=wanted, again=again, today=today
            )
            output.say(f"会从{population}项中抽{len(found)}项，种子“{chosen}”；没有存")
            invocation.show_list(
                "items",
                [drawn_object(one) for one in found],
                Table(TRIED, [(one.case.number, one.weight, _grounds(one.grounds)) for one in found]),
                "",
            )
            return
        key = draw_sample(
            ledger, invocation.actor, percent=ratio, seed=chosen, query=wanted, again=again, today=today
        )
        row, items = sample(ledger, key)
    if not invocation.is_json:
        for line in lines_of(_items(items), output.terminal_width()):
            output.write(line)
    invocation.done(
        f"已抽查：第{key}次，从{row.population}项中抽{row.drawn}项，种子“{chosen}”。"
        f"查完用 tracker look-back 或 tracker reopen 登记。{TAKE_BACK}",
        done="draw_sample",
        **sample_object(row),
        items=[sample_item_object(item) for item in items],
    )


@sample.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出抽查和进度"""
    from tracker.ledger.sampling import samples

    with invocation.open() as ledger:
        rows = samples(ledger)
    invocation.show_list(
        "samples",
        [sample_object(row) for row in rows],
        Table(COLUMNS, [_cells(row) for row in rows]),
        "还没有抽查过，抽一次：tracker sample draw --ratio 20",
    )


@sample.command("show", options_metavar="[选项]")
@click.argument("key", metavar="序号", type=SAMPLE, help="第几次抽查")
@pass_invocation
def show(invocation: Invocation, key: int) -> None:
    """查看一次抽查：哪些还没查，查过的结果"""
    from tracker.ledger.sampling import sample

    with invocation.open() as ledger:
        row, items = sample(ledger, key)
    table = _items(items)
    head = f"第{row.id}次抽查  {row.on}  {row.by}  从{row.population}项中抽{row.percent}%  {row.words}"
    about = f"条件：{row.query or '全部已销号的'}  种子：{row.seed}"
    lines = [safe_for_screen(head), safe_for_screen(about), "", *lines_of(table, output.terminal_width())]
    invocation.show_page(
        {"sample": sample_object(row), "items": [sample_item_object(item) for item in items]}, table, lines
    )


def _cells(row: SampleRow) -> tuple[str | int, ...]:
    return (
        row.id,
        str(row.on),
        f"{row.percent}%",
        row.population,
        row.words,
        row.query,
        row.seed,
        row.by,
    )


def _items(items: tuple[SampleItemRow, ...]) -> Table:
    return Table(
        ITEM_COLUMNS,
        [
            (
                item.number,
                item.title,
                item.lead,
                f"{item.result.word} {item.on}" if item.result else "待查",
                _grounds(item.grounds),
                item.weight,
                item.finding,
            )
            for item in items
        ],
    )


def _grounds(grounds: tuple[str, ...]) -> str:
    return "；".join(grounds) or NO_GROUNDS
