"""A file of results after interruptions, changes and mistakes: never mixed, never mined for nothing."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tracker.desk.archive import results, working
from tracker.desk.archive.lines import Run, parse_line, run_of
from tracker.desk.archive.mining import mine_into
from tracker.desk.archive.results import result_file
from tracker.desk.archive.walking import Walk
from tracker.desk.archive.workers import on_this_machine
from tracker.desk.soft_words import OwnWords
from tracker.errors import BadInput, OutputFailed

DAY = dt.date(2024, 3, 15)
RUN = run_of(DAY)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "档案"
    folder.mkdir()
    for number in range(8):
        _write(folder, f"{number}.txt", "要在11月底前修订会议记录办法。" * (number + 1))
    (folder / "3.txt").write_bytes(b"")
    return folder


@pytest.fixture
def mined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were really mined, not only compared."""
    names: list[str] = []
    read_and_mine = working.read_and_mine

    def noting(path: Path, **named: Any) -> Any:
        names.append(path.name)
        return read_and_mine(path, **named)

    monkeypatch.setattr(working, "read_and_mine", noting)
    return names


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def _mine(into: Path, *inputs: Path, run: Run = RUN, stop_after: int | None = None) -> int:
    """How many earlier lines were kept."""
    with on_this_machine(1) as workers, result_file(into, run, inputs) as kept:
        outcomes: Iterator[Any] = mine_into(kept, workers, Walk(inputs), print)
        for count, _ in enumerate(outcomes, start=1):
            if count == stop_after:
                break
    return kept.reused


def _fresh(folder: Path, *inputs: Path) -> bytes:
    """What an uninterrupted run writes."""
    path = folder / "重新.jsonl"
    path.unlink(missing_ok=True)
    _mine(path, *inputs)
    return path.read_bytes()


def test_every_file_has_its_line(tmp_path: Path, archive: Path) -> None:
    content = _fresh(tmp_path, archive)
    known = [parse_line(line) for line in content.splitlines(keepends=True)]
    assert [Path(one.file).name for one in known if one] == [f"{number}.txt" for number in range(8)]
    assert [one.sha256 is None for one in known if one] == [number == 3 for number in range(8)]


@pytest.mark.parametrize("torn", [0, 1, 25, -1])
@pytest.mark.parametrize("whole", range(9))
def test_cut_anywhere_it_goes_on_to_the_same_bytes(
    tmp_path: Path, archive: Path, mined: list[str], whole: int, torn: int
) -> None:
    expected = _fresh(tmp_path, archive)
    ends = [0, *(place + 1 for place, byte in enumerate(expected) if byte == 0x0A)]
    end = ends[whole]
    into = tmp_path / "结果.jsonl"
    into.write_bytes(expected[: end + torn if torn >= 0 else max(0, end - 1)])
    mined.clear()
    kept = whole if torn >= 0 else max(0, whole - 1)
    assert _mine(into, archive) == kept
    assert into.read_bytes() == expected
    again = [f"{number}.txt" for number in range(8) if number >= kept or number == 3]
    assert mined == again, "only what was missing, and what could not be read"


@pytest.mark.parametrize("stop", [1, 3, 4, 7])
def test_an_interrupted_run_is_continued(tmp_path: Path, archive: Path, mined: list[str], stop: int) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive, stop_after=stop)
    assert len(into.read_bytes().splitlines()) == stop
    mined.clear()
    _mine(into, archive)
    assert len(mined) == 8 - stop + (stop > 3)
    assert into.read_bytes() == _fresh(tmp_path, archive)


@pytest.mark.parametrize("stop", [2, 3, 5])
def test_an_interrupted_run_keeps_what_an_earlier_one_found(
    tmp_path: Path, archive: Path, mined: list[str], stop: int
) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive)
    _write(archive, "00.txt", "要在10月底前修订借阅办法。")
    (archive / "5.txt").unlink()
    _mine(into, archive, stop_after=stop)
    mined.clear()
    _mine(into, archive)
    assert mined == ["3.txt"], "only what could not be read"
    assert into.read_bytes() == _fresh(tmp_path, archive)


def test_a_finished_file_is_not_touched(tmp_path: Path, archive: Path) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive)
    os.utime(into, (1, 1))
    assert _mine(into, archive) == 8
    assert into.stat().st_mtime == 1


@pytest.mark.parametrize("stop", [None, 2])
def test_only_what_changed_is_mined_again(
    tmp_path: Path, archive: Path, mined: list[str], stop: int | None
) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive)
    _write(archive, "1.txt", "要在10月底前修订会议记录办法。")
    _write(archive, "15.txt", "要在12月底前修订会议记录办法。")
    (archive / "5.txt").unlink()
    (archive / "7.txt").unlink()
    mined.clear()
    _mine(into, archive, stop_after=stop)
    if stop is None:
        assert mined == ["1.txt", "15.txt", "3.txt"]
    _mine(into, archive)
    assert into.read_bytes() == _fresh(tmp_path, archive)


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path, archive: Path) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive)
    path = archive / "2.txt"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"11", b"10"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    _mine(into, archive)
    assert into.read_bytes() == _fresh(tmp_path, archive)


