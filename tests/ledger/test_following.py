"""照措施补齐: an item that names no unit and no limit takes those of its measures."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.ledger.conftest import Office
from tracker.desk.bulk import giving
from tracker.desk.bulk_wishes import Wish
from tracker.errors import Refusal
from tracker.ledger.commands.bulk import rehearse
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.following import follow_measures
from tracker.ledger.commands.items import add_item
from tracker.ledger.list_rows import Deadline
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.said_by_measures import said_by_measures
from tracker.ledger.words import DeadlineKind, OwnerRole

LEAD, RESPONSIBLE, COOPERATING = OwnerRole.LEAD, OwnerRole.RESPONSIBLE, OwnerRole.COOPERATING


def page_of(office: Office, number: str) -> ItemPage:
    return item_page(office.ledger, number, today=office.today)


def by(phrase: str, day: dt.date, **more: Any) -> Deadline:
    return Deadline(phrase, DeadlineKind.DATE, day, **more)


EARLY, LATE = by("6月底前", dt.date(2024, 6, 30)), by("年底前", dt.date(2024, 12, 31))


def test_units_by_weight_and_the_latest_day() -> None:
    owners = [(RESPONSIBLE, "教育局"), (COOPERATING, "住建局"), (LEAD, "住建局"), (RESPONSIBLE, "教育局")]
    weekly = by("每周", dt.date(2025, 1, 1))
    said = said_by_measures([LATE, None, EARLY, Deadline("每周", DeadlineKind.RECURRING, weekly.due)], owners)
    assert dict(said.units) == {LEAD: ("住建局",), RESPONSIBLE: ("教育局",)}
    assert said.deadline == LATE
    unclear = by("明年采暖季前", dt.date(2025, 1, 1), confirm=True)
    assert said_by_measures([EARLY, unclear], ()).due is None, "what is 待明确 may be later than any"


def test_what_is_empty_is_filled_in_and_what_is_written_stays(office: Office) -> None:
    measures = (
        MeasureDraft("检修换热站", deadline=EARLY, owners={LEAD: ("住建局",), COOPERATING: ("供热公司",)}),
        MeasureDraft("改造管网", deadline=LATE, owners={RESPONSIBLE: ("住建局",)}),
    )
    empty = add_item(office.ledger, office.operator, ItemDraft("供热", measures=measures), today=office.today)
    named = add_item(
        office.ledger,
        office.operator,
        ItemDraft("供水", measures=measures, owners={RESPONSIBLE: ("水利局",)}),
        today=office.today,
    )
    for number in (empty, named):
        follow_measures(office.ledger, office.operator, number, today=office.today)
    page = page_of(office, empty)
    assert page.owner_names(LEAD) == ("住建局",) and page.owner_names(COOPERATING) == ("供热公司",)
    assert page.row.deadline == LATE
    assert page_of(office, named).owner_names(LEAD) == () and page_of(office, named).row.deadline == LATE
    with pytest.raises(Refusal, match="没有可以照措施补的") as refused:
        follow_measures(office.ledger, office.operator, empty, today=office.today)
    assert "整改时限已经写明" in str(refused.value)


def test_many_at_once_are_told_apart(office: Office) -> None:
    number = add_item(
        office.ledger,
        office.operator,
        ItemDraft("供热", measures=(MeasureDraft("检修", deadline=EARLY),)),
        today=office.today,
    )
    bare = add_item(office.ledger, office.operator, ItemDraft("供水"), today=office.today)
    give = giving(office.ledger, office.operator, Wish(step="照措施补齐"), [number, bare], today=office.today)
    done, refused = rehearse(office.ledger, office.operator, [number, bare], give, today=office.today)
    assert done.changes and not done.refusal
    assert "还没有措施" in refused.refusal
