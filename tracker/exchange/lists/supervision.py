"""督办台账: what is chased, by which papers, and what superiors were asked to deal with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.exchange.layout import Align, Column, Kind, ListLayout, Total
from tracker.exchange.lists import item_texts
from tracker.exchange.lists.columns import light, number, of_page, ordinal
from tracker.ledger.listed import ListedItem, ReminderRow
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OwnerRole, Rung, State

_RUNGS = tuple(rung.word for rung in Rung)
_PAPERS: Total[ListedItem] = Total(
    'SUMPRODUCT(([rung]<>"")*(LEFT([rung],3)<>"（续）"))', lambda item: len(item.reminders), "次"
)


def _rungs(item: ListedItem) -> Sequence[str]:
    return [f"{note.rung.word}{_which(note)}" for note in item.reminders] or [""]


def _which(note: ReminderRow) -> str:
    return f"\n（措施{note.measure_ordinal}）" if note.measure_ordinal else ""


def _each(text: Callable[[ReminderRow], str]) -> Callable[[ListedItem, int], Sequence[str]]:
    """One cell for each note that went out."""
    return lambda item, ordinal: [text(note) for note in item.reminders] or [""]


def _raised(page: ItemPage) -> str:
    """提请上级: what was asked, of whom, and the answer."""
    lines = []
    for row in page.escalations:
        answer = f"{row.answered_on.isoformat()}答复：{row.answer}" if row.answered_on else "待答复"
        lines.append(f"{row.raised_on.isoformat()}提请{row.unit}：{row.matter}（{answer}）")
    return "\n".join(lines)


def _units(page: ItemPage) -> str:
    names = (name for role in (OwnerRole.LEAD, OwnerRole.RESPONSIBLE) for name in page.owner_names(role))
    return "\n".join(dict.fromkeys(names))


def _result(page: ItemPage) -> str:
    """办结情况."""
    if page.row.state is State.CLOSED and page.row.closed_on:
        return f"已办结\n{page.row.closed_on.isoformat()}"
    return "终止" if page.row.state is State.STOPPED else "未办结"


SUPERVISION: ListLayout[ListedItem] = ListLayout(
    key="supervision",
    title="督办台账",
    columns=(
        ordinal(),
        number(),
        of_page("title", "督办事项", 28.75, Align.LEFT, lambda page: page.row.title),
        of_page("responsible", "承办单位", 12.75, Align.CENTER, _units, repeats=True),
        of_page(
            "leader",
            "责任领导",
            8.75,
            Align.CENTER,
            lambda page: "\n".join(page.owner_names(OwnerRole.LEADER)),
        ),
        of_page("deadline", "办理时限", 16.75, Align.CENTER, item_texts.item_deadline),
        Column(
            "rung",
            ("督办情况", "督办方式"),
            12.75,
            Align.CENTER,
            lambda item, ordinal: _rungs(item),
            total=_PAPERS,
            choices=_RUNGS,
        ),
        Column(
            "issued_on",
            ("督办情况", "发出时间"),
            14.75,
            Align.CENTER,
            _each(lambda note: note.on.isoformat()),
            Kind.DAY,
        ),
        Column("unit", ("督办情况", "发往单位"), 12.75, Align.CENTER, _each(lambda note: note.unit)),
        Column(
            "document", ("督办情况", "文号"), 12.75, Align.CENTER, _each(lambda note: note.document_number)
        ),
        of_page("raised", "提请上级", 22.75, Align.LEFT, _raised, is_public=False),
        of_page("progress", "办理进展", 26.75, Align.LEFT, item_texts.progress),
        light(),
        of_page("result", "办结情况", 11.75, Align.CENTER, _result, repeats=True),
    ),
    rows=lambda item: len(item.reminders),
    frozen_columns=2,
)
