"""What the work of the desk asks for first: which file, of what day, against which items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tracker.tui.dialogs.field import Field, FieldKind
from tracker.tui.dialogs.form import Form, Values
from tracker.tui.dialogs.paper_order_forms import WriteForm
from tracker.tui.dialogs.wish_form import WishForm, wish_form
from tracker.tui.rows.check import CheckedDraft, CheckWish
from tracker.tui.rows.reconcile import ReconcileWish
from tracker.tui.views import Done

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger

RANGE_HINT = "不填：全部；可以写 单位:办公室、专项:巡察"


class CheckForm(WishForm):
    """Which draft."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "核对"}


def check_form(
    check: Callable[[Ledger, Values], None], folder: Path, before: CheckWish | None, campaign: str
) -> WishForm:
    """汇报稿核对: the draft, the day, the items; as they were last time."""
    fields = [
        Field("day", "截至", FieldKind.DATE, value=_day(before), hint="不填：今天", is_past=True),
        Field("line", "范围", value=before.line if before else "", hint=RANGE_HINT),
        Field(
            "path",
            "汇报稿",
            FieldKind.FILE,
            value=str(before.path) if before else "",
            hint="写路径，或到下面的目录里选",
            folder=str(folder),
        ),
    ]
    whose = f"专项“{campaign}”" if campaign else "全部专项"
    intro = (
        f"{whose}。稿中“共28项、已销号19项、整改率67.9%”这样的数字，逐个按台账重算；"
        "稿中写了“截至某日”的，按那一天算。Word、WPS、PDF、Excel、文本都可以，原稿不动。"
    )
    return wish_form("汇报稿核对", fields, check, intro, form=CheckForm, focus="path")


def _day(before: CheckWish | None) -> str:
    return str(before.day) if before is not None and before.day is not None else ""


def copy_form(draft: CheckedDraft) -> Form:
    """批注稿: where the copy goes."""
    source = draft.wish.path
    target = source.with_name(f"{source.stem}（核对）{source.suffix}")

    def submit(ledger: Ledger, values: Values) -> Done:
        from tracker.tui.workers import check_work

        path, words = check_work.write_copy(draft, values)
        return Done(words, can_undo=False, subject=str(path))

    intro = (
        "不符的和无法核的都加批注：台账是多少、口径、差在哪些事项；相符的也注明。原稿一字不动。",
        "那里已有同名文件的，换成新的。",
    )
    field = Field("path", "批注稿", value=str(target), is_needed=True)
    return WriteForm("写批注稿", [field], submit, intro=intro)


class ReconcileForm(WishForm):
    """Which later document."""

    SAYS: ClassVar[Mapping[str, str]] = {"save": "对账"}


def reconcile_form(
    check: Callable[[Ledger, Values], None], folder: Path, before: ReconcileWish | None, campaign: str
) -> WishForm:
    """承诺对账: the document, its day, the items; as they were last time."""
    date = str(before.date) if before is not None and before.date is not None else ""
    path = str(before.path) if before is not None and before.path is not None else ""
    fields = [
        Field("date", "成文日期", value=date, hint="不填：在文件里找；可以写 2024-6-18"),
        Field("line", "范围", value=before.line if before else "", hint=RANGE_HINT),
        Field(
            "path",
            "文件",
            FieldKind.FILE,
            value=path,
            hint="写路径，或到下面的目录里选",
            folder=str(folder),
        ),
    ]
    whose = f"专项“{campaign}”" if campaign else "全部专项"
    intro = f"{whose}里没有销号的，与后来的讲话、整改报告、进展情况逐条对照；只看不改，看过再选着办。"
    return wish_form("承诺对账", fields, check, intro, form=ReconcileForm, focus="path")
