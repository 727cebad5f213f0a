"""Whether a third person could tell done from not done, and which of the five a directive leaves out."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.cues import without_titles
from tracker.mining.findings import Deadline, Owner
from tracker.mining.vocabulary import any_of, load

_READ = 1200


@cache
def _signs(name: str) -> re.Pattern[str]:
    return any_of(load("concreteness")[name]["any"])


def is_checkable(quote: str, deadline: Deadline | None, owners: tuple[Owner, ...]) -> bool:
    """A deliverable, an act that happened or not, a count, a deadline or a named body."""
    if deadline is not None or any(not owner.inherited for owner in owners):
        return True
    words = without_titles(quote[:_READ])
    return any(_signs(name).search(words) for name in ("deliverable", "act", "count"))


def name_missing(quote: str, deadline: Deadline | None, owners: tuple[Owner, ...]) -> tuple[str, ...]:
    """Which of 谁、做什么、到什么程度、何时、怎么验 the directive does not say."""
    words = without_titles(quote[:_READ])
    says = {
        "谁": bool(owners),
        "做什么": any(_signs(name).search(words) for name in ("deliverable", "act", "work")),
        "到什么程度": any(_signs(name).search(words) for name in ("count", "degree")),
        "何时": deadline is not None,
        "怎么验": any(_signs(name).search(words) for name in ("deliverable", "proof")),
    }
    return tuple(name for name, said in says.items() if not said)
