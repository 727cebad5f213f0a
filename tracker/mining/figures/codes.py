"""The code of a figure from what is counted and what is said of it."""

from __future__ import annotations

from collections.abc import Collection

from tracker.mining.vocabulary import load

_KINDS = ("problem", "task")
OTHERS = "others"
"""Counted is what the ledger does not: 举报, 案件."""


def coded(what: str, status: str, facet: str, counted: Collection[str]) -> tuple[str, str]:
    """Code of the figure ("" where the ledger counts nothing such) and the kind it is limited to.

    `counted` is what the sentence counts in all: where it counts problems and tasks, what it says of
    neither is of both.
    """
    if what == OTHERS:
        return "", ""
    status = "open" if status == "rest" else status
    if what in ("measure", "regulation"):
        table = load("figures")[f"as_{what}"]
        code = table.get(status, "")
        if facet == "immediate" and code in ("measures", "measures_done"):
            code = {"measures": "measures_immediate", "measures_done": "measures_immediate_done"}[code]
        return code, ""
    if status.startswith("made"):
        return "", ""
    kind = what if what in _KINDS and not set(_KINDS) <= set(counted) else ""
    if status == "total":
        if facet or what not in _KINDS:
            return "items", kind
        return f"{what}s", ""
    return status, kind
