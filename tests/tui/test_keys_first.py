"""What is typed is drawn before a long reading goes on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tracker.ledger.location import Location
from tracker.tui import keys_first
from tracker.tui.keys_first import DRAWN, KeysFirst


def test_a_reading_rests_while_a_key_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    now, rests = [100.0], list[float]()
    worker = SimpleNamespace(is_cancelled=False)
    monkeypatch.setattr(keys_first, "get_current_worker", lambda: worker)
    monkeypatch.setattr(keys_first, "monotonic", lambda: now[0])
    monkeypatch.setattr(keys_first, "sleep", rests.append)
    keys = KeysFirst()
    is_wanted = keys.wanted()
    assert is_wanted()
    keys.came()
    now[0] += DRAWN / 4
    assert is_wanted()
    now[0] += DRAWN
    worker.is_cancelled = True
    assert not is_wanted()
    assert rests == pytest.approx([0, DRAWN * 3 / 4, 0])


async def test_keys_are_told(opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[int]()
    monkeypatch.setattr(KeysFirst, "came", lambda _: told.append(1))
    async with opening(sample) as driver:
        await driver.press("slash", "逾")
        assert len(told) >= 2
