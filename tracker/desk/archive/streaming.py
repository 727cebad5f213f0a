"""Keeps a bounded number of portions in flight and gives the outcomes in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tracker.desk.archive.workers import Workers
from tracker.desk.archive.working import Answer, Outcome, Request, failed
from tracker.errors import BadInput

_SECONDS_A_PORTION: Final = 0.2
"""Long against the cost of sending a portion, short against a person's patience."""
_LARGEST_PORTION: Final = 16
_DIED: Final = "读取它的进程意外中止（内存不足，或被强行结束），请拆分文件或单独再读这一份"


@dataclass(frozen=True, slots=True)
class _Portion:
    requests: tuple[Request, ...]
    future: Future[Answer] | None
    """None for one file that is to be done alone when its turn comes."""


def stream(
    workers: Workers, requests: Iterable[Request], tell: Callable[[str], None]
) -> Iterator[tuple[Request, Outcome]]:
    """Every request with what became of it, in their order; `requests` is drawn on only as needed.

    A file at which a process dies, or the program fails, is an outcome like others; `tell` gets a line
    when a pool had to be replaced. Raises BadInput when a cluster is lost.
    """
    return _Stream(workers, iter(requests), tell).run()


class _Stream:
    def __init__(self, workers: Workers, source: Iterator[Request], tell: Callable[[str], None]) -> None:
        self.workers = workers
        self.source = source
        self.tell = tell
        self.waiting: deque[_Portion] = deque()
        self.size = 1

    def run(self) -> Iterator[tuple[Request, Outcome]]:
        while self._fill():
            portion = self.waiting.popleft()
            if portion.future is None:
                yield portion.requests[0], self._alone(portion.requests[0])
                continue
            problem = _exception(portion.future)
            if isinstance(problem, BrokenExecutor):
                self.waiting.appendleft(portion)
                self._begin_again()
            elif problem is None:
                answer = portion.future.result()
                self._pace(answer)
                yield from zip(portion.requests, answer.outcomes, strict=True)
            elif len(portion.requests) == 1:
                yield portion.requests[0], failed(portion.requests[0], _why(problem))
            else:
                self.waiting.extendleft(_Portion((one,), None) for one in reversed(portion.requests))

    def _fill(self) -> bool:
        while len(self.waiting) < self.workers.window:
            requests = tuple(islice(self.source, self.size))
            if not requests:
                break
            self.waiting.append(_Portion(requests, self.workers.submit(requests)))
        return bool(self.waiting)

    def _pace(self, answer: Answer) -> None:
        """Cut the next portions to what takes about as long as is good."""
        each = max(answer.seconds / len(answer.outcomes), 1e-6)
        self.size = max(1, min(_LARGEST_PORTION, self.size * 2, int(_SECONDS_A_PORTION / each)))

    def _begin_again(self) -> None:
        """After a death: who was being read is done alone, the others go to a fresh pool."""
        suspects = self.workers.renew()
        if suspects:
            named = "、".join(f"“{name}”" for name in sorted(suspects))
            self.tell(f"一个读取进程意外中止，当时在读{named}；已另起进程，这一份重读，其余接着读")
        else:
            self.tell("一个读取进程意外中止；已另起进程，当时在读的几份逐份重读，其余接着读")
        portions, self.waiting = self.waiting, deque()
        for portion in portions:
            future = portion.future
            if future is None or not isinstance(_exception(future), BrokenExecutor):
                self.waiting.append(portion)
                continue
            self.waiting.extend(self._again(portion.requests, suspects))

    def _again(self, requests: tuple[Request, ...], suspects: frozenset[str]) -> Iterator[_Portion]:
        innocent: list[Request] = []
        for request in requests:
            if suspects and request.file not in suspects:
                innocent.append(request)
                continue
            if innocent:
                yield self._submitted(innocent)
                innocent = []
            yield _Portion((request,), None)
        if innocent:
            yield self._submitted(innocent)

    def _submitted(self, requests: list[Request]) -> _Portion:
        return _Portion(tuple(requests), self.workers.submit(tuple(requests)))

    def _alone(self, request: Request) -> Outcome:
        future = self.workers.do_alone(request)
        problem = _exception(future)
        return future.result().outcomes[0] if problem is None else failed(request, _why(problem))


def _exception(future: Future[Answer]) -> BaseException | None:
    """What a task failed with, when it has ended."""
    try:
        return future.exception()
    except CancelledError as problem:
        raise BadInput("与集群的连接断了，已写出的结果都在；连上以后再来一次，接着读") from problem


def _why(problem: BaseException) -> str:
    """Dask names a task whose worker died several times by an exception of its own."""
    name = type(problem).__name__
    return _DIED if isinstance(problem, BrokenExecutor) or name == "KilledWorker" else f"执行不了（{name}）"
