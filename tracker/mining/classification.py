"""Says what a sentence is, in the light of the part it stands in; decisions.toml holds the order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.mining.findings import FindingKind
from tracker.mining.roles import Placed, Role
from tracker.mining.vocabulary import load, longest_first


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

    def fits(self, cues: frozenset[str]) -> bool:
        return all(cue in cues for cue in self.together) and not any(cue in cues for cue in self.without)


def _kind(name: str) -> FindingKind | None:
    return None if name == "none" else FindingKind(name)


_PRESUMED = ("body-directive",)
"""Parts taken for directive by what most of their sentences are: there the others may explain."""
_PRESUMED_IN_SPEECH = (*_PRESUMED, "turn-directive", "heading-directive")
"""A speaker explains under any heading, a paper hardly ever."""
_LISTED = ("problem-named", "problem-listed")
"""What stands right behind the word 问题： is one, whether or not it has a number."""
_CASE = re.compile(r"[^，。；：]{2,24}的，")
"""For which case a clause says who does what (人手不够的，住建局帮助协调)."""
_OPEN = (Role.NEUTRAL, Role.BACKGROUND, Role.ACCOUNT)
_READ = 160


@dataclass(frozen=True, slots=True)
class _Decisions:
    rules: tuple[_Decision, ...]
    agent: FindingKind | None
    otherwise: FindingKind | None


@cache
def _decisions(role: Role) -> _Decisions:
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
    otherwise = _kind(table["otherwise"])
    return _Decisions(decisions, _kind(table["agent"]) if "agent" in table else otherwise, otherwise)


@cache
def act_of_somebody() -> re.Pattern[str]:
    """A clause in which a body, named, does something."""
    bodies, states = longest_first(load("agents")["bodies"]), "|".join(load("agents")["states"])
    begins = "|".join(longest_first(load("verbs")[name]) for name in ("adverbs", "verbs", "prepositions"))
    return re.compile(
        rf"(?<![^，])(?:[^，。；：的我是]{{0,30}}(?:{bodies})(?:（[^（）]{{1,30}}）)?"
        rf"(?![^，。；]{{0,60}}(?:{states}))[^，。；：的]{{0,20}}(?:{begins})|由[^，。；：的我]{{1,30}}(?:{bodies})|"
        rf"各(?![种类样项])[^，。；：的]{{1,8}}(?:{begins}))"
    )


def judge(
    placed: Placed,
    cues: frozenset[str],
    body: str = "",
    *,
    numbered: bool = True,
    dated: bool = False,
    spoken: bool = False,
    in_row: bool = False,
    aimed: bool = False,
) -> Verdict:
    """The first decision of the role whose cue the sentence has; else what the role says by itself.

    Under a heading like “存在的问题” only numbered sentences are problems by their place alone: the
    others may describe the surroundings. Where a part is directive by its sentences alone, or somebody
    speaks, those say nothing by their place that have no number and no time limit. `in_row` are those
    that go on behind a ； with what the clause before it asks for; `aimed` are those that open with the
    day by which all of it is to be so (“到2030年，水质显著改善”), whatever they sound like.
    """
    if in_row and placed.role in _OPEN and "done" not in cues:
        in_case = _CASE.match(body) is not None and act_of_somebody().search(body, 0, _READ) is not None
        if "bare-directive" in cues or in_case:
            return _verdict(FindingKind.MEASURE, placed.rule, "row-of-directives", sure=True)
    decisions = _decisions(placed.role)
    decision = _decided(placed.role, cues)
    if decision is not None:
        if aimed and decision.kind is FindingKind.RESULT:
            return _verdict(FindingKind.MEASURE, placed.rule, "goal-by-day", sure=True)
        return _verdict(decision.kind, placed.rule, f"cue-{decision.cue}", sure=True)
    otherwise = decisions.otherwise
    presumed = placed.rule in (_PRESUMED_IN_SPEECH if spoken else _PRESUMED)
    if decisions.agent is not otherwise or presumed:
        if act_of_somebody().search(body, 0, _READ):
            kind = FindingKind.MEASURE if dated else decisions.agent
            return _verdict(kind, placed.rule, "agent-acts", sure=True)
        if presumed and not (numbered or dated):
            otherwise = None
    if placed.role is Role.NEUTRAL and dated:
        return _verdict(FindingKind.MEASURE, placed.rule, "act-by-day", sure=True)
    if placed.role is Role.PROBLEM and placed.rule not in _LISTED:
        if dated and act_of_somebody().search(body, 0, _READ):
            return _verdict(FindingKind.MEASURE, placed.rule, "act-by-day", sure=True)
        if not numbered:
            otherwise = FindingKind.MEASURE if dated else None
    return _verdict(otherwise, placed.rule, f"otherwise-{placed.role}", sure=False)


def as_promise(verdict: Verdict) -> Verdict:
    """What is to be done by a day to come (“逐步推进…，8月底前完成”) is no result, wherever it stands."""
    return _verdict(FindingKind.MEASURE, verdict.rules[0], "promised-by-day", sure=True)


def as_detail(verdict: Verdict) -> Verdict:
    """What goes on in a problem's paragraph and asks for nothing tells more of the problem."""
    return _verdict(FindingKind.PROBLEM, verdict.rules[0], "detail-of-problem", sure=False)


@lru_cache(maxsize=1 << 12)
def _decided(role: Role, cues: frozenset[str]) -> _Decision | None:
    """What the cues say of a sentence in a part of the role; most sentences have the same few."""
    for decision in _decisions(role).rules:
        if decision.cue in cues and decision.fits(cues):
            return decision
    return None


@cache
def _verdict(kind: FindingKind | None, place: str, rule: str, *, sure: bool) -> Verdict:
    """One object for all sentences that are judged alike: a long text has tens of thousands."""
    return Verdict(kind, (place, rule), sure)
