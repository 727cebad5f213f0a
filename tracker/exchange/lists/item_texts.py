"""What the cells of the lists say of an item: its deadline, owners, progress and state in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.ledger.list_rows import Deadline, ItemRow
from tracker.ledger.rows import ItemPage, OwnerRow
from tracker.ledger.words import DeadlineKind, ItemKind, Light, OwnerRole, State

OVERALL = "总体："
"""Opens what holds for the whole item where its measures have their own."""

_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:之?前|以前)?")


def category(page: ItemPage) -> str:
    """问题类别; a task without one is told apart from the problems by its kind."""
    if page.row.category or page.row.kind is ItemKind.PROBLEM:
        return page.row.category
    return ItemKind.TASK.word


def measures(page: ItemPage) -> Sequence[str]:
    """整改措施, numbered where there are several: progress and evidence name them by number."""
    if len(page.measures) < 2:
        return [page.measures[0].text if page.measures else ""]
    return [f"{measure.ordinal}.{measure.text}" for measure in page.measures]


def owners(page: ItemPage, role: OwnerRole) -> Sequence[str]:
    """Names of a role, one a line: the item's, or each measure's where measures name their own."""
    return _own_or_overall(
        _names(page.owners, role), [_names(measure.owners, role) for measure in page.measures]
    )


def deadlines(page: ItemPage) -> Sequence[str]:
    """整改时限: one cell for the item; a cell a measure where measures have their own.

    Offices read the limit beside the measure that it binds. A measure without one shows the item's;
    where every measure has its own, the item's stands above the first as 总体, since the light and
    逾期 are counted from it.
    """
    own = [deadline_words(measure.deadline) for measure in page.measures]
    return _own_or_overall(item_deadline(page), own)


def item_deadline(page: ItemPage) -> str:
    """整改时限 of the item as a whole."""
    return deadline_words(page.row.deadline) + _extension(page)


def progress(page: ItemPage) -> str:
    """整改进展: what was reported and finished, dated, in the order of time; 完成情况 last."""
    lines = sorted([*_reported(page), *_finished(page)])
    if page.completion:
        lines.append(f"完成情况：{page.completion}")
    return "\n".join(lines)


def evidence(page: ItemPage) -> str:
    """佐证材料: the names, one a line."""
    return "\n".join(_which(page, row.measure_ordinal) + row.name for row in page.evidence)


def state(row: ItemRow) -> str:
    """整改状态, and below it the light in words: 临期, 剩余5天, each on a line of its own."""
    if row.light.word == row.state.word:
        return row.state.word
    lines = [row.state.word, *row.light_words.split("，")]
    if row.light not in (Light.NORMAL, Light.CLOSED_LATE) and row.light.word not in row.light_words:
        lines.insert(1, row.light.word)
    return "\n".join(lines)


def is_closed(row: ItemRow) -> str:
    """是否销号."""
    return "是" if row.state is State.CLOSED else "否"


def closed_on(row: ItemRow) -> str:
    """销号时间."""
    return row.closed_on.isoformat() if row.closed_on else ""


def deadline_words(deadline: Deadline | None) -> str:
    """The phrase as written; below it the date it means where that differs, and whether it is settled.

    What recurs names its days itself: the ledger keeps the first, which would read like one gone by.
    """
    if deadline is None:
        return ""
    notes = []
    if deadline.due and deadline.kind is not DeadlineKind.RECURRING and not names_day(deadline):
        notes.append(deadline.due.isoformat())
    if deadline.confirm:
        notes.append(Light.UNSETTLED.word)
    if not deadline.phrase:
        return "，".join(notes)
    return f"{deadline.phrase}\n（{'，'.join(notes)}）" if notes else deadline.phrase


def names_day(deadline: Deadline) -> bool:
    """True when the phrase is the date itself, however it is written."""
    match = _DATE.fullmatch(deadline.phrase.strip())
    if match is None or deadline.due is None:
        return False
    year, month, day = map(int, match.groups())
    return (year, month, day) == (deadline.due.year, deadline.due.month, deadline.due.day)


def _extension(page: ItemPage) -> str:
    """The deadline as it stood at first, and how often it was put off."""
    if not page.extension_count:
        return ""
    return f"\n原时限：{deadline_words(page.first_deadline)}\n已延期{page.extension_count}次"


def _names(rows: Sequence[OwnerRow], role: OwnerRole) -> str:
    return "\n".join(owner.name for owner in rows if owner.role is role)


def _own_or_overall(overall: str, own: Sequence[str]) -> Sequence[str]:
    """One text for the item, or one a measure, the item's where a measure has none of its own."""
    if not any(own):
        return [overall]
    texts = [text or overall for text in own]
    if overall and overall not in texts:
        texts[0] = f"{OVERALL}{overall}\n{texts[0]}"
    return texts


def _reported(page: ItemPage) -> Iterator[str]:
    """Entries that do not merely say what finishing a measure says again."""
    finished = {(measure.done_on, measure.done_note) for measure in page.measures}
    for entry in page.progress:
        if (entry.on, entry.text) not in finished:
            yield f"{entry.on.isoformat()} {_which(page, entry.measure_ordinal)}{entry.text}"


def _finished(page: ItemPage) -> Iterator[str]:
    for measure in page.measures:
        if measure.done_on:
            which = _which(page, measure.ordinal).rstrip("：")
            note = f"：{measure.done_note}" if measure.done_note else ""
            yield f"{measure.done_on.isoformat()} {which}已完成{note}"


def _which(page: ItemPage, ordinal: int | None) -> str:
    """措施2： where there are several to tell apart."""
    return f"措施{ordinal}：" if ordinal and len(page.measures) > 1 else ""
