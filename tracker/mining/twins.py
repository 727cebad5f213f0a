"""Recognises findings that say the same: a summary that repeats a heading, a text posted twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tracker.mining.drafts import Draft
from tracker.mining.findings import FindingKind

_SHORTEST = 6
"""Fewer characters say too little to be the same on purpose (“抓好落实”)."""
_LONG = 14
"""From so many characters on, a few may differ."""
_MORE = 0.15
"""So much of the longer text may be missing from the shorter."""
_EDGE = 6
"""Near twins begin or end with so many equal characters."""
_BESIDE = 4
"""With how many that begin or end alike one is compared."""
_ALIKE = 5
"""Twins begin or end with so many equal characters, signs included."""
_STOPS = "。；，！？：、,;. \u3000\n”）)"
_NAMED = "named-problem"
_FEWEST_NAMED = 5
"""A problem's name of so many characters is looked for in the problems before it."""
_KINDS = {FindingKind.TASK: "directive", FindingKind.MEASURE: "directive"}


def normal(text: str) -> str:
    """What the text says without its number, signs and blanks; two that are equal say the same."""
    marker = _marker().match(text)
    return _signs().sub("", text[marker.end() :] if marker else text)


def are_near(one: str, other: str) -> bool:
    """One normal text is the other with one piece more, which is short and has neither figure nor 不.

    A word in another's place makes another thing of it (“对口帮扶甲村”, “对口帮扶乙村”).
    """
    shorter, longer = sorted((one, other), key=len)
    more = len(longer) - len(shorter)
    if len(shorter) < _LONG or more > _MORE * len(longer):
        return False
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    return longer.endswith(shorter[same:]) and not _telling().search(longer, same, same + more)


def mark_twins(findings: Sequence[Draft]) -> None:
    """Gives each finding that repeats an earlier one the index of that one as `same_as`."""
    _Marker(findings).run()


class _Marker:
    def __init__(self, findings: Sequence[Draft]) -> None:
        self._findings = findings
        self._normals = [""] * len(self._findings)
        self._firsts: dict[tuple[str, str], list[int]] = {}
        """Findings that are nobody's twin, by kind and by the whole text or its beginning or end."""
        self._shingles: dict[str, int] = {}
        """Where a problem's characters were first seen, for names that quote it."""
        self._quotes = any(_NAMED in finding.rules for finding in findings)

    def run(self) -> None:
        for index in self._suspects():
            finding = self._findings[index]
            said = self._normals[index] = normal(finding.text)
            if len(said) < _SHORTEST:
                continue
            first = self._first(index, finding, said)
            if first is None:
                self._remember(index, finding, said)
            else:
                finding.same_as = first
                self._mark_above(index, first)

    def _mark_above(self, index: int, first: int) -> None:
        """Two tasks of the same few words (“管好库房”) are one where measures under them are."""
        above, other = self._findings[index].parent, self._findings[first].parent
        if above is None or other is None or above == other or self._findings[above].same_as is not None:
            return
        if normal(self._findings[above].text) == normal(self._findings[other].text):
            self._findings[above].same_as = self._root(other)

    def _suspects(self) -> list[int]:
        """Those that begin or end like another, the only ones that can be twins; cheap to find."""
        edges = []
        for finding in self._findings:
            marker = _marker().match(finding.text)
            start = marker.end() if marker else 0
            edges.append((finding.text[start : start + _ALIKE], finding.text.rstrip(_STOPS)[-_ALIKE:]))
        counts = Counter(edge for pair in edges for edge in set(pair))
        return [
            index
            for index, (finding, (head, tail)) in enumerate(zip(self._findings, edges, strict=True))
            if counts[head] > 1 or counts[tail] > 1 or (self._quotes and finding.kind is FindingKind.PROBLEM)
        ]

    def _first(self, index: int, finding: Draft, said: str) -> int | None:
        kind = _KINDS.get(finding.kind, finding.kind.value)
        for other in self._firsts.get((kind, said), ())[:_BESIDE]:
            if self._may_be_one(index, other):
                return other
        if finding.kind is FindingKind.PROBLEM and _NAMED in finding.rules:
            other_index = self._shingles.get(said[:_FEWEST_NAMED])
            if other_index is not None and said in self._normals[other_index]:
                return other_index
        if len(said) >= _LONG:
            for edge in (said[:_EDGE] + "…", "…" + said[-_EDGE:]):
                for other in self._firsts.get((kind, edge), ())[-_BESIDE:]:
                    if are_near(said, self._normals[other]) and self._may_be_one(index, other):
                        return other
        return None

    def _remember(self, index: int, finding: Draft, said: str) -> None:
        kind = _KINDS.get(finding.kind, finding.kind.value)
        keys = [said]
        if len(said) >= _LONG:
            keys += [said[:_EDGE] + "…", "…" + said[-_EDGE:]]
        for key in keys:
            self._firsts.setdefault((kind, key), []).append(index)
        if self._quotes and finding.kind is FindingKind.PROBLEM:
            for place in range(len(said) - _FEWEST_NAMED + 1):
                self._shingles.setdefault(said[place : place + _FEWEST_NAMED], index)

    def _may_be_one(self, index: int, other: int) -> bool:
        """Nothing in the two contradicts: who, by when, and what they belong to."""
        one, two = self._findings[index], self._findings[other]
        if one.parent == other:  # a sentence and the problem it names
            return False
        limits = {(d.text, d.due) for d in (one.deadline, two.deadline) if d is not None}
        names = {tuple(o.name for o in f.owners) for f in (one, two) if f.owners}
        parents = {normal(self._findings[f.parent].text) for f in (one, two) if f.parent is not None}
        return len(limits) < 2 and len(names) < 2 and len(parents) < 2

    def _root(self, index: int) -> int:
        first = self._findings[index].same_as
        return index if first is None else first


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[（(]?[一二三四五六七八九十0-9０-９]{1,3}(?:[）)、.．]|[是要](?=.{4}))|[①-⑳]|首先|其次|再次|最后)?[，：、]?(?:要(?![求点素]))?"
    )


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(r"[0-9０-９一二三四五六七八九十百千不未非]")
