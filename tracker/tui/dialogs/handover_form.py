"""移交: what stands in one person's name goes to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.office import Office
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.workers.answering_reads import Held


def handover_form(office: Office, who: str, held: Held) -> Form:
    """To whom, why, and whether the one who hands over leaves."""
    actor, today = office.actor, office.today()
    parts = [("all", f"全部{len(held.all)}处")]
    if held.as_leader and len(held.as_leader) < len(held.all):
        parts.append(("leader", f"只移交作为责任领导的{len(held.as_leader)}处"))

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.ledger.commands.handover import hand_over

        chosen = held.as_leader if values["what"] == "leader" else held.all
        done = hand_over(
            ledger,
            actor,
            chosen,
            who,
            values["to"],
            reason=values["reason"],
            today=today,
            leaves=values["leaves"] == "yes",
        )
        left = f"，{who}已登记为离任" if done.left else ""
        return Done(f"已移交{done.items}个事项{done.entries}处：{who} → {values['to'].strip()}{left}")

    items = len({charge.number for charge in held.all})
    intro = (f"{who}名下未办完的{items}个事项{len(held.all)}处；已完成的措施仍在原来的人名下。",)
    fields = [
        Field("to", "接手人", FieldKind.NAMES, is_needed=True, is_one=True, hint="有同名的写成 姓名（单位）"),
        Field("what", "移交什么", FieldKind.CHOICE, choices=tuple(parts)),
        Field("reason", "理由", FieldKind.TEXT, is_needed=True, rows=2, hint="如 岗位调整、分工调整"),
        Field(
            "leaves",
            "离任",
            FieldKind.CHOICE,
            choices=(("no", "不登记离任"), ("yes", "移交人同时登记为离任")),
        ),
    ]
    return Form("移交", fields, submit, intro=intro, subtitle=who)
