"""Full and half width are one, place for place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.text.widths import narrow, spellings


@given(st.text(max_size=40))
def test_each_character_keeps_its_place(text: str) -> None:
    plain = narrow(text)
    assert len(plain) == len(text)
    assert {narrow(way) for way in spellings(text)} == {plain}
    assert spellings(text)[0] == text


def test_letters_and_signs_may_be_of_other_widths() -> None:
    assert narrow("ＺＧ－２０２４（一）　～") == "ZG-2024(一)　~"
    assert set(spellings("(2024)")) == {"(2024)", "（2024）", "(２０２４)", "（２０２４）"}
    assert spellings("整改") == ("整改",)
