"""What colleagues do meanwhile: the journal's head is looked at every few seconds, in a thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from tracker.errors import LedgerBusy
from tracker.ledger.actor import Actor
from tracker.tui.moments import clock

if TYPE_CHECKING:
    from textual.timer import Timer

    from tracker.ledger.news import News, Seen
    from tracker.ledger.rows import JournalHead
    from tracker.tui.app import TrackerApp

PAUSE: Final = 3.0
"""Seconds between two looks; one look costs a row of the journal."""

MISSES: Final = 2
"""Looks in a row that fail before it is said: a server that was started anew is there again at the next."""

MOST_FIELDS = 2
"""Fields of one change that are told in a form."""


class Watch:
    """Tells the app what others wrote; no look begins before the one before has ended."""

    def __init__(self, app: TrackerApp) -> None:
        self._app = app
        self._known: JournalHead | None = None
        self._is_looking = False
        self._missed = 0
        self._next: Timer | None = None

    def look(self) -> None:
        """Now, and again after a pause; the first time only where the journal stands."""
        if self._is_looking:
            return
        if self._next is not None:
            self._next.stop()
        self._is_looking = True
        office, known = self._app.office, self._known

        def seen() -> Seen:
            from tracker.ledger.news import look

            return look(office.ledger(), known)

        self._app.in_thread(seen, self._seen, group="watch", failed=self._failed, exclusive=False)

    def _seen(self, seen: Seen) -> None:
        self._known = seen.head
        self._later()
        if self._missed >= MISSES:
            self._app.tell_news("台账又连上了")
        self._missed = 0
        if seen.is_new:
            self._app.others_wrote(seen.news)

    def _failed(self, error: BaseException) -> None:
        """The ledger is out of reach for now: what is on the screen may be old."""
        self._later()
        if isinstance(error, LedgerBusy):  # it is there: somebody writes for long
            return
        self._missed += 1
        if self._missed == MISSES:
            self._app.tell_news(f"{clock(dt.datetime.now(dt.UTC))} 起连不上台账，正在重试")

    def _later(self) -> None:
        self._is_looking = False
        self._next = self._app.set_timer(PAUSE, self.look)


def news_words(news: Sequence[News], actor: Actor, now: dt.datetime) -> str:
    """王静 14:05 退回 ZG-2024-0007; of several the last, and how many more; else nothing."""
    if not news:
        return ""
    last = news[-1]
    who = "您在另一窗口" if actor.is_called(last.actor) else last.actor
    about = last.numbers[0] if last.numbers else ""
    several = f" 等{last.items}项" if last.items > 1 else ""
    more = f"，此前另有{len(news) - 1}次改动" if len(news) > 1 else ""
    return f"{who} {clock(last.at, now)} {last.command} {about}{several}".rstrip() + more


def form_words(news: Sequence[News], number: str, actor: Actor, now: dt.datetime) -> tuple[str, ...]:
    """What a form open on an item has to say about it, line by line; none where it is not meant."""
    return tuple(line for one in news if number in one.numbers for line in _told(one, number, actor, now))


def _told(one: News, number: str, actor: Actor, now: dt.datetime) -> Iterator[str]:
    from tracker.desk.change_lines import change_words

    who = "您在另一窗口" if actor.is_called(one.actor) else one.actor
    yield f"{who} {clock(one.at, now)} 改动了这一项：{one.command}"
    changes = [change_words(row) for about, row in one.changes if about == number]
    yield from changes[:MOST_FIELDS]
    if len(changes) > MOST_FIELDS:
        yield f"……共 {len(changes)} 处"
