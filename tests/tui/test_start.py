"""What importing and starting the app brings with it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import tracker.tui

TUI = Path(tracker.tui.__file__).parent
WORKERS = "tracker.tui.workers"


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


def test_the_list_comes_without_windows_and_without_what_only_one_item_needs() -> None:
    heavy = (
        *(f"tracker.tui.dialogs.{name}" for name in ("field", "form", "pick", "step_forms", "item_forms")),
        *(f"tracker.ledger.{name}" for name in ("rows", "closing_rows", "lifecycle", "openings")),
        *(f"tracker.tui.{name}" for name in ("completion", "deeds", "mining_jobs", "widgets.item_lines")),
    )
    first = "import sys, tracker.tui.app, tracker.tui.screens.ledger_list, tracker.ledger.first_rows"
    loaded = f"{first}; print([name for name in {heavy!r} if name in sys.modules])"
    assert _ask(loaded) == "[]"


def test_a_ledger_in_a_file_comes_without_the_server() -> None:
    loaded = "import sys, tracker.ledger.campaigns; print('sqlalchemy.dialects.postgresql' in sys.modules)"
    assert _ask(loaded) == "False"


def _loaded_at_once(module: Path) -> set[str]:
    """The modules that this one imports as it is itself imported."""
    named = [node for node in ast.parse(module.read_text("utf-8")).body if isinstance(node, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in named for alias in node.names}


def test_what_brings_the_database_is_imported_inside_workers_only() -> None:
    pages = [each for each in TUI.rglob("*.py") if each.parent.name != "workers"]
    hasty = {page: [name for name in _loaded_at_once(page) if name.startswith(WORKERS)] for page in pages}
    assert len(pages) > 100
    assert not {page: names for page, names in hasty.items() if names}
