"""How `tracker mine` tells what findings have to do with each other: links, repetitions, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.cli.tables import folded
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.desk.documents import MinedDocument
    from tracker.desk.relating import Related
    from tracker.mining.findings import Act, Finding, Link

_BEGINNING = 30
"""Characters by which a finding is called to mind."""
_NAMED = 10
"""So many of a long list are written out."""
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


def gap_lines(
    documents: Sequence[MinedDocument], related: Sequence[Related], width: int | None
) -> Iterator[str]:
    """Problems that no measure answers, and measures without a problem, if there are any."""
    several = len(documents) > 1
    wanting = [
        f"{_name(document, several)}第{index + 1}条 {_beginning(document.mined.findings[index].text)}"
        for document, relation in zip(documents, related, strict=True)
        for index in relation.unanswered
    ]
    loose = [
        f"{_name(document, several)}第{_numbers(relation.unprompted)}条"
        for document, relation in zip(documents, related, strict=True)
        if relation.unprompted
    ]
    if wanting:
        yield from ("", f"没有措施回应的问题 {len(wanting)} 个：")
        for line in wanting:
            yield from folded(safe_for_screen(f"  {line}"), width)
    if loose:
        count = sum(len(relation.unprompted) for relation in related)
        told = f"没有对应问题的措施 {count} 条：{'，'.join(loose)}"
        yield from ("", *folded(safe_for_screen(told), width))


def _numbers(indexes: Sequence[int]) -> str:
    more = "等" if len(indexes) > _NAMED else ""
    return "、".join(str(index + 1) for index in indexes[:_NAMED]) + more


def _name(document: MinedDocument, several: bool) -> str:
    return f"《{document.title}》" if several else ""


def _answer(link: Link, name: str, findings: Sequence[Finding], explain: bool) -> str:
    why = ""
    if explain:
        from tracker.mining.explanations import explain as explained

        why = "：" + "；".join(ground.words for ground in explained(link.grounds))
    return f"{name} {_beginning(findings[link.problem].text)}（{link.score:.2f}）{why}"


def _acts(acts: Sequence[Act]) -> Iterator[str]:
    for number, act in enumerate(acts):
        sign = _SIGNS[number] if number < len(_SIGNS) else f"({number + 1})"
        notes = [owner.name for owner in act.owners]
        if act.deadline is not None:
            due = f" → {act.deadline.due}" if act.deadline.due else ""
            notes.append(f"{act.deadline.text}{due}")
        yield f"{sign} {act.text}" + (f"（{'、'.join(notes)}）" if notes else "")


def _beginning(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _BEGINNING else plain[:_BEGINNING] + "…"
