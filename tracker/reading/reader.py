"""The one way in for files: opened under limits, recognised by content, read, cleaned."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from tracker.errors import UnreadableFile
from tracker.files import read_plain, shown, size_in_words
from tracker.reading.decoding import decode
from tracker.reading.formats import is_package, refuse_foreign
from tracker.reading.refused import Refused
from tracker.reading.sandbox import read_in_child
from tracker.reading.texts import Text
from tracker.text.cleaning import one_line

LARGEST_FILE: Final = 100 << 20
"""Bytes of a .docx with its pictures; a larger one is not opened."""
LARGEST_TEXT: Final = 20 << 20
"""Bytes of a plain text file."""
_WORD_SUFFIXES: Final = {".docx", ".docm", ".dotx", ".dotm"}
_NEVER_TEXT: Final = _WORD_SUFFIXES | {
    ".doc",
    ".wps",
    ".rtf",
    ".xls",
    ".xlsx",
    ".et",
    ".ppt",
    ".pptx",
    ".pdf",
}
"""Under these names plain text is something renamed, half saved or half received."""


def read(path: Path) -> Text:
    """Read one file from outside into a clean text; raises UnreadableFile with one Chinese line.

    Packages (.docx) are read in a child process under limits of memory and time. Plain text is decoded
    here: strict decoding and replacing single characters is linear in a size that is limited, and a
    child would cost more than the work.
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
    refuse_foreign(content)
    suffix = path.suffix.lower()
    if is_package(content):
        kind, encoding = "docx", "utf-8"
        words, warnings = read_in_child(content)
        if suffix not in _WORD_SUFFIXES:
            warnings = (*warnings, "文件名的后缀不是 .docx，内容是 Word 文档，已按 Word 文档读取")
    else:
        if len(content) > LARGEST_TEXT:
            limit = size_in_words(LARGEST_TEXT)
            raise Refused(f"文本有 {size_in_words(len(content))}，超过上限 {limit}，请拆分后再读")
        kind = "txt"
        words, encoding, warnings = decode(content)
        if suffix in _NEVER_TEXT:
            raise Refused(f"后缀是 {suffix}，内容却是纯文本，请核对文件，确认无误后改名为 .txt 再读")
    return Text(
        content=words,
        source_name=one_line(path.name),
        source_sha256=hashlib.sha256(content).hexdigest(),
        format=kind,
        encoding=encoding,
        warnings=warnings,
    )
