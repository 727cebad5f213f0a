"""`tracker examine`, `apply`, `return`, `preliminary`, `publicity`, `close` and `sign`: the way to 销号."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import output
from tracker.cli.closing_objects import finding_object
from tracker.cli.commanding import command
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE
from tracker.cli.options import number_argument
from tracker.cli.tables import Column, Table, folded
from tracker.cli.wording import named, shortened
from tracker.errors import BadInput, Refusal
from tracker.text.cleaning import one_line
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.ledger.closing_rows import FindingRow, Signature
    from tracker.ledger.examination import Examination

HOW_TO_ANSWER = "逐条答复：--answer 1=… --answer 2=…；先看体检：tracker examine 编号"


@command("examine")
@number_argument()
@pass_invocation
def examine(invocation: Invocation, number: str) -> None:
    """销号体检：申请前看看还差什么、有什么要答复

    查每条措施有没有佐证、佐证的日期、同一份材料有没有用在别的事项上、承诺的数量、单位自报。
    """
    from tracker.ledger.examination import examination

    with invocation.open() as ledger:
        found = examination(ledger, number, today=invocation.today)
    invocation.show_page(
        {
            "number": found.number,
            "missing": found.missing,
            "findings": [finding_object(finding) for finding in found.findings],
        },
        Table(
            (Column("办理"), Column("序号"), Column("检查项"), Column("内容")),
            [
                *(("须先办好", "", "", line) for line in found.missing),
                *(("须答复", str(row.ordinal), row.check.word, row.text) for row in found.findings),
            ],
        ),
        list(_examined(found)),
    )


def _examined(found: Examination) -> list[str]:
    width = output.terminal_width()
    lines = [f"{found.number}“{safe_for_screen(shortened(found.title))}”销号体检"]

    def section(title: str, rows: Sequence[tuple[str, str]]) -> None:
        lines.append(title)
        for mark, text in rows:
            first, *rest = folded(safe_for_screen(text), None if width is None else width - 6)
            lines.append(f"  {mark:<4}{first}")
            lines.extend(f"      {part}" for part in rest)

    if found.missing:
        section("先办好才能申请：", [("·", line) for line in found.missing])
    if found.findings:
        section("申请时逐条答复：", [(str(row.ordinal), _asked(row)) for row in found.findings])
    if not found.missing and not found.findings:
        lines.append("没有查出问题，可以申请销号")
    return lines


def _asked(row: FindingRow) -> str:
    return f"{row.text}（上次答复：{row.answer}，不改就照用）" if row.answer else row.text


@command("apply")
@number_argument()
@click.option("--completion", metavar="文字", help="完成情况，替换事项上已写的")
@click.option("--inference", metavar="文字", help="举一反三情况，替换事项上已写的")
@click.option(
    "--answer", "answers", metavar="序号=答复", multiple=True, help="答复销号体检的第几条，可写几次"
)
@pass_invocation
def apply(
    invocation: Invocation,
    number: str,
    completion: str | None,
    inference: str | None,
    answers: tuple[str, ...],
) -> None:
    """申请销号

    要全部措施已完成、写明完成情况、有佐证材料、回答举一反三；销号体检查出的要逐条答复。
    """
    from tracker.ledger.commands.advancing import apply_for_closing
    from tracker.ledger.examination import examination

    today = invocation.today
    given = _answers(answers)
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        found = examination(ledger, number, today=today, completion=completion, inference=inference)
        unanswered = [row for row in found.findings if not row.answer and row.ordinal not in given]
        if unanswered and not found.missing and _can_ask(invocation):
            given |= _ask(unanswered)
            unanswered = []
        try:
            apply_for_closing(
                ledger,
                invocation.actor,
                number,
                today=today,
                completion=completion,
                inference=inference,
                answers=given,
            )
        except Refusal as refusal:
            if unanswered:
                raise Refusal(refusal.summary, (*refusal.reasons, HOW_TO_ANSWER)) from refusal
            raise
    answered = f"，体检答复{len(found.findings)}条" if found.findings else ""
    _done(invocation, "apply", number, f"已申请销号 {what}{answered}，请另一人审核")


def _answers(written: Sequence[str]) -> dict[int, str]:
    """`1=…` by ordinal. Raises BadInput."""
    found: dict[int, str] = {}
    for typed in written:
        ordinal, sign, text = typed.replace("＝", "=", 1).partition("=")
        if not sign or not ordinal.strip().isdecimal() or not text.strip():
            raise BadInput(f"答复“{one_line(typed)}”看不懂，请写成 序号=答复，如 1=材料见会议纪要第三条")
        found[int(ordinal)] = text.strip()
    return found


def _can_ask(invocation: Invocation) -> bool:
    return output.is_terminal(sys.stdin) and not invocation.yes and not invocation.is_json


def _ask(findings: Sequence[FindingRow]) -> dict[int, str]:
    """Each finding answered at the terminal; an empty answer is asked for again."""
    output.say(f"销号体检查出{len(findings)}条，请逐条答复（Ctrl+C 不办）：")
    return {
        finding.ordinal: str(
            click.prompt(f"{finding.ordinal} {safe_for_screen(finding.text)}\n  答复", err=True)
        )
        for finding in findings
    }


def with_signature(function: Callable[..., None]) -> Callable[..., None]:
    """Who signed the printed form, when, and its number, which the command gets as one `signature`."""

    @wraps(function)
    def signed(
        invocation: Invocation,
        *,
        signed_by: str | None,
        signed_on: dt.date | None,
        document: str | None,
        **named: Any,
    ) -> None:
        function(invocation, signature=_signature(invocation.today, signed_by, signed_on, document), **named)

    for option, kind, metavar, text in (
        ("--document", str, "文号", "纸质件的文号，如 〔2026〕12号"),
        ("--signed-on", DATE, "日期", "签字日期，默认今天"),
        ("--signed-by", str, "姓名", "在纸质审批表上签字的人，不能是申请人"),
    ):
        signed = click.option(option, type=kind, metavar=metavar, help=text)(signed)
    return signed


def _signature(
    today: dt.date, signed_by: str | None, signed_on: dt.date | None, document: str | None
) -> Signature | None:
    from tracker.ledger.closing_rows import Signature

    if signed_by is None:
        if signed_on is not None or document is not None:
            raise BadInput("写了签字日期或文号，还要用 --signed-by 写明由谁签字")
        return None
    return Signature(signed_by, signed_on or today, document or "")


@command("return")
@number_argument()
@click.option("--opinion", required=True, metavar="文字", help="补充整改要求，不少于10个字")
@pass_invocation
@with_signature
def return_(invocation: Invocation, number: str, opinion: str, signature: Signature | None) -> None:
    """退回销号申请，写明补充整改要求"""
    from tracker.ledger.commands.advancing import return_for_more

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        return_for_more(ledger, invocation.actor, number, opinion=opinion, today=today, signature=signature)
    _done(invocation, "return", number, f"已退回 {what}，回到整改中")


@command("preliminary")
@number_argument()
@click.option("--opinion", default="", metavar="文字", help="初审意见")
@pass_invocation
@with_signature
def preliminary(invocation: Invocation, number: str, opinion: str, signature: Signature | None) -> None:
    """初审通过（专项设为两步审核的）

    初审人不能是申请人；再由另一人用 tracker close 销号。不同意的用 tracker return 退回。
    """
    from tracker.ledger.commands.advancing import pass_preliminary

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        pass_preliminary(ledger, invocation.actor, number, opinion=opinion, today=today, signature=signature)
    _done(invocation, "preliminary", number, f"初审已通过 {what}，请另一人销号")


@command("close")
@number_argument()
@click.option("--opinion", default="", metavar="文字", help="审核意见")
@pass_invocation
@with_signature
def close(invocation: Invocation, number: str, opinion: str, signature: Signature | None) -> None:
    """同意销号

    审核人不能是申请人；专项设为两步审核的，也不能是初审人。
    """
    from tracker.ledger.commands.advancing import close

    today = invocation.today
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        close(ledger, invocation.actor, number, opinion=opinion, today=today, signature=signature)
    _done(invocation, "close", number, f"已销号 {what}")


@command("sign")
@number_argument()
@click.option("--by", "signed_by", required=True, metavar="姓名", help="签字的人，不能是申请人")
@click.option("--on", "signed_on", type=DATE, metavar="日期", help="签字日期，默认今天")
@click.option("--document", default="", metavar="文号", help="纸质件的文号，如 〔2026〕12号")
@click.option("--step", type=click.IntRange(1, 2), help="两步审核的：1 初审，2 终审；默认最近一步")
@pass_invocation
def sign(
    invocation: Invocation,
    number: str,
    signed_by: str,
    signed_on: dt.date | None,
    document: str,
    step: int | None,
) -> None:
    """登记纸质审批表由谁签字、日期和文号"""
    from tracker.ledger.closing_rows import Signature
    from tracker.ledger.commands.closing import sign

    today = invocation.today
    signature = Signature(signed_by, signed_on or today, document)
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        sign(ledger, invocation.actor, number, signature, today=today, step=step)
    _done(invocation, "sign", number, f"已登记签字 {what}：{one_line(signed_by)}，{signature.on}")


@command("publicity")
@number_argument()
@click.option("--from", "begins", type=DATE, metavar="日期", help="公示开始的日子")
@click.option("--to", "ends", type=DATE, metavar="日期", help="公示最后一天；不写按专项设的天数，没有设的7天")
@click.option("--place", default="", metavar="文字", help="公示方式，如 单位公示栏、门户网站")
@click.option("--objections", default="", metavar="文字", help="期满后：有无异议和处理情况，没有就写 无异议")
@pass_invocation
def publicity(
    invocation: Invocation,
    number: str,
    begins: dt.date | None,
    ends: dt.date | None,
    place: str,
    objections: str,
) -> None:
    """登记销号前的公示，和有无异议

    先写 --from 登记公示；期满后再写 --objections 登记有无异议。
    """
    from tracker.ledger.commands import closing

    today = invocation.today
    if begins is None and (ends is not None or place.strip()):
        raise BadInput("请用 --from 写明公示从哪一天开始")
    if begins is None and not objections.strip():
        raise BadInput("请用 --from 写明公示从哪一天开始，或用 --objections 写明期满后有无异议")
    with invocation.open() as ledger:
        what = named(ledger, [number], today)
        if begins is None:
            closing.record_objections(ledger, invocation.actor, number, objections=objections, today=today)
            line = f"已登记公示结果 {what}"
        else:
            last = closing.publicise(
                ledger,
                invocation.actor,
                number,
                begins=begins,
                ends=ends,
                place=place,
                objections=objections,
                today=today,
            )
            line = f"已登记公示 {what}：{begins} 至 {last}"
    _done(invocation, "publicity", number, line)


def _done(invocation: Invocation, step: str, number: str, line: str) -> None:
    invocation.done(f"{line}。{TAKE_BACK}", done=step, numbers=[number])
