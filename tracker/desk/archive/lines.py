"""JSON lines: one object a document, as docs/json.md has it, or the reason why a file has none."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tracker import __version__
from tracker.desk.documents import MinedDocument
from tracker.desk.mined_json import SCHEMA, mined_object
from tracker.desk.soft_words import OwnWords
from tracker.text.screen import json_for_screen

OPENING: Final = f'{{"schema":{SCHEMA},"file":'
"""How every line begins: by it a line that was cut off is still known to be ours."""


@dataclass(frozen=True, slots=True)
class Run:
    """What all lines of one file of results have in common; results of different runs are never mixed."""

    date: str | None = None
    """The date that was given for every document; None where each has its own."""
    events: tuple[tuple[str, str], ...] = ()
    """Days of events that were given, as (word, ISO date), in the order of the words."""
    soft_words: OwnWords = field(default_factory=OwnWords)
    """Of the person who started the run: a worker's own list does not count."""
    version: str = __version__
    """Of the program: another one may find other things."""

    def as_object(self) -> dict[str, Any]:
        """As it stands in every line."""
        told: dict[str, Any] = {"version": self.version, "date": self.date}
        if self.events:
            told["events"] = dict(self.events)
        if self.soft_words != OwnWords():
            listed = repr((self.soft_words.added, self.soft_words.removed))
            told["soft_words"] = hashlib.sha256(listed.encode()).hexdigest()[:16]
        return told


def run_of(
    date: dt.date | None, events: Mapping[str, dt.date] | None = None, soft_words: OwnWords | None = None
) -> Run:
    """The run of this program with what was given for every document."""
    days = sorted((word, day.isoformat()) for word, day in (events or {}).items())
    return Run(None if date is None else date.isoformat(), tuple(days), soft_words or OwnWords())


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line that an earlier run wrote."""

    line: bytes
    """With its line feed."""
    file: str
    run: dict[str, Any]
    """As `Run.as_object` gives it."""
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
    whole = {"schema": SCHEMA, "file": file, "run": run.as_object(), **content}
    return json_for_screen(json.dumps(whole, ensure_ascii=False, separators=(",", ":"))) + "\n"


def parse_line(line: bytes) -> KnownLine | None:
    """A line as an earlier run wrote it; None when it is none, or not whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        whole = json.loads(line)
        if whole["schema"] != SCHEMA or not ("error" in whole or "items" in whole):
            return None
        found = len(whole.get("items", ()))
        return KnownLine(line, whole["file"], whole["run"], whole.get("source_sha256"), found)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
