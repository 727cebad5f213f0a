"""新增: what a later document finds or asks for that the ledger does not have, as new items and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tracker.desk.deadlines import ledger_deadline
from tracker.desk.documents import MinedDocument
from tracker.desk.matching import SAME_TOPIC, Matcher, Weights
from tracker.desk.reconciliation import Finding
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft, Owners
from tracker.ledger.commands.reconciling import AddItem, AddMeasure, Proposal
from tracker.ledger.likeness import pairs_of, plain
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import ItemKind, OwnerRole, Standing
from tracker.mining.entries import entry_text
from tracker.mining.findings import Finding as Mined
from tracker.mining.findings import FindingKind
from tracker.mining.generalities import is_general
from tracker.mining.linking import ANSWERS, link_across
from tracker.mining.statements import Degree, Statement

_SURE: Final = 0.45
"""A link to a problem of the ledger wants to be likelier than one to a problem of the same document."""
_NEAR: Final = 0.35
"""From here on a person is told which item it may be."""
_SAME: Final = 0.8
"""So much of a measure's words, and it is that measure."""
_KNOWN: Final = 0.7
"""So much of what an item is called, and it is that item."""


@dataclass(slots=True)
class _Newcomer:
    """A problem or task of the document with the measures that came with it."""

    finding: Mined
    kind: ItemKind
    measures: list[Mined] = field(default_factory=list)


def find_newcomers(
    document: MinedDocument,
    statements: Sequence[Statement],
    matcher: Matcher,
    pages: Sequence[ItemPage],
    known: Sequence[ItemRow],
    matched: Sequence[Finding],
) -> list[Finding]:
    """New items with their measures, then new measures of items there are, in the order of the text."""
    return list(_Search(document, statements, matcher, pages, known, matched).run())


