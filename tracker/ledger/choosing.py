"""Which one is meant by a name as typed: the whole name, or a part that only one of them has."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.errors import NotFound
from tracker.text.cleaning import one_line

_SHOWN = 10
"""So many of the known ones are listed in a refusal."""


def meant(typed: str, known: Iterable[str], what: str) -> str:
    """The name that `typed` is, else the only one it is part of. Raises NotFound, listing the known ones."""
    names = list(known)
    wanted = one_line(typed).strip()
    if wanted in names:
        return wanted
    fitting = [name for name in names if wanted and wanted in name]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NotFound(f"名称含“{wanted}”的{what}有{len(fitting)}个，请写全：{_listed(fitting)}")
    raise NotFound(
        f"没有{what}“{wanted}”" + (f"，现有：{_listed(names)}" if names else f"，还没有任何{what}")
    )


def _listed(names: list[str]) -> str:
    more = f"等{len(names)}个" if len(names) > _SHOWN else ""
    return "、".join(one_line(name) for name in names[:_SHOWN]) + more
