"""Keys of what users arrange for themselves: the help, the manual, the keys."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.everywhere import BACK
from tracker.tui.keys.key import Key

HELP: Final = (
    Key("search", ("/", "、", "ctrl+f"), "/", "查找", "cz", "按键名、名称、拼音首字母或说明查找"),
    Key("next_page", ("f6",), "F6", "下一页面", "xyym", "跳到下一个页面的按键"),
    BACK,
)

MANUAL: Final = (
    Key("open_heading", ("enter",), "Enter", "跳到", "td", "跳到目录里选定的一节，或正文里标出的链接"),
    Key("contents", ("f6",), "F6", "目录", "ml", "在目录和正文之间来回"),
    Key("search", ("/", "、", "ctrl+f"), "/", "查找", "cz", "在手册里查找字词"),
    Key("next_hit", ("f3",), "F3", "下一处", "xyc", "查到的下一处"),
    Key("next_link", ("f4",), "F4", "下一链接", "xylj", "标出正文里下一处“见……”，跳到那一节以后 Esc 回来"),
    Key("open_page", ("f2",), "F2", "打开页面", "dkym", "打开这一节说的那个页面"),
    BACK,
)

KEYMAP: Final = (
    Key("change", ("enter",), "Enter", "换键", "hj", "按下新的按键，换掉光标所在操作原来的"),
    Key("add", ("f3",), "F3", "加一个键", "jygj", "再加一个按键，原来的也留着"),
    Key("take_away", ("delete",), "Del", "不要按键", "byaj", "不给它按键，从命令面板和菜单仍然找得到"),
    Key("restore", ("f8",), "F8", "恢复这个", "hfzg", "恢复光标所在操作原来的按键"),
    Key("restore_all", ("f5",), "F5", "全部恢复", "qbhf", "全部恢复原来的按键"),
    Key("search", ("/", "、", "ctrl+f"), "/", "查找", "cz", "按名称、拼音首字母或按键查找"),
    BACK,
)
