"""A quote as it reads in a list."""

import pytest

from tracker.mining.entries import entry_text


@pytest.mark.parametrize(
    ("quote", "entry"),
    [
        ("一是台账更新不及时；", "台账更新不及时"),
        ("主要表现在：一是台账更新不及时；", "台账更新不及时"),
        ("（二）抓好整改落实。", "抓好整改落实"),
        ("二要抓好整改落实。", "要抓好整改落实"),
        ("各单位要建立清单。", "各单位要建立清单"),
        ("。", "。"),
        ("完善公车管理制度。（牵头单位：局办公室；完成时限：5月底前）", "完善公车管理制度"),
        ("开展排查（市水务局牵头，各县区配合）。（完成时限：长期坚持）", "开展排查"),
        ("执行《考核办法（试行）》", "执行《考核办法（试行）》"),
        ("完成三项任务（含2个乡镇）。", "完成三项任务（含2个乡镇）"),
        ("（责任单位：办公室）", "（责任单位：办公室）"),
    ],
)
def test_number_and_stop_are_left_out(quote: str, entry: str) -> None:
    assert entry_text(quote) == entry
