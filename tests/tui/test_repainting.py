"""What a key costs: the lines that change are drawn, nothing is laid out anew, nothing in vain is read."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from textual.cache import FIFOCache
from textual.screen import Screen

from tests.tables import one_after_the_other
from tracker.ledger.location import Location
from tracker.ledger.ordering import Group
from tracker.ledger.store import Ledger
from tracker.tui.inks import Inks
from tracker.tui.list_lines import ListLines
from tracker.tui.marks import Marks
from tracker.tui.row_windows import WINDOW
from tracker.tui.widgets import marked_table
from tracker.tui.widgets.columns import default_layout, fitted
from tracker.tui.widgets.item_table import ItemTable
from tracker.tui.workers import list_reads, reads

drawn_at_once = Screen._compositor_refresh


@pytest.fixture(autouse=True)
def _lines_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn once is drawn: the other tests look at a line once."""
    monkeypatch.setattr("textual.strip.FIFOCache", FIFOCache)


async def test_a_key_draws_two_lines_and_lays_nothing_out(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[object] = []
    layouts: list[object] = []
    draw, lay_out = Inks.strip, Screen._refresh_layout

    def drawn(inks: Inks, parts: Any, *given: Any) -> Any:
        lines.append(parts)
        return draw(inks, parts, *given)

    def laid_out(screen: Screen[None], *given: Any, **named: Any) -> None:
        layouts.append(screen)
        lay_out(screen, *given, **named)

    async with opening(sample) as driver:
        table = driver.app.screen.query_one(ItemTable)
        await driver.press("down", "down", "shift+down")
        monkeypatch.setattr(Screen, "_compositor_refresh", drawn_at_once)
        driver.app.screen.refresh()
        await driver.settle()
        monkeypatch.setattr(Inks, "strip", drawn)
        monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
        with one_after_the_other() as tried:
            for key in ("down", "up", "shift+down", "space"):
                table.notify_style_update()  # each line as it is now, none as it was before a key
                table.refresh()
                await driver.settle()
                lines.clear()
                layouts.clear()
                with tried(key):
                    await driver.press(key)
                    assert 0 < len(lines) <= 2
                    assert not layouts


async def test_far_down_a_long_list_only_what_shows_is_drawn_and_read(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    may_read = threading.Event()

    def window(ledger: object, ids: Any, *, today: object) -> dict[int, Any]:
        asked.append(ids[0])
        may_read.wait(10)
        return {}

    async with opening(sample) as driver:
        # The bar at the edge is drawn anew only where it shows
        table = driver.app.screen.query_one(ItemTable)
        table.show_ids(tuple(range(1, 100 * WINDOW + 1)))
        await driver.settle()
        bar = table.vertical_scrollbar
        for top, drawn_at in ((3, 0), (table.max_scroll_y, table.max_scroll_y), (100, 100), (0, 0)):
            table.scroll_to(y=top, animate=False)
            await driver.settle()
            assert (table.scroll_offset.y, bar.position) == (top, drawn_at)

        # What was scrolled past is not read
        monkeypatch.setattr(list_reads, "window", window)
        table = driver.app.screen.query_one(ItemTable)
        table.show_ids(tuple(range(1, 100 * WINDOW + 1)))
        monkeypatch.setattr(Screen, "_compositor_refresh", drawn_at_once)
        for place in range(10, 100, 10):
            table.cursor = place * WINDOW + 50
            await driver.pilot.pause(0.03)
        may_read.set()
        await driver.settle()
        assert asked[-1] == 90 * WINDOW + 1
        assert len(asked) == 2, "the one under way, and the one in sight"


async def test_lines_are_kept_while_they_scroll_and_drawn_anew_when_the_bar_at_the_edge_goes(
    opening: Any, sample: Location
) -> None:
    async with opening(sample, size=(80, 24)) as driver:
        # Lines that scroll on are not drawn anew
        table = driver.app.screen.query_one(ItemTable)
        await driver.press("down")
        before = table.render_lines(table.size.region)
        table.scroll_to(y=1, animate=False)
        await driver.settle()
        after = table.render_lines(table.size.region)
        assert table.scroll_offset.y == 1
        assert all(old is new for old, new in zip(before[2:], after[1:-1], strict=True))

        # Lines kept are drawn anew when the bar at the edge goes
        await driver.home()
        await driver.resize((80, 20))
        table = driver.app.screen.query_one(ItemTable)
        assert table.show_vertical_scrollbar
        table.render_lines(table.size.region)
        driver.app.screen.set_filter(driver.app.screen.number)
        await driver.settle()
        assert table.current_row is not None
        assert not table.show_vertical_scrollbar
        kept = table.render_lines(table.size.region)
        table.notify_style_update()
        assert [line.text for line in kept] == [line.text for line in table.render_lines(table.size.region)]


async def test_rows_are_read_once_marked_in_turn_and_stay_in_sight(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    opened = reads.opened

    def reading(ledger: Ledger, number: str, *given: Any, **named: Any) -> Any:
        read.append(number)
        return opened(ledger, number, *given, **named)

    monkeypatch.setattr(marked_table, "AT_ONCE", 3)
    may_read, window = threading.Event(), list_reads.window

    def late(*given: Any, **named: Any) -> Any:
        may_read.wait(10)
        return window(*given, **named)

    async with opening(sample) as driver:
        # A list that has come is not said to be read still
        page = driver.app.screen
        told_too_late = page._tell_waiting  # the call of a timer that stood behind the list in the queue
        await driver.press("slash", *"未销号", "enter")
        await driver.settle()
        told_too_late()
        assert "正在读取" not in driver.text()
        assert re.search(r"[1-9]\d* 项", driver.text())

        # Items that a held key passes are not read
        await driver.home()
        monkeypatch.setattr(reads, "opened", reading)
        for _ in range(4):
            driver._send("down")
        await driver.settle()
        assert read == [driver.app.screen.number]

        # Many are marked one change after the other
        await driver.home()
        for keys, said in ((["ctrl+a"], "已标 13 项"), (["ctrl+a", "alt+i"], "已标 13 项"), (["alt+i"], "")):
            for key in keys:
                driver._send(key)
            await driver.settle()
            text = driver.text()
            assert said in text if said else "已标" not in text

        # Rows stay in sight until newer ones are there
        await driver.home()
        table = driver.app.screen.query_one(ItemTable)
        before, told = table.current_row, driver.text()
        monkeypatch.setattr(list_reads, "window", late)
        driver.app.pages_changed()
        await driver.pilot.pause(0.1)
        assert table.current_row is before
        assert driver.text() == told
        may_read.set()
        await driver.settle()
        assert table.current_row is not before


async def test_a_filter_that_leaves_the_same_items_reads_and_draws_no_row(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def reading(*given: object, **named: object) -> Any:
        asked.append(given)

    async with opening(sample) as driver:
        await driver.press("down", "/")
        monkeypatch.setattr(list_reads, "window", reading)
        monkeypatch.setattr(reads, "opened", reading)
        table = driver.app.screen.query_one(ItemTable)
        before = table.render_lines(table.size.region)
        await driver.press(*"-未有之字")
        assert "项" in str(driver.app.screen.query_one("#filter-note").content)
        assert not asked
        assert all(old is new for old, new in zip(before, table.render_lines(table.size.region), strict=True))


def test_marks_of_a_list_with_gaps() -> None:
    marks = Marks()
    marks.toggle([7, 3, 900])
    assert (marks.count, list(marks.ids())) == (3, [3, 7, 900])
    marks.invert([3, 4])
    assert list(marks.among([900, 5, 4, 1_000])) == [900, 4]
    marks.toggle([4, 900])
    assert list(marks.ids()) == [7]
    marks.toggle([])
    marks.set([2_000], marked=False)
    assert (marks.count, 7 in marks, 2_000 in marks) == (1, True, False)


@pytest.mark.parametrize("folded", [set(), {"甲"}, {"甲", "乙", ""}])
def test_the_items_between_two_lines(folded: set[str]) -> None:
    lines = ListLines(range(100, 106), (Group("甲", 2), Group("乙", 3), Group("", 1)))
    for name in folded:
        lines.fold(name, folded=True)

    def between(first: int, last: int) -> list[int]:
        """Line by line."""
        found = []
        for line in range(first, min(last, len(lines) - 1) + 1):
            what = lines.at(line)
            if isinstance(what, int):
                found.append(lines.ids[what])
            elif what is not None and (what.is_folded or first == last):
                found += lines.ids[what.first : what.first + what.count]
        return found

    for first in range(len(lines)):
        for last in range(first, len(lines) + 2):
            assert list(lines.ids_between(first, last)) == between(first, last), (first, last)
            if last < len(lines):
                assert list(lines.ids_between(last, first)) == between(first, last), (last, first)


def test_the_number_is_never_cut_unless_somebody_made_its_column_narrow() -> None:
    narrow = default_layout().widened("number", -3, 12)
    for layout, cells in ((default_layout(), 17), (narrow, 9)):
        widths = {shown.column.key: shown.cells for shown in fitted(layout, 100, number=17)}
        assert widths["number"] == cells
