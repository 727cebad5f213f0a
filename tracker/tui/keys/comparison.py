"""Keys of looking back in time: two days held against each other, a past ledger, and the log of actions."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key
from tracker.tui.keys.ledger import COLUMNS_ASIDE

COMPARISON: Final = (
    Key("open_row", ("enter",), "Enter", "看清单", "kqd", "打开止日的清单；在变动里看一项改了什么"),
    Key("list_then", ("f2",), "F2", "起日台账", "qrtz", "起日那天终了时的台账，只看不改"),
    Key("list_now", ("f3",), "F3", "止日台账", "zrtz", "止日那天终了时的台账，只看不改"),
    Key("pick_since", ("f4",), "F4", "改起日", "gqr", "改从哪一天比起：上月底、-2周、2024-5-31"),
    Key("pick_until", ("f6",), "F6", "改止日", "gzr", "改比到哪一天"),
    Key("pick_span", ("f12", "s"), "F12", "时段", "sd", "选一个时段：本周、上月、本季度、今年……"),
    Key("open_log", ("f8",), "F8", "操作记录", "czjl", "每一次操作改了什么，撤销到哪一步，重做"),
    Key("next_panel", ("tab",), "Tab", "另一栏", "lyl", "到另一栏"),
    Key("export", ("f5",), "F5", "导出", "dc", "把两天之间的变化存成文本文件"),
    Key("copy", ("f7",), "F7", "复制", "fz", "把两天之间的变化复制为文本，可贴进公文"),
    Key("panel_left", ("left", "h"), "←", "左边的栏", "zbdl", "到左边的栏", in_foot=False),
    Key("panel_right", ("right", "l"), "→", "右边的栏", "ybdl", "到右边的栏", in_foot=False),
)

PAST_LIST: Final = (
    BACK,
    Key("open_item", ("enter",), "Enter", "看事项", "ksx", "这一项那时的样子，只看不改"),
    Key("pick_day", ("f4",), "F4", "换一天", "hyt", "换一天来看"),
    Key("search", ("/", "、", "ctrl+f"), "/", "筛选", "sx", "按那时的内容筛选"),
    Key("item_since", ("f3",), "F3", "后来的变化", "hldbh", "这一项从那天以来改了什么"),
    Key("sort", ("ctrl+o",), "Ctrl+O", "排序", "px", "按哪一列排序"),
    *COLUMNS_ASIDE,
)

PAST_ITEM: Final = (
    BACK,
    Key("item_since", ("f3",), "F3", "后来的变化", "hldbh", "这一项从那天以来改了什么"),
    Key("present", ("f2",), "F2", "现在的样子", "xzdyz", "打开这一项现在的页面"),
)

ITEM_CHANGES: Final = (
    BACK,
    Key("show_then", ("f2",), "F2", "起日的样子", "qrdyz", "这一项起日终了时的样子，只看不改"),
    Key("show_now", ("f3",), "F3", "止日的样子", "zrdyz", "这一项止日终了时的样子，只看不改"),
    Key("present", ("enter",), "Enter", "事项页", "sxy", "打开这一项现在的页面"),
    Key("copy", ("f7",), "F7", "复制", "fz", "把这些变化复制为文本"),
)

ACTION_LOG: Final = (
    BACK,
    Key("open_item", ("enter",), "Enter", "看事项", "ksx", "打开这次操作所办的事项"),
    Key("undo_one", ("f2",), "F2", "撤销这一条", "cxzyt", "只撤销这一条；有妨碍的说明是谁的哪一次操作"),
    Key("undo_back", ("f3",), "F3", "退回到这里", "thdzl", "由近到远逐条撤销您的操作，直到这一条"),
    Key("redo_one", ("f4",), "F4", "重做这一条", "czzyt", "重做已经撤销的这一条"),
    Key("only_mine", ("f6",), "F6", "只看我的", "zkwd", "只看自己的操作，或看大家的"),
    Key("next_panel", ("tab",), "Tab", "另一栏", "lyl", "到另一栏，滚动看全部改动"),
)

DAY_PICK: Final = (
    Key("take", ("enter",), "Enter", "选定", "xd", "看这一天"),
    Key("move_day(-7)", ("up",), "↑↓", "上下周", "sxz", "早一周、晚一周"),
    Key("move_month(-1)", ("pageup",), "PgUp PgDn", "上下月", "sxy", "早一月、晚一月"),
    Key("give_up", ("escape",), "Esc", "取消", "qx", "取消"),
)
"""In the dialog that asks for a day."""
