"""Keys of forms and dialogs."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key

FORM: Final = (
    Key("save", ("f2",), "F2", "保存", "bc", "保存填写的内容（在最后一栏按 Enter 同）"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "关闭；填过内容时先问一句"),
)

CONFLICT: Final = (
    Key("settle", ("enter",), "Enter", "写入", "xr", "别人刚改过同一处：照逐栏所选写入"),
    Key("turn", ("space",), "空格", "换", "h", "这一栏换用我的或对方的（↑↓ 到别的栏）"),
    Key("keep_mine", ("f2",), "F2", "全用我的", "qywd", "别人刚改过同一处：仍按我的写"),
    Key("take_theirs", ("f3",), "F3", "全用对方", "qydf", "别人刚改过同一处：保留对方的，其余照我的写"),
    Key("give_up", ("escape",), "Esc", "取消", "qx", "回到填写，什么也不写"),
)
