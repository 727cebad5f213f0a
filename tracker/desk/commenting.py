"""A copy of a checked draft with what was found as comments beside its figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.desk.checking import Checked, Checks, Verdict
from tracker.errors import BadInput
from tracker.files import shown

if TYPE_CHECKING:
    from tracker.exchange.comments import Placed

_MOST_NAMED: Final = 20
"""Items that a comment lists."""


def check_copy_place(source: Path, target: Path) -> None:
    """Raise BadInput unless a copy with comments can be made of this file, beside it."""
    if source.suffix.lower() != ".docx" or target.suffix.lower() != ".docx":
        raise BadInput("加批注的稿子只能是 .docx，请把稿子另存为 .docx 再核")
    if source.resolve() == target.resolve():
        raise BadInput(f"批注稿不能写回原稿“{shown(source)}”，请另写一个文件名")


def commented_copy(source: Path, target: Path, text: str, checks: Checks) -> Placed:
    """Write the copy: differences and what could not be checked bear a comment, what agrees a short one.

    Raises UnreadableFile, OutputFailed.
    """
    from tracker.exchange.comments import Note, write_commented

    notes = []
    for one in checks.figures:
        start, end = _passage(text, one.stated.start)
        notes.append(
            Note(text[start:end], one.stated.start - start, one.stated.end - start, comment_text(one))
        )
    return write_commented(source, target, notes, checks.as_of)


def _passage(text: str, place: int) -> tuple[int, int]:
    """The line or cell of a table around a place."""
    start = max(text.rfind("\n", 0, place), text.rfind("\t", 0, place)) + 1
    ends = [end for end in (text.find("\n", place), text.find("\t", place)) if end >= 0]
    return start, min(ends, default=len(text))


def comment_text(one: Checked) -> str:
    """相符, or what the ledger has and what stands behind the difference."""
    if one.verdict is Verdict.UNCHECKED:
        return f"无法核：{one.note}"
    if one.verdict is Verdict.AGREES:
        return f"相符：{one.definition}"
    lines = [f"不符：台账是{one.counted}，{one.note}", f"口径：{one.definition}"]
    for heading, rows in (
        ("没有算进去的" if one.stated.whole else "台账算进去的", one.behind),
        ("已申请销号或自报完成、还没有销号的", one.nearly),
    ):
        if rows:
            lines.append(f"{heading}（{len(rows)}）：")
            lines += [row.line for row in rows[:_MOST_NAMED]]
            if len(rows) > _MOST_NAMED:
                lines.append(f"……还有{len(rows) - _MOST_NAMED}个")
    return "\n".join(lines)
