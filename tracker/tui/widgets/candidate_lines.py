"""A mined candidate laid out for review, and the marks of all candidates in their document."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.ledger.review_rows import FIVE, CandidateRow
from tracker.ledger.words import CandidateKind, MarkKind, OwnerRole, Verdict
from tracker.tui.dialogs.pick import Choice
from tracker.tui.keymap import key_for
from tracker.tui.lamps import KIND_SIGNS, KIND_STYLES, MARK_SIGNS, MARK_STYLES, VERDICT_SIGNS
from tracker.tui.lines import Lines, Part
from tracker.tui.views import Review
from tracker.tui.widgets.document_view import Mark
from tracker.tui.widgets.item_lines import deadline_words

VERDICT_STYLES = {
    Verdict.PENDING: "$muted",
    Verdict.ACCEPTED: "$lamp-done",
    Verdict.REJECTED: "$faint",
    Verdict.KEPT: "$faint",
    Verdict.REPEATED: "$lamp-near",
    Verdict.MERGED: "$faint",
}

_TOLD_STYLES = VERDICT_STYLES | {Verdict.PENDING: "bold $vermilion"}

_LABEL = 6


def marks_of(candidates: Sequence[CandidateRow]) -> list[Mark]:
    """Every finding in its place with signs and style of its kind, and its limit, owners and soft words."""
    marks = []
    fields: set[tuple[int, int, MarkKind]] = set()
    for row in candidates:
        if row.verdict is Verdict.MERGED:
            continue
        marks.append(
            Mark(
                row.start,
                row.end,
                _style(row),
                VERDICT_SIGNS[row.verdict],
                VERDICT_STYLES[row.verdict],
                around=KIND_SIGNS[row.kind],
                key=row.id,
            )
        )
        if row.is_waiting:
            fields.update((mark.start, mark.end, mark.kind) for mark in row.marks)
    for start, end, kind in sorted(fields):
        marks.append(Mark(start, end, MARK_STYLES[kind], around=MARK_SIGNS[kind]))
    return marks


def _style(row: CandidateRow) -> str:
    """What waits stands on a ground in its kind's colour; what was reviewed is quiet."""
    match row.verdict:
        case Verdict.PENDING:
            return f"{KIND_STYLES[row.kind]} on $mark"
        case Verdict.REJECTED:
            return "$faint strike"
        case Verdict.REPEATED:
            return "italic $lamp-near"
        case _:
            return "$lamp-done"


def legend() -> list[Part]:
    """What the signs in the document mean, in one line."""
    parts: list[Part] = []
    for kind in CandidateKind:
        opening, closing = KIND_SIGNS[kind]
        parts += [(f"{opening}{kind.word}{closing}", KIND_STYLES[kind]), (" ", "")]
    for mark in MarkKind:
        opening, closing = MARK_SIGNS[mark]
        parts += [(f"{opening}{mark.word}{closing}", MARK_STYLES[mark]), (" ", "")]
    return parts


def candidate_lines(lines: Lines, review: Review, row: CandidateRow | None) -> None:
    """What the miner made of one sentence, and what it could not find."""
    candidates = review.candidates
    if not candidates:
        lines.gap()
        lines.text("这份文件里没有找到问题、任务或措施。", "$muted")
        return
    if row is None:
        lines.gap()
        lines.text(f"这里一条也没有，按 {key_for('show_all', '全部候选')} 看全部候选。", "$muted")
        return
    if not review.document.pending:
        lines.text(f"全部复核完毕，{key_for('back')} 返回", "bold $lamp-normal")
    lines.pair(
        [
            (f"候选 {review.place_of(row.id)}/{review.count}  ", "$muted"),
            (row.kind_word, f"bold {KIND_STYLES[row.kind]}"),
            (f"  第{row.ordinal + 1}条", "$faint"),
        ],
        [
            ("可考核  " if row.checkable else "", "$lamp-normal"),
            (f"{VERDICT_SIGNS[row.verdict]} {row.verdict.word}", _TOLD_STYLES[row.verdict]),
        ],
    )
    lines.text(row.text, "bold $foreground")
    lines.gap()
    _facts(lines, review, row)


