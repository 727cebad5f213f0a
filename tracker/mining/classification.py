"""Says what a sentence is, in the light of the part it stands in; decisions.toml holds the order."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from tracker.mining.discourse import Placed, Role
from tracker.mining.findings import FindingKind
from tracker.mining.vocabulary import load


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence says, or None for nothing, and the rules that said so."""

    kind: FindingKind | None
    rules: tuple[str, ...]
    sure: bool
    """A cue decided, not the part alone."""


@dataclass(frozen=True, slots=True)
class _Decision:
    cue: str
    together: tuple[str, ...]
    without: tuple[str, ...]
    kind: FindingKind | None

    def fits(self, cues: Container[str]) -> bool:
        return all(cue in cues for cue in self.together) and not any(cue in cues for cue in self.without)


def _kind(name: str) -> FindingKind | None:
    return None if name == "none" else FindingKind(name)


@cache
def _decisions(role: Role) -> tuple[tuple[_Decision, ...], FindingKind | None]:
    table = load("decisions")[role.value]
    decisions = tuple(
        _Decision(
            entry["cue"],
            tuple(entry.get("with", ())),
            tuple(entry.get("without", ())),
            _kind(entry["kind"]),
        )
        for entry in table["rules"]
    )
    return decisions, _kind(table["otherwise"])


def judge(placed: Placed, cues: Container[str], *, numbered: bool = True) -> Verdict:
    """The first decision of the role whose cue the sentence has; else what the role says by itself.

    Under a heading like “存在的问题” only numbered sentences are problems by their place alone: the
    others may describe the surroundings.
    """
    decisions, otherwise = _decisions(placed.role)
    for decision in decisions:
        if decision.cue in cues and decision.fits(cues):
            return Verdict(decision.kind, (placed.rule, f"cue-{decision.cue}"), sure=True)
    if placed.rule == "heading-problem" and not numbered:
        otherwise = None
    return Verdict(otherwise, (placed.rule, f"otherwise-{placed.role}"), sure=False)
