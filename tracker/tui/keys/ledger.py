"""Keys of the list."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.items import ITEM_ACTIONS
from tracker.tui.keys.key import Key

LIST_ACTIONS: Final = (
    Key("open_item", ("enter",), "Enter", "办理", "bl", "打开光标所在的一项"),
    Key("export", ("f5",), "F5", "导出", "dc", "把列表里的事项导出成整改台账工作簿"),
    Key("mine", ("f7",), "F7", "挖掘", "wj", "读一份讲话、反馈意见或方案，找出问题、任务和措施"),
    Key("review", ("ctrl+r",), "Ctrl+R", "复核", "fh", "来源文件一览，接着复核挖掘出来的候选"),
    Key("search", ("/", "、", "ctrl+f"), "/", "筛选", "sx", "到筛选栏：单位:组织部 未销号 逾期 或任何字词"),
    Key("add_item", ("ctrl+n",), "Ctrl+N", "新增", "xz", "手工新增一个问题或任务"),
    Key("pick_state", ("6",), "6", "按状态", "azt", "选一个办理状态来筛选", in_foot=False),
    Key("pick_light", ("7",), "7", "按预警", "ayj", "选一种预警来筛选", in_foot=False),
    Key("pick_unit", ("8",), "8", "按单位", "adw", "选一个单位来筛选", in_foot=False),
    Key("views", ("v",), "V", "视图", "st", "打开、保存、删除常用的筛选", in_foot=False),
    Key("show_all", ("0",), "0", "全部", "qb", "清除筛选，列出全部事项", in_foot=False),
    Key("sort", ("ctrl+o",), "Ctrl+O", "排序", "px", "依次按编号、时限、状态、单位排序", in_foot=False),
)

LIST: Final = (
    LIST_ACTIONS[0],
    *ITEM_ACTIONS[:3],
    LIST_ACTIONS[1],
    ITEM_ACTIONS[3],
    LIST_ACTIONS[2],
    *ITEM_ACTIONS[4:5],
    *LIST_ACTIONS[3:6],
    *ITEM_ACTIONS[5:],
    *LIST_ACTIONS[6:],
)
"""In the order of the foot, which shows as many as fit."""
