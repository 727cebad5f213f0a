"""How findings are shown with their soft words marked, what they leave out, and why they were found."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.cli import output
from tracker.cli.tables import folded, labelled
from tracker.ledger.words import CandidateKind
from tracker.text.screen import safe_for_screen

if TYPE_CHECKING:
    from tracker.ledger.review_rows import CandidateRow
    from tracker.mining.explanations import Explained, Ground
    from tracker.mining.findings import Finding, Span

OPEN, CLOSE = "⟨", "⟩"
"""Around a soft word."""
_ASKING = (CandidateKind.TASK, CandidateKind.MEASURE)
_FIVE = ("谁", "做什么", "到什么程度", "何时", "怎么验")
_MOST_WORDS = 8
_LINE_BREAK = re.compile(r"(?<=[A-Za-z])(\s*\n\s*)(?=[A-Za-z])|\s*\n\s*")
_YELLOW, _PLAIN = "\x1b[33m", "\x1b[39m"


def marked(text: str, soft_words: Sequence[Span], start: int = 0) -> str:
    """The text with its soft words in ⟨ ⟩; `start` is where it stands in what the spans count in."""
    pieces, place = [], 0
    for word in soft_words:
        first, last = word.start - start, word.end - start
        pieces += [text[place:first], OPEN, text[first:last], CLOSE]
        place = last
    return "".join([*pieces, text[place:]])


def quote_lines(finding: Finding, width: int | None, end: int | None = None) -> list[str]:
    """The finding's words for the screen, soft ones marked, and in colour where there is one.

    With `end`, only the words before it, and “（…）” for the rest.
    """
    text = finding.text if end is None else finding.text[:end]
    words = [word for word in finding.soft_words if word.end - finding.start <= len(text)]
    rest = "（…）" if len(text) < len(finding.text) else ""
    quote = safe_for_screen(joined(marked(text, words, finding.start)) + rest)
    lines = folded(quote, width)
    return list(_painted(lines)) if finding.soft_words and _has_colour() else lines


def joined(text: str) -> str:
    """Without the line breaks of a printed page; between two Latin words a blank stays."""
    return _LINE_BREAK.sub(lambda found: " " if found[1] else "", text)


def _has_colour() -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output.is_terminal(sys.stdout) and not is_plain


def _painted(lines: Sequence[str]) -> Iterator[str]:
    """Lines with what stands in ⟨ ⟩ in colour; no line leaves the colour to the next thing drawn."""
    is_open = False
    for line in lines:
        painted = (_YELLOW if is_open else "") + line.replace(OPEN, _YELLOW + OPEN)
        is_open = line.rfind(OPEN) > line.rfind(CLOSE) or (is_open and CLOSE not in line)
        yield painted.replace(CLOSE, CLOSE + _PLAIN) + (_PLAIN if is_open else "")


def candidate_soft_words(rows: Sequence[CandidateRow]) -> list[tuple[Span, ...]]:
    """The soft words now in force in each candidate's text; those that ask for nothing have none."""
    from tracker.desk.soft_words import in_force

    words = in_force()
    return [words.find(row.text, 0, len(row.text)) if row.kind in _ASKING else () for row in rows]


def candidate_summary(
    rows: Sequence[CandidateRow], soft_words: Sequence[Sequence[Span]], width: int | None
) -> list[str]:
    """As `finding_summary`, of candidates."""
    parents = {row.parent for row in rows}
    counted = [
        (_asked(row.kind, row.missing, row.ordinal in parents), words)
        for row, words in zip(rows, soft_words, strict=True)
        if row.kind in _ASKING and row.same_as is None
    ]
    return _summary(
        [missing for missing, _ in counted], [w.text for _, words in counted for w in words], width
    )


def finding_summary(findings: Sequence[Finding], width: int | None) -> list[str]:
    """Lines below a document's findings: what its directives leave out, its soft words by number.

    What repeats another finding is not counted again, nor what a task leaves to the measures under it.
    """
    parents = {finding.parent for finding in findings}
    counted = [
        (index, finding)
        for index, finding in enumerate(findings)
        if CandidateKind(finding.kind.value) in _ASKING and finding.same_as is None
    ]
    words = [word.text for _, finding in counted for word in finding.soft_words]
    missing = [
        _asked(CandidateKind(finding.kind.value), finding.missing, index in parents)
        for index, finding in counted
    ]
    return _summary(missing, words, width)


def _asked(kind: CandidateKind, missing: Sequence[str], is_parent: bool) -> Sequence[str]:
    return () if kind is CandidateKind.TASK and is_parent else missing


def _summary(missing: Sequence[Sequence[str]], soft_words: Sequence[str], width: int | None) -> list[str]:
    counts = Counter(name for names in missing for name in names)
    left_out = "、".join(f"缺“{name}”{counts[name]}条" for name in _FIVE if counts[name])
    words = Counter(soft_words).most_common()
    listed = "、".join(f"{word}{count}处" for word, count in words[:_MOST_WORDS])
    more = f"，另有{len(words) - _MOST_WORDS}个词" if len(words) > _MOST_WORDS else ""
    pairs = [
        ("缺项", f"任务、措施共{len(missing)}条：{left_out or '五项齐全'}" if missing else ""),
        ("虚词", f"共{len(soft_words)}处：{listed}{more}" if soft_words else ""),
    ]
    lines = labelled(pairs, width)
    return ["", *lines] if lines else []


def ground_pairs(finding: Finding, explained: Explained) -> list[tuple[str, str]]:
    """Why the finding is what it is, as labels and texts; why it answers a problem is told with that."""
    label = [ground.sentence for ground in explained.label]
    return [
        ("类别依据", "\n".join([*label, f"把握{finding.confidence:.2f}"])),
        ("考核依据", _weighed(finding, explained.checkable)),
        ("时限依据", "\n".join(ground.sentence for ground in explained.deadlines)),
        ("责任依据", "\n".join(_owners(finding, explained.owners))),
        ("重复依据", _same(finding, explained.same)),
    ]


def _weighed(finding: Finding, signs: Sequence[Ground]) -> str:
    if not signs:
        return ""
    word = CandidateKind(finding.kind.value).word
    told = [f"{word}{'可考核' if finding.checkable else '难考核'}"]
    for name, sign in (("支持", 1), ("相反", -1)):
        spoken = [g.aside for g in signs if g.weight * sign > 0 and (g.rule != "always" or len(signs) == 1)]
        if spoken:
            told.append(f"{name}：{'；'.join(spoken)}")
    return "\n".join(told)


def _owners(finding: Finding, grounds: Sequence[Ground]) -> Iterator[str]:
    """A line for each form; names that one form tells are told together."""
    names: dict[str, list[str]] = {}
    for owner, ground in zip(finding.owners, grounds, strict=True):
        names.setdefault(ground.sentence, []).append(owner.name)
    return (f"{'、'.join(named)}：{sentence}" for sentence, named in names.items())


def _same(finding: Finding, ground: Ground | None) -> str:
    if ground is None or finding.same_as is None:
        return ""
    return f"与第{finding.same_as + 1}条说的是一件事：{ground.sentence}"
