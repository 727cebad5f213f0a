"""From a file to a mined document, and from there to the ledger's review."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.deadlines import ledger_deadline
from tracker.desk.recognising import beginning
from tracker.desk.soft_words import OwnWords, in_force, soft_words_of
from tracker.errors import BadInput, UnreadableFile
from tracker.ledger.actor import Actor
from tracker.ledger.commands.drafts import CandidateDraft, DocumentDraft, ProposedLink
from tracker.ledger.review_rows import MarkRow
from tracker.ledger.words import CandidateKind, MarkKind, OwnerRole
from tracker.mining import mine
from tracker.mining.entries import entry_name, entry_text
from tracker.mining.findings import Finding, Mined
from tracker.mining.headlines import find_document_date, find_title
from tracker.reading import read
from tracker.reading.texts import Text
from tracker.text.cleaning import clean

if TYPE_CHECKING:  # mining alone needs no database
    from tracker.ledger.commands.intake import Accepted, Stored
    from tracker.ledger.store import Ledger

DateQuestion = Callable[[str], dt.date | None]
"""Asks a person for a document's date, given its title; None when there is nobody to ask."""


_MOST_ANSWERS = 3
LONGEST_TEXT = 8_000_000
"""Characters: about four thousand pages, far beyond any speech or plan; 5 MB in one line are read and mined
within 20 seconds."""
PASTED = "粘贴的文字"
"""Name of what came from no file."""
NO_DATE = "没有找到成文日期，请用 --date 年-月-日 指明"
"""What is said of a document whose day is not known, behind its name."""


@dataclass(frozen=True, slots=True)
class MinedDocument:
    """A file that was read and mined, not yet stored."""

    text: Text
    title: str
    sha256: str
    """Of the content in UTF-8."""
    mined: Mined

    @property
    def date(self) -> dt.date:
        """The document's date, base of its relative deadlines."""
        return self.mined.date


def read_and_mine(
    path: Path,
    *,
    date: dt.date | None,
    ask: DateQuestion,
    events: Mapping[str, dt.date] | None = None,
    own_words: OwnWords | None = None,
) -> MinedDocument:
    """Read a file and mine it.

    The document's date is `date`, else the one found in its head or foot, else asked for; `events` are
    days of events that limits count from, by a word of theirs; `own_words` are an office's soft words, those
    of this machine's settings where none are given.
    Raises UnreadableFile, and BadInput when no date is to be had or the office's soft words are broken.
    """
    return mine_text(read(path), date=date, ask=ask, events=events, own_words=own_words)


def pasted(typed: str) -> Text:
    """Text that came from no file. Raises UnreadableFile where there is none."""
    content = clean(typed)
    if not content.strip():
        raise UnreadableFile(PASTED, "没有文字，请先粘贴")
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return Text(content, PASTED, digest, "txt", "utf-8")


def mine_text(
    text: Text,
    *,
    date: dt.date | None,
    ask: DateQuestion,
    events: Mapping[str, dt.date] | None = None,
    own_words: OwnWords | None = None,
) -> MinedDocument:
    """Mine a text that was read; as `read_and_mine`."""
    if len(text.content) > LONGEST_TEXT:
        raise UnreadableFile(
            text.source_name,
            f"有{len(text.content):,}个字，超过一次能读的{LONGEST_TEXT:,}个字，请拆成几份文件",
        )
    title = find_title(text.content) or Path(text.source_name).stem
    return MinedDocument(
        text=text,
        title=title,
        sha256=hashlib.sha256(text.content.encode("utf-8")).hexdigest(),
        mined=mine(
            text.content,
            date or _date_of(text, title, ask),
            headings=text.headings,
            soft_words=in_force() if own_words is None else soft_words_of(own_words),
            events=events,
        ),
    )


def _date_of(text: Text, title: str, ask: DateQuestion) -> dt.date:
    found = find_document_date(text.content)
    date = found[0] if found else ask(title)
    if date is None:
        raise BadInput(f"“{text.source_name}”里{NO_DATE}")
    return date


