"""Every action of the app with its keys and words: bindings, foot, palette and help come from here.

Primary keys are F-keys, Enter, Esc, arrows and Ctrl with a letter, which reach the program while an input
method is on; every punctuation key has its full-width twin. Left alone are keys that terminals or input
methods keep for themselves (Ctrl+Space, Ctrl+I/M/J/H, Ctrl+S/Q).
"""

from __future__ import annotations

from typing import Final

from tracker.tui.keys.bulk import BULK
from tracker.tui.keys.comparison import (
    ACTION_LOG,
    COMPARISON,
    DAY_PICK,
    ITEM_CHANGES,
    PAST_ITEM,
    PAST_LIST,
)
from tracker.tui.keys.desk_pages import CHECKING, PAPERS, RECONCILING
from tracker.tui.keys.dialogs import CONFLICT, FORM
from tracker.tui.keys.directory import DIRECTORY
from tracker.tui.keys.documents import DATE_WANTED, DOCUMENTS, MINING, PASTING, PROMISES, REVIEW, SPLITTING
from tracker.tui.keys.everywhere import BACK, EVERYWHERE, LEAVE, SECTION_KEYS
from tracker.tui.keys.exchange import (
    ADDED_ROWS,
    FILLING,
    FORMS,
    IMPORTING,
    MERGING,
    ONE_FILE,
    RETURNED_FILES,
    SENDING,
)
from tracker.tui.keys.items import ITEM, ITEM_ACTIONS, ITEM_DEEDS, ITEM_MENU, SOURCE
from tracker.tui.keys.key import Key, bindings
from tracker.tui.keys.ledger import LIST, LIST_ACTIONS
from tracker.tui.keys.overview import OVERVIEW
from tracker.tui.keys.own import HELP, KEYMAP, MANUAL
from tracker.tui.keys.schedule import SCHEDULE

__all__ = [
    "ACTION_LOG",
    "ADDED_ROWS",
    "BACK",
    "BULK",
    "CHECKING",
    "COMPARISON",
    "CONFLICT",
    "DATE_WANTED",
    "DAY_PICK",
    "DIRECTORY",
    "DOCUMENTS",
    "EVERYWHERE",
    "FILLING",
    "FORM",
    "FORMS",
    "HELP",
    "IMPORTING",
    "ITEM",
    "ITEM_ACTIONS",
    "ITEM_CHANGES",
    "ITEM_DEEDS",
    "ITEM_MENU",
    "KEYMAP",
    "LEAVE",
    "LIST",
    "LIST_ACTIONS",
    "MANUAL",
    "MERGING",
    "MINING",
    "ONE_FILE",
    "OVERVIEW",
    "PAGES",
    "PAPERS",
    "PASTING",
    "PAST_ITEM",
    "PAST_LIST",
    "PROMISES",
    "RECONCILING",
    "RETURNED_FILES",
    "REVIEW",
    "SCHEDULE",
    "SECTION_KEYS",
    "SENDING",
    "SOURCE",
    "SPLITTING",
    "Key",
    "bindings",
]

PAGES: Final[tuple[tuple[str, tuple[Key, ...]], ...]] = (
    ("总览", OVERVIEW),
    ("台账", LIST_ACTIONS),
    ("批量", BULK),
    ("一项事项（台账和事项页）", (*ITEM_ACTIONS, BACK)),
    ("事项页", ITEM_MENU),
    ("事项页的办理菜单", ITEM_DEEDS),
    ("原文", SOURCE),
    ("文档", DOCUMENTS),
    ("挖掘", MINING),
    ("粘贴文字", PASTING),
    ("补成文日期", DATE_WANTED),
    ("逐条去向", PROMISES),
    ("挖掘复核", REVIEW),
    ("拆分候选", SPLITTING),
    ("调度", SCHEDULE),
    ("填报表收发", FORMS),
    ("发表", SENDING),
    ("收表", MERGING),
    ("单位加的行", ADDED_ROWS),
    ("选交回的表", RETURNED_FILES),
    ("导入台账", IMPORTING),
    ("填表", FILLING),
    ("选一个文件", ONE_FILE),
    ("对比", COMPARISON),
    ("某一天的台账", PAST_LIST),
    ("某一天的事项", PAST_ITEM),
    ("一项的变化", ITEM_CHANGES),
    ("操作记录", ACTION_LOG),
    ("汇报稿核对", CHECKING),
    ("承诺对账", RECONCILING),
    ("出文", PAPERS),
    ("单位、人员和专项", DIRECTORY),
    ("选一天", DAY_PICK),
    ("帮助", HELP),
    ("使用手册", MANUAL),
    ("按键", KEYMAP),
    ("填写", FORM),
    ("与别人同时修改", CONFLICT),
    ("各页通用", EVERYWHERE),
)
"""Every page's own keys, in the order of the help."""
