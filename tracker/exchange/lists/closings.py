"""销号清单: what was handed in to be struck off, with its proof and the reviewer's word."""

from __future__ import annotations

from tracker.exchange.layout import Align, Kind, ListLayout, Total
from tracker.exchange.lists import item_texts
from tracker.exchange.lists.columns import MEASURES, YES_NO, by_measure, number, of_page, ordinal
from tracker.ledger.listed import ListedItem
from tracker.ledger.rows import ApplicationRow, ItemPage
from tracker.ledger.words import Decision, OwnerRole, State

_AGREED: Total[ListedItem] = Total(
    'SUMPRODUCT(ISNUMBER([ordinal])*([agreed]="是"))',
    lambda item: item.page.row.state is State.CLOSED,
    "项",
)


def _application(page: ItemPage) -> ApplicationRow | None:
    """The one that stands: of the present round the last that was not withdrawn."""
    own = [
        entry
        for entry in page.applications
        if entry.round == page.row.round and entry.decision is not Decision.WITHDRAWN
    ]
    return own[-1] if own else None


def completion(page: ItemPage) -> str:
    """整改完成情况, as written or handed in."""
    application = _application(page)
    return page.completion or (application.completion if application else "")


def completed_on(page: ItemPage) -> str:
    """完成时间: the day on which the last measure was done, else the day it was handed in."""
    days = [measure.done_on for measure in page.measures if measure.done_on]
    if days and len(days) == len(page.measures):
        return max(days).isoformat()
    application = _application(page)
    return application.applied_on.isoformat() if application else ""


def _reviewers(page: ItemPage) -> str:
    """验收人: everybody who gave a word, in the order of the review."""
    application = _application(page)
    if application is None:
        return ""
    names = [review.reviewer for review in application.reviews] or [application.reviewer]
    return "\n".join(dict.fromkeys(name for name in names if name))


def _opinion(page: ItemPage) -> str:
    application = _application(page)
    return application.opinion if application else ""


def _agreed(page: ItemPage) -> str:
    """是否同意销号; empty while nobody has decided."""
    if page.row.state is State.CLOSED:
        return "是"
    application = _application(page)
    return "否" if application and application.decision is Decision.RETURNED else ""


def _answering(page: ItemPage) -> str:
    names = (name for role in (OwnerRole.LEAD, OwnerRole.RESPONSIBLE) for name in page.owner_names(role))
    return "\n".join(dict.fromkeys([*names, *page.owner_names(OwnerRole.PERSON)]))


CLOSINGS: ListLayout[ListedItem] = ListLayout(
    key="closings",
    title="销号清单",
    columns=(
        ordinal(),
        number(),
        of_page("title", "具体问题", 22.75, Align.LEFT, lambda page: page.row.title),
        by_measure("measures", "整改措施", 28.75, Align.LEFT, item_texts.measures, total=MEASURES),
        by_measure("deadline", "整改时限", 16.75, Align.CENTER, item_texts.deadlines),
        of_page("responsible", "责任单位/责任人", 12.75, Align.CENTER, _answering, repeats=True),
        of_page("completion", "整改完成情况", 28.75, Align.LEFT, completion),
        of_page("completed_on", "完成时间", 13.75, Align.CENTER, completed_on, kind=Kind.DAY),
        of_page("evidence", "佐证材料", 16.75, Align.LEFT, item_texts.evidence, is_public=False),
        of_page("reviewer", "验收人", 8.75, Align.CENTER, _reviewers, is_public=False),
        of_page("opinion", "验收意见", 16.75, Align.LEFT, _opinion, is_public=False),
        of_page(
            "agreed", "是否同意销号", 8.75, Align.CENTER, _agreed, total=_AGREED, choices=YES_NO, repeats=True
        ),
        of_page(
            "closed_on",
            "销号时间",
            13.75,
            Align.CENTER,
            lambda page: item_texts.closed_on(page.row),
            kind=Kind.DAY,
            repeats=True,
        ),
    ),
    rows=lambda item: len(item.page.measures),
    frozen_columns=2,
)
