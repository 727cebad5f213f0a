"""Reading a file from outside: by its content, under limits, refused in one line that says what to do."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from word_documents import paragraph, word

from tests.effort import processor_time_below
from tracker.errors import UnreadableFile
from tracker.reading import Text, read, sandbox

DOCX = word(paragraph("第一段"), paragraph("第二段"))
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


def wide(name: str) -> bytes:
    return name.encode("utf-16-le") + bytes(2)


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    content = "\ufeff同志们：\r\n今天开会。\r\n".encode()
    path.write_bytes(content)
    assert read(path) == Text(
        content="同志们：\n今天开会。\n",
        source_name="讲话.txt",
        source_sha256=hashlib.sha256(content).hexdigest(),
        format="txt",
        encoding="utf-8",
    )


def test_a_word_document_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(DOCX)
    text = read(path)
    assert (text.content, text.format, text.encoding) == ("第一段\n第二段", "docx", "utf-8")
    assert text.source_sha256 == hashlib.sha256(DOCX).hexdigest()
    assert text.warnings == ()


@pytest.mark.parametrize("name", ["方案", "方案.txt", "方案.doc"])
def test_a_word_document_under_another_name_is_read_and_said(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(DOCX)
    assert read(path).content == "第一段\n第二段"
    assert "后缀不是 .docx" in read(path).warnings[0]


@pytest.mark.parametrize("name", ["讲话", "讲话.md", "-讲话", "a b\n.txt", "讲\x1b[31m话.txt"])
def test_odd_names_of_text_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("今天开会。", encoding="utf-8")
    assert read(path).content == "今天开会。"
    assert read(path).source_name.isprintable()


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xd5\xfb\xb8\xc4.txt")
    path.write_text("今天开会。", encoding="utf-8")
    read(path).source_name.encode("utf-8")
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    str(refused.value).encode("utf-8")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "文件是空的"),
        (bytes(1000), "二进制"),
        (word(paragraph("")), "没有文字"),
        (OLE + wide("EncryptedPackage"), "打开密码.*取消密码，另存为 .docx 或 .xlsx"),
        (OLE + wide("WordDocument"), r"旧版 Word 文档（\.doc）.*另存为 \.docx"),
        (OLE + wide("Workbook"), r"旧版 Excel 工作簿（\.xls）.*另存为 \.xlsx"),
        (OLE, "旧版办公文档"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b'<?xml version="1.0"?><Workbook xmlns="x">', r"Excel XML.*另存为 \.xlsx"),
        (b"\n<!DOCTYPE HTML PUBLIC>\n<html>", "没有文字"),
        (b'<?xml version="1.0"?><pkg:package>', "Word XML"),
        (b"MIME-Version: 1.0\n", "网页归档"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        ("序号,问题\n".encode(), "内容却是纯文本.*改名为 .txt"),
        (DOCX[:-40], "已损坏或不完整"),
        (DOCX[: len(DOCX) // 2], "已损坏或不完整"),
    ],
)
def test_a_docx_that_is_something_else(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=why) as refused:
        read(path)
    assert str(refused.value).isprintable()
    assert str(refused.value).startswith(f"读不了文件“{path}”：")


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", " \n\t　\r\n".encode()])
def test_a_blank_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="没有文字"):
        read(path)


def test_a_broken_text_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes("今天开会".encode() + b"\xff")
    with pytest.raises(UnreadableFile, match="第 13 个字节"):
        read(path)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (os.mkfifo, "管道"),
        (Path.mkdir, "文件夹"),
        (lambda path: path.symlink_to("/dev/zero"), "设备"),
        (lambda path: (path.touch(), os.truncate(path, 8 << 30)), "8 GB，超过上限 100 MB"),
        (lambda path: (path.touch(), os.truncate(path, 30 << 20)), "30 MB，超过上限 24 MB"),
        (lambda path: None, "没有这个文件"),
    ],
)
def test_refused_within_a_second(tmp_path: Path, make, why: str) -> None:
    path = tmp_path / "来源.txt"
    make(path)
    with processor_time_below(5), pytest.raises(UnreadableFile, match=why):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_five_megabytes_in_one_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "一行.txt"
    text = "会议议定事项要逐项落实，" * 150_000
    path.write_bytes(text.encode(encoding))
    with processor_time_below(20):
        assert read(path).content == text


def child_of(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the child be a program of these lines."""
    started = subprocess.run

    def instead(command: list[str], **named: object) -> subprocess.CompletedProcess[bytes]:
        return started([sys.executable, "-c", code], **named)

    monkeypatch.setattr(subprocess, "run", instead)


@pytest.mark.parametrize(
    "code",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os.abort()",
        "raise MemoryError",
        "import time; time.sleep(30)",
        "while True: pass",
    ],
)
def test_a_child_that_dies_or_hangs_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    child_of(code, monkeypatch)
    with pytest.raises(sandbox.Refused, match="时间或内存上限"):
        sandbox.read_in_child("package", DOCX, seconds=0.5)


def test_a_module_lying_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = "from pathlib import Path; Path('sprung').touch()"
    for name in ("zipfile", "json", "lxml", "posixpath", "tracker"):
        (tmp_path / f"{name}.py").write_text(trap, encoding="utf-8")
    (tmp_path / "方案.docx").write_bytes(DOCX)
    monkeypatch.chdir(tmp_path)
    assert read(Path("方案.docx")).content == "第一段\n第二段"
    assert not (tmp_path / "sprung").exists()


def test_the_parent_imports_neither_lxml_nor_zipfile() -> None:
    code = "import sys, tracker.reading; print(sorted({'lxml', 'zipfile', 'xml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
