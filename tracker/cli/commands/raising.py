"""`tracker raise`: “表现在基层、根子在上面”, items raised to a superior unit."""

from __future__ import annotations

import click

from tracker.cli.commanding import TrackerGroup
from tracker.cli.following_objects import escalation_object
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import NUMBER
from tracker.cli.options import number_argument
from tracker.cli.tables import Column, Table

COLUMNS = (
    Column("编号"),
    Column("上级单位", flexible=True),
    Column("提请的事项", flexible=True),
    Column("提请日期", spare=1),
    Column("答复"),
    Column("答复内容", flexible=True, spare=2),
    Column("上级办理的事项", spare=3),
)


class _RaisingGroup(TrackerGroup):
    """`tracker raise 编号 …` needs no word between: a 编号 is no command's name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does, where the first word has no figure in it."""
        if args and any(character.isdigit() for character in args[0]):
            args = ["send", *args]
        return super().resolve_command(ctx, args)


@click.group("raise", cls=_RaisingGroup)
def raise_() -> None:
    """提请上级：根子在上面的问题，报上级解决并登记答复

    tracker raise 编号 … 就是 tracker raise send 编号 …
    """


@raise_.command("send", options_metavar="[选项]")
@number_argument()
@click.option("--to", "unit", required=True, metavar="单位", help="提请的上级单位")
@click.option("--matter", required=True, metavar="文字", help="请上级解决什么")
@pass_invocation
def send(invocation: Invocation, number: str, unit: str, matter: str) -> None:
    """把一个事项提请上级解决

    例：tracker raise ZG-2024-0007 --to 市委办公室 --matter 修订考核办法
    """
    from tracker.ledger.commands.escalations import raise_item

    with invocation.open() as ledger:
        raise_item(ledger, invocation.actor, number, unit=unit, matter=matter, today=invocation.today)
    invocation.done(
        f"已把 {number} 提请“{unit}”解决，待答复。{TAKE_BACK}", done="raise_item", numbers=[number], unit=unit
    )


@raise_.command("answer", options_metavar="[选项]")
@number_argument()
@click.option("--text", required=True, metavar="文字", help="上级的答复")
@click.option("--unit", metavar="单位", help="是谁的答复；只提请过一个单位的不用写")
@click.option("--matter", metavar="文字", help="答复的是哪一件事，写一部分也行；只提请过一件的不用写")
@click.option("--item", "dealing", type=NUMBER, help="上级办理的事项的编号")
@pass_invocation
def answer(
    invocation: Invocation, number: str, text: str, unit: str | None, matter: str | None, dealing: str | None
) -> None:
    """登记上级的答复"""
    from tracker.ledger.commands.escalations import answer_raised

    with invocation.open() as ledger:
        said_by = answer_raised(
            ledger,
            invocation.actor,
            number,
            text=text,
            unit=unit,
            matter=matter,
            dealing=dealing,
            today=invocation.today,
        )
    invocation.done(
        f"已登记“{said_by}”对 {number} 的答复。{TAKE_BACK}",
        done="answer_raised",
        numbers=[number],
        unit=said_by,
    )


@raise_.command("list", options_metavar="[选项]")
@click.option("--all", "everything", is_flag=True, help="已答复的也列出")
@pass_invocation
def list_(invocation: Invocation, everything: bool) -> None:
    """列出待答复的提请"""
    from tracker.ledger.escalations import escalations

    with invocation.open() as ledger:
        rows = escalations(ledger, today=invocation.today, only_open=not everything)
    table = Table(
        COLUMNS,
        [
            (
                row.number,
                row.unit,
                row.matter,
                str(row.raised_on),
                f"待答复，已{row.days}天" if row.is_open else f"已答复 {row.answered_on}",
                row.answer,
                row.answer_number,
            )
            for row in rows
        ],
    )
    empty = "没有提请过上级" if everything else "没有待答复的提请"
    invocation.show_list("raised", [escalation_object(row) for row in rows], table, empty)
