"""`tracker mine`: what a text says is to be done, by whom, and by when."""

from __future__ import annotations

import datetime as dt
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import output
from tracker.cli.commanding import command
from tracker.cli.explaining import finding_summary, ground_pairs, quote_lines
from tracker.cli.invocation import TAKE_BACK, Invocation, pass_invocation
from tracker.cli.kinds import DATE, FILE, CountKind
from tracker.cli.options import campaign_option
from tracker.cli.tables import Column, Table, folded, labelled
from tracker.errors import BadInput
from tracker.ledger.words import CandidateKind, OwnerRole
from tracker.text.dates import parse_date
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.documents import MinedDocument
    from tracker.desk.relating import Related
    from tracker.ledger.store import Ledger
    from tracker.mining.explanations import Explainer
    from tracker.mining.findings import Deadline, Finding

COLUMNS = (
    Column("文件"),
    Column("序号", align="right"),
    Column("类别"),
    Column("内容", flexible=True),
    Column("部分", flexible=True),
    Column("位置"),
    Column("起"),
    Column("止"),
    Column("上级"),
    Column("时限"),
    Column("到期"),
    Column("责任"),
    Column("缺项"),
    Column("虚词"),
    Column("可考核"),
    Column("把握"),
    Column("规则"),
)

JOBS = CountKind("进程数")
EVENT_HELP = "时限从哪件事算起、那件事是哪一天，如 反馈=2026-09-30；可以写几个"
KNOWN = "这份文件已在台账中，没有改动"


@command("mine", takes_lines=True)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE, help="也可以是文件夹，连同下级")
@click.option("--date", type=DATE, help="成文日期；不写就在文中找，找不到就问")
@click.option("--event", "events", multiple=True, metavar="事件=日期", help=EVENT_HELP)
@campaign_option("收入哪个专项，时限从它登记的事件起算")
@click.option("--accept", is_flag=True, help="问题、任务、措施收入台账，成效随文件留存；不写就只看不存")
@click.option("--review", is_flag=True, help="存入台账待复核，再用 tracker review 逐条收下或弃用")
@click.option("--explain", is_flag=True, help="写出每一条的依据：规则、原文里的字眼、把握")
@click.option("--link", is_flag=True, help="几份文件连起来看：反馈的哪些问题，方案里没有措施回应")
@click.option("--jobs", type=JOBS, help="用几个进程；不写就按活多活少自己定")
@click.option("--cluster", metavar="地址", help="交给 Dask 集群，如 tcp://10.0.0.1:8786")
@click.option("--output", "-o", "into", type=FILE, help="--format jsonl 写到这个文件；中断了，再来一次接着读")
@pass_invocation
def mine(
    invocation: Invocation,
    files: tuple[Path, ...],
    date: dt.date | None,
    events: tuple[str, ...],
    campaign: str | None,
    accept: bool,
    review: bool,
    explain: bool,
    link: bool,
    jobs: int | None,
    cluster: str | None,
    into: Path | None,
) -> int:
    """从讲话、反馈意见、方案中挖掘问题、任务和措施

    例：tracker mine 讲话.docx --date 2024-3-15 --accept

    几份文件有一份读不了，就一份也不收；文件夹里读不了的逐个说明，其余照收。同一份文件收第二次，台账不变。
    """
    if accept and review:
        raise click.UsageError("--accept 和 --review 只能写一个", click.get_current_context())
    from tracker.cli.commands.archive import Wanted, mine_files
    from tracker.desk.deadlines import read_events

    given = read_events(events)
    if accept or review or campaign is not None:
        given = {**_registered_events(invocation, campaign), **given}
    return mine_files(
        invocation,
        Wanted(files, date, given, accept, review, explain, link, jobs, cluster, into, campaign),
    )


def _registered_events(invocation: Invocation, campaign: str | None) -> dict[str, dt.date]:
    """The days of the campaign's events; there are none where there is no ledger yet."""
    from tracker.ledger.campaigns import events_of
    from tracker.ledger.location import locate

    place = locate(invocation.db).path
    if campaign is None and place is not None and not place.exists():
        return {}
    with invocation.open() as ledger:
        return events_of(ledger, campaign)


def ask_date(title: str) -> dt.date | None:
    """Ask until a date is given; None when there is nobody to ask."""
    if not output.is_terminal(sys.stdin):
        return None
    while True:
        question = safe_for_screen(f"《{title}》里没有找到成文日期，请输入（如 2024-03-15）")
        try:
            return parse_date(str(click.prompt(question, err=True)))
        except BadInput as problem:
            output.say(str(problem))


def store_document(
    invocation: Invocation, ledger: Ledger, document: MinedDocument, campaign: str | None
) -> str:
    """What became of the document, in a line."""
    from tracker.desk.documents import store

    stored = store(ledger, invocation.actor, document, today=invocation.today, campaign=campaign)
    if not stored.is_new:
        return f"《{document.title}》：{KNOWN}"
    invocation.changed = True
    show = f"tracker review show {stored.document_id}"
    return f"《{document.title}》已存入，候选待复核，请看 {show}。{TAKE_BACK}"


def accept_document(
    invocation: Invocation, ledger: Ledger, document: MinedDocument, campaign: str | None
) -> str:
    """What became of the document and its findings, in a line."""
    from tracker.desk.documents import store_and_accept

    stored, accepted = store_and_accept(
        ledger, invocation.actor, document, today=invocation.today, campaign=campaign
    )
    if not stored.is_new and not (accepted.numbers or accepted.measures or accepted.details):
        return f"《{document.title}》：{KNOWN}"
    invocation.changed = True
    known = "已收入台账：" if stored.is_new else "这份文件已在台账中，收下其余候选："
    numbers = accepted.numbers
    span = f"（{' 至 '.join(dict.fromkeys((numbers[0], numbers[-1])))}）" if numbers else ""
    counted = f"事项{len(numbers)}个{span}，措施{accepted.measures}条"
    counted += f"，具体表现{len(accepted.details)}条" if accepted.details else ""
    return f"《{document.title}》{known}{counted}，待挂号。{TAKE_BACK}"


