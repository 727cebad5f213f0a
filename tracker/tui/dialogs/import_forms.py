"""How a 台账 is to be taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.tui.dialogs.field import Field, FieldKind, either
from tracker.tui.dialogs.form import Values
from tracker.tui.dialogs.wish_form import WishForm, wish_form

if TYPE_CHECKING:
    from tracker.desk.importing import Wishes
    from tracker.ledger.store import Ledger


def manner_form(
    campaigns: Sequence[str],
    campaign: str,
    wishes: Wishes,
    sheets: str,
    today: dt.date,
    check: Callable[[Ledger, Values], None],
) -> WishForm:
    """专项, the day from which limits count, states, limits that cannot be read, foreign 编号, worksheets."""
    fields = (
        Field(
            "campaign",
            "导入到",
            FieldKind.CHOICE,
            campaign,
            choices=tuple((name, name) for name in campaigns),
        ),
        Field(
            "base",
            "时限从",
            FieldKind.DATE,
            wishes.base.isoformat() if wishes.base else "",
            hint=f"“11月底前”从哪天算起，如 {today.year - 1}-01-01；留空照表上的年份",
            is_past=True,
        ),
        either("states", "办理状态", "照表上写的接转", "都作待挂号", is_other=wishes.as_new),
        either(
            "limits",
            "读不出的时限",
            "那一行不能导入",
            "照原文记下，作待明确",
            is_other=wishes.keeps_unreadable,
        ),
        either(
            "numbers",
            "同号不同事的",
            "那一行不能导入",
            "是别处的编号，作新事项",
            is_other=wishes.foreign_numbers,
        ),
        Field("sheets", "工作表", value=sheets, hint="只读这几个，用、隔开；留空读全部"),
    )
    return wish_form("怎样导入", fields, check, "改好再看逐行怎样；这里什么也不写入")
