"""One item laid out as lines: the parts that the pane beside the list and the item's own page share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.ledger.lifecycle import TRANSITIONS
from tracker.ledger.words import OwnerRole, RequestDecision, State
from tracker.tui.keys import ITEM_ACTIONS
from tracker.tui.keys.present import as_configured
from tracker.tui.lamps import LAMPS, STATE_STYLES, bar, lamp_words

if TYPE_CHECKING:
    from tracker.ledger.closing_rows import ReviewRow
    from tracker.ledger.list_rows import Deadline
    from tracker.ledger.rows import EvidenceRow, ItemPage, MeasureRow, SourceRow, StepRow
    from tracker.tui.lines import Lines, Part
    from tracker.tui.views import Opened

STEP_WORDS = frozenset(row.word for row in TRANSITIONS)
"""The lifecycle's words; the key that takes a step has the same word."""

ROOMY = 56
"""From so many cells there is room for what is good to know but not needed."""


def key_of(step: StepRow) -> str:
    """The key that takes a step."""
    return next(as_configured(key).shown for key in ITEM_ACTIONS if key.word == step.word)


def action_of(step: StepRow) -> str:
    """The action that takes a step."""
    return next(key.action for key in ITEM_ACTIONS if key.word == step.word)


def hidden_actions(opened: Opened) -> set[str]:
    """Actions that the foot leaves out because the item is in another state; the rules are the ledger's."""
    page = opened.page
    present = {step.word for step in opened.steps}
    hidden = {key.action for key in ITEM_ACTIONS if key.word in STEP_WORDS - present}
    if page.row.state is not State.RECTIFYING:
        hidden |= {"progress", "evidence", "finish_measure", "extend", "ask_extension", "report"}
    if page.row.state in (State.UNREGISTERED, State.STOPPED):
        hidden.add("verify")
    if any(request.decision is RequestDecision.PENDING for request in page.requests):
        hidden |= {"ask_extension", "extend"}
    else:
        hidden |= {"decide_extension", "withdraw_extension"}
    if not unsigned_reviews(page):
        hidden.add("sign")
    if not page.row.state.may_change:
        hidden |= {"edit", "add_measure", "edit_measure"}
    if page.row.deadline is None or page.row.deadline.due is None:
        hidden |= {"extend", "ask_extension"}
    if page.source is None:
        hidden.add("source")
    if not page.measures:
        hidden |= {"finish_measure", "edit_measure"}
    return hidden


def unsigned_reviews(page: ItemPage) -> tuple[ReviewRow, ...]:
    """Reviews of the last application whose printed form nobody signed yet."""
    last = page.applications[-1] if page.applications else None
    if last is None or last.round != page.row.round:
        return ()
    return tuple(row for row in last.reviews if row.signature is None)


def deadline_words(deadline: Deadline | None) -> str:
    """6月底前 → 2024-06-30; 待明确 where somebody has to settle it."""
    if deadline is None:
        return ""
    words = deadline.phrase or deadline.kind.word
    if deadline.due is not None and deadline.due.isoformat() != words:
        words += f" → {deadline.due}"
    return f"{words}（待明确）" if deadline.confirm else words


def title_lines(lines: Lines, page: ItemPage, *, rows: int = 0) -> None:
    """编号, light and state on one line, the problem below."""
    row = page.row
    lamp = LAMPS[row.light]
    rounds = f" 第{row.round}轮" if row.round > 1 else ""
    kind = f"  {row.kind.word} · {row.type.word}" if lines.cells >= ROOMY else ""
    lines.pair(
        [(row.number, "bold $vermilion"), (f"{kind}{rounds}", "$muted")],
        [
            (lamp_words(row.light, row.light_words), lamp.style),
            ("  ", ""),
            (row.state.word, STATE_STYLES[row.state]),
        ],
    )
    if rows:
        lines.cut_text(row.title, rows, "bold $foreground", first=("", ""))
    else:
        lines.text(row.title, "bold $foreground")


def measures_heading(lines: Lines, page: ItemPage) -> None:
    """措施 2/3 and how far that is."""
    row = page.row
    share = f"{bar(row.measures_done, row.measures_total)} {row.measures_done}/{row.measures_total}"
    lines.heading("措施", share if row.measures_total else "还没有措施", "$lamp-normal")


