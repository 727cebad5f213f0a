"""The steps of an item's life: 挂号, 申请销号, 退回, 销号, 回头看, 回炉, 终止, and 延期."""

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


@command("apply")
@number_argument()
@click.option("--completion", metavar="文字", help="完成情况，替换事项上已写的")
@click.option("--inference", metavar="文字", help="举一反三情况，替换事项上已写的")
@pass_invocation
def apply(invocation: Invocation, number: str, completion: str | None, inference: str | None) -> None:
    """申请销号

    要全部措施已完成、写明完成情况、有佐证材料、回答举一反三。
    """
    from tracker.ledger.commands.advancing import apply_for_closing

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        apply_for_closing(
            ledger,
            invocation.actor,
            number,
            today=invocation.today,
            completion=completion,
            inference=inference,
        )
    _done(invocation, "apply", [number], f"已申请销号 {what}，请另一人审核")


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


@command("return")
@number_argument()
@click.option("--opinion", required=True, metavar="文字", help="补充整改要求，不少于10个字")
@pass_invocation
def return_(invocation: Invocation, number: str, opinion: str) -> None:
    """退回销号申请，写明补充整改要求"""
    from tracker.ledger.commands.advancing import return_for_more

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        return_for_more(ledger, invocation.actor, number, opinion=opinion, today=invocation.today)
    _done(invocation, "return", [number], f"已退回 {what}，回到整改中")


@command("close")
@number_argument()
@click.option("--opinion", default="", metavar="文字", help="审核意见")
@pass_invocation
def close(invocation: Invocation, number: str, opinion: str) -> None:
    """同意销号

    审核人不能是申请人。
    """
    from tracker.ledger.commands.advancing import close

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        close(ledger, invocation.actor, number, opinion=opinion, today=invocation.today)
    _done(invocation, "close", [number], f"已销号 {what}")


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
@pass_invocation
def reopen(invocation: Invocation, number: str, reason: str, basis: str) -> None:
    """回炉，或恢复办理已终止的事项"""
    from tracker.ledger.commands.advancing import reopen

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        reopen(ledger, invocation.actor, number, reason=reason, basis=basis, today=invocation.today)
    _done(invocation, "reopen", [number], f"已重新办理 {what}")


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


@command("extend")
@number_argument()
@click.argument("deadline", metavar="新时限", help="如 2025-3-31、+1个月")
@click.option("--reason", required=True, metavar="文字", help="延期理由")
@click.option("--approver", required=True, metavar="姓名", help="批准的领导")
@pass_invocation
def extend(invocation: Invocation, number: str, deadline: str, reason: str, approver: str) -> None:
    """办理延期

    须在到期前提出，经领导批准；原时限和次数都留着。
    """
    from tracker.ledger.commands.advancing import extend

    later = read_due(deadline, invocation.today)
    assert later is not None, "the argument is required"
    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        extend(
            ledger,
            invocation.actor,
            number,
            deadline=later,
            reason=reason,
            approver=approver,
            today=invocation.today,
        )
    _done(invocation, "extend", [number], f"已延期 {what} 到 {later.due}")


def _done(invocation: Invocation, step: str, numbers: list[str] | tuple[str, ...], line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=step, numbers=numbers)
