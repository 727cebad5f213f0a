"""逐项整改情况 of a report, as such reports are written: by 问题类别, each problem with what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.exchange.lists import item_texts
from tracker.exchange.papers.frame import chinese_ordinal
from tracker.exchange.papers.items import deadline_words, results, state_words, unclosed, units
from tracker.exchange.papers.parts import Line, LineStyle, Part
from tracker.ledger.rows import ItemPage
from tracker.ledger.words import ItemKind

_OTHERS = "其他"


def one_by_one(pages: Sequence[ItemPage]) -> Iterator[Part]:
    """（一）作风建设方面, 1.关于“……”的问题。…… ; without headings where no item has a 问题类别."""
    by_category: dict[str, list[ItemPage]] = {}
    for page in pages:
        by_category.setdefault(item_texts.category(page).removesuffix("方面"), []).append(page)
    others = by_category.pop("", None)
    if others:
        heading = _OTHERS if by_category else ""
        by_category[heading] = [*by_category.pop(heading, ()), *others]
    for place, (category, own) in enumerate(by_category.items(), 1):
        if category:
            yield Line(f"（{chinese_ordinal(place)}）{category}方面", LineStyle.HEAD2)
        for ordinal, page in enumerate(own, 1):
            yield Line(_standing(page), opening=f"{ordinal}.{_matter(page)}")
            yield from _done(page)


def _matter(page: ItemPage) -> str:
    title = unclosed(page.row.title)
    if page.row.kind is not ItemKind.PROBLEM:
        return f"{title}。"
    return f"{title}。" if title.startswith("关于") and title.endswith("问题") else f"关于“{title}”的问题。"


def _standing(page: ItemPage) -> str:
    """Who answers for it, by when, and how it stands."""
    named = units(page)
    parts = [
        *([f"责任单位：{named}"] if named else []),
        *([f"整改时限：{deadline_words(page.row.deadline)}"] if page.row.deadline else []),
        f"办理状态：{state_words(page)}",
    ]
    return f"（{page.row.number}）{'；'.join(parts)}。"


def _done(page: ItemPage) -> Iterator[Line]:
    """Its measures, and what came of them."""
    said = list(results(page))
    numbered = (f"（{ordinal}）{text}" if len(said) > 1 else text for ordinal, text in said)
    if said:
        yield Line(f"整改措施：{''.join(numbered)}")
    result = unclosed(page.completion or (page.progress[-1].text if page.progress else ""))
    if result:
        yield Line(f"整改成效：{result}。")
