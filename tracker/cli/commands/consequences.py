"""`tracker consequence`: 结果运用, proposed from figures, decided by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.following_objects import consequence_object, proposal_object
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import CountKind, WordKind
from tracker.cli.tables import Column, Table, labelled
from tracker.errors import BadInput
from tracker.ledger.words import ConsequenceKind

if TYPE_CHECKING:
    from tracker.ledger.consequences import ConsequenceRow

CONSEQUENCE = CountKind("建议序号")
KIND = WordKind(ConsequenceKind, "约谈|通报|问责")
PROPOSALS = (
    Column("单位", flexible=True),
    Column("建议"),
    Column("依据", flexible=True),
    Column("事项", align="right", spare=1),
    Column("已提出", spare=2),
)
COLUMNS = (
    Column("建议", align="right"),
    Column("单位", flexible=True),
    Column("方式"),
    Column("决定"),
    Column("依据", flexible=True),
    Column("提出日期", spare=2),
    Column("决定人", spare=1),
    Column("文号", flexible=True, spare=3),
)


@group("consequence")
def consequence() -> None:
    """结果运用：按数字建议约谈通报问责，由领导决定"""


@consequence.command("propose", options_metavar="[选项]")
@click.option("--unit", metavar="单位", help="只看这个单位")
@click.option("--campaign", metavar="专项", help="只算这个专项的事项；不写就是全部")
@pass_invocation
def propose(invocation: Invocation, unit: str | None, campaign: str | None) -> None:
    """按数字看哪些单位重视不够、落实不力、进展缓慢

    只算不存。要提交领导决定，用 tracker consequence submit 单位。
    """
    from tracker.ledger.consequences import proposals
    from tracker.ledger.queries import campaign as one_campaign

    with invocation.open() as ledger:
        home = None if campaign is None else one_campaign(ledger, campaign).id
        rows = proposals(ledger, today=invocation.today, unit=unit, campaign_id=home)
    table = Table(
        PROPOSALS,
        [
            (
                row.unit,
                row.kind.word,
                "；".join(row.grounds),
                row.items,
                f"第{row.pending}号" if row.pending else "",
            )
            for row in rows
        ],
    )
    invocation.show_list(
        "proposals",
        [proposal_object(row) for row in rows],
        table,
        "没有单位的数字达到重视不够、落实不力、进展缓慢",
    )


@consequence.command("submit", options_metavar="[选项]")
@click.argument("unit", metavar="单位", help="对哪个单位")
@click.option("--kind", type=KIND, help="方式；默认按数字建议的")
@click.option(
    "--campaign", metavar="专项", help="只算这个专项的事项，建议记在这个专项；不写就算全部，记在默认专项"
)
@pass_invocation
def submit(invocation: Invocation, unit: str, kind: ConsequenceKind | None, campaign: str | None) -> None:
    """提出一条结果运用建议，等领导决定

    当时的数字随建议留着，以后不变。
    """
    from tracker.ledger.commands.consequences import submit_consequence

    with invocation.open() as ledger:
        key, chosen = submit_consequence(
            ledger, invocation.actor, unit, kind=kind, campaign=campaign, today=invocation.today
        )
    invocation.done(
        f"已提出第{key}号建议：对“{unit}”{chosen.word}，等领导决定。{TAKE_BACK}",
        done="submit_consequence",
        consequence=key,
        unit=unit,
        kind=chosen,
    )


@consequence.command("decide", options_metavar="[选项]")
@click.argument("key", metavar="序号", type=CONSEQUENCE, help="建议的序号")
@click.option("--adopt", is_flag=True, help="采纳")
@click.option("--reject", is_flag=True, help="不采纳，要写意见")
@click.option("--opinion", default="", metavar="文字", help="意见")
@click.option("--document", default="", metavar="文号", help="约谈、通报、问责的文号")
@pass_invocation
def decide(invocation: Invocation, key: int, adopt: bool, reject: bool, opinion: str, document: str) -> None:
    """领导决定采纳或不采纳

    例：tracker consequence decide 1 --adopt --document 整改办〔2024〕5号 --actor 周正:领导
    """
    from tracker.ledger.commands.consequences import decide_consequence

    if adopt == reject:
        raise BadInput("请写明 --adopt（采纳）或 --reject（不采纳），只写一个")
    with invocation.open() as ledger:
        decide_consequence(
            ledger,
            invocation.actor,
            key,
            adopt=adopt,
            opinion=opinion,
            document_number=document,
            today=invocation.today,
        )
    word = "采纳" if adopt else "不采纳"
    invocation.done(
        f"第{key}号建议已决定：{word}。{TAKE_BACK}",
        done="decide_consequence",
        consequence=key,
        adopted=adopt,
    )


@consequence.command("list", options_metavar="[选项]")
@click.option("--unit", metavar="单位", help="只看这个单位")
@click.option("--open", "only_open", is_flag=True, help="只看等领导决定的")
@pass_invocation
def list_(invocation: Invocation, unit: str | None, only_open: bool) -> None:
    """列出提出过的建议和决定"""
    from tracker.ledger.consequences import consequences

    with invocation.open() as ledger:
        rows = consequences(ledger, unit=unit, only_open=only_open)
    invocation.show_list(
        "consequences",
        [consequence_object(row) for row in rows],
        Table(COLUMNS, [_cells(row) for row in rows]),
        "没有这样的建议，看看数字：tracker consequence propose",
    )


@consequence.command("show", options_metavar="[选项]")
@click.argument("key", metavar="序号", type=CONSEQUENCE, help="建议的序号")
@pass_invocation
def show(invocation: Invocation, key: int) -> None:
    """查看一条建议的依据和决定"""
    from tracker.ledger.consequences import consequence

    with invocation.open() as ledger:
        row = consequence(ledger, key)
    decided = f"{row.decision.word}（{row.decided_on} {row.decided_by}）" if row.decided_on else ""
    pairs = [
        ("单位", row.unit),
        ("方式", row.kind.word),
        ("专项", row.campaign),
        ("依据", "\n".join(row.grounds)),
        ("提出", f"{row.proposed_on} {row.proposed_by}"),
        ("决定", decided or row.decision.word),
        ("意见", row.opinion),
        ("文号", row.document_number),
    ]
    table = Table((Column("项目"), Column("内容")), [(label, text) for label, text in pairs if text])
    invocation.show_page(
        {"consequence": consequence_object(row)}, table, labelled(pairs, output.terminal_width())
    )


def _cells(row: ConsequenceRow) -> tuple[str | int, ...]:
    return (
        row.id,
        row.unit,
        row.kind.word,
        row.decision.word,
        "；".join(row.grounds),
        str(row.proposed_on),
        row.decided_by,
        row.document_number,
    )
