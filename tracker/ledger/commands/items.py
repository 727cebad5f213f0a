"""Typing in and changing items and measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.errors import Refusal
from tracker.ledger.actor import Actor
from tracker.ledger.commands.conflicts import refuse_overwriting, refuse_overwriting_measure
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.commands.finding import (
    facts_of,
    has_more_time_since,
    item_of,
    keep_at_hand,
    measure_of,
    taken_up_again_on,
)
from tracker.ledger.commands.making import (
    make_item,
    make_measure,
    not_to_come,
    put_under,
    read_source,
    required,
    set_owners,
)
from tracker.ledger.commands.spans import give_added_span
from tracker.ledger.demands import lacking
from tracker.ledger.lifecycle import ways_to_change
from tracker.ledger.limits import is_later, later_than
from tracker.ledger.list_rows import Deadline
from tracker.ledger.models import Campaign, Item, Measure
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.sharing import items_served, measures_of
from tracker.ledger.store import Ledger, Work
from tracker.ledger.words import DeadlineKind, State

TEXT_FIELDS = (
    "title",
    "category",
    "detail",
    "target",
    "completion",
    "inference",
    "note",
    "private_note",
    "secrecy",
)
ALWAYS_EDITABLE = frozenset({"note", "private_note", "category", "secrecy"})


def add_item(ledger: Ledger, actor: Actor, draft: ItemDraft, *, today: dt.date) -> str:
    """Put a new item into the ledger, 待挂号; returns its 编号."""
    with ledger.transaction(actor, "add", today=today) as work:
        return make_item(work, draft).number


def add_measure(ledger: Ledger, actor: Actor, number: str, draft: MeasureDraft, *, today: dt.date) -> int:
    """Add a measure to an open item; returns its ordinal."""
    with ledger.transaction(actor, "add_measure", today=today) as work:
        item = item_of(work.session, number)
        refuse_unless_open(item, "增加措施")
        refuse_later_than(item, draft.deadline)
        return make_measure(work, item, draft).ordinal


def edit_items(
    ledger: Ledger,
    actor: Actor,
    numbers: Sequence[str],
    edit: ItemEdit,
    *,
    today: dt.date,
    seen: ItemPage | None = None,
) -> int:
    """Change the same fields of one item or of many, as one action; returns how many items changed.

    `seen` is the page this edit started from: a field that somebody else changed since raises
    Conflict with all three values.
    """
    with ledger.transaction(actor, "edit", today=today) as work:
        if seen is not None:
            refuse_overwriting(work, item_of(work.session, seen.row.number), edit, seen)
        if len(numbers) > 1:
            keep_at_hand(work.session, numbers)
        changed = 0
        for number in numbers:
            before = len(work.differences)
            change_item(work, item_of(work.session, number), edit)
            work.session.flush()
            changed += len(work.differences) > before
        return changed


def change_item(work: Work, item: Item, edit: ItemEdit) -> None:
    """Make an edit by the rules, within a command. Raises Refusal."""
    fields = {name: getattr(edit, name) for name in TEXT_FIELDS if getattr(edit, name) is not None}
    if set(fields) - ALWAYS_EDITABLE or edit.type or edit.term or edit.deadline or edit.owners:
        refuse_unless_open(item, "修改")
    lacked = _lacking(work, item, edit)
    for name, value in fields.items():
        setattr(item, name, required(value, "问题（任务）") if name == "title" else value.strip())
    if edit.type is not None and edit.type.value != item.type:
        if item.registered_on is not None:
            raise Refusal(f"{item.number} 已挂号，整改类型在挂号时已定，不再修改")
        item.type = edit.type.value
    if edit.term is not None:
        item.term = edit.term.value
    if edit.deadline is not None:
        refuse_silent_postponement(work, item, edit.deadline)
        refuse_overtaking(work, item, edit.deadline)
        item.deadline = edit.deadline
    set_owners(work, item, edit.owners)
    if edit.source is not None:
        item.source = read_source(work.session.get_one(Campaign, item.campaign_id), edit.source)
    if edit.aspect is not None:
        put_under(work, item, edit.aspect)
    if lost := [line for line in _lacking(work, item, edit) if line not in lacked]:
        raise Refusal(f"{item.number} 已挂号，四有不能改没了：", lost)


def _lacking(work: Work, item: Item, edit: ItemEdit) -> tuple[str, ...]:
    """What an item on the books lacks of its four 有, where the edit may take one away."""
    if item.state != State.RECTIFYING.value or (edit.target is None and not edit.owners):
        return ()
    return lacking(facts_of(work.session, item))


def edit_measure(
    ledger: Ledger,
    actor: Actor,
    number: str,
    ordinal: int,
    edit: MeasureEdit,
    *,
    today: dt.date,
    reason: str = "",
    seen: MeasureRow | None = None,
) -> None:
    """Change one measure of an open item; `seen` as for `edit_items`. A later day wants a reason."""
    with ledger.transaction(actor, "edit_measure", today=today, reason=reason) as work:
        item = item_of(work.session, number)
        change_measure(work, item, measure_of(item, ordinal), edit, seen=seen)


def change_measure(
    work: Work, item: Item, measure: Measure, edit: MeasureEdit, *, seen: MeasureRow | None = None
) -> None:
    """Make an edit of a measure by the rules, within a command. Raises Refusal, Conflict."""
    refuse_unless_open(item, "修改措施")
    refuse_where_settled(work, measure, "修改共用的措施")
    if seen is not None:
        refuse_overwriting_measure(work, measure, edit, seen)
    if edit.text is not None:
        measure.text = required(edit.text, "整改措施")
    if edit.standard is not None:
        measure.standard = edit.standard.strip()
    if edit.deadline is not None:
        for served in items_served(work.session, measure):
            refuse_going_beyond(served, measure, edit.deadline)
        refuse_unexplained_delay(work, measure, edit.deadline)
        measure.deadline = edit.deadline
        give_added_span(work, item, measure)
    set_owners(work, measure.item, edit.owners, measure=measure)


def finish_measure(
    ledger: Ledger, actor: Actor, number: str, ordinal: int, *, on: dt.date, note: str = "", today: dt.date
) -> None:
    """Mark a measure as done on a day. Raises Refusal when it is done already or the day is to come."""
    with ledger.transaction(actor, "finish_measure", today=today, reason=note) as work:
        item = item_of(work.session, number)
        finish(item, ordinal, on=on, note=note, today=today)


def resume_measure(
    ledger: Ledger, actor: Actor, number: str, ordinal: int, *, reason: str, today: dt.date
) -> None:
    """Take back that a measure is done."""
    why = required(reason, "恢复办理的理由")
    with ledger.transaction(actor, "resume_measure", today=today, reason=why) as work:
        item = item_of(work.session, number)
        refuse_unless_rectifying(item)
        measure = measure_of(item, ordinal)
        if measure.done_on is None:
            raise Refusal(f"{item.number} 措施{ordinal} 还没有完成，无须恢复办理")
        take_back_done(work, measure)


def take_back_done(work: Work, measure: Measure) -> None:
    """A measure is not done after all, by the rules, within a command. Raises Refusal."""
    refuse_where_settled(work, measure, "恢复办理共用的措施")
    measure.done_on = None
    measure.done_note = ""
    for served in items_served(work.session, measure):
        served.stage_done_on = None  # what was due by the date is not done after all


def finish(item: Item, ordinal: int, *, on: dt.date, note: str, today: dt.date) -> None:
    """A measure is done on a day that is not to come, while the item it is reported for is 整改中."""
    refuse_unless_rectifying(item)
    mark_done(item, measure_of(item, ordinal), ordinal, on=on, note=note, today=today)


def mark_done(item: Item, measure: Measure, ordinal: int, *, on: dt.date, note: str, today: dt.date) -> None:
    """The same for a measure that is known already."""
    if measure.done_on is not None:
        raise Refusal(f"{item.number} 措施{ordinal} 已于{measure.done_on}完成")
    not_to_come(on, "完成日期", today)
    measure.done_on = on
    measure.done_note = note.strip()


def refuse_where_settled(work: Work, measure: Measure, what: str) -> None:
    """A shared measure changes once for all: not while one of them is applied for or closed."""
    for item in items_served(work.session, measure):
        if item.state in (State.APPLIED.value, State.CLOSED.value):
            refuse_unless_open(item, what)


def refuse_unless_open(item: Item, what: str) -> None:
    """What is applied for, closed or stopped does not change its content."""
    state = State(item.state)
    if not state.may_change:
        raise Refusal(
            f"{item.number} 现在是“{state.word}”，不能{what}",
            (f"请先{ways_to_change(state)}",),
        )


def refuse_unless_rectifying(item: Item) -> None:
    """Work is reported on items that are registered and open."""
    if item.state == State.UNREGISTERED.value:
        raise Refusal(f"{item.number} 还没有挂号，请先挂号")
    refuse_unless_open(item, "登记办理情况")


def refuse_silent_postponement(work: Work, item: Item, deadline: Deadline) -> None:
    """After 挂号 a later date is an extension, which wants a reason and an approver.

    A date that had passed when the item was taken up again belongs to the round before: the new round
    gets one of its own.
    """
    present = _settled_limit(item)
    if item.registered_on is None or present is None:
        return  # what was 终止 and is taken up again keeps its limit, too
    again = taken_up_again_on(work.session, item)
    if again is not None and present < again:
        return
    if deadline.confirm or deadline.due is None or deadline.due > present:
        raise Refusal(
            f"{item.number} 已挂号，时限不能直接后移，也不能改为待明确",
            (f"现时限“{item.deadline_phrase}”（{present}）；确需后移请办延期",),
        )


def refuse_going_beyond(item: Item, measure: Measure, deadline: Deadline) -> None:
    """After 挂号 a measure's date moves within its item's; what is later wants the item extended first."""
    limits = [limit for limit in (_settled_limit(item), _settled_limit(measure)) if limit is not None]
    if item.registered_on is None or not limits or deadline.kind is DeadlineKind.IMMEDIATE:
        return
    if deadline.confirm or deadline.due is None or deadline.due > max(limits):
        raise Refusal(
            f"{item.number} 已挂号，措施{measure.ordinal}的时限不能晚于{max(limits)}，也不能改为待明确",
            ("确需后移请先给事项办延期",),
        )


def refuse_unexplained_delay(work: Work, measure: Measure, deadline: Deadline) -> None:
    """After 挂号 a measure's own day moves later with a reason, and not when it has passed.

    What is late stays late and is counted so, unless its item was extended or taken up again since.
    """
    present = _settled_limit(measure)
    is_kept = deadline.due is not None and not deadline.confirm and present and deadline.due <= present
    if present is None or is_kept or measure.done_on or measure.deadline_kind == DeadlineKind.RECURRING.value:
        return
    items = [item for item in items_served(work.session, measure) if item.registered_on is not None]
    if not items:
        return
    name = f"{measure.item.number} 措施{measure.ordinal}"
    if present < work.today and not any(has_more_time_since(work.session, item, present) for item in items):
        raise Refusal(
            f"{name}的时限{present}已过，不能再后移",
            ("办完后登记完成，按逾期完成计；整个事项时间不够的，请在事项到期前办延期",),
        )
    if not work.reason.strip():
        raise Refusal(
            f"{name}的时限是{present}，后移到“{deadline.phrase}”须写明理由", ("请加 --reason 理由",)
        )


def refuse_later_than(item: Item, deadline: Deadline | None) -> None:
    """After 挂号 no measure that comes to an item has a later day than the item, unless the item goes on
    beyond its own (长期坚持); what comes round again and again (周期) has no last day.
    """
    if item.registered_on is not None and deadline is not None and is_later(deadline, item.deadline):
        raise Refusal(
            f"{item.number} 的整改时限是{item.deadline_due}，措施的时限{deadline.due}不能更晚",
            ("请把措施的时限提前，或先给事项办延期",),
        )


def refuse_overtaking(work: Work, item: Item, deadline: Deadline) -> None:
    """After 挂号 the item's date does not move before that of a measure still to be done.

    One that was 挂号 with a later measure, the reason given, keeps its date when that is written again.
    """
    present = _settled_limit(item)
    if item.registered_on is None or (present is not None and deadline.due == present):
        return
    still_open = ((n, m.deadline) for n, m in measures_of(work.session, item) if m.done_on is None)
    if late := later_than(deadline, still_open):
        raise Refusal(
            f"{item.number} 有措施的时限晚于{deadline.due}，先把措施的时限提前：",
            [f"措施{ordinal}：{day}" for ordinal, day in late],
        )


def _settled_limit(row: Item | Measure) -> dt.date | None:
    """The last day that holds; None while there is none or it is 待明确."""
    return None if row.deadline_confirm else row.deadline_due
