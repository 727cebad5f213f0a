"""What may stand behind an option: dates, people, the field's words; each refuses in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tracker.errors import BadInput
from tracker.ledger.roles import Role
from tracker.ledger.word import Word
from tracker.text.cleaning import one_line
from tracker.text.dates import parse_date

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tracker.ledger.actor import Actor

FILE = click.Path(path_type=Path, readable=False)
"""A path as it was typed; whether it can be read is found out by opening it."""


class DateKind(click.ParamType[dt.date, Any]):
    """A date; what is none is the user's mistake in a value (exit code 1), not in the command's form."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        return value if isinstance(value, dt.date) else parse_date(str(value))


class NumberKind(click.ParamType[str, Any]):
    """编号 of an item, as the ledger writes it."""

    name = "编号"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return one_line(str(value)).upper()


class ActorKind(click.ParamType["Actor", Any]):
    """姓名, 姓名:角色, or 姓名:承办:单位."""

    name = "姓名[:角色[:单位]]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Actor:
        return read_actor(value) if isinstance(value, str) else value


class OneOf(click.ParamType[str, Any]):
    """One of a few codes."""

    def __init__(self, codes: Sequence[str], name: str) -> None:
        self.codes = tuple(codes)
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.codes:
            _refuse(self, value, self.codes, param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(code) for code in self.codes if code.startswith(incomplete)]


class WordKind(click.ParamType[Word, Any]):
    """One of the field's words, or its code."""

    def __init__(self, words: type[Word], name: str) -> None:
        self.words = words
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Word:
        if isinstance(value, self.words):
            return value
        member = self.words.read(str(value))
        if member is None:
            _refuse(self, value, [word.word for word in self.words], param, ctx)
        return member

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(word.word) for word in self.words if word.word.startswith(incomplete)]


class Emptied(Enum):
    """What was there is to be there no more."""

    EMPTIED = auto()


class OrNothing(click.ParamType[Any, Any]):
    """What another kind takes, or "" to say nothing any more."""

    def __init__(self, kind: click.ParamType[Any, Any]) -> None:
        self.kind = kind
        self.name = kind.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value is Emptied.EMPTIED or (isinstance(value, str) and not value.strip()):
            return Emptied.EMPTIED
        return self.kind.convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return self.kind.shell_complete(ctx, param, incomplete)


class CountKind(click.ParamType[int, Any]):
    """A whole number that is not below the smallest."""

    def __init__(self, name: str, smallest: int = 1) -> None:
        self.name = name
        self.smallest = smallest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except (ValueError, TypeError):
            number = self.smallest - 1
        if not self.smallest <= number < 10**9:
            self.fail(f"“{value}”不是{self.name}，要写不小于{self.smallest}的整数", param, ctx)
        return number


DATE = DateKind()
ACTOR = ActorKind()
NUMBER = NumberKind()
MEASURE = CountKind("措施序号")


def read_actor(text: str) -> Actor:
    """`李明`, `李明:审核` or `张三:承办:组织部`. Raises BadInput."""
    from tracker.ledger.actor import Actor

    name, colon, rest = one_line(text).replace("：", ":").partition(":")
    word, _, unit = rest.partition(":")
    role = Role.read(word.strip()) if colon else Role.OPERATOR
    if role is None:
        raise BadInput(f"没有角色“{word}”，可用：{' '.join(role.word for role in Role)}")
    if not name.strip():
        raise BadInput("没有写明姓名，请写成 --actor 姓名 或 --actor 姓名:角色")
    if unit.strip() and role is not Role.UNDERTAKER:
        raise BadInput(f"只有承办写单位，“{role.word}”看到全部单位的事项，请写成 {name.strip()}:{role.word}")
    return Actor(name.strip(), role, unit.strip())


def _refuse(
    kind: click.ParamType[Any, Any],
    value: object,
    choices: Sequence[str],
    param: click.Parameter | None,
    ctx: click.Context | None,
) -> NoReturn:
    kind.fail(f"没有“{value}”，可用：{' '.join(choices)}", param, ctx)
