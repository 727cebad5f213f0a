"""总览: figures that open what they count, 周期工作 marked done, charts, and what comes when."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from tests.tables import one_after_the_other
from tests.tui.conftest import OPERATOR, REVIEWER
from tracker.desk.deadlines import read_deadline
from tracker.desk.duties import occurrences
from tracker.ledger.actor import Actor
from tracker.ledger.commands import campaigns, duties, extending, items, truths
from tracker.ledger.commands.drafts import ItemDraft
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import Reported, Role
from tracker.tui.dialogs.form import Form
from tracker.tui.list_views import Wish
from tracker.tui.rows.overview import DutyRow, FigureRow, ShareRow
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.overview import OverviewScreen
from tracker.tui.widgets.choices import Choices
from tracker.tui.widgets.trend_chart import TrendChart
from tracker.tui.workers import list_reads

DAY = dt.date(2024, 6, 18)


@pytest.fixture
def busy(sample: Location) -> Location:
    """The sample with 周期工作, a request for 延期, a report and a second 专项."""
    with Ledger.open(sample) as ledger:
        duties.add_duty(ledger, OPERATOR, "周调度", "每周五前", today=dt.date(2024, 6, 10))
        limit = read_deadline("8月底前", base=DAY)
        extending.ask_extension(
            ledger, OPERATOR, "ZG-2024-0001", deadline=limit, reason="缺件待补", today=DAY
        )
        truths.report(ledger, OPERATOR, "ZG-2024-0002", Reported.DONE, today=DAY)
        campaigns.add_campaign(ledger, OPERATOR, "2024年专项整治", today=DAY)
        other = ItemDraft(title="另一专项的问题", category="作风", campaign="2024年专项整治")
        items.add_item(ledger, OPERATOR, other, today=DAY)
    return sample


def _rows(driver: Any, panel: str) -> tuple[Any, ...]:
    return driver.app.screen.query_one(f"#{panel}", Choices).rows


def _listed(driver: Any) -> int:
    assert isinstance(driver.app.screen, LedgerList)
    return len(driver.app.screen.listing.ids)


def _listed_for(actor: Actor, location: Location, campaign: str, lines: Iterable[str]) -> dict[str, int]:
    """How many items each line lists, as the list's own worker reads them."""
    with Ledger.open(location) as ledger:
        ledger.viewer = actor
        return {
            line: len(
                list_reads.listing(
                    ledger, Wish(line, campaign), today=DAY, only_head=False, is_wanted=lambda: True
                ).ids
            )
            for line in lines
        }


ACTORS = (
    OPERATOR,
    REVIEWER,
    Actor("周健", Role.LEADER),
    Actor("赵强", Role.UNDERTAKER, "档案室"),
    Actor("赵强", Role.UNDERTAKER),
)


async def test_every_number_opens_what_it_counts(opening: Any, busy: Location) -> None:
    """Of all items, and of one campaign's, for everybody."""
    async with opening(busy, size=(200, 50)) as driver:
        with one_after_the_other() as tried:
            for actor, campaign in product(ACTORS, ("", "2024年专项整治")):
                driver.app.campaign = campaign
                await driver.becomes(actor)
                with tried((actor, campaign)):
                    await _opens_what_it_counts(driver, actor, busy, campaign)


async def _opens_what_it_counts(driver: Any, actor: Actor, location: Location, campaign: str) -> None:
    await driver.press("1")
    driver.app.screen.tell_actor()
    driver.app.screen.ledger_changed()
    await driver.settle()
    found = _numbers(driver)
    assert len(found) > (20 if campaign else 25)
    assert await asyncio.to_thread(_listed_for, actor, location, campaign, found) == found
    line = max(found, key=found.__getitem__)
    driver.app.show_view(line)
    await driver.settle()
    assert _listed(driver) == found[line], line


def _numbers(driver: Any) -> dict[str, int]:
    """Every number of the page, by the line that lists what it counts."""
    found: dict[str, int] = {}
    for panel in ("today", "states", "lights", "by-unit", "by-category"):
        for row in _rows(driver, panel):
            if isinstance(row, FigureRow) and not row.section:
                assert row.number is not None, row.word
                found[row.line] = row.number
            elif isinstance(row, ShareRow):
                found[row.line] = row.items
    for period in driver.app.screen.query_one(TrendChart)._rows:
        found[str(period.added_query)] = period.added
        found[str(period.closed_query)] = period.closed
    return found


