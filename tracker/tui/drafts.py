"""Unsaved text of forms, kept in small files of the user's own, so that a crash or a kill loses none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from tracker.errors import TrackerError
from tracker.files import read_plain, replacing

if TYPE_CHECKING:
    from tracker.ledger.location import Location

_LARGEST: Final = 1 << 22
_SUFFIX: Final = ".json"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one form and not saved."""

    form: str
    """Its title."""
    about: str
    """编号 of the item it is about; empty for none."""
    values: dict[str, str]
    """Only fields that were changed."""
    started: dict[str, str]
    """The same fields as the form showed them at first."""


class DraftFile:
    """The draft of one form; written in threads, removed when the form is done with."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._is_done = False

    def keep(self, draft: Draft) -> None:
        """Write it; nothing once the form was done with. Raises OutputFailed."""
        with self._lock:
            if self._is_done:
                return
            content = {
                "form": draft.form,
                "about": draft.about,
                "values": draft.values,
                "started": draft.started,
            }
            with suppress(OSError):  # what cannot be made is told by the writing
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacing(self._path) as temporary:
                temporary.chmod(0o600)
                temporary.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def drop(self, *, for_good: bool = True) -> None:
        """Remove it; nothing comes back when that is for good."""
        with self._lock:
            self._is_done = for_good
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def read(self) -> Draft | None:
        """What was kept; None where there is nothing that can be read."""
        return _read(self._path)


def draft_file(own_folder: Path, location: Location, form: str, about: str) -> DraftFile:
    """Where the draft of a form lies."""
    return DraftFile(_folder(own_folder, location) / f"{_digest(f'{form}|{about}')}{_SUFFIX}")


def waiting(own_folder: Path, location: Location) -> list[Draft]:
    """Every draft about a ledger, in the order in which they were left."""
    try:
        found = [(path.stat().st_mtime, path) for path in _folder(own_folder, location).glob(f"*{_SUFFIX}")]
    except OSError:
        return []
    drafts = (_read(path) for _, path in sorted(found) if not path.name.startswith("."))
    return [draft for draft in drafts if draft is not None]


def unsaved_words(drafts: Sequence[Draft]) -> str:
    """What was left unsaved, in one line; empty where nothing was."""
    if not drafts:
        return ""
    forms = "、".join(f"{draft.form} {draft.about}".strip() for draft in drafts[:3])
    more = f" 等{len(drafts)}处" if len(drafts) > 3 else ""
    return f"上次有没有保存的内容：{forms}{more}；打开同一张表就会填回"


def _folder(own_folder: Path, location: Location) -> Path:
    return own_folder / "drafts" / _digest(str(location.path or location.shown))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _read(path: Path) -> Draft | None:
    if not path.exists():
        return None
    try:
        content = json.loads(read_plain(path, _LARGEST))
        draft = Draft(content["form"], content["about"], content["values"], content["started"])
    except (TrackerError, ValueError, KeyError, TypeError):
        return None
    texts = [draft.form, draft.about, *_texts(draft.values), *_texts(draft.started)]
    return draft if all(isinstance(text, str) for text in texts) else None


def _texts(fields: object) -> list[object]:
    """Names and values of what ought to be a table of texts."""
    return [*fields.keys(), *fields.values()] if isinstance(fields, dict) else [None]
