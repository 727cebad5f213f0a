"""What a unit of work has changed: the same whether it was put aside or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger import gathered
from tracker.ledger.gathered import Differences
from tracker.ledger.journal import Difference

TEXTS = st.one_of(st.none(), st.text(max_size=8))
CHANGES = st.lists(
    st.builds(Difference, st.sampled_from(("item", "owner")), st.integers(1, 9), st.just("*"), TEXTS, TEXTS),
    max_size=6,
)


@given(st.lists(st.tuples(CHANGES, CHANGES), max_size=6))
def test_what_is_put_aside_is_still_there(works: list[tuple[list[Difference], list[Difference]]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gathered, "_TOGETHER", 3)
        found, kept = Differences(), list[Difference]()
        for done, refused in works:
            found.add(done)
            before = len(found)
            found.add(refused)
            assert found.since(before) == refused
            found.forget(before)
            found.put_aside()
            kept += done
        assert len(found) == len(kept)
        assert list(found) == kept == list(found)
