"""换人: another name or role at the same keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import BadInput
from tracker.ledger.actor import Actor
from tracker.ledger.words import Role
from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.office import Office


def actor_form(office: Office) -> Form:
    """Name and role; nothing is written to the ledger."""

    def submit(ledger: Ledger, values: Values) -> Done:
        name = values["name"].strip()
        if not name:
            raise BadInput("请写明姓名")
        office.actor = Actor(name, Role(values["role"]), values["unit"].strip())
        return Done(f"现在由 {name}（{office.actor.role.word}）办理", can_undo=False)

    roles = tuple((role.value, role.word) for role in Role)
    return Form(
        "换经办人或角色",
        [
            Field("name", "姓名", value=office.actor.name, is_replaced=True),
            Field("role", "角色", FieldKind.CHOICE, office.actor.role.value, choices=roles),
            Field("unit", "单位", value=office.actor.unit),
        ],
        submit,
        intro=(
            "申请人与审核人不能是同一人；销号和退回由审核或领导办理。",
            "承办写明单位后，只看到本单位牵头、负责或配合的事项；其他角色看到全部。",
        ),
    )
