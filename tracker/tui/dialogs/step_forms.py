"""Which fields the forms about an item's steps have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.ledger.words import Reported, RequestDecision, Verified
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.item_forms import measure_choice

if TYPE_CHECKING:
    from tracker.ledger.closing_rows import FindingRow, ReviewRow
    from tracker.ledger.rows import ItemPage

CONTINUING = "改为长期坚持的必填"


def waiver_fields() -> list[Field]:
    """挂号 in spite of what is missing."""
    return [Field("waiver", "理由", FieldKind.TEXT, hint="缺项挂号须写明理由，理由记入办理历史")]


def application_fields(page: ItemPage, findings: Sequence[FindingRow]) -> list[Field]:
    """申请销号, with an answer to each thing that the 销号体检 found."""
    return [
        Field("completion", "完成情况", FieldKind.TEXT, page.completion, rows=4),
        Field("inference", "举一反三", FieldKind.TEXT, page.inference, rows=3),
        *(
            Field(
                f"answer-{row.ordinal}",
                f"体检第{row.ordinal}条",
                value=row.answer,
                hint="如 材料见会议纪要第三条",
            )
            for row in findings
        ),
    ]


def opinion_fields(label: str, hint: str, *, rows: int = 3) -> list[Field]:
    """What a reviewer decides, and who signed it."""
    return [Field("opinion", label, FieldKind.TEXT, hint=hint, rows=rows), *signature_fields()]


def look_back_fields() -> list[Field]:
    """回头看."""
    hint = "查了哪些材料、走访了谁、成果是否巩固"
    return [Field("finding", "核查情况", FieldKind.TEXT, hint=hint, rows=4)]


def stopping_fields() -> list[Field]:
    """终止."""
    return [Field("reason", "终止理由", FieldKind.TEXT, hint="如 机构撤并、事项已并入另一编号")]


def signature_fields() -> list[Field]:
    """What was signed on paper; it may be left out, and recorded later."""
    return [
        Field("signed_by", "签字人", FieldKind.NAMES, is_one=True, hint="纸质审批表谁签的字；没有就不写"),
        Field("signed_on", "签字日期", FieldKind.DATE, is_past=True, hint="不写就是今天"),
        Field("document_number", "文号", hint="没有就不写"),
    ]


def extension_fields(present: dt.date | None, *, is_approved: bool) -> list[Field]:
    """延期, asked for or approved already."""
    fields = [
        Field("deadline", "新时限", FieldKind.DEADLINE, after=present, is_needed=True),
        Field("reason", "延期理由", FieldKind.TEXT, is_needed=True),
        Field("stage_goal", "阶段目标", hint=CONTINUING),
        Field("next_review", "下次复核", FieldKind.DATE, hint=f"{CONTINUING}，如 2025-3-31、+3个月"),
    ]
    return (
        [*fields, Field("approver", "批准人", FieldKind.NAMES, hint="批准延期的领导", is_one=True)]
        if is_approved
        else fields
    )


def deciding_fields() -> list[Field]:
    """批延期."""
    decisions = (RequestDecision.APPROVED, RequestDecision.REFUSED)
    return [
        Field("decision", "决定", FieldKind.CHOICE, choices=tuple((d.value, d.word) for d in decisions)),
        Field("opinion", "意见", FieldKind.TEXT, hint="不同意的须写理由，申请人会看到"),
    ]


def reopening_fields(*, is_new_round: bool) -> list[Field]:
    """回炉 with the limit of its new round, and 恢复办理."""
    fields = [
        Field("reason", "理由", FieldKind.TEXT, hint="哪里不实、不到位"),
        Field("basis", "依据", hint="回头看、领导批示、检查通报……"),
    ]
    return [*fields, Field("deadline", "新时限", FieldKind.DEADLINE)] if is_new_round else fields


def report_fields(page: ItemPage) -> list[Field]:
    """自报, with what was written last."""
    truths = page.truths
    return [
        Field(
            "state",
            "整改情况",
            FieldKind.CHOICE,
            (truths.reported or Reported.UNDER_WAY).value,
            choices=tuple((reported.value, reported.word) for reported in Reported),
        ),
        Field("text", "具体情况", FieldKind.TEXT, hint="同时记为整改进展；可以不写"),
        Field("reason", "未完成原因", value=truths.unfinished_reason, hint="报“未完成”的必填"),
        Field("next_step", "下一步措施", value=truths.next_step, hint="报“未完成”的必填"),
        Field("stage_goal", "阶段目标", value=truths.stage_goal, hint="持续整改、阶段性完成的必填"),
        Field(
            "next_review",
            "下次复核",
            FieldKind.DATE,
            str(truths.next_review or ""),
            hint="持续整改、阶段性完成的必填，如 2025-3-31",
        ),
    ]


def verification_fields(page: ItemPage, present: int | None = None) -> list[Field]:
    """核实 of the 自报, or of a measure."""
    whole = "整项（核实单位自报）"
    return [
        measure_choice(page, whole=whole, value=present)
        if page.measures
        else Field("measure", "核实什么", FieldKind.CHOICE, choices=(("", whole),)),
        Field("result", "核实结果", FieldKind.CHOICE, choices=tuple((v.value, v.word) for v in Verified)),
        Field("note", "核实情况", FieldKind.TEXT, hint="看了什么、查到什么"),
    ]


def signing_fields(unsigned: Sequence[ReviewRow]) -> list[Field]:
    """签字 on the form of a review that is over."""
    choices = tuple((str(row.step), f"{row.on} {row.reviewer} {row.decision.word}") for row in unsigned)
    by, on, number = signature_fields()
    return [
        Field("step", "哪一步", FieldKind.CHOICE, choices[-1][0], choices=choices),
        Field(by.name, by.label, FieldKind.NAMES, hint="纸质审批表谁签的字", is_one=True, is_needed=True),
        on,
        number,
    ]
