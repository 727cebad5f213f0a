"""`tracker reconcile`: a later speech or report against what the ledger promises."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.commands.listing import read_filter
from tracker.cli.commands.mining import ask_date
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE
from tracker.cli.options import query_argument
from tracker.cli.tables import Column, Table, folded, labelled
from tracker.errors import BadInput, Refusal
from tracker.text.cleaning import one_line
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.reconciliation import Finding, Reconciliation

COLUMNS = (
    Column("序号", align="right"),
    Column("对账"),
    Column("编号"),
    Column("措施", align="right"),
    Column("台账写的", flexible=True),
    Column("报告说的", flexible=True),
    Column("相近", align="right", spare=2),
    Column("依据", flexible=True, spare=1),
    Column("可办", flexible=True),
    Column("不能办的原因", flexible=True),
)
EVERY = ("all", "全部")
_RANGE = re.compile(r"(\d{1,6})(?:[-－—~至](\d{1,6}))?")


@command("reconcile")
@click.argument("file", metavar="文件", type=FILE, help="后来的讲话、整改报告、进展情况")
@query_argument
@click.option("--date", type=DATE, help="成文日期；不写就在文中找，找不到就问")
@click.option("--apply", "chosen", metavar="序号|all", help="办哪几条，如 1,3,5-8；all 是能办的全部")
@pass_invocation
def reconcile(
    invocation: Invocation, file: Path, query: tuple[str, ...], date: dt.date | None, chosen: str | None
) -> None:
    """承诺对账：后来的讲话、报告说的，与没有销号的逐条对照

    只看不改；看过再用 --apply 办，一次办完，一次撤销。
    例：tracker reconcile 进展报告.docx --date 2024-6-18；再 tracker reconcile 进展报告.docx --apply 1,3
    """
    from tracker.desk.documents import read_and_mine
    from tracker.desk.reconciling import compare

    document = read_and_mine(file, date=date, ask=ask_date)
    for warning in document.text.warnings:
        output.say(f"注意：{warning}")
    with invocation.open() as ledger:
        found = compare(
            ledger,
            invocation.actor,
            document,
            today=invocation.today,
            wanted=read_filter(ledger, query),
        )
        if chosen is None:
            _show(invocation, found)
            return
        wanted = _chosen(chosen, found)
        for one in wanted:
            output.say(f"{one.ordinal}. {_deed(one)}")
        invocation.confirm(f"办理以上{len(wanted)}条")
        from tracker.ledger.commands.reconciling import reconcile as take_over

        places = [one.ordinal for one in wanted]
        done = take_over(
            ledger, invocation.actor, found.lines(places), shown=found.shown, today=invocation.today
        )
    invocation.done(
        f"已办理{len(places)}条：{done.words}。{TAKE_BACK}",
        done="reconcile",
        applied=places,
        progressed=done.progressed,
        finished=done.finished,
        reported=list(done.reported),
        asked=done.asked,
        moved=done.moved,
        added_measures=done.added_measures,
        numbers=list(done.added),
    )


def _chosen(typed: str, found: Reconciliation) -> list[Finding]:
    """The lines of the numbers typed; what was done before is passed over in so many words.

    Raises BadInput, and Refusal for what has nothing to be done or cannot be.
    """
    if typed.strip().lower() in EVERY:
        chosen = [one for one in found.findings if one.is_done_with_all]
        unsure = [str(one.ordinal) for one in found.findings if one.is_doable and one.is_unsure]
        if not chosen:
            raise Refusal(f"第{'、'.join(unsure)}条要看了定，写明序号才办" if unsure else "没有能办的建议")
        if unsure:
            output.say(f"第{'、'.join(unsure)}条要看了定，没有算在全部里；要办就写明序号")
        return chosen
    lines = [_numbered(found, place) for place in _numbers(typed, found)]
    reasons = [
        f"第{one.ordinal}条（{one.standing.word}）没有可以办的"
        if one.proposal is None
        else f"第{one.ordinal}条：{one.refusal}"
        for one in lines
        if not (one.is_taken or one.is_doable)
    ]
    if reasons:
        raise Refusal("有不能办的，都没有办：", reasons)
    taken = [f"第{one.ordinal}条{one.refusal}" for one in lines if one.is_taken]
    if len(taken) == len(lines):
        raise Refusal("选中的都办过了，没有再办：", taken)
    for words in taken:
        output.say(f"{words}，跳过")
    return [one for one in lines if not one.is_taken]


def _numbers(typed: str, found: Reconciliation) -> list[int]:
    last_one = found.findings[-1].ordinal if found.findings else 0
    chosen: dict[int, None] = {}
    for part in re.split(r"[,，、\s]+", typed.strip()):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise BadInput(f"“{one_line(part)}”不是序号，请写成 1,3,5-8 或 all")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= last_one:
            raise BadInput(f"没有第{part}条，序号到{last_one}为止")
        chosen |= dict.fromkeys(range(first, last + 1))
    return list(chosen)


def _numbered(found: Reconciliation, place: int) -> Finding:
    one = found.numbered(place)
    if one is None:
        raise BadInput(f"第{place}条现在没有了：台账已经有别的改动，请重新对账再选")
    return one


def _deed(one: Finding) -> str:
    what = one.promised or one.said
    return f"{one.number} {one.deed}：{what}".strip()


def _show(invocation: Invocation, found: Reconciliation) -> None:
    from tracker.ledger.words import Standing

    table = Table(COLUMNS, [_row(one) for one in found.findings])
    counts = {standing: found.count(standing) for standing in Standing}
    invocation.show_page(
        {
            "document": {"title": found.title, "date": found.date},
            "counts": {standing.value: count for standing, count in counts.items()},
            "findings": [_object(one) for one in found.findings],
        },
        table,
        list(_lines(found, [(standing.word, count) for standing, count in counts.items()])),
    )


def _row(one: Finding) -> tuple[str | int, ...]:
    return (
        one.ordinal,
        one.standing.word,
        one.number,
        "" if one.measure is None else one.measure,
        one.promised,
        one.said,
        "" if one.score is None else f"{one.score:.2f}",
        one.grounds,
        one.deed,
        one.refusal,
    )


def _lines(found: Reconciliation, counts: Sequence[tuple[str, int]]) -> Iterator[str]:
    """By what became of the promises, both sentences one below the other."""
    width = output.terminal_width()
    yield from folded(safe_for_screen(f"{found.source} 与台账对照："), width)
    yield from folded(
        "，".join(f"{word}{count}条" for word, count in counts if count) or "没有可对照的", width
    )
    for one in found.findings:
        yield ""
        ordinal = "" if one.measure is None else f" 措施{one.measure}"
        score = "" if one.score is None else f"　相近{one.score:.2f}"
        mark = "√" if one.is_taken else " "
        head = f"{one.ordinal:>3}{mark}{one.standing.word}　{one.number or '（新）'}{ordinal}{score}"
        yield from folded(head, width)
        pairs = [("台账", one.promised), ("报告", one.said), ("依据", one.grounds), _action(one)]
        yield from labelled(pairs, width, indent=4)
    doable = sum(one.is_doable for one in found.findings)
    if doable:
        yield ""
        unsure = sum(one.is_doable and one.is_unsure for one in found.findings)
        left = f"，其中{unsure}条要看了定、all 不办" if unsure else ""
        yield from folded(
            f"能办的{doable}条{left}。看过以后：--apply 序号（如 1,3,5-8），或 --apply all；没有改动台账",
            width,
        )


def _action(one: Finding) -> tuple[str, str]:
    """What can be done, or was."""
    if one.is_taken:
        return "已办", f"{one.deed}。{one.refusal}"
    return "可办", f"{one.deed}（现在不能办：{one.refusal}）" if one.refusal else one.deed


def _object(one: Finding) -> dict[str, Any]:
    return {
        "finding": one.ordinal,
        "standing": one.standing.value,
        "number": one.number,
        "measure": one.measure,
        "promised": one.promised,
        "said": one.said,
        "start": one.start,
        "end": one.end,
        "score": one.score,
        "why": one.grounds,
        "action": one.deed,
        "refusal": one.refusal,
        "is_unsure": one.is_unsure,
        "is_taken": one.is_taken,
    }