def store(
    ledger: Ledger, actor: Actor, document: MinedDocument, *, today: dt.date, campaign: str | None = None
) -> Stored:
    """Store the document with its candidates for review; nothing changes when its text is known.

    `campaign` is the 专项 it goes to, the default one where none is named.
    """
    from tracker.ledger.commands import intake

    return intake.store_document(
        ledger, actor, _document_draft(document, campaign), _candidate_drafts(ledger, document), today=today
    )


def store_and_accept(
    ledger: Ledger, actor: Actor, document: MinedDocument, *, today: dt.date, campaign: str | None = None
) -> tuple[Stored, Accepted]:
    """Store the document and accept every candidate that was not rejected, as one action."""
    from tracker.ledger.commands import intake

    return intake.store_and_accept(
        ledger, actor, _document_draft(document, campaign), _candidate_drafts(ledger, document), today=today
    )


def _document_draft(document: MinedDocument, campaign: str | None) -> DocumentDraft:
    return DocumentDraft(
        title=document.title,
        text=document.text.content,
        sha256=document.sha256,
        source_name=document.text.source_name,
        source_sha256=document.text.source_sha256,
        date=document.date,
        campaign=campaign,
    )


def _candidate_drafts(ledger: Ledger, document: MinedDocument) -> list[CandidateDraft]:
    from tracker.desk.recognising import find_answers, find_twins

    findings = _with_what_repetitions_say(document.mined.findings)
    twins, answers = find_twins(ledger, findings), find_answers(ledger, findings)
    return [
        _candidate_draft(finding, document.text.content, twins.get(index, (None, "")), answers.get(index, ()))
        for index, finding in enumerate(findings)
    ]


def _with_what_repetitions_say(findings: Sequence[Finding]) -> list[Finding]:
    """A repetition is not taken in: a day or owners that only it names (a list at the end of a feedback)
    go to the finding that stays."""
    kept = list(findings)
    for finding in findings:
        if finding.same_as is not None:
            first = kept[finding.same_as]
            kept[finding.same_as] = replace(
                first, deadline=first.deadline or finding.deadline, owners=first.owners or finding.owners
            )
    return kept


def _candidate_draft(
    finding: Finding, text: str, twin: tuple[int | None, str], elsewhere: tuple[ProposedLink, ...]
) -> CandidateDraft:
    own = tuple(ProposedLink(link.problem, "", link.score, link.grounds) for link in finding.answers)
    likeliest = sorted((*own, *elsewhere), key=lambda link: -link.score)[:_MOST_ANSWERS]
    return CandidateDraft(
        kind=CandidateKind(finding.kind.value),
        text=entry_text(finding.text),
        start=finding.start,
        end=finding.end,
        section=finding.section,
        parent=finding.parent,
        checkable=finding.checkable,
        confidence=finding.confidence,
        deadline=ledger_deadline(finding.deadline, text) if finding.deadline else None,
        owners=tuple((OwnerRole(owner.role.value), entry_name(owner.name)) for owner in finding.owners),
        missing=finding.missing,
        rules=finding.rules,
        said=beginning(entry_text(finding.text)),
        same_as=finding.same_as,
        twin_id=twin[0],
        twin_number=twin[1],
        answers=tuple(likeliest),
        marks=_marks(finding),
        target=finding.target.text if finding.target else "",
        is_detail=finding.is_detail,
    )


def _marks(finding: Finding) -> tuple[MarkRow, ...]:
    """Where its limits, owners and soft words stand, in the order of the text."""
    limits = {*finding.deadlines, *([finding.deadline] if finding.deadline else [])}
    spans = {
        *((MarkKind.DEADLINE, limit.start, limit.end) for limit in limits),
        *((MarkKind.OWNER, owner.start, owner.end) for owner in finding.owners),
        *((MarkKind.SOFT, word.start, word.end) for word in finding.soft_words),
    }
    rows = (MarkRow(kind, start, end) for kind, start, end in spans)
    return tuple(sorted(rows, key=lambda row: (row.start, row.end, row.kind.value)))
