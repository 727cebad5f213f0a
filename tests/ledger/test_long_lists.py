"""Ids of a long list behave as a list of them does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger import long_lists
from tracker.ledger.long_lists import LongList

FAR = 5_000_000_000

portions = st.lists(st.lists(st.integers(0, FAR), max_size=9), max_size=6)
places = st.integers(-40, 40)


@pytest.fixture(autouse=True, scope="module")
def _short_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(long_lists, "_PART", 4)
        yield


@given(portions, places, st.none() | places, st.none() | places, st.sampled_from((None, 1, 2, -1)))
def test_it_reads_as_a_list(
    extended: list[list[int]], place: int, first: int | None, last: int | None, step: int | None
) -> None:
    wanted = [key for portion in extended for key in portion]
    ids = LongList(max(wanted, default=0))
    for portion in extended:
        ids.extend(portion)
    assert (len(ids), list(ids)) == (len(wanted), wanted)
    assert list(ids[first:last:step]) == wanted[first:last:step]
    if -len(wanted) <= place < len(wanted):
        assert ids[place] == wanted[place]
    else:
        with pytest.raises(IndexError):
            ids[place]


@given(
    st.lists(st.sampled_from((0, 1, 256, 257, 65536, FAR)), max_size=20),
    st.sampled_from((-1, 0, 1, 256, 257, 65536, FAR)),
    places,
    places,
)
def test_it_finds_as_a_list(keys: list[int], value: int, start: int, stop: int) -> None:
    ids = LongList(max(keys, default=0))
    ids.extend(keys)
    assert (value in ids) == (value in keys)
    for where in ((), (start,), (start, stop)):
        try:
            expected: int | None = keys.index(value, *where)
        except ValueError:
            expected = None
        if expected is None:
            with pytest.raises(ValueError, match="not in the list"):
                ids.index(value, *where)
        else:
            assert ids.index(value, *where) == expected


def test_it_goes_on_after_it_was_read() -> None:
    ids = LongList(9)
    ids.extend(range(6))
    assert list(ids[2:5]) == [2, 3, 4]
    ids.extend(range(6, 10))
    assert list(ids) == list(range(10))
