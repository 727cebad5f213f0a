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

ITEM_MENU: Final = (
    Key(
        "menu",
        ("enter",),
        "Enter",
        "办理",
        "bl",
        "这一项现在能办的全部事情；不能办的说明缘由，缺什么就到哪里补",
    ),
    Key("tick", ("space",), "空格", "就办", "jb", "办光标所在的一条：措施打勾、佐证打开、缺的去补"),
)
"""On an item's own page."""


def _deed(action: str, word: str, initials: str, says: str) -> Key:
    """An action that has no key of its own: the menu and the palette lead to it."""
    return Key(action, (), "", word, initials, says, in_foot=False)


ITEM_DEEDS: Final = (
    _deed("resume_measure", "措施恢复办理", "cshfbl", "已完成的措施其实没有完成，写明理由重新办理"),
    _deed("plan_amount", "数量目标", "slmb", "给一条措施定数量目标：金额、人数、制度、追责……"),
    _deed("record_amount", "数量完成数", "slwcs", "填一条措施的数量完成到多少"),
    _deed("share_measure", "共用措施", "gycs", "让一条措施同时服务别的事项"),
    _deed("unshare_measure", "取消共用", "qxgy", "不再共用别的事项的措施"),
    _deed("add_stage", "增加阶段", "zjjd", "给分阶段整改、中长期整改的事项加一个阶段"),
    _deed("edit_stage", "改阶段", "gjd", "改一个阶段的目标或时限"),
    _deed("finish_stage", "阶段完成", "jdwc", "把一个阶段记为完成"),
    _deed("publicise", "公示", "gs", "登记公示：从哪天起、到哪天止、在哪里公示"),
    _deed("object", "公示异议", "gsyy", "公示期满，登记有无异议和处理情况"),
    _deed("score", "满意度", "myd", "登记群众评价：好、较好、一般、差各多少人"),
    _deed("open_evidence", "打开佐证", "dkzz", "用系统里的程序打开一份佐证材料的副本"),
    _deed("check_evidence", "核对佐证", "hdzz", "逐份核对佐证材料：还在不在，有没有被改动"),
    _deed("add_regulation", "登记制度", "djzd", "登记新建、修订、废止的制度"),
    _deed("issue_regulation", "制度印发", "zdyf", "登记制度已经印发"),
    _deed("check_regulation", "制度检查", "zdjc", "登记制度执行得怎么样"),
    _deed("classify", "分类盘点", "flpd", "月小结时列入哪一类"),
    _deed("start_self_check", "布置自查", "bzzc", "举一反三：请其他单位自查有没有同样的问题"),
    _deed("answer_self_check", "自查反馈", "zcfk", "登记一个单位自查的结果"),
    _deed("raise_item", "提请上级", "tqsj", "根子在上面的，提请上级单位解决"),
    _deed("answer_raised", "上级答复", "sjdf", "登记上级单位的答复"),
    _deed("confirm_lineage", "屡改屡犯", "lglf", "认定这是以前哪个问题又犯了"),
    _deed("remove_lineage", "取消屡改屡犯", "qxlglf", "认定错了的，取消"),
    _deed("flow", "流程图", "lct", "看办理流程图，这一项走到了哪一步"),
)

ITEM: Final = (BACK, *ITEM_MENU, *ITEM_ACTIONS, *ITEM_DEEDS)

SOURCE: Final = (
    BACK,
    Key("find_mark", ("f6",), "F6", "回到原句", "hdyj", "滚回到标出的原句"),
)
