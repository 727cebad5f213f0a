"""The child's side of reading sheets: limits itself, reads one workbook from stdin, answers line by line."""

from __future__ import annotations

import json
import sys
from typing import Final

from tracker.reading.child import limit_self
from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.sheets import emit_sheets

MEMORY_BYTES: Final = 1 << 30
"""Address space of the child; 100,000 rows of 16 columns take about 250 MB."""
CPU_SECONDS: Final = 180
"""100,000 rows of 16 columns take about 20, twice that where others work beside."""


def main() -> None:
    """One JSON list a line, the last one `["end"]` or `["refused", why]`."""
    limit_self(MEMORY_BYTES, CPU_SECONDS)
    write = sys.stdout.write
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    try:
        emit_sheets(Package(sys.stdin.buffer.read()), lambda record: _put(write(encode(record) + "\n")))
        write('["end"]\n')
    except Refused as refused:
        write(encode(["refused", refused.why]) + "\n")


def _put(written: int) -> None:
    """What `write` returns is of no use."""


if __name__ == "__main__":
    main()
