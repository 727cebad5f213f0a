"""Keys of documents, of their review, and of the dialogs that mine and split."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

REVIEW: Final = (
    Key("accept", ("enter",), "Enter", "收下", "sx", "收下这一条候选，转到下一条"),
    Key("edit", ("f2", "e"), "E", "改", "g", "改内容、类别、时限、责任和缺项（F2 同）"),
    Key("merge", ("f3", "m"), "M", "并入上条", "brst", "把这一条并进它上面那一条（F3 同）"),
    Key("split", ("f4", "s"), "S", "拆分", "cf", "把这一条从中间拆成两条（F4 同）"),
    Key("reject", ("delete", "x"), "X", "弃", "q", "弃用这一条，选或写理由，以后不再提示（Del 同）"),
    Key("change_kind", ("f6", "k"), "K", "换类别", "hlb", "问题、任务、措施、成效之间改换（F6 同）"),
    Key("link", ("ctrl+t", "l"), "L", "连到问题", "ldwt", "说定这条措施回应哪个问题（Ctrl+T 同）"),
    Key("settle", ("f5", "d"), "D", "定时限", "dsx", "定下待明确的时限：选日期、写日期或长期坚持（F5 同）"),
    Key("next", ("down",), "↓", "下一条", "xyt", "看下一条候选"),
    BACK,
    Key("open_item", ("ctrl+o", "o"), "O", "打开事项", "dksx", "打开这一条收成的事项（Ctrl+O 同）"),
    Key("accept_all", ("ctrl+a", "a"), "A", "全部收下", "qbsx", "收下其余所有待复核的候选（Ctrl+A 同）"),
    Key("previous", ("up",), "↑", "上一条", "syt", "看上一条候选"),
    Key("first", ("home",), "Home", "第一条", "dyt", "回到第一条候选", in_foot=False),
    Key("last", ("end",), "End", "最后一条", "zhyt", "看最后一条候选", in_foot=False),
    Key("next_pending", ("ctrl+n", "n"), "N", "下一待复核", "xydfh", "跳到下一条还没复核的（Ctrl+N 同）"),
    Key("text_down", ("pagedown",), "PgDn", "原文下翻", "ywxf", "把左边的原文往下翻", in_foot=False),
    Key("text_up", ("pageup",), "PgUp", "原文上翻", "ywsf", "把左边的原文往上翻", in_foot=False),
    Key("show_all", ("0",), "0", "全部候选", "qbhx", "列出全部候选", in_foot=False),
    Key("show_pending", ("6",), "6", "只看待复核", "zkdfh", "只列还没复核的", in_foot=False),
    Key("show_lacking", ("7",), "7", "只看缺项", "zkqx", "只列五要素不全的", in_foot=False),
    Key(
        "show_doubtful",
        ("8",),
        "8",
        "只看存疑",
        "zkcy",
        "只列时限待明确、与别处重复或把握不大的",
        in_foot=False,
    ),
)

DOCUMENTS: Final = (
    Key("open_document", ("enter",), "Enter", "复核", "fh", "打开这份文件的复核，停在上次的地方"),
    Key("mine", ("f7",), "F7", "挖掘", "wj", "读新的来源文件，可以一次选几份"),
    Key("paste", ("f3",), "F3", "粘贴文字", "ztwz", "把复制来的讲话、通知粘进来挖掘"),
    Key("promises", ("f4",), "F4", "逐条去向", "ztqx", "这份文件的每一条：收成哪项、办到哪一步、为何没收"),
    Key(
        "reconcile_document",
        ("f6",),
        "F6",
        "拿来对账",
        "nldz",
        "这份讲话、报告与没有销号的逐条对照，看过再办",
    ),
    Key("edit_document", ("f2",), "F2", "改标题日期", "gbtrq", "改文件标题；改日期后待复核的时限重新推算"),
    Key("cancel_mining", ("f8",), "F8", "停止挖掘", "tzwj", "停下正在读的文件，什么也不存"),
    BACK,
)

PROMISES: Final = (
    Key("open_item", ("enter",), "Enter", "打开", "dk", "打开这一条收成的事项；没收的打开复核"),
    Key("source", ("f6",), "F6", "原文", "yw", "到复核页，停在这一条的原句"),
    Key("show_list", ("f5",), "F5", "列入台账", "lrtz", "在台账里列出这份文件的事项"),
    BACK,
)

MINING: Final = (
    Key("start", ("f2",), "F2", "开始", "ks", "读选定的文件，在后台挖掘"),
    Key("paste", ("f3",), "F3", "粘贴文字", "ztwz", "不选文件，粘贴文字"),
    Key("up", ("f4",), "F4", "上一级", "syj", "目录往上一级"),
    Key("drop", ("f8",), "F8", "去掉一份", "qdyf", "从选定的文件里去掉最后一份"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "关闭"),
)

PASTING: Final = (
    Key("start", ("f2",), "F2", "开始", "ks", "挖掘粘贴的文字"),
    Key("clear", ("f8",), "F8", "清空", "qk", "清空粘贴的文字"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "关闭"),
)

DATE_WANTED: Final = (
    Key("start", ("f2",), "F2", "接着挖掘", "jzwj", "按这个日期接着挖掘（Enter 同）"),
    Key("cancel", ("escape",), "Esc", "不挖这份", "bwzf", "这一份不挖了，其余的接着挖"),
)

SPLITTING: Final = (
    Key("split", ("enter",), "Enter", "拆开", "ck", "从这里拆成两条"),
    Key("move(-1)", ("left",), "←", "左移", "zy", "拆分处左移一个字"),
    Key("move(1)", ("right",), "→", "右移", "yy", "拆分处右移一个字"),
    Key("jump(-1)", ("up",), "↑", "前标点", "qbd", "拆分处移到上一个标点之后"),
    Key("jump(1)", ("down",), "↓", "后标点", "hbd", "拆分处移到下一个标点之后"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "不拆"),
)
