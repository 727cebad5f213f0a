"""On a terminal that draws ● │ “ two cells wide, every line keeps its columns."""

from __future__ import annotations

import ast
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual._compositor import ChopsUpdate
from textual.color import Color
from textual.strip import Strip

from tests.tables import one_after_the_other
from tracker import tui
from tracker.ledger import words
from tracker.ledger.location import Location
from tracker.settings import Settings
from tracker.text.cells import width
from tracker.tui.lamps import LAMPS
from tracker.tui.twins import TWINS, Twins
from tracker.tui.whole_signs import draw_whole

from .conftest import Driver

BLACK = Color(0, 0, 0)


@pytest.mark.parametrize(("end", "drawn"), [(1, 2), (2, 2), (3, 4), (5, 5), (6, 7), (9, 9)])
def test_a_wide_sign_is_drawn_whole_where_what_is_drawn_ends_in_it(end: int, drawn: int) -> None:
    strip = Strip([Segment("整改"), Segment("1台账")])
    update = ChopsUpdate([{0: strip, 9: Strip([Segment("│")])}], [(0, 0, end)], [[9, 10]])
    draw_whole(update)
    assert update.spans == [(0, 0, drawn)]


def columns(text: str, signs: str, ambiguous: int) -> list[list[int]]:
    """Where the borders stand in each line."""
    return [
        [width(line[:place], ambiguous) for place, sign in enumerate(line) if sign in signs]
        for line in text.splitlines()
    ]


SHOWN = (
    ((80, 24), ()),
    ((80, 24), ("f4", "f2")),
    ((100, 30), ("?",)),
    ((120, 40), ()),
    ((120, 40), ("enter",)),
)
"""At what size, and by which keys."""


async def _screens(driver: Driver) -> list[str]:
    shown = []
    for size, keys in SHOWN:
        await driver.home()
        await driver.resize(size)
        await driver.press(*keys)
        shown.append(driver.text())
    return shown


async def test_borders_stay_in_their_columns(opening: Any, sample: Location) -> None:
    async with opening(sample, size=SHOWN[0][0], settings=Settings(ambiguous=1)) as driver:
        all_narrow = await _screens(driver)
    async with opening(sample, size=SHOWN[0][0], settings=Settings(ambiguous=2)) as driver:
        all_wide = await _screens(driver)
    with one_after_the_other() as tried:
        for (size, keys), narrow, wide in zip(SHOWN, all_narrow, all_wide, strict=True):
            with tried((size, *keys)):
                assert columns(narrow, "│", 1) == [
                    [place for place in places if place in borders]
                    for places, borders in zip(columns(wide, "|", 2), columns(narrow, "│", 1), strict=True)
                ]
                assert all(width(line, 2) <= size[0] for line in wide.splitlines())


def _signs() -> set[str]:
    """Every sign of doubtful width that the app itself writes."""
    texts = (
        node.value
        for path in [*Path(tui.__file__).parent.rglob("*.py"), Path(words.__file__)]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {sign for text in texts for sign in text if width(sign) != width(sign, 2)}


def test_every_sign_of_the_app_has_its_twin() -> None:
    assert {sign for sign in _signs() if ord(sign) not in TWINS} == set()


def test_each_twin_takes_one_cell_everywhere() -> None:
    for sign, twin in TWINS.items():
        assert width(chr(sign)) == 1
        assert (width(twin), width(twin, 2)) == (1, 1), twin
    signs = [lamp.sign.translate(TWINS) for lamp in LAMPS.values()]
    assert all(width(sign, 2) == 1 for sign in signs)


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        (["“甲”│"], ['"甲"|']),
        (["α  ", " │"], ["α ", " |"]),
        (["αβ甲", "   │"], ["αβ甲", " |"]),
        (["α甲│"], ["α甲|"]),
    ],
)
def test_what_has_no_twin_takes_a_blank_for_itself(line: list[str], drawn: list[str]) -> None:
    segments = Twins().apply([Segment(text) for text in line], BLACK)
    assert [segment.text for segment in segments] == drawn


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("answer", "cells"), [(b"\x1b[5;2R", 1), (b"\x1b[5;3R", 2), (b"", 1), (b"junk", 1)])
def test_the_terminal_is_asked(monkeypatch: pytest.MonkeyPatch, answer: bytes, cells: int) -> None:
    import pty

    from tracker.tui import asking

    master, slave = pty.openpty()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(asking, "PATIENCE", 0.3 if cells == 2 else 0.1)
    asked = []

    def terminal() -> None:
        asked.append(os.read(master, 64))
        os.write(master, answer)

    thread = threading.Thread(target=terminal, daemon=True)
    thread.start()
    with os.fdopen(slave, "r+b", buffering=0) as end:
        monkeypatch.setattr("sys.stdin", end)
        monkeypatch.setattr("sys.stdout", end)
        assert asking.ambiguous_width() == cells
        thread.join(5)
    os.close(master)
    assert "※".encode() in asked[0]


def test_nobody_is_asked_without_a_terminal() -> None:
    from tracker.tui import asking

    assert asking.ambiguous_width() == 1
