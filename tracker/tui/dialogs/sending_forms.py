"""Of which items forms are sent, and until when and where they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from tracker.tui.dialogs.field import Field, FieldKind, either
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.wish_form import WishForm, wish_form

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger


class DispatchForm(WishForm):
    """The last thing asked before forms are written."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "写出"}


def narrowing_form(line: str, *, with_secret: bool, check: Callable[[Ledger, Values], None]) -> WishForm:
    """Which items are meant."""
    fields = (
        Field("line", "筛选", value=line, hint="专项:巡察 时限:本月 类别:作风……；留空是全部整改中的"),
        either("secret", "密级事项", "标有密级的不发", "标有密级的也发", is_other=with_secret),
    )
    return wish_form("发哪些事项", fields, check, "各单位的表里只有它自己整改中的事项")


def dispatch_form(
    units: int, due: dt.date | None, folder: str, check: Callable[[Ledger, Values], None]
) -> WishForm:
    """Until when they are wanted back, and where they are written."""
    fields = (
        Field(
            "due",
            "要求交回",
            FieldKind.DATE,
            due.isoformat() if due else "",
            hint="6月25日、+1周；可以不填。过了日子没交的列为逾期",
        ),
        Field("folder", "放在", value=folder, hint="一个新的或空的文件夹", is_needed=True),
    )
    return wish_form(f"给{units}个单位发表", fields, check, "每个单位一个 Excel 文件", form=DispatchForm)
