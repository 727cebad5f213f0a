"""Finds the files of an archive: folders walked in a stable order, nothing opened, nothing read twice."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tracker.files import why_not_read
from tracker.reading.reader import readable_suffixes

_HIDDEN: Final = "隐藏文件"
_LOCK: Final = "临时文件"
_SPECIAL: Final = "管道、设备或失效链接"
_LINK: Final = "文件夹链接"
_NO_SUFFIX: Final = "无后缀"
_MOST_KINDS: Final = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or a folder that cannot be read."""

    path: Path
    trouble: str = ""
    """Why a folder's content is not known; empty for a file."""


@dataclass(slots=True)
class Walk:
    """The files that `roots` name and hold, one by one, so that a million of them need no memory."""

    roots: Sequence[Path]
    skipped: Counter[str] = field(default_factory=Counter)
    """What was left out, by suffix or kind; complete when the walk has ended."""
    readable: frozenset[str] = field(default_factory=readable_suffixes)
    """Suffixes worth a look in a folder; a file that is named outright is always tried."""

    def __iter__(self) -> Iterator[Found]:
        """In the order of the roots, and by name within a folder."""
        self.skipped.clear()
        seen: set[tuple[int, int]] = set()
        for root in self.roots:
            if root.is_dir():
                yield from self._folder(root, seen)
            else:
                yield Found(root)

    def skipped_in_words(self) -> str:
        """`.jpg 3、隐藏文件 2`, the most frequent first; empty when nothing was left out."""
        ordered = sorted(self.skipped.items(), key=lambda counted: (-counted[1], counted[0]))
        told = [f"{kind} {count}" for kind, count in ordered[:_MOST_KINDS]]
        others = sum(count for _, count in ordered[_MOST_KINDS:])
        return "、".join([*told, *([f"其他 {others}"] if others else [])])

    def _folder(self, root: Path, seen: set[tuple[int, int]]) -> Iterator[Found]:
        """Depth first on a stack of its own; of each open folder only the names are held."""
        stack = [(root, iter(((".", True),)))]
        while stack:
            above, names = stack[-1]
            name, is_folder = next(names, ("", False))
            if not name:
                stack.pop()
            elif not is_folder:
                yield Found(above / name)
            elif not _is_new(above / name, seen):
                self.skipped[_LINK] += 1
            else:
                try:
                    stack.append((above / name, iter(self._names(above / name))))
                except OSError as problem:
                    yield Found(above / name, why_not_read(problem))

    def _names(self, folder: Path) -> list[tuple[str, bool]]:
        """What a folder holds that is worth a look, by name; what is not is counted."""
        wanted = []
        with os.scandir(folder) as entries:
            for entry in entries:
                is_folder = _is(entry.is_dir)
                why = self._why_skipped(entry, is_folder=is_folder)
                if why:
                    self.skipped[why] += 1
                else:
                    wanted.append((entry.name, is_folder))
        return sorted(wanted)

    def _why_skipped(self, entry: os.DirEntry[str], *, is_folder: bool) -> str:
        """Why an entry of a folder is left out; empty when it is not. Asks the folder only, opens nothing."""
        name = entry.name
        if name.startswith(("~$", ".~")):
            return _LOCK
        if name.startswith(".") or _is_hidden(entry):
            return _HIDDEN
        if is_folder:  # a link may lead out of what was named, or round in a circle
            return _LINK if entry.is_symlink() else ""
        if not _is(entry.is_file):
            return _SPECIAL
        suffix = Path(name).suffix.lower()
        return "" if suffix in self.readable else suffix or _NO_SUFFIX


def _is(ask: Callable[[], bool]) -> bool:
    """Asked of a link that leads to itself, the system has no answer but an error."""
    try:
        return ask()
    except OSError:
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Hidden by an attribute, as Windows does; other systems have none."""
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether a folder was not walked yet, by whatever name: junctions and mounts may lead in a circle."""
    try:
        found = folder.stat()
    except OSError:  # to list it will fail likewise, and say why
        return True
    identity = (found.st_dev, found.st_ino)
    is_new = identity not in seen
    seen.add(identity)
    return is_new
