"""The sections of an item's own page: what it is on one side, how it goes on the other."""

from __future__ import annotations

from tracker.ledger.rows import ActionRow, ChangeRow
from tracker.ledger.words import Decision
from tracker.tui.lamps import LAMPS, lamp_words
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.views import Opened
from tracker.tui.widgets.item_lines import (
    deadline_words,
    evidence_words,
    four_parts,
    key_of,
    measure_facts,
    measure_line,
    measures_heading,
    owner_words,
    short_day,
    title_lines,
)

QUOTE = 400
"""Characters of the source's sentence that are shown on the page."""

CHANGES_TOLD = 6
"""Changes of one action that the history tells; the rest is counted."""

_DECISION_STYLES = {
    Decision.PENDING: "bold $vermilion",
    Decision.ACCEPTED: "$lamp-done",
    Decision.RETURNED: "$lamp-overdue",
    Decision.WITHDRAWN: "$muted",
}


def substance_lines(lines: Lines, opened: Opened) -> None:
    """Problem, target, measures, owners, deadline, evidence, source."""
    page = opened.page
    title_lines(lines, page)
    lines.gap()
    lines.field("具体表现", page.detail)
    lines.field("整改目标", page.target)
    if page.row.category:
        lines.field("问题类别", page.row.category)
    lines.gap()
    measures_heading(lines, page)
    for measure in page.measures:
        measure_line(lines, measure)
        if facts := measure_facts(measure):
            lines.add(assemble(("  ", ""), *facts))
        if measure.standard:
            lines.text(measure.standard, "$muted", indent=12, first=("  完成标准", "$faint"))
        if measure.done_note:
            lines.text(measure.done_note, "$muted", indent=12, first=("  完成说明", "$faint"))
    lines.gap()
    lines.heading("责任")
    for word, names in owner_words(page):
        lines.field(word, names)
    if not page.owners:
        lines.text("还没有写明责任单位，Ctrl+E 修改", "$faint")
    lines.gap()
    _deadline(lines, opened)
    lines.gap()
    _proof(lines, opened)
    if page.note or page.private_note:
        lines.gap()
        lines.heading("备注")
        lines.field("备注", page.note)
        lines.field("自用备注", page.private_note)
    lines.gap()


def _deadline(lines: Lines, opened: Opened) -> None:
    page = opened.page
    row = page.row
    lines.heading("时限", lamp_words(row.light, row.light_words), LAMPS[row.light].style)
    lines.field("整改时限", deadline_words(row.deadline))
    first = page.first_deadline
    if first is not None and (first.due, first.phrase) != (
        row.deadline.due if row.deadline else None,
        row.deadline.phrase if row.deadline else "",
    ):
        lines.field("首次时限", deadline_words(first))
    if page.extension_count:
        lines.field("延期", f"{page.extension_count} 次")
    if row.deadline is not None:
        how = "由原文的表述推算" if row.deadline.rule else "人工填写"
        lines.field("依据", f"{row.deadline.kind.word}，{how}", "$muted")
    if page.registered_on:
        lines.field("挂号", short_day(page.registered_on))
    if row.closed_on:
        lines.field("销号", short_day(row.closed_on))


def _proof(lines: Lines, opened: Opened) -> None:
    page = opened.page
    lines.heading("佐证材料", f"{len(page.evidence)} 份")
    for evidence in page.evidence:
        lines.text(evidence_words(evidence), indent=2, first=("· ", "$vermilion"))
        lines.text(f"{evidence.added_on} {evidence.added_by} 登记", "$muted", indent=2)
    if not page.evidence:
        lines.text("F3 登记佐证材料", "$faint")
    if page.source is not None:
        lines.gap()
        lines.heading("出处", "F6 看原文")
        lines.text(f"《{page.source.title}》", "bold $foreground")
        lines.text(" › ".join(page.source.section), "$muted")
        quote = page.source.text[page.source.start : page.source.end]
        lines.text(f"“{quote[:QUOTE]}{'……' if len(quote) > QUOTE else ''}”", "$foreground")


def course_lines(lines: Lines, opened: Opened) -> None:
    """Steps open now, progress, applications, look-backs, history."""
    _steps(lines, opened)
    page = opened.page
    lines.heading("整改进展", f"{len(page.progress)} 条")
    for entry in reversed(page.progress):
        measure = f" · 措施{entry.measure_ordinal}" if entry.measure_ordinal else ""
        lines.add(
            assemble(
                ("● ", "$vermilion"),
                (f"{entry.on}", "bold $foreground"),
                (f"  {entry.by}{measure}", "$muted"),
            )
        )
        lines.text(entry.text, indent=2, first=("│", "$rule"))
    if not page.progress:
        lines.text("F2 登记进展", "$faint")
    lines.gap()
    if page.applications:
        _applications(lines, opened)
    if page.look_backs:
        lines.heading("回头看")
        for look in page.look_backs:
            lines.pair([(f"{look.on} {look.by}", "$muted")], [(look.result.word, "bold $foreground")])
            lines.text(look.finding, indent=2)
        lines.gap()
    _history(lines, opened.actions)


def _steps(lines: Lines, opened: Opened) -> None:
    lines.heading("可办的事")
    for step in opened.steps:
        tail: Part = (f"  {key_of(step)}", "bold $vermilion")
        if step.refusals:
            lines.add(assemble(("○ ", "$muted"), (step.word, "$muted"), tail))
            for reason in step.refusals:
                lines.text(reason, "$lamp-near", indent=4, first=("  · ", "$lamp-near"))
        else:
            lines.add(assemble(("● ", "$lamp-normal"), (step.word, "bold $foreground"), tail))
    lines.gap()
    lines.add(assemble(("四有  ", "$muted"), *four_parts(opened.page)))
    lines.gap()


def _applications(lines: Lines, opened: Opened) -> None:
    lines.heading("申请与审核")
    for entry in opened.page.applications:
        lines.pair(
            [(f"第{entry.round}轮  {entry.applied_on} {entry.applicant} 申请", "$muted")],
            [(entry.decision.word, _DECISION_STYLES[entry.decision])],
        )
        lines.field("完成情况", entry.completion)
        lines.field("举一反三", entry.inference)
        if entry.decided_on:
            lines.field("审核", f"{entry.decided_on} {entry.reviewer}")
        if entry.opinion:
            lines.field("审核意见", entry.opinion)
        lines.gap()


def _history(lines: Lines, actions: tuple[ActionRow, ...]) -> None:
    lines.heading("办理历史", f"{len(actions)} 次")
    for action in reversed(actions):
        style = "$faint" if action.undone else "$foreground"
        undone = "（已撤销）" if action.undone else ""
        lines.add(
            assemble(
                (f"{action.today}  ", "$muted"),
                (f"{action.command}{undone}", f"bold {style}"),
                (f"  {action.role.word} {action.actor}", "$muted"),
            )
        )
        if action.reason:
            lines.text(action.reason, "$lamp-near", indent=4, first=("  ※ ", "$lamp-near"))
        for change in action.changes[:CHANGES_TOLD]:
            lines.cut_text(
                change_words(change), 2, style if action.undone else "$muted", indent=4, first=("", "")
            )
        if len(action.changes) > CHANGES_TOLD:
            lines.text(f"……另有{len(action.changes) - CHANGES_TOLD}处", "$faint", indent=4)


def change_words(change: ChangeRow) -> str:
    """事项·办理状态：整改中 → 申请销号."""
    what = f"{change.what}·{change.field}"
    if not change.before:
        return f"{what}：{change.after}"
    return f"{what}：{change.before} → {change.after or '（空）'}"