async def test_figures_are_opened_and_counted_anew(opening: Any, busy: Location) -> None:
    async with opening(busy, start="overview") as driver:
        # By keys alone
        assert "▌ ▲ 已逾期" in driver.text()
        await driver.press("enter")
        assert _listed(driver) == 1
        assert "预警:已逾期" in driver.text()
        await driver.press("1", "right")
        assert driver.app.focused.id == "states"
        await driver.press("right", "down", "down", "down", "down", "down", "down", "down", "down")
        assert driver.app.focused.id == "by-unit"
        await driver.press("left")
        assert driver.app.focused.id == "today"
        await driver.press("tab", "tab", "tab")
        assert driver.app.focused.id == "by-unit"
        await driver.press("down", "enter")
        assert "统计单位=" in driver.text()

        # By mouse alone
        await driver.press("1")
        lines = driver.text().splitlines()
        y = next(place for place, line in enumerate(lines) if "≫ 进度滞后" in line)
        await driver.pilot.click(offset=(5, y))
        await driver.settle()
        assert "进度:滞后" in driver.text()
        await driver.press("1")
        lines = driver.text().splitlines()
        y = next(place for place, line in enumerate(lines) if "░ 挂号" in line)
        await driver.pilot.click(offset=(lines[y].index("█ 销号") + 2, y))
        await driver.settle()
        assert "销号时间:2024-06" in driver.text()
        assert _listed(driver) == 2

        # Both numbers of a period are to be had by keys
        await driver.press("1")
        trend = driver.app.screen.query_one(TrendChart)
        trend.focus()
        await driver.press("left", "left", "left", "enter")
        assert "挂号时间:2024-03" in driver.text()
        await driver.press("1", "right", "right", "right")
        trend.focus()
        trend._rows = tuple(replace(row, closed=row.added) for row in trend._rows)
        await driver.press("left", "left", "left", "enter")
        assert "2024-03 看哪个清单" in driver.text()
        await driver.press(*"gh", "enter")
        assert "挂号时间:2024-03" in driver.text()

        # Each role has its own work
        await driver.press("1")
        text = driver.text()
        assert "待挂号       4" in text and "候选待复核   4" in text
        driver.app.office.actor = Actor("周健", Role.LEADER)
        driver.app.screen.tell_actor()
        await driver.settle()
        assert "我分管的逾期 1" in driver.text()
        driver.app.office.actor = Actor("钱多", Role.READER)
        driver.app.screen.tell_actor()
        await driver.settle()
        assert "只读，没有要办的" in driver.text()

        # What is written elsewhere is counted again
        await driver.becomes(OPERATOR)
        await driver.press("1")
        assert "已逾期       1" in driver.text()
        with Ledger.open(busy) as ledger:
            late = ItemDraft(title="又一项", deadline=read_deadline("2024-06-01", base=DAY))
            items.add_item(ledger, OPERATOR, late, today=DAY)
        driver.app.on_app_focus()
        await driver.settle()
        assert "已逾期       2" in driver.text()


async def test_a_duty_is_marked_done_and_taken_back(opening: Any, busy: Location) -> None:
    async with opening(busy, start="overview") as driver:
        waiting = [row for row in _rows(driver, "today") if isinstance(row, DutyRow)]
        assert [row.occurrence.words for row in waiting] == ["已逾期4天", "剩余3天"]
        await driver.press("f2")
        assert isinstance(driver.app.screen, Form)
        assert "期限 2024-06-14，已逾期4天" in driver.text()
        await driver.type("note", "已通报")
        await driver.press("f2")
        assert "已登记“周调度”第24周已办" in driver.text()
        with Ledger.open(busy) as ledger:
            done = [row for row in occurrences(ledger, today=DAY) if row.done_on is not None]
        assert [(row.period, row.note, row.done_by) for row in done] == [("2024-W24", "已通报", "李明")]
        assert "已逾期4天" not in driver.text()
        await driver.press("end", "enter")
        assert "周调度 第25周" in driver.text()
        await driver.press("escape", "f9")
        assert "已逾期4天" in driver.text()


async def test_charts_take_turns_and_have_as_many_periods_as_there_is_room_for(
    opening: Any, busy: Location
) -> None:
    async with opening(busy, start="overview", size=(80, 24)) as driver:
        await driver.resize((120, 40))
        widened = driver.text()
        await driver.resize((80, 24))
        assert "按单位完成" in driver.text()
        await driver.press("f6")
        text = driver.text()
        assert "销号趋势" in text and "按单位完成" not in text and "[06]" in text
        await driver.press("f3")
        assert "按周" in driver.text() and "[W25]" in driver.text()
        await driver.press("f3")
        assert "[6-2]" in driver.text()
        await driver.press("f6")
        assert "按问题类别完成" in driver.text()
        await driver.press("f6")
        assert "按单位完成" in driver.text()
    async with opening(busy, start="overview", size=(120, 40)) as driver:
        assert driver.text() == widened


async def test_nothing_jumps_while_figures_come(opening: Any, busy: Location, monkeypatch: Any) -> None:
    """The first frame has every line of the last one but the duties, which come below all others."""
    with monkeypatch.context() as held:
        held.setattr(OverviewScreen, "ledger_changed", OverviewScreen._show_today)
        async with opening(busy, start="overview") as driver:
            before = [(row.key, type(row)) for row in _rows(driver, "today")]
            states = [row.key for row in _rows(driver, "states")]
            assert "·  时限已过未销号" in driver.text()
    async with opening(busy, start="overview") as driver:
        after = [(row.key, type(row)) for row in _rows(driver, "today")]
        assert after[: len(before) - 1] == before[:-1]
        assert [row.key for row in _rows(driver, "states")] == states
        assert "·  时限已过未销号" not in driver.text()


async def test_an_empty_ledger_welcomes_and_its_keys_work(opening: Any, sqlite_location: Location) -> None:
    async with opening(sqlite_location, start="overview", size=(80, 24)) as driver:
        assert "台账还是空的" in driver.text()
        await driver.press("ctrl+n")
        await driver.type("title", "会议记录不规范")
        await driver.press("f2")
        text = driver.text()
        assert "台账还是空的" not in text
        assert "待挂号       1" in text
