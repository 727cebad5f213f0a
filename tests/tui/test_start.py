"""What importing and starting the app brings with it."""

from __future__ import annotations

import subprocess
import sys


def _ask(code: str) -> str:
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def test_the_kitty_protocol_is_off_before_textual_is_imported() -> None:
    assert _ask("import tracker.tui.app, textual.constants as c; print(c.DISABLE_KITTY_KEY)") == "True"


def test_the_app_comes_without_the_database() -> None:
    heavy = ("sqlalchemy", "alembic", "openpyxl", "lxml", "chinese_calendar", "plotext")
    first = "import sys, tracker.tui.app, tracker.tui.screens.overview"
    loaded = f"{first}; print([name for name in {heavy!r} if name in sys.modules])"
    assert _ask(loaded) == "[]"


def test_the_head_is_drawn_before_pages_dialogs_and_rows_are_loaded() -> None:
    heavy = ("tracker.ledger.rows", "tracker.tui.views", "tracker.tui.dialogs.form")
    loaded = f"import sys, tracker.tui.app; print([name for name in {heavy!r} if name in sys.modules])"
    assert _ask(loaded) == "[]"
