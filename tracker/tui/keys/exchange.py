"""Keys of 收发, 导入 and 填表: forms out and back, a 台账 taken in, a superior's workbook filled in."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

FORMS: Final = (
    Key("open_unit", ("enter",), "Enter", "看事项", "ksx", "在台账里列出这个单位整改中的事项"),
    Key("send", ("f7",), "F7", "发表", "fb", "给各单位各写一份填报表：先看发给谁，再写到一个文件夹"),
    Key("take_back", ("f8",), "F8", "收表", "sb", "收各单位交回的表：先看逐处怎样，再一次合并"),
    Key("only_missing", ("f4",), "F4", "只看未交", "zkwj", "只列还没有交回的单位，再按一次列全部"),
    BACK,
)

SENDING: Final = (
    Key("send", ("f2",), "F2", "发出", "fc", "写明要求交回的日期和文件夹，给打勾的单位各写一份"),
    Key("narrow", ("f3",), "F3", "筛选", "sx", "只发符合条件的事项：专项、类别、时限……"),
    Key("leave_out", ("space", "ideographic_space"), "空格", "不发", "bf", "这个单位这次不发；再按一次又发"),
    Key("leave_out_all", ("ctrl+a",), "Ctrl+A", "全不发", "qbf", "一个单位也不发，再逐个选；再按一次全发"),
    BACK,
)

MERGING: Final = (
    Key("apply", ("f2",), "F2", "合并", "hb", "选定的一次写入台账，一次撤销；不能采用的先问"),
    Key("take_ours", ("left",), "←", "用台账的", "ytzd", "这一处保留台账的，转到下一处没有选的"),
    Key("take_theirs", ("right",), "→", "用单位的", "ydwd", "这一处用单位填的，转到下一处没有选的"),
    Key("open_item", ("enter",), "Enter", "看事项", "ksx", "打开这一项；改好了回来，重新比较"),
    Key("next_open", ("f5",), "F5", "下一处未选", "xycwx", "转到下一处两边都改、还没有选的"),
    Key("next_kind", ("f6",), "F6", "只看一种", "zkyz", "两边都改的、采用的、不能采用的、说明……轮换着看"),
    Key("all_ours", ("f3",), "F3", "其余用台账的", "qyytzd", "没有选的全部保留台账的"),
    Key("all_theirs", ("f4",), "F4", "其余用单位的", "qyydwd", "没有选的全用单位填的；几家不同的仍要选"),
    Key("with_older", ("f7",), "F7", "旧批也收", "jpys", "旧一批的表也比较；再按一次不收"),
    Key(
        "added_rows",
        ("ctrl+n",),
        "Ctrl+N",
        "单位加的行",
        "dwjdh",
        "单位加的行，看过后收下成为那一项的措施",
    ),
    Key("stop", ("f8",), "F8", "停下", "tx", "停下正在做的，什么也不写"),
    BACK,
)

ADDED_ROWS: Final = (
    Key("apply", ("f2",), "F2", "收下", "sx", "要收的行一次写入台账，成为各项的整改措施，一次撤销"),
    Key("leave_out", ("space", "ideographic_space"), "空格", "不收", "bs", "这一行不收；再按一次又收"),
    Key("open_item", ("enter",), "Enter", "看事项", "ksx", "打开这一行所在的事项"),
    Key("next_kind", ("f6",), "F6", "只看一种", "zkyz", "不能收的、收下的、不收的轮换着看"),
    BACK,
)

IMPORTING: Final = (
    Key("apply", ("f2",), "F2", "导入", "dr", "能导入的一次写入台账，一次撤销；有不能导入的先问"),
    Key("choose_columns", ("f3",), "F3", "改列", "gl", "改一列是什么；改过的表头下次还认得"),
    Key("choose_manner", ("f4",), "F4", "改做法", "gzf", "导入到哪个专项、时限从哪天算、带不带状态"),
    Key("open_item", ("enter",), "Enter", "看事项", "ksx", "打开这一行对上的事项"),
    Key("next_kind", ("f6",), "F6", "只看一种", "zkyz", "新增的、修改的、不能导入的、略过的……轮换着看"),
    Key("stop", ("f8",), "F8", "停下", "tx", "停下正在做的，什么也不写"),
    BACK,
)

FILLING: Final = (
    Key("apply", ("f2",), "F2", "写成文件", "xcwj", "填好的另存一份，原件不动"),
    Key("say_item", ("enter",), "Enter", "是哪一项", "snyx", "说定这一行是台账里的哪一项，或者都不是"),
    Key("take_likely", ("f5",), "F5", "都照最像的", "dzzxd", "拿不准的行都照最像的一项填"),
    Key("choose_columns", ("f3",), "F3", "改列", "gl", "改一列是什么；改过的表头下次还认得"),
    Key("choose_manner", ("f4",), "F4", "改做法", "gzf", "填哪些事项、哪些列，已有内容的动不动，行高不高"),
    Key("next_kind", ("f6",), "F6", "只看一种", "zkyz", "要填的、拿不准的、没有对上的……轮换着看"),
    Key("stop", ("f8",), "F8", "停下", "tx", "停下正在做的，什么也不写"),
    BACK,
)

ONE_FILE: Final = (
    Key("start", ("f2",), "F2", "打开", "dk", "打开上面写的那一份"),
    Key("up", ("f4",), "F4", "上一级", "syj", "目录往上一级"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "关闭"),
)

RETURNED_FILES: Final = (
    Key("start", ("f2",), "F2", "开始", "ks", "读选定的表"),
    Key("whole_folder", ("f5",), "F5", "收文件夹", "swjj", "收光标所在文件夹里的全部表，连同下级文件夹"),
    Key("up", ("f4",), "F4", "上一级", "syj", "目录往上一级"),
    Key("drop", ("f8",), "F8", "去掉一份", "qdyf", "从选定的文件里去掉最后一份"),
    Key("cancel", ("escape",), "Esc", "取消", "qx", "关闭"),
)
