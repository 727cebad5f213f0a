"""Words that say of the whole of an item or measure that it is done; what is planned or partial is not."""

from __future__ import annotations

import re
from typing import Final

_MANNER: Final = "全部|全面|按时限|按时|按期|如期|按计划|按要求|按进度|提前|及时"
_ACT: Final = "整改|落实|办理|解决"
_END: Final = "完成|办结|到位|完毕"
_WHOLE: Final = re.compile(
    rf"(?:(?:均|都|全部)?(?:已经?)?(?:{_MANNER}|{_ACT}){{0,3}}(?:{_END})(?:{_ACT})?(?:工作|任务)?(?:到位|完毕)?"
    # 整改、落实 alone may as well be what is still to be done.
    rf"|(?:(?:均|都|全部)?已经?|均)(?:{_MANNER})?(?:整改|落实|解决){{1,2}}(?:完|了)?"
    r"|(?=100%)|是|√|✓|✔)(?:100%)?"
)
_SIGNS: Final = " 　，,；;。\n"
_MORE: Final = re.compile(r"[，,、；;。（(并]")
_BEYOND: Final = re.compile(
    r"(?:尚?未|正?待|拟)(?:申请|报请|组织|上级)?(?:销号|验收|审核|审定|复核|核查|评估)|未再?(?:发现|出现)|不再"
)
"""What others have to do once it is done, and what did not happen since."""
_OPEN: Final = re.compile(
    r"未|部分|正在|推进|阶段|但|需|待|尚|继续|拟|不|预计|争取|力争|(?<!按)计划|前(?:全部|全面)?(?:整改)?完成"
)
_CLAUSES: Final = re.compile(r"[，,；;。\n]")
_ENDING: Final = re.compile(
    rf"(?:{_END})(?:{_ACT})?(?:工作|任务)?[\s）)！!]*$|(?:已经?|均|全部)(?:{_MANNER})?(?:完成|办结)"
)
_PARTIAL: Final = re.compile(
    r"初|草|基本|一半|将|要求|[0-9一二三四五六七八九十](?:%|％|[项条个件家户笔次批])"
)


def says_done(text: str) -> bool:
    """Whether a state is that all is done: 已完成、已整改到位；已完成，长期坚持."""
    head, *more = _MORE.split(text, maxsplit=1)
    return _WHOLE.fullmatch(head) is not None and not any(map(_is_open, more))


def says_only_done(text: str) -> bool:
    """Whether it says that and not a word more."""
    return _WHOLE.fullmatch(text.strip(_SIGNS)) is not None


def tells_of_the_end(text: str) -> bool:
    """Whether a clause of an entry tells that the whole was done: 办法印发，整改到位；已完成清退."""
    return any(
        _ENDING.search(clause) and not _is_open(clause) and not _PARTIAL.search(clause)
        for clause in _CLAUSES.split(text)
    )


def _is_open(text: str) -> bool:
    return _OPEN.search(_BEYOND.sub("", text)) is not None
