"""`tracker classify`: 五分类盘点, proposed by the facts and settled by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import WordKind
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput, NotFound
from tracker.ledger.words import Classification

if TYPE_CHECKING:
    from tracker.ledger.rows import ItemPage
    from tracker.ledger.store import Ledger

    Proposal = tuple[ItemPage, Classification, str]

COLUMNS = (
    Column("编号"),
    Column("问题 / 任务", flexible=True, spare=1),
    Column("现分类", spare=2),
    Column("建议"),
    Column("依据", flexible=True),
    Column("还缺", flexible=True, spare=3),
)


@command("classify")
@query_argument
@click.option("--as", "wanted", type=WordKind(Classification, "分类"), help="列入哪一类")
@click.option("--propose", is_flag=True, help="按进展和核实情况给出建议，只看不改")
@click.option("--accept", is_flag=True, help="按建议列入")
@click.option("--possible", is_flag=True, help="还缺东西的放过，只列入齐备的")
@pass_invocation
def classify(
    invocation: Invocation,
    query: tuple[str, ...],
    wanted: Classification | None,
    propose: bool,
    accept: bool,
    possible: bool,
) -> None:
    """五分类盘点：列入一类，或看建议

    每一类要的东西不同，如一时难以解决的要有阶段目标和时限。
    例：tracker classify 单位:组织部 逾期 --as 尚未完成
    """
    if (wanted is not None) + propose + accept != 1:
        raise BadInput("--as 分类、--propose、--accept 写一个，也只能写一个")
    if wanted is not None and not query:
        raise BadInput("没有写条件，如 tracker classify ZG-2024-0007 --as 正在整改")
    with invocation.open() as ledger:
        proposals = _proposals(ledger, invocation, query, wanted)
        if propose:
            _show(invocation, proposals)
            return
        _settle(ledger, invocation, proposals, possible=possible)


def _proposals(
    ledger: Ledger, invocation: Invocation, query: tuple[str, ...], wanted: Classification | None
) -> list[Proposal]:
    """The items meant with their class: the one that is wanted, else the one the facts speak for."""
    from tracker.ledger.classification import proposed_class
    from tracker.ledger.pages import item_pages
    from tracker.ledger.queries import item_ids

    today = invocation.today
    ids = item_ids(ledger, read_filter(ledger, query), today=today)
    pages = item_pages(ledger, ids, today=today)
    if wanted is not None:
        return [(page, wanted, "") for page in pages]
    return [(page, *found) for page in pages if (found := proposed_class(page)) is not None]


def _show(invocation: Invocation, proposals: list[Proposal]) -> None:
    from tracker.ledger.classification import class_refusals

    lacking = [class_refusals(page, name) for page, name, _ in proposals]
    invocation.show_list(
        "proposals",
        [
            {
                "number": page.row.number,
                "classification": page.truths.classification,
                "proposed": name,
                "grounds": grounds,
                "missing": missing,
            }
            for (page, name, grounds), missing in zip(proposals, lacking, strict=True)
        ],
        Table(
            COLUMNS,
            [
                (
                    page.row.number,
                    page.row.title,
                    page.truths.classification.word if page.truths.classification else "",
                    name.word,
                    grounds,
                    "；".join(missing),
                )
                for (page, name, grounds), missing in zip(proposals, lacking, strict=True)
            ],
        ),
        "没有已挂号的事项可以盘点",
    )


def _settle(ledger: Ledger, invocation: Invocation, proposals: list[Proposal], *, possible: bool) -> None:
    from tracker.ledger.classification import class_refusals
    from tracker.ledger.commands.classifying import classify

    chosen = [
        (page.row.number, name)
        for page, name, _ in proposals
        if not (possible and class_refusals(page, name))
    ]
    if not chosen:
        raise NotFound("没有符合条件、可以列入的事项")
    counts = {name: sum(known is name for _, known in chosen) for name in Classification}
    shown = "、".join(f"{name.word}{count}个" for name, count in counts.items() if count)
    if len(chosen) > 1:
        invocation.confirm(f"要列入：{shown}，")
    changed = classify(ledger, invocation.actor, chosen, today=invocation.today)
    rest = f"（其中{len(chosen) - changed}个本来就是）" if changed < len(chosen) else ""
    skipped = len(proposals) - len(chosen)
    left = f"，还缺东西没有列入{skipped}个" if skipped else ""
    undo = f"。{TAKE_BACK}" if changed else "，没有改动"
    invocation.done(
        f"已列入：{shown}{rest}{left}{undo}",
        done="classify",
        numbers=[number for number, _ in chosen],
        changed=changed,
    )
