"""`tracker add` and `tracker edit`: typing in and changing items and measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import MEASURE, NUMBER, WordKind
from tracker.cli.options import (
    OWNER_OPTIONS,
    campaign_option,
    deadline_option,
    number_argument,
    owner_options,
    read_due,
    read_owners,
)
from tracker.cli.wording import shortened
from tracker.errors import BadInput
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.words import ItemKind, RectificationType, Term

if TYPE_CHECKING:
    from tracker.ledger.list_rows import Deadline
    from tracker.ledger.store import Ledger

KIND = WordKind(ItemKind, "问题|任务")
TYPE = WordKind(RectificationType, "整改类型")
TERM = WordKind(Term, "期限")
SOURCE_HELP = "问题来源：学习研讨查摆、调研发现、群众反映……，或专项自加的词"
ITEM_TEXTS = ("title", "detail", "target", "category", "note", "completion", "inference")
REASON_HELP = "挂号后把措施的时限往后移的理由"
MEASURE_OPTIONS = frozenset({"title", "deadline", "standard", *OWNER_OPTIONS})


@command("add")
@click.argument("title", metavar="内容", help="问题或任务的表述；与 --measure-of 同用时是措施")
@click.option("--kind", type=KIND, help="问题（默认）或任务")
@click.option("--category", metavar="文字", help="问题类别，如 党的建设")
@click.option("--detail", metavar="文字", help="具体表现")
@click.option("--target", metavar="文字", help="整改目标")
@click.option("--type", "type_", type=TYPE, help="默认随时限而定")
@click.option("--term", type=TERM, help="短期或中长期；中长期的要分阶段")
@deadline_option
@owner_options
@click.option("--note", metavar="文字", help="备注，会印在台账上")
@campaign_option("归到哪个专项")
@click.option("--source", metavar="词", help=SOURCE_HELP)
@click.option("--aspect", metavar="方面", help="专项里的哪个方面；没写责任领导的，由管这个方面的领导负责")
@click.option("--measure", "measures", multiple=True, metavar="措施", help="整改措施，可写几次")
@click.option("--measure-of", type=NUMBER, help="给这个事项增加一条措施")
@click.option("--standard", metavar="文字", help="措施的完成标准，与 --measure-of 同用")
@pass_invocation
def add(invocation: Invocation, /, title: str, measure_of: str | None, **options: Any) -> None:
    """新增问题、任务或措施

    例：tracker add 会议记录不规范 --target 记录完整 --measure 修订制度 --lead 办公室 --deadline 6月底前
    """
    if measure_of is not None:
        add_measure_to(invocation, measure_of, title, options)
        return
    if options["standard"] is not None:
        raise BadInput("--standard 是措施的完成标准，要与 --measure-of 编号 同用")
    from tracker.ledger.commands.items import add_item

    actor = invocation.actor
    with invocation.open_or_make() as ledger:
        draft = ItemDraft(
            title=title,
            kind=options["kind"] or ItemKind.PROBLEM,
            category=options["category"] or "",
            detail=options["detail"] or "",
            target=options["target"] or "",
            type=options["type_"],
            deadline=_due(ledger, invocation, options["deadline"], options["campaign"]),
            owners=read_owners(options),
            note=options["note"] or "",
            measures=tuple(MeasureDraft(text) for text in options["measures"]),
            campaign=options["campaign"],
            source=options["source"] or "",
            aspect=options["aspect"] or "",
            term=options["term"],
        )
        number = add_item(ledger, actor, draft, today=invocation.today)
    invocation.done(
        f"已新增{draft.kind.word} {number}“{shortened(draft.title)}”，待挂号。{TAKE_BACK}",
        done="add",
        numbers=[number],
        measures=len(draft.measures),
    )
    _say_where_it_was(invocation, number)


def _say_where_it_was(invocation: Invocation, number: str) -> None:
    """One line where the new problem is likely an older one of the same unit."""
    from tracker.ledger.lineage import offers

    with invocation.open() as ledger:
        found = offers(ledger, number)
    if found:
        more = f"等{len(found)}项" if len(found) > 1 else ""
        output.say(
            f"可能是屡改屡犯：像 {found[0].number}“{shortened(found[0].title)}”{more}，"
            f"请看 tracker lineage offer {number}"
        )


def add_measure_to(invocation: Invocation, number: str, text: str, options: dict[str, Any]) -> None:
    """Add a measure by `tracker add --measure-of` or `tracker measure add`."""
    _refuse_others(options, MEASURE_OPTIONS - {"title"}, "--measure-of")
    from tracker.ledger.commands.items import add_measure

    with invocation.open() as ledger:
        draft = MeasureDraft(
            text,
            options["standard"] or "",
            due_of(ledger, invocation, options["deadline"], (number,)),
            read_owners(options),
        )
        ordinal = add_measure(ledger, invocation.actor, number, draft, today=invocation.today)
    invocation.done(
        f"已给 {number} 增加措施{ordinal}“{shortened(text)}”。{TAKE_BACK}",
        done="add_measure",
        numbers=[number],
        measure=ordinal,
    )


@command("edit")
@number_argument(many=True)
@click.option("--measure", type=MEASURE, help="改这个事项的第几条措施")
@click.option("--title", metavar="文字", help="问题（任务）的表述；与 --measure 同用时是措施的内容")
@click.option("--category", metavar="文字", help="问题类别")
@click.option("--detail", metavar="文字", help="具体表现")
@click.option("--target", metavar="文字", help="整改目标")
@click.option("--type", "type_", type=TYPE, help="整改类型")
@click.option("--term", type=TERM, help="短期或中长期")
@deadline_option
@owner_options
@click.option("--completion", metavar="文字", help="完成情况")
@click.option("--inference", metavar="文字", help="举一反三情况")
@click.option("--note", metavar="文字", help="备注，会印在台账上")
@click.option("--source", metavar="词", help=SOURCE_HELP)
@click.option("--aspect", metavar="方面", help="专项里的哪个方面")
@click.option("--private-note", metavar="文字", help="自用备注，导出时默认不带")
@click.option("--secrecy", metavar="文字", help="密级，如 内部；标了的导出时默认不带，写空的去掉")
@click.option("--standard", metavar="文字", help="措施的完成标准，与 --measure 同用")
@click.option("--reason", metavar="理由", help=f"{REASON_HELP}，与 --measure 同用")
@pass_invocation
def edit(invocation: Invocation, /, numbers: tuple[str, ...], measure: int | None, **options: Any) -> None:
    """修改事项或措施

    写几个编号就一起改，算一次操作。写成 "" 是清空。
    """
    if all(value is None for name, value in options.items() if name != "reason"):
        raise BadInput("没有写要改什么，如 --target 目标、--lead 单位、--deadline 时限")
    if measure is not None:
        edit_measure_of(invocation, numbers, measure, options)
        return
    if options["standard"] is not None:
        raise BadInput("--standard 是措施的完成标准，要与 --measure 序号 同用")
    if options["reason"] is not None:
        raise BadInput("--reason 是措施时限后移的理由，要与 --measure 序号 同用")
    from tracker.ledger.commands.items import edit_items

    if len(numbers) > 1:
        invocation.confirm(f"要一起修改{len(numbers)}个事项，")
    with invocation.open() as ledger:
        change = ItemEdit(
            **{name: options[name] for name in (*ITEM_TEXTS, "private_note", "secrecy", "source", "aspect")},
            type=options["type_"],
            term=options["term"],
            deadline=due_of(ledger, invocation, options["deadline"], numbers),
            owners=read_owners(options),
        )
        changed = edit_items(ledger, invocation.actor, numbers, change, today=invocation.today)
    shown = "、".join(numbers)
    if changed:
        same = len(numbers) - changed
        rest = f"（其中{same}个本来就是这样）" if same > 0 else ""
        line = f"已修改 {shown}{rest}。{TAKE_BACK}"
    else:
        line = f"{shown} 本来就是这样，没有改动"
    invocation.done(line, done="edit", numbers=numbers, changed=changed)


def edit_measure_of(
    invocation: Invocation, numbers: tuple[str, ...], ordinal: int, options: dict[str, Any]
) -> None:
    """Change a measure by `tracker edit --measure` or `tracker measure edit`."""
    if len(numbers) > 1:
        raise BadInput("改措施一次只写一个编号")
    _refuse_others(options, MEASURE_OPTIONS | {"reason"}, "--measure")
    from tracker.ledger.commands.items import edit_measure

    with invocation.open() as ledger:
        change = MeasureEdit(
            text=options["title"],
            standard=options["standard"],
            deadline=due_of(ledger, invocation, options["deadline"], numbers),
            owners=read_owners(options),
        )
        reason, today = options["reason"] or "", invocation.today
        edit_measure(ledger, invocation.actor, numbers[0], ordinal, change, today=today, reason=reason)
    number = numbers[0]
    invocation.done(
        f"已修改 {number} 的措施{ordinal}。{TAKE_BACK}",
        done="edit_measure",
        numbers=[number],
        measure=ordinal,
    )


def _due(ledger: Ledger, invocation: Invocation, phrase: str | None, campaign: str | None) -> Deadline | None:
    """The time limit typed, counted by the campaign's events."""
    if phrase is None:
        return None
    from tracker.ledger.campaigns import events_of

    return read_due(phrase, invocation.today, events_of(ledger, campaign))


def due_of(
    ledger: Ledger, invocation: Invocation, phrase: str | None, numbers: Sequence[str]
) -> Deadline | None:
    """The same for items that are there. Raises BadInput where its event has a day in several campaigns."""
    if phrase is None:
        return None
    from tracker.desk.typed_limits import limit_of

    return limit_of(ledger, phrase, numbers, invocation.today)


def _refuse_others(options: dict[str, Any], allowed: frozenset[str], mode: str) -> None:
    """A measure has fewer fields than an item: say so rather than drop what was typed."""
    for name, value in options.items():
        if value not in (None, ()) and name not in allowed:
            option = "--measure" if name == "measures" else f"--{name.rstrip('_').replace('_', '-')}"
            raise BadInput(f"{option} 不是措施的内容，不能与 {mode} 同用")
