"""How a 台账 is to be taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.tui.dialogs.fields import Field, FieldKind
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
    """专项, the day from which limits count, states, limits that cannot be read, worksheets."""
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
        Field(
            "states",
            "办理状态",
            FieldKind.CHOICE,
            "new" if wishes.as_new else "",
            choices=(("", "照表上写的接转"), ("new", "都作待挂号")),
        ),
        Field(
            "limits",
            "读不出的时限",
            FieldKind.CHOICE,
            "keep" if wishes.keeps_unreadable else "",
            choices=(("", "那一行不能导入"), ("keep", "照原文记下，作待明确")),
        ),
        Field("sheets", "工作表", value=sheets, hint="只读这几个，用、隔开；留空读全部"),
    )
    return wish_form("怎样导入", fields, check, "改好再看逐行怎样；这里什么也不写入")
