"""Where one was: in the review of each document, and in which folder files were opened last."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from tracker.errors import TrackerError
from tracker.files import read_plain, replacing

_LARGEST: Final = 1 << 20
_MOST: Final = 500
"""Documents that are remembered: the ones looked at last."""


class Places:
    """Kept in a small file of the user's own; in mind only where there is none."""

    def __init__(self, own_folder: Path | None) -> None:
        self._path = own_folder / "places.json" if own_folder is not None else None
        self._is_read = False
        self._ordinals: dict[str, int] = {}
        self._folder = ""
        self._forms_folder = ""

    def of(self, document: str) -> int | None:
        """Ordinal of the candidate that was in hand, by the document's digest."""
        self._read()
        return self._ordinals.get(document)

    def keep(self, document: str, ordinal: int) -> None:
        """This one is in hand."""
        self._read()
        before = self._ordinals.pop(document, None)
        self._ordinals[document] = ordinal
        if before != ordinal:
            self._save()

    @property
    def folder(self) -> Path:
        """Where files were opened last, else the user's own."""
        self._read()
        home = Path.home() if Path.home().is_dir() else Path("/")
        return _present(self._folder) or home

    @property
    def forms_folder(self) -> Path:
        """Where forms of units were written to or taken from last, else where any file was opened."""
        self._read()
        return _present(self._forms_folder) or self.folder

    def keep_folder(self, folder: Path) -> None:
        """Files were opened here."""
        self._read()
        if str(folder) != self._folder:
            self._folder = str(folder)
            self._save()

    def keep_forms_folder(self, folder: Path) -> None:
        """Forms went out into this folder, or came back in it."""
        self._read()
        if str(folder) != self._forms_folder:
            self._forms_folder = str(folder)
            self._save()

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        if self._path is not None and self._path.exists():
            with suppress(TrackerError, ValueError, AttributeError, TypeError, KeyError):
                content: dict[str, Any] = json.loads(read_plain(self._path, _LARGEST))
                self._folder = str(content["folder"])
                self._forms_folder = str(content.get("forms_folder", ""))
                self._ordinals = {str(key): int(place) for key, place in content["documents"].items()}

    def _save(self) -> None:
        """A place that cannot be kept is no loss."""
        if self._path is None:
            return
        kept = dict(list(self._ordinals.items())[-_MOST:])
        with suppress(TrackerError, OSError, ValueError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacing(self._path) as temporary:
                content = {"folder": self._folder, "forms_folder": self._forms_folder, "documents": kept}
                temporary.write_text(json.dumps(content), encoding="utf-8")


def _present(folder: str) -> Path | None:
    """As kept, if it is still there."""
    with suppress(OSError, ValueError):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return None