def test_a_damaged_line_ends_what_is_kept(tmp_path: Path, archive: Path) -> None:
    expected = _fresh(tmp_path, archive)
    third = expected.index(b"\n", expected.index(b"\n") + 1) + 1
    into = tmp_path / "结果.jsonl"
    into.write_bytes(expected[:third] + b"\0" * 50 + expected[third + 50 :])
    assert _mine(into, archive) < 8
    assert into.read_bytes() == expected


def test_a_file_that_was_mended_is_read(tmp_path: Path, archive: Path) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive)
    _write(archive, "3.txt", "要在9月底前修订会议记录办法。")
    assert _mine(into, archive) == 7
    assert b'"error"' not in into.read_bytes()


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (run_of(dt.date(2024, 3, 16)), "--date 2024-03-15.*--date 2024-03-16"),
        (run_of(None), "--date 2024-03-15.*不写 --date"),
        (run_of(DAY, {"反馈": dt.date(2024, 5, 6)}), "--event 反馈=2024-05-06"),
        (run_of(DAY, soft_words=OwnWords(("想方设法",))), "有自己的虚词"),
        (replace(RUN, version="9.9"), "9.9 版"),
    ],
)
def test_results_of_another_run_are_never_mixed_in(
    tmp_path: Path, archive: Path, run: Run, said: str
) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive, stop_after=5)
    before = into.read_bytes()
    with pytest.raises(BadInput, match=f"{said}.*没有动它"):
        _mine(into, archive, run=run)
    assert into.read_bytes() == before
    into.unlink()
    _mine(into, archive, run=run, stop_after=5)
    assert _mine(into, archive, run=run) == 5


def test_results_with_other_words_of_ones_own_are_told_from_these(tmp_path: Path, archive: Path) -> None:
    into = tmp_path / "结果.jsonl"
    _mine(into, archive, run=run_of(DAY, soft_words=OwnWords(("想方设法",))))
    with pytest.raises(BadInput, match="改动虚词以前的结果，没有动它"):
        _mine(into, archive, run=run_of(DAY, soft_words=OwnWords(("千方百计",))))


def test_results_of_other_files_are_never_overwritten(tmp_path: Path, archive: Path) -> None:
    into = tmp_path / "结果.jsonl"
    other = tmp_path / "别的"
    other.mkdir()
    _write(other, "0.txt", "要在9月底前修订会议记录办法。")
    for inputs in ((archive,), (other, archive)):
        into.unlink(missing_ok=True)
        _mine(into, *inputs)
        before = into.read_bytes()
        with pytest.raises(BadInput, match=r"别的文件的结果.*没有动它"):
            _mine(into, other)
        assert into.read_bytes() == before


@pytest.mark.parametrize("content", ["会议记录", '{"schema":1}\n', "会议\n记录\n", '{"schema":2,"file":"x'])
def test_a_file_that_holds_something_else_is_left_alone(tmp_path: Path, archive: Path, content: str) -> None:
    into = tmp_path / "报告.txt"
    into.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=r"报告.txt.*没有动它"):
        _mine(into, archive)
    assert into.read_text(encoding="utf-8") == content


def test_places_that_cannot_be_written_are_named(tmp_path: Path, archive: Path) -> None:
    with pytest.raises(OutputFailed, match="不是普通文件"):
        _mine(archive, archive)
    with pytest.raises(OutputFailed, match="文件夹不存在"):
        _mine(tmp_path / "没有" / "结果.jsonl", archive)


def test_two_runs_do_not_write_one_file(tmp_path: Path, archive: Path) -> None:
    into = tmp_path / "结果.jsonl"
    with result_file(into, RUN, [archive]), pytest.raises(OutputFailed, match="正在写它"):
        _mine(into, archive)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
def test_a_full_disk_is_told_and_what_is_written_stays(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "结果.jsonl"
    syncs: list[int] = []

    def fail(descriptor: int) -> None:
        syncs.append(descriptor)
        if len(syncs) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(results, "LINES_A_SYNC", 2)
    monkeypatch.setattr(results.os, "fsync", fail)
    with pytest.raises(OutputFailed, match="磁盘空间不足"):
        _mine(into, archive)
    monkeypatch.undo()
    assert _mine(into, archive) == 4
    assert into.read_bytes() == _fresh(tmp_path, archive)


def test_a_name_that_is_no_utf8_goes_there_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "档案"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"\xb2\xe2.txt")).write_text("要修订办法。", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the file system wants UTF-8")
    into = tmp_path / "结果.jsonl"
    _mine(into, folder)
    into.read_bytes().decode("utf-8")
    assert _mine(into, folder) == 1
