"""The sentences that the foot says of what was written."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from tracker.ledger.actor import Actor
from tracker.ledger.commands.opinions import OpinionDraft, add_opinion
from tracker.ledger.location import Location
from tracker.ledger.opinions import opinions
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.tui.long_tasks import LongTask
from tracker.tui.workers import writes


def test_taking_back_what_is_out_of_sight_then_is_no_failure(
    sqlite_location: Location, today: dt.date
) -> None:
    """Once an opinion is gone, the 承办 who wrote it sees nothing of its action any more."""
    me = Actor("张三", Role.UNDERTAKER, "信访科")
    with Ledger.open(sqlite_location) as ledger, ThreadPoolExecutor(1) as worker:
        ledger.viewer = me
        for text in ("建议减少报表", "建议统一表式"):  # the first brings the campaign along
            add_opinion(ledger, me, OpinionDraft(text, "调研发现", today), today=today)
        undone = worker.submit(writes.undo, ledger, me, today, LongTask("撤销"))
        assert undone.result() == "已撤销“登记意见建议”"
        assert len(opinions(ledger, today=today)) == 1
        redone = worker.submit(writes.redo, ledger, me, today, LongTask("重做"))
        assert redone.result() == "已重做“登记意见建议”"
        assert len(opinions(ledger, today=today)) == 2
