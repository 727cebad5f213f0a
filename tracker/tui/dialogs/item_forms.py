"""Which fields the forms about items have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.ledger.lifecycle import ways_to_change
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.said_by_measures import UNIT_ROLES, SaidByMeasures, said_by_measures
from tracker.ledger.words import ItemKind, OwnerRole, RectificationType, State
from tracker.tui.dialogs.field import Field, FieldKind

_NAMES = "多个用顿号分开"


def measure_choice(
    page: ItemPage,
    *,
    only_open: bool = False,
    only_done: bool = False,
    only_shared: bool = False,
    whole: str = "",
    value: int | None = None,
) -> Field:
    """One of the measures; `whole` is the item itself, `value` the measure the cursor stands on."""
    measures = [
        m
        for m in page.measures
        if not (
            (only_open and m.done_on) or (only_done and m.done_on is None) or (only_shared and not m.home)
        )
    ]
    choices = tuple((str(m.ordinal), f"{m.ordinal}. {m.text}") for m in measures)
    offered = (("", whole), *choices) if whole else choices
    return Field("measure", "措施", FieldKind.CHOICE, str(value or ""), choices=offered)


def progress_fields(page: ItemPage, today: dt.date, present: int | None = None) -> list[Field]:
    """登记进展."""
    fields = [Field("text", "进展情况", FieldKind.TEXT, rows=4, is_needed=True)]
    if page.measures:
        fields.append(measure_choice(page, whole="整项（不单指某条措施）", value=present))
        yes_no = (("no", "否"), ("yes", "是，这条措施已完成"))
        fields.append(Field("done", "措施完成", FieldKind.CHOICE, choices=yes_no))
    fields.append(Field("on", "日期", FieldKind.DATE, today.isoformat(), is_past=True))
    return fields


def evidence_fields(page: ItemPage, present: int | None, folder: Path) -> list[Field]:
    """登记佐证材料; the tree begins in the folder."""
    hint = "写路径，或在下面的目录里选，← 上一级"
    fields = [Field("path", "文件", FieldKind.FILE, hint=hint, folder=str(folder))]
    if page.measures:
        fields.append(measure_choice(page, whole="整项", value=present))
    fields.append(Field("note", "说明", hint="会议记录、制度文件、整改前后照片……"))
    return fields


def done_field(page: ItemPage, today: dt.date, present: int | None = None) -> list[Field]:
    """措施完成."""
    return [
        measure_choice(page, only_open=True, value=present),
        Field("on", "完成日期", FieldKind.DATE, today.isoformat(), is_past=True),
        Field("note", "完成说明"),
    ]


def measure_fields() -> list[Field]:
    """增加措施."""
    return [
        Field("text", "整改措施", FieldKind.TEXT, is_needed=True),
        Field("standard", "完成标准", hint="做到什么程度、怎么验"),
        Field("deadline", "时限", FieldKind.DEADLINE),
        Field("responsible", "责任单位", FieldKind.NAMES, hint=_NAMES),
    ]


def measure_form_fields(measure: MeasureRow) -> list[Field]:
    """修改措施."""
    names = "、".join(owner.name for owner in measure.owners if owner.role is OwnerRole.RESPONSIBLE)
    return [
        Field("text", "整改措施", FieldKind.TEXT, measure.text),
        Field("standard", "完成标准", value=measure.standard),
        Field("deadline", "时限", FieldKind.DEADLINE, measure.deadline.phrase if measure.deadline else ""),
        Field("reason", "后移理由", hint="挂号后把时限往后移的，要写明"),
        Field("responsible", "责任单位", FieldKind.NAMES, names, hint=_NAMES),
    ]


def new_item_fields() -> list[Field]:
    """新增."""
    kinds = tuple((kind.value, kind.word) for kind in ItemKind)
    return [
        Field("kind", "类别", FieldKind.CHOICE, choices=kinds),
        Field("title", "问题（任务）", FieldKind.TEXT, rows=2, is_needed=True),
        Field("detail", "具体表现", FieldKind.TEXT, rows=2),
        Field("target", "整改目标", FieldKind.TEXT, rows=2),
        Field("measures", "整改措施", FieldKind.TEXT, hint="一行一条"),
        Field("category", "问题类别", hint="如 党的建设"),
        Field("deadline", "整改时限", FieldKind.DEADLINE),
        Field("leader", "责任领导", FieldKind.NAMES, hint=_NAMES),
        Field("lead", "牵头单位", FieldKind.NAMES, hint=_NAMES),
        Field("responsible", "责任单位", FieldKind.NAMES, hint=_NAMES),
        Field("cooperating", "配合单位", FieldKind.NAMES, hint=_NAMES),
        Field("person", "责任人", FieldKind.NAMES, hint=_NAMES),
    ]


ALWAYS_OPEN = ("category", "note", "private_note", "secrecy")
"""Fields that may be changed whatever the state of the item."""


def proposed(page: ItemPage) -> SaidByMeasures:
    """What the measures say that an item 待挂号 leaves open."""
    if page.row.state is not State.UNREGISTERED:
        return SaidByMeasures({}, None)
    owners = [(owner.role, owner.name) for measure in page.measures for owner in measure.owners]
    said = said_by_measures([measure.deadline for measure in page.measures], owners)
    return said.where_open(
        names_units=any(page.owner_names(role) for role in UNIT_ROLES),
        has_limit=page.row.deadline is not None,
    )


def item_intro(page: ItemPage) -> tuple[str, ...]:
    """What is said above 修改事项: what is closed to changes, or what the measures have filled in."""
    if not page.row.state.may_change:
        return (f"现在是“{page.row.state.word}”，只能改这几样；别的要先{ways_to_change(page.row.state)}。",)
    said = proposed(page)
    filled = [*(role.word for role in said.units), *(("整改时限",) if said.deadline is not None else ())]
    return (f"{'、'.join(filled)}空着，先照措施填上了；看过再保存。",) if filled else ()


def item_fields(page: ItemPage) -> list[Field]:
    """修改事项."""
    deadline = page.row.deadline
    phrase = (deadline.phrase or str(deadline.due or "")) if deadline else ""
    said = proposed(page)
    if said.due is not None:
        phrase = str(said.due)

    def names(role: OwnerRole) -> str:
        return "、".join(page.owner_names(role) or said.units.get(role, ()))

    types = tuple((kind.value, kind.word) for kind in RectificationType)
    fields = [
        Field("title", "问题（任务）", FieldKind.TEXT, page.row.title, rows=2),
        Field("detail", "具体表现", FieldKind.TEXT, page.detail, rows=3),
        Field("target", "整改目标", FieldKind.TEXT, page.target, rows=2),
        Field("deadline", "整改时限", FieldKind.DEADLINE, phrase),
        Field("type", "整改类型", FieldKind.CHOICE, page.row.type.value, choices=types),
        *(Field(role.value, role.word, FieldKind.NAMES, names(role), hint=_NAMES) for role in OwnerRole),
        Field("completion", "完成情况", FieldKind.TEXT, page.completion, rows=2),
        Field("inference", "举一反三", FieldKind.TEXT, page.inference, rows=2),
        Field("source", "问题来源", value=page.row.source, hint="学习研讨查摆、调研发现、群众反映……"),
        Field("aspect", "方面", value=page.row.aspect, hint="专项里的哪个方面"),
        Field("category", "问题类别", value=page.row.category),
        Field("note", "备注", value=page.note),
        Field("private_note", "自用备注", value=page.private_note, hint="不会导出"),
        Field("secrecy", "密级", value=page.secrecy, hint="如 内部；标了的导出时默认不带"),
    ]
    if not page.row.state.may_change:
        return [field for field in fields if field.name in ALWAYS_OPEN]
    return [field for field in fields if field.name != "type" or page.registered_on is None]
