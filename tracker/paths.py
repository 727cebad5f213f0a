"""Where things lie: the user's data, settings and exports, and what is shipped with the program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from tracker.errors import BadInput
from tracker.text.cleaning import one_line

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
        return chosen_exports_dir(chosen)
    beside = _repository() / "exports"
    return beside if beside.is_dir() else data_dir() / "exports"


def chosen_exports_dir(typed: str) -> Path:
    """The folder that a person wrote for exports, `~` being home. Raises BadInput for what can be none."""
    try:
        if "\0" in typed:
            raise ValueError("NUL")
        return Path(typed).expanduser()
    except (RuntimeError, ValueError) as problem:  # `~` of a user who is not here
        raise BadInput(
            f"导出文件夹“{one_line(typed)}”不是合规的路径，请改正设置 exports 或环境变量 TRACKER_EXPORTS"
        ) from problem


def seeds() -> Path:
    """The sample texts."""
    return _shipped("seeds")


def migrations() -> Path:
    """The scripts that bring a ledger to this version's tables."""
    return _shipped("migrations")


def documents() -> Path:
    """The manual."""
    return _shipped("docs")


def _shipped(name: str) -> Path:
    """A folder inside the installed package, or in the repository when working there."""
    inside = Path(__file__).parent / f"_{name}"
    return inside if inside.is_dir() else _repository() / name


def _repository() -> Path:
    return Path(__file__).parent.parent
