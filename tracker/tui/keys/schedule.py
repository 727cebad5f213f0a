"""Keys of 调度: of the calendar, and of the other views that stand beside it."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key

SCHEDULE: Final = (
    Key(
        "open_row",
        ("enter",),
        "Enter",
        "打开",
        "dk",
        "打开光标所在的一项、一个数字的清单；日历里是进当天的事",
    ),
    Key("write_papers", ("f5",), "F5", "写成文件", "xcwj", "催办通知每家一份，另有日历，写到一个文件夹"),
    Key("issue", ("f6",), "F6", "登记已发", "djyf", "登记为已发出，同一档不再催第二次；可撤销"),
    Key(
        "word_papers",
        ("ctrl+w",),
        "Ctrl+W",
        "公文",
        "gw",
        "写成 Word：督办通知单、提醒函、告诫书；旬周月里是周调度、旬分析、月小结",
    ),
    Key("mark", ("space", "ideographic_space"), "空格", "这家不催", "zjbc", "这次不催这家，再按一次又催"),
    Key("classify", ("f8", "m"), "F8", "列入", "lr", "把这一项列入另一类；各类要的东西先告诉您"),
    Key("move_left", ("shift+left",), "Shift+←", "移到左边", "ydzb", "把卡片移到左边的一类"),
    Key("move_right", ("shift+right",), "Shift+→", "移到右边", "ydyb", "把卡片移到右边的一类"),
    Key(
        "take_proposals",
        ("ctrl+a",),
        "Ctrl+A",
        "按建议列入",
        "ajylr",
        "没有盘点的，齐备的都按建议列入；可撤销",
    ),
    Key("submit", ("ctrl+t",), "Ctrl+T", "提出建议", "tcjy", "把结果运用的建议提给领导决定"),
    Key("decide", ("ctrl+d",), "Ctrl+D", "决定", "jd", "领导决定采纳或不采纳结果运用建议"),
    Key("hand_over", ("f4",), "F4", "移交", "yj", "把一个人名下没有办完的移交给另一个人"),
    Key("next_grain", ("f3", "g"), "F3", "周旬月", "zxy", "按月、按周、按旬轮换着列"),
    Key("go_today", ("f7", "t"), "F7", "今天", "jt", "回到今天"),
    Key("earlier", ("pageup",), "PgUp", "前翻", "qf", "上一个月；旬周月里是上一期"),
    Key("later", ("pagedown",), "PgDn", "后翻", "hf", "下一个月；旬周月里是下一期"),
    Key("finish_duty", ("f2",), "F2", "周期已办", "zqyb", "登记光标处（或最早一期）周期工作已办"),
    Key(
        "next_tab", ("tab",), "Tab", "下一栏目", "xylm", "日历、旬周月、盘点、单位、领导、催办、结果运用轮换"
    ),
    Key("previous_tab", ("shift+tab",), "Shift+Tab", "上一栏目", "sylm", "往回轮换", in_foot=False),
    Key("show_calendar", ("r",), "R", "日历", "rl", "按月看每天到期多少，当天有哪些", in_foot=False),
    Key("show_agenda", ("s",), "S", "旬周月", "xzy", "按周、按旬、按月列出到期的", in_foot=False),
    Key("show_board", ("p",), "P", "盘点", "pd", "分类盘点的五类，卡片在类与类之间移动", in_foot=False),
    Key("show_units", ("d",), "D", "单位", "dw", "各单位的数字、未办完的、联系电话", in_foot=False),
    Key("show_leaders", ("l",), "L", "领导", "ld", "各责任领导的数字、未办完的，可以移交", in_foot=False),
    Key("show_chasing", ("c",), "C", "催办", "cb", "今天该催谁、催什么，写成文件，登记已发", in_foot=False),
    Key(
        "show_consequences",
        ("y",),
        "Y",
        "结果运用",
        "jgyy",
        "按数字建议约谈通报问责，等领导决定",
        in_foot=False,
    ),
    Key("go_left", ("left", "h"), "←", "左栏", "zl", "到左边的一栏；日历里是前一天", in_foot=False),
    Key("go_right", ("right",), "→", "右栏", "yl", "到右边的一栏；日历里是后一天", in_foot=False),
)
