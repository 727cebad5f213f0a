"""备份包: one file with a whole ledger and its 佐证材料, read back before it is called a backup.

A zip that any tool opens: `ledger.db` (SQLite, whatever the ledger lives in), `evidence/<sha256>`, and
`manifest.json`, which names every member with size and SHA-256, the journal's count and head, and the
canonical hash of the rows.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tracker.errors import BadInput, OutputFailed, UnreadableFile
from tracker.files import replacing, shown
from tracker.ledger import transfer
from tracker.ledger.backup import backup_folder
from tracker.ledger.blobs import EvidenceFolder
from tracker.ledger.connecting import WAIT
from tracker.ledger.journal import head
from tracker.ledger.location import Location, locate
from tracker.ledger.troubles import translated

SUFFIX: Final = ".zip"
_SCHEMA: Final = 1
_LEDGER: Final = "ledger.db"
_MANIFEST: Final = "manifest.json"
_EVIDENCE: Final = "evidence/"
_STEP: Final = 1 << 20
_LARGEST_MANIFEST: Final = 64 << 20
_DAMAGED: Final = "备份包已损坏或不完整，请换一份备份"
_FOREIGN: Final = "这不是 tracker 的备份包"


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the package."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself."""

    made_at: str
    """ISO 8601 with offset."""
    ledger: str
    """Where the ledger lay, as shown to people."""
    actions: int
    head: str
    canonical: str
    """Canonical hash of the rows (`transfer.canonical_hash`)."""
    members: tuple[Member, ...]
    missing: tuple[str, ...]
    """Names of 佐证材料 that were gone or altered when the package was made."""

    @property
    def evidence(self) -> int:
        """How many pieces of 佐证材料 are in it."""
        return len(self.members) - 1


def default_place(location: Location, moment: datetime, folder: Path) -> Path:
    """Where a package goes unless somebody says otherwise: beside the file, or for a server into `folder`."""
    if location.path is None:
        return folder / f"台账备份-{moment:%Y%m%dT%H%M%S}{SUFFIX}"
    return backup_folder(location) / f"{location.path.stem}-{moment:%Y%m%dT%H%M%S}{SUFFIX}"


