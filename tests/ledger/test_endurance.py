"""Several writers at once and writers killed, in small; `benchmarks/endurance.py` does it at full size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tracker.ledger.location import Location

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "endurance.py"


def run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_writers_at_once_lose_nothing(bare_location: Location) -> None:
    place = str(bare_location.path or bare_location.url.render_as_string(hide_password=False))
    run("writers", place, "--writers", "2", "--edits", "8")


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    run("kills", str(tmp_path / "台账.db"), "--kills", "2")