class _Search:
    def __init__(
        self,
        document: MinedDocument,
        statements: Sequence[Statement],
        matcher: Matcher,
        pages: Sequence[ItemPage],
        known: Sequence[ItemRow],
        matched: Sequence[Finding],
    ) -> None:
        self._document = document
        self._mined = document.mined.findings
        self._statements = statements
        self._pages = pages
        self._weights = Weights.of([*(row.title for row in known), *(one.text for one in self._mined)])
        self._titles = [(row, pairs_of(plain(row.title))) for row in known]
        self._spoken = [
            (one.start, one.end) for one in matched if one.start is not None and one.end is not None
        ]
        self._measures = [pairs_of(plain(one.text)) for page in pages for one in page.measures]
        self._about = matcher.about

    def run(self) -> Iterator[Finding]:
        new: dict[int, _Newcomer] = {}
        measures: list[int] = []
        for index, finding in enumerate(self._mined):
            if not self._is_new(finding) or _is_general(finding):
                continue
            if finding.kind is FindingKind.MEASURE:
                if not self._is_measure(finding):
                    measures.append(index)
            elif finding.kind is not FindingKind.RESULT and self._known(finding) is None:
                kind = ItemKind.PROBLEM if finding.kind is FindingKind.PROBLEM else ItemKind.TASK
                new[index] = _Newcomer(finding, kind)
        links = self._links(measures)
        further: list[tuple[Mined, str]] = []
        for index in measures:
            home = self._home(index, new, links)
            if isinstance(home, str):
                further.append((self._mined[index], home))
            elif home is None:
                new[index] = _Newcomer(self._mined[index], ItemKind.TASK)
            else:
                new[home].measures.append(self._mined[index])
        for index, newcomer in sorted(new.items()):
            if not self._is_mere_heading(index, newcomer):
                yield self._item(newcomer)
        for finding, number in further:
            yield self._measure(finding, number)

    def _is_mere_heading(self, index: int, newcomer: _Newcomer) -> bool:
        """A task whose measures went to the problem that they answer, new or known."""
        if newcomer.kind is not ItemKind.TASK or newcomer.measures:
            return False
        return any(one.parent == index and one.kind is FindingKind.MEASURE for one in self._mined)

    def _is_new(self, finding: Mined) -> bool:
        """Neither said before, nor told as done, nor matched with a promise."""
        if finding.same_as is not None or finding.kind is FindingKind.RESULT:
            return False
        if any(start < finding.end and finding.start < end for start, end in self._spoken):
            return False
        own = [one for one in self._statements if one.start < finding.end and finding.start < one.end]
        told = any(one.degree in (Degree.DONE, Degree.PARTLY, Degree.UNDER_WAY) for one in own)
        return not told and not any(one.chapter and one.degree is Degree.UNSAID for one in own)

    def _nearest(self, finding: Mined) -> tuple[ItemRow | None, float]:
        """The item, open or not, that the finding is likest to speak of."""
        said = pairs_of(plain(finding.text))
        likest: tuple[ItemRow | None, float] = (None, 0.0)
        for row, pairs in self._titles:
            if len(pairs) > 1 and pairs & said:
                covered = self._weights.covered(pairs, said)
                if covered > likest[1]:
                    likest = row, covered
        return likest

    def _is_measure(self, finding: Mined) -> bool:
        """An open item has this very measure, done or not."""
        said = pairs_of(plain(finding.text))
        return any(self._weights.covered(pairs, said) >= _SAME for pairs in self._measures if pairs & said)

    def _known(self, finding: Mined) -> str | None:
        """编号 of the item that the finding surely speaks of."""
        row, covered = self._nearest(finding)
        return row.number if row is not None and covered >= _KNOWN else None

    def _links(self, measures: Sequence[int]) -> dict[int, str]:
        """By measure the open item that it seems to answer."""
        if not measures or not self._pages:
            return {}
        links = link_across([page.row.title for page in self._pages], self._mined)
        return {
            index: self._pages[links[index][0].problem].row.number
            for index in measures
            if links[index] and links[index][0].score >= _SURE
        }

    def _home(self, index: int, new: dict[int, _Newcomer], links: dict[int, str]) -> int | str | None:
        """A new item it belongs to, else the 编号 of one there is, else None."""
        finding = self._mined[index]
        for link in finding.answers:
            if link.problem in new and link.score >= ANSWERS:
                return link.problem
        if finding.parent in new:
            return finding.parent
        if index in links:
            return links[index]
        if finding.parent is not None:
            number = self._known(self._mined[finding.parent])
            return number if any(page.row.number == number for page in self._pages) else None
        topic = next((one.topic for one in self._statements if one.start <= finding.start < one.end), "")
        return next(
            (page.row.number for page in self._pages if self._about(page.row.title, topic) >= SAME_TOPIC),
            None,
        )

    def _item(self, newcomer: _Newcomer) -> Finding:
        finding, measures = newcomer.finding, newcomer.measures
        draft = ItemDraft(
            title=entry_text(finding.text),
            kind=newcomer.kind,
            deadline=ledger_deadline(finding.deadline, self._text) if finding.deadline else None,
            owners=_owners(finding),
            note=f"出自《{self._document.title}》（{self._document.date}）",
            measures=tuple(self._draft(measure) for measure in measures),
        )
        with_measures = f"，连同措施{len(measures)}条" if measures else ""
        return self._row(finding, "", AddItem(draft), f"新增{newcomer.kind.word}{with_measures}")

    def _measure(self, finding: Mined, number: str) -> Finding:
        return self._row(finding, number, AddMeasure(number, self._draft(finding)), f"给 {number} 增加措施")

    def _draft(self, finding: Mined) -> MeasureDraft:
        limit = ledger_deadline(finding.deadline, self._text) if finding.deadline else None
        return MeasureDraft(text=entry_text(finding.text), deadline=limit, owners=_owners(finding))

    def _row(self, finding: Mined, number: str, proposal: Proposal, deed: str) -> Finding:
        return Finding(
            standing=Standing.NEW,
            number=number,
            measure=None,
            promised="",
            said=entry_text(finding.text),
            start=finding.start,
            end=finding.end,
            score=None,
            grounds=self._grounds(finding),
            proposal=proposal,
            deed=deed,
        )

    def _grounds(self, finding: Mined) -> str:
        row, covered = self._nearest(finding)
        if row is None or covered < _NEAR:
            return "台账里没有"
        return (
            f"台账里没有；最近的是 {row.number}“{row.title}”（{row.state.word}，相近{covered:.2f}），请核对"
        )

    @property
    def _text(self) -> str:
        return self._document.text.content


def _is_general(finding: Mined) -> bool:
    """加强组织领导: nothing that could be told as done. A problem is a problem, whatever its words."""
    return finding.kind is not FindingKind.PROBLEM and is_general(entry_text(finding.text))


def _owners(finding: Mined) -> Owners:
    found: dict[OwnerRole, tuple[str, ...]] = {}
    for owner in finding.owners:
        role = OwnerRole(owner.role.value)
        found[role] = (*found.get(role, ()), owner.name)
    return found
