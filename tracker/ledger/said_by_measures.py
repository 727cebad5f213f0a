"""What the measures of an item say of it all together: whose it is, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import DeadlineKind, OwnerRole

UNIT_ROLES = (OwnerRole.LEAD, OwnerRole.RESPONSIBLE, OwnerRole.COOPERATING)
"""By weight: a unit that leads one measure is not named again as one that helps with another."""


@dataclass(frozen=True, slots=True)
class SaidByMeasures:
    """For a person to look at: an item's own units and limit are never put aside for these."""

    units: Mapping[OwnerRole, tuple[str, ...]]
    """Only roles that a measure names."""
    deadline: Deadline | None
    """The latest; None where none has a last day, or one is 待明确 and may be later."""

    def where_open(self, *, names_units: bool, has_limit: bool) -> SaidByMeasures:
        """The part of it that an item leaves open."""
        return SaidByMeasures({} if names_units else self.units, None if has_limit else self.deadline)

    @property
    def due(self) -> dt.date | None:
        """The last day, where there is one."""
        return self.deadline.due if self.deadline is not None else None


def said_by_measures(
    limits: Iterable[Deadline | None], owners: Iterable[tuple[OwnerRole, str]]
) -> SaidByMeasures:
    """From the limits and the owners of all measures, in their order."""
    named = list(owners)
    taken: set[str] = set()
    units: dict[OwnerRole, tuple[str, ...]] = {}
    for role in UNIT_ROLES:
        names = tuple(dict.fromkeys(name for its, name in named if its is role and name not in taken))
        if names:
            units[role] = names
            taken.update(names)
    return SaidByMeasures(units, _latest([limit for limit in limits if limit is not None]))


def _latest(limits: list[Deadline]) -> Deadline | None:
    if any(limit.confirm for limit in limits):
        return None
    last: Deadline | None = None
    for limit in limits:
        if limit.kind is DeadlineKind.RECURRING or limit.due is None:
            continue  # what comes round has no last day
        if last is None or last.due is None or limit.due > last.due:
            last = limit
    return last
