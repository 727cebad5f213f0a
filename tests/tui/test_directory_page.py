"""单位、人员和专项: set and made known by keys alone; each change one undo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tracker.ledger import campaigns
from tracker.ledger.location import Location
from tracker.ledger.people import people
from tracker.ledger.store import Ledger
from tracker.ledger.units import unit_tree, unknown_owners
from tracker.tui.dialogs.confirm import Notice
from tracker.tui.rows.directory import CampaignLine, PersonLine, UnitLine, UnknownLine
from tracker.tui.screens.directory import DirectoryScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.widgets.row_list import RowList


@pytest.fixture
def ledger(sample: Location) -> Iterator[Ledger]:
    """The sample, read beside the app."""
    with Ledger.open(sample) as opened:
        yield opened


def rows(driver: Any, kind: type[Any]) -> list[Any]:
    return [row for row in driver.app.screen.query_one(RowList).rows if isinstance(row, kind)]


async def test_a_campaign_and_its_events_are_set_without_a_command(
    opening: Any, sample: Location, ledger: Ledger
) -> None:
    async with opening(sample) as driver:
        # What was set of a campaign can be emptied
        await driver.press("alt+e", "enter")
        await driver.type("begins", "2024-3-1")
        await driver.type("ends", "2024-9-1")
        await driver.type("kind", "audit")
        await driver.press("f2")
        settings = campaigns.overviews(ledger)[0].settings
        assert str(settings.begins) == "2024-03-01" and settings.kind == "audit"
        await driver.press("enter")
        await driver.type("begins", "")
        await driver.type("ends", "")
        await driver.type("kind", "")
        await driver.press("f2")
        settings = campaigns.overviews(ledger)[0].settings
        assert (settings.begins, settings.ends, settings.kind) == (None, None, "")

        # The day of an event is shown before it is kept
        await driver.home()
        await driver.press("alt+e", "f3")
        await driver.type("on", "2024-4-1")
        await driver.press("f2")
        assert campaigns.overviews(ledger)[0].events == ()
        assert "没有要改的时限" in driver.text()
        await driver.press("enter")
        assert [str(day) for _, day in campaigns.overviews(ledger)[0].events] == ["2024-04-01"]
        await driver.press("f3")
        await driver.type("on", "2024-4-1")
        await driver.press("f2")
        assert isinstance(driver.app.screen, DirectoryScreen), "it has that day already"

        # The campaign is set without a command
        await driver.home()
        await driver.press("alt+e")
        assert isinstance(driver.app.screen, DirectoryScreen)
        await driver.press("enter")
        await driver.type("name", "2024年首轮巡察整改")
        await driver.type("reporting_unit", "某局整改办")
        await driver.type("near_days", "１0")
        await driver.press("f2")
        (line,) = rows(driver, CampaignLine)
        settings = line.overview.settings
        assert (settings.name, settings.reporting_unit) == ("2024年首轮巡察整改", "某局整改办")
        assert settings.near_days == 10
        assert "某局整改办" in driver.text()
        await driver.press("f4")
        await driver.type("name", "审计整改")
        await driver.type("number_prefix", "SJ")
        await driver.press("f2", "down", "f6")
        assert [one.settings.is_default for one in campaigns.overviews(ledger)] == [False, True]
        await driver.press("delete")
        assert len(rows(driver, CampaignLine)) == 1
        await driver.press("home", "delete")
        assert isinstance(driver.app.screen, Notice), "items stand in it"
        await driver.press("enter", "f9")
        assert len(rows(driver, CampaignLine)) == 2


async def test_units_and_people_are_registered_and_put_right(
    opening: Any, sample: Location, ledger: Ledger
) -> None:
    named = [one.name for one in unknown_owners(ledger) if not one.is_person]
    async with opening(sample) as driver:
        # Names that nobody knows are settled
        await driver.press("alt+e", "down")
        first = driver.app.screen.query_one(RowList).current
        assert isinstance(first, UnknownLine)
        await driver.press("enter", "enter")
        assert [unit.name for unit in unit_tree(ledger)] == [first.owner.name]
        await driver.press("f5", "enter")
        assert {line.unit.name for line in rows(driver, UnitLine)} == set(named)
        await driver.press("f5")
        assert isinstance(driver.app.screen, DirectoryScreen), "there is nothing left to ask about"
        await driver.press("f9", "f9")
        assert unit_tree(ledger) == []

        # Units are written line by line and put right
        await driver.home()
        await driver.press("alt+e", "f7")
        await driver.type("units", "某局＝局机关\n  人事科＝人事\n各科室")
        await driver.press("f2")
        assert [(unit.name, unit.parent) for unit in unit_tree(ledger)] == [
            ("某局", ""),
            ("人事科", "某局"),
            ("各科室", ""),
        ]
        driver.app.screen.query_one(RowList).go_to(rows(driver, UnitLine)[1].key)
        await driver.press("enter")
        await driver.type("name", "组织人事科")
        await driver.type("aliases", "人事处")
        await driver.press("f2")
        changed = unit_tree(ledger)[1]
        assert changed.name == "组织人事科"
        assert [alias.name for alias in changed.aliases] == ["人事处", "人事科"]
        await driver.press("f2")
        assert isinstance(driver.app.screen, LedgerList)
        await driver.press("escape", "f9")
        assert unit_tree(ledger)[1].name == "人事科", "all of it was one change"

        # People are pasted, seen as understood and put right
        await driver.home()
        await driver.press("alt+e", "f8")
        await driver.type("people", "王　静\t党政办\t副局长\n赵强、科员")
        await driver.press("f2")
        assert "第1行：单位“党政办”没有登记" in driver.text()
        await driver.type("people", "王　静，副局长，8123456\n赵强、科员")
        await driver.press("f2")
        text = driver.text()
        assert "登记这2人？" in text and "王静  职务 副局长  电话 8123456" in text
        assert people(ledger) == []
        await driver.press("escape")
        assert "赵强、科员" in driver.text(), "what was pasted is there to be put right"
        await driver.press("f2", "enter")
        assert "已登记 2人" in driver.text()
        driver.app.screen.query_one(RowList).go_to(rows(driver, PersonLine)[0].key)
        await driver.press("enter")
        await driver.type("post", "局长")
        await driver.press("f2")
        person, other = people(ledger)
        assert (person.name, person.post, person.telephone) == ("王静", "局长", "8123456")
        await driver.press("f8")
        await driver.type("people", "王静\n赵强")
        await driver.press("f2")
        assert "这些人都登记过了" in driver.text()
        await driver.press("delete")
        assert people(ledger) == [other]


async def test_a_new_ledger_says_how_the_first_campaign_is_made(
    opening: Any, sqlite_location: Location
) -> None:
    async with opening(sqlite_location) as driver:
        await driver.press("alt+e")
        assert "还没有。按 F4 新开" in driver.text()
        await driver.press("f4")
        await driver.type("name", "重点工作督办")
        await driver.press("f2")
        assert "还没有。按 F4" not in driver.text() and "重点工作督办" in driver.text()
