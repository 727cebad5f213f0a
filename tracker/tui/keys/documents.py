"""Keys of documents and of their review."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

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
