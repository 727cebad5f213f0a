"""Draw the app's pictures from the running app on the sample ledger: docs/*.svg.

    python docs/make_pictures.py

The same program and sample give the same pictures.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker import paths
from tracker.desk.demo import build_demo
from tracker.desk.documents import read_and_mine, store
from tracker.ledger.rows import Actor
from tracker.ledger.store import Ledger
from tracker.tui.app import TrackerApp

DOCS = Path(__file__).parent
SEED = "巡察组反馈意见.docx"
"""Mined into a ledger of its own for the picture of a review."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    name: str
    keys: tuple[str, ...]
    """That lead there from the first page."""
    size: tuple[int, int] = (120, 40)
    of_review: bool = False


PICTURES = (
    Picture("台账", ("down",)),
    Picture("台账-浅色", ("down", "ctrl+l")),
    Picture("台账-80x24", ("down",), (80, 24)),
    Picture("事项", ("down", "enter")),
    Picture("原文", ("down", "f6"), (100, 30)),
    Picture("申请销号", ("down", "f4", "f2"), (100, 30)),
    Picture("挖掘复核", ("ctrl+r", "enter", "enter", "enter", "enter"), of_review=True),
)


async def draw(picture: Picture, ledger: Path, actor: Actor, today: dt.date) -> None:
    """Press the keys and keep the screen."""
    app = TrackerApp(lambda: Ledger.open(ledger), actor, lambda: today)
    async with app.run_test(size=picture.size) as pilot:
        await settle(app)
        for key in picture.keys:
            await pilot.press(key)
            await settle(app)
        drawn = app.export_screenshot(title="tracker · 整改台账")
    # The names inside a picture are made from its content in another way on every run: one name for all.
    (DOCS / f"{picture.name}.svg").write_text(re.sub(r"terminal-\d+-", "terminal-", drawn), encoding="utf-8")


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


def main() -> None:
    """All pictures, from one fresh sample ledger."""
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        demo = build_demo(Path(folder) / "demo", announce=lambda line: None)
        review = mined(Path(folder), demo.actor, demo.today)
        for picture in PICTURES:
            ledger = review if picture.of_review else demo.ledger
            asyncio.run(draw(picture, ledger, demo.actor, demo.today))


if __name__ == "__main__":
    main()
