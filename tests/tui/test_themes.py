"""Every theme can be read, also in 16 colours, in grey and without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual._context import visible_screen_stack
from textual.color import Color
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.theme import Theme

import tracker.tui
from tracker.ledger.location import Location
from tracker.ledger.words import CandidateKind, Light, MarkKind, State, Verdict
from tracker.settings import Settings
from tracker.text.cells import width
from tracker.tui.lamps import KIND_SIGNS, LAMPS, MARK_SIGNS, VERDICT_SIGNS
from tracker.tui.themes import DARK, LIGHT, SIXTEEN, next_theme, themes

TEXT, SIGN = 4.5, 3.0
"""WCAG 2.1 AA: of text, and of signs that are no text."""

TEXTS = ("foreground", "vermilion", "muted", "faint")
GROUNDS = ("background", "surface", "panel", "stripe", "cursor", "cursor-blurred")

PALETTES = {
    "VGA": (
        *("000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa"),
        *("555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"),
    ),
    "xterm": (
        *("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5"),
        *("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"),
    ),
}
"""What terminals make of the 16 colours."""

reading = Stylesheet._parse_rules

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def _luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    """As WCAG computes it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _color(name: str, palette: str) -> Color:
    if not name.startswith("ansi_"):
        return Color.parse(name)
    plain = name.removeprefix("ansi_").removeprefix("bright_")
    return Color.parse("#" + PALETTES[palette][_NAMES.index(plain) + 8 * ("bright" in name)])


def _looks() -> Iterator[Any]:
    for theme in themes():
        for palette in PALETTES if theme.ansi else ("VGA",):
            yield pytest.param(theme, palette, id=f"{theme.name}-{palette}" if theme.ansi else theme.name)


@pytest.mark.parametrize(("theme", "palette"), list(_looks()))
def test_every_text_can_be_read_on_every_ground(theme: Theme, palette: str) -> None:
    known = {
        "foreground": theme.foreground,
        "background": theme.background,
        "surface": theme.surface,
        "panel": theme.panel,
        "primary": theme.primary,
        **theme.variables,
    }
    colors = {name: _color(str(value), palette) for name, value in known.items() if _is_color(value)}
    lamps = [name for name in colors if name.startswith("lamp-")]
    assert len(lamps) == 8
    pairs = [(text, ground, TEXT) for text in (*TEXTS, *lamps) for ground in GROUNDS]
    pairs += [(text, ground, TEXT) for text in (*TEXTS[:3], *lamps) for ground in ("mark", "mark-current")]
    pairs += [("block-cursor-foreground", ground, TEXT) for ground in ("block-cursor-background", "primary")]
    pairs += [(sign, "background", SIGN) for sign in ("border", "primary", "scrollbar-active")]
    low = {
        f"{one} on {other}": round(contrast(colors[one], colors[other]), 2)
        for one, other, least in pairs
        if contrast(colors[one], colors[other]) < least
    }
    if theme.ansi:  # the darkest red is what it is; the frame of a form is told by its line too
        low.pop("border on background", None)
    assert not low


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("#", "ansi_")) and "%" not in value


def test_one_key_goes_through_all_themes() -> None:
    names = [DARK]
    while (following := next_theme(names[-1])) != DARK:
        names.append(following)
    assert names == [theme.name for theme in themes()]
    assert next_theme("没有这个") == DARK


def _strips(driver: Any) -> list[list[Segment]]:
    visible_screen_stack.set([])  # what shows dimmed below a form is not there to be read
    return [list(strip) for strip in driver.app.screen._compositor.render_strips()]


def _low(driver: Any) -> set[tuple[str, float]]:
    """Words on the screen whose contrast is too low; lines, bars and blanks are no words."""
    found = set()
    for strip in _strips(driver):
        for segment in strip:
            words = "".join(sign for sign in segment.text if sign.isalnum())
            style = segment.style
            if not words or style is None or style.color is None or style.bgcolor is None:
                continue
            front, back = (Color.from_rich_color(color) for color in (style.color, style.bgcolor))
            front, back = (back, front) if style.reverse else (front, back)
            if contrast(front, back) < TEXT:
                found.add((segment.text.strip(), round(contrast(front, back), 2)))
    return found


