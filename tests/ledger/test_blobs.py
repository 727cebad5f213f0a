"""Evidence on disk: kept once, whole, under a harmless name, and every change found."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import BadInput, OutputFailed, UnreadableFile
from tracker.ledger import blobs
from tracker.ledger.blobs import Blob, EvidenceFolder, TroubleKind, safe_name


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "台账.evidence")


def written(path: Path, content: bytes = b"minutes of the meeting") -> Path:
    path.write_bytes(content)
    return path


def files_in(folder: EvidenceFolder) -> list[Path]:
    return sorted(path for path in folder.root.rglob("*") if path.is_file())


def test_a_kept_file_lies_under_its_hash(folder: EvidenceFolder, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    blob = folder.keep(written(tmp_path / "会议记录.pdf", content))
    assert blob == Blob(hashlib.sha256(content).hexdigest(), 3_000_000, "会议记录.pdf")
    assert folder.path_of(blob.sha256) == folder.root / blob.sha256[:2] / blob.sha256
    assert folder.path_of(blob.sha256).read_bytes() == content
    assert folder.verify([blob]) == ()


def test_the_same_content_is_stored_once_under_each_name(folder: EvidenceFolder, tmp_path: Path) -> None:
    first = folder.keep(written(tmp_path / "甲.txt"))
    second = folder.keep(written(tmp_path / "乙.txt"))
    assert first.sha256 == second.sha256
    assert (first.name, second.name) == ("甲.txt", "乙.txt")
    assert len(files_in(folder)) == 1


def test_keeping_again_heals_an_altered_copy(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = written(tmp_path / "凭证.txt")
    blob = folder.keep(source)
    folder.path_of(blob.sha256).write_bytes(b"forged")
    folder.keep(source)
    assert folder.verify([blob]) == ()


def test_missing_altered_and_orphaned_files_are_named(folder: EvidenceFolder, tmp_path: Path) -> None:
    kept = [folder.keep(written(tmp_path / f"材料{number}.txt", b"%d" % number)) for number in range(4)]
    folder.path_of(kept[0].sha256).unlink()
    folder.path_of(kept[1].sha256).write_bytes(b"x")
    stray = written(folder.root / "随手放的.txt")
    troubles = folder.verify(kept[:3])
    assert [(trouble.kind, trouble.name) for trouble in troubles[:2]] == [
        (TroubleKind.MISSING, "材料0.txt"),
        (TroubleKind.ALTERED, "材料1.txt"),
    ]
    assert {(trouble.kind, trouble.path) for trouble in troubles[2:]} == {
        (TroubleKind.ORPHANED, stray),
        (TroubleKind.ORPHANED, folder.path_of(kept[3].sha256)),
    }
    assert str(troubles[0]).startswith("佐证材料缺失：材料0.txt")


def test_a_link_in_the_place_of_a_file_is_an_alteration(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = written(tmp_path / "验收记录.txt")
    blob = folder.keep(source)
    folder.path_of(blob.sha256).unlink()
    folder.path_of(blob.sha256).symlink_to(source)
    assert [trouble.kind for trouble in folder.verify([blob])] == [TroubleKind.ALTERED]


def test_verifying_before_anything_was_kept(folder: EvidenceFolder) -> None:
    assert folder.verify([]) == ()
    assert [trouble.kind for trouble in folder.verify([Blob("0" * 64, 1, "照片.jpg")])] == [
        TroubleKind.MISSING
    ]


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.symlink_to(written(path.with_name("别处.txt")))


def a_giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(8 << 30)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (a_fifo, "管道"),
        (a_link, "链接"),
        (a_giant, "8 GB，超过上限 2 GB"),
        (Path.mkdir, "文件夹"),
        (lambda path: path.symlink_to("/dev/zero"), "链接"),
        (lambda path: None, "没有这个文件"),
    ],
)
def test_what_is_no_plain_file_is_refused(folder: EvidenceFolder, tmp_path: Path, make, why: str) -> None:
    source = tmp_path / "佐证"
    make(source)
    with pytest.raises(UnreadableFile, match=why):
        folder.keep(source)
    assert not folder.root.exists()


def test_a_device_is_refused(folder: EvidenceFolder) -> None:
    with pytest.raises(UnreadableFile, match="设备"):
        folder.keep(Path("/dev/zero"))


def test_a_source_that_changes_while_copied_is_refused(
    folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path / "进展.txt", b"a" * 10)
    read = blobs._next_step

    def growing(path: Path, file):
        with source.open("ab") as more:
            more.write(b"b")
        return read(path, file) if source.stat().st_size < 20 else b""

    monkeypatch.setattr(blobs, "_next_step", growing)
    with pytest.raises(UnreadableFile, match="正被改动"):
        folder.keep(source)
    assert files_in(folder) == []


def test_a_failed_sync_is_never_a_kept_file(
    folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path / "照片.jpg")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFailed, match="磁盘空间不足"):
        folder.keep(source)
    assert files_in(folder) == []


def test_the_file_is_synced_before_it_gets_its_name(
    folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (steps.append("sync"), sync(descriptor))[1])
    monkeypatch.setattr(Path, "replace", lambda self, to: (steps.append("rename"), replace(self, to))[1])
    folder.root.mkdir()
    folder.keep(written(tmp_path / "a.txt"))
    assert steps[0] == "sync"
    assert steps[-2:] == ["rename", "sync"]


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_a_hash_that_is_none_leads_nowhere(folder: EvidenceFolder, sha256: str) -> None:
    with pytest.raises(BadInput, match="校验码"):
        folder.path_of(sha256)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("会议纪要（定稿）.docx", "会议纪要（定稿）.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\某\\清退凭证.jpg", "清退凭证.jpg"),
        ("文件夹/", "文件夹"),
        ("C:隐藏.txt", "C_隐藏.txt"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("标题\x1b]0;x\x07.txt", "标题 ]0;x .txt"),
        ("两行\n名.txt", "两行 名.txt"),
        ("问：<为什么>?.txt", "问：_为什么__.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("contents.txt", "contents.txt"),
        ("末尾. . ", "末尾"),
        ("", "未命名"),
        ("..", "未命名"),
        ("\u200b", "未命名"),
        ("/", "未命名"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
        ("长" * 300, "长" * 120),
        ("a." + "后" * 300, "a." + "后" * 118),
    ],
)
def test_names_are_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 120
    assert not set(safe) & set('/\\<>:"|?*\0\n')
    assert safe == safe.strip() and safe not in {".", ".."} and not safe.endswith(".")
    assert safe_name(safe) == safe
    safe.encode("utf-8")
