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
    from tracker.ledger.commands.reconciling import Reconciled

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
        places = _chosen(chosen, found)
        for place in places:
            output.say(f"{place}. {_deed(found.findings[place - 1])}")
        invocation.confirm(f"办理以上{len(places)}条")
        from tracker.ledger.commands.reconciling import reconcile as take_over

        proposals = [one.proposal for place in places if (one := found.findings[place - 1]).proposal]
        done = take_over(ledger, invocation.actor, proposals, source=found.source, today=invocation.today)
    invocation.done(
        f"已办理{len(places)}条：{_told(done)}。{TAKE_BACK}",
        done="reconcile",
        applied=list(places),
        progressed=done.progressed,
        finished=done.finished,
        reported=list(done.reported),
        asked=done.asked,
        moved=done.moved,
        added_measures=done.added_measures,
        numbers=list(done.added),
    )


def _chosen(typed: str, found: Reconciliation) -> tuple[int, ...]:
    """The numbers typed. Raises BadInput, and Refusal for what has nothing to be done or cannot be."""
    rows = found.findings
    if typed.strip().lower() in EVERY:
        places = tuple(place for place, one in enumerate(rows, 1) if one.proposal and not one.refusal)
        if not places:
            raise Refusal("没有能办的建议")
        return places
    chosen: dict[int, None] = {}
    for part in re.split(r"[,，、\s]+", typed.strip()):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise BadInput(f"“{one_line(part)}”不是序号，请写成 1,3,5-8 或 all")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= len(rows):
            raise BadInput(f"没有第{part}条，共{len(rows)}条")
        chosen |= dict.fromkeys(range(first, last + 1))
    reasons = []
    for place in chosen:
        one = rows[place - 1]
        if one.proposal is None:
            reasons.append(f"第{place}条（{one.standing.word}）没有可以办的")
        elif one.refusal:
            reasons.append(f"第{place}条：{one.refusal}")
    if reasons:
        raise Refusal("有不能办的，都没有办：", reasons)
    return tuple(chosen)


def _deed(one: Finding) -> str:
    what = one.promised or one.said
    return f"{one.number} {one.action}：{what}".strip()


def _told(done: Reconciled) -> str:
    parts = [
        (done.progressed, f"登记进展{done.progressed}条"),
        (done.finished, f"措施完成{done.finished}条"),
        (len(done.reported), f"自报已完成{len(done.reported)}项（{'、'.join(done.reported)}）"),
        (done.asked, f"申请延期{done.asked}项"),
        (done.moved, f"改措施时限{done.moved}条"),
        (done.added_measures, f"增加措施{done.added_measures}条"),
        (len(done.added), f"新增事项{len(done.added)}个（{'、'.join(done.added)}）"),
    ]
    return "，".join(words for count, words in parts if count)


def _show(invocation: Invocation, found: Reconciliation) -> None:
    from tracker.desk.reconciliation import Standing

    table = Table(COLUMNS, [_row(place, one) for place, one in enumerate(found.findings, 1)])
    counts = {standing: found.count(standing) for standing in Standing}
    invocation.show_page(
        {
            "document": {"title": found.title, "date": found.date},
            "counts": {standing.value: count for standing, count in counts.items()},
            "findings": [_object(place, one) for place, one in enumerate(found.findings, 1)],
        },
        table,
        list(_lines(found, [(standing.word, count) for standing, count in counts.items()])),
    )


def _row(place: int, one: Finding) -> tuple[str | int, ...]:
    return (
        place,
        one.standing.word,
        one.number,
        "" if one.measure is None else one.measure,
        one.promised,
        one.said,
        "" if one.score is None else f"{one.score:.2f}",
        one.why,
        one.action,
        one.refusal,
    )


def _lines(found: Reconciliation, counts: Sequence[tuple[str, int]]) -> Iterator[str]:
    """By what became of the promises, both sentences one below the other."""
    width = output.terminal_width()
    yield from folded(safe_for_screen(f"{found.source} 与台账对照："), width)
    yield from folded(
        "，".join(f"{word}{count}条" for word, count in counts if count) or "没有可对照的", width
    )
    for place, one in enumerate(found.findings, 1):
        yield ""
        ordinal = "" if one.measure is None else f" 措施{one.measure}"
        score = "" if one.score is None else f"　相近{one.score:.2f}"
        head = f"{place:>3} {one.standing.word}　{one.number or '（新）'}{ordinal}{score}"
        yield from folded(head, width)
        action = f"{one.action}（现在不能办：{one.refusal}）" if one.refusal else one.action
        pairs = [("台账", one.promised), ("报告", one.said), ("依据", one.why), ("可办", action)]
        yield from labelled(pairs, width, indent=4)
    doable = sum(one.proposal is not None and not one.refusal for one in found.findings)
    if doable:
        yield ""
        yield from folded(
            f"能办的{doable}条。看过以后：--apply 序号（如 1,3,5-8），或 --apply all；没有改动台账", width
        )


def _object(place: int, one: Finding) -> dict[str, Any]:
    return {
        "finding": place,
        "standing": one.standing.value,
        "number": one.number,
        "measure": one.measure,
        "promised": one.promised,
        "said": one.said,
        "start": one.start,
        "end": one.end,
        "score": one.score,
        "why": one.why,
        "action": one.action,
        "refusal": one.refusal,
    }
