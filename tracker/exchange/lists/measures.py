"""任务（措施）清单: each measure with its target, owners, limit and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.exchange.layout import Align, ListLayout
from tracker.exchange.lists import item_texts
from tracker.exchange.lists.columns import MEASURES as COUNTED_MEASURES
from tracker.exchange.lists.columns import by_measure, light, number, of_page, ordinal, owners
from tracker.ledger.listed import ListedItem
from tracker.ledger.rows import ItemPage, MeasureRow
from tracker.ledger.words import OwnerRole


def _standards(page: ItemPage) -> Sequence[str]:
    return [measure.standard for measure in page.measures] or [""]


def _progress(page: ItemPage) -> Sequence[str]:
    """Of each measure its own; what was reported of the item as a whole stands with the first."""
    if len(page.measures) < 2:
        return [item_texts.progress(page)]
    texts = ["\n".join(of_measure(page, measure)) for measure in page.measures]
    if whole := "\n".join(of_whole(page)):
        texts[0] = f"{item_texts.OVERALL}{whole}\n{texts[0]}".rstrip("\n")
    return texts


def of_whole(page: ItemPage) -> Iterator[str]:
    """What was reported of the item and of none of its measures; 完成情况 last."""
    for entry in page.progress:
        if entry.measure_ordinal is None:
            yield f"{entry.on.isoformat()} {entry.text}"
    if page.completion:
        yield f"完成情况：{page.completion}"


def of_measure(page: ItemPage, measure: MeasureRow) -> Iterator[str]:
    """What was reported of one measure, and that it is done."""
    finished = (measure.done_on, measure.done_note)
    for entry in page.progress:
        if entry.measure_ordinal == measure.ordinal and (entry.on, entry.text) != finished:
            yield f"{entry.on.isoformat()} {entry.text}"
    if measure.done_on:
        note = f"：{measure.done_note}" if measure.done_note else ""
        yield f"{measure.done_on.isoformat()} 已完成{note}"


MEASURES: ListLayout[ListedItem] = ListLayout(
    key="measures",
    title="任务（措施）清单",
    columns=(
        ordinal(),
        number(),
        of_page("title", "具体问题", 24.75, Align.LEFT, lambda page: page.row.title),
        of_page("target", "整改目标", 20.75, Align.LEFT, lambda page: page.target),
        by_measure("measures", "整改措施", 34.75, Align.LEFT, item_texts.measures, total=COUNTED_MEASURES),
        owners(OwnerRole.LEAD, 10.75),
        owners(OwnerRole.RESPONSIBLE, 10.75),
        owners(OwnerRole.COOPERATING, 10.75),
        by_measure("deadline", "完成时限", 16.75, Align.CENTER, item_texts.deadlines),
        by_measure("standard", "完成标准", 16.75, Align.LEFT, _standards),
        by_measure("progress", "进展", 24.75, Align.LEFT, _progress),
        light(),
    ),
    rows=lambda item: len(item.page.measures),
    frozen_columns=2,
)
