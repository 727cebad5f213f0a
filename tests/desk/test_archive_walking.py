"""What a walk through folders finds, in which order, and what it leaves out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.desk.archive.walking import Walk


def _tree(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("要规范会议记录。", encoding="utf-8")
    return folder


def _found(walk: Walk, below: Path) -> list[str]:
    return [found.path.relative_to(below).as_posix() for found in walk]


def test_files_come_by_name_folder_by_folder_and_alike_each_time(tmp_path: Path) -> None:
    root = _tree(tmp_path / "档案", "乙/2.txt", "甲.txt", "乙/1.docx", "丙/深/3.txt", "1.txt")
    walk = Walk([root])
    assert _found(walk, root) == ["1.txt", "丙/深/3.txt", "乙/1.docx", "乙/2.txt", "甲.txt"]
    assert _found(walk, root) == _found(walk, root)


def test_roots_come_as_they_were_named(tmp_path: Path) -> None:
    root = _tree(tmp_path, "b/1.txt", "a/1.txt", "c.txt")
    walk = Walk([root / "c.txt", root / "b", root / "a"])
    assert _found(walk, root) == ["c.txt", "b/1.txt", "a/1.txt"]


def test_what_is_left_out_is_counted_by_kind(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        *("讲话.txt", "~$讲话.docx", ".隐藏.txt", ".git/1.txt", "照片.JPG", "照片2.jpg", "旧.doc", "无后缀"),
    )
    walk = Walk([root])
    assert _found(walk, root) == ["讲话.txt"]
    assert walk.skipped == {"临时文件": 1, "隐藏文件": 2, ".jpg": 2, ".doc": 1, "无后缀": 1}
    assert walk.skipped_in_words().startswith(".jpg 2、隐藏文件 2、")


def test_a_file_that_is_named_is_tried_whatever_it_is_called(tmp_path: Path) -> None:
    root = _tree(tmp_path, ".草稿", "~$讲话.docx")
    assert _found(Walk([root / ".草稿", root / "~$讲话.docx"]), root) == [".草稿", "~$讲话.docx"]


@pytest.mark.skipif(os.name == "nt", reason="links want rights there")
def test_links_neither_lead_in_a_circle_nor_out_of_the_folder(tmp_path: Path) -> None:
    root = _tree(tmp_path / "档案", "年/1.txt")
    _tree(tmp_path / "外面", "2.txt")
    (root / "年" / "上面").symlink_to(root)
    (root / "外面").symlink_to(tmp_path / "外面")
    (root / "同一份.txt").symlink_to(root / "年" / "1.txt")
    (root / "断.txt").symlink_to("没有")
    (root / "自己.txt").symlink_to("自己.txt")
    walk = Walk([root])
    assert _found(walk, root) == ["同一份.txt", "年/1.txt"]
    assert walk.skipped["文件夹链接"] == 2
    assert walk.skipped["管道、设备或失效链接"] == 2
    linked = tmp_path / "链接"
    linked.symlink_to(root)
    assert len(list(Walk([linked]))) == 2, "a link that is named is meant"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system there")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    root = _tree(tmp_path, "1.txt")
    os.mkfifo(root / "管道.txt")
    assert _found(Walk([root]), root) == ["1.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    root = _tree(tmp_path, "锁/1.txt", "开/2.txt")
    (root / "锁").chmod(0)
    try:
        found = list(Walk([root]))
    finally:
        (root / "锁").chmod(0o700)
    assert [(one.path.name, bool(one.trouble)) for one in found] == [("2.txt", False), ("锁", True)]


def test_a_folder_that_has_gone_is_told(tmp_path: Path) -> None:
    root = _tree(tmp_path, "a.txt", "后/b.txt")
    walk = iter(Walk([root]))
    assert next(walk).path.name == "a.txt"
    (root / "后" / "b.txt").unlink()
    (root / "后").rmdir()
    (gone,) = walk
    assert gone.path.name == "后"
    assert "没有" in gone.trouble