def _facts(lines: Lines, review: Review, row: CandidateRow) -> None:
    parent = next((other for other in review.candidates if other.ordinal == row.parent), None)
    if parent is not None:
        lines.field(parent.kind.word, parent.text, label_cells=_LABEL)
    _asked(lines, review, row)
    _five(lines, row)
    soft = [mark for mark in row.marks if mark.kind is MarkKind.SOFT]
    if soft:
        words = "、".join(dict.fromkeys(review.text[mark.start : mark.end] for mark in soft))
        lines.field("虚词", words, MARK_STYLES[MarkKind.SOFT], label_cells=_LABEL)
    if row.twin_words:
        lines.field("重复", row.twin_words, "$lamp-near", label_cells=_LABEL)
    if row.home:
        lines.field("对应", f"{row.home}（已连）", "$lamp-done", label_cells=_LABEL)
    elif row.answers and row.answers[0].ordinal != row.parent:
        best = row.answers[0]
        name = best.number or best.ordinal_word
        lines.field("对应", f"{name} {best.text}（{best.score:.2f}），L 连上", "$muted", label_cells=_LABEL)
    if row.item_number:
        where = f"{row.item_number} 的具体表现" if row.is_detail else row.item_number
        lines.field("去向", where, "$lamp-done", label_cells=_LABEL)
    if row.reason:
        lines.field("弃因", row.reason, "$muted", label_cells=_LABEL)
    lines.field("所在", " › ".join(row.section), "$muted", label_cells=_LABEL)
    doubt = "，存疑" if row.is_doubtful else ""
    lines.field("把握", f"{row.confidence:.0%}{doubt}", "$muted", label_cells=_LABEL)


def _asked(lines: Lines, review: Review, row: CandidateRow) -> None:
    """What is to be reached, by whom and by when."""
    if row.target:
        lines.field("目标", row.target, label_cells=_LABEL)
    for role in OwnerRole:
        names = "、".join(owner.name for owner in row.owners if owner.role is role)
        if names:
            lines.field("责任", f"{names}（{role.word}）", label_cells=_LABEL)
    if row.deadline is not None:
        style = "bold $lamp-unsettled" if row.deadline.confirm else "$lamp-near"
        settle = f"，按 {key_for('settle', '定时限')} 明确" if row.deadline.confirm and row.is_waiting else ""
        lines.field("时限", deadline_words(row.deadline) + settle, style, label_cells=_LABEL)
        if why := review.limits.get(row.id, ""):
            lines.field("依据", why, "$muted", label_cells=_LABEL)


def _five(lines: Lines, row: CandidateRow) -> None:
    """五要素 of a directive: what it says and what it does not."""
    if not row.is_directive:
        return
    style = "$lamp-unsettled" if row.missing else "$lamp-normal"
    told = [(f"{name}{'×' if name in row.missing else '√'} ", style) for name in FIVE]
    lines.flow(told, indent=_LABEL + 1, first=("五要素", "$muted"))
    if row.missing:
        lines.field("缺", "、".join(row.missing), "bold $lamp-unsettled", label_cells=_LABEL)


def problem_choices(candidates: Sequence[CandidateRow], measure: CandidateRow) -> list[Choice]:
    """What a measure may be linked to: what it seems to answer, then the document's other problems."""
    problems = {
        row.ordinal: row
        for row in candidates
        if row.kind in (CandidateKind.PROBLEM, CandidateKind.TASK)
        and row.verdict not in (Verdict.REJECTED, Verdict.MERGED)
    }
    choices: dict[str, Choice] = {}
    for answer in measure.answers:
        row = problems.get(answer.ordinal) if answer.ordinal is not None else None
        if row is not None or answer.number:
            value = str(row.id) if row is not None else answer.number
            name = answer.number or answer.ordinal_word
            choices[value] = Choice(
                value, f"{name} {answer.text}", "bold $foreground", f"把握 {answer.score:.2f}"
            )
    for row in problems.values():
        text = f"第{row.ordinal + 1}条 {row.text}"
        remark = "现在归在这里" if row.ordinal == measure.parent and not measure.home else row.kind.word
        choices.setdefault(str(row.id), Choice(str(row.id), text, remark=remark))
    return list(choices.values())
