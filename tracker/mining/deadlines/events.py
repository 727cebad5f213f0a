"""Events that limits count from: their words as written, and their days where somebody gave them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

_OPENING = re.compile(r"^(?:自|从|在|于)(?=.{2})")
_CLOSING = re.compile(r"(?:之日|次日|当日|(?<!即)日)?(?:之后|以后|后|起|算)?(?:的|算)?[，]?\s?$")


def event_words(written: str) -> str:
    """The event without what ties it to the limit (自收到反馈意见之日起 → 收到反馈意见)."""
    bare = _OPENING.sub("", written.strip("，"))
    return _CLOSING.sub("", bare).strip("“”‘’（）() ")


def name_of(event: str, names: Iterable[str]) -> str | None:
    """By which of these names an event goes that has the name in its words (反馈 in 收到反馈意见).

    Of several that fit the longest counts.
    """
    return max((name for name in names if name and name in event), key=len, default=None)


def day_of(event: str, events: Mapping[str, date]) -> date | None:
    """The day given for an event under its name; None where none was."""
    name = name_of(event, events)
    return None if name is None else events[name]


_OWN_EVENT = re.compile(r"印发|下发|发布|发文|本通知|本方案|本意见|^会$|会议|即日|现在|今天")
_RECEIVED = re.compile(r"收到|接到")


def is_own_event(event: str) -> bool:
    """The document itself is what begins (印发之日, 会后), so that its date is the base."""
    return not event or (_OWN_EVENT.search(event) is not None and _RECEIVED.search(event) is None)
