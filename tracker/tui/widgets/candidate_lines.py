"""A mined candidate laid out for review, and the marks of all candidates in their document."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.ledger.review_rows import CandidateRow
from tracker.ledger.words import CandidateKind, OwnerRole, Verdict
from tracker.tui.dialogs.pick import Choice
from tracker.tui.lamps import KIND_STYLES, VERDICT_SIGNS
from tracker.tui.lines import Lines, Part
from tracker.tui.views import Review
from tracker.tui.widgets.document_view import Mark
from tracker.tui.widgets.item_lines import deadline_words

_MARK_STYLES = {
    Verdict.PENDING: "$foreground on $mark",
    Verdict.ACCEPTED: "$lamp-done",
    Verdict.REJECTED: "$faint strike",
    Verdict.KEPT: "$lamp-done italic",
    Verdict.REPEATED: "$faint italic",
}

_MUTED = {
    Verdict.PENDING: "$muted",
    Verdict.ACCEPTED: "$lamp-done",
    Verdict.REJECTED: "$faint",
    Verdict.KEPT: "$faint",
    Verdict.REPEATED: "$faint",
}

TOLD = 24
"""Candidates listed below the one in hand."""

BEFORE = 4
"""Of these, how many before it."""

_VERDICT_STYLES = {
    Verdict.PENDING: "bold $vermilion",
    Verdict.ACCEPTED: "$lamp-done",
    Verdict.REJECTED: "$muted",
    Verdict.KEPT: "$lamp-done",
    Verdict.REPEATED: "$muted",
}


def marks_of(candidates: Sequence[CandidateRow], place: int) -> list[Mark]:
    """Every candidate's span; the one in hand stands out."""
    return [
        Mark(
            row.start,
            row.end,
            "bold $foreground on $mark-current" if number == place else _MARK_STYLES[row.verdict],
            VERDICT_SIGNS[row.verdict],
            _MUTED[row.verdict],
            is_current=number == place,
        )
        for number, row in enumerate(candidates)
    ]


def candidate_lines(lines: Lines, review: Review, place: int) -> None:
    """What the miner made of one sentence, and what it could not find."""
    candidates = review.candidates
    if not candidates:
        lines.gap()
        lines.text("这份文件里没有找到问题、任务或措施。", "$muted")
        return
    row = candidates[place]
    lines.pair(
        [
            (f"候选 {place + 1}/{len(candidates)}  ", "$muted"),
            (row.kind.word, f"bold {KIND_STYLES[row.kind]}"),
        ],
        [
            ("可考核  " if row.checkable else "", "$lamp-normal"),
            (f"{VERDICT_SIGNS[row.verdict]} {row.verdict.word}", _VERDICT_STYLES[row.verdict]),
        ],
    )
    lines.text(row.text, "bold $foreground")
    lines.gap()
    _facts(lines, candidates, row)
    if all(other.verdict is not Verdict.PENDING for other in candidates):
        lines.gap()
        lines.text("全部复核完毕，Esc 返回台账", "bold $lamp-normal")
    lines.gap()
    _neighbours(lines, candidates, place)


def _facts(lines: Lines, candidates: Sequence[CandidateRow], row: CandidateRow) -> None:
    parent = next((other for other in candidates if other.ordinal == row.parent), None)
    if parent is not None:
        lines.field(parent.kind.word, parent.text, label_cells=6)
    for role in OwnerRole:
        names = "、".join(owner.name for owner in row.owners if owner.role is role)
        if names:
            lines.field("责任", f"{names}（{role.word}）", label_cells=6)
    if row.deadline is not None:
        lines.field("时限", deadline_words(row.deadline), "$lamp-near", label_cells=6)
    if row.missing:
        lines.field("缺", "、".join(row.missing), "$lamp-unsettled", label_cells=6)
    if row.twin_words:
        lines.field("重复", row.twin_words, "$muted", label_cells=6)
    if row.home:
        lines.field("对应", f"{row.home}（已连）", "$lamp-done", label_cells=6)
    elif row.answers and row.answers[0].ordinal != row.parent:
        best = row.answers[0]
        name = best.number or best.ordinal_word
        lines.field("对应", f"{name} {best.text}（{best.score:.2f}）", "$muted", label_cells=6)
    lines.field("所在", " › ".join(row.section), "$muted", label_cells=6)
    if row.item_number:
        lines.field("去向", row.item_number, "$lamp-done", label_cells=6)
    if row.reason:
        lines.field("弃因", row.reason, "$muted", label_cells=6)
    lines.field("把握", f"{row.confidence:.0%}", "$muted", label_cells=6)


def problem_choices(candidates: Sequence[CandidateRow], measure: CandidateRow) -> list[Choice]:
    """What a measure may be linked to: what it seems to answer, then the document's other problems."""
    problems = {
        row.ordinal: row
        for row in candidates
        if row.kind in (CandidateKind.PROBLEM, CandidateKind.TASK) and row.verdict is not Verdict.REJECTED
    }
    choices: dict[str, Choice] = {}
    for answer in measure.answers:
        row = problems.get(answer.ordinal) if answer.ordinal is not None else None
        if row is not None or answer.number:
            value = str(row.id) if row is not None else answer.number
            name = answer.number or answer.ordinal_word
            choices[value] = Choice(value, f"{name} {answer.text}", "bold $foreground", f"{answer.score:.2f}")
    for row in problems.values():
        text = f"第{row.ordinal + 1}条 {row.text}"
        remark = "现在归在这里" if row.ordinal == measure.parent and not measure.home else row.kind.word
        choices.setdefault(str(row.id), Choice(str(row.id), text, remark=remark))
    return list(choices.values())


def _neighbours(lines: Lines, candidates: Sequence[CandidateRow], place: int) -> None:
    """Where one is among the candidates, and what is coming."""
    first = max(0, min(place - BEFORE, len(candidates) - TOLD))
    lines.heading("全部候选", f"{place + 1}/{len(candidates)}")
    for number, row in enumerate(candidates[first : first + TOLD], start=first):
        is_current = number == place
        sign: Part = ("▌ ", "$vermilion") if is_current else (VERDICT_SIGNS[row.verdict], _MUTED[row.verdict])
        style = "bold $foreground" if is_current else _MUTED[row.verdict]
        lines.cut_text(f"{row.kind.word}  {row.text}", 1, style, indent=2, first=sign)
