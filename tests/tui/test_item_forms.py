"""What the forms of items hold: everything an item says, read as the ledger will read it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from tracker.ledger.actor import Actor
from tracker.ledger.commands import campaigns, events
from tracker.ledger.commands.drafts import ItemDraft, MeasureDraft
from tracker.ledger.commands.items import add_item
from tracker.ledger.list_rows import Deadline
from tracker.ledger.location import Location
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, OwnerRole, RectificationType, Role
from tracker.tui.dialogs.form import Form

DAY = dt.date(2024, 6, 18)
CLERK = Actor("李明", Role.OPERATOR)


def _page(location: Location, number: str) -> ItemPage:
    with Ledger.open(location) as ledger:
        return item_page(ledger, number, today=DAY)


def _fields(driver: Any) -> set[str]:
    form = driver.app.screen
    assert isinstance(form, Form)
    return set(form.values)


async def test_everything_an_item_says_can_be_changed_and_leaves_by_one_form(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    with Ledger.open(sample) as ledger:
        events.set_event(ledger, CLERK, "反馈", dt.date(2024, 6, 3), (), today=DAY)
    async with opening(sample) as driver:
        # Any list or all of them leave by one form
        await driver.press("f5")
        await driver.type("list", "problems")
        await driver.type("edition", "public")
        await driver.type("path", str(tmp_path / "问题.xlsx"))
        await driver.press("f2")
        assert "已导出问题清单" in driver.text()
        await driver.press("enter", "f5")
        await driver.type("list", "")
        await driver.type("path", str(tmp_path / "全套.xlsx"))
        await driver.press("f2")
        assert "问题清单、任务（措施）清单、责任清单、整改台账" in driver.text()

        # A limit is counted from the event of the campaign
        await driver.home()
        await driver.press("end", "ctrl+e")
        await driver.type("deadline", "反馈后1个月内")
        assert "→ 2024-07-03" in driver.text()
        await driver.press("f2")

        # Everything an item says can be changed
        await driver.home()
        await driver.press("end", "ctrl+e")
        assert {"type", "contact", "completion", "inference", "source", "secrecy"} <= _fields(driver)
        mounted = len(driver.app.screen.walk_children())
        assert mounted < 3 * len(_fields(driver)), "each one costs, so that labels and notes are only drawn"
        await driver.type("type", "long_term")
        await driver.type("contact", "孙悦")
        await driver.type("secrecy", "内部")
        await driver.type("source", "群众反映")
        await driver.press("f2")
        page = _page(sample, "ZG-2024-0013")
        assert page.row.type is RectificationType.LONG_TERM
        assert (page.secrecy, page.row.source) == ("内部", "群众反映")
        assert page.owner_names(OwnerRole.CONTACT) == ("孙悦",)
        await driver.press("home", "ctrl+e")
        assert "type" not in _fields(driver)
        await driver.press("escape", "down", "down", "down", "down", "ctrl+e")
        assert "现在是“已销号”，只能改这几样" in driver.text()
        assert _fields(driver) == {"category", "note", "private_note", "secrecy"}
        await driver.type("note", "已归档")
        await driver.press("f2")
    assert {path.name for path in tmp_path.glob("*.xlsx")} == {"问题.xlsx", "全套.xlsx"}
    deadline = _page(sample, "ZG-2024-0013").row.deadline
    assert deadline is not None
    assert (deadline.due, deadline.event) == (dt.date(2024, 7, 3), "反馈")
    assert _page(sample, "ZG-2024-0005").note == "已归档"


async def test_a_form_begins_with_what_the_measures_or_the_campaign_say(
    opening: Any, sample: Location
) -> None:
    limit = Deadline("12月10日前", DeadlineKind.DATE, dt.date(2024, 12, 10))
    measure = MeasureDraft("检修换热站", deadline=limit, owners={OwnerRole.LEAD: ("住建局",)})
    with Ledger.open(sample) as ledger:
        number = add_item(ledger, CLERK, ItemDraft("供热温度不达标", measures=(measure,)), today=DAY)
    with Ledger.open(sample) as ledger:
        campaigns.add_campaign(ledger, CLERK, "审计整改", today=DAY, number_prefix="SJ")
    async with opening(sample) as driver:
        # What the measures say stands in the form of an item that says nothing
        await driver.press("end", "ctrl+e")
        assert "牵头单位、整改时限空着，先照措施填上了" in driver.text()
        assert driver.app.screen.values["lead"] == "住建局"
        assert driver.app.screen.values["deadline"] == "2024-12-10"
        await driver.press("escape")
        assert _page(sample, number).owners == (), "looking is not writing"
        await driver.press("ctrl+e")
        await driver.type("target", "室温达标")
        await driver.press("f2")
        page = _page(sample, number)

        # A new item goes to the campaign that is shown
        await driver.home()
        driver.app.campaign = "审计整改"
        await driver.press("ctrl+n")
        assert "归到专项：审计整改" in driver.text()
        await driver.type("title", "合同归档不及时")
        await driver.type("category", "财务")
        await driver.type("leader", "周健")
        await driver.type("deadline", "+2周")
        await driver.press("f2")
        assert "已新增 SJ-2024-0001" in driver.text()
    assert page.owner_names(OwnerRole.LEAD) == ("住建局",)
    assert page.row.deadline is not None and page.row.deadline.due == dt.date(2024, 12, 10)
    page = _page(sample, "SJ-2024-0001")
    assert (page.row.campaign, page.row.category) == ("审计整改", "财务")
    assert page.owner_names(OwnerRole.LEADER) == ("周健",)
