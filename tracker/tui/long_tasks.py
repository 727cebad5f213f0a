"""Work on files that takes a while: told as it goes, stopped when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.tui.lamps import bar
from tracker.tui.mining_jobs import Stopped

if TYPE_CHECKING:
    from tracker.tui.basis import Basis


@dataclass(slots=True)
class LongTask:
    """One piece of work; written by its thread, read by the screen."""

    word: str
    """What is being done: 读取, 预演, 写入."""
    total: int = 0
    """0: nobody knows yet."""
    unit: str = "行"
    done: int = 0
    is_stopped: bool = False
    basis: Basis | None = None
    """What its outcome rests on, where that is to be known."""

    def begin(self, word: str, total: int = 0, unit: str = "行") -> None:
        """The next part of it. Raises Stopped."""
        self.word, self.total, self.unit = word, total, unit
        self.tell(0)

    def tell(self, done: int) -> None:
        """So much is done. Raises Stopped: what is being written is then given up as a whole."""
        if self.is_stopped:
            raise Stopped
        self.done = done

    def hear(self, doing: str, done: int, total: int) -> None:
        """As the ledger tells it of changes; parts that come one after the other. Raises Stopped."""
        if self.word != doing:
            self.begin(doing, total, "")
        self.tell(done)

    @property
    def words(self) -> str:
        """读取 1200 行, 合并 300/900 项 ▰▰▱▱ 33%."""
        if not self.total:
            return f"正在{self.word} {self.done} {self.unit}……" if self.done else f"正在{self.word}……"
        share = min(self.done, self.total) / self.total
        shown = bar(self.done, self.total, 12)
        counted = f"{self.done}/{self.total} {self.unit}".rstrip()
        return f"正在{self.word} {counted}  {shown} {share:4.0%}"
