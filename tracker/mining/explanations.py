"""Each rule's name in words a reader of the field understands, for `tracker mine --explain`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.mining.vocabulary import load


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule and what it says."""

    rule: str
    words: str


def explain(rules: Iterable[str]) -> tuple[Explanation, ...]:
    """The words of each rule, of findings (`cue-modal`) and of time limits (`month-end`) alike.

    Raises `KeyError` for a name that no rule has.
    """
    return tuple(Explanation(rule, _words(rule)) for rule in rules)


def _words(rule: str) -> str:
    texts = load("explanations")
    if rule in texts["rules"]:
        return str(texts["rules"][rule])
    kind, _, name = rule.partition("-")
    if kind == "cue" and name in load("cues"):
        return str(load("cues")[name]["meaning"])
    if kind in texts["kinds"] and name in texts["roles"]:
        return str(texts["kinds"][kind]).format(role=texts["roles"][name])
    for pattern in load("deadlines")["pattern"]:
        if pattern["name"] == rule:
            return str(pattern["means"])
    raise KeyError(rule)
