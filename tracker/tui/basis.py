"""What a page rests on that shows what would be done: done anew only once one of these is another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger

Stamp = tuple[str, int, int]
"""Path of a file, when it was written (ns) and how long it is; 0 and -1 for one that is not there."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The end of the journal, whose work it is, on what day, of which 专项, and files as they lie there."""

    paths: tuple[Path, ...]
    """Files and folders that were read."""

    head: str
    actor: Actor
    today: dt.date
    campaign: str
    stamps: tuple[Stamp, ...]


def basis_of(ledger: Ledger, actor: Actor, today: dt.date, campaign: str, paths: Sequence[Path]) -> Basis:
    """As it is now; for workers only."""
    stamps = tuple(map(_stamp, _files(paths)))
    return Basis(tuple(paths), ledger.head().hash, actor, today, campaign, stamps)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Those given and those in and below folders, but for what Excel and WPS keep beside an open workbook."""
    for path in paths:
        if path.is_dir():
            yield from (one for one in sorted(path.rglob("*")) if not one.name.startswith(("~$", ".")))
        else:
            yield path


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), found.st_mtime_ns, found.st_size
