"""Keys of 批量: what many items are given at once, as it would be."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

BULK: Final = (
    BACK,
    Key(
        "apply", ("f2",), "F2", "一起办", "yqb", "能办的一次办完，一次撤销；有不能办的，先问要不要只办能办的"
    ),
    Key("choose", ("f3",), "F3", "换做法", "hzf", "改选要改的内容，或要办的步骤"),
    Key("add_content", ("f4",), "F4", "再改一样", "zgyy", "同时再改一样内容，还是一次办完"),
    Key("leave_out", ("space", "ideographic_space"), "空格", "不办", "bb", "这一项这次不办；再按一次又算上"),
    Key("next_fate", ("f6",), "F6", "只看一种", "zkyz", "只看不能办的、能办的、本来如此的，或全部"),
    Key(
        "open_item",
        ("enter",),
        "Enter",
        "看这一项",
        "kzyx",
        "打开这一项；不能办的，缺什么就到哪里补，补好回来重新算过",
    ),
)
