"""What recurs is looked at by its next day, and kept with its first."""

from __future__ import annotations

import datetime as dt

from tracker.desk.deadlines import read_deadline
from tracker.desk.next_days import on_next_days
from tracker.exchange.lists.item_texts import item_deadline
from tracker.ledger.actor import Actor
from tracker.ledger.commands.advancing import register
from tracker.ledger.commands.drafts import ItemDraft, ItemEdit, MeasureDraft
from tracker.ledger.commands.items import add_item, edit_items, finish_measure
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Role

CLERK = Actor("李明", Role.OPERATOR)
FIRST, LOOKED_AT = dt.date(2028, 3, 2), dt.date(2028, 6, 28)


def test_a_recurring_limit_stands_on_its_next_day_and_is_no_ones_change(sqlite_location: Location) -> None:
    with Ledger.open(sqlite_location) as ledger:
        quarterly, monthly = (read_deadline(words, base=FIRST) for words in ("每季度末", "每月25日前"))
        draft = ItemDraft(
            title="台账更新不及时",
            target="按季更新",
            deadline=quarterly,
            owners={OwnerRole.LEAD: ("办公室",)},
            measures=(MeasureDraft("对账", deadline=monthly), MeasureDraft("报送", deadline=monthly)),
        )
        number = add_item(ledger, CLERK, draft, today=FIRST)
        register(ledger, CLERK, [number], today=FIRST)
        finish_measure(ledger, CLERK, number, 2, on=LOOKED_AT, today=LOOKED_AT)
        page = item_page(ledger, number, today=LOOKED_AT)
        shown = on_next_days(page, LOOKED_AT)
        days = [
            limit.due for limit in (shown.row.deadline, *(one.deadline for one in shown.measures)) if limit
        ]
        assert days == [dt.date(2028, 6, 30), dt.date(2028, 7, 25), dt.date(2028, 3, 25)]
        assert item_deadline(page) == "每季度末"
        once = ItemEdit(deadline=read_deadline("2028-03-31", base=LOOKED_AT))
        assert edit_items(ledger, CLERK, [number], once, today=LOOKED_AT, seen=shown) == 1
