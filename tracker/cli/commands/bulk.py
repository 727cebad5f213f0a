"""`tracker bulk`: one change or one step for every item of a query; shown first, one action, one undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.drafting import due_of
from tracker.cli.commands.listing import read_filter
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import OneOf
from tracker.cli.options import names_in, query_argument
from tracker.cli.tables import Column, Table, draw
from tracker.errors import BadInput, Refusal
from tracker.ledger.words import OwnerRole, RectificationType, Term, Word

if TYPE_CHECKING:
    from tracker.ledger.commands.bulk import Outcome
    from tracker.ledger.commands.drafts import ItemEdit
    from tracker.ledger.rows import ChangeRow
    from tracker.ledger.store import Ledger

Give = Callable[[str], object]

OWNERS: Mapping[str, OwnerRole] = MappingProxyType(
    {role.word: role for role in OwnerRole}
    | {
        "领导": OwnerRole.LEADER,
        "牵头": OwnerRole.LEAD,
        "责任": OwnerRole.RESPONSIBLE,
        "配合": OwnerRole.COOPERATING,
    }
)
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "问题类别": "category",
        "类别": "category",
        "目标": "target",
        "整改目标": "target",
        "完成情况": "completion",
        "举一反三": "inference",
        "备注": "note",
        "自用备注": "private_note",
        "问题来源": "source",
        "来源": "source",
        "方面": "aspect",
    }
)
WORDS: Mapping[str, tuple[str, type[Word]]] = MappingProxyType(
    {"类型": ("type", RectificationType), "整改类型": ("type", RectificationType), "期限": ("term", Term)}
)
DEADLINES = ("时限", "整改时限")

STEPS: Mapping[str, str] = MappingProxyType(
    {
        "register": "挂号",
        "apply": "申请销号",
        "withdraw": "撤回申请",
        "return": "退回",
        "close": "销号",
        "look-back": "回头看",
        "reopen": "回炉",
        "stop": "终止",
    }
)


@command("bulk")
@query_argument
@click.option(
    "--set", "settings", multiple=True, metavar="项目=值", help="改成什么，如 牵头=组织部，可写几次"
)
@click.option(
    "--step", type=OneOf((*STEPS, *STEPS.values()), "步骤"), help=f"办理：{'、'.join(STEPS.values())}"
)
@click.option("--reason", default="", metavar="文字", help="这一步的理由、意见或核查情况")
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
    from tracker.ledger.commands.bulk import in_bulk, rehearse

    if not query:
        raise click.UsageError("缺少条件：写明要办哪些事项，如 单位:组织部 未销号")
    if bool(settings) == bool(step):
        raise click.UsageError("写 --set 项目=值 或 --step 步骤，两样取一样")
    with invocation.open() as ledger:
        numbers = _numbers(invocation, ledger, query)
        give = (
            _editing(invocation, ledger, settings, numbers)
            if step is None
            else _stepping(invocation, ledger, step, reason, basis)
        )
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


def _editing(
    invocation: Invocation, ledger: Ledger, settings: tuple[str, ...], numbers: Sequence[str]
) -> Give:
    from tracker.ledger.commands.items import edit_items

    edit = _read_settings(invocation, ledger, settings, numbers)
    return lambda number: edit_items(ledger, invocation.actor, [number], edit, today=invocation.today)


def _read_settings(
    invocation: Invocation, ledger: Ledger, settings: tuple[str, ...], numbers: Sequence[str]
) -> ItemEdit:
    """What `--set` says. Raises BadInput."""
    from tracker.ledger.commands.drafts import ItemEdit

    fields: dict[str, Any] = {}
    owners: dict[OwnerRole, tuple[str, ...]] = {}
    for typed in settings:
        name, sign, value = typed.replace("＝", "=", 1).partition("=")
        name = name.strip()
        if not sign:
            raise BadInput(f"--set “{typed}”看不懂，请写成 项目=值，如 牵头=组织部；清空写 项目=")
        if name in OWNERS:
            owners[OWNERS[name]] = names_in(value)
        elif name in TEXTS:
            fields[TEXTS[name]] = value
        elif name in WORDS:
            field, words = WORDS[name]
            fields[field] = words.read(value)
            if fields[field] is None:
                raise BadInput(f"{name}没有“{value}”，可用：{' '.join(word.word for word in words)}")
        elif name in DEADLINES:
            fields["deadline"] = due_of(ledger, invocation, value, numbers)
        else:
            known = " ".join((*OWNERS, *TEXTS, *WORDS, *DEADLINES))
            raise BadInput(f"不能批量修改“{name}”，可用：{known}")
    return ItemEdit(**fields, owners=owners)


def _stepping(invocation: Invocation, ledger: Ledger, step: str, reason: str, basis: str) -> Give:
    from tracker.ledger.commands import advancing as steps

    actor, today = invocation.actor, invocation.today
    gives: dict[str, Give] = {
        "挂号": lambda number: steps.register(ledger, actor, [number], today=today, waiver=reason),
        "申请销号": lambda number: steps.apply_for_closing(ledger, actor, number, today=today),
        "撤回申请": lambda number: steps.withdraw(ledger, actor, number, today=today),
        "退回": lambda number: steps.return_for_more(ledger, actor, number, opinion=reason, today=today),
        "销号": lambda number: steps.close(ledger, actor, number, opinion=reason, today=today),
        "回头看": lambda number: steps.look_back(ledger, actor, number, finding=reason, today=today),
        "回炉": lambda number: steps.reopen(ledger, actor, number, reason=reason, basis=basis, today=today),
        "终止": lambda number: steps.stop(ledger, actor, number, reason=reason, today=today),
    }
    return gives[STEPS.get(step, step)]


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
    return "；".join(map(_change, outcome.changes)) or "本来就是这样"


def _refusal(outcome: Outcome) -> str:
    return outcome.refusal.replace("\n  · ", "；").replace("：；", "：")


def _change(row: ChangeRow) -> str:
    if row.field in ("新增", "删除"):
        return f"{row.field}{row.what}“{row.after or row.before}”"
    return f"{row.field}：{row.before or '空'} → {row.after or '空'}"


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
    word = STEPS.get(step, step) if step else "修改"
    if not invocation.is_json:
        for one in refused:
            output.say(f"没有办：{_refusal(one)}")
    invocation.done(
        f"已批量{word}{len(done)}项{rest}。{TAKE_BACK}",
        done="bulk",
        numbers=list(done),
        refused=[{"number": one.number, "refusal": one.refusal} for one in refused],
    )
