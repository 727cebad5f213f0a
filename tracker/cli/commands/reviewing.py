"""`tracker review`: what was mined from a document, accepted or rejected one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import group
from tracker.cli.explaining import candidate_soft_words, candidate_summary, marked
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import CountKind
from tracker.cli.objects import candidate_object, document_object
from tracker.cli.tables import Column, Table
from tracker.errors import BadInput, NotFound
from tracker.ledger.commands.drafts import ConfirmedLink
from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.words import Verdict

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

_BEGINNING = 20
"""Characters by which a problem is called to mind."""
DOCUMENT = CountKind("文件序号")
CANDIDATE = CountKind("候选序号")

DOCUMENT_COLUMNS = (
    Column("序号", align="right"),
    Column("标题", flexible=True),
    Column("日期"),
    Column("文件名", flexible=True, spare=1),
    Column("专项", flexible=True, spare=2),
    Column("待复核", align="right"),
    Column("已收", align="right"),
    Column("已弃", align="right"),
    Column("重复", align="right"),
    Column("留存", align="right"),
)
CANDIDATE_COLUMNS = (
    Column("序号", align="right"),
    Column("类别"),
    Column("内容", flexible=True),
    Column("上级", align="right", spare=4),
    Column("时限", flexible=True, spare=1),
    Column("责任", flexible=True, spare=2),
    Column("缺项", flexible=True, spare=3),
    Column("对应问题", flexible=True, spare=2),
    Column("复核"),
    Column("去向", spare=1),
)


@group("review")
def review() -> None:
    """复核挖掘出的候选：收下或弃用"""


@review.command("list", options_metavar="[选项]")
@pass_invocation
def list_documents(invocation: Invocation) -> None:
    """列出来源文件和复核进度"""
    from tracker.ledger.reviews import documents

    with invocation.open() as ledger:
        rows = documents(ledger)
    table = Table(
        DOCUMENT_COLUMNS,
        [
            (
                row.id,
                row.title,
                str(row.date or ""),
                row.source_name,
                row.campaign,
                row.pending,
                row.accepted,
                row.rejected,
                row.repeated,
                row.kept,
            )
            for row in rows
        ],
    )
    invocation.show_list("documents", [document_object(row) for row in rows], table, "台账里还没有来源文件")


@review.command("show", options_metavar="[选项]")
@click.argument("document", metavar="文件序号", type=DOCUMENT, help="见 tracker review list")
@click.option("--pending", is_flag=True, help="只看待复核的")
@pass_invocation
def show(invocation: Invocation, document: int, pending: bool) -> None:
    """列出一份文件的候选"""
    with invocation.open() as ledger:
        rows = _candidates(ledger, document)
    rows = [row for row in rows if not pending or row.verdict is Verdict.PENDING]
    soft_words = candidate_soft_words(rows)
    shown = zip(rows, soft_words, strict=True)
    objects = [{**candidate_object(row), "soft_words": [word.text for word in found]} for row, found in shown]
    if invocation.format == "table":
        rows = [
            replace(row, text=marked(row.text, found)) for row, found in zip(rows, soft_words, strict=True)
        ]
    table = Table(CANDIDATE_COLUMNS, [_cells(row) for row in rows])
    invocation.show_list("candidates", objects, table, "没有候选")
    if invocation.format == "table":
        for line in candidate_summary(rows, soft_words, output.terminal_width()):
            output.write(line)


@review.command("accept", options_metavar="[选项]")
@click.argument("document", metavar="文件序号", type=DOCUMENT, help="见 tracker review list")
@click.argument("ordinals", metavar="[候选序号]…", nargs=-1, type=CANDIDATE, help="不写就收下全部待复核的")
@pass_invocation
def accept(invocation: Invocation, document: int, ordinals: tuple[int, ...]) -> None:
    """把候选收入台账"""
    from tracker.ledger.commands.intake import accept

    with invocation.open() as ledger:
        only = _ids(_candidates(ledger, document), ordinals) if ordinals else None
        taken = accept(ledger, invocation.actor, document, today=invocation.today, only=only)
    count = len(taken.numbers)
    shown = f"（{'、'.join(taken.numbers)}）" if taken.numbers else ""
    changed = bool(count or taken.measures)
    invocation.done(
        f"已收入台账：事项{count}个{shown}，措施{taken.measures}条。{TAKE_BACK}"
        if changed
        else "没有待复核的候选，没有改动",
        done="accept",
        document=document,
        numbers=taken.numbers,
        measures=taken.measures,
    )


@review.command("link", options_metavar="[选项]")
@click.argument("document", metavar="文件序号", type=DOCUMENT, help="见 tracker review list")
@click.argument(
    "links",
    metavar="措施=问题…",
    nargs=-1,
    required=True,
    help="如 7=2；另一份文件的写编号，如 7=ZG-2024-0003",
)
@pass_invocation
def link(invocation: Invocation, document: int, links: tuple[str, ...]) -> None:
    """把措施连到它回应的问题，收下时就归到那个问题

    例：tracker review link 2 7=3 8=ZG-2024-0003

    等号左边是措施的候选序号，右边是同一份文件里问题的候选序号，或者已收入台账的问题的编号。
    """
    from tracker.ledger.commands.reviewing import link_candidates

    with invocation.open() as ledger:
        rows = _candidates(ledger, document)
        wanted = [_link(rows, pair) for pair in links]
        link_candidates(ledger, invocation.actor, wanted, today=invocation.today)
    invocation.done(
        f"已连到问题：措施{len(wanted)}条。{TAKE_BACK}", done="link", document=document, links=links
    )


def _link(rows: list[CandidateRow], pair: str) -> ConfirmedLink:
    """What “7=3” or “7=ZG-2024-0003” says. Raises BadInput and NotFound."""
    measure, _, problem = (part.strip() for part in pair.replace("＝", "=").partition("="))
    if not measure.isdecimal() or not problem:
        raise BadInput(f"“{pair}”要写成 措施=问题，如 7=3 或 7=ZG-2024-0003")
    candidate = _ids(rows, (int(measure),))[0]
    if problem.isdecimal():
        return ConfirmedLink(candidate, _ids(rows, (int(problem),))[0], "")
    return ConfirmedLink(candidate, None, problem)


@review.command("reject", options_metavar="[选项]")
@click.argument("document", metavar="文件序号", type=DOCUMENT, help="见 tracker review list")
@click.argument("ordinals", metavar="候选序号…", nargs=-1, required=True, type=CANDIDATE, help="一个或几个")
@click.option("--reason", required=True, metavar="文字", help="弃用理由")
@pass_invocation
def reject(invocation: Invocation, document: int, ordinals: tuple[int, ...], reason: str) -> None:
    """弃用候选；弃用了的不会再收进来"""
    from tracker.ledger.commands.intake import reject

    with invocation.open() as ledger:
        ids = _ids(_candidates(ledger, document), ordinals)
        count = reject(ledger, invocation.actor, ids, reason=reason, today=invocation.today)
    invocation.done(
        f"已弃用候选{count}个。{TAKE_BACK}", done="reject", document=document, candidates=ordinals
    )


def _candidates(ledger: Ledger, document: int) -> list[CandidateRow]:
    """All candidates of a document. Raises NotFound where there is no such document."""
    from tracker.ledger import reviews

    rows = reviews.candidates(ledger, document)
    if not rows:
        reviews.document_text(ledger, document)
    return rows


def _ids(rows: list[CandidateRow], ordinals: tuple[int, ...]) -> list[int]:
    """The rows' keys of the numbers that people see."""
    known = {row.ordinal + 1: row.id for row in rows}
    strangers = [str(ordinal) for ordinal in ordinals if ordinal not in known]
    if strangers:
        raise NotFound(f"这份文件里没有候选{'、'.join(strangers)}（共{len(rows)}个）")
    return [known[ordinal] for ordinal in ordinals]


def _cells(row: CandidateRow) -> tuple[str | int, ...]:
    deadline = row.deadline
    due = f"→{deadline.due}" if deadline and deadline.due else ""
    return (
        row.ordinal + 1,
        row.kind_word,
        row.text,
        "" if row.parent is None else row.parent + 1,
        f"{deadline.phrase}{due}" if deadline else "",
        "、".join(owner.name for owner in row.owners),
        "、".join(row.missing),
        _answered(row),
        row.verdict.word + _why(row),
        row.item_number,
    )


def _answered(row: CandidateRow) -> str:
    """The problem that a person linked it to, else the likeliest ones, each with its score."""
    if row.home:
        return f"{row.home}（已连）"
    shown = [
        f"{answer.number or answer.ordinal_word} {_beginning(answer.text)}（{answer.score:.2f}）"
        for answer in row.answers
        if answer.ordinal is None or answer.ordinal != row.parent
    ]
    return "；".join(shown)


def _beginning(text: str) -> str:
    return text if len(text) <= _BEGINNING else text[:_BEGINNING] + "…"


def _why(row: CandidateRow) -> str:
    if row.reason:
        return f"：{row.reason}"
    return f"：{row.twin_words}" if row.verdict is Verdict.REPEATED else ""
