"""What a new document repeats of the ledger, and which of the ledger's problems its measures answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.ledger.commands.drafts import ProposedLink
from tracker.mining.entries import entry_text
from tracker.mining.findings import Finding, FindingKind
from tracker.mining.linking import link_across
from tracker.mining.twins import are_near, normal

if TYPE_CHECKING:  # mining alone needs no database
    from tracker.ledger.review_rows import SayingRow
    from tracker.ledger.store import Ledger

_BEGINNING = 8
"""What says the same begins with so many equal characters."""
_ALIKE = 50
"""With so many that begin alike, the oldest ones, an entry is compared."""
_SURE = 0.45
"""A link into the ledger, where matters of many documents meet, wants to be likelier than one at home."""
_LATEST = 2000
"""Problems of the ledger that measures are compared with, the newest ones."""
_DIRECTIVES = ("task", "measure")

Twin = tuple[int | None, str]
"""A candidate's key, or the 编号 of an item that came from no document."""


def beginning(text: str) -> str:
    """How an entry begins, to find what says the same; empty where it says too little."""
    said = normal(text)
    return said[:_BEGINNING] if len(said) >= _BEGINNING else ""


def find_twins(ledger: Ledger, findings: Sequence[Finding]) -> dict[int, Twin]:
    """By finding, what the ledger has that says the same."""
    from tracker.ledger.reviews import known_sayings

    texts = {
        index: entry_text(finding.text)
        for index, finding in enumerate(findings)
        if finding.kind is not FindingKind.RESULT and finding.same_as is None
    }
    known: dict[str, list[SayingRow]] = {}
    for row in known_sayings(
        ledger, {beginning(text) for text in texts.values()} - {""}, set(texts.values())
    ):
        alike = known.setdefault(normal(row.text)[:_BEGINNING], [])
        if len(alike) < _ALIKE:
            alike.append(row)
    twins: dict[int, Twin] = {}
    for index, text in texts.items():
        said = normal(text)
        for row in known.get(said[:_BEGINNING], ()):
            other = normal(row.text)
            if _is_directive(row.kind) is _is_directive(findings[index].kind.value) and (
                said == other or are_near(said, other)
            ):
                twins[index] = (row.candidate_id, row.number)
                break
    return twins


def find_answers(ledger: Ledger, findings: Sequence[Finding]) -> dict[int, tuple[ProposedLink, ...]]:
    """By finding, the ledger's open problems that it seems to answer."""
    from tracker.ledger.reviews import open_problems

    if not any(finding.kind is FindingKind.MEASURE for finding in findings):
        return {}
    problems = open_problems(ledger, limit=_LATEST)
    links = link_across([text for _, text in problems], findings)
    return {
        index: tuple(
            ProposedLink(None, problems[link.problem][0], link.score, link.grounds)
            for link in found
            if link.score >= _SURE
        )
        for index, found in enumerate(links)
        if found
    }


def _is_directive(kind: str) -> bool:
    return kind in _DIRECTIVES