def show_documents(
    invocation: Invocation, documents: list[MinedDocument], explain: bool, *, link: bool = False
) -> None:
    """What was found in documents, in the format that was asked for; with `link`, what they answer of
    each other."""
    from tracker.desk.relating import relate

    related = relate([document.mined.findings for document in documents], across=link)
    if invocation.is_json:
        from tracker.desk.mined_json import mined_object

        for document, relation in zip(documents, related, strict=True):
            found = mined_object(
                document.title, document.sha256, document.text.content, document.mined, relation
            )
            if explain:
                from tracker.desk.explained_json import with_explanations

                found = with_explanations(found, document.text.content, document.mined)
            output.write_object(found, compact=len(documents) > 1)
    elif invocation.format == "csv":
        output.write_csv(Table(COLUMNS, [row for document in documents for row in _rows(document)]))
    else:
        from tracker.cli.relations import gap_lines

        width = output.terminal_width()
        for place in range(len(documents)):
            for line in _lines(documents, related, place, explain, width):
                output.write(line)
        for line in gap_lines(documents, related, width):
            output.write(line)


def _rows(document: MinedDocument) -> Iterator[tuple[str | int, ...]]:
    places = Places(document.text.content)
    for index, finding in enumerate(document.mined.findings):
        deadline = finding.deadline
        yield (
            document.text.source_name,
            index + 1,
            CandidateKind(finding.kind.value).word,
            finding.text,
            " › ".join(finding.section),
            places.of(finding.start),
            finding.start,
            finding.end,
            "" if finding.parent is None else finding.parent + 1,
            deadline.text if deadline else "",
            str(deadline.due or "") if deadline else "",
            _owners(finding),
            "、".join(finding.missing),
            "、".join(word.text for word in finding.soft_words),
            "是" if finding.checkable else "",
            f"{finding.confidence:.2f}",
            " ".join(finding.rules),
        )


def _lines(
    documents: list[MinedDocument], related: list[Related], place: int, explain: bool, width: int | None
) -> Iterator[str]:
    from tracker.cli.mined import finding_lines

    document = documents[place]
    findings = document.mined.findings
    kinds = Counter(CandidateKind(finding.kind.value) for finding in findings)
    details = sum(finding.is_detail for finding in findings)
    kinds[CandidateKind.PROBLEM] -= details
    counted = "、".join(f"{kind.word}{kinds[kind]}个" for kind in CandidateKind)
    counted += f"，具体表现{details}条" if details else ""
    checkable = sum(finding.checkable for finding in findings)
    text = document.text
    if place:
        yield ""
    yield from folded(safe_for_screen(f"《{document.title}》"), width)
    about = f"{text.source_name}，{len(text.content):,}字，成文日期{document.date}"
    yield from folded(safe_for_screen(about), width)
    yield from folded(f"挖出{counted}；可考核{checkable}个", width)
    if explain:
        yield from _explained_lines(documents, related, place, width)
    else:
        yield from finding_lines(documents, related, place, width)
    yield from finding_summary(findings, width)


def _explained_lines(
    documents: list[MinedDocument], related: list[Related], place: int, width: int | None
) -> Iterator[str]:
    """Everything that is known of each finding, with the grounds."""
    from tracker.cli.relations import relation_details

    document = documents[place]
    text, findings = document.text, document.mined.findings
    margin = len(str(len(findings))) + 6
    room = None if width is None else width - margin
    places = Places(text.content)
    explainer = _explainer(document)
    for index, finding in enumerate(findings):
        yield ""
        head = f"{index + 1:>{margin - 6}} {CandidateKind(finding.kind.value).word} "
        parts = quote_lines(finding, room)
        yield head + parts[0]
        yield from (" " * margin + part for part in parts[1:])
        details = [
            *_details(finding, places.of(finding.start)),
            *relation_details(documents, related, place, index, explain=True),
            *ground_pairs(finding, explainer.explain(index)),
        ]
        yield from labelled(details, width, indent=margin)


def _explainer(document: MinedDocument) -> Explainer:
    from tracker.mining.explanations import Explainer

    return Explainer(document.text.content, document.mined)


def _details(finding: Finding, place: str) -> list[tuple[str, str]]:
    above = " › ".join(finding.section)
    return [
        ("时限", _deadline_words(finding.deadline)),
        ("责任", _owners(finding)),
        ("缺项", "、".join(finding.missing)),
        ("位置", f"{above}　{place}" if above else place),
    ]


class Places:
    """Where things stand in a text; its lines are looked for once, not for each of 100,000 findings."""

    def __init__(self, content: str) -> None:
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", content))]

    def of(self, start: int) -> str:
        """Line and character in it, both counted from 1, as an editor shows them."""
        line = bisect_right(self._line_starts, start)
        return f"{line}:{start - self._line_starts[line - 1] + 1}"


def _deadline_words(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    due = f" → {deadline.due}" if deadline.due else ""
    return f"{deadline.text}{due}{'（待明确）' if deadline.confirm else ''}"


def _owners(finding: Finding) -> str:
    roles = {role.value: role.word for role in OwnerRole}
    named = [
        f"{owner.name}（{roles[owner.role.value]}{'，承前' if owner.inherited else ''}）"
        for owner in finding.owners
    ]
    return "、".join(named)
