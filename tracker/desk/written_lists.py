"""Lists that an office keeps as plain text, an entry a line: units, people."""

from __future__ import annotations

from pathlib import Path

from tracker.errors import UnreadableFile
from tracker.files import read_plain
from tracker.reading.decoding import decode
from tracker.reading.refused import Refused

LARGEST = 1 << 20
"""Bytes; every unit of a province in full takes less."""


def read_written_list(path: Path) -> str:
    """Its text, whatever the encoding. Raises UnreadableFile."""
    try:
        text, _, _ = decode(read_plain(path, LARGEST))
    except Refused as problem:
        raise UnreadableFile(path, str(problem)) from problem
    return text
