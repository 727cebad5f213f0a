"""What is filled into a superior's workbook, and where the copy is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from tracker.tui.dialogs.field import Field, FieldKind, either
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.wish_form import WishForm, wish_form
from tracker.tui.rows.fill import FillWish

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class CopyForm(WishForm):
    """The last thing asked before the copy is written."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "写出"}


def fill_form(wish: FillWish, check: Callable[[Ledger, Values], None]) -> WishForm:
    """Which items, which columns, and what is left alone."""
    fields = (
        Field("line", "筛选", value=wish.line, hint="专项:巡察、单位:办公室……；留空是全部事项"),
        Field(
            "day",
            "截至",
            FieldKind.DATE,
            value=wish.day.isoformat() if wish.day else "",
            hint="填这一天终了时的情况；不填：今天",
            is_past=True,
        ),
        either("secret", "密级事项", "标有密级的不填", "标有密级的也填", is_other=wish.with_secret),
        Field(
            "columns",
            "填哪些列",
            value="、".join(wish.columns),
            hint="用、隔开；留空填进展、状态、销号、完成情况、佐证",
        ),
        either("present", "已有内容", "换成台账里的", "已有内容的格子不动", is_other=wish.only_empty),
        either("heights", "行高", "不动", "放不下文字的行加高", is_other=wish.fits_rows),
        Field("sheets", "工作表", value="、".join(wish.sheets), hint="只填这几个，用、隔开；留空填全部"),
    )
    return wish_form("怎样填", fields, check, "改好再看逐行填什么；这里什么也不写")


def copy_form(path: str, check: Callable[[Ledger, Values], None]) -> WishForm:
    """Under which name."""
    fields = (Field("path", "另存为", value=path, is_needed=True),)
    return wish_form("写成文件", fields, check, "只写我们的格子，别处一个字不动；原件不动", form=CopyForm)
