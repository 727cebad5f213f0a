"""Keys of the pages that 文书与表格 opens."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

CHECKING: Final = (
    Key("list_items", ("enter",), "Enter", "列出事项", "lcsx", "在台账里列出这个差数背后的事项"),
    Key("write_copy", ("f2",), "F2", "写批注稿", "xpzg", "另存一份加了批注的稿子（.docx），原稿不动"),
    Key("choose", ("f3",), "F3", "换稿子", "hgz", "换一份稿子，换截至的日期或核对的范围"),
    Key("check_again", ("f4",), "F4", "重新核对", "cxhd", "稿子改过、台账动过以后再核一遍"),
    Key("next_kind", ("f6",), "F6", "只看一种", "zkyz", "只看不符的、无法核的、相符的，或全部"),
    Key("open_file", ("f7",), "F7", "打开文件", "dkwj", "用系统里的程序打开批注稿；还没有写就打开原稿"),
    Key("stop", ("f8",), "F8", "停下", "tx", "停下正在读的、正在核的"),
    BACK,
)
"""汇报稿核对."""

RECONCILING: Final = (
    Key("apply", ("f2",), "F2", "办理", "bl", "办选中的（没有选中就是光标所在的），先看一遍，一次撤销"),
    Key("mark", ("space", "ideographic_space"), "空格", "选中", "xz", "选中或不选这一条，转到下一条"),
    Key("open_item", ("enter",), "Enter", "看事项", "ksx", "打开这一条说的事项；看完回来还在原处"),
    Key("next_kind", ("f6",), "F6", "只看一种", "zkyz", "只看已报完成、部分、时限后移……的，或全部"),
    Key("mark_all", ("ctrl+a",), "Ctrl+A", "全选", "qx", "选中列出来的全部能办的；再按一次取消"),
    Key("choose", ("f3",), "F3", "换文件", "hwj", "换一份讲话或报告，换日期或范围"),
    Key("compare_again", ("f4",), "F4", "重新对账", "cxdz", "文件改过以后再读一遍"),
    Key("stop", ("f8",), "F8", "停下", "tx", "停下正在读的、正在对的"),
    BACK,
)
"""承诺对账."""

PAPERS: Final = (
    Key(
        "write", ("f2", "enter"), "F2", "出文", "cw", "写成 Word：先看草稿，或编号并登记为已发出（Enter 同）"
    ),
    Key("choose_items", ("f3",), "F3", "换范围", "hfw", "写哪些事项：标记的、列表里的、一个单位的、全部"),
    Key("fill_in", ("f4",), "F4", "填写", "tx", "填期限、落款、密级、模板、截至日期……正文随着变"),
    Key("next_paper", ("right",), "→", "下一份", "xyf", "看下一个单位、下一个事项的那一份"),
    Key("previous_paper", ("left",), "←", "上一份", "syf", "看上一份", in_foot=False),
    Key("text_down", ("pagedown",), "PgDn", "下翻", "xf", "把正文往下翻", in_foot=False),
    Key("text_up", ("pageup",), "PgUp", "上翻", "sf", "把正文往上翻", in_foot=False),
    Key("open_file", ("f7",), "F7", "打开文件", "dkwj", "用系统里的程序打开刚写出的那一份"),
    Key("issued", ("f6",), "F6", "发文登记", "fwdj", "登记过的发文，新的在前；选一份看它的事项"),
    Key("sample", ("f8",), "F8", "模板样本", "mbyb", "写一份能改的模板样本，字段都在里面"),
    BACK,
)
"""出文."""
