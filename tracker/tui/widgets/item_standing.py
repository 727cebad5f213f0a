"""How an item stands: 自报, 核实 and 时限 apart, its stages, regulations and scores."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.ledger.words import Reported, State, Verified
from tracker.tui.lamps import LAMPS, lamp_words
from tracker.tui.lines import Lines, assemble
from tracker.tui.spots import Spot, SpotKind, SpottedLines
from tracker.tui.widgets.item_lines import deadline_words, short_day

if TYPE_CHECKING:
    from tracker.ledger.parts import RegulationRow, StageRow, Truths
    from tracker.ledger.rows import ItemPage
    from tracker.tui.views import Opened

_REPORTED_STYLES = {
    Reported.NOT_STARTED: "$lamp-near",
    Reported.UNDER_WAY: "bold $foreground",
    Reported.DONE: "$lamp-done",
    Reported.STAGE_DONE: "$lamp-done",
    Reported.CONTINUING: "$lamp-continuing",
    Reported.NOT_DONE: "bold $lamp-overdue",
}

VERIFIED_STYLES = {
    Verified.TRUE: "$lamp-done",
    Verified.PARTLY: "bold $lamp-near",
    Verified.UNTRUE: "bold $lamp-overdue",
}

BEHIND_STYLE = "bold $lamp-near"

BEFORE_REPORT = "（在这次自报之前）"


def standing_lines(lines: SpottedLines, opened: Opened) -> None:
    """自报 · 核实 · 时限, none said by another, with what is written to each."""
    page = opened.page
    row, truths = page.row, page.truths
    lines.heading("自报 · 核实 · 时限", lamp_words(row.light, row.light_words), LAMPS[row.light].style)
    if truths.reported is not None or row.state is not State.UNREGISTERED:
        _said_and_found(lines, truths)
    with lines.spot(Spot(SpotKind.DEADLINE)):
        lines.field("整改时限", deadline_words(row.deadline))
    first = page.first_deadline
    if first is not None and (first.due, first.phrase) != (
        row.deadline.due if row.deadline else None,
        row.deadline.phrase if row.deadline else "",
    ):
        lines.field("首次时限", deadline_words(first))
    if page.extension_count:
        lines.field("延期", f"{page.extension_count} 次")
    if opened.pace is not None:
        lines.field("序时进度", opened.pace.words, BEHIND_STYLE if opened.is_behind else "")
    if row.deadline is not None:
        how = "由原文的表述推算" if row.deadline.rule else "人工填写"
        lines.field("依据", f"{row.deadline.kind.word}，{how}", "$muted")
    for label, day in (
        ("挂号", page.registered_on),
        ("阶段完成", truths.stage_done_on),
        ("下次复核", truths.next_review),
        ("销号", row.closed_on),
    ):
        if day is not None:
            lines.field(label, short_day(day))
    if truths.stage_goal:
        lines.field("阶段目标", truths.stage_goal)


def _said_and_found(lines: Lines, truths: Truths) -> None:
    if truths.reported is None:
        lines.field("自报", "还没有自报", "$faint")
    else:
        lines.field("自报", _said(truths), _REPORTED_STYLES[truths.reported])
        for label, text in (("未完成", truths.unfinished_reason), ("下一步", truths.next_step)):
            if text:
                lines.text(text, indent=10, first=(f"  {label}", "$muted"))
    if truths.verified is None:
        lines.field("核实", "还没有核实", "$faint")
    else:
        lines.field("核实", _found(truths), VERIFIED_STYLES[truths.verified])
        if truths.verified_note:
            lines.text(truths.verified_note, indent=10)


def said_and_found(truths: Truths) -> list[tuple[str, str]]:
    """自报 and 核实, each where there is one."""
    return [(label, words) for label, words in (("自报", _said(truths)), ("核实", _found(truths))) if words]


def _said(truths: Truths) -> str:
    return truths.reported.word + _by(truths.reported_on, truths.reported_by) if truths.reported else ""


def _found(truths: Truths) -> str:
    if truths.verified is None:
        return ""
    is_old = truths.reported is not None and not truths.is_verified_since
    before = BEFORE_REPORT if is_old else ""
    return f"{truths.verified.word}{before}" + _by(truths.verified_on, truths.verified_by)


def _by(day: dt.date | None, who: str) -> str:
    return f"（{day} {who}）" if day else ""


def stage_lines(lines: SpottedLines, page: ItemPage) -> None:
    """阶段, each with its limit and how it stands."""
    if not page.stages:
        return
    done = sum(stage.done_on is not None for stage in page.stages)
    lines.heading("阶段", f"{done}/{len(page.stages)}")
    for stage in page.stages:
        with lines.spot(Spot(SpotKind.STAGE, stage.ordinal, is_done=stage.done_on is not None)):
            _stage(lines, stage)
    lines.gap()


def _stage(lines: Lines, stage: StageRow) -> None:
    sign = ("√ ", "bold $lamp-normal") if stage.done_on else ("□ ", "$muted")
    style = "$muted" if stage.done_on else "$foreground"
    lines.text(f"{stage.ordinal}. {stage.goal}", style, indent=2, first=sign)
    how = f"{stage.done_on} 完成" if stage.done_on else stage.light_words
    how_style = "$lamp-done" if stage.done_on else "bold $lamp-overdue" if stage.is_overdue else "$muted"
    lines.add(assemble(("  ", ""), (f"{deadline_words(stage.deadline)}  ", "$muted"), (how, how_style)))
    if stage.done_note:
        lines.text(stage.done_note, "$muted", indent=2)


def regulation_lines(lines: SpottedLines, page: ItemPage) -> None:
    """制度清单, with each later look at whether it is carried out."""
    if not page.regulations:
        return
    issued = sum(row.issued_on is not None for row in page.regulations)
    lines.heading("制度清单", f"已印发 {issued}/{len(page.regulations)}")
    for row in page.regulations:
        with lines.spot(Spot(SpotKind.REGULATION, row.id, is_done=row.issued_on is not None)):
            lines.text(f"《{row.name}》", "bold $foreground", indent=2, first=("· ", "$vermilion"))
            lines.text(_regulation(row), "$muted", indent=2)
            for check in row.checks:
                found = f"：{check.finding}" if check.finding else ""
                lines.text(f"{check.on} {check.by} 检查，{check.result.word}{found}", "$muted", indent=2)
    lines.gap()


def _regulation(row: RegulationRow) -> str:
    measure = f"措施{row.measure_ordinal} · " if row.measure_ordinal is not None else ""
    number = f" · {row.document_number}" if row.document_number else ""
    issued = f"{row.issued_on} 印发{number}" if row.issued_on else "未印发"
    return f"{measure}{row.act.word} · {issued}"


def score_lines(lines: Lines, page: ItemPage) -> None:
    """评估测评."""
    if not page.scores:
        return
    lines.heading("评估测评")
    for row in page.scores:
        change = "" if row.change is None else f"，比上轮 {row.change:+d} 点"
        lines.text(f"{row.on} {row.survey} · {row.indicator}", "$muted")
        counts = f"好 {row.good} · 较好 {row.fair} · 一般 {row.average} · 差 {row.poor}"
        lines.text(f"满意率 {row.percent}%{change}（{counts}）", indent=2)
    lines.gap()
