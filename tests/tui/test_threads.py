"""The listener that keeps statements off the UI thread (conftest) does catch one."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.tui.workers import reads


async def test_a_statement_asked_for_by_a_page_is_caught(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        with pytest.raises(AssertionError, match="a statement on the UI thread: views"):
            reads.views(driver.app.office.ledger())
        with Ledger.open(sample) as ledger, ledger.read() as connection:
            assert connection.exec_driver_sql("select 1").scalar() == 1