def pack(location: Location, target: Path, moment: datetime) -> Manifest:
    """Write the package whole and read it back; others may go on working meanwhile.

    The rows are of one moment; 佐证材料 never change once kept, so those that the rows name fit. Raises
    LedgerUnusable for the ledger, OutputFailed for the package.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputFailed(shown(target.parent), "建不了备份文件夹，请检查位置和权限") from problem
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".~") as folder:
        copy = Path(folder) / _LEDGER
        with transfer.reading(location) as connection:
            canonical = transfer.move(connection, location, locate(str(copy)))
            last, kept = head(connection), transfer.evidence_of(connection)
        with replacing(target) as temporary:
            manifest = _write(temporary, copy, location, kept, (last.count, last.hash, canonical, moment))
            _demand_whole(temporary, target)
    return manifest


def read_manifest(package: Path) -> Manifest:
    """What a package holds. Raises UnreadableFile for anything that is no package of ours."""
    with _opened(package) as archive:
        return _manifest_in(archive, package)


def unpack(package: Path, target: Location) -> Manifest:
    """Put a package's ledger and evidence into a place where none is yet, every byte checked.

    Raises UnreadableFile for the package, LedgerUnusable for a place that is taken, OutputFailed.
    """
    transfer.refuse_taken(target)
    with _opened(package) as archive, tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        manifest = _manifest_in(archive, package)
        copy = Path(folder) / _LEDGER
        evidence = EvidenceFolder(target.evidence_root)
        for member in manifest.members:
            if member.name == _LEDGER:
                _extract(archive, member, copy, package)
            else:  # before the rows that speak of them
                unnamed = Path(folder) / member.sha256
                _extract(archive, member, unnamed, package)
                evidence.keep(unnamed)
                unnamed.unlink()
        packed = locate(str(copy))
        with transfer.reading(packed) as connection:
            if transfer.move(connection, packed, target) != manifest.canonical:
                raise OutputFailed(target.shown, "恢复后的内容与备份时不符，请换一份备份")
    return manifest


def unpack_over(package: Path, living: Location, moment: datetime) -> tuple[Manifest, Path]:
    """Put a package's ledger in the place of a living file, which is packed first.

    Whoever has the file open goes on with the new content: SQLite itself writes it, in one transaction.
    Returns what was put there and where the old content is kept. Raises as `pack` and `unpack`, and
    BadInput for a server.
    """
    if living.path is None:
        raise BadInput("PostgreSQL 台账不能就地覆盖：请管理员新建一个空的数据库，恢复到那里")
    read_manifest(package)  # nothing is touched for what is no package
    kept = default_place(living, moment, living.path.parent)
    pack(living, kept, moment)
    with tempfile.TemporaryDirectory(dir=living.path.parent, prefix=".~") as folder:
        restored = locate(str(Path(folder) / _LEDGER))
        manifest = unpack(package, restored)
        evidence = EvidenceFolder(living.evidence_root)
        for path in sorted(restored.evidence_root.glob("*/*")):
            evidence.keep(path)
        assert restored.path is not None
        with (
            translated(living),
            closing(sqlite3.connect(restored.path)) as source,
            closing(sqlite3.connect(living.path, timeout=WAIT)) as target,
        ):
            source.backup(target)
    return manifest, kept


def _write(
    target: Path,
    copy: Path,
    location: Location,
    kept: list[tuple[str, int, str]],
    facts: tuple[int, str, str, datetime],
) -> Manifest:
    actions, last, canonical, moment = facts
    folder = EvidenceFolder(location.evidence_root)
    members: list[Member] = []
    missing: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        members.append(_store(archive, _LEDGER, copy))
        for sha256, _, name in kept:
            if not folder.holds(sha256):
                missing.append(name)
                continue
            members.append(
                _store(archive, f"{_EVIDENCE}{sha256}", folder.path_of(sha256), zipfile.ZIP_STORED)
            )
        manifest = Manifest(
            moment.isoformat(timespec="seconds"),
            location.shown,
            actions,
            last,
            canonical,
            tuple(members),
            tuple(missing),
        )
        archive.writestr(_MANIFEST, json.dumps({"schema": _SCHEMA} | asdict(manifest), ensure_ascii=False))
    return manifest


def _store(archive: zipfile.ZipFile, name: str, path: Path, method: int = zipfile.ZIP_DEFLATED) -> Member:
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while step := source.read(_STEP):
            digest.update(step)
            size += len(step)
            target.write(step)
    return Member(name, size, digest.hexdigest())


def _demand_whole(written: Path, target: Path) -> None:
    """Read every byte again, from the file and not from memory of it."""
    try:
        with _opened(written) as archive:
            for member in _manifest_in(archive, written).members:
                for _ in _steps(archive, member, written):
                    pass
    except UnreadableFile as problem:
        raise OutputFailed(shown(target), "备份读回核对不符，请检查磁盘后重试") from problem


@contextmanager
def _opened(package: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(package) as archive:
            yield archive
    except FileNotFoundError as problem:
        raise UnreadableFile(shown(package), "没有这个文件，请检查路径和文件名") from problem
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as problem:
        raise UnreadableFile(shown(package), f"{_FOREIGN}，或{_DAMAGED}") from problem
    except OSError as problem:
        raise UnreadableFile(shown(package), "读取出错，请检查磁盘或权限") from problem


def _manifest_in(archive: zipfile.ZipFile, package: Path) -> Manifest:
    try:
        if len(set(archive.namelist())) != len(archive.namelist()):
            raise UnreadableFile(shown(package), _FOREIGN)
        info = archive.getinfo(_MANIFEST)
        if info.file_size > _LARGEST_MANIFEST:
            raise UnreadableFile(shown(package), _FOREIGN)
        told: dict[str, Any] = json.loads(archive.read(info))
        if told.pop("schema") != _SCHEMA:
            raise UnreadableFile(shown(package), "备份包由更新的版本做成，请升级本程序后再恢复")
        members = tuple(Member(str(m["name"]), int(m["size"]), str(m["sha256"])) for m in told["members"])
        manifest = Manifest(**(told | {"members": members, "missing": tuple(told["missing"])}))
    except (KeyError, TypeError, AttributeError, zlib.error) as problem:
        raise UnreadableFile(shown(package), _FOREIGN) from problem
    for member in members:
        if member.name not in (_LEDGER, f"{_EVIDENCE}{member.sha256}"):
            raise UnreadableFile(shown(package), _FOREIGN)
    names = [member.name for member in members]
    if names.count(_LEDGER) != 1 or len(set(names)) != len(names):
        raise UnreadableFile(shown(package), _FOREIGN)
    return manifest


def _extract(archive: zipfile.ZipFile, member: Member, place: Path, package: Path) -> None:
    with place.open("xb") as target:
        for step in _steps(archive, member, package):
            target.write(step)


def _steps(archive: zipfile.ZipFile, member: Member, package: Path) -> Iterator[bytes]:
    """A member's bytes, never more than it was said to have; raises UnreadableFile when they differ."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(member.name) as source:
            while step := source.read(_STEP):
                size += len(step)
                if size > member.size:
                    break
                digest.update(step)
                yield step
    except (KeyError, zlib.error, EOFError, RuntimeError) as problem:
        raise UnreadableFile(shown(package), _DAMAGED) from problem
    if size != member.size or digest.hexdigest() != member.sha256:
        raise UnreadableFile(shown(package), _DAMAGED)


def demand_package(path: Path) -> None:
    """Raise BadInput where a backup would get a name that nobody takes for one."""
    if path.suffix.lower() != SUFFIX:
        raise BadInput(f"备份包的文件名请以 {SUFFIX} 结尾，如 台账备份{SUFFIX}")
