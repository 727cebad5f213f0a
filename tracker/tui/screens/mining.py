"""挖掘: a file is read, mined and stored for review in the background; then its review opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.tui.dialogs.fields import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.tui.app import TrackerApp

INTRO = (
    "讲话、反馈意见、整改方案、通报：Word、PDF、Excel、网页或文本",
    "成文日期不填时从文件里找；相对期限从这一天算起",
)


def mine(app: TrackerApp) -> None:
    """Ask for the file; then its review opens by itself."""
    actor, today = app.office.actor, app.office.today()

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui import writes

        stored = writes.mine(ledger, actor, today, values)
        sentence = "已存入文件，等待复核" if stored.is_new else "这份文件早已存入，继续复核"
        return Done(sentence, can_undo=stored.is_new, subject=str(stored.document_id))

    def mined(outcome: Done | None) -> None:
        from tracker.tui.screens.review import ReviewScreen

        if outcome is not None:
            app.push_screen(ReviewScreen(int(outcome.subject)))

    fields = [
        Field("path", "文件", FieldKind.FILE, hint="写路径，或在下面的目录里选"),
        Field("date", "成文日期", hint="2024-03-15，可以不填"),
        Field("events", "事件日期", hint="反馈=2024-03-01，几个用逗号分开；专项里登记过的不用写"),
    ]
    app.push_screen(Form("挖掘一份文件", fields, submit, intro=INTRO), mined)
