"""The same work on a Dask cluster: a real one on this machine."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tracker.desk.archive import cluster as clusters
from tracker.desk.archive.cluster import on_cluster
from tracker.desk.archive.lines import run_of
from tracker.desk.archive.mining import mine_all
from tracker.desk.archive.walking import Found, Walk
from tracker.desk.archive.workers import Workers, on_this_machine
from tracker.errors import BadInput

# Imported by the tests themselves: the other workers of a run have no use for it, and it takes half a second.
pytestmark = pytest.mark.skipif(not find_spec("distributed"), reason="no extra tracker[cluster] here")
DAY = dt.date(2024, 3, 15)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with two worker processes."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "档案"
    folder.mkdir()
    for number in range(24):
        text = "要在11月底前修订会议记录办法。" * (number * 20 + 1)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "07.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return Path("档案")


def _lines(workers: Workers, folder: Path) -> list[str]:
    walk = [*Walk([folder]), Found(Path("别处/没有.txt"))]
    return [one.line for one in mine_all(workers, walk, run_of(DAY), whole=False, tell=print)]


def test_a_cluster_gives_what_this_machine_gives(address: str, archive: Path) -> None:
    with on_this_machine(1) as alone:
        expected = _lines(alone, archive)
    with on_cluster(address) as workers:
        assert workers.window == 8
        assert _lines(workers, archive) == expected
    assert '"error":"文件是空的' in expected[7]
    assert '"error":"没有这个文件' in expected[-1]


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_worker_of_the_cluster_that_dies_costs_nothing(address: str, archive: Path) -> None:
    import distributed

    with on_this_machine(1) as alone:
        expected = _lines(alone, archive)
    with distributed.Client(address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())
    with on_cluster(address) as workers:
        outcomes = mine_all(workers, Walk([archive]), run_of(DAY), whole=False, tell=print)
        lines = [next(outcomes).line]
        os.kill(victim, signal.SIGKILL)
        assert [*lines, *(one.line for one in outcomes)] == expected[:-1]


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", "200ms")
    for wrong in ("tcp://127.0.0.1:1", "tcp://没有端口", "没有这样的地址", "foo://127.0.0.1:1"):
        with pytest.raises(BadInput, match=f"连不上集群“{wrong}”"), on_cluster(wrong):
            pass


def test_workers_of_another_version_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "__version__", "9.9")
    with pytest.raises(BadInput, match="请装成同一版"), on_cluster(address):
        pass


def test_a_cluster_without_workers_is_refused() -> None:
    import distributed

    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as cluster,
        pytest.raises(BadInput, match="没有工作进程"),
        on_cluster(cluster.scheduler_address),
    ):
        pass


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInput, match="pip install"), on_cluster("tcp://127.0.0.1:8786"):
        pass
