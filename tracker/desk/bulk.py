"""批量: the command that a wish for many items becomes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tracker.desk.bulk_wishes import Kind, Wish, content_named, step_named
from tracker.desk.typed_limits import limit_of
from tracker.errors import BadInput
from tracker.ledger.actor import Actor
from tracker.ledger.commands import advancing, classifying, following, items, reporting
from tracker.ledger.commands.drafts import ItemEdit
from tracker.ledger.store import Ledger
from tracker.ledger.words import Classification, OwnerRole, Word

Give = Callable[[str], object]
"""Gives one command to the item of a 编号."""


def giving(ledger: Ledger, actor: Actor, wish: Wish, numbers: Sequence[str], *, today: dt.date) -> Give:
    """The command that does what is wished. Raises BadInput where it cannot be read."""
    if wish.step:
        return _stepping(ledger, actor, wish, today)
    edit = _edit(ledger, wish.contents, numbers, today)
    return lambda number: items.edit_items(ledger, actor, [number], edit, today=today)


_BETWEEN_NAMES = re.compile(r"[、，,；;\n]")


def _edit(ledger: Ledger, contents: Mapping[str, str], numbers: Sequence[str], today: dt.date) -> ItemEdit:
    fields: dict[str, Any] = {}
    owners: dict[OwnerRole, tuple[str, ...]] = {}
    for name, value in contents.items():
        content = content_named(name)
        if not value.strip() and not content.can_be_empty:
            raise BadInput(f"“{content.name}”不能清空，请写明改成什么")
        if content.kind is Kind.NAMES:
            names = (each.strip() for each in _BETWEEN_NAMES.split(value))
            owners[OwnerRole(content.field)] = tuple(name for name in names if name)
        elif content.words is not None:
            fields[content.field] = _word(content.words, name, value)
        elif content.kind is Kind.LIMIT:
            fields[content.field] = limit_of(ledger, value, numbers, today)
        else:
            fields[content.field] = value
    return ItemEdit(**fields, owners=owners)


def _word(words: type[Word], name: str, value: str) -> Word:
    word = words.read(value)
    if word is None:
        raise BadInput(f"{name}没有“{value}”，可用：{' '.join(each.word for each in words)}")
    return word


def _stepping(ledger: Ledger, actor: Actor, wish: Wish, today: dt.date) -> Give:
    step = step_named(wish.step)
    reason, basis = wish.written.get("reason", ""), wish.written.get("basis", "")
    written = {"class": reason, **wish.written}  # the command line has one place for what is written
    for need in step.needs:
        if need.is_needed and not written.get(need.name, "").strip():
            raise BadInput(f"{step.word}要写明{need.label}")
    if step.code == "classify":
        name = _word(Classification, "分类盘点", written["class"])
        assert isinstance(name, Classification)
        return lambda number: classifying.classify(ledger, actor, [(number, name)], today=today)
    gives: dict[str, Give] = {
        "follow": lambda number: following.follow_measures(ledger, actor, number, today=today),
        "register": lambda number: advancing.register(ledger, actor, [number], today=today, waiver=reason),
        "progress": lambda number: reporting.add_progress(ledger, actor, number, reason, today=today),
        "apply": lambda number: advancing.apply_for_closing(ledger, actor, number, today=today),
        "withdraw": lambda number: advancing.withdraw(ledger, actor, number, today=today),
        "preliminary": lambda number: advancing.pass_preliminary(
            ledger, actor, number, opinion=reason, today=today
        ),
        "close": lambda number: advancing.close(ledger, actor, number, opinion=reason, today=today),
        "return": lambda number: advancing.return_for_more(
            ledger, actor, number, opinion=reason, today=today
        ),
        "look-back": lambda number: advancing.look_back(ledger, actor, number, finding=reason, today=today),
        "reopen": lambda number: advancing.reopen(
            ledger, actor, number, reason=reason, basis=basis, today=today
        ),
        "stop": lambda number: advancing.stop(ledger, actor, number, reason=reason, today=today),
    }
    return gives[step.code]
