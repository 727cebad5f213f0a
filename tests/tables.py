"""Tables of cases that are tried together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Any

import pytest


def of_each(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """One test of all rows, which names each that fails; a tuple is taken apart as `parametrize` does.

    For tables of hundreds: a test for each row costs three times what there is to try in it.
    """

    def tried_together(test: Callable[..., None]) -> Callable[[], None]:
        @wraps(test)
        def try_all() -> None:
            table = list(rows)
            assert table, "no row to try"
            wrong = [f"{row}: {trouble}" for row in table if (trouble := _trouble(test, row))]
            assert not wrong, "\n".join(wrong)

        del try_all.__wrapped__  # type: ignore[attr-defined]  # whose arguments pytest would look for
        return try_all

    return tried_together


@contextmanager
def one_after_the_other() -> Iterator[Callable[[object], AbstractContextManager[None]]]:
    """Cases tried on one start of the app; each that fails is named once all have been tried.

    Where a start takes longer than a case: `with one_after_the_other() as tried`, then `with tried(case)`.
    """
    wrong: list[str] = []

    @contextmanager
    def tried(case: object) -> Iterator[None]:
        try:
            yield
        except (Exception, pytest.fail.Exception) as problem:  # noqa: BLE001 - the others are tried all the same
            wrong.append(f"{case}: {type(problem).__name__}: {problem}")

    yield tried
    assert not wrong, "\n".join(wrong)


def _trouble(test: Callable[..., None], row: Any) -> str:
    try:
        test(*row) if isinstance(row, tuple) else test(row)
    except (Exception, pytest.fail.Exception) as problem:  # noqa: BLE001 - the other rows are tried all the same
        return f"{type(problem).__name__}: {problem}"
    return ""
