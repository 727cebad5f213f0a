"""Keys of every page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.tui.keys.desk import DESK_MENU, DESK_WORK
from tracker.tui.keys.key import Key

SECTION_KEYS: Final = (
    Key(
        "show_overview",
        ("1",),
        "1",
        "总览",
        "zl",
        "今天的逾期、临期、待审核、待我办",
        in_foot=False,
    ),
    Key("show_ledger", ("2",), "2", "台账", "tz", "全部事项一览，筛选、办理、导出", in_foot=False),
    Key("show_documents", ("3",), "3", "文档", "wd", "来源文件，每条要求办到哪一步", in_foot=False),
    Key("show_schedule", ("4",), "4", "调度", "dd", "按日历看时限，分类盘点，今天该催谁", in_foot=False),
    Key(
        "show_comparison",
        ("5",),
        "5",
        "对比",
        "db",
        "某一天的台账，两天之间的变化，撤销记录",
        in_foot=False,
    ),
)
"""The pages that stand beside each other, in their order: a digit opens one."""

PICK_CAMPAIGN: Final = Key(
    "pick_campaign", ("9",), "9", "选专项", "xzx", "选一个专项来看，或全部专项一起看", in_foot=False
)

EVERYWHERE: Final = (
    Key("help", ("f1", "?", "？"), "?", "帮助", "bz", "本页：所有按键、预警记号和办理流程"),
    Key(
        "command_palette",
        ("ctrl+p",),
        "Ctrl+P",
        "命令",
        "ml",
        "按名称或拼音首字母找到任何操作",
        in_foot=False,
    ),
    Key("undo", ("f9", "ctrl+z"), "F9", "撤销", "cx", "撤销最近一次改动（Ctrl+Z 同）"),
    Key("redo", ("ctrl+y",), "Ctrl+Y", "重做", "cz", "重做刚才撤销的改动", in_foot=False),
    Key(
        "switch_actor",
        ("ctrl+u",),
        "Ctrl+U",
        "换人",
        "hr",
        "换经办人或角色，下次还记得（申请人与审核人不能是同一人）",
    ),
    Key(
        "switch_theme",
        ("ctrl+l",),
        "Ctrl+L",
        "换主题",
        "hzt",
        "深色、浅色、高对比、16 色轮换，下次还记得",
        in_foot=False,
    ),
    Key(
        "settings",
        ("alt+o",),
        "Alt+O",
        "设置",
        "sz",
        "姓名、主题、打开时的页面、导出文件夹……",
        in_foot=False,
    ),
    Key("keymap", ("alt+j",), "Alt+J", "按键", "aj", "看每个操作的按键，换成自己顺手的", in_foot=False),
    Key("manual", ("alt+h",), "Alt+H", "使用手册", "sysc", "按要办的事查使用手册", in_foot=False),
    Key("tour", ("alt+n",), "Alt+N", "导览", "dl", "在样例台账上走一遍；随时离开，下次接着走", in_foot=False),
    Key("skip_step", ("alt+m",), "Alt+M", "跳过一步", "tgyb", "导览时跳过这一步", in_foot=False),
    Key("leave", ("f10", "ctrl+c"), "F10", "退出", "tc", "退出程序"),
    *SECTION_KEYS,
    PICK_CAMPAIGN,
    DESK_MENU,
    *DESK_WORK,
)

BACK: Final = Key("back", ("escape",), "Esc", "返回", "fh", "回到上一页")

LEAVE: Final = replace(next(key for key in EVERYWHERE if key.action == "leave"), action="app.leave")
"""Leaving from within a form, where the keys of the app are out of reach."""
