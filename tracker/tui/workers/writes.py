"""What the forms write: each calls one command and returns the sentence for the foot; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from tracker.desk import proofs
from tracker.desk.days import read_day
from tracker.desk.deadlines import read_deadline
from tracker.desk.early_days import said_of_early
from tracker.desk.past_days import read_day_gone
from tracker.desk.typed_limits import limit_of
from tracker.errors import BadInput, Conflict, Refusal
from tracker.files import shown
from tracker.ledger.actor import Actor
from tracker.ledger.campaigns import events_of
from tracker.ledger.commands import intake, items, reporting, reviewing, undoing, views
from tracker.ledger.commands.drafts import ConfirmedLink, ItemDraft, ItemEdit, MeasureDraft, MeasureEdit
from tracker.ledger.labels import FIELD_LABELS
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.store import Ledger
from tracker.ledger.words import ItemKind, OwnerRole, RectificationType
from tracker.text.cleaning import one_line
from tracker.text.numerals import half_width, read_number
from tracker.tui.lines import editable
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.log import items_words

Values = Mapping[str, str]
"""A form's fields by name."""

OWNER_FIELDS = {
    "leader": OwnerRole.LEADER,
    "lead": OwnerRole.LEAD,
    "responsible": OwnerRole.RESPONSIBLE,
    "cooperating": OwnerRole.COOPERATING,
    "person": OwnerRole.PERSON,
    "contact": OwnerRole.CONTACT,
}


def split_names(text: str) -> tuple[str, ...]:
    """Names as typed: separated by 、 ， ； or a line break."""
    for sign in "，,；;\n":
        text = text.replace(sign, "、")
    return tuple(name.strip() for name in text.split("、") if name.strip())


def day_of(text: str, today: dt.date, *, is_past: bool = False) -> dt.date:
    """The date in a field; today when it is empty. Raises BadInput."""
    return day_or_none(text, today, is_past=is_past) or today


def day_or_none(text: str, today: dt.date, *, is_past: bool = False) -> dt.date | None:
    """The date in a field that may be left empty; of the past 上月底 and 三天前 too. Raises BadInput."""
    if not text.strip():
        return None
    return read_day_gone(text, base=today) if is_past else read_day(text, base=today)


def past_day_or_none(text: str, today: dt.date) -> dt.date | None:
    """The day as of which the ledger is asked for; None for as it is. Raises BadInput."""
    day = day_or_none(text, today, is_past=True)
    if day is not None and day > today:
        raise BadInput(f"{day}还没有到，台账没有这一天的数；请写今天或以前的日期")
    return day if day != today else None


def number_of(text: str) -> int:
    """A count as typed: 12, １２, 十二. Raises BadInput."""
    found = read_number(half_width(text).strip())
    if found is None:
        raise BadInput(f"“{one_line(text)[:20]}”不是数字，请写 12 这样的数")
    return found


def measure_number(values: Values) -> int | None:
    """The measure chosen in a form; None for the item as a whole."""
    return int(values["measure"]) if values.get("measure") else None


def deadline_of(ledger: Ledger, number: str, phrase: str, today: dt.date) -> Deadline | None:
    """A typed time limit of an item, by its campaign's events; None when the field is empty. Raises BadInput.

    Without a number it is one of the default campaign.
    """
    return limit_of(ledger, phrase, [number] if number else [], today) if phrase.strip() else None


def typed_path(text: str) -> Path:
    """A path as somebody typed it, ~ for their home. Raises BadInput where that is nobody's."""
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError as problem:
        raise BadInput(f"“{shown(text)}”里的用户没有主目录，请写完整路径") from problem


def existing_file(text: str) -> Path:
    """The file that was typed or picked. Raises BadInput."""
    typed = text.strip().strip("\"'“”")
    if not typed:
        raise BadInput("请写明文件的路径，或在下面的目录里选一个")
    try:
        path = Path(typed).expanduser()
        found = path.is_file()
    except (OSError, ValueError, RuntimeError):
        found = False
    if not found:
        raise BadInput(f"没有文件“{shown(typed)}”，请核对路径")
    return path


