"""How `tracker mine` tells what findings have to do with each other: links, repetitions, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.cli.explaining import joined
from tracker.cli.tables import folded
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.documents import MinedDocument
    from tracker.desk.relating import Related
    from tracker.mining.findings import Act, Finding, Link

_BEGINNING = 30
"""Characters by which a finding is called to mind."""
_LEADING_UP = re.compile(r"^[^：]*：(?=[一二三四五六七八九十]+[是要])")
_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩"


def relation_details(
    documents: Sequence[MinedDocument], related: Sequence[Related], place: int, index: int, explain: bool
) -> list[tuple[str, str]]:
    """What a finding repeats, the acts it asks for, and the problems it seems to answer."""
    findings = documents[place].mined.findings
    finding = findings[index]
    answers = [_answer(link, f"第{link.problem + 1}条", findings, explain) for link in finding.answers]
    for found in related[place].outside.get(index, ()):
        other = documents[found.document]
        name = f"《{other.title}》第{found.link.problem + 1}条"
        answers.append(_answer(found.link, name, other.mined.findings, explain))
    same = "" if finding.same_as is None else f"与第{finding.same_as + 1}条相同，不重复收入"
    return [("重复", same), ("分项", "\n".join(_acts(finding.acts))), ("对应", "\n".join(answers))]


def answers_in_short(
    documents: Sequence[MinedDocument], related: Sequence[Related], place: int, index: int
) -> Iterator[str]:
    """The problems a finding seems to answer, but for the one it stands under.

    What has just been quoted, for the finding before or the task above, is not quoted again.
    """
    findings = documents[place].mined.findings
    finding = findings[index]
    near = (findings[other] for other in (index - 1, finding.parent) if other is not None and other >= 0)
    quoted = {link.problem for other in near for link in other.answers}
    for link in finding.answers:
        if link.problem != finding.parent:
            quote = "" if link.problem in quoted else f" {beginning(findings[link.problem].text)}"
            yield f"对应：第{link.problem + 1}条{quote}（{link.score:.2f}）"
    for found in related[place].outside.get(index, ()):
        paper = documents[found.document]
        quote = beginning(paper.mined.findings[found.link.problem].text)
        yield f"对应：《{paper.title}》第{found.link.problem + 1}条 {quote}（{found.link.score:.2f}）"


def gap_lines(
    documents: Sequence[MinedDocument], related: Sequence[Related], width: int | None
) -> Iterator[str]:
    """Problems that no measure answers, and measures without a problem, if there are any."""
    several = len(documents) > 1
    wanting = [
        f"{_name(document, several)}第{index + 1}条 {beginning(document.mined.findings[index].text)}"
        for document, relation in zip(documents, related, strict=True)
        for index in relation.unanswered
    ]
    loose = [
        f"{_name(document, several)}第{_numbers(relation.unprompted)}条"
        for document, relation in zip(documents, related, strict=True)
        if relation.unprompted
    ]
    if wanting:
        yield from ("", f"没有措施回应的问题{len(wanting)}个：")
        for line in wanting:
            yield from folded(safe_for_screen(f"  {line}"), width)
    if loose:
        total = sum(len(relation.unprompted) for relation in related)
        told = f"没有对应问题的措施{total}条：{'，'.join(loose)}"
        yield from ("", *folded(safe_for_screen(told), width))


def _numbers(indexes: Sequence[int]) -> str:
    """Numbers as people see them, those that follow one another as “39至43”."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    parts = [
        f"{run[0] + 1}至{run[-1] + 1}" if len(run) > 2 else "、".join(str(index + 1) for index in run)
        for run in runs
    ]
    return "、".join(parts)


def _name(document: MinedDocument, several: bool) -> str:
    return f"《{document.title}》" if several else ""


def _answer(link: Link, name: str, findings: Sequence[Finding], explain: bool) -> str:
    why = ""
    if explain:
        from tracker.mining.explanations import explain as explained

        why = "：" + "；".join(ground.words for ground in explained(link.grounds))
    return f"{name} {beginning(findings[link.problem].text)}（{link.score:.2f}）{why}"


def _acts(acts: Sequence[Act]) -> Iterator[str]:
    for number, act in enumerate(acts):
        sign = _SIGNS[number] if number < len(_SIGNS) else f"({number + 1})"
        notes = [owner.name for owner in act.owners]
        if act.deadline is not None:
            due = f" → {act.deadline.due}" if act.deadline.due else ""
            notes.append(f"{joined(act.deadline.text)}{due}")
        yield f"{sign} {joined(act.text)}" + (f"（{'、'.join(notes)}）" if notes else "")


def beginning(text: str) -> str:
    """The first words, to call a finding to mind; not those that only lead up to “一是”."""
    plain = _LEADING_UP.sub("", " ".join(joined(text).split()))
    return plain if len(plain) <= _BEGINNING else plain[:_BEGINNING] + "…"
