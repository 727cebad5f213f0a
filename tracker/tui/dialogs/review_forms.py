"""Forms and choices of a document's review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from tracker.ledger.list_rows import Deadline
from tracker.ledger.review_rows import FIVE, CandidateRow, DocumentRow
from tracker.ledger.words import CandidateKind, OwnerRole
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.pick import Choice
from tracker.tui.lamps import KIND_SIGNS, KIND_STYLES

OWN: Final = "own"
"""The choice that opens a form for one's own words."""

REASONS: Final = (
    "与已有事项重复",
    "只是表态，没有要求",
    "不属本单位",
    "已经办结",
    "背景、意义或解释，不是要求",
    "挖掘有误",
)
"""Offered when a candidate is rejected."""


def reason_choices() -> list[Choice]:
    """Why a candidate is rejected."""
    offered = [Choice(reason, reason) for reason in REASONS]
    return [*offered, Choice(OWN, "另写理由……", "$muted")]


def kind_choices(present: CandidateKind) -> list[Choice]:
    """The other kinds first."""
    kinds = sorted(CandidateKind, key=lambda kind: kind is present)
    return [
        Choice(
            kind.value,
            f"{KIND_SIGNS[kind][0]}{kind.word}{KIND_SIGNS[kind][1]}",
            KIND_STYLES[kind],
            "现在的" if kind is present else "",
        )
        for kind in kinds
    ]


def settling_choices(row: CandidateRow, proposals: Sequence[Deadline]) -> list[Choice]:
    """What the limit may be settled as; the value is its place among the proposals."""
    choices = []
    for place, deadline in enumerate(proposals):
        is_read = place == 0 and row.deadline is not None and row.deadline.due == deadline.due
        text = str(deadline.due) if deadline.due else deadline.kind.word
        choices.append(
            Choice(str(place), text, "bold $foreground" if is_read else "", _remark(deadline, is_read))
        )
    return [*choices, Choice(OWN, "另写日期……", "$muted")]


def _remark(deadline: Deadline, is_read: bool) -> str:
    if deadline.due is None:
        return "没有到期日" if deadline.phrase == "长期坚持" else "按专项的默认天数"
    day = deadline.due
    ends = {(12, 31): "年底", (3, 31): "一季度末", (6, 30): "上半年末", (9, 30): "三季度末"}
    named = ends.get((day.month, day.day)) or ("月底" if (day + dt.timedelta(1)).day == 1 else "")
    return "、".join(word for word in ("按原文读作" if is_read else "", named) if word)


def candidate_fields(row: CandidateRow, base: dt.date) -> list[Field]:
    """改."""

    def names(role: OwnerRole) -> str:
        return "、".join(owner.name for owner in row.owners if owner.role is role)

    kinds = tuple((kind.value, kind.word) for kind in CandidateKind)
    fields = [
        Field("text", "内容", FieldKind.TEXT, row.text, rows=4),
        Field("kind", "类别", FieldKind.CHOICE, row.kind.value, choices=kinds),
    ]
    if row.kind is CandidateKind.PROBLEM and row.parent is not None:
        ways = (("yes", "上面那个问题的具体表现"), ("no", "单独一个问题"))
        fields.append(
            Field("is_detail", "收作", FieldKind.CHOICE, "yes" if row.is_detail else "no", choices=ways)
        )
    if row.kind in (CandidateKind.PROBLEM, CandidateKind.TASK):
        fields.append(Field("target", "整改目标", FieldKind.TEXT, row.target, rows=2))
    fields += [
        Field("deadline", "时限", FieldKind.DEADLINE, row.deadline.phrase if row.deadline else "", base=base),
        Field("leader", "责任领导", FieldKind.NAMES, names(OwnerRole.LEADER)),
        Field("lead", "牵头单位", FieldKind.NAMES, names(OwnerRole.LEAD)),
        Field("responsible", "责任单位", FieldKind.NAMES, names(OwnerRole.RESPONSIBLE)),
        Field("cooperating", "配合单位", FieldKind.NAMES, names(OwnerRole.COOPERATING)),
    ]
    if row.is_directive:
        five = "、".join(FIVE)
        fields.append(Field("missing", "缺", value="、".join(row.missing), hint=five))
    return fields


def document_fields(row: DocumentRow) -> list[Field]:
    """改标题日期."""
    return [
        Field("title", "标题", FieldKind.TEXT, row.title, rows=2),
        Field("date", "成文日期", value=str(row.date or ""), hint="2024-03-15"),
    ]
