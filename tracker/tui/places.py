"""Where one was in the review of each document, so that one comes back to the same place."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from tracker.errors import TrackerError
from tracker.files import read_plain, replacing

_LARGEST: Final = 1 << 20
_MOST: Final = 500
"""Documents that are remembered: the ones looked at last."""


class Places:
    """Kept in a small file of the user's own; in mind only where there is none."""

    def __init__(self, own_folder: Path | None) -> None:
        self._path = own_folder / "places.json" if own_folder is not None else None
        self._known: dict[str, int] | None = None

    def of(self, document: str) -> int | None:
        """Ordinal of the candidate that was in hand, by the document's digest."""
        return self._places().get(document)

    def keep(self, document: str, ordinal: int) -> None:
        """This one is in hand."""
        places = self._places()
        before = places.pop(document, None)
        places[document] = ordinal
        if before != ordinal:
            self._save()

    def _places(self) -> dict[str, int]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def _read(self) -> dict[str, int]:
        if self._path is not None and self._path.exists():
            with suppress(TrackerError, ValueError, AttributeError, TypeError):
                content = json.loads(read_plain(self._path, _LARGEST))
                return {str(document): int(ordinal) for document, ordinal in content.items()}
        return {}

    def _save(self) -> None:
        """A place that cannot be kept is no loss."""
        if self._path is None:
            return
        kept = dict(list(self._places().items())[-_MOST:])
        with suppress(TrackerError, OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacing(self._path) as temporary:
                temporary.write_text(json.dumps(kept), encoding="utf-8")
