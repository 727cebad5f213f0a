"""Texts with plain signs are read as if they had full-width ones, and quoted as they are."""

from datetime import date

import pytest

from tracker.mining import mine
from tracker.mining.punctuation import full_signs


@pytest.mark.parametrize(
    ("plain", "full"),
    [
        ("各组要对账,月底前交清.", "各组要对账，月底前交清."),
        ("责任单位:财政所(牵头)", "责任单位：财政所（牵头）"),
        ("(一)清点库存(2024)", "（一）清点库存（2024）"),
        ("(1)清点库存", "（1）清点库存"),
        ('推进"双清"工作', "推进“双清”工作"),
        ('推进"5G"和"AI"应用', '推进"5G"和"AI"应用'),
        ('推进"5G"和"双清"工作', '推进"5G"和“双清”工作'),
        ("投入1,000元,8:30开工", "投入1,000元，8:30开工"),
        ("see http://a.example (b), c", "see http://a.example (b), c"),
    ],
)
def test_signs_beside_chinese_words_are_full(plain: str, full: str) -> None:
    assert full_signs(plain) == full


def test_what_is_found_is_quoted_as_it_stands() -> None:
    text = "会议要求,要摸清底数,建立台账(责任单位:财政所、农经站)。\n"
    (found,) = mine(text, date(2024, 3, 15)).findings
    assert (found.kind.value, found.text) == ("measure", text.strip())
    assert [owner.name for owner in found.owners] == ["财政所", "农经站"]
