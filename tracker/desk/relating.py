"""What documents have to do with each other: problems of one that measures of another answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.mining.findings import Finding, FindingKind, Link
from tracker.mining.linking import ANSWERS, is_problem, link_across, unanswered, unprompted


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A problem of another document that a task or measure seems to answer."""

    document: int
    """Index among the documents that were related."""
    link: Link
    """Its `problem` is an index among that document's findings."""


@dataclass(frozen=True, slots=True)
class Related:
    """What became of one document's findings."""

    outside: dict[int, tuple[OutsideLink, ...]]
    """By finding, the problems of other documents that it seems to answer."""
    unanswered: tuple[int, ...]
    """Problems that no measure answers."""
    unprompted: tuple[int, ...]
    """Measures without a problem."""


def relate(documents: Sequence[Sequence[Finding]], *, across: bool) -> list[Related]:
    """Which problems no measure answers and which measures have no problem, in each document.

    With `across` the measures of one document may answer the problems of the others (反馈意见 and 方案).
    Both lists are empty where there are only problems or only measures to be compared.
    """
    outside = _across(documents) if across else [{} for _ in documents]
    answered: list[set[int]] = [set() for _ in documents]
    for found in outside:
        for links in found.values():
            for link in links:
                if link.link.score >= ANSWERS:
                    answered[link.document].add(link.link.problem)
    together = [finding for findings in documents for finding in findings]
    related = []
    for findings, links_of, met in zip(documents, outside, answered, strict=True):
        compared = together if across else findings
        both = _has(compared, FindingKind.PROBLEM) and _has(compared, FindingKind.MEASURE)
        related.append(
            Related(
                outside=links_of,
                unanswered=tuple(unanswered(findings, met)) if both else (),
                unprompted=tuple(unprompted(findings, links_of.keys())) if both else (),
            )
        )
    return related


def _has(findings: Sequence[Finding], kind: FindingKind) -> bool:
    return any(finding.kind is kind for finding in findings)


def _across(documents: Sequence[Sequence[Finding]]) -> list[dict[int, tuple[OutsideLink, ...]]]:
    """For each document the links of its findings to the problems of all others."""
    problems = [
        (document, index, finding.text)
        for document, findings in enumerate(documents)
        for index, finding in enumerate(findings)
        if is_problem(findings, index)
    ]
    linked = []
    for own, findings in enumerate(documents):
        others = [problem for problem in problems if problem[0] != own]
        links = link_across([text for _, _, text in others], findings)
        linked.append(
            {
                index: tuple(_outside(others[link.problem], link) for link in found)
                for index, found in enumerate(links)
                if found
            }
        )
    return linked


def _outside(problem: tuple[int, int, str], link: Link) -> OutsideLink:
    document, index, _ = problem
    return OutsideLink(document, Link(index, link.score, link.grounds))