def progress(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """进展, and perhaps a measure done with it."""
    done = values.get("done") == "yes"
    on = day_of(values["on"], today, is_past=True)
    reporting.add_progress(
        ledger,
        actor,
        number,
        values["text"],
        today=today,
        on=on,
        measure=measure_number(values),
        done=done,
    )
    finished = f"，措施{values['measure']}已完成" if done else ""
    return _with_early(ledger, f"{number} 已登记进展{finished}", number, on, today)


def evidence(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """佐证材料: one file."""
    path = existing_file(values["path"])
    names = proofs.add_evidence(
        ledger,
        actor,
        number,
        [path],
        today=today,
        measure=measure_number(values),
        note=values["note"],
    )
    return f"{number} 已登记佐证材料“{'、'.join(names)}”"


def finish_measure(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """A measure is done."""
    ordinal = measure_number(values)
    if ordinal is None:
        raise Refusal("请选一条措施")
    on = day_of(values["on"], today, is_past=True)
    items.finish_measure(ledger, actor, number, ordinal, on=on, note=values["note"], today=today)
    return _with_early(ledger, f"{number} 措施{ordinal}已完成", number, on, today)


def _with_early(ledger: Ledger, said: str, number: str, day: dt.date, today: dt.date) -> str:
    early = said_of_early(ledger, number, day, today=today)
    return f"{said}；{early}" if early else said


def add_item(
    ledger: Ledger, actor: Actor, today: dt.date, values: Values, campaign: str = ""
) -> tuple[str, int]:
    """新增, in the campaign of this name or the default one: what to say, and the item's id."""
    measures = tuple(MeasureDraft(line) for line in values["measures"].splitlines() if line.strip())
    limit, events = values["deadline"], events_of(ledger, campaign or None)
    draft = ItemDraft(
        title=values["title"],
        kind=ItemKind(values["kind"]),
        detail=values["detail"],
        target=values["target"],
        category=values["category"],
        deadline=read_deadline(limit, base=today, events=events) if limit.strip() else None,
        owners=_owners(values),
        measures=measures,
        campaign=campaign or None,
    )
    number = items.add_item(ledger, actor, draft, today=today)
    return f"已新增 {number}", item_page(ledger, number, today=today).row.id


def edit_item(
    ledger: Ledger, actor: Actor, page: ItemPage, today: dt.date, values: Values, *, seen: ItemPage
) -> str:
    """修改: only what differs from the page that was shown; `seen` is what the user knows of by now."""
    old = item_values(page)
    changed = _changed(values, old)
    if not changed:
        raise Refusal("没有改动任何内容")
    number = page.row.number
    deadline = deadline_of(ledger, number, changed.get("deadline", ""), today)
    if "deadline" in changed and deadline is None:
        raise Refusal("整改时限不能清空，请写明日期或“长期坚持”等")
    owners = {role: split_names(changed[name]) for name, role in OWNER_FIELDS.items() if name in changed}
    edit = ItemEdit(
        title=changed.get("title"),
        category=changed.get("category"),
        detail=changed.get("detail"),
        target=changed.get("target"),
        completion=changed.get("completion"),
        inference=changed.get("inference"),
        note=changed.get("note"),
        private_note=changed.get("private_note"),
        secrecy=changed.get("secrecy"),
        source=changed.get("source"),
        aspect=changed.get("aspect"),
        type=RectificationType(changed["type"]) if "type" in changed else None,
        deadline=deadline,
        owners=owners,
    )
    items.edit_items(ledger, actor, [number], edit, today=today, seen=seen)
    return f"{number} 已修改"


def add_measure(ledger: Ledger, actor: Actor, number: str, today: dt.date, values: Values) -> str:
    """增加措施."""
    draft = MeasureDraft(
        text=values["text"],
        standard=values["standard"],
        deadline=deadline_of(ledger, number, values["deadline"], today),
        owners=_owners(values),
    )
    ordinal = items.add_measure(ledger, actor, number, draft, today=today)
    return f"{number} 已增加措施{ordinal}"


def edit_measure(
    ledger: Ledger,
    actor: Actor,
    number: str,
    measure: MeasureRow,
    today: dt.date,
    values: Values,
    *,
    seen: MeasureRow,
) -> str:
    """修改措施: only what differs from the measure that was shown; `seen` as for `edit_item`."""
    old = measure_values(measure)
    changed = _changed(values, old)
    reason = changed.pop("reason", "")
    if not changed:
        raise Refusal("没有改动任何内容")
    owners = {role: split_names(changed[name]) for name, role in OWNER_FIELDS.items() if name in changed}
    edit = MeasureEdit(
        text=changed.get("text"),
        standard=changed.get("standard"),
        deadline=deadline_of(ledger, number, changed.get("deadline", ""), today),
        owners=owners,
    )
    items.edit_measure(ledger, actor, number, measure.ordinal, edit, today=today, reason=reason, seen=seen)
    return f"{number} 措施{measure.ordinal}已修改"


def _changed(values: Values, old: Values) -> dict[str, str]:
    """Fields that are not as the form showed them at first."""
    return {name: text for name, text in values.items() if text.strip() != editable(old[name]).strip()}


def without_conflicts(values: Values, old: Values, conflict: Conflict) -> dict[str, str]:
    """The form as if its user had not touched the fields of the conflict; empty when nothing else is new."""
    theirs = {field.field for field in conflict.fields}
    kept = {name: editable(old[name]) if _label(name) in theirs else text for name, text in values.items()}
    return kept if _changed(kept, old) else {}


def _label(name: str) -> str:
    """What the ledger calls a field of a form."""
    column = "deadline_due" if name == "deadline" else name
    return FIELD_LABELS.get(column, column)


def item_values(page: ItemPage) -> dict[str, str]:
    """An item as its form shows it."""
    deadline = page.row.deadline
    return {
        "title": page.row.title,
        "category": page.row.category,
        "detail": page.detail,
        "target": page.target,
        "deadline": (deadline.phrase or str(deadline.due or "")) if deadline else "",
        "type": page.row.type.value,
        "source": page.row.source,
        "aspect": page.row.aspect,
        "completion": page.completion,
        "inference": page.inference,
        "note": page.note,
        "private_note": page.private_note,
        "secrecy": page.secrecy,
        **{name: "、".join(page.owner_names(role)) for name, role in OWNER_FIELDS.items()},
    }


def measure_values(measure: MeasureRow) -> dict[str, str]:
    """A measure as its form shows it."""
    names = "、".join(owner.name for owner in measure.owners if owner.role is OwnerRole.RESPONSIBLE)
    deadline = measure.deadline
    return {
        "text": measure.text,
        "standard": measure.standard,
        "deadline": deadline.phrase if deadline else "",
        "reason": "",
        "responsible": names,
    }


def _owners(values: Values) -> dict[OwnerRole, tuple[str, ...]]:
    return {
        role: names for name, role in OWNER_FIELDS.items() if (names := split_names(values.get(name, "")))
    }


def undo(ledger: Ledger, actor: Actor, today: dt.date, job: LongTask) -> str:
    """撤销."""
    return f"已撤销{_named(undoing.undo(ledger, actor, today=today, heard=job.hear))}"


def redo(ledger: Ledger, actor: Actor, today: dt.date, job: LongTask) -> str:
    """重做."""
    return f"已重做{_named(undoing.redo(ledger, actor, today=today, heard=job.hear))}"


def _named(done: undoing.Reversed) -> str:
    """“登记进展”（ZG-2024-0007）: one of several in a row has to be told from the others."""
    what = items_words(done.subject.numbers, done.subject.items)
    return f"“{done.command}”（{what}）" if what else f"“{done.command}”"


def save_view(ledger: Ledger, actor: Actor, today: dt.date, values: Values) -> str:
    """保存视图."""
    view = views.save_view(ledger, actor, values["name"], values["line"], today=today)
    return f"已保存视图“{view.name}”"


def rename_view(ledger: Ledger, actor: Actor, name: str, today: dt.date, values: Values) -> tuple[str, str]:
    """What to say, and the new name. Raises NotFound, Refusal."""
    view = views.rename_view(ledger, actor, name, values["name"], today=today)
    return f"视图“{name}”已改名为“{view.name}”", view.name


def remove_view(ledger: Ledger, actor: Actor, name: str, today: dt.date) -> str:
    """删除视图."""
    views.remove_view(ledger, actor, name, today=today)
    return f"已删除视图“{name}”"


def accept(
    ledger: Ledger, actor: Actor, document_id: int, candidates: list[int] | None, today: dt.date
) -> str:
    """收下 one candidate, or all that wait."""
    accepted = intake.accept(ledger, actor, document_id, today=today, only=candidates)
    made = f"新增 {'、'.join(accepted.numbers[:3])}" if accepted.numbers else ""
    if len(accepted.numbers) > 3:
        made += f" 等{len(accepted.numbers)}项"
    measures = f"措施{accepted.measures}条" if accepted.measures else ""
    told = "、".join(dict.fromkeys(accepted.details[:3]))
    details = f"具体表现{len(accepted.details)}条，写入 {told}" if accepted.details else ""
    return "已收下：" + ("，".join(word for word in (made, measures, details) if word) or "没有新的内容")


def link(ledger: Ledger, actor: Actor, candidate_id: int, problem: str, today: dt.date) -> None:
    """连到问题: a candidate of the document by its id, or an item by its 编号."""
    is_candidate = problem.isdecimal()
    answer = ConfirmedLink(
        candidate_id, int(problem) if is_candidate else None, "" if is_candidate else problem
    )
    reviewing.link_candidates(ledger, actor, [answer], today=today)
