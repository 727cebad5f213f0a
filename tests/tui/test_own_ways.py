"""设置, the help, the manual and the 导览: what users arrange for themselves and where they read how."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker import paths, settings
from tracker.ledger.actor import Actor
from tracker.ledger.location import Location
from tracker.ledger.words import Role
from tracker.text.cells import width
from tracker.tui.keymap import configurable
from tracker.tui.manual_text import FILE, PAGES, Kind, lay_out, read_manual
from tracker.tui.screens.ledger_list import LedgerList
from tracker.tui.screens.manual import ManualScreen
from tracker.tui.screens.overview import OverviewScreen
from tracker.tui.screens.schedule import ScheduleScreen
from tracker.tui.themes import CONTRAST
from tracker.tui.tour import STEPS, Tour, tour_file

# 设置


async def test_settings_are_kept_and_take_effect(opening: Any, sample: Location, tmp_path: Path) -> None:
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("alt+o")
        await driver.type("name", "王芳")
        await driver.type("role", "reviewer")
        await driver.type("theme", CONTRAST)
        await driver.type("start", "schedule")
        await driver.type("exports", "导出")
        await driver.press("f2")
        assert "请写完整路径" in driver.text()
        await driver.type("exports", str(tmp_path / "导出"))
        await driver.press("f2")
        assert "设置已保存；改回去再按 Alt+O" in driver.text()
        assert "审核 王芳" in driver.text()
        assert driver.app.theme == CONTRAST
    kept = settings.load()
    assert kept.actor == Actor("王芳", Role.REVIEWER)
    assert (kept.theme, kept.start, kept.exports) == (CONTRAST, "schedule", tmp_path / "导出")


async def test_a_broken_file_is_put_aside_and_written_anew(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    settings.settings_file().parent.mkdir(parents=True)
    settings.settings_file().write_text("theme = ", encoding="utf-8")
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("alt+o")
        assert "写法有误" in str(driver.app.screen.query_one("#form-intro").render()).replace("\n", "")
        await driver.press("f2")
        assert "settings.旧.toml" in driver.text()
    assert settings.load().actor == Actor("李明", Role.OPERATOR)
    assert settings.settings_file().with_name("settings.旧.toml").read_text(encoding="utf-8") == "theme = "


async def test_in_the_sample_nothing_is_kept(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        await driver.press("alt+o")
        assert "不影响您自己的设置" in driver.text()
        await driver.press("f2")
    assert not settings.settings_file().exists()


# 帮助


async def test_help_begins_with_the_present_page_and_is_searched(opening: Any, sample: Location) -> None:
    async with opening(sample, start="schedule") as driver:
        await driver.press("f1")
        lines = driver.text().splitlines()
        assert next(line for line in lines if "本页" in line).strip().startswith("调度")
        await driver.press("f6")
        await driver.press("/", *"xhsl")
        assert "没有找到" in driver.text()
        await driver.press("escape", "/", *"th", "enter")
        assert "审核：退回并写明补充整改要求" in driver.text()
        await driver.press("escape")
        await driver.press("escape")
        assert isinstance(driver.app.screen, ScheduleScreen)


# 使用手册


def test_the_manual_is_set_for_any_width() -> None:
    blocks = read_manual((paths.documents() / FILE).read_text(encoding="utf-8"))
    assert {block.kind for block in blocks} == set(Kind)
    for cells in (52, 75, 100):
        laid_out = lay_out(blocks, cells)
        assert max(width(line.plain) for line in laid_out.lines) <= cells
        for heading in laid_out.headings:
            assert heading.text[:8] in laid_out.lines[heading.line].plain
        assert len(laid_out.links) > 30
        for link in laid_out.links:
            assert laid_out.heading_of(link), link
            assert laid_out.lines[link.line].plain[link.start : link.end].strip()
    assert not any("![" in block.text or "**" in block.text for block in blocks)


def test_every_page_that_the_manual_leads_to_is_there() -> None:
    blocks = read_manual((paths.documents() / FILE).read_text(encoding="utf-8"))
    headings = lay_out(blocks, 80).headings
    actions = {key.action for key in configurable().values()}
    assert set(PAGES.values()) <= actions
    assert {"show_overview", "show_ledger", "settings", "keymap"} <= {heading.page for heading in headings}


def test_what_the_manual_says_of_the_desk_leads_to_its_pages() -> None:
    laid = lay_out(read_manual((paths.documents() / FILE).read_text(encoding="utf-8")), 80)
    pages = {heading.text: heading.page for heading in laid.headings}
    assert pages["填报表收发"] == "forms"
    assert pages["导入别处的台账"] == "import_ledger"
    assert pages["填写上级发来的表"] == "fill_in"
    assert pages["汇报稿数字核对"] == "check_report"
    assert pages["承诺对账"] == "reconcile"
    assert pages["公文（Word）"] == "issue_papers"


async def test_reading_the_manual(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(60, 20)) as driver:
        await _read_the_manual(driver)
        await driver.home()
        await _follow_links(driver)
        await driver.home()
        await driver.resize((120, 40))
        await _read_the_manual(driver)
        await driver.home()
        await _follow_links(driver)


async def _read_the_manual(driver: Any) -> None:
    await driver.press("alt+h")
    assert "来了一份讲话" in driver.text()
    await driver.press("down", "down", "down", "enter")
    assert "来了一份讲话" in driver.text() and "按 F7，选文件" in driver.text()
    await driver.press("/", *"总览", "enter", "enter", "f3")
    assert "处 · " in driver.text()
    await driver.press("escape", "f6", "f6")
    screen = driver.app.screen
    assert isinstance(screen, ManualScreen)
    place = next(heading for heading in screen._set.headings if heading.page == "show_overview")
    screen._go(place.line)
    await driver.press("f2")
    assert isinstance(driver.app.screen, OverviewScreen)


async def _follow_links(driver: Any) -> None:
    await driver.press("alt+h", "f4", "f4")
    assert "→ 来了一份讲话" in driver.text()
    await driver.press("enter")
    assert "按 F7，选文件" in driver.text()
    await driver.press("escape")
    assert "从哪件事开始" in driver.text()
    screen = driver.app.screen
    assert isinstance(screen, ManualScreen)
    top = round(screen.query_one("#manual").scroll_y)
    link = next(link for link in screen._set.links if link.line > top)
    before = width(screen._set.lines[link.line].plain[: link.start])
    await driver.pilot.click("#manual-text", offset=(before + 1, link.line))
    await driver.settle()
    assert screen._left
    await driver.press("escape", "escape")


# 导览


async def test_the_tour_is_walked_by_doing_what_it_says(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    file = tmp_path / "tour"
    async with opening(sample, start="overview", tour=Tour(file, is_on=True)) as driver:
        assert f"导览 1/{len(STEPS)}" in driver.text()
        await driver.press("2")
        assert f"导览 2/{len(STEPS)}" in driver.text()
        await driver.press("enter")
        assert f"导览 3/{len(STEPS)}" in driver.text()
        await driver.press("f2")
        await driver.type("text", "已经开会布置")
        await driver.press("f2")
        assert f"导览 4/{len(STEPS)}" in driver.text()
        await driver.press("f9", "3")
        assert f"导览 6/{len(STEPS)}" in driver.text()
        await driver.press("alt+n")
        assert "导览 " not in driver.text().splitlines()[-5]
    async with opening(sample, start="documents", tour=Tour(file, is_on=True)) as driver:
        assert f"导览 6/{len(STEPS)}" not in driver.text(), "left: it stays away until asked for"
        await driver.press("alt+n")
        assert f"导览 6/{len(STEPS)}" in driver.text()
        assert Tour(file, is_on=True).is_on, "asked for again: from now on it is there at each start"
        await driver.press("enter")
        assert f"导览 7/{len(STEPS)}" in driver.text()
        await driver.press("down", "down", "enter")
        assert "已经复核过" in driver.text()
        assert f"导览 7/{len(STEPS)}" in driver.text(), "nothing was taken in"
        await driver.press("alt+m", "ctrl+p", "escape", "f1")
        assert driver.app.tour.is_done
        assert "导览 9" not in driver.text()
    assert not Tour(file, is_on=True).is_on


async def test_the_tour_leaves_by_the_mouse(opening: Any, sample: Location) -> None:
    async with opening(sample, start="overview", tour=Tour(is_on=True), size=(80, 24)) as driver:
        await driver.pilot.click("TourLine", offset=(13, 2))
        await driver.settle()
        assert f"导览 2/{len(STEPS)}" in driver.text()
        await driver.pilot.click("TourLine", offset=(33, 2))
        await driver.settle()
        assert driver.app.tour.step is None


async def test_the_first_start_on_an_empty_ledger_offers_the_tour(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    async with opening(sqlite_location, own_folder=tmp_path, start="overview") as driver:
        assert "台账还是空的：Alt+N 走一遍导览，F7 挖掘第一份文件" in driver.text()
        await driver.press("f7", "f3")
        driver.app.screen.query_one("#field-text").text = "（2024年3月15日）\n要在6月底前建立台账。"
        await driver.press("f2")
    async with opening(sqlite_location, own_folder=tmp_path, start="overview") as driver:
        assert "挖掘第一份文件" not in driver.text(), "there is something to review"
    Tour(tour_file(), is_on=True).skip()
    async with opening(sqlite_location, own_folder=tmp_path, start="overview") as driver:
        assert "挖掘第一份文件" not in driver.text()


async def test_an_empty_ledger_offers_the_tour(
    opening: Any, sqlite_location: Location, tmp_path: Path
) -> None:
    async with opening(sqlite_location, own_folder=tmp_path, size=(60, 20)) as driver:
        assert isinstance(driver.app.screen, LedgerList)
        assert "Alt+N  走一遍导览" in driver.text()
        await driver.press("alt+n")
        assert "您的台账一点" in driver.text() and "回到这里" in driver.text()
        await driver.press("enter")
        assert driver.app.is_tour_wanted
