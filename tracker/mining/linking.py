"""Proposes which problems a task or measure answers: same matter, wording, order and place, with a score."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from math import log
from operator import add

from tracker.mining.drafts import Draft
from tracker.mining.findings import Finding, FindingKind, Link
from tracker.mining.vocabulary import load, longest_first

_MOST = 3
"""So many links of one measure are worth a person's look."""
_THRESHOLD = 0.26
ANSWERS = 0.4
"""A link of this score counts as an answer; a fainter one is shown, but the problem still waits for one."""
_FAINT = 0.06
"""Who shares less of a clause's weight is not looked at further."""
_RARE = 24
"""A pair of characters that stands in more problems than this does not lead to any of them."""
_LEADS = 40
"""So many of a measure's rarest pairs lead to problems."""
_READ = 300
"""Of an endless sentence so many characters are compared."""
_FULL = 0.45
"""Who shares so much of a problem's weight is about it."""
_SHORT = 3
"""A clause of fewer pairs goes with the one before."""
_FEWEST = 6
"""A clause of fewer pairs weighs as if it had so many: sharing one of two says little."""
_TOPIC = 0.2
_RUN = 3
"""So many characters in a row are a word that both use."""
_RUN_COUNTS = 2
"""So many characters more speak louder."""
_SCORES = {"under-problem": 0.9, "names-problem": 0.9, "same-place": 0.25, "parts": 0.45}
_HEADING_COUNTS = 0.7
"""What a group's heading says counts so much for the measures under it."""

_Findings = Sequence[Finding] | Sequence[Draft]

Grounds = dict[str, float]
"""How much each ground speaks for a link, from 0 to 1."""


def link(problems: Sequence[str], measures: Sequence[str]) -> tuple[tuple[Link, ...], ...]:
    """For each measure the problems it seems to answer, as indexes into `problems`, the likeliest first.

    The two may come from different texts, a 反馈意见 and the 方案 that answers it.
    """
    return tuple(map(_best, _by_matter(problems, measures)))


def link_across(problems: Sequence[str], findings: Sequence[Finding]) -> tuple[tuple[Link, ...], ...]:
    """The links of every finding of one text to problems of another, as indexes into `problems`.

    Measures are read with the heading they stand under; problems and results get none.
    """
    wanted = [index for index, finding in enumerate(findings) if finding.kind in _DIRECTIVES]
    graded = _graded(problems, findings, wanted)
    links: list[tuple[Link, ...]] = [()] * len(findings)
    for index in wanted:
        links[index] = _best(graded[index])
    return tuple(links)


def answer_problems(findings: Sequence[Draft]) -> None:
    """Gives tasks and measures of one text the problems they seem to answer."""
    problems = [index for index, finding in enumerate(findings) if finding.kind is FindingKind.PROBLEM]
    if not problems:
        return
    wanted = [index for index, finding in enumerate(findings) if finding.kind in _DIRECTIVES]
    graded: dict[int, dict[int, Grounds]] = {index: {} for index in wanted}
    compared = [
        index
        for index in problems
        if findings[index].same_as is None and findings[index].parent not in graded
    ]
    if compared:
        by_place = _graded([findings[index].text for index in compared], findings, wanted)
        graded = {
            index: {compared[place]: grounds for place, grounds in by_place[index].items()}
            for index in wanted
        }
        for index in wanted:
            above = _problem_above(findings, index)
            if above is not None:
                graded[index].setdefault(above, {})["under-problem"] = _SCORES["under-problem"]
    for index in problems:  # the sentence that names a problem answers it
        namer, first = findings[index].parent, _first(findings, index)
        if namer in graded:
            graded[namer].setdefault(first, {})["names-problem"] = _SCORES["names-problem"]
    for index in wanted:
        findings[index].answers = _best(graded[index])


def _first(findings: _Findings, index: int) -> int:
    """The finding itself, or the one it repeats."""
    same_as = findings[index].same_as
    return index if same_as is None else same_as


def unanswered(findings: Sequence[Finding], answered: Collection[int] = ()) -> list[int]:
    """Problems that no task or measure seems to answer, here or (`answered`) in another text.

    What a result names is being dealt with. A problem that others elaborate is answered where one of them
    is; they are answered where it is.
    """
    links = (found for finding in findings for found in finding.answers)
    met = {found.problem for found in links if found.score >= ANSWERS} | set(answered)
    settled = set(met)
    for index in met:
        above = findings[index].parent
        while above is not None and findings[above].kind is FindingKind.PROBLEM:
            settled.add(above)
            above = findings[above].parent
    wanting: dict[int, None] = {}
    for index, finding in enumerate(findings):
        if not is_problem(findings, index) or index in settled:
            continue
        if finding.parent not in met and finding.parent not in wanting:
            wanting[index] = None
    return list(wanting)


