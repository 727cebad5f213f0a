"""The steps of an item's life but for 销号 itself: 挂号, 撤回, 回头看, 回炉, 终止."""

from __future__ import annotations

import click

from tracker.cli.commanding import command
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.options import number_argument, read_due
from tracker.cli.wording import named


@command("register")
@number_argument(many=True)
@click.option("--waive", default="", metavar="理由", help="四有还不齐也先挂号，写明理由")
@pass_invocation
def register(invocation: Invocation, numbers: tuple[str, ...], waive: str) -> None:
    """挂号

    目标、措施、责任、时限要齐。几个编号一起挂，有一个不行就都不挂。
    """
    from tracker.ledger.commands.advancing import register

    with invocation.open() as ledger:
        what = named(ledger, numbers, invocation.today)
        register(ledger, invocation.actor, numbers, today=invocation.today, waiver=waive)
    _done(invocation, "register", numbers, f"已挂号 {what}")


@command("withdraw")
@number_argument()
@pass_invocation
def withdraw(invocation: Invocation, number: str) -> None:
    """撤回销号申请"""
    from tracker.ledger.commands.advancing import withdraw

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        withdraw(ledger, invocation.actor, number, today=invocation.today)
    _done(invocation, "withdraw", [number], f"已撤回销号申请 {what}，回到整改中")


@command("look-back")
@number_argument()
@click.option("--finding", required=True, metavar="文字", help="核查情况")
@pass_invocation
def look_back(invocation: Invocation, number: str, finding: str) -> None:
    """登记回头看，成果巩固

    要重新整改的，用 tracker reopen。
    """
    from tracker.ledger.commands.advancing import look_back

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        look_back(ledger, invocation.actor, number, finding=finding, today=invocation.today)
    _done(invocation, "look_back", [number], f"已登记回头看（巩固） {what}")


@command("reopen")
@number_argument()
@click.option("--reason", required=True, metavar="文字", help="理由")
@click.option("--basis", required=True, metavar="文字", help="依据：回头看、批示、检查等")
@click.option("--deadline", metavar="时限", help="新一轮的整改时限；不写就是待明确，以后用 tracker edit 补")
@pass_invocation
def reopen(invocation: Invocation, number: str, reason: str, basis: str, deadline: str | None) -> None:
    """回炉，或恢复办理已终止的事项

    上一轮的时限、完成情况、佐证和审核都原样留着，见 tracker show 的“轮次”。
    """
    from tracker.ledger.commands.advancing import reopen

    limit = read_due(deadline, invocation.today)
    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        again = reopen(
            ledger,
            invocation.actor,
            number,
            reason=reason,
            basis=basis,
            deadline=limit,
            today=invocation.today,
        )
    if not again:
        _done(invocation, "reopen", [number], f"已恢复办理 {what}，待挂号")
    elif limit is not None:
        _done(invocation, "reopen", [number], f"已回炉 {what}，第{again}轮，时限{limit.due or limit.phrase}")
    else:
        line = f"已回炉 {what}，第{again}轮，时限待明确，请用 tracker edit {number} --deadline 写明"
        _done(invocation, "reopen", [number], line)


@command("stop")
@number_argument()
@click.option("--reason", required=True, metavar="文字", help="理由")
@pass_invocation
def stop(invocation: Invocation, number: str, reason: str) -> None:
    """终止办理"""
    from tracker.ledger.commands.advancing import stop

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        invocation.confirm(f"终止 {what}")
        stop(ledger, invocation.actor, number, reason=reason, today=invocation.today)
    _done(invocation, "stop", [number], f"已终止 {what}")


def _done(invocation: Invocation, step: str, numbers: list[str] | tuple[str, ...], line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=step, numbers=numbers)
