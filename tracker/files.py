"""Files on disk: opened only when they are plain files, and replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Final

from tracker.errors import OutputFailed, UnreadableFile
from tracker.text.cleaning import one_line

_KINDS: Final = (
    (stat.S_ISDIR, "这是文件夹，请指定其中的文件"),
    (stat.S_ISFIFO, "这是管道，不是普通文件"),
    (stat.S_ISSOCK, "这是套接字，不是普通文件"),
    (stat.S_ISCHR, "这是设备，不是普通文件"),
    (stat.S_ISBLK, "这是设备，不是普通文件"),
)
_NO_ENTRY: Final = {errno.ENOENT, errno.ENOTDIR}
_NO_RIGHT: Final = {errno.EACCES, errno.EPERM}
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
_OPENED_BY: Final = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".csv"), "Excel"),
    **dict.fromkeys((".docx", ".doc"), "Word"),
}


def shown(path: Path | str) -> str:
    """A path as it may stand in a message: one line, no control characters."""
    return one_line(str(path))


def size_in_words(size: int) -> str:
    """A number of bytes for a message, e.g. `3.2 MB`."""
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if size >= step:
            return f"{size / step:.1f} {unit}".replace(".0 ", " ")
    return f"{size} 字节"


@contextmanager
def plain_file(path: Path, largest: int) -> Iterator[BufferedReader]:
    """Open a regular file of at most `largest` bytes for reading.

    The kind is asked before opening (to open a device may already do something) and again of what was
    opened; nothing here waits for the other end of a pipe. Raises UnreadableFile.
    """
    try:
        _demand_plain(path, path.stat(), largest)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as problem:
        raise UnreadableFile(shown(path), why_not_read(problem)) from problem
    with os.fdopen(descriptor, "rb") as file:
        _demand_plain(path, os.fstat(descriptor), largest)
        yield file


def read_plain(path: Path, largest: int) -> bytes:
    """All bytes of a regular file; raises UnreadableFile when it is none or larger than `largest`."""
    with plain_file(path, largest) as file:
        try:
            content = file.read(largest + 1)
        except OSError as problem:
            raise UnreadableFile(shown(path), why_not_read(problem)) from problem
    if len(content) > largest:
        raise UnreadableFile(shown(path), _too_large(len(content), largest))
    return content


def _demand_plain(path: Path, found: os.stat_result, largest: int) -> None:
    for is_kind, why in _KINDS:
        if is_kind(found.st_mode):
            raise UnreadableFile(shown(path), why)
    if found.st_size > largest:
        raise UnreadableFile(shown(path), _too_large(found.st_size, largest))


def _too_large(size: int, largest: int) -> str:
    return f"文件有 {size_in_words(size)}，超过上限 {size_in_words(largest)}，请拆分或精简后再试"


def why_not_read(problem: OSError | ValueError) -> str:
    """Why a file could not be read and what to do, as the end of an UnreadableFile."""
    number = getattr(problem, "errno", None)
    if number in _NO_ENTRY:
        return "没有这个文件，请检查路径和文件名"
    if number in _NO_RIGHT:
        return "没有读取权限，或正被其他程序独占，请检查权限或关闭后重试"
    if number is None or number in {errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL}:
        return "路径不合规（过长、循环链接或含非法字符），请检查路径和文件名"
    return f"读取出错（{os.strerror(number)}），请检查磁盘或网络驱动器"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; what is written there takes its place in one step.

    Left normally, the new content is synced, renamed over the old and the folder synced; left by any
    exception, or killed at any point, the old file is untouched. A link is followed, so that it stays
    a link. An OSError, also one of the writer's own, becomes OutputFailed.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise OutputFailed(shown(path), "这是文件夹，请指定文件名")
        if target.exists() and not target.is_file():  # renaming over /dev/null would take it away
            raise OutputFailed(shown(path), "这不是普通文件，请指定文件名")
        temporary = _new_beside(target)
    except (OSError, ValueError, RuntimeError) as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    try:
        yield temporary
        _put_in_place(temporary, target)
    except OSError as problem:
        raise OutputFailed(shown(path), why_not_written(problem, path)) from problem
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _new_beside(target: Path) -> Path:
    """An empty file of its own name in the same folder; the suffix kept for writers that look at it."""
    import secrets

    temporary = target.with_name(f".~{secrets.token_hex(8)}{target.suffix}")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    return temporary


def _put_in_place(temporary: Path, target: Path) -> None:
    with suppress(FileNotFoundError, PermissionError):  # a replaced file keeps its rights
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    sync_file(temporary)
    temporary.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk; a failure is raised, never passed over."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can (Windows has no such call)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network drives cannot
            raise
    finally:
        os.close(descriptor)


def why_not_written(problem: Exception, path: Path) -> str:
    """Why `path` could not be written and what to do, as the end of an OutputFailed."""
    number = getattr(problem, "errno", None)
    if number in _FULL:
        return "磁盘空间不足，请清理后重试，或换一个位置"
    if number in _NO_ENTRY:
        return "文件夹不存在，请先建立文件夹，或换一个位置"
    if number == errno.EROFS:
        return "所在磁盘是只读的，请换一个位置"
    program = _OPENED_BY.get(path.suffix.lower())
    if number in _NO_RIGHT and program and path.exists():
        return f"文件可能正在 {program} 中打开，请关闭后重试，或换一个文件名"
    if number in _NO_RIGHT:
        return "没有写入权限，请换一个位置或文件名"
    if number is None or number in {errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}:
        return "文件名不合规（过长、循环链接或含非法字符），请换一个文件名"
    return f"写入出错（{os.strerror(number)}），请检查磁盘或换一个位置"
