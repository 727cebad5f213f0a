"""What was done, by whom, and taking it back: history, journal, undo, redo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from tracker.cli import output
from tracker.cli.commanding import command, group
from tracker.cli.invocation import CHINA, Invocation, pass_invocation
from tracker.cli.kinds import CountKind
from tracker.cli.objects import action_object
from tracker.cli.options import Decorator, number_argument
from tracker.cli.progress import rows_progress
from tracker.cli.tables import Column, Table, folded
from tracker.errors import Refusal
from tracker.ledger.rows import ActionRow
from tracker.text.screen import safe_for_screen

MOST_CHANGES = 8
"""Of one action in the log: a document taken in changes hundreds of rows."""

MOST_READ = 100
"""Of one action for the log; some changes are quiet and not shown."""

COLUMNS = (
    Column("序号", align="right"),
    Column("时间"),
    Column("经办"),
    Column("操作"),
    Column("对象"),
    Column("项目"),
    Column("原为", flexible=True),
    Column("改为", flexible=True),
    Column("理由", flexible=True),
)


def action_option(word: str) -> Decorator:
    """Another action than the last one of one's own."""
    return click.option(
        "--action",
        "action_id",
        type=CountKind("操作序号"),
        help=f"{word}这一条操作，序号见 tracker journal log；别人的也可以，只要您有权办理",
    )


@command("undo")
@action_option("撤销")
@pass_invocation
def undo(invocation: Invocation, action_id: int | None) -> None:
    """撤销上一次操作

    撤销的是您自己最近的一次；撤销也是一次操作，留有记录，可以接着再撤销更早的。别人之后改过同一内容的，
    会说明是谁、何时、改了什么，不予撤销。
    """
    from tracker.ledger.commands.undoing import undo

    with invocation.open() as ledger, rows_progress() as bar:
        what = undo(
            ledger, invocation.actor, today=invocation.today, action_id=action_id, heard=bar.tell_part
        )
    invocation.done(
        f"已撤销{what.actor}的“{what.command}”（第{what.action_id}条操作，{what.changes}处改动）。"
        "重做：tracker redo",
        done="undo",
        action=what.action_id,
        command=what.command,
        changes=what.changes,
    )


@command("redo")
@action_option("重做")
@pass_invocation
def redo(invocation: Invocation, action_id: int | None) -> None:
    """重做刚撤销的操作"""
    from tracker.ledger.commands.undoing import redo

    with invocation.open() as ledger, rows_progress() as bar:
        what = redo(
            ledger, invocation.actor, today=invocation.today, action_id=action_id, heard=bar.tell_part
        )
    invocation.done(
        f"已重做{what.actor}的“{what.command}”（第{what.action_id}条操作，{what.changes}处改动）。"
        "撤回：tracker undo",
        done="redo",
        action=what.action_id,
        command=what.command,
        changes=what.changes,
    )


@command("history")
@number_argument()
@pass_invocation
def history(invocation: Invocation, number: str) -> None:
    """查看一个事项的办理经过"""
    from tracker.ledger.history import item_history

    with invocation.open() as ledger:
        actions = item_history(ledger, number)
    _show(invocation, actions, {"number": number})


@group("journal")
def journal() -> None:
    """操作记录：查看、校验"""


@journal.command("log", options_metavar="[选项]")
@click.option("-n", "--limit", type=CountKind("条数"), default=20, help="最近几条，默认20")
@pass_invocation
def log(invocation: Invocation, limit: int) -> None:
    """最近的操作，新的在前"""
    from tracker.ledger.history import last_actions

    with invocation.open() as ledger:
        # Programs get all of each action.
        most = MOST_READ if invocation.format == "table" else None
        actions = last_actions(ledger, limit, most=most)
    _show(invocation, actions, {}, most=MOST_CHANGES)


@journal.command("verify", options_metavar="[选项]")
@click.option("--against", metavar="条数:校验值", help="导出件上印的台账校验码，查出末尾被截或整条被重写")
@pass_invocation
def verify(invocation: Invocation, against: str | None) -> None:
    """校验操作记录完整、数据没有被绕过台账改动"""
    from tracker.ledger.verifying import verify

    with invocation.open() as ledger:
        head = ledger.head()
        troubles = verify(ledger, against)
    if invocation.is_json:
        output.write_object({"count": head.count, "hash": head.hash, "troubles": troubles})
    if troubles:
        raise Refusal(f"台账校验有问题{len(troubles)}处：", troubles)
    if not invocation.is_json:
        output.write(f"{head.count}:{head.hash}")
    output.say(f"操作记录{head.count}条，首尾相接，数据与记录相符")


def _show(
    invocation: Invocation, actions: Sequence[ActionRow], more: dict[str, str], most: int | None = None
) -> None:
    """In full for programs; for people no more than `most` changes of each action."""
    invocation.show_page(
        {**more, "actions": [action_object(action) for action in actions]},
        Table(COLUMNS, [row for action in actions for row in _rows(action)]),
        [line for action in actions for line in _lines(action, output.terminal_width(), most)],
    )


def _rows(action: ActionRow) -> Iterator[tuple[str | int, ...]]:
    head = (action.id, _moment(action), action.actor, action.command)
    for change in action.changes:
        yield (*head, change.what, change.field, change.before, change.after, action.reason)


def _lines(action: ActionRow, width: int | None, most: int | None) -> Iterator[str]:
    from tracker.desk.change_lines import change_words

    head = f"#{action.id}  {_moment(action)}  {action.actor}（{action.role.word}）  {action.command}"
    head += f"  理由：{action.reason}" if action.reason else ""
    yield from folded(safe_for_screen(head + ("  〔已撤销〕" if action.undone else "")), width)
    for change in action.changes[:most]:
        text = safe_for_screen(change_words(change))
        parts = folded(text, None if width is None else width - 6)
        yield from (f"      {part}" for part in parts)
    if most is not None and len(action.changes) + action.unread > most:
        yield f"      ……共{len(action.changes) + action.unread}处改动"


def _moment(action: ActionRow) -> str:
    """When it was, in China, and the day it counts for where that is another."""
    local = action.at.astimezone(CHINA)
    counted = "" if action.today == local.date() else f"（记作{action.today}）"
    return f"{local:%Y-%m-%d %H:%M}{counted}"
