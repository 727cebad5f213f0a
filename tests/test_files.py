"""A file is replaced whole or not at all, and only plain files are opened."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tracker.errors import OutputFailed, UnreadableFile
from tracker.files import read_plain, replacing, size_in_words

OLD = b"the old and good workbook"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "整改台账.xlsx"
    path.write_bytes(OLD)
    return path


def only(path: Path) -> bool:
    """Whether nothing lies beside the file."""
    return list(path.parent.iterdir()) == [path]


def write(path: Path, content: bytes = b"new") -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def test_the_new_content_takes_the_place_of_the_old(workbook: Path) -> None:
    with replacing(workbook) as temporary:
        assert temporary.parent == workbook.parent
        assert temporary.suffix == ".xlsx"
        temporary.write_bytes(b"new")
        assert workbook.read_bytes() == OLD
    assert workbook.read_bytes() == b"new"
    assert only(workbook)


def test_a_new_file_is_made_with_the_usual_rights(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write(tmp_path / "新.xlsx")
    assert (tmp_path / "新.xlsx").stat().st_mode == usual.stat().st_mode


def test_a_replaced_file_keeps_its_rights(workbook: Path) -> None:
    workbook.chmod(0o640)
    write(workbook)
    assert stat.S_IMODE(workbook.stat().st_mode) == 0o640


def test_a_link_stays_a_link(workbook: Path, tmp_path: Path) -> None:
    link = tmp_path / "最新.xlsx"
    link.symlink_to(workbook.name)
    write(link)
    assert link.is_symlink()
    assert workbook.read_bytes() == b"new"


def test_a_writer_that_fails_changes_nothing(workbook: Path) -> None:
    with pytest.raises(KeyError), replacing(workbook) as temporary:
        temporary.write_bytes(b"half")
        raise KeyError("a column")
    assert workbook.read_bytes() == OLD
    assert only(workbook)


def test_an_interrupt_changes_nothing(workbook: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing(workbook) as temporary:
        temporary.write_bytes(b"half")
        raise KeyboardInterrupt
    assert workbook.read_bytes() == OLD
    assert only(workbook)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EDQUOT, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EIO, "写入出错"),
        (errno.EACCES, "文件可能正在 Excel 中打开，请关闭后重试，或换一个文件名"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_system_that_refuses_changes_nothing(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, why: str
) -> None:
    def refuse(*arguments: object, **named: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(OutputFailed, match=why), replacing(workbook):
        pass
    monkeypatch.undo()
    assert workbook.read_bytes() == OLD
    assert only(workbook)


def test_a_workbook_open_in_excel_is_named(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(OutputFailed, match="正在 Excel 中打开"):
        write(workbook)
    assert workbook.read_bytes() == OLD
    assert only(workbook)


def test_a_full_disk_inside_the_writer_is_told_as_such(workbook: Path) -> None:
    with pytest.raises(OutputFailed, match="磁盘空间不足"), replacing(workbook):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert workbook.read_bytes() == OLD


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("没有的文件夹/台账.xlsx", "文件夹不存在"),
        ("file/台账.xlsx", "文件夹不存在"),
        ("folder", "这是文件夹"),
        ("pipe", "这不是普通文件"),
        ("长" * 300 + ".xlsx", "文件名不合规"),
        ("a\0b.xlsx", "文件名不合规"),
        ("loop", "文件名不合规"),
    ],
)
def test_an_impossible_place_is_explained(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputFailed, match=why):
        write(tmp_path / name)


def test_a_hostile_name_is_harmless_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed) as refused:
        write(tmp_path / "无" / "\x1b]0;x\x07\n名.xlsx")
    assert str(refused.value).isprintable()


WRITER = """
import sys
from pathlib import Path
from tracker.files import replacing
with replacing(Path(sys.argv[1])) as temporary:
    with temporary.open("wb") as file:
        file.write(b"half")
        file.flush()
        print("writing", flush=True)
        sys.stdin.read()
"""


def test_killed_in_the_middle_the_old_file_is_whole(workbook: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, workbook],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        writer.send_signal(signal.SIGKILL)
    assert workbook.read_bytes() == OLD
    write(workbook)
    assert workbook.read_bytes() == b"new"


def test_a_plain_file_is_read(workbook: Path) -> None:
    assert read_plain(workbook, len(OLD)) == OLD


def a_giant(path: Path) -> None:
    path.touch()
    os.truncate(path, 8 << 30)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (os.mkfifo, "管道"),
        (Path.mkdir, "文件夹"),
        (lambda path: path.symlink_to("/dev/zero"), "设备"),
        (lambda path: path.symlink_to("nowhere"), "没有这个文件"),
        (lambda path: path.symlink_to(path.name), "循环链接"),
        (lambda path: None, "没有这个文件"),
        (a_giant, "有 8 GB，超过上限 1 KB"),
    ],
)
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, make, why: str) -> None:
    path = tmp_path / "来源"
    make(path)
    before = time.monotonic()
    with pytest.raises(UnreadableFile, match=why):
        read_plain(path, 1024)
    assert time.monotonic() - before < 10


def test_a_file_that_may_not_be_read_is_named(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFile, match=r"整改台账\.xlsx.*没有读取权限"):
        read_plain(workbook, 1024)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 字节"), (1023, "1023 字节"), (1536, "1.5 KB"), (20 << 20, "20 MB"), (8 << 30, "8 GB")],
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words
