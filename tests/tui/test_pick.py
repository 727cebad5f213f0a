"""The list that one chooses from: remarks stand in a column of their own, at any width."""

from __future__ import annotations

from typing import Any

from tracker.ledger.location import Location


async def test_a_long_remark_goes_on_below_itself(opening: Any, sample: Location) -> None:
    async with opening(sample, size=(60, 20)) as driver:
        await driver.press("alt+t")
        lines = driver.text().splitlines()
        place = next(place for place, line in enumerate(lines) if "导入台账  " in line)
        assert "导入台账          别处的、以前的 Excel 台账：先" in lines[place]
        assert " " * 22 + "看逐行怎么办，再一次导入，一次" in lines[place + 1]
        await driver.press(*"没有的")
        assert "没有一项是这样写的" in driver.text()
        await driver.press("enter", *["backspace"] * 3)
        assert "导入台账" in driver.text()
