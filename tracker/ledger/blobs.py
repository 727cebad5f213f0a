"""佐证材料 on disk: each file kept once under the hash of its content, synced before it is spoken of."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import Final

from tracker.errors import BadInput, OutputFailed, UnreadableFile
from tracker.files import plain_file, shown, sync_folder, why_not_read, why_not_written
from tracker.text.cleaning import REPLACEMENT, one_line

LARGEST_EVIDENCE: Final = 2 << 30
"""Bytes of one piece of evidence; films and disk images belong elsewhere."""
LONGEST_NAME: Final = 120
"""Characters of a shown name, its suffix included."""
NAMELESS: Final = "未命名"
_LONGEST_SUFFIX: Final = 12
_STEP: Final = 1 << 20
_SHA256: Final = re.compile("[0-9a-f]{64}")
_UNFINISHED: Final = ".~"
_FORBIDDEN: Final = re.compile(f'[<>:"|?*{REPLACEMENT}]')
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))", re.I
)
"""Names of devices on Windows, with any suffix."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One kept file: what identifies it, and the name it came with."""

    sha256: str
    size: int
    name: str
    """Safe to show and to give to a file."""


class TroubleKind(StrEnum):
    """What can be wrong with kept files."""

    MISSING = "missing"
    ALTERED = "altered"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong, with the file's place."""

    kind: TroubleKind
    name: str
    """The name shown to people; for an orphan the file's name on disk."""
    sha256: str
    """Empty for a stray file that is not named after a hash."""
    path: Path

    def __str__(self) -> str:
        what = {
            TroubleKind.MISSING: "佐证材料缺失",
            TroubleKind.ALTERED: "佐证材料被改动，与登记时不一致",
            TroubleKind.ORPHANED: "佐证文件夹中有未登记的文件",
        }[self.kind]
        return f"{what}：{self.name}（{shown(self.path)}）"


class EvidenceFolder:
    """The folder beside a ledger that holds its evidence as `ab/<sha256>`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, sha256: str) -> Path:
        """Where the content of this hash lies, whether or not it is there."""
        if not _SHA256.fullmatch(sha256):
            raise BadInput(f"不是佐证材料的校验码：{one_line(sha256)[:80]}")
        return self.root / sha256[:2] / sha256

    def keep(self, source: Path) -> Blob:
        """Copy a file in; when this returns, file and folders are on the disk, so a row may name it.

        Raises UnreadableFile for a source that is a link, no plain file, too large or changing, and
        OutputFailed when the copy cannot be made; then nothing is left behind.
        """
        with self.taking((source,)) as copies:
            copies.put_in_place()
        return copies.blobs[0]

    @contextmanager
    def taking(self, sources: Sequence[Path]) -> Iterator[Copies]:
        """Copies of files, synced but not yet among those kept; what is not put in place goes again.

        All are looked at before any is copied. Raises as `keep`.
        """
        for source in sources:
            _refuse_link(source)
            with plain_file(source, LARGEST_EVIDENCE):
                pass
        unfinished = [self.root / f"{_UNFINISHED}{secrets.token_hex(8)}" for _ in sources]
        try:
            blobs = tuple(map(self._copied, sources, unfinished))
            yield Copies(self, blobs, tuple(unfinished))
        finally:
            for copy in unfinished:
                with suppress(OSError):
                    copy.unlink(missing_ok=True)

    def holds(self, sha256: str) -> bool:
        """Whether the content of this hash is there, read again and unaltered."""
        return self._trouble_of(Blob(sha256, 0, "")) is None

    def verify(self, blobs: Iterable[Blob]) -> tuple[Trouble, ...]:
        """Read every file again: what is missing or altered, as given, then what is not registered."""
        known: dict[str, Blob] = {}
        for blob in blobs:
            known.setdefault(blob.sha256, blob)
        troubles = []
        for blob in known.values():
            kind = self._trouble_of(blob)
            if kind:
                troubles.append(Trouble(kind, blob.name, blob.sha256, self.path_of(blob.sha256)))
        for path in self._files():
            if path.name not in known or path != self.path_of(path.name):
                sha256 = path.name if _SHA256.fullmatch(path.name) else ""
                troubles.append(Trouble(TroubleKind.ORPHANED, shown(path.name), sha256, path))
        return tuple(troubles)

    def _copied(self, source: Path, unfinished: Path) -> Blob:
        with plain_file(source, LARGEST_EVIDENCE) as file, self._writing():
            _make_folder(self.root)
            sha256, size = _copy(source, file, unfinished)
        return Blob(sha256, size, safe_name(source.name))

    def put_in_place(self, unfinished: Path, blob: Blob) -> None:
        """Rename a copy to its place, unless the same content lies there whole already."""
        place = self.path_of(blob.sha256)
        with self._writing():
            _make_folder(place.parent)
            if self._trouble_of(blob):
                unfinished.replace(place)
            sync_folder(place.parent)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise OutputFailed(shown(self.root), why_not_written(problem, self.root)) from problem

    def _trouble_of(self, blob: Blob) -> TroubleKind | None:
        path = self.path_of(blob.sha256)
        if not path.is_symlink() and not path.exists():
            return TroubleKind.MISSING
        try:
            with plain_file(path, LARGEST_EVIDENCE) as file:
                whole = (
                    not path.is_symlink() and hashlib.file_digest(file, "sha256").hexdigest() == blob.sha256
                )
        except (UnreadableFile, OSError):
            whole = False
        return None if whole else TroubleKind.ALTERED

    def _files(self) -> Iterator[Path]:
        """Everything below the folder that is no folder, links not followed."""
        for folder, folders, names in os.walk(self.root):
            folders.sort()
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in sorted([*names, *links]):
                yield Path(folder) / name


@dataclass(frozen=True, slots=True)
class Copies:
    """Files on their way into the folder: whole and on the disk, and nobody's yet."""

    folder: EvidenceFolder
    blobs: tuple[Blob, ...]
    unfinished: tuple[Path, ...]

    def put_in_place(self) -> None:
        """Make them kept ones; when this returns, rows may name them. Raises OutputFailed."""
        for blob, copy in zip(self.blobs, self.unfinished, strict=True):
            self.folder.put_in_place(copy, blob)


