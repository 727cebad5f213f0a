"""文书与表格: work of the desk that belongs to no one page; a menu and the palette lead to each."""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.key import Key


def _work(action: str, word: str, initials: str, says: str) -> Key:
    """Work that has no key of its own."""
    return Key(action, (), "", word, initials, says, in_foot=False)


DESK_WORK: Final = (
    Key(
        "forms",
        ("alt+l",),
        "Alt+L",
        "收发填报表",
        "sftbb",
        "给各单位发表、收回合并，看谁还没有交",
        in_foot=False,
    ),
    Key(
        "import_ledger",
        ("alt+d",),
        "Alt+D",
        "导入台账",
        "drtz",
        "别处的、以前的 Excel 台账：先看逐行怎么办，再一次导入，一次撤销",
        in_foot=False,
    ),
    _work("fill_in", "填上级的表", "tsjdb", "认出哪一行是哪一项，只写我们的格子，另存一份"),
    _work("issue_papers", "出文", "cw", "公文：督办、提醒、告诫、交办、审批表、调度和报告，写成 Word，登记"),
    _work("reconcile", "承诺对账", "cndz", "后来的讲话、报告与没有销号的逐条对照，看过再办，一次撤销"),
    _work("check_report", "汇报稿核对", "hbghd", "稿中每个数字按台账重算：相符、不符、无法核；写批注稿"),
    Key(
        "directory",
        ("alt+e",),
        "Alt+E",
        "单位、人员和专项",
        "dwryhzx",
        "填报单位、编号、预警天数、反馈日期；单位的简称、人员的电话；没登记的名称",
        in_foot=False,
    ),
)
"""In the order of the menu; each is an action of the app."""

DESK_MENU: Final = Key(
    "desk_work",
    ("alt+t",),
    "Alt+T",
    "文书与表格",
    "wsybg",
    "不属于哪一页的案头工作，在一个菜单里选",
    in_foot=False,
)
