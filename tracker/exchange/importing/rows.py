"""From a sheet below its header to records: merged cells, rows of measures, and rows that are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.exchange.importing.header import Header
from tracker.exchange.importing.headings import IGNORED, plain
from tracker.exchange.importing.records import MeasureRecord, Record, Skipped
from tracker.exchange.importing.rows_below import RowsBelow
from tracker.exchange.texts import CONTINUED
from tracker.reading.grid import Grid

BESIDE_MEASURES: Final = (
    *("standard", "deadline", "leader", "lead", "responsible", "cooperating", "person", "contact"),
    *("lead_and_person", "responsible_and_person", "cooperating_and_person"),
    *("progress", "done_on", "state", "closed"),
)
"""Fields that may stand in a row of their own for each measure."""
_TOTAL: Final = re.compile(r"(?:合|小|总|共|累)\s*计(?![划提算])[：:]?\S{0,12}|总\s*数")
_NOTE: Final = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填表要求|本表范围|台账校验码|统计语句)\s*[：:0-9一二三四五1]?|"
    r"共(?:反馈|部署|有|计)\S*[0-9]+[个项条]|尚无问题|填报单位|[（(]?注[：:]|截至[0-9]{4}年"
)
_SIGNATURE: Final = re.compile(
    r"(?:审核人|填报人|制表人?|填表人|填报日期|填表日期|单位负责人|主要负责人签字|联系电话|经办人|审批人|分管领导签字)\s*[：:]"
)
_COUNTED: Final = re.compile(r"[（(]?[0-9]{1,2}[）)]?|[甲乙丙丁戊己庚辛壬癸]|栏次|[A-Z]")
_SECTION: Final = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,3}[部方类])\s*(?P<name>.+)"
)
_CHINESE_NUMBER: Final = re.compile(r"[（(]?第?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_COUNT_BEHIND: Final = re.compile(r"[（(](?:共)?\s*[0-9一二三四五六七八九十]+\s*[个项条件类][^（()）]*[）)]$")
_SECTION_AT_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet came to."""

    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...]


def read_rows(grid: Grid, header: Header, columns: Mapping[int, str], name: str = "") -> Sheet:
    """The records of a sheet whose columns hold these fields; `name` is what the sheet is called."""
    skipped: list[Skipped] = []
    records = tuple(each_record(grid, header, columns, name, skipped.append))
    return Sheet(records, tuple(skipped))


def each_record(
    grid: Grid, header: Header, columns: Mapping[int, str], name: str, pass_over: Callable[[Skipped], None]
) -> Iterator[Record]:
    """The same one after the other, so that nobody need hold them all.

    `pass_over` hears of rows that are totals, notes, sections or headings again.
    """
    below = RowsBelow(grid, header, columns)
    current: Record | None = None
    section = ""

    def is_apart(row: int, texts: Mapping[int, str]) -> bool:
        return bool(_no_row(below, row, texts))

    below.say_again(is_apart)
    for row in below.in_order(is_apart):
        texts = below.texts(row)
        if not texts:
            continue
        if why := _no_row(below, row, texts):
            told = max(texts.values(), key=len) if why == _IS_SECTION else next(iter(texts.values()))
            pass_over(Skipped(row, why, told))
            if why == _IS_SECTION:
                section = _section_of(max(texts.values(), key=len))
            continue
        if current is None or _begins(below, row, texts, current):
            before = current
            if before is not None:
                yield _settled(below, before)
            current = _opened(below, name, row, texts, before)
            if section and "category" not in columns.values():
                current.cells["category"] = section
        elif _is_doubtful(below, row, texts, current):
            current.doubtful_rows.append(row)
        elif _is_counted_apart(below, texts, current):
            current.counted_rows.append(row)
        _take(below, row, texts, current)
    if current is not None:
        yield _settled(below, current)


def _opened(below: RowsBelow, name: str, row: int, texts: Mapping[int, str], before: Record | None) -> Record:
    """A record that begins here; where it says only what is particular, below the problem above."""
    record = Record(name, row, last_row=row)
    title = below.column_of("title")
    if before is not None and _is_counted_apart(below, texts, before):
        record.alike_row = before.row
    if before is not None and below.particular in texts and title not in texts:
        record.cells |= {key: before.cells[key] for key in _SHARED if key in before.cells}
    return record


_SHARED: Final = ("category", "title")
_IS_SECTION: Final = "分类标题"


