"""佐证材料 taken out of the ledger for looking at: a copy under its own name, opened by the system's program.

Only what the ledger holds unaltered is copied, only kinds that show something are opened, and no shell is
asked: a file called `x;rm -rf.pdf` is a name like any other.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.errors import OutputFailed, Refusal
from tracker.files import shown
from tracker.ledger.blobs import Trouble, TroubleKind, safe_name

if TYPE_CHECKING:
    from tracker.ledger.rows import EvidenceRow
    from tracker.ledger.store import Ledger

SHOWN: Final = frozenset(
    f".{suffix}"
    for group in (
        ("pdf", "ofd", "txt", "csv", "md", "rtf", "odt", "ods", "odp"),
        ("doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps"),
        ("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "heic"),
        ("mp3", "m4a", "wav", "mp4", "mov", "avi", "mkv", "zip", "7z", "rar"),
    )
    for suffix in group
)
"""Suffixes of files that programs show; what the system would run is only copied."""


def trouble(ledger: Ledger, row: EvidenceRow) -> str:
    """What is wrong with a piece of evidence, read again from its first byte to the last; empty: nothing."""
    if ledger.evidence.holds(row.sha256):
        return ""
    path = ledger.evidence.path_of(row.sha256)
    kind = TroubleKind.ALTERED if path.exists() else TroubleKind.MISSING
    return str(Trouble(kind, row.name, row.sha256, path))


def taken_out(ledger: Ledger, row: EvidenceRow) -> Path:
    """A copy in a folder of the user's own, under its own name. Raises Refusal, OutputFailed."""
    if wrong := trouble(ledger, row):
        raise Refusal("佐证材料打不开：", (wrong, "请从备份里恢复，或另登记一份"))
    try:
        folder = Path(tempfile.mkdtemp(prefix="tracker-"))
        target = folder / safe_name(row.name)
        shutil.copyfile(ledger.evidence.path_of(row.sha256), target)
        target.chmod(0o400)  # what is changed in the copy would be lost unseen
    except OSError as problem:
        raise OutputFailed(shown(tempfile.gettempdir()), str(problem)) from problem
    return target


def open_with_system(path: Path) -> bool:
    """Have the system's program show a file; False where that is not to be had."""
    if path.suffix.lower() not in SHOWN:
        return False
    if sys.platform == "win32":
        os.startfile(path)
        return True
    program = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(program)
    if found is None or (program == "xdg-open" and not _has_screen()):
        return False
    subprocess.Popen(
        [found, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_evidence(ledger: Ledger, row: EvidenceRow) -> str:
    """Take out and show; says where the copy lies where it could not be shown."""
    path = taken_out(ledger, row)
    if open_with_system(path):
        return f"已打开“{row.name}”的副本"
    return f"“{row.name}”已取出，请到这里打开：{shown(str(path))}"
