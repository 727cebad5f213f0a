"""Whether a third person could tell done from not done, and which of the five a directive leaves out."""

from __future__ import annotations

from functools import cache

from tracker.mining.findings import Deadline, Owner
from tracker.mining.vocabulary import Finder, load

_READ = 1200


@cache
def _signs(name: str) -> Finder:
    return Finder(load("concreteness")[name]["any"])


def is_checkable(
    quote: str, deadline: Deadline | None, owners: tuple[Owner, ...], *, is_heading: bool = False
) -> bool:
    """A deliverable, a count, a deadline; or an act or a named body where it is not about attitudes.

    A heading names its group's theme: an act in it (“规范公示”) is not yet something done or not done.
    """
    words = quote[:_READ]
    if deadline is not None or _signs("deliverable").search(words) or _signs("count").search(words):
        return True
    if is_heading or _signs("attitude").search(words):
        return False
    return bool(owners) or _signs("act").search(words)


def name_missing(quote: str, deadline: Deadline | None, owners: tuple[Owner, ...]) -> tuple[str, ...]:
    """Which of 谁、做什么、到什么程度、何时、怎么验 the directive does not say."""
    words = quote[:_READ]
    says = {
        "谁": bool(owners),
        "做什么": any(_signs(name).search(words) for name in ("deliverable", "act", "work")),
        "到什么程度": any(_signs(name).search(words) for name in ("count", "degree")),
        "何时": deadline is not None,
        "怎么验": any(_signs(name).search(words) for name in ("deliverable", "proof")),
    }
    return tuple(name for name, said in says.items() if not said)
