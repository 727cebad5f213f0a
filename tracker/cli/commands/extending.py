"""`tracker extend` and `tracker extension`: 延期, at once or asked for and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import click

from tracker.cli.closing_objects import request_object
from tracker.cli.commanding import command, group
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, NUMBER
from tracker.cli.options import number_argument, read_due
from tracker.cli.tables import Column, Table
from tracker.cli.wording import named
from tracker.ledger.list_rows import Deadline

REQUEST_COLUMNS = (
    Column("编号"),
    Column("事项", flexible=True),
    Column("现时限"),
    Column("申请延到"),
    Column("申请人", spare=1),
    Column("等了", align="right"),
    Column("结果", spare=1),
    Column("理由", flexible=True, spare=2),
)


def what_is_asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """The reason, and what 长期坚持 wants besides."""
    for name, settings in (
        ("--next-review", {"type": DATE, "metavar": "日期", "help": "延为长期坚持的：下次复核的日子"}),
        ("--goal", {"default": "", "metavar": "文字", "help": "延为长期坚持的：阶段目标"}),
        ("--reason", {"required": True, "metavar": "文字", "help": "延期理由"}),
    ):
        function = click.option(name, **settings)(function)
    return function


@command("extend")
@number_argument()
@click.argument("deadline", metavar="新时限", help="如 2025-3-31、+1个月、长期坚持")
@what_is_asked
@click.option("--approver", required=True, metavar="姓名", help="批准的领导，不能是经办人自己")
@pass_invocation
def extend(
    invocation: Invocation,
    number: str,
    deadline: str,
    reason: str,
    goal: str,
    next_review: dt.date | None,
    approver: str,
) -> None:
    """办理延期，领导已批准的一步办完

    须在到期前提出，经领导批准；原时限和次数都留着。还没有批准的，用 tracker extension ask 申请。
    """
    from tracker.ledger.commands.extending import extend

    later = _limit(deadline, invocation.today)
    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        extend(
            ledger,
            invocation.actor,
            number,
            deadline=later,
            reason=reason,
            approver=approver,
            stage_goal=goal,
            next_review=next_review,
            today=invocation.today,
        )
    _done(invocation, "extend", number, f"已延期 {what} 到 {later.due or later.kind.word}")


@group("extension")
def extension() -> None:
    """延期申请：申请、批准、撤回、列出"""


@extension.command("ask", options_metavar="[选项]")
@number_argument()
@click.option("--deadline", required=True, metavar="时限", help="申请延到：2025-3-31、+1个月、长期坚持")
@what_is_asked
@pass_invocation
def ask(
    invocation: Invocation,
    number: str,
    deadline: str,
    reason: str,
    goal: str,
    next_review: dt.date | None,
) -> None:
    """申请延期，等领导批准

    须在到期前提出；一次只能有一个待批准的申请；批准前时限不变。
    """
    from tracker.ledger.commands.extending import ask_extension

    later = _limit(deadline, invocation.today)
    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        ask_extension(
            ledger,
            invocation.actor,
            number,
            deadline=later,
            reason=reason,
            stage_goal=goal,
            next_review=next_review,
            today=invocation.today,
        )
    line = f"已申请延期 {what} 到 {later.due or later.kind.word}，请领导批准"
    _done(invocation, "ask_extension", number, line)


@extension.command("approve", options_metavar="[选项]")
@number_argument()
@click.option("--opinion", default="", metavar="文字", help="批准意见")
@pass_invocation
def approve(invocation: Invocation, number: str, opinion: str) -> None:
    """同意延期，新时限从此生效

    由审核、领导办理，不能是申请人。
    """
    from tracker.ledger.commands.extending import approve_extension

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        due = approve_extension(ledger, invocation.actor, number, opinion=opinion, today=invocation.today)
    _done(invocation, "approve_extension", number, f"已同意延期 {what} 到 {due or '长期坚持'}")


@extension.command("refuse", options_metavar="[选项]")
@number_argument()
@click.option("--opinion", required=True, metavar="文字", help="不同意的理由")
@pass_invocation
def refuse(invocation: Invocation, number: str, opinion: str) -> None:
    """不同意延期，时限不变

    由审核、领导办理，不能是申请人。
    """
    from tracker.ledger.commands.extending import refuse_extension

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        refuse_extension(ledger, invocation.actor, number, opinion=opinion, today=invocation.today)
    _done(invocation, "refuse_extension", number, f"已不同意延期 {what}，时限不变")


@extension.command("withdraw", options_metavar="[选项]")
@number_argument()
@pass_invocation
def withdraw(invocation: Invocation, number: str) -> None:
    """申请人撤回延期申请"""
    from tracker.ledger.commands.extending import withdraw_extension

    with invocation.open() as ledger:
        what = named(ledger, [number], invocation.today)
        withdraw_extension(ledger, invocation.actor, number, today=invocation.today)
    _done(invocation, "withdraw_extension", number, f"已撤回延期申请 {what}")


@extension.command("list", options_metavar="[选项]")
@click.argument("number", metavar="[编号]", type=NUMBER, required=False, help="只列这个事项的；不写就列全部")
@click.option("--all", "everything", is_flag=True, help="已经批准、不同意、撤回的也列")
@pass_invocation
def list_requests(invocation: Invocation, number: str | None, everything: bool) -> None:
    """列出待批准的延期申请，等了几天"""
    from tracker.ledger.extensions import extension_requests

    with invocation.open() as ledger:
        rows = extension_requests(ledger, number, only_open=not everything)
    waited = [((row.decided_on or invocation.today) - row.asked_on).days for row in rows]
    objects = [request_object(row) | {"waiting_days": days} for row, days in zip(rows, waited, strict=True)]
    table = Table(
        REQUEST_COLUMNS,
        [
            (
                row.number,
                row.title,
                str(row.previous_due or row.previous_phrase),
                str(row.deadline.due or row.deadline.phrase) if row.deadline else "",
                row.asked_by,
                f"{days}天",
                row.decision.word,
                row.reason,
            )
            for row, days in zip(rows, waited, strict=True)
        ],
    )
    invocation.show_list("requests", objects, table, "没有延期申请" if everything else "没有待批准的延期申请")


def _limit(phrase: str, today: dt.date) -> Deadline:
    later = read_due(phrase, today)
    assert later is not None, "the argument is required"
    return later


def _done(invocation: Invocation, step: str, number: str, line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=step, numbers=[number])
