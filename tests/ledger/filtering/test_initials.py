"""Names by their initials."""

from __future__ import annotations

import pytest

from tracker.ledger.filtering.initials import answers_to, may_be_initials


@pytest.mark.parametrize(
    ("name", "letters", "expected"),
    [
        ("组织部", "zzb", True),
        ("县委组织部", "ZZB", True),
        ("组织部", "xb", False),
        ("组织部", "zzbm", False),
        ("长安区", "caq", True),
        ("区长办公室", "qzb", True),
        ("曾琦", "zq", True),
        ("IT中心", "itzx", True),
        ("第3督查组", "dcz", True),
        ("", "zz", False),
    ],
)
def test_a_run_of_the_name_has_the_initials(name: str, letters: str, expected: bool) -> None:
    assert answers_to(name, letters) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("zzb", True), ("z", False), ("zz1", False), ("组织部", False)]
)
def test_what_may_be_initials(text: str, expected: bool) -> None:
    assert may_be_initials(text) is expected
