"""Which headings are findings of their own: tasks over what carries them out; chapters are none."""

from __future__ import annotations

import re
from functools import cache

from tracker.mining.classification import Verdict
from tracker.mining.findings import FindingKind
from tracker.mining.headlines import ends_as_title
from tracker.mining.outline import CHAPTER, LINE, ORDINAL, Outline
from tracker.mining.vocabulary import any_of, load

_LONGEST_HEADING = 60
_LONGEST_LABEL = 36
_OF_REPORTS = ("情况", "进展", "做法", "成效")
"""A heading that ends so, over numbered parts, names what these report."""
_CLAUSES_OF_A_DIRECTIVE = 2
"""A heading with so many commas is a directive of its own, though sentences go on from it."""


@cache
def _part_names() -> re.Pattern[str]:
    """A chapter that is named for its purpose (下一步安排) says nothing that is to be done."""
    return any_of(load("outline")["part_names"])


@cache
def _matter() -> re.Pattern[str]:
    return any_of(load("outline")["matters"])


@cache
def _field_names() -> re.Pattern[str]:
    return any_of(load("outline")["field_names"])


def as_heading(
    outline: Outline, index: int, body: str, verdict: Verdict, *, specific: bool, decides: bool = False
) -> Verdict:
    """A directive heading over further sentences is a task; a chapter over groups is no finding.

    What is too long for a heading says all it has to say itself, unless numbered parts carry it out; so
    does what is `specific`: it has a time limit, or tells a body what to do. What stands below a heading that
    only names its matter (关于…) `decides` on it in minutes: that is a task.
    """
    part = outline.part_of[index]
    marker = outline.parts[part].marker
    if marker is None or not outline.is_heading(index):
        return verdict
    named = _by_name(outline, part, body, verdict, decides=decides)
    if named is not None:
        return named
    over_groups = outline.has_groups(part)
    is_chapter = marker.rank == CHAPTER
    if marker.style == LINE and ends_as_title(body) and "cue-bare-directive" not in verdict.rules:
        return Verdict(None, (*verdict.rules, "attached-title"), sure=True)
    if not outline.is_elaborated(part):
        return verdict
    if len(body) > _LONGEST_HEADING and (is_chapter or not over_groups):
        return verdict
    asks = verdict.kind is FindingKind.MEASURE
    tells_of = over_groups and verdict.kind is FindingKind.RESULT and _ends(body, _OF_REPORTS)
    if tells_of or _is_category(body, verdict):
        return Verdict(None, (*verdict.rules, "chapter-heading"), sure=True)
    if asks and not verdict.sure and _names_part(body):
        return Verdict(None, (*verdict.rules, "chapter-heading"), sure=True)
    if asks and outline.is_planned(part):
        return Verdict(FindingKind.TASK, (*verdict.rules, "group-heading"), verdict.sure)
    if is_chapter and (
        over_groups or not (asks and verdict.sure) or ("，" not in body and _names_part(body))
    ):
        return Verdict(None, (*verdict.rules, "chapter-heading"), sure=True)
    if body.endswith("；"):
        return verdict  # one of a row of directives, no heading
    says_all = (
        marker.rank < ORDINAL
        and not over_groups
        and (
            (specific and not _label_with_term().fullmatch(body))
            or body.count("，") >= _CLAUSES_OF_A_DIRECTIVE
            or len(body) > _LONGEST_LABEL
        )
    )
    if asks and not says_all:
        return Verdict(FindingKind.TASK, (*verdict.rules, "group-heading"), verdict.sure)
    return verdict


def _by_name(outline: Outline, part: int, body: str, verdict: Verdict, *, decides: bool) -> Verdict | None:
    """What the words of a heading alone say: a form's field is none, a matter is a task."""
    if not body.strip("：: "):
        return Verdict(None, (*verdict.rules, "chapter-heading"), sure=True)
    if "problem-named" in verdict.rules:
        return verdict
    if not outline.is_elaborated(part) or verdict.kind is FindingKind.PROBLEM:
        return None
    if _field_names().search(body) and verdict.kind is FindingKind.MEASURE:
        return Verdict(None, (*verdict.rules, "chapter-heading"), sure=True)
    if decides and not outline.has_groups(part) and _matter().fullmatch(body):
        return Verdict(FindingKind.TASK, (*verdict.rules, "matter-heading"), sure=True)
    return None


@cache
def _label_with_term() -> re.Pattern[str]:
    """The name of a step with its time beside it: “自查（6月底前）”."""
    return re.compile(r"[^，。；（(]{2,14}[（(][^（()）]{2,30}[）)][。：]?")


def _is_category(body: str, verdict: Verdict) -> bool:
    """“党组织建设方面”, over the problems of that kind."""
    is_problem = verdict.kind is FindingKind.PROBLEM and "problem-named" not in verdict.rules
    return is_problem and _ends(body, ("方面",))


def _ends(body: str, words: tuple[str, ...]) -> bool:
    return body.rstrip("。；：: ").endswith(words)


def _names_part(body: str) -> bool:
    return _part_names().search(body.rstrip("。；： ")) is not None
