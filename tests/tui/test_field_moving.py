"""↑ ↓ go from field to field of a form, where the field itself has no use for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.ledger.location import Location


def _field(driver: Any) -> str:
    focused = driver.app.screen.focused
    return str(focused.id) if focused is not None else ""


async def test_arrows_move_between_fields_and_through_the_lines_of_a_text(
    opening: Any, sample: Location
) -> None:
    async with opening(sample, size=(60, 20)) as driver:
        # Arrows move between fields and the foot says how one goes on
        await driver.press("alt+o")
        assert _field(driver) == "field-name"
        assert "↑ ↓ 换栏，Enter 下一栏" in driver.text()
        await driver.press("up")
        assert _field(driver) == "field-name", "above the first there is none"
        await driver.press("down")
        assert _field(driver) == "field-role"
        assert "← → 换选项，↑ ↓ 换栏" in driver.text()
        await driver.press("down", "down", "down", "up")
        assert _field(driver) == "field-theme"
        await driver.press(*["down"] * 9)
        assert _field(driver) == "field-ambiguous", "below the last there is none"
        assert "F2 保存" in driver.text()

        # A text keeps the arrows for its own lines
        await driver.home()
        await driver.resize((80, 24))
        await driver.press("enter", "f2")
        assert _field(driver) == "field-text"
        assert "Enter 换行，Tab 换栏" in driver.text()
        area = driver.app.screen.focused
        await driver.type("text", "第一行\n第二行")
        area.move_cursor((0, 1))
        await driver.press("down")
        assert _field(driver) == "field-text" and area.cursor_location[0] == 1
        await driver.press("down")
        after = _field(driver)
        assert after and after != "field-text"
        await driver.press("up")
        assert _field(driver) == "field-text"


async def test_the_last_line_saves_and_what_one_types_takes_the_place_of_a_proposal(
    opening: Any, sample: Location
) -> None:
    async with opening(sample) as driver:
        # Enter in the last line saves and the foot says so
        await driver.press("ctrl+u")
        for _ in range(9):
            await driver.press("down")
        assert "↑ ↓ 换栏，Enter 同 F2" in driver.text()

        # What one types takes the place of a proposed name or day
        await driver.home()
        await driver.press("ctrl+u", *"小陈")
        assert driver.app.screen.focused.value == "小陈"
        await driver.press("f2", "f2", *["tab"] * 3, *"6月12日")
        assert _field(driver) == "field-on"
        assert driver.app.screen.focused.value == "6月12日"


async def test_arrows_move_through_the_fields_of_a_file_dialog(
    opening: Any, sample: Location, tmp_path: Path
) -> None:
    (tmp_path / "讲话.txt").write_text("讲话", encoding="utf-8")
    async with opening(sample, own_folder=tmp_path, size=(80, 30)) as driver:
        await driver.press("f7")
        assert _field(driver) == "field-path"
        await driver.press("down")
        assert _field(driver) == "files-tree"
        await driver.press("end", "down")
        assert _field(driver) == "field-date"
        await driver.press("down")
        assert _field(driver) == "field-events"
        await driver.press("up", "up")
        assert _field(driver) == "files-tree"
