"""`tracker campaign aspect`: 方面 × 问题 × 措施 of a 专项整治, with the leader over each 方面."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.commanding import TrackerGroup
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import CountKind
from tracker.cli.options import campaign_option
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput

if TYPE_CHECKING:
    from tracker.ledger.campaigns import AspectRow
    from tracker.ledger.rows import ItemPage
    from tracker.ledger.store import Ledger

COLUMNS = (
    Column("序号", align="right"),
    Column("方面", flexible=True),
    Column("责任领导", flexible=True),
    Column("事项", align="right"),
    Column("已销号", align="right"),
    Column("措施", align="right"),
    Column("已完成", align="right"),
)
FULL_COLUMNS = (
    Column("方面", flexible=True),
    Column("责任领导", spare=1),
    Column("编号"),
    Column("问题", flexible=True),
    Column("措施", flexible=True),
    Column("预警"),
)
PLACE = CountKind("序号")
_WHICH = "方面的名称，写一部分也行"


@click.group("aspect", cls=TrackerGroup)
def aspect() -> None:
    """方面：专项整治按方面、问题、措施分，每个方面有责任领导"""


@aspect.command("add", options_metavar="[选项]")
@click.argument("name", metavar="方面", help="方面的名称")
@click.option("--leader", default="", metavar="姓名", help="责任领导")
@campaign_option("哪个专项")
@pass_invocation
def add(invocation: Invocation, name: str, leader: str, campaign: str | None) -> None:
    """新增一个方面

    例：tracker campaign aspect add 会风文风 --leader 周正
    """
    from tracker.ledger.commands.aspects import add_aspect

    with invocation.open_or_make() as ledger:
        add_aspect(ledger, invocation.actor, name, leader=leader, campaign=campaign, today=invocation.today)
    invocation.done(f"已新增方面“{name}”。{TAKE_BACK}", done="set_aspect", aspect=name)


@aspect.command("set", options_metavar="[选项]")
@click.argument("name", metavar="方面", help=_WHICH)
@click.option("--name", "new_name", metavar="文字", help="新的名称")
@click.option("--leader", metavar="姓名", help="责任领导；没有责任领导的事项，就由他负责")
@click.option("--place", type=PLACE, help="排在第几")
@campaign_option("哪个专项")
@pass_invocation
def set_(
    invocation: Invocation,
    name: str,
    new_name: str | None,
    leader: str | None,
    place: int | None,
    campaign: str | None,
) -> None:
    """修改一个方面"""
    if new_name is None and leader is None and place is None:
        raise BadInput("没有写要改什么，如 --leader 姓名、--name 名称、--place 序号")
    from tracker.ledger.commands.aspects import edit_aspect

    with invocation.open() as ledger:
        led = edit_aspect(
            ledger,
            invocation.actor,
            name,
            leader=leader,
            new_name=new_name,
            place=place,
            campaign=campaign,
            today=invocation.today,
        )
    also = f"，{led}个没有责任领导的事项由{leader}负责" if led else ""
    invocation.done(f"已修改方面“{name}”{also}。{TAKE_BACK}", done="set_aspect", aspect=name, led=led)


@aspect.command("remove", options_metavar="[选项]")
@click.argument("name", metavar="方面", help=_WHICH)
@campaign_option("哪个专项")
@pass_invocation
def remove(invocation: Invocation, name: str, campaign: str | None) -> None:
    """删除一个没有事项的方面"""
    from tracker.ledger.commands.aspects import remove_aspect

    with invocation.open() as ledger:
        whole = remove_aspect(ledger, invocation.actor, name, campaign=campaign, today=invocation.today)
    invocation.done(f"已删除方面“{whole}”。{TAKE_BACK}", done="remove_aspect", aspect=whole)


@aspect.command("list", options_metavar="[选项]")
@campaign_option("哪个专项")
@click.option("--full", is_flag=True, help="逐条列出方面、问题、措施")
@pass_invocation
def list_(invocation: Invocation, campaign: str | None, full: bool) -> None:
    """列出各个方面，有多少问题、措施，办到哪一步"""
    from tracker.ledger.campaigns import aspects

    with invocation.open() as ledger:
        rows = aspects(ledger, campaign)
        pages = _pages(ledger, invocation, campaign) if full else []
    below = {row.name: [page for page in pages if page.row.aspect == row.name] for row in rows}
    objects = [
        {
            "aspect": row.name,
            "place": row.ordinal,
            "leader": row.leader,
            "items": row.items,
            "closed": row.closed,
            "measures": row.measures,
            "measures_done": row.measures_done,
            **({"problems": [_page_object(page) for page in below[row.name]]} if full else {}),
        }
        for row in rows
    ]
    table = (
        Table(FULL_COLUMNS, [line for row in rows for line in _full(row, below[row.name])])
        if full
        else Table(COLUMNS, [_cells(row) for row in rows])
    )
    invocation.show_list("aspects", objects, table, "还没有方面，新增：tracker campaign aspect add 名称")


def _pages(ledger: Ledger, invocation: Invocation, campaign: str | None) -> list[ItemPage]:
    from tracker.ledger import pages, queries
    from tracker.ledger.filtering import tree
    from tracker.ledger.filtering.tree import Presence, Sign

    home = queries.campaign(ledger, campaign)
    wanted = tree.every([tree.of("专项", home.name, sign=Sign.IS), tree.of("方面", Presence.SOME)])
    ids = queries.item_ids(ledger, wanted, today=invocation.today)
    found = pages.item_pages(ledger, ids, today=invocation.today)
    return [page for page in found if page.row.campaign == home.name]


def _page_object(page: ItemPage) -> dict[str, object]:
    return {
        "number": page.row.number,
        "title": page.row.title,
        "state": page.row.state,
        "measures": [
            {"measure": measure.ordinal, "text": measure.text, "done_on": measure.done_on}
            for measure in page.measures
        ],
    }


def _cells(row: AspectRow) -> tuple[str | int, ...]:
    return (row.ordinal, row.name, row.leader, row.items, row.closed, row.measures, row.measures_done)


def _full(row: AspectRow, pages: list[ItemPage]) -> Iterator[tuple[str | int, ...]]:
    """A line for each measure; what stands in the line above is not said again."""
    aspect, leader = row.name, row.leader
    for page in pages:
        number, title = page.row.number, page.row.title
        lines = [(f"{one.ordinal}. {one.text}", one.light_words) for one in page.measures]
        for measure, light in lines or [("", page.row.light_words)]:
            yield aspect, leader, number, title, measure, light
            aspect = leader = number = title = ""
    if not pages:
        yield aspect, leader, "", "", "", ""
