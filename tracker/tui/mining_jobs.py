"""Mining in the background: one document after the other, told as it goes, stopped when asked."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.errors import BadInput, TrackerError
from tracker.tui.keymap import key_for
from tracker.tui.lamps import bar
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.commands.intake import Stored
    from tracker.tui.app import TrackerApp


class Stage(Enum):
    """How far a document is: the word, and the share of the way when the stage begins and ends."""

    WAITING = "等待", 0.0, 0.0
    READING = "读取", 0.0, 0.35
    MINING = "挖掘", 0.35, 0.9
    STORING = "存入", 0.9, 1.0

    def __init__(self, word: str, start: float, end: float) -> None:
        self.word = word
        self.start = start
        self.end = end


_USUAL: Final = 1.5
"""Seconds that a stage takes, about: the bar slows down where it takes longer."""


class Stopped(Exception):
    """Somebody asked to stop."""


class DateWanted(BadInput):
    """The document does not say of what day it is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be mined: a file, or text that was pasted."""

    source: Path | str
    date: dt.date | None = None
    events: Mapping[str, dt.date] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As people know it."""
        return self.source.name if isinstance(self.source, Path) else "粘贴的文字"


@dataclass(slots=True)
class Job:
    """One document on its way; written by its thread, read by the screen."""

    wish: Wish
    stage: Stage = Stage.WAITING
    since: float = 0.0
    is_stopped: bool = False

    def enter(self, stage: Stage) -> None:
        """The next stage begins. Raises Stopped."""
        if self.is_stopped:
            raise Stopped
        self.since = time.monotonic()
        self.stage = stage

    @property
    def share(self) -> float:
        """Of the way, from 0 to 1."""
        passed = 1 - math.exp(-(time.monotonic() - self.since) / _USUAL)
        return self.stage.start + (self.stage.end - self.stage.start) * passed


class MiningJobs:
    """What the app has to mine; pages ask for the line, one timer while there is any."""

    def __init__(self, app: TrackerApp) -> None:
        self._app = app
        self._waiting: list[Wish] = []
        self._job: Job | None = None
        self._done = 0
        self._failed: list[str] = []
        self._opened: list[int] = []
        self._then: Callable[[int], None] = lambda document_id: None

    @property
    def is_active(self) -> bool:
        """Something is being mined."""
        return self._job is not None

    def line(self, cells: int) -> tuple[str, str]:
        """What is being done, and the bar: 正在挖掘 讲话.docx（2/5）."""
        job = self._job
        if job is None:
            return "", ""
        total = self._done + 1 + len(self._waiting)
        count = f"（{self._done + 1}/{total}）" if total > 1 else ""
        share = (self._done + job.share) / total
        room = max(8, min(24, cells - 50))
        shown = bar(round(share * 100), 100, room)
        return f"{job.stage.word} {job.wish.name}{count}", f"{shown} {share:4.0%}"

    def start(self, wishes: list[Wish], then: Callable[[int], None]) -> None:
        """Take these up, after what is under way; `then` opens the first that was new."""
        self._waiting += wishes
        self._then = then
        if self._job is None:
            self._done, self._failed, self._opened = 0, [], []
            self._next()

    def stop(self) -> None:
        """Stop what is under way and forget what waits; nothing of these is stored."""
        if self._job is None:
            self._app.say("现在没有在挖掘")
            return
        self._job.is_stopped = True
        self._waiting.clear()
        name, self._job = self._job.wish.name, None
        self._app.say(f"已停止挖掘 {name}，没有存入")
        self._app.mining_changed()

    def _next(self) -> None:
        if not self._waiting:
            self._job = None
            self._app.mining_changed()
            self._finish()
            return
        job = self._job = Job(self._waiting.pop(0))
        self._app.mining_changed()
        office = self._app.office
        actor, today = office.actor, office.today()

        def task() -> Stored:
            from tracker.tui.workers import mining_writes

            return mining_writes.mine(office, actor, today, job)

        self._app.in_thread(
            task,
            partial(self._stored, job),
            group="mining",
            failed=partial(self._not_stored, job),
            exclusive=False,
        )

    def _stored(self, job: Job, stored: Stored) -> None:
        if job is not self._job:
            return
        self._done += 1
        self._opened.append(stored.document_id)
        sentence = "已存入文件，等待复核" if stored.is_new else "这份文件早已存入，继续复核"
        self._app.was_written(Done(sentence, can_undo=stored.is_new))
        self._next()

    def _not_stored(self, job: Job, error: BaseException) -> None:
        if job is not self._job:
            return
        if isinstance(error, DateWanted):
            self._job = None
            self._app.mining_changed()
            self._ask_date(job, str(error))
            return
        self._done += 1
        if isinstance(error, TrackerError):
            self._failed.append(str(error))
        else:
            self._failed.append(f"{job.wish.name}：程序出错（{type(error).__name__}）")
        self._next()

    def _ask_date(self, job: Job, why: str) -> None:
        """The others go on once the date is given, or without this one."""
        from tracker.tui.dialogs.mining import DateDialog

        def given(date: dt.date | None) -> None:
            if date is not None:
                self._waiting.insert(0, replace(job.wish, date=date))
            else:
                self._failed.append(f"{job.wish.name}：没有成文日期，没有存入")
            self._next()

        self._app.push_screen(DateDialog(why, self._app.office.today()), given)

    def _finish(self) -> None:
        from tracker.tui.dialogs.confirm import Notice

        if self._failed:
            title = f"{len(self._failed)}份文件没有挖成"
            opened = (lambda _: self._then(self._opened[0])) if self._opened else None
            self._app.push_screen(Notice(title, tuple(self._failed)), opened)
        elif self._opened:
            self._then(self._opened[0])
        if len(self._opened) > 1:
            self._app.say(f"{len(self._opened)}份文件都已存入，按 {key_for('show_documents')} 逐份复核")
