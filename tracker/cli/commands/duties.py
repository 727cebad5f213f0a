"""`tracker duty`: 周调度、旬分析、月小结, 每月25日前报送."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tracker.cli.commanding import group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE
from tracker.cli.options import campaign_option
from tracker.cli.tables import Column, Table

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow


@group("duty")
def duty() -> None:
    """周期工作：周调度、旬分析、月小结，定期报送"""


@duty.command("add", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="如 周调度")
@click.option("--when", "phrase", required=True, metavar="时间", help="如 每周五前、每旬、每月25日前")
@click.option("--unit", default="", metavar="单位", help="由哪个单位办")
@click.option("--from", "begins", type=DATE, help="从哪天起，默认今天")
@click.option("--until", "ends", type=DATE, help="到哪天止")
@campaign_option("属于哪个专项")
@pass_invocation
def add(
    invocation: Invocation,
    name: str,
    phrase: str,
    unit: str,
    begins: dt.date | None,
    ends: dt.date | None,
    campaign: str | None,
) -> None:
    """设一项周期工作"""
    from tracker.desk.duties import demand_recurring
    from tracker.ledger.commands.duties import add_duty

    first = demand_recurring(phrase, begins or invocation.today)
    with invocation.open_or_make() as ledger:
        add_duty(
            ledger,
            invocation.actor,
            name,
            phrase,
            unit=unit,
            begins=begins,
            ends=ends,
            campaign=campaign,
            today=invocation.today,
        )
    invocation.done(
        f"已设周期工作“{name}”，第一期到{first}。{TAKE_BACK}", done="add_duty", duty=name, due=first
    )


@duty.command("list", options_metavar="[选项]")
@pass_invocation
def list_(invocation: Invocation) -> None:
    """列出周期工作和最近一期"""
    from tracker.desk.duties import occurrences
    from tracker.ledger.duties import duties

    with invocation.open() as ledger, ledger.snapshot():
        rows = duties(ledger)
        periods = occurrences(ledger, today=invocation.today)
    missed = {row.id: sum(one.is_overdue for one in periods if one.duty.id == row.id) for row in rows}
    waiting = {
        row.id: next((one for one in periods if one.duty.id == row.id and one.due >= invocation.today), None)
        for row in rows
    }
    objects = [
        {
            "duty": row.name,
            "when": row.phrase,
            "unit": row.unit,
            "campaign": row.campaign,
            "begins": row.begins,
            "ends": row.ends,
            "missed": missed[row.id],
            "next": None if (one := waiting[row.id]) is None else _object(one),
        }
        for row in rows
    ]
    table = Table(
        (
            Column("周期工作"),
            Column("时间", flexible=True),
            Column("单位", flexible=True, spare=2),
            Column("本期"),
            Column("期限"),
            Column("情况"),
            Column("欠办", align="right"),
        ),
        [
            (
                row.name,
                row.phrase,
                row.unit,
                "" if (one := waiting[row.id]) is None else one.period,
                "" if one is None else str(one.due),
                f"{row.ends}止" if one is None else one.words,
                missed[row.id],
            )
            for row in rows
        ],
    )
    invocation.show_list(
        "duties", objects, table, "还没有周期工作，用 tracker duty add 名称 --when 时间 设一项"
    )


@duty.command("due", options_metavar="[选项]")
@click.option("--all", "everything", is_flag=True, help="办过的也列出")
@pass_invocation
def due(invocation: Invocation, everything: bool) -> None:
    """列出要办的和逾期没办的期次"""
    from tracker.desk.duties import occurrences

    with invocation.open() as ledger:
        rows = occurrences(ledger, today=invocation.today)
    _show(invocation, [row for row in rows if everything or row.done_on is None])


@duty.command("done", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="周期工作的名称，写一部分也行")
@click.argument("period", metavar="[期次]", required=False, help="如 2024-W25；不写就是最早没办的一期")
@click.option("--on", "on", type=DATE, help="哪天办的，默认今天")
@click.option("--note", default="", metavar="文字", help="办理情况")
@pass_invocation
def done(invocation: Invocation, name: str, period: str | None, on: dt.date | None, note: str) -> None:
    """登记一期已办"""
    from tracker.desk.duties import occurrence_meant
    from tracker.ledger.commands.duties import finish_duty

    with invocation.open() as ledger:
        one = occurrence_meant(ledger, name, period, today=invocation.today)
        finish_duty(
            ledger, invocation.actor, one, on=on or invocation.today, note=note, today=invocation.today
        )
    invocation.done(
        f"已登记“{one.duty.name}”{one.period}（期限{one.due}）已办。{TAKE_BACK}",
        done="finish_duty",
        duty=one.duty.name,
        period=one.period,
    )


@duty.command("end", options_metavar="[选项]")
@click.argument("name", metavar="名称", help="周期工作的名称，写一部分也行")
@click.option("--on", "on", type=DATE, help="到哪天止，默认今天")
@pass_invocation
def end(invocation: Invocation, name: str, on: dt.date | None) -> None:
    """结束一项周期工作，以前的期次都留着"""
    from tracker.ledger.commands.duties import end_duty

    day = on or invocation.today
    with invocation.open() as ledger:
        end_duty(ledger, invocation.actor, name, on=day, today=invocation.today)
    invocation.done(f"已结束周期工作“{name}”，到{day}止。{TAKE_BACK}", done="end_duty", duty=name, ends=day)


def _object(row: OccurrenceRow) -> dict[str, object]:
    return {
        "duty": row.duty.name,
        "period": row.period,
        "due": row.due,
        "done_on": row.done_on,
        "done_by": row.done_by,
        "note": row.note,
        "words": row.words,
        "advice": row.advice,
    }


def _show(invocation: Invocation, rows: Sequence[OccurrenceRow]) -> None:
    table = Table(
        (
            Column("周期工作"),
            Column("期次"),
            Column("期限"),
            Column("情况"),
            Column("单位", flexible=True, spare=1),
            Column("说明", flexible=True, spare=2),
        ),
        [
            (row.duty.name, row.period, str(row.due), row.words, row.duty.unit, row.note or row.advice)
            for row in rows
        ],
    )
    invocation.show_list("occurrences", [_object(row) for row in rows], table, "没有要办的期次")
