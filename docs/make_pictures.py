"""Draw the app's pictures from the running app on the sample ledger: docs/*.svg.

    python docs/make_pictures.py [NAME …]

The same program and sample give the same pictures.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import html
import itertools
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker import paths
from tracker.desk.demo import build_demo
from tracker.desk.documents import read_and_mine, store
from tracker.ledger.actor import Actor
from tracker.ledger.store import Ledger
from tracker.text import cells
from tracker.tui.app import TrackerApp

DOCS = Path(__file__).parent
FONTS = (
    "'Fira Code', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', "
    "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace"
)
FONT_SIZE = 20
"""As Rich writes it into the picture."""
SEED = "巡察组反馈意见.docx"
"""Mined into a ledger of its own for the picture of a review."""

SHOWN = {"XDG_CONFIG_HOME": "/home/wang/.config", "TRACKER_EXPORTS": "/home/wang/整改台账"}
"""Folders as 设置 names them, wherever the pictures are made; nothing is written there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    name: str
    keys: tuple[str, ...]
    """That lead there from the first page."""
    size: tuple[int, int] = (120, 40)
    of_review: bool = False
    start: str = "ledger"


PICTURES = (
    Picture("总览", (), start="overview"),
    Picture("台账", ("down",)),
    Picture("台账-浅色", ("down", "ctrl+l")),
    Picture("台账-80x24", ("down",), (80, 24)),
    Picture("事项", ("down", "enter")),
    Picture("原文", ("down", "f6"), (100, 30)),
    Picture("申请销号", ("down", "f4", "f2"), (100, 30)),
    Picture("挖掘复核", ("ctrl+r", "enter", "enter", "enter", "enter"), of_review=True),
    Picture("流程", ("down", "enter", "enter"), (100, 30)),
    Picture("批量", ("ctrl+a", "alt+p", "g", "h", "enter", "f2")),
    Picture("调度", (), start="schedule"),
    Picture("催办", ("c",), start="schedule"),
    Picture("盘点", ("p",), start="schedule"),
    Picture("对比", ("down",) * 4, start="comparison"),
    Picture("设置", ("alt+o",), (100, 34)),
    Picture("出文", ("down", "alt+t", "down", "down", "down", "enter")),
)


async def draw(picture: Picture, ledger: Path, actor: Actor, today: dt.date) -> None:
    """Press the keys and keep the screen."""
    app = TrackerApp(lambda: Ledger.open(ledger), actor, lambda: today, start=picture.start)
    async with app.run_test(size=picture.size) as pilot:
        await settle(app)
        for key in picture.keys:
            await pilot.press(key)
            await settle(app)
        drawn = app.export_screenshot(title="tracker · 整改台账")
    (DOCS / f"{picture.name}.svg").write_text(mended(drawn), encoding="utf-8")


def mended(drawn: str) -> str:
    """The picture as every browser draws it, the same on every run and without a font from the network.

    Rich gives Chinese the room of half as many cells, and names made of hashes.
    """
    drawn = re.sub(r"terminal-\d+-", "terminal-", drawn)
    drawn = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")
    return re.sub(
        r'<text (.*?)x="([0-9.]+)" (.*?)textLength="([0-9.]+)"(.*?)>([^<]*)</text>', _in_cells, drawn
    )


def _in_cells(text: re.Match[str]) -> str:
    """One run of text as runs of one width each, every run as long as its cells."""
    before, x, between, length, after, content = text.groups()
    shown = html.unescape(content)
    cell = float(length) / len(shown)
    runs, done = [], 0
    for wide, group in itertools.groupby(shown, key=lambda character: cells.width(character) == 2):
        run = "".join(group)
        taken = len(run) * (2 if wide else 1)
        if run.strip():
            place = float(x) + done * cell
            runs.append(
                f"<text {before}{_placed(run, place, cell) if wide else _stretched(run, place, cell)}"
                f" {between.strip()}{after}>{html.escape(run, quote=False)}</text>"
            )
        done += taken
    return "".join(runs)


def _placed(run: str, place: float, cell: float) -> str:
    """Each wide character in the middle of its two cells; a stretched run would have gaps within only."""
    spare = max(0.0, 2 * cell - FONT_SIZE) / 2
    return f'x="{" ".join(f"{place + 2 * number * cell + spare:.1f}" for number in range(len(run)))}"'


def _stretched(run: str, place: float, cell: float) -> str:
    """Narrow ones as wide as their cells, in whatever font there is."""
    return f'x="{place:.1f}" textLength="{len(run) * cell:.1f}"'


async def settle(app: TrackerApp) -> None:
    """Until nothing is under way."""
    for _ in range(3):
        await asyncio.sleep(0.15)
        if workers := list(app.workers):
            await app.workers.wait_for_complete(workers)
    await asyncio.sleep(0.05)


def mined(folder: Path, actor: Actor, today: dt.date) -> Path:
    """A ledger with one document that waits for review."""
    path = folder / "review.db"
    document = read_and_mine(paths.seeds() / SEED, date=None, ask=lambda title: today)
    with Ledger.open(path, create=True) as ledger:
        store(ledger, actor, document, today=today)
    return path


def main(*names: str) -> None:
    """All pictures, or those that are named, from one fresh sample ledger."""
    os.environ.pop("NO_COLOR", None)
    os.environ |= SHOWN
    with tempfile.TemporaryDirectory() as folder:
        demo = build_demo(Path(folder) / "demo", announce=lambda line: None)
        review = mined(Path(folder), demo.actor, demo.today)
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            ledger = review if picture.of_review else demo.ledger
            asyncio.run(draw(picture, ledger, demo.actor, demo.today))


if __name__ == "__main__":
    main(*sys.argv[1:])
