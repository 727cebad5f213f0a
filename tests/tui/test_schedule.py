"""调度: the calendar and its day, the agenda, the board, units and leaders, chasing and its papers."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

from textual.widgets import Input

from tests.tui.conftest import OPERATOR, Driver
from tracker.ledger.actor import Actor
from tracker.ledger.commands import duties, people, units
from tracker.ledger.commands.people import PersonDraft
from tracker.ledger.commands.units import UnitDraft
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import Role
from tracker.tui.screens.item import ItemScreen
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.widgets.board import Board
from tracker.tui.widgets.choices import Choices
from tracker.tui.widgets.month_calendar import MonthCalendar

DAY = dt.date(2024, 6, 18)


def _with_duty(sample: Location) -> None:
    with Ledger.open(sample) as ledger:
        duties.add_duty(ledger, OPERATOR, "周调度", "每周五前", unit="办公室", begins=DAY, today=DAY)


def _line(driver: Driver, word: str) -> str:
    return next(line for line in driver.text().splitlines() if word in line)


async def test_the_calendar_by_the_mouse_and_the_load_of_each_day(opening: Any, sample: Location) -> None:
    async with opening(sample, start="schedule", size=(80, 24)) as driver:
        # The mouse looks at a day and opens what falls due
        calendar = driver.app.screen.query_one(MonthCalendar)
        cells = calendar.size.width // 7
        await driver.pilot.click("MonthCalendar", offset=(3 * cells + 1, 5))
        await driver.settle()
        assert calendar.day == dt.date(2024, 6, 20)
        await driver.pilot.click("#day", offset=(10, 1))
        await driver.settle()
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape")
        await driver.pilot.click("MonthCalendar", offset=(13, 0))
        await driver.settle()
        assert "‹ 2024年7月 ›" in driver.text()
        await driver.pilot.click("MonthCalendar", offset=(0, 0))
        await driver.settle()
        assert "‹ 2024年6月 ›" in driver.text()
        await driver.pilot.click("ScheduleTabs", offset=(12, 0))
        await driver.settle()
        assert "周调度" in driver.text()

        # The calendar tells the load of each day
        _with_duty(sample)
        driver.app.on_app_focus()
        await driver.home()
        await driver.press("4", "r", "t")
        assert "2024年6月 ›  本月到期" in driver.text()
        assert "10休" in _line(driver, "10休")
        assert "20  ◕1" in _line(driver, "今 ")
        assert "28  ∞1" in driver.text(), "ten days away, 周调度 is not 临期"
        assert "6月18日 周二 今天" in driver.text()
        await driver.press("right", "right")
        assert "6月20日 周四" in driver.text()
        assert "ZG-2024-0002" in driver.text()
        await driver.press("enter", "enter")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "up", "pagedown")
        assert "2024年7月" in driver.text()
        assert driver.app.screen.query_one(MonthCalendar).day == dt.date(2024, 7, 20)
        await driver.press("t")
        assert driver.app.screen.query_one(MonthCalendar).day == DAY
        # 调休: the Saturday before May Day is worked.
        await driver.press("pageup", "pageup")
        assert "28班" in driver.text()


async def test_a_recurring_duty_is_finished_and_the_agenda_goes_by_week_ten_days_and_month(
    opening: Any, sample: Location
) -> None:
    _with_duty(sample)
    async with opening(sample, start="schedule") as driver:
        # A recurring duty is finished from here
        await driver.press("s", "f2")
        assert "周期工作已办" in driver.text()
        await driver.press("f2")
        assert "已登记“周调度”第25周已办" in driver.text()
        assert "√ 周调度 第25周 已办" in driver.text()
        await driver.press("f9")
        assert "√ 周调度" not in driver.text()

        # The agenda goes by week, ten days and month
        await driver.home()
        await driver.press("4")
        await driver.press("s")
        assert "周调度　2024年6月17日—23日" in driver.text()
        assert "周调度 第25周" in driver.text()
        await driver.press("f3")
        assert "旬分析　2024年6月11日—20日" in driver.text()
        await driver.press("g")
        assert "月小结　2024年6月1日—30日" in driver.text()
        whole, *parts = map(int, re.findall("[0-9]+", _line(driver, "· 到期")))
        assert whole == sum(parts), "what is told adds up"
        assert "ZG-2024-0010" in driver.text()
        await driver.press("pagedown")
        assert "月小结　2024年7月1日—31日" in driver.text()
        await driver.press("f7", "home", "enter")
        assert "时限>=2024-06-01" in driver.text()
        assert isinstance(driver.app.screen, LedgerList)


async def test_what_to_chase_is_previewed_written_and_recorded(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    _with_duty(sample)
    with Ledger.open(sample) as ledger:
        units.add_units(ledger, OPERATOR, [UnitDraft("办公室")], today=DAY)
        people.add_person(ledger, OPERATOR, PersonDraft("陈涛", "办公室", "主任", "88886666"), today=DAY)
    async with opening(sample, start="schedule", size=(140, 40)) as driver:
        await driver.press("c")
        text = driver.text()
        for told in (
            "2家2项",
            "整改提醒（办公室）",
            "陈涛  主任  88886666",
            "周调度 第25周",
            "整改办要明确的",
        ):
            assert told in text
        await driver.press("down")
        assert "整改提醒（机关服务中心）" in driver.text()
        # One unit is left out this time.
        await driver.press("space")
        assert "这次不催 1项" in driver.text()
        await driver.press("f5")
        await driver.type("path", str(tmp_path / "催办"))
        await driver.press("f2")
        assert "已写成3个文件（1家）" in driver.text()
        assert sorted(path.name for path in (tmp_path / "催办").iterdir()) == [
            "催办.ics",
            "催办.json",
            "办公室.txt",
        ]
        await driver.press("f6", "enter")
        assert "已登记催办1项，1家单位 · F9 撤销" in driver.text()
        assert "1家1项" in driver.text()
        assert "整改提醒（办公室）" not in driver.text()
        await driver.press("f9")
        assert "2家2项" in driver.text()


async def test_notices_and_the_weeks_report_are_written_and_other_things_left_alone(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    (tmp_path / "别的").mkdir()
    (tmp_path / "别的" / "工资.txt").write_text("x", encoding="utf-8")
    async with opening(sample, start="schedule") as driver:
        # A folder with other things is left alone
        await driver.press("c", "f5")
        await driver.type("path", str(tmp_path / "别的"))
        await driver.press("f2")
        assert "写不了文件" in driver.text()
        assert (tmp_path / "别的" / "工资.txt").exists()

        # Notices and the week's report are written for Word
        await driver.home()
        await driver.press("4")
        await driver.press("s", "ctrl+w")
        await driver.type("path", str(tmp_path / "周调度.docx"))
        await driver.press("f2")
        assert "已写出周调度" in driver.text()
        assert (tmp_path / "周调度.docx").exists()
        await driver.press("f3", "f3", "pageup", "ctrl+w")
        path = driver.app.screen.query_one("#field-path", Input).value
        assert path.endswith("月小结_20240531.docx"), "a month is told of when it is over"
        assert "那一期的数字、变动和要盯办的，截至2024-05-31" in driver.text()
        await driver.type("path", str(tmp_path / "月小结.docx"))
        await driver.press("f2")
        with zipfile.ZipFile(tmp_path / "月小结.docx") as month:
            assert "截至2024年5月31日" in re.sub("<[^>]*>", "", month.read("word/document.xml").decode())
        await driver.press("pagedown", "pagedown", "ctrl+w")
        assert "这一期还没有到" in driver.text()
        await driver.press("c", "ctrl+w")
        assert "提醒函" in driver.text()
        await driver.type("path", str(tmp_path / "提醒.docx"))
        await driver.type("scope", "全部2家")
        await driver.type("issue", "yes")
        await driver.press("f2")
        assert "已登记发文" in driver.text()
        assert sorted(path.name for path in tmp_path.glob("提醒*.docx")) == [
            "提醒（办公室）.docx",
            "提醒（机关服务中心）.docx",
        ]
        # What went out as a numbered paper is not chased a second time on the same rung.
        assert "没有新的要催" in driver.text()
        await driver.press("f9")
        assert "2家2项" in driver.text()


async def test_a_unit_is_told_with_its_figures_people_and_open_items(opening: Any, sample: Location) -> None:
    with Ledger.open(sample) as ledger:
        units.add_units(ledger, OPERATOR, [UnitDraft("机关服务中心")], today=DAY)
        draft = PersonDraft("陈涛", "机关服务中心", "主任", "88886666")
        people.add_person(ledger, OPERATOR, draft, today=DAY)
    async with opening(sample, start="schedule", size=(140, 40)) as driver:
        await driver.press("d")
        text = driver.text()
        for told in ("▲ 逾期未完     1  占50%", "陈涛     主任  88886666", "公务用车台账与油卡记录对不上"):
            assert told in text
        await driver.press("down")
        assert "办公室 ──" in driver.text()
        await driver.press("up", "enter", "down", "enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert "统计单位=机关服务中心 状态:已销号" in driver.text()
        await driver.press("4", "end", "up", "enter")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "left")
        assert "▌ 机关服务中心" in driver.text()
        await driver.press("right")
        assert "▏ 机关服务中心" in driver.text()


async def test_a_leader_hands_over_and_cards_move_between_the_classes_by_keys(
    opening: Any, sample: Location
) -> None:
    async with opening(sample, start="schedule", size=(120, 40)) as driver:
        # A leader hands over what is open
        await driver.press("l")
        assert "周健" in driver.text()
        await driver.press("f4")
        assert "周健名下未办完的10个事项10处" in driver.text()
        await driver.press("f2")
        assert "接手人" in driver.text()
        await driver.type("to", "吴敏")
        await driver.type("reason", "分工调整")
        await driver.press("f2")
        assert "已移交10个事项10处：周健 → 吴敏" in driver.text()
        assert "0/10" in _line(driver, "  吴敏 ")
        await driver.press("f9")
        assert "吴敏" not in driver.text()

        # Cards move between the classes by keys
        await driver.home()
        await driver.press("4")
        await driver.press("p")
        board = driver.app.screen.query_one(Board)
        assert [column.count for column in board.columns] == [8, 0, 0, 0, 0, 0]
        text = driver.text()
        for told in (
            "建议 基本完成（措施全部完成）",
            "√ 正在整改      可以列入",
            "× 效果不明显    缺核实情况",
        ):
            assert told in text
        assert "（tracker" not in text
        await driver.press("shift+right")
        assert "已列入“基本完成” · F9 撤销" in driver.text()
        assert board.card is not None
        assert (board.card.number, board.place) == ("ZG-2024-0004", 1)
        # What a class wants is told where it is missing, and nothing changes.
        await driver.press("shift+right", "shift+right", "shift+right")
        assert "缺核实情况或回头看记录" in driver.text()
        await driver.press("enter")
        assert [column.count for column in board.columns] == [7, 0, 0, 1, 0, 0]
        await driver.press("f8", *"正在", "enter")
        assert [column.count for column in board.columns] == [7, 0, 1, 0, 0, 0]
        await driver.press("f9")
        assert [column.count for column in board.columns] == [7, 0, 0, 1, 0, 0]
        # Classes on the way that want something are passed over, and named.
        await driver.press("left", "left", "left", "down", "shift+right")
        assert [column.count for column in board.columns] == [6, 0, 1, 1, 0, 0]
        assert "已列入“正在整改”，越过还缺东西的“基本完成” · F9 撤销" in driver.text()
        await driver.press("enter")
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "up", "enter")
        assert isinstance(driver.app.screen, LedgerList)
        assert "分类:正在整改" in driver.text()


async def test_what_is_ready_is_sorted_as_proposed(opening: Any, sample: Location) -> None:
    async with opening(sample, start="schedule", size=(60, 20)) as driver:
        assert " R日历  S旬周月  P盘点  D单位  L领导  C催办  Y结果运用" in driver.text()
        await driver.press("p", "ctrl+a")
        assert "有1个还缺东西，不动" in driver.text()
        await driver.press("enter")
        board = driver.app.screen.query_one(Board)
        assert sum(column.count for column in board.columns) == 8
        assert board.columns[0].count == 1
        await driver.press("f9")
        assert board.columns[0].count == 8


async def test_the_mouse_takes_and_opens_cards(opening: Any, sample: Location) -> None:
    async with opening(sample, start="schedule", size=(80, 24)) as driver:
        await driver.press("p")
        board = driver.app.screen.query_one(Board)
        await driver.pilot.click("Board", offset=(4, 4))
        await driver.settle()
        assert board.card is not None
        assert board.card.number == "ZG-2024-0002"
        await driver.pilot.click("Board", offset=(4, 4))
        await driver.settle()
        assert isinstance(driver.app.screen, ItemScreen)
        await driver.press("escape", "end", "right", "right", "right", "right", "right")
        assert "一时难以解决 0" in driver.text()
        assert "‹" in driver.text()


async def test_a_consequence_is_proposed_by_one_and_decided_by_another(
    opening: Any, sample: Location
) -> None:
    later = DAY + dt.timedelta(days=60)
    async with opening(sample, start="schedule", size=(120, 30)) as driver:
        driver.app.office.today = lambda: later
        await driver.press("y")
        assert "进展缓慢：已逾期" in driver.text()
        await driver.press("ctrl+t", "f2")
        assert "已提出第1号建议" in driver.text()
        assert "第1号待决定" in driver.text()
        await driver.press("ctrl+d", "f2")
        assert "领导" in driver.text()
        await driver.press("escape")
        driver.app.office.actor = Actor("周正", Role.LEADER)
        await driver.press("ctrl+d")
        await driver.type("document", "整改办〔2024〕5号")
        await driver.press("f2")
        assert "第1号建议已决定：采纳" in driver.text()
        assert "1件待决定" not in driver.text()


async def test_the_overview_leads_to_those_to_be_chased(opening: Any, sample: Location) -> None:
    async with opening(sample, start="overview") as driver:
        today = driver.app.screen.query_one("#today", Choices)
        while today.current is None or today.current.key != "chases":
            await driver.press("down")
        await driver.press("enter")
        assert "整改提醒（办公室）" in driver.text()
        await driver.press("tab", "tab")
        assert "2024年6月 ›  本月到期" in driver.text()
