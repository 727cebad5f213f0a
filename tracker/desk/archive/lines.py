"""JSON lines: one object a document, as docs/json.md has it, or the reason why a file has none."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Final

from tracker import __version__
from tracker.desk.documents import MinedDocument
from tracker.desk.mined_json import SCHEMA, mined_object
from tracker.text.screen import json_for_screen

OPENING: Final = f'{{"schema":{SCHEMA},"file":'
"""How every line begins: by it a line that was cut off is still known to be ours."""


@dataclass(frozen=True, slots=True)
class Run:
    """What all lines of one file of results have in common; results of different runs are never mixed."""

    date: str | None
    """The date that was given for every document; None where each has its own."""
    version: str = __version__
    """Of the program: another one may find other things."""


def run_of(date: dt.date | None) -> Run:
    """The run of this program with that date for every document."""
    return Run(None if date is None else date.isoformat())


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
    whole = {"schema": SCHEMA, "file": file, "run": {"version": run.version, "date": run.date}, **content}
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
        run = Run(run["date"], run["version"])
        return KnownLine(line, file, run, whole.get("source_sha256"), len(whole.get("items", ())))
    except (ValueError, KeyError, TypeError):
        return None
