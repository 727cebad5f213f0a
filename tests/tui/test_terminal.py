"""The main journeys in a real terminal: what it shows, cell by cell, at three sizes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

import pyte
import pytest

from tests.tui.terminal import DrawnTerminal, Screen
from tracker.ledger.actor import Actor
from tracker.ledger.commands import items, reporting
from tracker.ledger.commands.drafts import ItemEdit, MeasureDraft
from tracker.ledger.location import Location
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole, Role

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")

SIZES = ((80, 24), (120, 40), (200, 50))
RARE = "𠮷👍“e\u0301”—●①…"
"""A rare Chinese character and an emoji of two cells, a combining mark of none, ambiguous signs of one."""

ENTER, ESCAPE, HOME, F2, F10 = "\r", "\x1b", "\x1b[H", "\x1bOQ", "\x1b[21~"
FILTER = "（逾期　或　单位：办公室）且　非　状态：已销号　时限＜2024－7－31"

TOPS, BOTTOMS = {"┏": "┓", "╭": "╮", "┌": "┐"}, {"┗": "┛", "╰": "╯", "└": "┘"}
UPRIGHTS = frozenset("│┃")


def put_rare_text(location: Location) -> None:
    """Into the first item, where the list, its page and its forms show it."""
    day, who = dt.date(2024, 6, 18), Actor("李明", Role.OPERATOR)
    with Ledger.open(location) as ledger:
        edit = ItemEdit(title=f"{RARE}档案", target=f"{RARE}归档", owners={OwnerRole.LEAD: (f"{RARE}室",)})
        items.edit_items(ledger, who, ["ZG-2024-0001"], edit, today=day)
        items.add_measure(ledger, who, "ZG-2024-0001", MeasureDraft(f"{RARE}措施"), today=day)
        reporting.add_progress(ledger, who, "ZG-2024-0001", f"{RARE}进展", on=day, today=day)


def boxes(screen: Screen) -> Iterator[tuple[int, int, int, int]]:
    """Every box that is drawn: top, left, bottom, right. Each side is in its column all the way down."""
    cells = screen.cells()
    for top, row in enumerate(cells):
        for left, sign in enumerate(row):
            if sign not in TOPS:
                continue
            right = row.index(TOPS[sign], left)
            bottom = top + 1
            while cells[bottom][left] in UPRIGHTS:
                assert cells[bottom][right] in UPRIGHTS, f"line {bottom}, column {right}\n{shown(screen)}"
                bottom += 1
            assert cells[bottom][left] in BOTTOMS, f"line {bottom}, column {left}\n{shown(screen)}"
            assert cells[bottom][right] == BOTTOMS[cells[bottom][left]], f"line {bottom}\n{shown(screen)}"
            yield top, left, bottom, right


def shown(screen: Screen) -> str:
    return "\n".join("".join(row) for row in screen.cells())


def check_page(terminal: DrawnTerminal) -> None:
    """What holds on every page: head and rule reach both edges, nothing runs over."""
    screen = terminal.screen
    cells = screen.cells()
    assert screen.too_wide == [], terminal.text()
    assert (cells[1][0], cells[1][-1]) == ("━", "━"), terminal.text()
    assert "".join(cells[0][-6:]).endswith("李明 "), terminal.text()
    assert any("F10 退出" in "".join(row) for row in cells[-2:]), terminal.text()


def check_divider(terminal: DrawnTerminal, heading: str) -> None:
    """The line between the two halves of a page stands in one column, from their heads to the foot."""
    cells = terminal.screen.cells()
    first = next(number for number, row in enumerate(cells) if heading in "".join(row))
    column = max(number for number, sign in enumerate(cells[first]) if sign in UPRIGHTS)
    last = next(number for number in range(first, len(cells)) if not "".join(cells[number]).strip())
    assert last > len(cells) - 6, terminal.text()
    for row in cells[first:last]:
        assert row[column] in UPRIGHTS, terminal.text()


def check_columns(terminal: DrawnTerminal) -> None:
    """The list's columns stand below their headings, rare characters before them or not."""
    cells = terminal.screen.cells()
    head = next(row for row in cells if "预警" in "".join(row) and "编号" in "".join(row))
    unit, light = head.index("牵"), head.index("预")
    listed = [row for row in cells if "".join(row[2:5]) == "ZG-"]
    assert listed
    for row in listed:
        assert row[unit] != "" and row[unit - 1] == " ", terminal.text()
        assert row[light] in "●◕▲√∞◐?◇", terminal.text()


def test_what_is_out_of_its_column_is_noticed() -> None:
    for inside, is_right in (("👍", True), ("ab", True), ("👍 ", False), ("", False)):
        screen = Screen(12, 4, -1)
        pyte.Stream(screen).feed(f"┏━━┓\r\n│{inside}│\r\n╰──╯")
        if is_right:
            assert list(boxes(screen)) == [(0, 0, 2, 3)]
        else:
            with pytest.raises(AssertionError):
                list(boxes(screen))
    screen = Screen(12, 4, -1)
    pyte.Stream(screen).feed("七个字七个字七")
    assert screen.too_wide


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_day_in_a_real_terminal(sample: Location, size: tuple[int, int]) -> None:
    assert sample.path is not None
    put_rare_text(sample)
    terminal = DrawnTerminal(sample.path, size)
    try:
        terminal.shows("总览", "完成15%", "机关服务中心")
        check_page(terminal)
        see_the_sections(terminal)
        see_the_list(terminal, is_wide=size[0] >= 120)
        see_a_form(terminal)
        terminal.send(F10)
        terminal.read_until(None)
        assert terminal.process.wait(20) == 0
    finally:
        terminal.close()


def see_the_sections(terminal: DrawnTerminal) -> None:
    """Each section opens by its digit."""
    for digit, wanted in (
        ("3", "在全局整改工作推进会上的讲话"),
        ("4", "R 日历"),
        ("5", "按当天终了比较"),
        ("1", "完成15%"),
        ("2", "下一步"),
    ):
        terminal.press(digit, wanted)
        check_page(terminal)


def see_the_list(terminal: DrawnTerminal, is_wide: bool) -> None:
    """Rare text in a row and beside it; a condition in full-width signs; an item opened and closed."""
    assert RARE[:2] in terminal.text()
    check_columns(terminal)
    if is_wide:
        check_divider(terminal, "编号 ")
    terminal.press("/", line=3)  # where an input method shows what is being typed
    terminal.press(FILTER, "时限＜2024－7－31", "ZG-2024-0002", "ZG-2024-0004", without="ZG-2024-0001")
    check_page(terminal)
    check_columns(terminal)
    terminal.press(ENTER, "下一步")
    terminal.press("0", "ZG-2024-0001")
    terminal.press(HOME, "▌ ZG-2024-0001", f"{RARE}归档" if is_wide else "▌ ZG-2024-0001")
    terminal.press(ENTER, f"{RARE}档案", f"{RARE}归档", "Esc 返回")
    check_page(terminal)
    terminal.press(ESCAPE, "Enter 办理", "ZG-2024-0003")
    check_page(terminal)


def see_a_form(terminal: DrawnTerminal) -> None:
    """Its frame holds whatever is typed into it."""
    terminal.press(F2, "进展情况", "F2 保存")
    terminal.press(f"{RARE}　已核对", f"{RARE}　已核对")
    found = list(boxes(terminal.screen))
    assert found, terminal.text()
    assert terminal.screen.too_wide == []
    terminal.press(F2, "已登记进展", without="F2 保存")
    check_page(terminal)
