"""What the readers give back: one clean text, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass

Headings = tuple[tuple[int, int], ...]
"""Where lines that are headings begin (the first sign that is no blank), each with its level from 1."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as one string of paragraphs separated by a line feed."""

    content: str
    """Decoded, BOM dropped, line ends as LF, control characters replaced one for one."""
    source_name: str
    """The file's name, made safe for the screen."""
    source_sha256: str
    """Of the file's bytes."""
    format: str
    """`txt`, `md`, `csv`, `html`, `docx`, `xlsx` or `pdf`."""
    encoding: str
    """The encoding that was recognised (`utf-8`, `gb18030`, `utf-16-le` …)."""
    warnings: tuple[str, ...] = ()
    """What a person should know, one Chinese sentence each (macros ignored, encoding guessed)."""
    headings: Headings = ()
    """What the file's own mark-up calls a heading; for `mine(…, headings=…)`."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader of one format makes of a file's bytes."""

    text: str
    format: str
    headings: Headings = ()
    warnings: tuple[str, ...] = ()
    encoding: str = "utf-8"