def unprompted(findings: Sequence[Finding], prompted: Collection[int] = ()) -> list[int]:
    """Measures for which no problem is found, here or (`prompted`) in another text; what a task answers
    its measures answer too."""
    answering = {index for index, finding in enumerate(findings) if finding.answers} | set(prompted)
    return [
        index
        for index, finding in enumerate(findings)
        if finding.kind is FindingKind.MEASURE
        and finding.same_as is None
        and index not in answering
        and finding.parent not in answering
    ]


def is_problem(findings: Sequence[Finding], index: int) -> bool:
    """It is a problem to be answered: neither a repetition nor named in a result."""
    finding = findings[index]
    return (
        finding.kind is FindingKind.PROBLEM
        and finding.same_as is None
        and not (finding.parent is not None and findings[finding.parent].kind is FindingKind.RESULT)
    )


_DIRECTIVES = (FindingKind.TASK, FindingKind.MEASURE)


def _graded(
    problems: Sequence[str], findings: _Findings, wanted: Sequence[int]
) -> dict[int, dict[int, Grounds]]:
    """What speaks for each problem, for each of the wanted findings."""
    graded = dict(zip(wanted, _by_matter(problems, [findings[index].text for index in wanted]), strict=True))
    _add_places(graded, problems, findings, wanted)
    _add_parts(graded, findings, wanted)
    for index in wanted:  # tasks come before their measures
        above = findings[index].parent
        if above in graded:
            _add_heading(graded[index], graded[above])
    return graded


def _by_matter(problems: Sequence[str], measures: Sequence[str]) -> Iterator[dict[int, Grounds]]:
    """What the words of each measure, in order, say for the problems."""
    matter = _Matter(problems, measures)
    return (matter.grounds(place) for place in range(len(measures)))


def _add_parts(graded: dict[int, dict[int, Grounds]], findings: _Findings, wanted: Sequence[int]) -> None:
    """A group of measures that answer one problem and no other answers it as a whole."""
    parts: dict[int, list[tuple[Link, ...]]] = defaultdict(list)
    for index in wanted:
        above = findings[index].parent
        if above in graded:
            parts[above].append(_best(graded[index]))
    for above, links in parts.items():
        named = {found[0].problem for found in links if found}
        if len(named) == 1 and 2 * sum(map(bool, links)) >= len(links):
            graded[above].setdefault(named.pop(), {})["parts"] = _SCORES["parts"]


def _add_heading(own: dict[int, Grounds], heading: Mapping[int, Grounds]) -> None:
    score = max((_score(grounds) for grounds in heading.values()), default=0.0)
    for problem, grounds in heading.items():
        if _score(grounds) >= max(_THRESHOLD, score):
            own.setdefault(problem, {})["heading"] = _HEADING_COUNTS * _score(grounds)


def _add_places(
    graded: dict[int, dict[int, Grounds]],
    problems: Sequence[str],
    findings: _Findings,
    wanted: Sequence[int],
) -> None:
    """The nth problem and the nth group, where there are about as many of the one as of the other."""
    listed = _listed(problems)
    groups = _listed([findings[index].text for index in wanted])
    if abs(len(listed) - len(groups)) > 1 or min(len(listed), len(groups)) < 2:
        return
    for problem, place in zip(listed, groups, strict=False):  # one may have a last point more
        grounds = graded[wanted[place]].setdefault(problem, {})
        grounds["same-place"] = _SCORES["same-place"]


def _listed(texts: Sequence[str]) -> list[int]:
    """Those that open with a number, of the outermost list only."""
    numbers = [(place, match.group()) for place, text in enumerate(texts) if (match := _number().match(text))]
    shape = _shape(numbers[0][1]) if numbers else ""
    return [place for place, number in numbers if _shape(number) == shape]


def _shape(number: str) -> str:
    return re.sub(r"[一二三四五六七八九十0-9]+", "n", number)


def _problem_above(findings: _Findings, index: int) -> int | None:
    above = findings[index].parent
    while above is not None:
        finding = findings[above]
        if finding.kind is FindingKind.PROBLEM:
            return _first(findings, above)
        above = finding.parent
    return None


def _best(graded: Mapping[int, Grounds]) -> tuple[Link, ...]:
    if not graded:
        return ()
    links = [
        Link(problem, score, tuple(sorted(grounds, key=lambda name: (-grounds[name], name))))
        for problem, grounds in graded.items()
        if (score := round(_score(grounds), 2)) >= _THRESHOLD
    ]
    links.sort(key=lambda found: (-found.score, found.problem))
    return tuple(found for found in links[:_MOST] if found.score >= 0.6 * links[0].score)


