"""What goes out: data on stdout as table, JSON or CSV; narration on stderr; nothing raw from data."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from tracker.text.quotes import nested_quotes
from tracker.text.screen import json_for_screen, safe_for_screen

if TYPE_CHECKING:
    from tracker.cli.tables import Cell, Table

SCHEMA = 1


class StdoutFailed(Exception):
    """Standard output takes no more: a closed pipe or a full disk."""

    def __init__(self, problem: OSError) -> None:
        self.is_closed_pipe = isinstance(problem, BrokenPipeError)
        super().__init__(str(problem))


def prepare_streams() -> None:
    """A character that the terminal's encoding lacks must not turn a finished change into a failure."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed before we began
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_fitting(stream.encoding), errors="backslashreplace")


def _fitting(encoding: str) -> str:
    """ASCII is what a system says that knows no better; Chinese in it could not be read at all."""
    return "utf-8" if codecs.lookup(encoding).name == "ascii" else encoding


def terminal_width() -> int | None:
    """Cells of the terminal; None where stdout is no terminal, so that nothing is cut."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def is_terminal(stream: TextIO | None) -> bool:
    """A person is at the other end."""
    with suppress(ValueError):
        return stream is not None and stream.isatty()
    return False


def write(line: str) -> None:
    """One line of data, made safe already. Raises StdoutFailed."""
    try:
        sys.stdout.write(line + "\n")
    except OSError as problem:
        raise StdoutFailed(problem) from problem


def flush() -> None:
    """Bring everything out. Raises StdoutFailed."""
    try:
        sys.stdout.flush()
    except OSError as problem:
        raise StdoutFailed(problem) from problem


def abandon_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own last flush cannot fail again."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def say(line: str) -> None:
    """Narration for a person, on stderr; never fails."""
    with suppress(OSError, ValueError):
        print(safe_for_screen(nested_quotes(line)), file=sys.stderr, flush=True)  # noqa: T201 - the one narrator


def write_object(fields: Mapping[str, Any], *, compact: bool = False) -> None:
    """One JSON object; `schema` comes first."""
    content = {"schema": SCHEMA, **fields}
    if compact:
        write(_dumped(content, separators=(",", ":")))
    else:
        write(_dumped(content, indent=2))


def write_line_of_json(line: str) -> None:
    """One object that is JSON and safe already, with its line feed; brought out at once."""
    if not _is_unicode():
        import json

        line = json.dumps(json.loads(line), separators=(",", ":")) + "\n"
    write(line.removesuffix("\n"))
    flush()


def _dumped(content: object, **layout: Any) -> str:
    """JSON that shows Chinese as it is and everything that could drive a terminal as \\u codes."""
    import json

    text = json.dumps(content, ensure_ascii=not _is_unicode(), default=_plain, **layout)
    return "\n".join(json_for_screen(line) for line in text.split("\n"))


def _is_unicode() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("_", "-")
    return encoding.startswith("utf")


def _plain(value: object) -> str:
    """Dates as ISO strings."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def write_csv(table: Table) -> None:
    """The table for a spreadsheet: with a BOM, and no cell that it would run as a formula."""
    import csv

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(column.heading for column in table.columns)
    writer.writerows(_csv_row(row) for row in table.rows)
    write("\ufeff" + page.getvalue().removesuffix("\r\n") + "\r")


def _csv_row(row: Iterable[Cell]) -> list[Cell]:
    return [cell if isinstance(cell, int) else _csv_cell(cell) for cell in row]


def _csv_cell(text: str) -> str:
    from tracker.text.spreadsheet import harmless

    return harmless(safe_for_screen(text, keep_lines=True))
