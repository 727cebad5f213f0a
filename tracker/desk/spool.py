"""Rows kept aside while the ledger is read, so that nobody waits for the workbook to be written."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final, Generic, TypeVar

Kept = TypeVar("Kept")

_IN_MEMORY: Final = 32 << 20
_BATCH: Final = 100


class Spool(Generic[Kept]):
    """Rows that were read once and can be gone through again and again.

    Up to 32 MB they stay in memory, beyond that in a file without a name, which is gone with the program;
    never more than a hundred are taken out at a time.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`
        self._batches = 0

    def __enter__(self) -> Spool[Kept]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def fill(self, rows: Iterable[Kept]) -> None:
        """Take all of them in."""
        waiting: list[Kept] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == _BATCH:
                self._keep(waiting)
                waiting = []
        if waiting:
            self._keep(waiting)

    def _keep(self, rows: list[Kept]) -> None:
        pickle.dump(rows, self._file, pickle.HIGHEST_PROTOCOL)
        self._batches += 1

    def those(self, wanted: Callable[[Kept], bool] = lambda row: True) -> Iterator[Kept]:
        """Those wanted, in their order; one such walk at a time."""
        self._file.seek(0)
        for _ in range(self._batches):
            yield from filter(wanted, pickle.load(self._file))
