"""Finds who has to act: bracket forms, 由X牵头, X会同Y, and the subject of a directive."""

from __future__ import annotations

from tracker.mining.findings import Owner, OwnerRole
from tracker.mining.owners.clauses import in_clauses
from tracker.mining.owners.forms import in_forms
from tracker.mining.owners.names import names_in

__all__ = ["find_owners", "name_cell"]

_READ = 1500
"""What is longer than this is no sentence; owners stand in its first characters or nowhere."""
_ORDER = {role: place for place, role in enumerate(OwnerRole)}


def find_owners(text: str, start: int, end: int) -> tuple[Owner, ...]:
    """The bodies named as doers in `text[start:end]`, the leading ones first."""
    end = min(end, start + _READ)
    found = in_forms(text, start, end)
    found += in_clauses(text, start, end)
    if len(found) > 1:
        found = _disjoint(found)
        found.sort(key=lambda owner: (_ORDER[owner.role], owner.start))
    return tuple(found)


def name_cell(text: str, start: int, end: int, role: OwnerRole) -> list[Owner]:
    """The names in a table's cell for them: whatever stands there is one, in the role that the column
    or, where it says more, the cell itself gives it (“牵头单位：财政所 配合单位：农经站”)."""
    return in_forms(text, start, end, whole=True) or names_in(text, start, end, role, strict=False)


def _disjoint(found: list[Owner]) -> list[Owner]:
    """Each place of the text names one body; what was found first stands."""
    kept: list[Owner] = []
    for owner in found:
        if not any(owner.start < other.end and other.start < owner.end for other in kept):
            kept.append(owner)
    return kept