def measure_line(lines: Lines, measure: MeasureRow, *, rows: int = 0) -> None:
    """√ or □, the measure, and to the right of it how it stands."""
    done = measure.done_on is not None
    sign: Part = ("√ ", "bold $lamp-normal") if done else ("□ ", "$muted")
    text = f"{measure.ordinal}. {measure.text}"
    style = "$muted" if done else "$foreground"
    if rows:
        lines.cut_text(text, rows, style, indent=2, first=sign)
    else:
        lines.text(text, style, indent=2, first=sign)


def measure_facts(measure: MeasureRow) -> list[Part]:
    """Who, by when, and how it stands, as one faint line."""
    names = "、".join(owner.name for owner in measure.owners)
    parts: list[Part] = [(f"{names}  ", "$muted")] if names else []
    if measure.deadline is not None:
        parts.append((f"{deadline_words(measure.deadline)}  ", "$muted"))
    if measure.done_on is not None:
        parts.append((f"{measure.done_on} 完成", "$lamp-done"))
    elif measure.deadline is not None:
        parts.append((lamp_words(measure.light, measure.light_words), LAMPS[measure.light].style))
    return parts


def owner_words(page: ItemPage) -> list[tuple[str, str]]:
    """Each role that is filled, with its names."""
    filled = [(role.word, "、".join(page.owner_names(role))) for role in OwnerRole]
    return [(word, names) for word, names in filled if names]


def four_parts(page: ItemPage) -> list[Part]:
    """四有: 目标√ 措施√ 责任× 时限√."""
    parts: list[Part] = []
    for word, present in page.four:
        parts.append((f"{word}{'√' if present else '×'} ", "$lamp-done" if present else "bold $lamp-overdue"))
    return parts


def source_words(source: SourceRow | None) -> str:
    """《title》chapter › section “quote”."""
    if source is None:
        return ""
    where = " › ".join(source.section)
    return f"《{source.title}》{where}“{source.text[source.start : source.end][:200]}”"


def evidence_words(evidence: EvidenceRow) -> str:
    """Name, size, and the measure it belongs to."""
    measure = f" · 措施{evidence.measure_ordinal}" if evidence.measure_ordinal else ""
    note = f" · {evidence.note}" if evidence.note else ""
    return f"{evidence.name}（{_size(evidence.size)}{measure}{note}）"


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def next_step(steps: tuple[StepRow, ...]) -> StepRow | None:
    """The step that leads on: the first one of the lifecycle's table, deciding before withdrawing."""
    order = {"register": 0, "apply": 0, "preliminary": -1, "close": 0, "look_back": 1}
    forward = [step for step in steps if step.action in order]
    return min(forward, key=lambda step: order[step.action], default=None)


def returned_words(page: ItemPage) -> str:
    """06-12 王静 退回：请补齐…, or why a new round began; empty where nothing came back."""
    last = page.last_returned
    if last is None:
        return f"{page.rounds[-1].ended_on} 回炉：{page.rounds[-1].reason}" if page.rounds else ""
    return f"{last.decided_on or last.applied_on} {last.reviewer} 退回：{last.opinion}"


def returned_line(lines: Lines, page: ItemPage, *, rows: int = 3) -> None:
    """What was asked for when the application came back, as long as it is to be put right."""
    if page.row.state is State.RECTIFYING and (words := returned_words(page)):
        lines.cut_text(words, rows, "$lamp-overdue", indent=8, first=("补正", "$muted"))


def next_lines(lines: Lines, steps: tuple[StepRow, ...], *, rows: int) -> None:
    """下一步: what is open, or what is still missing."""
    step = next_step(steps)
    if step is None:
        return
    if not step.refusals:
        lines.text(
            f"可以{step.word}（{key_of(step)}）", "bold $lamp-normal", indent=8, first=("下一步", "$muted")
        )
        return
    head = f"还差 {len(step.refusals)} 项，才能{step.word}："
    if rows <= 1:
        lines.cut_text(head + "；".join(step.refusals), 1, "$lamp-near", indent=8, first=("下一步", "$muted"))
        return
    lines.text(head, "$lamp-near", indent=8, first=("下一步", "$muted"))
    shown = step.refusals[: rows - 1]
    for reason in shown:
        lines.cut_text(reason, 1, "$foreground", indent=10, first=("        ·", "$lamp-near"))
    if len(step.refusals) > len(shown):
        lines.text(f"……另有{len(step.refusals) - len(shown)}项", "$muted", indent=10)


def short_day(day: dt.date | None) -> str:
    """A date, or a dash."""
    return day.isoformat() if day else "—"
