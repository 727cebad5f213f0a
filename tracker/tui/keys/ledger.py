"""Keys of the list."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.items import ITEM_ACTIONS
from tracker.tui.keys.key import Key

COLUMNS_ASIDE: Final = (
    Key(
        "columns_right",
        ("shift+right",),
        "Shift+→",
        "右边的列",
        "ybdl",
        "一行放不下的列，往右看；编号不动",
        in_foot=False,
    ),
    Key(
        "columns_left", ("shift+left",), "Shift+←", "左边的列", "zbdl", "往左看，回到原来的列", in_foot=False
    ),
)

LIST_ACTIONS: Final = (
    Key("open_item", ("enter",), "Enter", "办理", "bl", "打开光标所在的一项；在分组行上是折起或展开"),
    Key("export", ("f5",), "F5", "导出", "dc", "导出整改台账、各种清单或全套：标记的，没有标记就是列表里的"),
    Key("mine", ("f7",), "F7", "挖掘", "wj", "读一份讲话、反馈意见或方案，找出问题、任务和措施"),
    Key("review", ("ctrl+r",), "Ctrl+R", "复核", "fh", "来源文件一览，接着复核挖掘出来的候选"),
    Key("search", ("/", "、", "ctrl+f"), "/", "筛选", "sx", "到筛选栏：单位:组织部 未销号 逾期 或任何字词"),
    Key("add_item", ("ctrl+n",), "Ctrl+N", "新增", "xz", "手工新增一个问题或任务"),
    Key("mark", ("space", "ideographic_space"), "空格", "标记", "bj", "标记或取消标记光标所在的一项或一组"),
    Key(
        "bulk",
        ("alt+p", "b"),
        "Alt+P",
        "批量",
        "pl",
        "给标记的（没有标记就是列表里的）事项一起改内容、办一步",
    ),
    Key("mark_all", ("ctrl+a",), "Ctrl+A", "全标", "qb", "标记列表里的全部；再按一次取消", in_foot=False),
    Key("invert_marks", ("alt+i",), "Alt+I", "反标", "fb", "列表里标记的与没标记的对换", in_foot=False),
    Key("clear_marks", ("alt+u",), "Alt+U", "清除标记", "qcbj", "取消全部标记", in_foot=False),
    Key(
        "mark_down",
        ("shift+down",),
        "Shift+↓",
        "向下连标",
        "xxlb",
        "从光标所在的一项起连续标记",
        in_foot=False,
    ),
    Key("mark_up", ("shift+up",), "Shift+↑", "向上连标", "xslb", "同上，向上", in_foot=False),
    Key("sort", ("ctrl+o",), "Ctrl+O", "排序", "px", "选按哪一列排序，再选一次反过来", in_foot=False),
    Key(
        "group",
        ("alt+g",),
        "Alt+G",
        "分组",
        "fz",
        "按单位、领导、类别、来源文件或专项分组；← → 折起、展开",
        in_foot=False,
    ),
    Key(
        "choose_columns", ("alt+c",), "Alt+C", "列", "l", "选要看的列、次序和宽度，下次还记得", in_foot=False
    ),
    *COLUMNS_ASIDE,
    Key("pick_state", ("6",), "6", "按状态", "azt", "选一个办理状态来筛选", in_foot=False),
    Key("pick_light", ("7",), "7", "按预警", "ayj", "选一种预警来筛选", in_foot=False),
    Key("pick_unit", ("8",), "8", "按单位", "adw", "选一个单位来筛选", in_foot=False),
    Key("views", ("v",), "V", "视图", "st", "打开、保存、删除常用的筛选", in_foot=False),
    Key("next_view", ("]", "】", "」"), "]", "下一视图", "xyst", "换到右边的视图", in_foot=False),
    Key("previous_view", ("[", "【", "「"), "[", "上一视图", "syst", "换到左边的视图", in_foot=False),
    Key("show_all", ("0",), "0", "全部", "qb", "清除筛选，列出全部事项", in_foot=False),
)

LIST: Final = (
    BACK,
    LIST_ACTIONS[0],
    *ITEM_ACTIONS[:3],
    LIST_ACTIONS[1],
    ITEM_ACTIONS[3],
    LIST_ACTIONS[2],
    *ITEM_ACTIONS[4:5],
    *LIST_ACTIONS[3:8],
    *ITEM_ACTIONS[5:],
    *LIST_ACTIONS[8:],
)
"""In the order of the foot, which shows as many as fit."""
