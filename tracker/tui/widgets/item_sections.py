"""The sections of an item's own page: what it is on one side, how it goes on the other."""

from __future__ import annotations

from tracker.desk.change_lines import change_words
from tracker.ledger.rows import ActionRow, ItemPage, MeasureRow
from tracker.text.cells import width
from tracker.tui.deeds import mending_words
from tracker.tui.keymap import key_for
from tracker.tui.lines import Lines, Part, assemble
from tracker.tui.spots import Spot, SpotKind, SpottedLines
from tracker.tui.views import Opened
from tracker.tui.widgets.flow_lines import flow_lines
from tracker.tui.widgets.item_following import (
    application_lines,
    following_lines,
    publicity_lines,
    request_lines,
)
from tracker.tui.widgets.item_lines import (
    action_of,
    evidence_words,
    four_parts,
    key_of,
    measure_facts,
    measure_line,
    measures_heading,
    next_lines,
    owner_words,
    returned_line,
    title_lines,
)
from tracker.tui.widgets.item_standing import (
    VERIFIED_STYLES,
    regulation_lines,
    score_lines,
    stage_lines,
    standing_lines,
)

QUOTE = 400
"""Characters of the source's sentence that are shown on the page."""

CHANGES_TOLD = 6
"""Changes of one action that the history tells; the rest is counted."""


def substance_lines(lines: SpottedLines, opened: Opened, *, is_alone: bool = False) -> None:
    """Problem, target, measures, owners, how it stands, evidence, source; `is_alone`: nothing beside it."""
    page = opened.page
    title_lines(lines, page)
    returned_line(lines, page)
    if is_alone:
        next_lines(lines, opened.steps, rows=1)
    lines.gap()
    lines.field("具体表现", page.detail)
    with lines.spot(Spot(SpotKind.TARGET)):
        lines.field("整改目标", page.target)
    _belonging(lines, page)
    lines.gap()
    measures_heading(lines, page)
    for measure in page.measures:
        with lines.spot(Spot(SpotKind.MEASURE, measure.ordinal, is_done=measure.done_on is not None)):
            _measure(lines, measure)
    lines.gap()
    stage_lines(lines, page)
    lines.heading("责任")
    with lines.spot(Spot(SpotKind.OWNERS)):
        for word, names in owner_words(page):
            lines.field(word, names)
        if not page.owners:
            mend = "" if opened.is_past else f"，{key_for('edit', '修改')} 修改"
            lines.text(f"还没有写明责任单位{mend}", "$faint")
    lines.gap()
    standing_lines(lines, opened)
    lines.gap()
    regulation_lines(lines, page)
    score_lines(lines, page)
    _proof(lines, opened)
    if page.note or page.private_note:
        lines.gap()
        lines.heading("备注")
        lines.field("备注", page.note)
        lines.field("自用备注", page.private_note)
    lines.gap()


def _belonging(lines: Lines, page: ItemPage) -> None:
    """Where it belongs; the campaign only where another one has it too, for the list tells its own."""
    truths = page.truths
    for label, text in (
        ("专项", "；并入 ".join((page.row.campaign, *page.standing)) if page.standing else ""),
        ("方面", page.row.aspect),
        ("问题来源", page.row.source),
        ("问题类别", page.row.category),
        ("期限类", truths.term.word if truths.term else ""),
        ("分类盘点", truths.classification.word if truths.classification else ""),
        ("密级", page.secrecy),
    ):
        if text:
            lines.field(label, text)


def _measure(lines: Lines, measure: MeasureRow) -> None:
    measure_line(lines, measure)
    if facts := measure_facts(measure):
        lines.flow(facts, indent=2)
    if measure.home:
        lines.text(f"与 {measure.home} 共用，改一处处处都改", "$lamp-extended", indent=2)
    for label, text in (
        ("  完成标准", measure.standard),
        ("  完成说明", measure.done_note),
        *((f"  {amount.name}", amount.words) for amount in measure.amounts),
    ):
        if text:
            lines.text(text, "$muted", indent=max(12, width(label) + 2), first=(label, "$faint"))
    if measure.verified is not None:
        words = (
            f"{measure.verified.word}（{measure.verified_on} {measure.verified_by}）{measure.verified_note}"
        )
        lines.text(words, VERIFIED_STYLES[measure.verified], indent=12, first=("  核实", "$faint"))


