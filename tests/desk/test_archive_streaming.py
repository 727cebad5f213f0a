"""Work on many files: the order kept, little in flight, and nobody lost when a process dies."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from tracker.desk.archive.lines import Run, run_of
from tracker.desk.archive.mining import fitting_jobs, mine_all
from tracker.desk.archive.streaming import stream
from tracker.desk.archive.walking import Found, Walk
from tracker.desk.archive.workers import InThisProcess, Workers, on_this_machine
from tracker.desk.archive.working import Answer, Outcome, Request, failed, work
from tracker.desk.soft_words import OwnWords

DAY = dt.date(2024, 3, 15)


def _speech(sentences: int) -> str:
    return "讲话\n\n一、下一步工作\n" + "办公室要在11月底前修订会议记录办法。" * sentences


def _archive(folder: Path, count: int, sentences: int = 3) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(_speech(sentences + number % 3), encoding="utf-8")
    return folder


def _never(line: str) -> None:
    raise AssertionError(line)


def _lines(workers: Workers, folder: Path, tell: Callable[[str], None] = _never) -> list[str]:
    return [one.line for one in mine_all(workers, Walk([folder]), run_of(DAY), whole=False, tell=tell)]


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "档案", 40)
    (folder / "007.txt").write_bytes(b"")
    with on_this_machine(1) as alone, on_this_machine(2) as two:
        expected = _lines(alone, folder)
        assert _lines(two, folder) == expected
    assert len(expected) == 40
    assert '"error":"文件是空的' in expected[7]


def test_documents_themselves_come_back_too(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "档案", 3)
    with on_this_machine(2) as workers:
        outcomes = list(mine_all(workers, Walk([folder]), run_of(None), whole=True, tell=_never))
        assert [one.document for one in outcomes] == [None] * 3
        assert all(one.lacks_date and "成文日期" in one.error for one in outcomes)
        outcomes = list(mine_all(workers, Walk([folder]), run_of(DAY), whole=True, tell=_never))
    documents = [one.document for one in outcomes if one.document]
    assert [document.text.source_name for document in documents] == ["000.txt", "001.txt", "002.txt"]
    assert all(document.mined.date == DAY and document.mined.findings for document in documents)


def test_packages_are_read_in_their_own_children_below_a_pool(tmp_path: Path) -> None:
    packages = [_package(tmp_path / f"{name}.docx") for name in "甲乙"]
    with on_this_machine(2) as workers:
        outcomes = list(mine_all(workers, map(Found, packages), run_of(DAY), whole=False, tell=_never))
    assert [one.error for one in outcomes] == ["", ""]


def _package(path: Path) -> Path:
    schemas = "http://schemas.openxmlformats.org"
    relation = f"{schemas}/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{schemas}/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{schemas}/package/2006/relationships">'
        f'<Relationship Id="r" Type="{relation}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{schemas}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>办公室要在11月底前修订办法。</w:t></w:r></w:p></w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_little_is_in_flight_and_memory_stays_flat() -> None:
    drawn = 0

    def requests(count: int) -> Iterator[Request]:
        nonlocal drawn
        for number in range(count):
            drawn += 1
            yield Request(f"{number}.txt", f"/{number}.txt", Run(), trouble="没有权限" * 50)

    workers = Workers(lambda _: InThisProcess(), 1, window=8)
    given = 0
    tracemalloc.start()
    for request, outcome in stream(workers, requests(5_000), _never):
        assert request.file == outcome.file == f"{given}.txt"
        given += 1
        assert drawn - given <= 8 * 16
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert given == 5_000
    assert peak < 2_000_000


class _Fragile(Executor):
    """A pool that dies for good when it is given certain files, as real ones do."""

    def __init__(self, deadly: set[str], notes: Path | None, made: list[int], jobs: int) -> None:
        self.deadly = deadly
        self.notes = notes
        self.is_broken = False
        made.append(jobs)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.is_broken:
            raise BrokenProcessPool
        future: Future[Any] = Future()
        (requests,) = args
        dead = [request.file for request in requests if request.file in self.deadly]
        if dead:
            self.is_broken = True
            if self.notes is not None:
                (self.notes / "1").write_text(dead[0], encoding="utf-8")
            future.set_exception(BrokenProcessPool())
        elif any(request.file == "错.txt" for request in requests):
            future.set_exception(KeyError())
        else:
            future.set_result(Answer(tuple(Outcome(one.file, found=1) for one in requests), 0.001))
        return future


@pytest.mark.parametrize("is_noted", [True, False])
def test_a_file_that_kills_its_process_is_named_and_the_others_come(tmp_path: Path, is_noted: bool) -> None:
    notes = tmp_path if is_noted else None
    made: list[int] = []
    told: list[str] = []
    names = [f"{number}.txt" for number in range(60)] + ["错.txt", *(f"{number}.docx" for number in range(9))]
    deadly = {"0.txt", "33.txt", "34.txt", "8.docx"}
    workers = Workers(lambda jobs: _Fragile(deadly, notes, made, jobs), 2, window=8, notes=notes)
    found = list(stream(workers, (Request(name, name, Run()) for name in names), told.append))
    assert [outcome.file for _, outcome in found] == names
    errors = {outcome.file: outcome.error for _, outcome in found if outcome.error}
    assert set(errors) == deadly | {"错.txt"}
    assert all("意外中止" in errors[name] and name in errors[name] for name in deadly)
    assert "KeyError" in errors["错.txt"]
    assert all(outcome.found for _, outcome in found if outcome.file not in errors)
    assert told
    assert any("“33.txt”" in line for line in told) is is_noted
    assert made.count(2) <= 6


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "档案", 12, sentences=80)
    with on_this_machine(1) as alone:
        expected = _lines(alone, folder)
    told: list[str] = []
    others = set(multiprocessing.active_children())
    with on_this_machine(2) as workers:
        outcomes = mine_all(workers, Walk([folder]), run_of(DAY), whole=False, tell=told.append)
        lines = [next(outcomes).line]
        worker = min(set(multiprocessing.active_children()) - others, key=lambda child: child.pid or 0)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        lines += [outcome.line for outcome in outcomes]
    assert lines == expected
    assert len(told) == 1
    assert "意外中止" in told[0]
    assert not set(multiprocessing.active_children()) - others


def test_an_exception_ends_the_processes_at_once(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "档案", 40, sentences=400)
    others = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt), on_this_machine(2) as workers:
        outcomes = mine_all(workers, Walk([folder]), run_of(DAY), whole=False, tell=_never)
        next(outcomes)
        begun = time.monotonic()
        raise KeyboardInterrupt
    assert time.monotonic() - begun < 60
    assert not set(multiprocessing.active_children()) - others


ORPHANS = """
import multiprocessing, os, signal, sys
from pathlib import Path
from tracker.desk.archive.mining import mine_all
from tracker.desk.archive.walking import Walk
from tracker.desk.archive.workers import on_this_machine
from tracker.desk.archive.lines import Run