def _score(grounds: Grounds) -> float:
    """Grounds add up without ever passing 1."""
    doubt = 1.0
    for weight in grounds.values():
        doubt *= 1 - weight
    return 1 - doubt


class _Matter:
    """What texts are about: their pairs of characters, the rarer among measures the weightier."""

    def __init__(self, problems: Sequence[str], measures: Sequence[str]) -> None:
        parts = [(place, pairs) for place, text in enumerate(problems) for pairs in _parts(text)]
        self._problems = [place for place, _ in parts]
        """By part: the problem it belongs to."""
        self._measures = [text[:_READ] for text in measures]
        known = {pair: pair for _, pairs in parts for pair in pairs}
        shared = [_pairs_in(text, known) for text in self._measures]
        answered = Counter(pair for pairs in shared for pair in pairs)
        weights = [_weight(count, len(measures)) for count in range(len(measures) + 1)]
        self._pairs = sorted(known, key=lambda pair: (-weights[answered[pair]], pair))
        """The heaviest first: elsewhere each pair is known by its number here."""
        self._weights = [weights[answered[pair]] for pair in self._pairs]
        number_of = {pair: number for number, pair in enumerate(self._pairs)}
        self._shared = [sorted(map(number_of.__getitem__, pairs))[:_LEADS] for pairs in shared]
        self._postings: list[list[int]] = [[] for _ in self._pairs]
        lightest = _FEWEST * _weight(1, len(measures))
        self._totals: list[float] = []
        for part, (_, pairs) in enumerate(parts):
            numbers = sorted(number_of[pair] for pair in pairs)  # a sum depends on the order it is made in
            for number in numbers:
                self._postings[number].append(part)
            self._totals.append(max(lightest, sum(self._weights[number] for number in numbers)))

    def grounds(self, measure: int) -> dict[int, Grounds]:
        """What the words of a measure say for each problem that shares rare ones with it."""
        common: dict[int, list[int]] = defaultdict(list)
        for number in self._shared[measure]:
            postings = self._postings[number]
            if len(postings) <= _RARE and self._weights[number]:
                for part in postings:
                    common[part].append(number)
        graded: dict[int, Grounds] = {}
        for part, numbers in common.items():
            share = sum([self._weights[number] for number in numbers]) / self._totals[part]
            if share < _FAINT:
                continue
            grounds = self._words(share, measure, [self._pairs[number] for number in numbers])
            problem = self._problems[part]
            if problem not in graded or _score(grounds) > _score(graded[problem]):
                graded[problem] = grounds
        return graded

    def _words(self, share: float, measure: int, pairs: Sequence[str]) -> Grounds:
        grounds = {"same-matter": round(min(0.85, 0.85 * share / _FULL), 3)}
        run = _longest_run(self._measures[measure], pairs)
        if run >= _RUN:
            grounds["same-words"] = round(0.1 * (run - _RUN + 1), 1)
        return grounds


def _pairs_in(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The known pairs that a text has: the known strings themselves, so that each is kept once only."""
    return tuple({known[pair] for pair in map(add, text, text[1:]) if pair in known})


def _weight(answered: int, measures: int) -> float:
    """Of a pair that so many measures have; what every fifth of them has is the topic of them all."""
    many = max(_TOPIC * measures, 4)
    return log(many / min(max(answered, 1), many)) / log(many)


def _longest_run(text: str, pairs: Sequence[str]) -> int:
    """Length of the longest piece of the text that is made of the pairs, as far as it counts."""
    runs, length = set(pairs), 2
    while runs and length < _RUN + _RUN_COUNTS:
        runs = {
            run + pair[1] for run in runs for pair in pairs if run[-1] == pair[0] and run + pair[1] in text
        }
        length += bool(runs)
    return length


def _parts(text: str) -> list[frozenset[str]]:
    """The pairs of each clause of a problem, short clauses joined to the one before."""
    parts: list[frozenset[str]] = []
    for clause in _clause_ends().split(_common().sub(" ", _number().sub("", text[:_READ], count=1))):
        pairs = frozenset(pair for pair in map(add, clause, clause[1:]) if pair.isalnum())
        if parts and min(len(pairs), len(parts[-1])) < _SHORT:
            parts[-1] |= pairs
        else:
            parts.append(pairs)
    return parts


@cache
def _common() -> re.Pattern[str]:
    return re.compile(longest_first(load("linking")["common"]))


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(r"[，；。：:;]")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十0-9]{1,3}(?:、|[.．](?![0-9])|[是要]))"
    )
