"""`tracker report` and `tracker verify`: what the unit says, and what was found on the spot."""

from __future__ import annotations

import datetime as dt

import click

from tracker.cli.commanding import command
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, MEASURE, WordKind
from tracker.cli.options import number_argument
from tracker.cli.wording import named
from tracker.ledger.words import Reported, Verified


@command("report")
@number_argument()
@click.option("--state", "reported", type=WordKind(Reported, "自报"), required=True, help="整改到什么程度")
@click.option("--text", default="", metavar="文字", help="具体情况，同时记为整改进展")
@click.option("--reason", default="", metavar="文字", help="未完成原因")
@click.option("--next-step", default="", metavar="文字", help="下一步措施")
@click.option("--goal", default="", metavar="文字", help="阶段目标")
@click.option("--review", type=DATE, help="下次复核的日期")
@pass_invocation
def report(
    invocation: Invocation,
    number: str,
    reported: Reported,
    text: str,
    reason: str,
    next_step: str,
    goal: str,
    review: dt.date | None,
) -> None:
    """自报整改情况；不改变办理状态、核实结果和时限

    未完成的要写原因和下一步措施；持续整改、已阶段性完成并长期坚持的，要写阶段目标和下次复核日期。
    例：tracker report ZG-2024-0007 --state 推进中 --text 已拟初稿
    """
    from tracker.ledger.commands.truths import report

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        report(
            ledger,
            invocation.actor,
            number,
            reported,
            text=text,
            reason=reason,
            next_step=next_step,
            stage_goal=goal,
            next_review=review,
            today=today,
        )
    invocation.done(
        f"已自报“{reported.word}” {what}。{TAKE_BACK}", done="report", numbers=[number], reported=reported
    )


@command("verify")
@number_argument()
@click.option("--result", type=WordKind(Verified, "核实"), required=True, help="属实、部分属实或不属实")
@click.option("--note", required=True, metavar="文字", help="核实情况：看了什么、查到什么")
@click.option("--measure", type=MEASURE, help="只核实第几条措施")
@pass_invocation
def verify(invocation: Invocation, number: str, result: Verified, note: str, measure: int | None) -> None:
    """登记核实结果；不改变自报、办理状态和时限

    由自报人以外的人核实。
    """
    from tracker.ledger.commands.truths import verify

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        verify(ledger, invocation.actor, number, result, note=note, measure=measure, today=today)
    part = f"措施{measure}" if measure is not None else ""
    invocation.done(
        f"已登记核实“{result.word}” {what}{part}。{TAKE_BACK}",
        done="verify",
        numbers=[number],
        measure=measure,
        verified=result,
    )
