"""登记一期周期工作已办."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.office import Office
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.duties import OccurrenceRow
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp


def ask_duty(app: TrackerApp, occurrence: OccurrenceRow) -> None:
    """On which day it was done, and how; of who may say so."""
    if app.may("finish_duty"):
        app.push_screen(_form(app.office, occurrence))


def _form(office: Office, occurrence: OccurrenceRow) -> Form:
    actor, today = office.actor, office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.ledger.commands.duties import finish_duty
        from tracker.tui.workers.writes import day_of

        day = day_of(values["on"], today)
        finish_duty(ledger, actor, occurrence, on=day, note=values["note"], today=today)
        return Done(f"已登记“{occurrence.duty.name}”{occurrence.period_words}已办")

    told = [f"期限 {occurrence.due}，{occurrence.words}。"]
    if occurrence.advice:
        told.append(f"{occurrence.advice}。")
    fields = [
        Field("on", "办理日期", value=str(today), hint="2024-06-18"),
        Field("note", "办理情况", FieldKind.TEXT, hint="可以不填"),
    ]
    subtitle = f"{occurrence.duty.name} {occurrence.period_words}"
    return Form("周期工作已办", fields, submit, intro=told, subtitle=subtitle)
