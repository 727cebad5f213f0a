"""A change in words, in histories and before it is done: old → new, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tracker.ledger.labels import FIELD_LABELS, TABLE_LABELS
from tracker.ledger.rows import MADE, YES, ChangeRow
from tracker.ledger.words import OwnerRole

_ITEM: Final = TABLE_LABELS["item"]
_PHRASE: Final = FIELD_LABELS["deadline_phrase"]
_DAY: Final = FIELD_LABELS["deadline_due"]
_DOUBT: Final = FIELD_LABELS["deadline_confirm"]
_PARTS: Final = {_PHRASE, _DAY, _DOUBT, FIELD_LABELS["deadline_kind"], FIELD_LABELS["deadline_event"]}
"""What a limit is written down as: told together, where its words change."""


def change_words(row: ChangeRow) -> str:
    """整改目标：形成机制 → 形成转化机制；新增措施3“每季度复核一次”."""
    if row.is_whole:
        return f"{row.field}{row.what}“{row.after or row.before}”"
    what = "" if row.what == _ITEM else f"{row.what} "
    return f"{what}{row.field}：{row.before or '空'} → {row.after or '空'}"


def change_lines(rows: Iterable[ChangeRow]) -> tuple[str, ...]:
    """Old → new, a line each; who is named anew in a role stands beside who was, a limit's day behind it."""
    found: list[str] = []
    roles: dict[str, tuple[list[str], list[str]]] = {}
    words = {role.word for role in OwnerRole}
    rows = tuple(rows)
    limits = _limits(rows)
    for row in rows:
        limit = limits.get(row.what, {})
        if row.is_whole and row.what in words:
            before, after = roles.setdefault(row.what, ([], []))
            (after if row.field == MADE else before).append(row.after or row.before)
        elif row.field == _PHRASE and limit:
            found.append(_limit_words(limit))
        elif row.field not in limit:
            found.append(change_words(row))
    found += [
        _named_anew(role, "、".join(dict.fromkeys(before)), "、".join(dict.fromkeys(after)))
        for role, (before, after) in roles.items()
    ]
    return tuple(found)


def _limits(rows: Iterable[ChangeRow]) -> Mapping[str, Mapping[str, ChangeRow]]:
    """By what they are of, the parts of each limit that is written anew, by their field."""
    parts: dict[str, dict[str, ChangeRow]] = {}
    twice: set[str] = set()
    for row in rows:
        if row.field in _PARTS:
            of_one = parts.setdefault(row.what, {})
            if row.field in of_one:  # of two measures: nobody could tell whose is which
                twice.add(row.what)
            of_one[row.field] = row
    return {what: found for what, found in parts.items() if _PHRASE in found and what not in twice}


def _limit_words(parts: Mapping[str, ChangeRow]) -> str:
    """整改时限：6月底前（2024-06-30） → 8月前（2024-07-31，待明确）; kind and event are in the words."""
    row = parts[_PHRASE]
    day, doubt = parts.get(_DAY), parts.get(_DOUBT)
    before = _one_limit(row.before, day.before if day else "", doubt.before if doubt else "")
    after = _one_limit(row.after, day.after if day else "", doubt.after if doubt else "")
    what = "" if row.what == _ITEM else f"{row.what} "
    return f"{what}整改时限：{before} → {after}"


def _one_limit(phrase: str, day: str, doubt: str) -> str:
    told = [*([day] if day != phrase and day else []), *(["待明确"] if doubt == YES else [])]
    return f"{phrase or '空'}" + (f"（{'，'.join(told)}）" if told else "")


def _named_anew(role: str, before: str, after: str) -> str:
    """Others who are named in the role stay, so that nobody beside them is not "空"."""
    if before and after:
        return f"{role}：{before} → {after}"
    return f"{role}增加{after}" if after else f"{role}去掉{before}"
