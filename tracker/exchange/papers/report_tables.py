"""The tables of reports: figures by unit, what presses, what changed, two days compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.exchange.papers.frame import chinese
from tracker.exchange.papers.item_tables import DATE_SHARE, NUMBER_SHARE, Told, numbered_grid
from tracker.exchange.papers.items import due_words
from tracker.exchange.papers.parts import Column, Grid, Line, Part
from tracker.exchange.sentences import percent
from tracker.ledger.classification import CLASSES
from tracker.ledger.figures.counting import Tally
from tracker.ledger.figures.definitions import (
    ITEM_FIGURES,
    ITEM_RATES,
    MEASURE_FIGURES,
    MEASURE_RATES,
    REGULATIONS,
    Figure,
    MeasureFigure,
    Rate,
)
from tracker.ledger.happened import ChangedItem, Differences, Happened
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.rows import ItemPage

_STANDING: Final = (
    Column("名称", 36),
    Column("应整改", 15, is_centred=True),
    Column("已销号", 15, is_centred=True),
    Column("完成率", 17, is_centred=True),
    Column("正在整改", 15, is_centred=True),
    Column("逾期未完", 15, is_centred=True),
    Column("申请延期", 15, is_centred=True),
    Column("措施", 13, is_centred=True),
    Column("已完成措施", 15, is_centred=True),
)
_STANDING_CODES: Final = (
    "items",
    "closed",
    "",
    "rectifying",
    "overdue",
    "extension_asked",
    "measures",
    "measures_done",
)
_PRESSING: Final[tuple[Told[ItemRow], ...]] = (
    Told("编号", NUMBER_SHARE, lambda row: row.number, is_centred=True),
    Told("问题（任务）", 44, lambda row: row.title),
    Told("牵头单位", 24, lambda row: row.lead, is_centred=True),
    Told("整改时限", DATE_SHARE, lambda row: due_words(row.deadline), is_centred=True),
    Told("情况", 23, lambda row: row.light_words, is_centred=True),
)
_LEFT: Final[tuple[Told[ItemPage], ...]] = (
    Told("编号", NUMBER_SHARE, lambda page: page.row.number, is_centred=True),
    Told("问题（任务）", 34, lambda page: page.row.title),
    Told("整改时限", DATE_SHARE, lambda page: due_words(page.row.deadline), is_centred=True),
    Told("未完成原因", 28, lambda page: page.truths.unfinished_reason),
    Told("下一步措施", 28, lambda page: page.truths.next_step or page.truths.stage_goal),
)
_COMPARED: Final = (
    Column("指标", 56),
    Column("前", 34, is_centred=True),
    Column("后", 34, is_centred=True),
    Column("增减", 32, is_centred=True),
)
FIGURES: Final[tuple[Figure | MeasureFigure, ...]] = (*ITEM_FIGURES, *MEASURE_FIGURES, REGULATIONS)
RATES: Final[tuple[Rate, ...]] = (*ITEM_RATES, *MEASURE_RATES)
_ALWAYS_COMPARED: Final = ("items", "closed", "rectifying", "overdue", "measures", "measures_done")


def standing_grid(heading: str, rows: Sequence[Tally], overall: Tally) -> Grid:
    """As `tracker stats --by` counts; the last row is of all together."""
    columns = (Column(heading, _STANDING[0].share), *_STANDING[1:])
    return Grid(columns, (*(_standing_row(row, row.name) for row in rows), _standing_row(overall, "合计")))


def _standing_row(row: Tally, name: str) -> tuple[str, ...]:
    return (
        name,
        *(str(row.counts[code]) if code else _rate(row) for code in _STANDING_CODES),
    )


def _rate(row: Tally) -> str:
    return percent(row.counts["closed"], row.counts["items"]) if row.counts["items"] else "—"


def _points(before: Tally, after: Tally) -> str:
    """By how much 完成率 went, as far as it is told; nothing where there was none."""
    if not (before.counts["items"] and after.counts["items"]):
        return ""
    then, now = (round(1000 * one.counts["closed"] / one.counts["items"]) for one in (before, after))
    return f"{(now - then) / 10:+g}个百分点" if now != then else "持平"


def standing_fields(row: Tally) -> dict[str, object]:
    """The same row for a template."""
    values = _standing_row(row, row.name)
    return {column.heading: value for column, value in zip(_STANDING, values, strict=True)}


def classification_parts(overall: Tally) -> Iterator[Part]:
    """分类盘点."""
    rows = [(rule.name.word, str(overall.counts[f"class_{rule.name.value}"]), rule.asks) for rule in CLASSES]
    columns = (Column("类别", 52), Column("数量", 34, is_centred=True), Column("工作要求", 70))
    left = overall.counts["items"] - sum(int(row[1]) for row in rows)
    if left == overall.counts["items"]:
        yield Line("还没有分类盘点。")
        return
    yield Grid(columns, tuple(rows))
    if left:
        yield Line(f"另有{left}个没有列入分类盘点。")


def _from_to(what: Happened, row: ChangedItem) -> tuple[str, str]:
    """Before and after in Chinese dates; time alone makes an item overdue, by the limit it had."""
    if what is Happened.OVERDUE:
        limit = _ISO.search(row.after)
        return "未逾期", f"已逾期\n（时限{_chinese_match(limit)}）" if limit else "已逾期"
    before, after = (_said_once(_ISO.sub(_chinese_match, text)) or "—" for text in (row.before, row.after))
    return before, after


def _said_once(text: str) -> str:
    """2024年10月22日前（2024年10月22日）, 立行立改（立行立改） without what is said already."""
    match = _WITH_NOTE.fullmatch(text)
    return match[1] if match and match[2] in match[1] else text


_WITH_NOTE: Final = re.compile(r"(.+)（(.+)）")


_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _chinese_match(match: re.Match[str]) -> str:
    year, month, day = map(int, match.groups())
    return f"{year}年{month}月{day}日"


def change_fields(row: ChangedItem, place: int) -> dict[str, object]:
    """One change for a template."""
    return {
        "序号": place,
        "编号": row.number,
        "问题": row.title,
        "牵头单位": row.lead,
        "由": row.before,
        "到": row.after,
    }


def left_grid(pages: Sequence[ItemPage]) -> Grid:
    """What is not 销号 yet, why, and what comes next."""
    return numbered_grid(_LEFT, pages)


def compared_grid(changes: Differences, before: Tally, after: Tally) -> Grid:
    """Figures of both evenings, those that moved and those that are always told."""
    columns = (
        _COMPARED[0],
        Column(chinese(changes.since), 34, is_centred=True),
        Column(chinese(changes.until), 34, is_centred=True),
        _COMPARED[3],
    )
    rows = [
        (one.word, str(then), str(now), f"{now - then:+d}" if now != then else "持平")
        for one in FIGURES
        for then, now in [(before.counts[one.code], after.counts[one.code])]
        if one.code in _ALWAYS_COMPARED or then != now
    ]
    rows.insert(1, ("完成率", _rate(before), _rate(after), _points(before, after)))
    return Grid(columns, tuple(rows))


def changed_grid(what: Happened, rows: Sequence[ChangedItem]) -> Grid:
    """One list of what happened, before and after."""
    columns: tuple[Told[ChangedItem], ...] = (
        Told("编号", NUMBER_SHARE, lambda row: row.number, is_centred=True),
        Told("问题（任务）", 39, lambda row: row.title),
        Told("牵头单位", 24, lambda row: row.lead, is_centred=True),
        Told("由", 27, lambda row: _from_to(what, row)[0], is_centred=True),
        Told("到", 27, lambda row: _from_to(what, row)[1], is_centred=True),
    )
    return numbered_grid(columns, rows)


def pressing_grid(rows: Sequence[ItemRow]) -> Grid:
    """Items with their last day and how they stand."""
    return numbered_grid(_PRESSING, rows)
