"""The child's side: limits itself, reads one package from stdin, answers on stdout as JSON."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Final

from tracker.reading.package import Package
from tracker.reading.refused import Refused
from tracker.reading.word import read_word

MEMORY_BYTES: Final = 512 << 20
"""Address space of the child; an ordinary document takes under 80 MB."""
CPU_SECONDS: Final = 10


def main() -> None:
    """Answer `{"text", "warnings"}` or `{"refused"}`; any other end is read as limits overrun."""
    _limit_self()
    answer: dict[str, object]
    try:
        text, warnings = read_word(Package(sys.stdin.buffer.read()))
        answer = {"text": text, "warnings": warnings}
    except Refused as refused:
        answer = {"refused": refused.why}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _limit_self() -> None:
    """Windows has no such limits; there the clock and the limits on sizes and tags have to do."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, limit in limits:
        with suppress(OSError, ValueError):  # macOS refuses some, and a lower limit may stand already
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
