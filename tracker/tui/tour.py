"""导览: a few steps on the sample ledger, each done by doing it; once left, there again when asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker import paths
from tracker.errors import TrackerError
from tracker.files import read_plain, replacing
from tracker.tui.keymap import key_for


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    says: str
    """`{action}` stands for the action's key."""
    points_at: str
    """Action whose key is shown reversed in the head or foot."""
    actions: tuple[str, ...] = ()
    """Any of these does it."""
    pages: tuple[str, ...] = ()
    """So does being on one of these pages, by their names."""
    own: str = ""
    """Name of the page where it is to be done; empty: anywhere."""

    @property
    def line(self) -> str:
        """With the keys as they are now."""
        named = {name: key_for(name, word) for name, word in _NAMED}
        return self.says.format(**named)


_LEFT: Final = "left"
"""Beside the number of the step, where one does not want to be led any more."""

_NAMED: Final = (
    ("show_ledger", ""),
    ("open_figure", ""),
    ("open_item", "办理"),
    ("progress", ""),
    ("undo", ""),
    ("show_documents", ""),
    ("open_document", ""),
    ("accept", ""),
    ("command_palette", ""),
    ("help", ""),
    ("manual", ""),
    ("save", ""),
)

STEPS: Final = (
    Step(
        "这是总览：逾期、临期、待审核、待我办都在这里。方向键走到一个数字，按 {open_figure} 列出这几项；"
        "或按 {show_ledger} 看整本台账",
        points_at="open_figure",
        pages=("整改台账",),
        own="总览",
    ),
    Step(
        "这是台账：↑ ↓ 看每一项，预警用记号、文字和颜色一起说。按 {open_item} 打开光标所在的一项",
        points_at="open_item",
        pages=("事项",),
        own="整改台账",
    ),
    Step(
        "这是事项页：问题、措施、时限、佐证和下一步还差什么。按 {progress} 登记一条进展，"
        "写一句话，{save} 保存",
        points_at="progress",
        actions=("written",),
        own="事项",
    ),
    Step(
        "脚注上一行写着刚才办成了什么。按 {undo} 撤销，什么都能撤，还能重做",
        points_at="undo",
        actions=("undo",),
    ),
    Step(
        "按 {show_documents} 到文档：台账从讲话、反馈意见里来",
        points_at="show_documents",
        pages=("来源文件",),
    ),
    Step(
        "光标移到写着“待复核”的一份文件，按 {open_document} 打开复核",
        points_at="open_document",
        pages=("挖掘复核",),
        own="来源文件",
    ),
    Step(
        "左边是原文，右边是挖掘出来的候选。按 {accept} 收下一条，就成了台账里的事项",
        points_at="accept",
        actions=("written",),
        own="挖掘复核",
    ),
    Step(
        "按 {command_palette} 打开命令：输入 dc 就找到“导出”，输入编号或单位就找到事项；Esc 关闭",
        points_at="command_palette",
        actions=("command_palette",),
    ),
    Step(
        "最后，按 {help} 看本页的全部按键；要办的事查手册（{manual}）。导览到此为止",
        points_at="help",
        actions=("help", "manual"),
    ),
)


def tour_file() -> Path:
    """Where its place is kept."""
    return paths.data_dir() / "tour"


class Tour:
    """Where it stands, kept in a small file where there is one."""

    def __init__(self, path: Path | None = None, *, is_on: bool = False) -> None:
        self._path = path
        number, was_left = self._read()
        self.number = number
        """Of the step, from 0; as many as there are once it is done."""
        self.is_on = is_on and not was_left and not self.is_done

    @property
    def is_done(self) -> bool:
        """To its end."""
        return self.number >= len(STEPS)

    @property
    def is_new(self) -> bool:
        """Never begun."""
        return self._path is None or not self._path.exists()

    @property
    def step(self) -> Step | None:
        """What is to be done now; None where it is off."""
        return STEPS[self.number] if self.is_on and not self.is_done else None

    def switch(self) -> str:
        """On or off; what to say of it."""
        if self.is_on:
            self.is_on = False
            self._save()
            return f"导览停在第 {self.number + 1} 步，按 {key_for('tour')} 接着走"
        if self.is_done:
            self.number = 0
        self.is_on = True
        self._save()
        return ""

    def did(self, action: str, page: str, *, is_page_opened: bool = False) -> bool:
        """Something was done; whether that was the step."""
        step = self.step
        if step is None:
            return False
        if action in step.actions or (is_page_opened and page in step.pages):
            self.skip()
            return True
        return False

    def skip(self) -> None:
        """On to the next step."""
        self.number += 1
        if self.is_done:
            self.is_on = False
        self._save()

    def _read(self) -> tuple[int, bool]:
        """The step, and whether it was left there."""
        if self._path is not None and self._path.exists():
            with suppress(TrackerError, ValueError):
                number, _, left = read_plain(self._path, 64).decode().strip().partition(" ")
                return min(max(0, int(number)), len(STEPS)), left == _LEFT
        return 0, False

    def _save(self) -> None:
        """A place that cannot be kept is no loss."""
        if self._path is not None:
            with suppress(TrackerError, OSError):
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with replacing(self._path) as temporary:
                    place = f"{self.number}" if self.is_on else f"{self.number} {_LEFT}"
                    temporary.write_text(place, encoding="utf-8")
