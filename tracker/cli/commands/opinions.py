"""`tracker opinion`: the 意见建议清单, answered or turned into items."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.commanding import group
from tracker.cli.commands.drafting import KIND, SOURCE_HELP
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, NUMBER, CountKind
from tracker.cli.options import campaign_option, deadline_option, owner_options, read_due, read_owners
from tracker.cli.tables import Column, Table
from tracker.cli.wording import shortened
from tracker.errors import BadInput
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.words import ItemKind

if TYPE_CHECKING:
    from tracker.ledger.opinions import OpinionRow

OPINION = CountKind("意见建议的序号")
COLUMNS = (
    Column("序号", align="right"),
    Column("专项", flexible=True, spare=4),
    Column("来源", spare=3),
    Column("意见建议", flexible=True),
    Column("提出人", spare=2),
    Column("日期", spare=5),
    Column("办理", flexible=True),
)


@group("opinion")
def opinion() -> None:
    """意见建议清单：登记、答复、转为事项"""


@opinion.command("add", options_metavar="[选项]")
@click.argument("text", metavar="内容", help="意见建议的原话")
@click.option("--source", required=True, metavar="词", help=SOURCE_HELP)
@click.option("--by", "said_by", default="", metavar="姓名", help="提出人")
@click.option("--date", type=DATE, help="提出日期；默认今天")
@campaign_option("记在哪个专项")
@pass_invocation
def add(
    invocation: Invocation, text: str, source: str, said_by: str, date: dt.date | None, campaign: str | None
) -> None:
    """登记一条意见建议

    例：tracker opinion add 会议太多，基层疲于应付 --source 群众反映 --by 张三
    """
    from tracker.ledger.commands.opinions import OpinionDraft, add_opinion

    draft = OpinionDraft(text, source, date or invocation.today, said_by, campaign)
    with invocation.open_or_make() as ledger:
        number = add_opinion(ledger, invocation.actor, draft, today=invocation.today)
    invocation.done(
        f"已登记意见建议{number}“{shortened(text)}”。{TAKE_BACK}", done="add_opinion", opinion=number
    )


@opinion.command("list", options_metavar="[选项]")
@click.option("--waiting", is_flag=True, help="只看没有答复、也没有采纳的")
@click.option("--campaign", metavar="专项", help="只看这个专项的，名称写一部分也行")
@pass_invocation
def list_(invocation: Invocation, waiting: bool, campaign: str | None) -> None:
    """列出意见建议，没有办的在前，写明等了几天"""
    from tracker.ledger.opinions import opinions

    with invocation.open() as ledger:
        rows = opinions(ledger, today=invocation.today, campaign=campaign, waiting=waiting)
    table = Table(
        COLUMNS,
        [
            (row.id, row.campaign, row.source, row.text, row.said_by, str(row.on), _progress(row))
            for row in rows
        ],
    )
    empty = (
        "没有等着办的意见建议" if waiting else "还没有意见建议，登记：tracker opinion add 内容 --source 来源"
    )
    invocation.show_list("opinions", [_object(row) for row in rows], table, empty)


def _progress(row: OpinionRow) -> str:
    if row.days_waiting is not None:
        return f"已等{row.days_waiting}天"
    answered = f"{row.answered_on}答复：{row.answer}" if row.answered_on else ""
    return "；".join(part for part in (f"转为 {row.number}" if row.number else "", answered) if part)


def _object(row: OpinionRow) -> dict[str, Any]:
    return {
        "opinion": row.id,
        "campaign": row.campaign,
        "source": row.source,
        "text": row.text,
        "by": row.said_by,
        "on": row.on,
        "number": row.number,
        "answer": row.answer,
        "answered_on": row.answered_on,
        "answered_by": row.answered_by,
        "days_waiting": row.days_waiting,
    }


def _opinion_argument(function: Any) -> Any:
    return click.argument("opinion", metavar="序号", type=OPINION, help="见 tracker opinion list")(function)


@opinion.command("answer", options_metavar="[选项]")
@_opinion_argument
@click.argument("text", metavar="答复", help="答复的内容")
@pass_invocation
def answer(invocation: Invocation, opinion: int, text: str) -> None:
    """答复一条意见建议"""
    from tracker.ledger.commands.opinions import answer_opinion

    with invocation.open() as ledger:
        answer_opinion(ledger, invocation.actor, opinion, text, today=invocation.today)
    invocation.done(f"已答复意见建议{opinion}。{TAKE_BACK}", done="answer_opinion", opinion=opinion)


@opinion.command("adopt", options_metavar="[选项]")
@_opinion_argument
@click.option("--to", "number", type=NUMBER, help="并到这个已有的事项，不另立")
@click.option("--title", default="", metavar="文字", help="事项的表述；不写就用意见建议的原话")
@click.option("--kind", type=KIND, help="问题（默认）或任务")
@click.option("--target", default="", metavar="文字", help="整改目标")
@deadline_option
@owner_options
@click.option("--aspect", default="", metavar="方面", help="专项里的哪个方面")
@click.option("--measure", "measures", multiple=True, metavar="措施", help="整改措施，可写几次")
@pass_invocation
def adopt(invocation: Invocation, /, opinion: int, number: str | None, **options: Any) -> None:
    """采纳一条意见建议：立为事项，或并到已有的事项

    例：tracker opinion adopt 3 --target 减少会议 --lead 办公室 --deadline 6月底前
    """
    if number is not None:
        _tie(invocation, opinion, number, options)
        return
    from tracker.ledger.campaigns import events_of
    from tracker.ledger.commands.opinions import adopt_opinion
    from tracker.ledger.opinions import opinions

    with invocation.open() as ledger:
        home = {row.id: row.campaign for row in opinions(ledger, today=invocation.today)}.get(opinion)
        draft = ItemDraft(
            title=options["title"],
            kind=options["kind"] or ItemKind.PROBLEM,
            target=options["target"],
            deadline=read_due(options["deadline"], invocation.today, events_of(ledger, home)),
            owners=read_owners(options),
            aspect=options["aspect"],
            measures=tuple(MeasureDraft(text) for text in options["measures"]),
        )
        number = adopt_opinion(ledger, invocation.actor, opinion, draft, today=invocation.today)
    invocation.done(
        f"已采纳意见建议{opinion}，立为{draft.kind.word} {number}，待挂号。{TAKE_BACK}",
        done="adopt_opinion",
        opinion=opinion,
        numbers=[number],
    )


def _tie(invocation: Invocation, opinion: int, number: str, options: dict[str, Any]) -> None:
    if any(value for value in options.values()):
        raise BadInput("用 --to 并到已有的事项，不能再写事项的内容")
    from tracker.ledger.commands.opinions import tie_opinion

    with invocation.open() as ledger:
        tie_opinion(ledger, invocation.actor, opinion, number, today=invocation.today)
    invocation.done(
        f"已采纳意见建议{opinion}，并到 {number}。{TAKE_BACK}",
        done="adopt_opinion",
        opinion=opinion,
        numbers=[number],
    )
