"""What somebody said the columns of a 台账 mean, kept by the header's fingerprint in their own folder."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import OutputFailed, TrackerError
from tracker.exchange.importing.headings import field_named, fields
from tracker.exchange.importing.tables import Table, column_letters
from tracker.files import read_plain, replacing, shown, why_not_written

_LARGEST: Final = 1 << 20
_MOST: Final = 500
"""Headers that are kept; the oldest goes first."""


def memory_file() -> Path:
    """Where it lies; there need be nothing."""
    return paths.config_dir() / "headings.toml"


def remembered(table: Table) -> dict[int, str]:
    """Field by column, as chosen for the same header before."""
    said = _load().get(table.fingerprint, {})
    by_text = {text: column for column, text in _names(table).items()}
    return {
        by_text[text]: field
        for text, word in said.items()
        if text in by_text and (field := field_named(word))
    }


def remember(table: Table, chosen: Mapping[int, str]) -> None:
    """Keep what was chosen. Raises OutputFailed."""
    texts = _names(table)
    said = {texts[column]: fields()[field].word for column, field in chosen.items() if column in texts}
    known = _load()
    if not said or known.get(table.fingerprint) == said:
        return
    known.pop(table.fingerprint, None)
    known[table.fingerprint] = said
    _save(dict(list(known.items())[-_MOST:]))


def _names(table: Table) -> dict[int, str]:
    """What each column is kept under: its heading, with its letters where one before has the same."""
    names: dict[int, str] = {}
    for head in table.header.heads:
        is_taken = head.text in names.values()
        names[head.column] = f"{head.text}（{column_letters(head.column)}列）" if is_taken else head.text
    return names


def _load() -> dict[str, dict[str, str]]:
    """What is kept; a file that somebody spoilt is as none, and is written anew."""
    path = memory_file()
    if not path.exists():
        return {}
    with suppress(tomllib.TOMLDecodeError, UnicodeDecodeError, TrackerError):
        content = tomllib.loads(read_plain(path, _LARGEST).decode("utf-8-sig"))
        return {
            key: {text: word for text, word in said.items() if isinstance(word, str)}
            for key, said in content.items()
            if isinstance(said, dict)
        }
    return {}


def _save(known: Mapping[str, Mapping[str, str]]) -> None:
    path = memory_file()
    lines = ["# 导入台账时指定过的列：表头（指纹）下，左边是列的标题，右边是字段。可以删改。"]
    for key, said in known.items():
        lines += ["", f"[{key}]", *(f"{_quoted(text)} = {_quoted(word)}" for text, word in said.items())]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    with replacing(path) as temporary:
        temporary.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
