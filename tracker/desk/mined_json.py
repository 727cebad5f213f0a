"""The mined findings as the documented JSON object (`schema: 1`)."""

from __future__ import annotations

from tracker.mining.findings import Deadline, Finding, Mined, Owner

SCHEMA = 1


def mined_object(title: str, sha256: str, content: str, mined: Mined) -> dict[str, object]:
    """What `tracker mine --format json` prints for one document.

    Offsets are code points of `content`; `parent` indexes `items`.
    """
    return {
        "schema": SCHEMA,
        "document": {
            "title": title,
            "date": mined.date.isoformat(),
            "characters": len(content),
            "sha256": sha256,
        },
        "items": [_item(finding) for finding in mined.findings],
    }


def _item(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "text": finding.text,
        "start": finding.start,
        "end": finding.end,
        "section": list(finding.section),
        "parent": finding.parent,
        "checkable": finding.checkable,
        "confidence": finding.confidence,
        "deadline": None if finding.deadline is None else deadline_object(finding.deadline),
        "owners": [_owner(owner) for owner in finding.owners],
        "missing": list(finding.missing),
        "soft_words": [
            {"text": word.text, "start": word.start, "end": word.end} for word in finding.soft_words
        ],
        "rules": list(finding.rules),
    }


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
    }


def _owner(owner: Owner) -> dict[str, object]:
    return {
        "name": owner.name,
        "role": owner.role.value,
        "start": owner.start,
        "end": owner.end,
        "inherited": owner.inherited,
    }
