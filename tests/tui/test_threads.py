"""No page asks the database on the UI thread; the listener that holds them to it does catch one."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from tests.tables import one_after_the_other
from tests.tui.test_keys import SCREENS
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.tui import screens
from tracker.tui.screens.bulk import BulkScreen
from tracker.tui.screens.checking import CheckingScreen
from tracker.tui.screens.directory import DirectoryScreen
from tracker.tui.screens.page import Page
from tracker.tui.screens.papers import PapersScreen
from tracker.tui.screens.reconciling import ReconcilingScreen
from tracker.tui.workers import reads


async def test_a_statement_asked_for_by_a_page_is_caught(opening: Any, sample: Location) -> None:
    async with opening(sample) as driver:
        with pytest.raises(AssertionError, match="a statement on the UI thread: views"):
            reads.views(driver.app.office.ledger())
        with Ledger.open(sample) as ledger, ledger.read() as connection:
            assert connection.exec_driver_sql("select 1").scalar() == 1


def _leaves(page: type[Page]) -> set[type[Page]]:
    below = {leaf for kind in page.__subclasses__() for leaf in _leaves(kind)}
    return below or {page}


def test_every_page_is_among_those_that_are_tried() -> None:
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    assert _leaves(Page) == set(SCREENS)


OPENED = (
    (BulkScreen, ("space", "alt+p")),
    (CheckingScreen, ("alt+t", *"hbghd", "enter")),
    (DirectoryScreen, ("alt+e",)),
    (PapersScreen, ("alt+t", *"cw", "enter")),
    (ReconcilingScreen, ("alt+t", *"cndz", "enter")),
)
"""Pages that are not in `test_sizes`, where the others are opened and laid out anew, and their keys."""


async def test_pages_read_in_threads(opening: Any, sample: Location) -> None:
    """Opened, read again for a change, and laid out anew."""
    async with opening(sample) as driver:
        with one_after_the_other() as tried:
            for page, keys in OPENED:
                await driver.home()
                with tried(page.__name__):
                    await driver.press(*keys)
                    assert any(isinstance(screen, page) for screen in driver.app.screen_stack)
                    driver.app.pages_changed()
                    await driver.settle()
                    for size in ((80, 24), (120, 40)):
                        await driver.resize(size)
