"""佐证材料 on its way into the ledger: its text is read, so that the same text used twice is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UnreadableFile

if TYPE_CHECKING:
    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger


def add_evidence(
    ledger: Ledger,
    actor: Actor,
    number: str,
    files: Sequence[Path],
    *,
    today: dt.date,
    measure: int | None = None,
    note: str = "",
    dated: dt.date | None = None,
) -> tuple[str, ...]:
    """Read what can be read of the files, then keep and record them; returns their names.

    A photo, a scan or a broken file has no text and is kept all the same. Raises as the ledger's command.
    """
    from tracker.ledger.commands import reporting

    return reporting.add_evidence(
        ledger,
        actor,
        number,
        files,
        today=today,
        measure=measure,
        note=note,
        dated=dated,
        gists=[gist_of_file(path) for path in files],
    )


def gist_of_file(path: Path) -> str:
    """How a file's text begins, as far as texts are compared; empty where it cannot be read."""
    from tracker.ledger.examination import gist_of
    from tracker.reading.reader import read, readable_suffixes

    if path.suffix.lower().removeprefix(".") not in {name.removeprefix(".") for name in readable_suffixes()}:
        return ""
    try:
        return gist_of(read(path).content)
    except UnreadableFile:
        return ""
