"""Where things lie: the user's data, settings and exports, and what is shipped with the program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PROGRAM: Final = "tracker"


def data_dir() -> Path:
    """The user's own data: ledgers and evidence; not made here."""
    import platformdirs

    return platformdirs.user_data_path(PROGRAM, appauthor=False)


def config_dir() -> Path:
    """The user's settings; not made here."""
    import platformdirs

    return platformdirs.user_config_path(PROGRAM, appauthor=False)


def exports_dir() -> Path:
    """Where workbooks and papers go by default; not made here.

    `TRACKER_EXPORTS` names another folder. Working in the repository it is `exports/`.
    """
    chosen = os.environ.get("TRACKER_EXPORTS")
    if chosen:
        return Path(chosen).expanduser()
    beside = _repository() / "exports"
    return beside if beside.is_dir() else data_dir() / "exports"


def seeds() -> Path:
    """The sample texts."""
    return _shipped("seeds")


def migrations() -> Path:
    """The scripts that bring a ledger to this version's tables."""
    return _shipped("migrations")


def _shipped(name: str) -> Path:
    """A folder inside the installed package, or in the repository when working there."""
    inside = Path(__file__).parent / f"_{name}"
    return inside if inside.is_dir() else _repository() / name


def _repository() -> Path:
    return Path(__file__).parent.parent
