"""Which fields the forms have for what is done to an item beside its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.ledger.classification import RULES
from tracker.ledger.following_rows import SelfCheckAnswerRow
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import (
    AmountKind,
    CheckResult,
    Classification,
    RegulationAct,
    SelfCheckResult,
    Word,
)
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.item_forms import measure_choice

if TYPE_CHECKING:
    from tracker.ledger.surveys import SurveyRow


def words_field(name: str, label: str, words: type[Word] | Sequence[Word], value: str = "") -> Field:
    """One of a few words of the field."""
    choices = tuple((word.value, word.word) for word in words)
    return Field(name, label, FieldKind.CHOICE, value, choices=choices)


def resuming_fields(page: ItemPage, present: int | None) -> list[Field]:
    """措施恢复办理."""
    return [
        measure_choice(page, only_done=True, value=present),
        Field("reason", "理由", FieldKind.TEXT, hint="为什么其实还没有完成", is_needed=True),
    ]


def amount_fields(page: ItemPage, present: int | None, *, is_target: bool) -> list[Field]:
    """数量目标 and 数量完成数."""
    known = [amount for m in page.measures if m.ordinal == present for amount in m.amounts]
    kinds = [kind for kind in AmountKind if is_target or kind is not AmountKind.REGULATIONS]
    first = known[0] if known else None
    fields = [
        measure_choice(page, value=present),
        words_field("kind", "哪一种", kinds, first.kind.value if first else ""),
        Field("detail", "数的什么", value=first.detail if first else "", hint="追责写哪一种，数量写数的什么"),
    ]
    figure = "如 120万元、15人、三项"
    if is_target:
        target = first.written(first.target) if first and first.target is not None else ""
        fields.append(Field("target", "目标", FieldKind.AMOUNT, target, hint=figure, is_needed=True))
        fields.append(Field("achieved", "已完成", FieldKind.AMOUNT, hint=f"{figure}；不写就不改"))
    else:
        done = first.written(first.achieved) if first else ""
        fields.append(Field("achieved", "已完成", FieldKind.AMOUNT, done, hint=figure, is_needed=True))
    return fields


def sharing_fields(page: ItemPage, present: int | None) -> list[Field]:
    """共用措施."""
    return [
        measure_choice(page, value=present),
        Field("numbers", "给哪几项", hint="编号，多个用顿号分开，如 ZG-2024-0003、12", is_needed=True),
    ]


def unsharing_fields(page: ItemPage, present: int | None) -> list[Field]:
    """取消共用."""
    return [measure_choice(page, only_shared=True, value=present)]


def stage_choice(page: ItemPage, present: int | None, *, only_open: bool = False) -> Field:
    """One of the stages."""
    stages = [stage for stage in page.stages if not only_open or stage.done_on is None]
    choices = tuple((str(stage.ordinal), f"{stage.ordinal}. {stage.goal}") for stage in stages)
    return Field("stage", "阶段", FieldKind.CHOICE, str(present or ""), choices=choices)


def stage_fields() -> list[Field]:
    """增加阶段."""
    return [
        Field("goal", "阶段目标", FieldKind.TEXT, rows=2, is_needed=True),
        Field("deadline", "阶段时限", FieldKind.DEADLINE, is_needed=True),
    ]


def stage_editing_fields(page: ItemPage, present: int | None) -> list[Field]:
    """改阶段."""
    return [
        stage_choice(page, present),
        Field("goal", "阶段目标", FieldKind.TEXT, rows=2, hint="不写就不改"),
        Field("deadline", "阶段时限", FieldKind.DEADLINE),
    ]


def stage_done_fields(page: ItemPage, present: int | None, today: date) -> list[Field]:
    """阶段完成."""
    return [
        stage_choice(page, present, only_open=True),
        Field("on", "完成日期", FieldKind.DATE, today.isoformat(), is_past=True),
        Field("note", "完成说明"),
    ]


def publicity_fields(page: ItemPage, today: date) -> list[Field]:
    """公示."""
    days = page.closing.publicity_days
    asked = f"不写就公示{days}天" if days else "不写就按专项的天数"
    return [
        Field("begins", "开始日期", FieldKind.DATE, today.isoformat(), is_needed=True),
        Field("ends", "结束日期", FieldKind.DATE, hint=asked),
        Field("place", "公示位置", hint="公告栏、内网、村务公开栏……"),
    ]


def objection_fields() -> list[Field]:
    """公示异议."""
    hint = "无异议就写“无异议”；有的写明怎么处理的"
    return [Field("objections", "有无异议", FieldKind.TEXT, hint=hint, is_needed=True)]


def score_fields(surveys: Sequence[SurveyRow], today: date) -> list[Field]:
    """满意度."""
    rounds = tuple((row.name, f"{row.name}（{row.on}）") for row in reversed(surveys))
    return [
        Field("survey", "哪一轮", FieldKind.CHOICE, choices=(*rounds, ("", "新的一轮，在下面起名"))),
        Field("name", "新一轮", hint="如 2024年第二轮；选了上面的就不写"),
        Field("on", "测评日期", FieldKind.DATE, today.isoformat(), is_past=True),
        Field("indicator", "评什么", value="整改满意度", is_needed=True),
        Field("good", "好", FieldKind.NUMBER, hint="多少人"),
        Field("fair", "较好", FieldKind.NUMBER, hint="多少人"),
        Field("average", "一般", FieldKind.NUMBER, hint="多少人"),
        Field("poor", "差", FieldKind.NUMBER, hint="多少人"),
    ]


def regulation_fields(page: ItemPage) -> list[Field]:
    """登记制度."""
    fields = [
        Field("name", "制度名称", is_needed=True),
        words_field("act", "做了什么", RegulationAct),
        Field("issued_on", "印发日期", FieldKind.DATE, hint="还没印发就不写", is_past=True),
        Field("document_number", "文号", hint="没有就不写"),
    ]
    return [*fields, measure_choice(page, whole="不单属哪条措施")] if page.measures else fields


def _regulation_choice(page: ItemPage, present: int | None, *, is_issued: bool) -> Field:
    rows = [row for row in page.regulations if (row.issued_on is not None) is is_issued]
    choices = tuple((str(row.id), f"《{row.name}》") for row in rows)
    return Field("regulation", "制度", FieldKind.CHOICE, str(present or ""), choices=choices)


def issuing_fields(page: ItemPage, present: int | None, today: date) -> list[Field]:
    """制度印发."""
    return [
        _regulation_choice(page, present, is_issued=False),
        Field("on", "印发日期", FieldKind.DATE, today.isoformat(), is_past=True),
        Field("document_number", "文号", hint="没有就不写"),
    ]


def regulation_check_fields(page: ItemPage, present: int | None, today: date) -> list[Field]:
    """制度检查."""
    return [
        _regulation_choice(page, present, is_issued=True),
        words_field("result", "执行情况", CheckResult),
        Field("finding", "检查情况", FieldKind.TEXT, hint="执行不到位、未执行的必填"),
        Field("on", "检查日期", FieldKind.DATE, today.isoformat(), is_past=True),
    ]


def class_fields(page: ItemPage, proposed: Classification | None) -> list[Field]:
    """分类盘点."""
    present = page.truths.classification or proposed
    choices = tuple((name.value, f"{name.word}（{RULES[name].asks}）") for name in Classification)
    return [Field("class", "列入哪类", FieldKind.CHOICE, present.value if present else "", choices=choices)]


def self_check_fields(page: ItemPage) -> list[Field]:
    """布置自查."""
    return [
        Field("matter", "查什么", FieldKind.TEXT, page.row.title, rows=2),
        Field("units", "哪些单位", FieldKind.NAMES, hint="不写就是其他全部单位；多个用顿号分开"),
        Field("due", "反馈期限", FieldKind.DATE, hint="如 +2周、下周五；可以不写"),
    ]


def self_check_answer_fields(answers: Sequence[SelfCheckAnswerRow]) -> list[Field]:
    """自查反馈 of one list."""
    units = tuple((row.unit, f"{row.unit}（{row.result.word}）") for row in answers)
    results = (SelfCheckResult.NONE, SelfCheckResult.FOUND)
    return [
        Field("unit", "单位", FieldKind.CHOICE, choices=units),
        words_field("result", "自查结果", results),
        Field("text", "具体情况", FieldKind.TEXT, hint="“存在”的必填"),
        Field(
            "add",
            "登记为事项",
            FieldKind.CHOICE,
            choices=(("no", "否"), ("yes", "是，作为这个单位的新问题")),
        ),
    ]


def raising_fields() -> list[Field]:
    """提请上级."""
    return [
        Field("unit", "上级单位", FieldKind.NAMES, is_one=True, is_needed=True),
        Field("matter", "提请事项", FieldKind.TEXT, hint="请上级解决什么", is_needed=True),
    ]


def raised_answer_fields(page: ItemPage, present: int | None) -> list[Field]:
    """上级答复."""
    waiting = tuple((str(row.id), f"{row.unit}：{row.matter}") for row in page.escalations if row.is_open)
    return [
        Field("raised", "哪一件", FieldKind.CHOICE, str(present or ""), choices=waiting),
        Field("text", "答复", FieldKind.TEXT, is_needed=True),
        Field("dealing", "上级事项", hint="上级办理的编号；没有就不写"),
    ]