async def test_what_is_drawn_can_be_read(opening: Any, sample: Location) -> None:
    looks = [theme.name for theme in themes() if not theme.ansi]
    async with opening(sample) as driver:
        for keys in (
            ("enter",),
            ("escape", "1"),
            ("3",),
            ("enter",),
            ("escape", "4"),
            ("?",),
            ("escape", "alt+h"),
            ("escape", "alt+j"),
            ("escape", "2", "f2"),
        ):
            await driver.press(*keys)
            for look in looks:
                driver.app.theme = look
                await driver.pilot.pause()
                assert not _low(driver), (look, keys)


# Without colour


def test_nothing_is_told_by_colour_alone() -> None:
    assert len({lamp.sign + light.word for light, lamp in LAMPS.items()}) == len(Light)
    assert len({light.word for light in Light}) == len(Light)
    assert len({state.word for state in State}) == len(State)
    assert len(set(VERDICT_SIGNS.values())) == len(Verdict)
    assert len(set(KIND_SIGNS.values())) == len(CandidateKind)
    assert len(set(MARK_SIGNS.values())) == len(MarkKind)
    assert all(width(lamp.sign) == 1 for lamp in LAMPS.values())


async def test_grey_screens_tell_all_states_apart(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening(sample, size=(140, 40)) as driver:
        assert driver.app.no_color
        for filter_ in driver.app._filters:
            strips = [filter_.apply(strip, Color(0, 0, 0)) for strip in _strips(driver)]
        for strip in strips:
            for segment in strip:
                for color in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    if color is not None and color.triplet is not None:
                        assert len(set(color.triplet)) == 1, segment.text
        text = driver.text()
        for told in ("● 剩余12天  整改中", "√ 已销号", "? 待明确", "∞ 长期坚持", "待挂号", "申请销号"):
            assert told in text, told
        cursor = [line for line in text.splitlines() if line.startswith("▌")]
        assert len(cursor) == 1


async def test_without_colour_the_terminal_s_own_are_left_out(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening(sample, settings=Settings(theme=SIXTEEN)) as driver:
        strips = _strips(driver)
        for filter_ in driver.app.get_line_filters():
            strips = [filter_.apply(strip, Color(0, 0, 0)) for strip in strips]
        for segment in (segment for strip in strips for segment in strip):
            colors = (segment.style.color, segment.style.bgcolor) if segment.style else ()
            assert all(color is None or color.is_default for color in colors), segment.text


async def test_sixteen_colours_are_the_terminal_s_own(opening: Any, sample: Location) -> None:
    async with opening(sample, settings=Settings(theme=SIXTEEN)) as driver:
        assert driver.app.native_ansi_color
        for keys in ((), ("enter",), ("escape", "1"), ("ctrl+u",), ("escape", "ctrl+p")):
            await driver.press(*keys)
            for strip in _strips(driver):
                for segment in strip:
                    assert segment.style is not None
                    colors = [segment.style.color] if segment.text.strip() else []
                    for color in (*colors, segment.style.bgcolor):
                        assert color is None or color.number is not None or color.is_default, segment.text


def test_light_is_light() -> None:
    light = next(theme for theme in themes() if theme.name == LIGHT)
    assert not light.dark


async def test_a_style_sheet_is_read_once_for_a_theme(
    opening: Any, sample: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[tuple[str, str, int]] = Counter()

    def parsing(scope: str, css: str, read_from: tuple[str, str], *, tie_breaker: int, **more: Any) -> Any:
        read[*read_from, tie_breaker] += 1
        return parse(scope, css, read_from, tie_breaker=tie_breaker, **more)

    monkeypatch.setattr(Stylesheet, "_parse_rules", reading)  # not the tests' quicker one
    monkeypatch.setattr("textual.css.stylesheet.parse", parsing)
    async with opening(sample) as driver:
        await driver.press("enter", "f2", "escape", "1", "3", "4", "2")
        assert {Path(file).name for file, _, _ in read} >= {"ledger_list.tcss", "overview.tcss", "form.tcss"}
        assert [sheet for sheet, times in read.items() if times > 1] == []
        driver.app.theme = LIGHT
        await driver.settle()
        assert read[str(Path(tracker.tui.__file__).with_name("app.tcss")), "", 0] == 2
