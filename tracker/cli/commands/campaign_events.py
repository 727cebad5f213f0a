"""`tracker campaign event`: 反馈、印发、动员… and what their days do to the limits that count from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import TrackerGroup
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE
from tracker.cli.options import campaign_option
from tracker.cli.tables import Column, Table, draw
from tracker.cli.wording import shortened
from tracker.errors import NotFound
from tracker.ledger.list_rows import Deadline

if TYPE_CHECKING:
    from tracker.desk.events import EventChange
    from tracker.ledger.campaigns import EventLimit

COLUMNS = (Column("事件"), Column("日期"), Column("从它起算的时限", align="right"))
CHANGE_COLUMNS = (
    Column("编号"),
    Column("内容", flexible=True),
    Column("时限", flexible=True, spare=1),
    Column("原日期"),
    Column("新日期"),
    Column("说明"),
)


@click.group("event", cls=TrackerGroup)
def event() -> None:
    """事件：反馈、印发、动员……时限从它起算，日期变了一起重算"""


@event.command("list", options_metavar="[选项]")
@campaign_option("哪个专项")
@pass_invocation
def list_(invocation: Invocation, campaign: str | None) -> None:
    """列出事件，和时限在等的事件"""
    from tracker.desk.events import event_rows

    with invocation.open() as ledger:
        rows = event_rows(ledger, campaign)
    table = Table(COLUMNS, [(row.name, str(row.on or "（待登记）"), row.limits) for row in rows])
    objects = [{"name": row.name, "on": row.on, "limits": row.limits} for row in rows]
    empty = "还没有事件，登记：tracker campaign event set 反馈 2026-9-30"
    invocation.show_list("events", objects, table, empty)


@event.command("set", options_metavar="[选项]")
@click.argument("name", metavar="事件", help="时限里的词，如 反馈、印发、动员会")
@click.argument("date", metavar="日期", type=DATE, help="如 2026-9-30")
@campaign_option("哪个专项")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不改")
@pass_invocation
def set_(invocation: Invocation, name: str, date: dt.date, campaign: str | None, dry_run: bool) -> None:
    """登记或改动事件的日期，从它起算的时限一起重算

    例：tracker campaign event set 反馈 2026-9-30

    先列出每个时限的原日期和新日期，同意后一次改完。已销号、已延期的不动，逐个列出原因。
    """
    _change(invocation, name, date, campaign, dry_run)


@event.command("remove", options_metavar="[选项]")
@click.argument("name", metavar="事件", help="见 tracker campaign event list")
@campaign_option("哪个专项")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不改")
@pass_invocation
def remove(invocation: Invocation, name: str, campaign: str | None, dry_run: bool) -> None:
    """删除事件的日期，从它起算的时限回到待明确"""
    _change(invocation, name, None, campaign, dry_run)


def _change(
    invocation: Invocation, name: str, on: dt.date | None, campaign: str | None, dry_run: bool
) -> None:
    from tracker.desk import events

    with invocation.open_or_make() as ledger:
        change = events.preview(ledger, name, on, today=invocation.today, campaign=campaign)
        if change.before is None and change.after is None:
            raise NotFound(f"专项“{change.campaign}”没有登记事件“{change.name}”")
        _show(invocation, change, dry_run)
        if dry_run:
            output.say("只是预览，没有改动")
            return
        if change.changes_nothing:
            invocation.done(f"事件“{change.name}”本来就是{on}，没有改动", **_facts(change))
            return
        if change.moved:
            invocation.confirm(f"重算{len(change.moved)}个时限，")
        events.apply(ledger, invocation.actor, change, today=invocation.today)
    what = f"已登记事件“{change.name}”{on}" if on else f"已删除事件“{change.name}”"
    invocation.done(f"{what}，重算时限{len(change.moved)}个。{TAKE_BACK}", **_facts(change))


def _show(invocation: Invocation, change: EventChange, dry_run: bool) -> None:
    """What would change: on stdout where that is all that is asked for, else beside the question."""
    shown = len(CHANGE_COLUMNS) - (not change.left_alone)  # no reasons, no column for them
    table = Table(CHANGE_COLUMNS[:shown], [row[:shown] for row in _rows(change)])
    if dry_run and invocation.is_json:
        output.write_object(_facts(change))
    elif dry_run and invocation.format == "csv":
        output.write_csv(table)
    elif invocation.format == "table":
        for line in draw(table, output.terminal_width()) if table.rows else ():
            (output.write if dry_run else output.say)(line)
    if not change.moved and not change.left_alone and not change.same:
        output.say(f"还没有时限从“{change.name}”起算")


def _rows(change: EventChange) -> Iterator[tuple[str | int, ...]]:
    for moved in change.moved:
        limit = moved.limit
        yield (
            _place(limit),
            limit.text,
            limit.deadline.phrase,
            _day(limit.deadline),
            _day(moved.deadline),
            "",
        )
    for limit in change.left_alone:
        yield (
            _place(limit),
            limit.text,
            limit.deadline.phrase,
            _day(limit.deadline),
            "",
            f"不动：{limit.left_alone}",
        )


def _place(limit: EventLimit) -> str:
    from tracker.ledger.campaigns import Holder

    match limit.holder:
        case Holder.ITEM:
            return limit.number
        case Holder.MEASURE:
            return f"{limit.number} 措施{limit.ordinal}"
        case Holder.CANDIDATE:
            return f"《{shortened(limit.number)}》候选{limit.ordinal}"


def _day(deadline: Deadline) -> str:
    if deadline.confirm:
        return f"待明确（{deadline.due}）" if deadline.due else "待明确"
    return str(deadline.due or deadline.kind.word)


def _facts(change: EventChange) -> dict[str, Any]:
    return {
        "event": change.name,
        "campaign": change.campaign,
        "before": change.before,
        "after": change.after,
        "moved": [
            {
                **_limit_object(moved.limit),
                "before": moved.limit.deadline.due,
                "after": moved.deadline.due,
                "confirm": moved.deadline.confirm,
            }
            for moved in change.moved
        ],
        "left_alone": [
            {**_limit_object(limit), "due": limit.deadline.due, "reason": limit.left_alone}
            for limit in change.left_alone
        ],
        "same": change.same,
    }


def _limit_object(limit: EventLimit) -> dict[str, Any]:
    return {
        "holder": limit.holder,
        "number": limit.number,
        "ordinal": limit.ordinal,
        "text": limit.text,
        "phrase": limit.deadline.phrase,
    }
