"""Every action of the app with its keys and words: bindings, foot, palette and help come from here.

Primary keys are F-keys, Enter, Esc, arrows and Ctrl with a letter, which reach the program while an input
method is on; every punctuation key has its full-width twin. Left alone are keys that terminals or input
methods keep for themselves (Ctrl+Space, Ctrl+I/M/J/H, Ctrl+S/Q).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One action."""

    action: str
    """Name of the `action_…` method."""
    keys: tuple[str, ...]
    """As Textual names them; the first one is shown."""
    shown: str
    """As people name the keys."""
    word: str
    """In the foot and the palette."""
    initials: str
    """Of the word's pinyin, to reach it in the palette without an input method."""
    says: str
    """One sentence for the help."""
    in_foot: bool = True


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
        "明暗",
        "ma",
        "在深色与浅色主题之间切换，下次还记得",
        in_foot=False,
    ),
    Key("leave", ("f10", "ctrl+c"), "F10", "退出", "tc", "退出程序"),
)

BACK: Final = Key("back", ("escape",), "Esc", "返回", "fh", "回到上一页")

ITEM_ACTIONS: Final = (
    Key("progress", ("f2",), "F2", "进展", "jz", "登记整改进展，可同时把一条措施记为完成"),
    Key("evidence", ("f3",), "F3", "佐证", "zz", "登记佐证材料：文件复制一份存进台账，原件可以移动"),
    Key("apply", ("f4",), "F4", "申请销号", "sqxh", "写完成情况、举一反三，申请销号"),
    Key("source", ("f6",), "F6", "原文", "yw", "看这一项出自哪份文件的哪句话"),
    Key("register", ("f8",), "F8", "挂号", "gh", "四有齐备后挂号；缺项须写明理由"),
    Key("finish_measure", ("ctrl+d",), "Ctrl+D", "措施完成", "cswc", "把一条措施记为完成"),
    Key("report", ("alt+r",), "Alt+R", "自报", "zb", "单位自报整改到什么程度；不改变状态和核实"),
    Key("verify", ("alt+v",), "Alt+V", "核实", "hs", "登记核实结果，由自报人以外的人办"),
    Key("decide_extension", ("alt+y",), "Alt+Y", "批延期", "pyq", "同意或不同意待批准的延期申请"),
    Key("preliminary", ("alt+k",), "Alt+K", "初审", "cs", "两步审核的：初审通过，再由另一人销号"),
    Key("close_item", ("ctrl+k",), "Ctrl+K", "销号", "xh", "审核：同意销号"),
    Key("return_item", ("ctrl+b",), "Ctrl+B", "退回", "th", "审核：退回并写明补充整改要求"),
    Key("withdraw", ("ctrl+w",), "Ctrl+W", "撤回申请", "chsq", "申请人撤回销号申请", in_foot=False),
    Key("edit", ("ctrl+e",), "Ctrl+E", "修改", "xg", "修改事项：目标、责任、时限等"),
    Key("edit_measure", ("ctrl+g",), "Ctrl+G", "改措施", "gcs", "修改一条措施：内容、完成标准、时限、责任"),
    Key("add_measure", ("ctrl+t",), "Ctrl+T", "增措施", "zcs", "给这一项增加一条措施"),
    Key("ask_extension", ("alt+x",), "Alt+X", "申请延期", "sqyq", "到期前申请，领导批准后新时限才生效"),
    Key("extend", ("ctrl+x",), "Ctrl+X", "延期", "yq", "领导已经批了的延期，一步办完；原时限留着"),
    Key(
        "withdraw_extension",
        ("alt+w",),
        "Alt+W",
        "撤回延期",
        "chyq",
        "申请人撤回延期申请",
        in_foot=False,
    ),
    Key("sign", ("alt+s",), "Alt+S", "签字", "qz", "登记纸质审批表上谁签的字、哪天、文号"),
    Key("look_back", ("f12",), "F12", "回头看", "htk", "已销号的再去核查，成果巩固的写明核查情况"),
    Key("reopen", ("insert",), "Ins", "回炉", "hl", "已销号而不实的另起一轮；写明理由和依据"),
    Key("stop", ("delete",), "Del", "终止", "zz", "不再办理，写明理由；以后可以恢复"),
    Key("take_up", ("shift+delete",), "Shift+Del", "恢复办理", "hfbl", "已终止的重新办理；写明理由和依据"),
)

