"""JSON lines: one object a document, as docs/json.md has it, or the reason why a file has none."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from tracker import __version__
from tracker.desk.documents import MinedDocument
from tracker.desk.mined_json import SCHEMA, mined_object
from tracker.text.screen import json_for_screen

OPENING: Final = f'{{"schema":{SCHEMA},"file":'
"""How every line begins: by it a line that was cut off is still known to be ours."""


NO_EVENTS: Final[Mapping[str, dt.date]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Run:
    """What all lines of one file of results have in common; results of different runs are never mixed."""

    date: str | None
    """The date that was given for every document; None where each has its own."""
    events: tuple[tuple[str, str], ...] = ()
    """Days of events that were given, as (word, ISO date), in the order of the words."""
    version: str = __version__
    """Of the program: another one may find other things."""


def run_of(date: dt.date | None, events: Mapping[str, dt.date] = NO_EVENTS) -> Run:
    """The run of this program with that date and those events for every document."""
    return Run(None if date is None else date.isoformat(), flat_events(events))


def flat_events(events: Mapping[str, dt.date]) -> tuple[tuple[str, str], ...]:
    """The events as (word, ISO date), in the order of the words."""
    return tuple(sorted((word, day.isoformat()) for word, day in events.items()))


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line that an earlier run wrote."""

    line: bytes
    """With its line feed."""
    file: str
    run: Run
    sha256: str | None
    """Of the file's bytes; None where the file could not be read."""
    found: int
    """How many findings."""


def document_line(file: str, run: Run, document: MinedDocument) -> str:
    """The line of a document that was mined."""
    mined = mined_object(document.title, document.sha256, document.text.content, document.mined)
    return _line(file, run, {"source_sha256": document.text.source_sha256, **mined})


def error_line(file: str, run: Run, error: str) -> str:
    """The line of a file that could not be read."""
    return _line(file, run, {"error": error})


def _line(file: str, run: Run, content: dict[str, Any]) -> str:
    told = {"version": run.version, "date": run.date}
    events = {"events": dict(run.events)} if run.events else {}
    whole = {"schema": SCHEMA, "file": file, "run": {**told, **events}, **content}
    return json_for_screen(json.dumps(whole, ensure_ascii=False, separators=(",", ":"))) + "\n"


def parse_line(line: bytes) -> KnownLine | None:
    """A line as an earlier run wrote it; None when it is none, or not whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        whole = json.loads(line)
        file, run = whole["file"], whole["run"]
        if whole["schema"] != SCHEMA or not ("error" in whole or "items" in whole):
            return None
        run = Run(run["date"], tuple(sorted(run.get("events", {}).items())), run["version"])
        return KnownLine(line, file, run, whole.get("source_sha256"), len(whole.get("items", ())))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
