"""The office's 版式 file: where it lies, what it says, and a sample of it to be changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import paths
from tracker.desk.list_wishes import ListKind

if TYPE_CHECKING:
    from tracker.exchange.settings import PaperSettings

VARIABLE = "TRACKER_STYLE"
NAME = "版式.toml"


def style_file() -> Path:
    """Named by TRACKER_STYLE, so that a whole office can share one, else beside the user's settings."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen).expanduser() if chosen else paths.config_dir() / NAME


def office_style() -> PaperSettings:
    """As the file says; the usual layout where there is none. Raises BadInput, UnreadableFile."""
    from tracker.exchange.settings import PaperSettings, read_settings

    path = style_file()
    if not os.environ.get(VARIABLE) and not path.exists():
        return PaperSettings()
    return read_settings(path, _names())


def style_sample() -> str:
    """The file as it would have to be for what is in force."""
    from tracker.exchange.settings import sample

    return sample(office_style(), _names())


def _names() -> dict[str, str]:
    return {kind.word: kind.value for kind in ListKind}
