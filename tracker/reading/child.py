"""The child's side: limits itself, reads one file from stdin, answers on stdout as JSON."""

from __future__ import annotations

import json
import logging
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Final

from tracker.reading.refused import Refused
from tracker.reading.texts import Words

MEMORY_BYTES: Final = 512 << 20
"""Address space of the child; an ordinary document takes under 80 MB."""
CPU_SECONDS: Final = 9


def main() -> None:
    """Answer with the fields of `Words` or `{"refused"}`; any other end is read as limits overrun."""
    limit_self(MEMORY_BYTES, CPU_SECONDS)
    logging.disable()  # pdfminer tells the log of every oddity, to nobody
    answer: dict[str, object]
    try:
        answer = asdict(_words(sys.argv[1], sys.stdin.buffer.read()))
    except Refused as refused:
        answer = {"refused": refused.why}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _words(kind: str, content: bytes) -> Words:
    """Read what the parent recognised; each reader is imported only where it is used."""
    if kind == "pdf":
        from tracker.reading.pdf.document import read_pdf

        return read_pdf(content)
    if kind == "html":
        from tracker.reading.html import read_html

        return read_html(content)
    from tracker.reading.package import Package

    package = Package(content)
    if package.is_workbook:
        from tracker.reading.workbook import read_workbook

        return read_workbook(package)
    from tracker.reading.word import read_word

    return read_word(package)


def limit_self(memory: int, seconds: int) -> None:
    """Take no more address space and processor time than this.

    Windows has no such limits; there the clock and the limits on sizes and tags have to do.
    """
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, limit in limits:
        with suppress(OSError, ValueError):  # macOS refuses some, and a lower limit may stand already
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
