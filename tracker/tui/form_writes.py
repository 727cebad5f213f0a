"""收发 written: forms that go out, forms that came back; for workers only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tracker.errors import BadInput
from tracker.files import shown


def existing_places(typed: str, chosen: Sequence[Path]) -> list[Path]:
    """Files and folders that came back, each once. Raises BadInput."""
    places = list(chosen)
    words = typed.strip().strip("\"'“”")
    if words:
        path = Path(words).expanduser()
        if not path.exists():
            raise BadInput(f"没有文件或文件夹“{shown(words)}”，请核对路径")
        places.append(path)
    if not places:
        raise BadInput("请写明文件或文件夹，或在下面的目录里选")
    return list(dict.fromkeys(places))