def _no_row(below: RowsBelow, row: int, texts: Mapping[int, str]) -> str:
    """Why a row belongs to no record; empty where it does."""
    values = [text for _, text in sorted(texts.items())]
    title = below.column_of("title")
    if any(_SIGNATURE.match(text) for text in values):
        return "签字栏"
    if any(_TOTAL.fullmatch(text) for text in values[:3]):
        return "合计、小计"
    if len(values) > 1 and all(
        plain(text) == plain(below.headings.get(column, "").rpartition("/")[2])
        for column, text in texts.items()
    ):
        return "重复的表头"
    if len(values) > 2 and all(_COUNTED.fullmatch(text) for text in values) and row <= below.header.last + 2:
        return "栏次"
    if len(values) == 1:
        return _alone(below, row, texts, title)
    return _IS_SECTION if _is_numbered_section(below, row, texts) else ""


def _is_numbered_section(below: RowsBelow, row: int, texts: Mapping[int, str]) -> bool:
    """（一）| 党的领导弱化方面: nothing but a Chinese number and a name, over the problems that follow."""
    ordinal, title = below.column_of("ordinal"), below.column_of("title")
    if len(texts) != 2 or ordinal is None or not _CHINESE_NUMBER.fullmatch(texts.get(ordinal, "")):
        return False
    if below.wide.get(row, 1) * 2 > below.width:
        return True
    following = below.rows[bisect_right(below.rows, row) :][:1]
    return any(title in below.texts(low) and below.texts(low).get(ordinal, "").isdigit() for low in following)


def _alone(below: RowsBelow, row: int, texts: Mapping[int, str], title: int | None) -> str:
    """The same of a row with one text."""
    column, text = next(iter(texts.items()))
    is_wide = below.wide.get(row, 1) * 2 > below.width
    if _NOTE.match(text) and (is_wide or column == min(below.headings, default=0)):
        return "注和说明"
    belongs = any(below.covered.get((row, held)) for held in below.columns)
    if not belongs and (is_wide or (column != title and column <= (title or 0))):
        if _SECTION.match(text) or (len(text) <= _SECTION_AT_MOST and not text.isdigit()):
            return _IS_SECTION
        return "注和说明"
    return ""


def _section_of(text: str) -> str:
    found = _SECTION.fullmatch(text.replace("\n", ""))
    return _COUNT_BEHIND.sub("", found["name"] if found else text).strip(" ：:")


def _begins(below: RowsBelow, row: int, texts: Mapping[int, str], current: Record) -> bool:
    """Whether a new record begins here and not another measure of the one above."""
    title, number, ordinal = (below.column_of(field) for field in ("title", "number", "ordinal"))
    if number is not None and number in texts and "number" in current.cells:
        return texts[number] != current.cells["number"] or _tells_more(below, texts, current)
    if title is None:
        return number is None or number in texts
    if below.particular in texts and title not in texts:
        return True
    if (row, title) in below.covered:
        detail = below.column_of("detail")
        return (detail is not None and detail in texts and ordinal is not None and ordinal in texts) or (
            number is not None and number in texts
        )
    if title in texts:
        if texts[title].startswith(CONTINUED):
            return False
        return (
            texts[title] != current.cells.get("title")
            or not _is_next_measure(below, texts, current)
            or (_is_counted_apart(below, texts, current) and _is_of_other_units(below, texts, current))
        )
    return ordinal is not None and ordinal in texts and not _has_measure(below, texts)


def _is_doubtful(below: RowsBelow, row: int, texts: Mapping[int, str], current: Record) -> bool:
    """Another 序号, and a problem that is neither written nor merged: perhaps one that was left out."""
    title, ordinal = below.column_of("title"), below.column_of("ordinal")
    if title is None or title in texts or (row, title) in below.covered:
        return False
    own = texts.get(ordinal, "") if ordinal is not None else ""
    return bool(own) and own != current.cells.get("ordinal", "").rpartition("\n")[2]


def _is_counted_apart(below: RowsBelow, texts: Mapping[int, str], current: Record) -> bool:
    """The problem once more, with another 序号: one that is put alike, or a measure that was counted."""
    title, ordinal = below.column_of("title"), below.column_of("ordinal")
    if title is None or ordinal is None or title not in texts or ordinal not in texts:
        return False
    known = current.cells.get("ordinal", "").rpartition("\n")[2]
    return texts[title] == current.cells.get("title") and known not in ("", texts[ordinal])


def _is_of_other_units(below: RowsBelow, texts: Mapping[int, str], current: Record) -> bool:
    """Who answers is written, and is nobody who was written above."""
    for field in _ANSWERING:
        above = {
            cells[field]
            for cells in (current.cells, *(one.cells for one in current.measures))
            if field in cells
        }
        written = {
            texts[column] for column, known in below.columns.items() if known == field and column in texts
        }
        if above and written and not above & written:
            return True
    return False


_ANSWERING: Final = ("lead", "responsible", "lead_and_person", "responsible_and_person")


def _tells_more(below: RowsBelow, texts: Mapping[int, str], current: Record) -> bool:
    """The same 编号 again with another problem, or with a measure that was said: a double, not a next row."""
    title = below.column_of("title")
    if title is not None and texts.get(title, current.cells.get("title")) != current.cells.get("title"):
        return True
    return not _is_next_measure(below, texts, current)