def safe_name(name: str) -> str:
    """A file's name for people: no folders, nothing that drives a screen, a name on every system."""
    parts = [part.strip() for part in re.split(r"[/\\]", name)]
    last = next((part for part in reversed(parts) if part.strip(". ")), "")
    plain = _FORBIDDEN.sub("_", one_line(last)).strip().rstrip(". ")
    if not plain.strip("._ "):
        return NAMELESS
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        return plain[:LONGEST_NAME].rstrip(". ")
    return stem[: LONGEST_NAME - len(suffix) - 1].rstrip(". ") + dot + suffix


def _refuse_link(source: Path) -> None:
    try:
        is_link = stat.S_ISLNK(source.lstat().st_mode)
    except (OSError, ValueError) as problem:
        raise UnreadableFile(shown(source), why_not_read(problem)) from problem
    if is_link:
        raise UnreadableFile(shown(source), "这是链接，不是文件本身，请指定它指向的文件")


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each on the disk before anything is put into it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def _copy(source: Path, file: BufferedReader, target: Path) -> tuple[str, int]:
    """Copy and hash in one pass, sync, and give hash and size; a source that changes meanwhile is refused."""
    before = os.fstat(file.fileno())
    digest = hashlib.sha256()
    size = 0
    with target.open("xb") as copy:
        while step := _next_step(source, file):
            size += len(step)
            if size > LARGEST_EVIDENCE:
                break
            digest.update(step)
            copy.write(step)
        copy.flush()
        os.fsync(copy.fileno())
    after = os.fstat(file.fileno())
    if size != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableFile(shown(source), "复制时文件正被改动，请关闭正在编辑它的程序后重试")
    return digest.hexdigest(), size


def _next_step(source: Path, file: BufferedReader) -> bytes:
    """Reading apart, so that a source that fails is not reported as a target that does."""
    try:
        return file.read(_STEP)
    except OSError as problem:
        raise UnreadableFile(shown(source), why_not_read(problem)) from problem
