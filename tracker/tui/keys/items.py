"""Keys of one item: in the list for the one under the cursor, and on its own page."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

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

ITEM: Final = (BACK, *ITEM_ACTIONS)

SOURCE: Final = (
    BACK,
    Key("find_mark", ("f6",), "F6", "回到原句", "hdyj", "滚回到标出的原句"),
)