LIST_ACTIONS: Final = (
    Key("open_item", ("enter",), "Enter", "办理", "bl", "打开光标所在的一项"),
    Key("export", ("f5",), "F5", "导出", "dc", "把列表里的事项导出成整改台账工作簿"),
    Key("mine", ("f7",), "F7", "挖掘", "wj", "读一份讲话、反馈意见或方案，找出问题、任务和措施"),
    Key("review", ("ctrl+r",), "Ctrl+R", "复核", "fh", "来源文件一览，接着复核挖掘出来的候选"),
    Key("search", ("/", "、", "ctrl+f"), "/", "筛选", "sx", "到筛选栏：单位:组织部 未销号 逾期 或任何字词"),
    Key("add_item", ("ctrl+n",), "Ctrl+N", "新增", "xz", "手工新增一个问题或任务"),
    Key("pick_state", ("1",), "1", "按状态", "azt", "选一个办理状态来筛选", in_foot=False),
    Key("pick_light", ("2",), "2", "按预警", "ayj", "选一种预警来筛选", in_foot=False),
    Key("pick_unit", ("3",), "3", "按单位", "adw", "选一个单位来筛选", in_foot=False),
    Key("pick_campaign", ("4",), "4", "按专项", "azx", "选一个专项来看，或全部专项一起看", in_foot=False),
    Key("views", ("5",), "5", "视图", "st", "打开、保存、删除常用的筛选", in_foot=False),
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

ITEM: Final = (BACK, *ITEM_ACTIONS)

SOURCE: Final = (
    BACK,
    Key("find_mark", ("f6",), "F6", "回到原句", "hdyj", "滚回到标出的原句"),
)

REVIEW: Final = (
    Key("accept", ("enter",), "Enter", "收下", "sx", "收下这一条候选，转到下一条"),
    Key("reject", ("delete", "x"), "X", "弃", "q", "弃用这一条（写明理由），以后不再提示"),
    Key("link", ("ctrl+t", "l"), "L", "连到问题", "ldwt", "说定这条措施回应哪个问题，收下时归到那里"),
    Key("accept_all", ("ctrl+a", "a"), "A", "全部收下", "qbsx", "收下其余所有待复核的候选"),
    Key("next", ("down", "j"), "↓", "下一条", "xyt", "看下一条候选"),
    Key("previous", ("up", "k"), "↑", "上一条", "syt", "看上一条候选"),
    BACK,
)

DOCUMENTS: Final = (
    Key("open_document", ("enter",), "Enter", "复核", "fh", "打开这份文件的复核"),
    BACK,
    Key("mine", ("f7",), "F7", "挖掘", "wj", "读一份新的来源文件"),
)

HELP: Final = (BACK,)

FORM: Final = (
    Key("save", ("f2",), "F2", "保存", "bc", "保存填写的内容（在最后一栏按 Enter 同）"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "关闭；填过内容时先问一句"),
)

CONFLICT: Final = (
    Key("keep_mine", ("f2",), "F2", "用我的", "ywd", "别人刚改过同一处：仍按我的写"),
    Key("take_theirs", ("f3",), "F3", "用对方的", "ydfd", "别人刚改过同一处：保留对方的，其余照我的写"),
    Key("give_up", ("escape",), "Esc", "取消", "qx", "回到填写，什么也不写"),
)

LEAVE: Final = replace(EVERYWHERE[-1], action="app.leave")
"""Leaving from within a form, where the keys of the app are out of reach."""

PAGES: Final[tuple[tuple[str, tuple[Key, ...]], ...]] = (
    ("台账", LIST_ACTIONS),
    ("一项事项（台账和事项页）", (*ITEM_ACTIONS, BACK)),
    ("原文", SOURCE),
    ("来源文件", DOCUMENTS),
    ("挖掘复核", REVIEW),
    ("填写", FORM),
    ("与别人同时修改", CONFLICT),
    ("各页通用", EVERYWHERE),
)
"""Every page's own keys, in the order of the help."""


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual binds them."""
    return [
        Binding(",".join(key.keys), key.action, key.word, key_display=key.shown, tooltip=key.says)
        for key in keys
    ]
