"""The sample ledger: really mined from `seeds/` and walked through the life of its items, for trying out."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import OutputFailed, TrackerError
from tracker.files import shown, why_not_written
from tracker.ledger.actor import Actor

__all__ = ["Demo", "build_demo", "demo_folder"]

_LEDGER: Final = "样例台账.db"
_EDITION: Final = "样例台账.edition"
"""Beside it: which edition of the sample it is, and how many entries its journal began with."""


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

    One of an earlier edition is made anew too, unless somebody has tried something in it.
    It is built aside and moved into its place: whole or not at all. Raises OutputFailed, and leaves
    alone a folder that holds anything else.
    """
    demo = _demo(folder)
    if demo.ledger.is_file() and not fresh:
        if (standing := _standing(demo.ledger)) is not _Standing.OUTDATED:
            announce(f"打开已有的样例台账：{shown(demo.ledger)}{standing.value}")
            return demo
        announce("样例有了新的一版，正在重新建立……")
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


class _Standing(Enum):
    """How a sample that is there stands to the present edition, and what is said of it."""

    PRESENT = ""
    TRIED = "（样例已有新的一版；您试过的改动都还在，要换新的用 tracker demo --fresh）"
    OUTDATED = "outdated"


def _standing(ledger: Path) -> _Standing:
    from tracker.ledger.location import locate
    from tracker.ledger.store import Ledger

    edition, _, began_with = _kept_edition(ledger).partition(" ")
    if edition == _edition():
        return _Standing.PRESENT
    try:
        with Ledger.open(locate(str(ledger))) as opened:
            return _Standing.OUTDATED if str(opened.head().count) == began_with else _Standing.TRIED
    except TrackerError:  # made by a program so different that this one cannot open it
        return _Standing.OUTDATED


def _kept_edition(ledger: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return (ledger.parent / _EDITION).read_text(encoding="utf-8")
    return ""


def _edition() -> str:
    """Changes with the story and with the documents it is mined from."""
    files = [*Path(__file__).parent.glob("*.py"), *paths.seeds().iterdir()]
    content = b"".join(file.read_bytes() for file in sorted(files) if file.is_file())
    return hashlib.sha256(content).hexdigest()


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
        began_with = ledger.head().count
    (path.parent / _EDITION).write_text(f"{_edition()} {began_with}", encoding="utf-8")


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
