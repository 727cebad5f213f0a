"""Rows that units put into their forms: seen first, then taken over as measures of their items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.desk.returned_forms import returned_forms
from tracker.errors import NotFound, Refusal
from tracker.exchange.forms.merging import added_rows
from tracker.ledger.actor import Actor
from tracker.ledger.commands.added_measures import AddedMeasure, take_added_measures
from tracker.ledger.pages import item_page
from tracker.ledger.rows import ItemPage
from tracker.ledger.store import Ledger
from tracker.ledger.words import OwnerRole
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class AddedLine:
    """A row that a unit put in, and whether it can become a measure."""

    file: str
    unit: str
    row: int
    number: str
    title: str
    """Of the item it stands under; empty where there is none."""
    text: str
    refusal: str
    """Why it cannot be taken over; empty where it can."""
    is_leading: bool
    """The unit leads the item, so that it need not be named."""


def added_lines(
    ledger: Ledger, paths: Sequence[Path], *, today: dt.date, with_older: bool = False
) -> tuple[tuple[AddedLine, ...], tuple[str, ...]]:
    """What the units added, in the order of the files, and the files that could not be read."""
    found: list[AddedLine] = []
    unread: list[str] = []
    pages: dict[str, ItemPage | None] = {}
    met: set[tuple[str, str]] = set()
    for name, form, refusal in returned_forms(ledger, paths, with_older=with_older):
        if form is None:
            unread.append(f"{name}：{refusal}")
            continue
        for added in added_rows(form):
            if added.number and added.number not in pages:
                pages[added.number] = _page(ledger, added.number, today)
            page, text = pages.get(added.number), one_line(added.text)
            why = _refusal(added.number, page, text)
            if not why and (added.number, text) in met:
                why = "前面已有同样的一行"
            met.add((added.number, text))
            leading = page is not None and form.base.unit in page.owner_names(OwnerRole.LEAD)
            title = page.row.title if page else ""
            found.append(AddedLine(name, form.base.unit, added.row, added.number, title, text, why, leading))
    return tuple(found), tuple(unread)


def _page(ledger: Ledger, number: str, today: dt.date) -> ItemPage | None:
    """None for an item that was taken back after its form went out."""
    try:
        return item_page(ledger, number, today=today)
    except NotFound:
        return None


def _refusal(number: str, page: ItemPage | None, text: str) -> str:
    if page is None and number:
        return f"台账里已经没有 {number}"
    if page is None:
        return "不知道是哪一项的措施，请让单位写明发去的表里的编号"
    if not text:
        return "没有写内容"
    if not page.row.state.may_change:
        return f"{page.row.number} 现在是“{page.row.state.word}”，不能增加措施"
    if any(one_line(measure.text) == text for measure in page.measures):
        return "台账里已有这条措施"
    return ""


def take_lines(ledger: Ledger, actor: Actor, lines: Sequence[AddedLine], *, today: dt.date) -> None:
    """Add the lines as measures, all or none, as one action that names their forms. Raises Refusal."""
    refused = [f"{line.file} 第{line.row}行：{line.refusal}" for line in lines if line.refusal]
    if refused:
        raise Refusal(f"有{len(refused)}行不能收下，都没有收：", refused)
    source = "填报表增加的行：" + "；".join(f"{line.file} 第{line.row}行" for line in lines)
    take_added_measures(
        ledger,
        actor,
        [AddedMeasure(line.number, line.text, "" if line.is_leading else line.unit) for line in lines],
        source=source,
        today=today,
    )
