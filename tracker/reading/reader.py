"""The one way in for files: opened under limits, recognised by content, read, cleaned."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from tracker.errors import UnreadableFile
from tracker.files import read_plain, shown, size_in_words
from tracker.reading.commas import table_text
from tracker.reading.decoding import decode
from tracker.reading.formats import HTML_SUFFIXES, USUAL, kind_of
from tracker.reading.markdown import plain
from tracker.reading.refused import Refused
from tracker.reading.sandbox import read_in_child
from tracker.reading.texts import Headings, Text, Words
from tracker.text.cleaning import one_line

LARGEST_FILE: Final = 100 << 20
"""Bytes of a file with its pictures; a larger one is not opened."""
LARGEST_TEXT: Final = 24 << 20
"""Bytes of a plain text or web page."""
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_KNOWN_AS: Final = {
    "docx": ("Word 文档", USUAL["docx"]),
    "xlsx": ("Excel 工作簿", USUAL["xlsx"]),
    "pdf": ("PDF 文件", USUAL["pdf"]),
    "html": ("网页（HTML）", HTML_SUFFIXES),
}
"""What a format is called, and the names its files go by; any other is said."""
_TEXT_SUFFIXES: Final = frozenset({".txt", ".csv"}) | _MARKDOWN
_SHEETS: Final = frozenset({".xls", ".et"}) | _KNOWN_AS["xlsx"][1]
_NEVER_TEXT: Final = (
    frozenset({".doc", ".wps", ".rtf", ".ppt", ".pptx", ".pdf"}) | _SHEETS | _KNOWN_AS["docx"][1]
)
"""Under these names plain text is something renamed, half saved or half received."""


def readable_suffixes() -> frozenset[str]:
    """The names' ends of the files that `read` knows, for whoever looks through a folder."""
    return _TEXT_SUFFIXES.union(*(suffixes for _, suffixes in _KNOWN_AS.values()))


def read(path: Path) -> Text:
    """Read one file from outside into a clean text; raises UnreadableFile with one Chinese line.

    What has to be taken apart (.docx, .xlsx, .pdf, .html) is read in a child process under limits of
    memory and time. Plain text is decoded here: strict decoding and replacing single characters is linear
    in a size that is limited, and a child would cost more than the work.
    """
    content = read_plain(path, LARGEST_FILE)
    try:
        text = _text_of(path, content)
        if not text.content.strip():
            raise Refused("文件里没有文字（空白文档或只有图片？）")
    except Refused as refused:
        raise UnreadableFile(shown(path), refused.why) from refused
    return text


def _text_of(path: Path, content: bytes) -> Text:
    suffix = path.suffix.lower()
    kind = kind_of(content, suffix)
    if kind in {"text", "html"} and len(content) > LARGEST_TEXT:
        limit = size_in_words(LARGEST_TEXT)
        raise Refused(f"文本有 {size_in_words(len(content))}，超过上限 {limit}，请拆分后再读")
    words = _plain_words(content, suffix) if kind == "text" else read_in_child(kind, content)
    name, suffixes = _KNOWN_AS.get(words.format, ("", frozenset()))
    warnings = words.warnings
    if name and suffix not in suffixes:
        warnings = (*warnings, f"文件名的后缀不是 .{words.format}，内容是 {name}，已按 {name}读取")
    return Text(
        content=words.text,
        source_name=one_line(path.name),
        source_sha256=hashlib.sha256(content).hexdigest(),
        format=words.format,
        encoding=words.encoding,
        warnings=warnings,
        headings=words.headings,
    )


def _plain_words(content: bytes, suffix: str) -> Words:
    """Plain text, Markdown or CSV, as the file's name says."""
    text, encoding, warnings = decode(content)
    if suffix in _NEVER_TEXT:
        other = ".csv" if suffix in _SHEETS else ".txt"
        raise Refused(f"后缀是 {suffix}，内容却是纯文本，请核对文件，确认无误后改名为 {other} 再读")
    headings: Headings = ()
    if suffix in _MARKDOWN:
        text, headings = plain(text)
    elif suffix == ".csv":
        text = table_text(text)
    kind = "md" if suffix in _MARKDOWN else "csv" if suffix == ".csv" else "txt"
    return Words(text, kind, headings, warnings, encoding)
