"""From the first frame until the user leaves: one's own ledger, the sample for the 导览, and back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.settings import Settings
from tracker.tui.app import TrackerApp
from tracker.tui.asking import ambiguous_width
from tracker.tui.keymap import load
from tracker.tui.sections import SECTIONS
from tracker.tui.tour import Tour, tour_file

if TYPE_CHECKING:
    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger
    from tracker.tui.office import FirstRows

_TURN: Final = 0.001
"""Seconds after which a thread that reads lets the screen go on: a key that is typed is seen at once."""


def run(
    ledger_factory: Callable[[], Ledger],
    actor: Actor,
    today: Callable[[], date],
    banner: str = "",
    settings: Settings | None = None,
    own_folder: Path | None = None,
    *,
    first_rows: FirstRows | None = None,
    is_tour_asked: bool = False,
) -> int:
    """Run the app until its user leaves; the ledger is opened by its first worker.

    `banner` is said in the foot until something is done; `first_rows` can be shown before the ledger is open.
    `own_folder` is where the user's own things lie: without one (a sample to try) nothing chosen or left
    unsaved is kept, and the 导览 is on until it was ended or left; `is_tour_asked`: all the same. Returns the
    exit code; raises what ended the app unexpectedly, once the terminal is as it was.
    """
    sys.setswitchinterval(_TURN)
    settings = settings or Settings()
    if settings.ambiguous == 0:
        settings = replace(settings, ambiguous=ambiguous_width())
    while True:
        keymap = load()
        start = settings.start if settings.start in TrackerApp.MODES else SECTIONS[0].name
        told = keymap.told or banner
        tour = Tour(tour_file(), is_on=True) if own_folder is None else None
        if tour is not None and is_tour_asked and not tour.is_on:
            tour.switch()
        app = TrackerApp(
            ledger_factory, actor, today, told, settings, own_folder, start, keymap, tour, first_rows
        )
        app.run()
        if app.failure is not None:
            raise app.failure
        if not app.is_tour_wanted:
            return app.return_code or 0
        if code := _run_sample(app.settings):
            return code
        actor, settings, banner = app.office.actor, app.settings, "从样例回到了自己的台账"


def _run_sample(settings: Settings) -> int:
    """The sample ledger, from one's own and back to it."""
    from tracker.desk.demo import build_demo, demo_folder

    sys.stderr.write("正在准备样例台账，头一次要几秒钟……\n")
    built = build_demo(demo_folder(), announce=lambda _: None)

    def ledger_factory() -> Ledger:
        from tracker.ledger.store import Ledger

        return Ledger.open(str(built.ledger))

    banner = f"样例台账，今天是{built.today}；随便试，退出就回到自己的台账"
    return run(ledger_factory, built.actor, lambda: built.today, banner, settings, is_tour_asked=True)
