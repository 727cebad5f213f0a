"""Pipes that close, disks that are full, terminals of every kind, Ctrl-C: quiet, true, nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and device files of POSIX")
ITEM = "ZG-2024-0001"


def _close_output() -> None:
    os.close(1)
    os.close(2)


def _tracker(
    ledger: Path, *arguments: str, program: tuple[str, str] = ("-m", "tracker"), **named: Any
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **named.pop("environment", {})}
    always = ("--db", str(ledger), "--today", "2024-04-01", "--actor", "李明")
    command = [sys.executable, *program, *always]
    return subprocess.run([*command, *arguments], env=environment, timeout=60, check=False, **named)


@POSIX
def test_a_reader_who_leaves_is_no_error(registered: Any) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = _tracker(registered.ledger, "journal", "log", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@POSIX
def test_a_reader_who_leaves_does_not_stop_the_taking_in(registered: Any, speech: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = _tracker(registered.ledger, "mine", str(speech), "--accept", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert ran.returncode == 0
    assert "已收入台账" in ran.stderr.decode()
    assert len(registered.object("list")["items"]) > 1


@POSIX
def test_a_full_disk_under_the_output_is_told(registered: Any) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = _tracker(registered.ledger, "list", stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 1
    assert "输出没有写完" in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1


@POSIX
@pytest.mark.parametrize("sink", ["/dev/full", None], ids=["full", "closed"])
def test_what_is_committed_is_a_success_whatever_becomes_of_the_output(
    registered: Any, sink: str | None
) -> None:
    arguments = ("progress", ITEM, "已印发", "--format", "json")
    if sink:
        with Path(sink).open("wb") as full:
            ran = _tracker(registered.ledger, *arguments, stdout=full, stderr=full)
    else:
        ran = _tracker(registered.ledger, *arguments, preexec_fn=_close_output, close_fds=False)
    assert ran.returncode == 0
    assert len(registered.object("show", ITEM)["item"]["progress"]) == 1


EACH = """
import io, sys
from tracker.__main__ import main
always = sys.argv[1:7]
for encoding in sys.argv[7:]:
    if encoding != sys.stdout.encoding:
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding=encoding, write_through=True)
    for arguments in (["list"], ["list", "--format", "json"], ["show", "ZG-2024-0001"], ["--help"]):
        sys.argv[1:] = [*always, *arguments]
        try:
            main()
        except SystemExit as ended:
            if ended.code:
                sys.exit(f"{encoding} {arguments}: {ended.code}")
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\\0")
"""


def test_any_encoding_of_the_terminal_will_do(registered: Any) -> None:
    """The first is what the program starts with, the others are put in its place."""
    encodings = ("ascii", "gb18030", "cp1252", "utf-8")
    environment = {"PYTHONIOENCODING": encodings[0], "TERM": "dumb", "PYTHONUTF8": "0"}
    ran = _tracker(
        registered.ledger, *encodings, program=("-c", EACH), capture_output=True, environment=environment
    )
    assert ran.returncode == 0, ran.stderr
    *printed, rest = ran.stdout.split(b"\0")
    assert rest == b""
    for encoding, text in zip(encodings, printed, strict=True):
        assert len(text.decode("utf-8" if encoding == "ascii" else encoding).splitlines()) > 60


@POSIX
def test_an_interrupted_command_leaves_the_ledger_as_it_was(registered: Any, tmp_path: Path) -> None:
    before = registered.head()
    waiting = tmp_path / "sitecustomize.py"
    waiting.write_text(
        "import time\n"
        "from tracker.ledger.commands import reporting\n"
        "def required(text, what):\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(60)\n"
        "reporting.required = required\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "tracker", "--db", str(registered.ledger), "--actor", "李明"]
    running = subprocess.Popen(
        [*command, "progress", ITEM, "已印发"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"writing\n"
    time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert told.decode().strip() == "已中断；没有办成的都没有改动"
    assert registered.head() == before


def test_a_narrow_terminal_cuts_and_a_pipe_does_not(registered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.cli import output
    from tracker.text.cells import width

    registered.well("add", "还存在调查研究走过场、会议多而实效少的现象")
    assert "实效少的现象" in registered.well("list").stdout
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    for arguments in (("list",), ("show", ITEM), ("history", ITEM), ("stats",)):
        assert all(width(line) <= 60 for line in registered.well(*arguments).stdout.splitlines())
