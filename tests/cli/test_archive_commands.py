"""`tracker mine` on folders and many files: JSON lines, the ledger, interruptions, the line of progress."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.progress import Progress, RowsProgress

CommandLine = Any
FILES = 60
"""In the large archive: several portions for each process, work for a second or so."""
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")


@pytest.fixture
def archive(tmp_path: Path, speech: Path) -> Path:
    """Five speeches that differ, one of them below, one broken file and some that are none."""
    folder = tmp_path / "档案"
    (folder / "下级").mkdir(parents=True)
    text = speech.read_text(encoding="utf-8")
    for number, name in enumerate(("1.txt", "2.txt", "4.txt", "5.txt", "下级/6.txt")):
        (folder / name).write_text(f"{text}要在{number + 5}月底前报告进展。\n", encoding="utf-8")
    (folder / "3.txt").write_bytes(b"")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_json_lines_are_one_object_a_file_and_the_broken_is_told(nowhere: CommandLine, archive: Path) -> None:
    result = nowhere("mine", str(archive), "--format", "jsonl")
    assert result.exit_code == 1
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(one["file"]).name for one in objects] == [f"{number}.txt" for number in range(1, 7)]
    assert all(one["schema"] == 1 for one in objects)
    (broken,) = [one for one in objects if "error" in one]
    assert set(broken) == {"schema", "file", "run", "error"}
    whole = nowhere.object("mine", str(archive / "1.txt"))
    assert {key: objects[0][key] for key in whole} == whole
    assert set(objects[0]) - set(whole) == {"file", "run", "source_sha256"}
    told = result.stderr.splitlines()
    assert len(told) == 2
    assert "3.txt" in told[0] and "文件是空的" in told[0]
    assert told[1].startswith("已读 6 份") and "读不了 1 份" in told[1] and "跳过 .jpg 1" in told[1]


def test_a_folder_as_table_json_and_csv(nowhere: CommandLine, archive: Path) -> None:
    table = nowhere("mine", str(archive))
    assert table.exit_code == 1
    assert table.stdout.count("《在2024年作风整改推进会上的讲话》") == 5
    rows = nowhere("mine", str(archive), "--format", "csv").stdout.splitlines()
    assert [row.split(",")[0] for row in rows].count("\ufeff文件") == 1
    assert {row.split(",")[0] for row in rows[1:]} == {"1.txt", "2.txt", "4.txt", "5.txt", "6.txt"}
    as_json = nowhere("mine", str(archive), "--format", "json").stdout
    assert as_json == nowhere("mine", str(archive), "--format", "jsonl").stdout


def test_lines_in_a_file_are_continued_and_said(nowhere: CommandLine, archive: Path, tmp_path: Path) -> None:
    into = tmp_path / "结果.jsonl"
    arguments = ("mine", str(archive), "--format", "jsonl", "-o", str(into))
    first = nowhere(*arguments)
    assert (first.exit_code, first.stdout) == (1, "")
    assert into.read_text(encoding="utf-8") == nowhere(*arguments[:-2]).stdout
    content = into.read_bytes()
    into.write_bytes(content[: len(content) // 2])
    again = nowhere(*arguments, "--jobs", "2")
    assert into.read_bytes() == content
    assert "已有结果" in again.stderr and "上次已有" in again.stderr
    assert "--date" in nowhere.refused(*arguments, "--date", "2024-3-1")
    assert into.read_bytes() == content


def test_a_folder_goes_into_the_ledger_file_by_file(nowhere: CommandLine, archive: Path) -> None:
    result = nowhere("mine", str(archive), "--accept", "--jobs", "2")
    assert result.exit_code == 1
    assert result.stderr.count("已收入台账：事项") == 5
    assert "3.txt" in result.stderr
    assert len(nowhere.object("review", "list")["documents"]) == 5
    items = nowhere.object("list")["items"]
    assert len(items) >= 5
    head = nowhere.head()
    assert nowhere("mine", str(archive), "--accept").stderr.count("没有改动") == 5
    assert nowhere.head() == head
    nowhere.well("undo")
    assert len(nowhere.object("review", "list")["documents"]) == 4


def test_named_files_are_reviewed_from_a_pool_all_or_none(nowhere: CommandLine, archive: Path) -> None:
    names = [str(archive / name) for name in ("5.txt", "1.txt", "4.txt")]
    nowhere.refused("mine", *names, str(archive / "3.txt"), "--review", "--jobs", "2")
    assert not nowhere.ledger.exists()
    nowhere.well("mine", *names, "--review", "--jobs", "2")
    documents = nowhere.object("review", "list")["documents"]
    assert sorted(row["source"] for row in documents) == ["1.txt", "4.txt", "5.txt"]


def test_what_does_not_go_together_is_misuse(nowhere: CommandLine, archive: Path) -> None:
    for options, word in (
        (("--jobs", "2", "--cluster", "tcp://127.0.0.1:1"), "--cluster"),
        (("-o", "x"), "jsonl"),
        (("-o", "讲话.TXT", "--format", "jsonl"), "请用 .jsonl"),
        (("-o", "x", "--format", "jsonl", "--accept"), "--accept"),
        (("--jobs", "0"), "进程数"),
    ):
        assert word in nowhere.refused("mine", str(archive), *options, code=2)
    assert "jsonl" in nowhere.refused("list", "--format", "jsonl", code=2)


def test_a_folder_without_anything_to_read_is_refused(nowhere: CommandLine, archive: Path) -> None:
    empty = archive / "空"
    empty.mkdir()
    (empty / "照片.jpg").touch()
    told = nowhere.refused("mine", str(archive / "1.txt"), str(empty), "--accept")
    assert "没有能读的文件（跳过 .jpg 1）" in told
    assert not nowhere.ledger.exists()


def test_progress_tells_how_far_and_how_long() -> None:
    progress = Progress(340, is_shown=False)
    progress.done, progress.found = 12, 1234
    assert progress.words(0.8) == "▱▱▱▱▱▱▱▱▱▱ 已读 12/340 份 · 发现 1,234 条 · 约剩 22 秒"
    assert progress.words(120).endswith("约剩 55 分钟")
    assert progress.words(1200).endswith("约剩 9.1 小时")
    progress.done = 340
    assert progress.words(60) == "▰▰▰▰▰▰▰▰▰▰ 已读 340/340 份 · 发现 1,234 条"


def test_progress_of_rows_has_a_measure_only_where_their_count_is_known() -> None:
    progress = RowsProgress(is_shown=False)
    progress.tell("写入", 1200)
    assert progress.words(90) == "▰▰▰▰▱▱▱▱▱▱ 已写入 1,200 行 · 2 分钟"
    progress.tell_part("记入操作记录", 30_000, 100_000)
    assert progress.words(20) == "▰▰▰▱▱▱▱▱▱▱ 记入操作记录 30,000/100,000 · 20 秒"


@pytest.fixture
def large_archive(tmp_path: Path, speech: Path) -> Path:
    folder = tmp_path / "大档案"
    folder.mkdir()
    text = speech.read_text(encoding="utf-8")
    for number in range(FILES):
        more = f"要在{number % 9 + 2}月底前报告进展。" * 10
        (folder / f"{number:03}.txt").write_text(text + more, encoding="utf-8")
    return folder


def _start(*arguments: str, **named: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tracker", "mine", *arguments]
    return subprocess.Popen(command, start_new_session=True, **named)


def _run(*arguments: str) -> None:
    assert _start(*arguments, stderr=subprocess.DEVNULL).wait(60) == 0


def _wait_for_lines(path: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while not path.exists() or path.read_bytes().count(b"\n") < count:
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.005)


def _wait_until_gone(group: int) -> None:
    until = time.monotonic() + 5
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        assert time.monotonic() < until, "a process was left behind"
        time.sleep(0.01)


@POSIX
def test_a_reader_who_leaves_ends_it_quietly(large_archive: Path) -> None:
    process = _start(
        *(str(large_archive), "--format", "jsonl", "--jobs", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b'{"schema":1,"file":')
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 0


@POSIX
def test_killed_and_run_again_it_is_the_same_file(large_archive: Path, tmp_path: Path) -> None:
    expected, into = tmp_path / "一次.jsonl", tmp_path / "几次.jsonl"
    arguments = (str(large_archive), "--format", "jsonl", "-o")
    _run(*arguments, str(expected), "--jobs", "1")
    interrupted = 0
    for lines in (1, 30):
        process = _start(*arguments, str(into), "--jobs", "2", stderr=subprocess.DEVNULL)
        _wait_for_lines(into, lines, process)
        process.kill()
        process.wait()
        interrupted += into.read_bytes().count(b"\n") < FILES
    assert interrupted
    with into.open("ab") as torn:
        torn.write(b'{"schema":1,"file":"' + b"x" * 5000)
    _run(*arguments, str(into), "--jobs", "1")
    assert into.read_bytes() == expected.read_bytes()


@POSIX
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(large_archive: Path, tmp_path: Path) -> None:
    into = tmp_path / "结果.jsonl"
    arguments = (str(large_archive), "--format", "jsonl", "-o", str(into), "--jobs", "2")
    process = _start(*arguments, stderr=subprocess.PIPE)
    _wait_for_lines(into, 5, process)
    begun = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate(timeout=20)[1].decode()
    assert time.monotonic() - begun < 60
    assert process.returncode == 130
    assert "接着读" in told and "已中断" in told and "Traceback" not in told
    _wait_until_gone(process.pid)
    assert into.read_bytes().endswith(b"\n")
    _run(*arguments)
    assert into.read_bytes().count(b"\n") == FILES


@POSIX
def test_progress_is_drawn_for_a_person_only(large_archive: Path, tmp_path: Path) -> None:
    import pty

    arguments = (str(large_archive), "--format", "jsonl", "--jobs", "1")
    keyboard, screen = pty.openpty()
    with (tmp_path / "结果.jsonl").open("wb") as into:
        process = _start(*arguments, stdout=into, stderr=screen)
        os.close(screen)
        drawn = b""
        while True:
            try:
                drawn += os.read(keyboard, 65536)
            except OSError:
                break
    os.close(keyboard)
    assert process.wait(60) == 0
    lines = drawn.decode().split("\r")
    assert any(" 已读 " in line and "/60 份 · 发现 " in line for line in lines)
    assert "\x1b" not in drawn.decode()
    assert lines[-2].startswith("已读 60 份，发现 ")
    silent = _start(*arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert silent.communicate(timeout=60)[1].decode().count("\n") == 1


def test_the_benchmark_runs() -> None:
    benchmark = Path(__file__).parents[2] / "benchmarks" / "archive.py"
    small = ("--rounds", "1", "--files", "4", "--sentences", "3")
    ran = subprocess.run(
        [sys.executable, str(benchmark), *small], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "times as fast" in ran.stdout