def _is_next_measure(below: RowsBelow, texts: Mapping[int, str], current: Record) -> bool:
    """The problem is written again in each row of its measures."""
    measure = below.column_of("measures")
    if measure is None or measure not in texts:
        return False
    detail = below.column_of("detail")
    if detail is not None and texts.get(detail, "") != current.cells.get("detail", ""):
        return False
    return all(known.cells["measures"] != texts[measure] for known in current.measures)


def _has_measure(below: RowsBelow, texts: Mapping[int, str]) -> bool:
    measure = below.column_of("measures")
    return measure is not None and measure in texts


def _take(below: RowsBelow, row: int, texts: Mapping[int, str], record: Record) -> None:
    """Put the texts of a row into its record."""
    record.last_row = row
    measure = _measure_in(below, row, texts, record)
    for column, text in texts.items():
        field = below.columns.get(column, "")
        if field == "measures" or field == IGNORED:
            continue
        if not field:
            heading = below.headings.get(column, "")
            if heading:
                _append(record.kept, heading, text)
            continue
        if measure is not None and field in BESIDE_MEASURES:
            _append(measure.cells, field, text)
        elif field not in record.cells:
            record.cells[field] = text
            record.rows[field] = row
        elif record.cells[field] != text:
            _append(record.cells, field, text)


def _measure_in(below: RowsBelow, row: int, texts: Mapping[int, str], record: Record) -> MeasureRecord | None:
    column = below.column_of("measures")
    if column is None:
        return None
    if column in texts:
        if texts[column].startswith(CONTINUED) and record.measures:
            record.measures[-1].cells["measures"] += texts[column][len(CONTINUED) :]
        else:
            record.measures.append(MeasureRecord(row, {"measures": texts[column]}))
        return record.measures[-1]
    return record.measures[-1] if record.measures else None


def _append(cells: dict[str, str], field: str, text: str) -> None:
    if field not in cells:
        cells[field] = text
    elif text.startswith(CONTINUED):
        cells[field] += text[len(CONTINUED) :]
    else:
        cells[field] += f"\n{text}"


def _settled(below: RowsBelow, record: Record) -> Record:
    """What stands beside measures belongs to the item where it is merged over all, or said but once."""
    _inherit(below, record)
    measures = record.measures
    for field in BESIDE_MEASURES:
        holders = [measure for measure in measures if field in measure.cells]
        if not holders or field == "standard":
            continue
        said = [_beside(below, measure, field) for measure in measures]
        is_first_only = holders == measures[:1] and not any(said[1:])
        if is_first_only and len(measures) > 1:
            record.beside_first.add(field)
        if is_first_only or len(set(said)) == 1:
            _to_item(record, field, holders)
        else:
            for measure, text in zip(measures, said, strict=True):
                if text:
                    measure.cells[field] = text
    return record


def _beside(below: RowsBelow, measure: MeasureRecord, field: str) -> str:
    """What a field says beside a measure: also in a cell that is merged over some of them."""
    if field in measure.cells:
        return measure.cells[field]
    columns = (column for column, known in below.columns.items() if known == field)
    tops = ((below.covered.get((measure.row, column)), column) for column in columns)
    return next((_text(below, top, column) for top, column in tops if top is not None), "")


def _inherit(below: RowsBelow, record: Record) -> None:
    """What is merged over several records (类别, 牵头领导) holds for each of them."""
    for column, field in below.columns.items():
        top = below.covered.get((record.row, column))
        if top is None or field in _OWN or field in record.cells:
            continue
        if text := _text(below, top, column):
            record.cells[field] = text
            record.rows[field] = record.row


_OWN: Final = frozenset({"ordinal", "number", "measures", IGNORED})
"""Fields that say something of one record only."""


def _to_item(record: Record, field: str, holders: Sequence[MeasureRecord]) -> None:
    text = holders[0].cells[field]
    for measure in holders:
        del measure.cells[field]
    record.cells[field] = f"{record.cells[field]}\n{text}" if field in record.cells else text
    record.rows.setdefault(field, holders[0].row)


def _text(below: RowsBelow, row: int, column: int) -> str:
    return below.texts(row).get(column, "") if row in below.grid.rows else ""


def hidden_in(grid: Grid, header: Header) -> int:
    """How many rows of the list are hidden: they are read all the same, and told."""
    return sum(1 for row in grid.hidden_rows if row > header.last and row in grid.rows)


def columns_hidden(grid: Grid, columns: Mapping[int, str]) -> Iterator[int]:
    """Columns with a field that are hidden."""
    for column in columns:
        if any(first <= column <= last for first, last in grid.hidden_columns):
            yield column