def _proof(lines: SpottedLines, opened: Opened) -> None:
    page = opened.page
    lines.heading("佐证材料", f"{len(page.evidence)} 份")
    for evidence in page.evidence:
        with lines.spot(Spot(SpotKind.EVIDENCE, evidence.id)):
            lines.text(evidence_words(evidence), indent=2, first=("· ", "$vermilion"))
            lines.text(f"{evidence.added_on} {evidence.added_by} 登记", "$muted", indent=2)
    if not page.evidence:
        lines.text("还没有" if opened.is_past else f"{key_for('evidence')} 登记佐证材料", "$faint")
    if page.source is not None:
        lines.gap()
        lines.heading("出处", "" if opened.is_past else f"{key_for('source', '原文')} 看原文")
        with lines.spot(Spot(SpotKind.SOURCE)):
            lines.text(f"《{page.source.title}》", "bold $foreground")
            lines.text(" › ".join(page.source.section), "$muted")
            quote = page.source.text[page.source.start : page.source.end]
            lines.text(f"“{quote[:QUOTE]}{'……' if len(quote) > QUOTE else ''}”", "$foreground")


def course_lines(lines: SpottedLines, opened: Opened) -> None:
    """The way it goes, steps open now, what waits for a decision, progress, what follows, history."""
    page = opened.page
    lines.heading("流程", "" if opened.is_past else f"{key_for('menu')} 办理")
    flow_lines(lines, page.row.state, round_number=page.row.round)
    lines.gap()
    _steps(lines, opened)
    request_lines(lines, page)
    _progress(lines, opened)
    publicity_lines(lines, page)
    application_lines(lines, page)
    if page.look_backs:
        lines.heading("回头看")
        for number, look in enumerate(page.look_backs):
            with lines.spot(Spot(SpotKind.LOOK_BACK, number)):
                lines.pair([(f"{look.on} {look.by}", "$muted")], [(look.result.word, "bold $foreground")])
                lines.text(look.finding, indent=2)
        lines.gap()
    following_lines(lines, page)
    _history(lines, opened.actions)


def _progress(lines: SpottedLines, opened: Opened) -> None:
    page = opened.page
    lines.heading("整改进展", f"{len(page.progress)} 条")
    for entry in reversed(page.progress):
        measure = f" · 措施{entry.measure_ordinal}" if entry.measure_ordinal else ""
        with lines.spot(Spot(SpotKind.PROGRESS, entry.id)):
            lines.add(
                assemble(
                    ("● ", "$vermilion"),
                    (f"{entry.on}", "bold $foreground"),
                    (f"  {entry.by}{measure}", "$muted"),
                )
            )
            lines.text(entry.text, indent=2, first=("│", "$rule"))
    if not page.progress:
        lines.text("还没有" if opened.is_past else f"{key_for('progress')} 登记进展", "$faint")
    lines.gap()


def _steps(lines: SpottedLines, opened: Opened) -> None:
    """What can be done; 四有 also where nothing can."""
    if not opened.is_past:
        lines.heading("可办的事")
        open_step_lines(lines, opened)
        lines.gap()
    lines.add(assemble(("四有  ", "$muted"), *four_parts(opened.page)))
    lines.gap()


def open_step_lines(lines: SpottedLines, opened: Opened) -> None:
    """The steps from here, each with what is in its way and what mends that."""
    for step in opened.steps:
        tail: Part = (f"  {key_of(step)}", "bold $vermilion")
        with lines.spot(Spot(SpotKind.STEP, action=action_of(step))):
            if step.refusals:
                lines.add(assemble(("○ ", "$muted"), (step.word, "$muted"), tail))
            else:
                lines.add(assemble(("● ", "$lamp-normal"), (step.word, "bold $foreground"), tail))
        for lack in opened.lacks(step.action):
            with lines.spot(Spot(SpotKind.LACK, action=action_of(step), lack=lack)):
                lines.text(lack.line, "$lamp-near", indent=4, first=("  · ", "$lamp-near"))
                if lack.mend is not None:
                    lines.text(f"→ {mending_words(lack.mend)}", "$vermilion", indent=4)


def _history(lines: SpottedLines, actions: tuple[ActionRow, ...]) -> None:
    lines.heading("办理历史", f"{len(actions)} 次")
    for action in reversed(actions):
        with lines.spot(Spot(SpotKind.ACTION, action.id)):
            _action(lines, action)


def _action(lines: Lines, action: ActionRow) -> None:
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
