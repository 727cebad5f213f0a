"""What is chosen in the app is there at the next start; the sample ledger changes nothing of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker import settings
from tracker.ledger.actor import Actor
from tracker.ledger.location import Location
from tracker.ledger.words import Role
from tracker.tui.themes import LIGHT


async def test_theme_and_person_are_kept(opening: Any, sample: Location, tmp_path: Path) -> None:
    settings.save(settings.Settings(exports=tmp_path / "导出"))
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("ctrl+l", "ctrl+u")
        await driver.type("name", "王芳")
        await driver.type("role", "reviewer")
        await driver.press("f2")
    kept = settings.load()
    assert kept == settings.Settings(Actor("王芳", Role.REVIEWER), LIGHT, tmp_path / "导出")
    async with opening(sample, settings=kept, own_folder=tmp_path) as driver:
        assert driver.app.theme == LIGHT
        await driver.press("f5")
        path = Path(driver.app.screen.query_one("#field-path").value)
        assert path == tmp_path / "导出" / "2024年整改工作推进会_20240618.xlsx"


async def test_what_is_open_for_trying_keeps_nothing_and_a_theme_that_is_none_is_passed_over(
    opening: Any, sample: Location
) -> None:
    async with opening(sample, settings=settings.Settings(theme="没有这个")) as driver:
        # A theme that is none is passed over
        assert "ZG-2024-0001" in driver.text()

        # What is open for trying keeps nothing
        await driver.home()
        await driver.press("ctrl+l")
    assert not settings.settings_file().exists()


async def test_broken_settings_are_told_and_left_alone(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    settings.settings_file().parent.mkdir(parents=True)
    settings.settings_file().write_text("theme = ", encoding="utf-8")
    async with opening(sample, own_folder=tmp_path) as driver:
        await driver.press("ctrl+l")
        told = [notification.message for notification in driver.app._notifications]
        assert "已生效，但没能留到下次" in [line.partition("：")[0] for line in told]
    assert settings.settings_file().read_text(encoding="utf-8") == "theme = "
