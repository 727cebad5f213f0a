"""Options that several commands share, and how what they hold is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import click

from tracker.cli.invocation import Invocation
from tracker.cli.kinds import DATE, NUMBER
from tracker.ledger.list_rows import Deadline
from tracker.ledger.words import OwnerRole

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_BETWEEN_NAMES = re.compile(r"[、，,;；\n]")

OWNER_OPTIONS = {
    "leader": OwnerRole.LEADER,
    "lead": OwnerRole.LEAD,
    "responsible": OwnerRole.RESPONSIBLE,
    "cooperating": OwnerRole.COOPERATING,
    "person": OwnerRole.PERSON,
    "contact": OwnerRole.CONTACT,
}


def owner_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """One option for each role; several names are separated by 、."""
    for name, role in reversed(OWNER_OPTIONS.items()):
        function = click.option(f"--{name}", metavar="名称", help=f"{role.word}，几个用、隔开")(function)
    return function


def names_in(text: str | None) -> tuple[str, ...]:
    """Names that stand in one option, separated by 、."""
    return tuple(name.strip() for name in _BETWEEN_NAMES.split(text or "") if name.strip())


def read_owners(options: Mapping[str, Any]) -> dict[OwnerRole, tuple[str, ...]]:
    """The names by role of the options that were given."""
    return {
        role: names_in(options[option])
        for option, role in OWNER_OPTIONS.items()
        if options.get(option) is not None
    }


def campaign_option(text: str) -> Decorator:
    """Which 专项; without it the default one."""
    return click.option("--campaign", metavar="专项", help=f"{text}；名称写一部分也行，不写就是默认专项")


def deadline_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """整改时限 as people write it."""
    return click.option(
        "--deadline", metavar="时限", help="整改时限：2025-3-31、11月底前、+2周、立行立改、长期坚持……"
    )(function)


def read_due(
    phrase: str | None, base: dt.date, events: Mapping[str, dt.date] | None = None
) -> Deadline | None:
    """The deadline typed, counted by the campaign's events; None when none was. Raises BadInput."""
    if phrase is None:
        return None
    from tracker.desk.deadlines import read_deadline

    return read_deadline(phrase, base=base, events=events)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Read the ledger of a past day: the command asks `Invocation.as_it_was` for it."""

    def keep(ctx: click.Context, param: click.Parameter, value: dt.date | None) -> None:
        ctx.ensure_object(Invocation).as_of = value

    return click.option(
        "--as-of",
        type=DATE,
        expose_value=False,
        callback=keep,
        help="截至这一天（含）的台账，预警也按这一天算",
    )(function)


def number_argument(*, many: bool = False) -> Decorator:
    """编号 of one item, or of several."""
    if many:
        return click.argument(
            "numbers", metavar="编号…", type=NUMBER, nargs=-1, required=True, help="一个或几个事项的编号"
        )
    return click.argument("number", metavar="编号", type=NUMBER, help="事项的编号，如 ZG-2024-0007")


def query_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter line as words."""
    return click.argument(
        "query",
        metavar="[条件]…",
        nargs=-1,
        help="如：单位:组织部 未销号 逾期 时限<11月底 回炉>=1，可用 且 或 非 和括号，@名称 是保存的视图，"
        "其他词在编号和内容中查找；含 < > ( ) 的整个用引号括起来",
    )(function)
