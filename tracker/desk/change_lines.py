"""A change in words, in histories and before it is done: old → new, a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.ledger.labels import TABLE_LABELS
from tracker.ledger.rows import MADE, ChangeRow
from tracker.ledger.words import OwnerRole

_ITEM: Final = TABLE_LABELS["item"]


def change_words(row: ChangeRow) -> str:
    """整改目标：形成机制 → 形成转化机制；新增措施3“每季度复核一次”."""
    if row.is_whole:
        return f"{row.field}{row.what}“{row.after or row.before}”"
    what = "" if row.what == _ITEM else f"{row.what} "
    return f"{what}{row.field}：{row.before or '空'} → {row.after or '空'}"


def change_lines(rows: Iterable[ChangeRow]) -> tuple[str, ...]:
    """Old → new, a line each; who is named anew in a role stands beside who was."""
    found: list[str] = []
    roles: dict[str, tuple[list[str], list[str]]] = {}
    words = {role.word for role in OwnerRole}
    for row in rows:
        if row.is_whole and row.what in words:
            before, after = roles.setdefault(row.what, ([], []))
            (after if row.field == MADE else before).append(row.after or row.before)
        else:
            found.append(change_words(row))
    found += [
        _named_anew(role, "、".join(dict.fromkeys(before)), "、".join(dict.fromkeys(after)))
        for role, (before, after) in roles.items()
    ]
    return tuple(found)


def _named_anew(role: str, before: str, after: str) -> str:
    """Others who are named in the role stay, so that nobody beside them is not "空"."""
    if before and after:
        return f"{role}：{before} → {after}"
    return f"{role}增加{after}" if after else f"{role}去掉{before}"
