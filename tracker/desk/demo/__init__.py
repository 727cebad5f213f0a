"""The sample ledger: really mined from `seeds/` and walked through the life of its items, for trying out."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import OutputFailed
from tracker.files import shown, why_not_written
from tracker.ledger.rows import Actor

__all__ = ["Demo", "build_demo", "demo_folder"]

_LEDGER: Final = "样例台账.db"


@dataclass(frozen=True, slots=True)
class Demo:
    """A sample ledger, ready to open."""

    ledger: Path
    today: dt.date
    """The day on which its story stands."""
    actor: Actor
    """Who looks at it: may take every step but decide on an application of their own."""


def demo_folder() -> Path:
    """Where the sample ledger lies, apart from the user's own."""
    return paths.data_dir() / "demo"


def build_demo(folder: Path, *, announce: Callable[[str], None], fresh: bool = False) -> Demo:
    """The sample ledger in this folder, made there when it is not; with `fresh` made anew.

    It is built aside and moved into its place: whole or not at all. Raises OutputFailed, and leaves
    alone a folder that holds anything else.
    """
    demo = _demo(folder)
    if demo.ledger.is_file() and not fresh:
        announce(f"打开已有的样例台账：{shown(demo.ledger)}")
        return demo
    try:
        _refuse_other_files(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".demo-", dir=folder.parent) as workshop:
            built = Path(workshop) / "demo"
            built.mkdir()
            _build(_demo(built).ledger, Path(workshop))
            _put(built, folder, Path(workshop) / "old")
    except OSError as problem:
        raise OutputFailed(shown(folder), why_not_written(problem, folder)) from problem
    announce(f"已建立样例台账：{shown(demo.ledger)}")
    return demo


def _demo(folder: Path) -> Demo:
    from tracker.desk.demo.cast import REVIEWER, TODAY

    return Demo(folder / _LEDGER, TODAY, REVIEWER)


def _build(path: Path, workshop: Path) -> None:
    from tracker.desk.demo.from_inspection import FROM_INSPECTION
    from tracker.desk.demo.from_speech import FROM_SPEECH
    from tracker.desk.demo.telling import tell
    from tracker.ledger.store import Ledger

    files = workshop / "files"
    files.mkdir()
    with Ledger.open(path, create=True) as ledger:
        tell(ledger, (*FROM_SPEECH, *FROM_INSPECTION), seeds=paths.seeds(), files=files)


def _refuse_other_files(folder: Path) -> None:
    """Nothing but a sample ledger with its evidence and backups is ever replaced."""
    own = Path(_LEDGER).stem
    if folder.exists() and any(not entry.name.startswith(own) for entry in folder.iterdir()):
        raise OutputFailed(shown(folder), "文件夹里有别的文件，请换一个空文件夹")


def _put(built: Path, folder: Path, old: Path) -> None:
    """Move the new one into its place; the old one comes back when that fails."""
    with suppress(FileNotFoundError):
        folder.rename(old)
    try:
        built.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
