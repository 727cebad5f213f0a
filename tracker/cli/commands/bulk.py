"""`tracker bulk`: one change or one step for every item of a query; shown first, one action, one undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import OneOf
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table, draw
from tracker.desk.bulk_wishes import STEPS, Wish, step_named
from tracker.errors import BadInput, Refusal

if TYPE_CHECKING:
    from tracker.ledger.commands.bulk import Outcome
    from tracker.ledger.store import Ledger

STEP_NAMES = (*(step.code for step in STEPS), *(step.word for step in STEPS))


@command("bulk")
@query_argument
@click.option(
    "--set", "settings", multiple=True, metavar="项目=值", help="改成什么，如 牵头=组织部，可写几次"
)
@click.option(
    "--step", type=OneOf(STEP_NAMES, "步骤"), help=f"办理：{'、'.join(step.word for step in STEPS)}"
)
@click.option(
    "--reason", default="", metavar="文字", help="这一步的理由、意见、核查情况、进展；分类盘点写列入哪一类"
)
@click.option("--basis", default="", metavar="文字", help="回炉的依据")
@click.option("--possible", is_flag=True, help="有的不能办时，只办能办的")
@click.option("--preview", is_flag=True, help="只看会怎样，不办理")
@pass_invocation
def bulk(
    invocation: Invocation,
    query: tuple[str, ...],
    settings: tuple[str, ...],
    step: str | None,
    reason: str,
    basis: str,
    possible: bool,
    preview: bool,
) -> None:
    """批量修改或办理

    先列出每项会怎样改、哪些不能办和为什么，再一次办完，一次撤销。
    例：tracker bulk 单位:办公室 未销号 --set 责任领导=周正；tracker bulk 待挂号 --step 挂号 --possible
    """
    from tracker.desk.bulk import giving
    from tracker.ledger.commands.bulk import in_bulk, rehearse

    if not query:
        raise click.UsageError("缺少条件：写明要办哪些事项，如 单位:组织部 未销号")
    if bool(settings) == bool(step):
        raise click.UsageError("写 --set 项目=值 或 --step 步骤，两样取一样")
    with invocation.open() as ledger:
        numbers = _numbers(invocation, ledger, query)
        written = {"reason": reason, "basis": basis}
        wish = Wish(_contents(settings)) if step is None else Wish(step=step, written=written)
        give = giving(ledger, invocation.actor, wish, numbers, today=invocation.today)
        outcomes = rehearse(ledger, invocation.actor, numbers, give, today=invocation.today)
        if preview:
            _show(invocation, outcomes)
            return
        doable = [one.number for one in outcomes if one.changes and not one.refusal]
        refused = [one for one in outcomes if one.refusal]
        if refused and not possible:
            raise Refusal(
                f"{len(outcomes)}项中有{len(refused)}项不能办，都没有办；只办能办的加 --possible：",
                [_refusal(one) for one in refused],
            )
        if not doable:
            raise Refusal("没有要办的：都不能办，或者本来就是这样", [_refusal(one) for one in refused])
        _ask(invocation, outcomes, len(doable))
        in_bulk(ledger, invocation.actor, doable, give, today=invocation.today)
    _tell(invocation, step, outcomes, doable)


def _numbers(invocation: Invocation, ledger: Ledger, query: tuple[str, ...]) -> list[str]:
    from tracker.ledger.queries import list_items

    wanted = read_filter(ledger, query)
    numbers = [row.number for row in list_items(ledger, wanted, today=invocation.today)]
    if not numbers:
        raise Refusal(f"没有符合条件的事项（{wanted}）")
    return numbers


def _contents(settings: tuple[str, ...]) -> dict[str, str]:
    """What `--set` says. Raises BadInput."""
    contents: dict[str, str] = {}
    for typed in settings:
        name, sign, value = typed.replace("＝", "=", 1).partition("=")
        if not sign:
            raise BadInput(f"--set “{typed}”看不懂，请写成 项目=值，如 牵头=组织部；清空写 项目=")
        contents[name.strip()] = value
    return contents


def _show(invocation: Invocation, outcomes: Sequence[Outcome]) -> None:
    objects = [
        {
            "number": one.number,
            "title": one.title,
            "changes": [
                {"what": row.what, "field": row.field, "before": row.before, "after": row.after}
                for row in one.changes
            ],
            "refusal": one.refusal,
        }
        for one in outcomes
    ]
    invocation.show_list("items", objects, _table(outcomes), "")


def _table(outcomes: Sequence[Outcome]) -> Table:
    columns = (
        Column("编号"),
        Column("问题 / 任务", flexible=True, spare=1),
        Column("会怎样", flexible=True),
    )
    return Table(columns, [(one.number, one.title, _what(one)) for one in outcomes])


def _what(outcome: Outcome) -> str:
    if outcome.refusal:
        return f"不能办：{_refusal(outcome)}"
    from tracker.desk.change_lines import change_lines

    return "；".join(change_lines(outcome.changes)) or "本来就是这样"


def _refusal(outcome: Outcome) -> str:
    return outcome.refusal.replace("\n  · ", "；").replace("：；", "：")


def _ask(invocation: Invocation, outcomes: Sequence[Outcome], count: int) -> None:
    """Show what will be before asking; who said --yes has seen it, or need not."""
    if not invocation.yes:
        for line in draw(_table(outcomes), output.terminal_width()):
            output.say(line)
        invocation.confirm(f"一次办理{count}项")


def _tell(invocation: Invocation, step: str | None, outcomes: Sequence[Outcome], done: Sequence[str]) -> None:
    refused = [one for one in outcomes if one.refusal]
    same = len(outcomes) - len(refused) - len(done)
    rest = f"，{same}项本来就是这样" if same else ""
    rest += f"，{len(refused)}项不能办" if refused else ""
    word = step_named(step).word if step else "修改"
    if not invocation.is_json:
        for one in refused:
            output.say(f"没有办：{_refusal(one)}")
    invocation.done(
        f"已批量{word}{len(done)}项{rest}。{TAKE_BACK}",
        done="bulk",
        numbers=list(done),
        refused=[{"number": one.number, "refusal": one.refusal} for one in refused],
    )
