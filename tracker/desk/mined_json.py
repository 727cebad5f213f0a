"""The mined findings as the documented JSON object (`schema: 1`)."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.desk.relating import OutsideLink, Related, relate
from tracker.mining.findings import Act, Deadline, Finding, Link, Mined, Owner, Span

SCHEMA = 1


def mined_object(
    title: str, sha256: str, content: str, mined: Mined, related: Related | None = None
) -> dict[str, object]:
    """What `tracker mine --format json` prints for one document.

    Offsets are code points of `content`; `parent`, `same_as` and `problem` index `items`. `related` is
    what the document has to do with those it is shown with, itself alone if it is not given.
    """
    relation = related or relate([mined.findings], across=False)[0]
    return {
        "schema": SCHEMA,
        "document": {
            "title": title,
            "date": mined.date.isoformat(),
            "characters": len(content),
            "sha256": sha256,
        },
        "items": [
            _item(finding, relation.outside.get(index, ())) for index, finding in enumerate(mined.findings)
        ],
        "unanswered": list(relation.unanswered),
        "unprompted": list(relation.unprompted),
    }


def _item(finding: Finding, outside: Sequence[OutsideLink]) -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "text": finding.text,
        "start": finding.start,
        "end": finding.end,
        "section": list(finding.section),
        "parent": finding.parent,
        "is_detail": finding.is_detail,
        "target": None if finding.target is None else _span(finding.target),
        "checkable": finding.checkable,
        "confidence": finding.confidence,
        "deadline": None if finding.deadline is None else deadline_object(finding.deadline),
        "deadlines": [deadline_object(deadline) for deadline in finding.deadlines],
        "owners": [_owner(owner) for owner in finding.owners],
        "acts": [_act(act) for act in finding.acts],
        "same_as": finding.same_as,
        "answers": [_link(link) for link in finding.answers],
        "answers_outside": [{"document": found.document, **_link(found.link)} for found in outside],
        "missing": list(finding.missing),
        "soft_words": [_span(word) for word in finding.soft_words],
        "rules": list(finding.rules),
    }


def _span(span: Span) -> dict[str, object]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _act(act: Act) -> dict[str, object]:
    return {
        "text": act.text,
        "start": act.start,
        "end": act.end,
        "deadline": None if act.deadline is None else deadline_object(act.deadline),
        "owners": [_owner(owner) for owner in act.owners],
    }


def _link(link: Link) -> dict[str, object]:
    return {"problem": link.problem, "score": link.score, "grounds": list(link.grounds)}


def deadline_object(deadline: Deadline) -> dict[str, object]:
    """One deadline with the field names of the schema."""
    return {
        "text": deadline.text,
        "start": deadline.start,
        "end": deadline.end,
        "kind": deadline.kind.value,
        "due": None if deadline.due is None else deadline.due.isoformat(),
        "rule": deadline.rule,
        "confirm": deadline.confirm,
        "hedge": deadline.hedge,
        "event": deadline.event,
        "base": None if deadline.base is None else deadline.base.isoformat(),
    }


def _owner(owner: Owner) -> dict[str, object]:
    return {
        "name": owner.name,
        "role": owner.role.value,
        "start": owner.start,
        "end": owner.end,
        "inherited": owner.inherited,
    }