if __name__ == "__main__":
    with on_this_machine(2) as workers:
        walk = Walk([Path(sys.argv[1])])
        outcomes = mine_all(workers, walk, Run(), whole=False, tell=print)
        next(outcomes)
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "档案", 40)
    script = tmp_path / "parent.py"
    script.write_text(ORPHANS, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(folder)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == -signal.SIGKILL
    workers = [int(pid) for pid in ran.stdout.split()]
    assert workers
    until = time.monotonic() + 60
    while any(_runs(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.02)
    assert not [pid for pid in workers if _runs(pid)]


def _runs(pid: int) -> bool:
    """A process is there and no zombie."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def test_little_work_stays_in_one_process(tmp_path: Path) -> None:
    little = _archive(tmp_path / "少", 3)
    assert fitting_jobs(Walk([little])) == 1
    assert fitting_jobs([Found(tmp_path / "没有.txt"), Found(tmp_path / "也没有.txt")]) == 1
    (little / "大.txt").write_text(_speech(20_000), encoding="utf-8")
    assert fitting_jobs(Walk([little])) >= 1
    assert fitting_jobs([Found(little / "大.txt")]) == 1


def test_known_bytes_are_not_mined_again(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text(_speech(2), encoding="utf-8")
    request = Request("讲话.txt", str(path), run_of(DAY))
    (first,) = work((request,)).outcomes
    sha256 = json.loads(first.line)["source_sha256"]
    (again,) = work((request._replace(known_sha256=sha256),)).outcomes
    assert again.is_unchanged and not again.line
    path.write_text(_speech(3), encoding="utf-8")
    (changed,) = work((request._replace(known_sha256=sha256),)).outcomes
    assert not changed.is_unchanged and changed.line != first.line
    assert failed(request, "没有权限").error == "读不了文件“讲话.txt”：没有权限"


def test_the_words_of_who_asked_count_not_those_of_the_worker(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text("办公室要在11月底前想方设法修订会议记录办法。", encoding="utf-8")
    marked = []
    for own in (OwnWords(), OwnWords(added=("想方设法",))):
        (outcome,) = work((Request("讲话.txt", str(path), run_of(DAY, soft_words=own)),)).outcomes
        items = json.loads(outcome.line)["items"]
        marked.append([word["text"] for item in items for word in item["soft_words"]])
    assert "想方设法" not in marked[0]
    assert "想方设法" in marked[1]
