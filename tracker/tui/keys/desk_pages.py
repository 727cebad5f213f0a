"""Keys of the pages that 文书与表格 opens."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

CHECKING: Final = (
    Key("open_items", ("enter",), "Enter", "列出事项", "lcsx", "在台账里列出这个差数背后的事项"),
    Key("write_copy", ("f2",), "F2", "写批注稿", "xpzg", "另存一份加了批注的稿子（.docx），原稿不动"),
    Key("choose", ("f3",), "F3", "换稿子", "hgz", "换一份稿子，换截至的日期或核对的范围"),
    Key("check_again", ("f4",), "F4", "重新核对", "cxhd", "稿子改过、台账动过以后再核一遍"),
    Key("next_verdict", ("f6",), "F6", "只看一种", "zkyz", "只看不符的、无法核的、相符的，或全部"),
    Key("open_file", ("f7",), "F7", "打开文件", "dkwj", "用系统里的程序打开批注稿；还没有写就打开原稿"),
    BACK,
)
"""汇报稿核对."""
