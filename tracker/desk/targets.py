"""Where something is written that a person asked for by a file's name: its ending says what it will be."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tracker.errors import BadInput, OutputFailed
from tracker.files import shown

WORKBOOK: Final = (".xlsx", ".csv", ".json")
PAPER: Final = (".docx",)
CALENDAR: Final = (".ics",)
FILLED: Final = (".xlsx", ".xlsm")
TEXT: Final = (".txt", ".md")
_OTHERS: Final = frozenset(
    {
        *WORKBOOK,
        *PAPER,
        *CALENDAR,
        *FILLED,
        *TEXT,
        *(".pdf", ".ofd", ".doc", ".wps", ".rtf", ".odt", ".docm", ".dotx", ".md", ".html", ".htm", ".xml"),
        *(".xls", ".et", ".ods", ".xlsb", ".xltx", ".tsv", ".jsonl", ".toml", ".ppt", ".pptx", ".zip"),
        *(".png", ".jpg", ".jpeg", ".db"),
    }
)
"""Endings that say what a file is; what else stands behind a point is part of the name (台账9.18)."""
_PRINTED: Final = frozenset({".pdf", ".ofd"})


def target_path(typed: Path, endings: Sequence[str], *, added: str = "") -> Path:
    """The file that was typed, with the first of `endings`, or `added`, where its name has none.

    Raises OutputFailed for a folder, BadInput for the ending of something else: nobody who asks for
    a .pdf is served by a .pdf.xlsx.
    """
    if typed.name in ("", "..") or os.path.isdir(typed):  # noqa: PTH112 - never raises, whatever was typed
        raise OutputFailed(shown(typed), "这是文件夹，请指定文件名")
    ending = typed.suffix.lower()
    if ending in endings:
        return typed
    if ending in _OTHERS:
        way = f"；要 {ending} 请先写成 {endings[0]}，再用 WPS 或 Office 另存" if ending in _PRINTED else ""
        raise BadInput(f"写不成 {ending}（{shown(typed.name)}），这里能写 {'、'.join(endings)}{way}")
    return typed.with_name(f"{typed.name}{added or endings[0]}")
