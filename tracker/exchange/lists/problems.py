"""问题清单: what was found wrong, in whose words, and who answers for it."""

from __future__ import annotations

from tracker.exchange.layout import Align, Column, ListLayout
from tracker.exchange.lists import item_texts
from tracker.exchange.lists.columns import number, of_page, ordinal
from tracker.ledger.listed import ListedItem
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import OwnerRole, RectificationType

_TYPES = tuple(kind.word for kind in RectificationType)


def _source(item: ListedItem) -> str:
    """问题来源: how it came up, and the document."""
    title = f"《{item.quote.title}》" if item.quote else ""
    return "\n".join(text for text in (item.page.row.source, title) if text)


def _quote(item: ListedItem) -> str:
    """原文序号及表述: its place in the document's outline, and the sentence."""
    if item.quote is None:
        return ""
    section = item.quote.section[-1] if item.quote.section else ""
    return "\n".join(text for text in (section, item.quote.words) if text)


def _problem(page: ItemPage) -> str:
    return "\n".join(dict.fromkeys(text for text in (page.row.title, page.detail) if text))


def _units(page: ItemPage) -> str:
    names = [*page.owner_names(OwnerRole.LEAD), *page.owner_names(OwnerRole.RESPONSIBLE)]
    return "\n".join(dict.fromkeys(names))


PROBLEMS: ListLayout[ListedItem] = ListLayout(
    key="problems",
    title="问题清单",
    columns=(
        ordinal(),
        number(),
        Column("source", ("问题来源",), 18.75, Align.LEFT, lambda item, ordinal: [_source(item)]),
        of_page("category", "问题类别", 10.75, Align.CENTER, item_texts.category),
        Column("quote", ("原文序号及表述",), 34.75, Align.LEFT, lambda item, ordinal: [_quote(item)]),
        of_page("title", "具体问题", 40.75, Align.LEFT, _problem),
        of_page("responsible", "责任单位", 14.75, Align.CENTER, _units),
        of_page("type", "整改类型", 10.75, Align.CENTER, lambda page: page.row.type.word, choices=_TYPES),
        of_page("note", "备注", 12.75, Align.LEFT, lambda page: page.note, is_public=False),
    ),
    rows=lambda item: 1,
    frozen_columns=2,
)
