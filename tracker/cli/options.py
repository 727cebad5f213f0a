"""Options that several commands share, and how what they hold is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import click

from tracker.cli.kinds import NUMBER
from tracker.ledger.rows import Deadline
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


def read_owners(options: Mapping[str, Any]) -> dict[OwnerRole, tuple[str, ...]]:
    """The names by role of the options that were given."""
    return {
        role: tuple(name.strip() for name in _BETWEEN_NAMES.split(options[option]) if name.strip())
        for option, role in OWNER_OPTIONS.items()
        if options.get(option) is not None
    }


def deadline_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """整改时限 as people write it."""
    return click.option(
        "--deadline", metavar="时限", help="整改时限：2025-3-31、11月底前、+2周、立行立改、长期坚持……"
    )(function)


def read_due(phrase: str | None, base: dt.date) -> Deadline | None:
    """The deadline typed; None when none was. Raises BadInput."""
    if phrase is None:
        return None
    from tracker.desk.deadlines import read_deadline

    return read_deadline(phrase, base=base)


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
