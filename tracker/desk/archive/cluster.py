"""A Dask cluster as the place where the work is done (extra `tracker[cluster]`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from tracker import __version__
from tracker.desk.archive.workers import PORTIONS_EACH, Workers
from tracker.errors import BadInput
from tracker.files import shown

_PATIENCE: Final = "10s"
_ADDRESS: Final = re.compile(r"(?:tcp|tls|wss?)://\S{1,255}:[0-9]{1,5}|inproc://\S{1,255}")
_INSTALL: Final = "没有装集群组件，请在 tracker 的目录里运行：python -m pip install '.[cluster]'"


@contextmanager
def on_cluster(address: str) -> Iterator[Workers]:
    """The workers behind a scheduler's address; paths go there, not contents (docs/decisions).

    Raises BadInput when the extra is missing, nobody answers, or a worker has no such tracker.
    """
    try:
        import distributed
    except ImportError as problem:
        raise BadInput(_INSTALL) from problem
    connect: Any = distributed.Client  # without types
    unreachable = f"连不上集群“{shown(address)}”，请检查地址，写成 tcp://主机:端口"
    if not _ADDRESS.fullmatch(address):  # a client that was given one it cannot parse ends in a traceback
        raise BadInput(unreachable)
    try:
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise BadInput(unreachable) from problem
    with client:
        _demand_same_version(client, address)
        threads = sum(client.nthreads().values())
        yield Workers(lambda _: client.get_executor(), threads, threads * PORTIONS_EACH)


def _demand_same_version(client: Any, address: str) -> None:
    """Results of different versions must not stand side by side."""
    found = client.run(installed_version, on_error="return")
    if not found:
        raise BadInput(f"集群“{shown(address)}”上没有工作进程，请先启动 dask worker")
    for worker, version in sorted(found.items()):
        if version != __version__:
            has = f"是 {version} 版" if isinstance(version, str) else "没有装 tracker"
            raise BadInput(f"集群的工作进程 {shown(worker)} {has}，这里是 {__version__} 版，请装成同一版")


def installed_version() -> str:
    """Runs on each worker."""
    return __version__
