"""公文 from 调度: notices to the units that are chased, and the report of a week, ten days or a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.ledger.words import PaperKind
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.paper_order_forms import issuing_refusal
from tracker.tui.office import Office
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

TO_UNITS = (PaperKind.SUPERVISION, PaperKind.REMINDER, PaperKind.ADMONITION)


def notice_form(office: Office, scopes: Mapping[str, Sequence[str]], kind: PaperKind, folder: Path) -> Form:
    """督办通知单, 提醒函 or 告诫书: `scopes` are the choices of units, each with the 编号 of its items."""
    actor, today = office.actor, office.today()
    refusal = issuing_refusal(actor)

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import paper_writes

        is_issued = values.get("issue") == "yes"
        told = paper_writes.notices(
            ledger,
            PaperKind(values["kind"]),
            scopes[values["scope"]],
            today=today,
            values=values,
            issuing=actor if is_issued else None,
        )
        return Done(told, can_undo=is_issued)

    fields = [
        Field(
            "kind",
            "公文",
            FieldKind.CHOICE,
            value=kind.value,
            choices=tuple((one.value, one.word) for one in TO_UNITS),
        ),
        Field("scope", "发给", FieldKind.CHOICE, choices=tuple((scope, scope) for scope in scopes)),
        Field("due", "反馈期限", FieldKind.DATE, hint="告诫书是最后期限，必填；可以写 +1周"),
        Field("issuer", "落款", hint="不填：专项的填报单位"),
    ]
    if not refusal:
        choices = (("no", "先看草稿，台账不动"), ("yes", "编号，登记为已发出"))
        fields.append(Field("issue", "登记", FieldKind.CHOICE, choices=choices))
    fields.append(Field("path", "文件", value=str(folder / f"督办_{today:%Y%m%d}.docx"), is_needed=True))
    told = refusal or "登记以后，催办同一档不再催第二次，可以撤销。"
    intro = (f"一个单位一份 Word，文件名后面加单位。{told}",)
    return Form("写成公文", fields, submit, intro=intro)


def report_form(
    office: Office, kind: PaperKind, campaign: str, folder: Path, day: dt.date | None = None
) -> Form:
    """周调度, 旬分析 or 月小结 of the period that runs; of one that is over as it was at the end of `day`."""
    today = office.today()
    until = day or today

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import paper_writes

        told = paper_writes.report(ledger, kind, campaign, today=today, day=day, values=values)
        return Done(told, can_undo=False)

    fields = [
        Field("issuer", "落款", hint="不填：专项的填报单位"),
        Field("path", "文件", value=str(folder / f"{kind.word}_{until:%Y%m%d}.docx"), is_needed=True),
    ]
    whose = f"专项“{campaign}”" if campaign else "全部专项"
    which = "那一期" if day else "本期"
    intro = (f"{whose}{which}的数字、变动和要盯办的，截至{until}。",)
    return Form(f"{kind.word}（Word）", fields, submit, intro=intro)
