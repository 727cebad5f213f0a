"""Three ways to one value: what a cell said when the form went out, what it says now here and there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tracker.errors import BadInput
from tracker.exchange.forms.base import BaseRow
from tracker.exchange.forms.columns import WHOLE, plain, shown
from tracker.exchange.forms.reading import Line, Returned
from tracker.exchange.importing.cells import read_day
from tracker.ledger.forms import DAYS
from tracker.ledger.numbers import read_number
from tracker.ledger.words import FormCell, Reported
from tracker.text.cleaning import one_line
from tracker.text.dates import A_LEAP_YEAR, make_date, no_such_day
from tracker.text.numerals import half_width

_FIRST_DAY: Final = dt.date(1990, 1, 1)


class Verdict(StrEnum):
    """What becomes of a cell."""

    SAME = "same"
    """Both say the same."""
    THEIRS = "theirs"
    """Only the unit changed it."""
    OURS = "ours"
    """Only the ledger changed it."""
    BOTH = "both"
    """Both changed it, each otherwise: a person decides."""

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS: Final = {
    Verdict.SAME: "相同",
    Verdict.THEIRS: "采用",
    Verdict.OURS: "台账已改",
    Verdict.BOTH: "两边都改",
}


def three_way(sent: str, ours: str, theirs: str) -> Verdict:
    """One cell: what it went out with, what the ledger says now, what came back."""
    if theirs == ours:
        return Verdict.SAME
    if theirs == sent:
        return Verdict.OURS
    return Verdict.THEIRS if ours == sent else Verdict.BOTH


@dataclass(frozen=True, slots=True)
class Said:
    """A cell that a unit filled in or changed."""

    said: BaseRow
    cell: FormCell
    sent: str
    theirs: str
    """As it is compared: a day as ISO, 自报 as its code."""
    sheet: str
    row: int


class TroubleKind(StrEnum):
    """What was done to a form besides filling it in."""

    ADDED = "added"
    REMOVED = "removed"
    TAMPERED = "tampered"
    UNREADABLE = "unreadable"
    OTHER = "other"

    @property
    def word(self) -> str:
        return _TROUBLES[self]


_TROUBLES: Final = {
    TroubleKind.ADDED: "多出的行",
    TroubleKind.REMOVED: "少了的行",
    TroubleKind.TAMPERED: "改动了锁定的格",
    TroubleKind.UNREADABLE: "读不出的格",
    TroubleKind.OTHER: "说明",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a form that is told."""

    row: int
    """0: the form as a whole."""
    text: str
    is_lost: bool
    """Something that the unit wrote does not come in by it."""
    kind: TroubleKind = TroubleKind.OTHER


@dataclass(slots=True)
class Compared:
    """What one form says that it did not say when it went out."""

    changes: list[Said] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def compare(form: Returned) -> Compared:
    """Every cell that the unit changed; rows that were added, removed, doubled or tampered with."""
    found = Compared()
    if form.has_macros:
        found.troubles.append(Trouble(0, "含有宏，宏没有运行", False))
    for cell in form.missing:
        found.troubles.append(
            Trouble(0, f"“{cell.word}”一列不在了，没有读取这一列", False, TroubleKind.REMOVED)
        )
    by_row: dict[str, list[Line]] = {}
    known, visible = _sent(form)
    for line in form.lines:
        key, trouble = _key_of(line, known, visible)
        if trouble:
            found.troubles.append(trouble)
        if key:
            by_row.setdefault(key, []).append(line)
    gone = [said for said in form.base.rows if said.key not in by_row]
    if gone:
        found.troubles.append(
            Trouble(0, f"少了{len(gone)}行，台账不变：{_named(gone)}", False, TroubleKind.REMOVED)
        )
    for key, lines in by_row.items():
        _compare_row(known[key], lines, form, found)
    return found


def _sent(form: Returned) -> tuple[dict[str, BaseRow], dict[tuple[str, str], str]]:
    """The rows that went out by their keys, and the keys by what is seen."""
    known = {said.key: said for said in form.base.rows}
    return known, {(said.number, _printed(said)): said.key for said in form.base.rows}


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that the unit put in."""

    number: str
    """编号 of the item it names or stands under; empty where there is none."""
    text: str
    row: int


def added_rows(form: Returned) -> Iterator[AddedRow]:
    """What the unit added to its form, each with the item it belongs to."""
    known, visible = _sent(form)
    numbers = {said.number for said in form.base.rows}
    above: dict[str, str] = {}
    for line in form.lines:
        key, trouble = _key_of(line, known, visible)
        if key:
            above[line.sheet] = known[key].number
        elif trouble is not None and trouble.kind is TroubleKind.ADDED:
            own = read_number(line.number) if line.number else ""
            number = own if own in numbers else "" if own else above.get(line.sheet, "")
            text = line.matter or "；".join(text for text in line.cells.values() if text)
            yield AddedRow(number, text, line.row)


def place_words(said: BaseRow) -> str:
    """ZG-2024-0007 措施2."""
    return said.number if said.measure_id is None else f"{said.number} 措施{said.ordinal}"


def _named(rows: Sequence[BaseRow]) -> str:
    named = "、".join(place_words(said) for said in rows[:5])
    return f"{named}等" if len(rows) > 5 else named


def _printed(said: BaseRow) -> str:
    return WHOLE if said.measure_id is None else str(said.ordinal)


def _key_of(
    line: Line, known: Mapping[str, BaseRow], visible: Mapping[tuple[str, str], str]
) -> tuple[str, Trouble | None]:
    """Which line of the form it is; what is told of it where it is none, or not quite one."""
    number = read_number(line.number) if line.number else ""
    measure = line.measure.removeprefix("措施")
    by_sight = visible.get((number, measure), "")
    if line.key in known:
        if line.key == by_sight:
            return line.key, None
        said = known[line.key]
        seen = one_line(f"{line.number} {line.measure}") or "空的"
        text = f"编号或措施被改动：发去的是“{said.number} {_printed(said)}”，交回的是“{seen}”，这一行没有读取"
        return "", Trouble(line.row, text, _is_filled(line), TroubleKind.TAMPERED)
    if by_sight and not line.key:
        return by_sight, None
    if line.key:
        return "", Trouble(line.row, "行标识被改动，这一行没有读取", _is_filled(line), TroubleKind.TAMPERED)
    texts = [line.number, line.matter, *line.cells.values()]
    told = one_line("；".join(text for text in texts if text))[:60]
    is_lost = bool(line.number) or _is_filled(line)
    text = f"发去的表里没有的一行，没有合并：{told}（要收为措施：tracker form rows）"
    return "", Trouble(line.row, text, is_lost, TroubleKind.ADDED)


def _is_filled(line: Line) -> bool:
    return any(line.cells.values())


def _compare_row(said: BaseRow, lines: Sequence[Line], form: Returned, found: Compared) -> None:
    issued = dt.date.fromisoformat(form.base.on)
    for cell, sent in said.values.items():
        read: dict[str, Line] = {}
        for line in lines:
            if cell not in line.cells:
                continue
            try:
                theirs = read_answer(cell, line.cells[cell], issued, from_1904=form.from_1904)
            except BadInput as problem:
                found.troubles.append(
                    Trouble(line.row, f"{place_words(said)} {problem}", True, TroubleKind.UNREADABLE)
                )
                continue
            if theirs != sent:
                read.setdefault(theirs, line)
        if len(read) > 1:
            rows = "、".join(str(line.row) for line in read.values())
            text = f"{place_words(said)} “{cell.word}”在第{rows}行填得不一样，没有读取"
            found.troubles.append(Trouble(0, text, True, TroubleKind.UNREADABLE))
            continue
        for theirs, line in read.items():
            found.changes.append(Said(said, cell, sent, theirs, line.sheet, line.row))
    for cell, text, row in _elsewhere(said, lines):
        trouble = f"{place_words(said)} “{cell.word}”不由这一行填，没有读取：{one_line(text)[:40]}"
        found.troubles.append(Trouble(row, trouble, True, TroubleKind.TAMPERED))


def _elsewhere(said: BaseRow, lines: Iterable[Line]) -> Iterator[tuple[FormCell, str, int]]:
    """What stands in cells that were locked."""
    for line in lines:
        for cell, text in line.cells.items():
            if cell not in said.values and text:
                yield cell, text, line.row


_SAID_OTHERWISE: Final = (
    (re.compile(r"(?:正在)?(?:整改|推进|进行|办理)中?"), Reported.UNDER_WAY),
    (re.compile(r"已?(?:整改|全部)?(?:完成|办结|到位|整改到位)|已整改"), Reported.DONE),
    (re.compile(r"长期(?:坚持|整改|推进)|持续(?:坚持|推进)"), Reported.CONTINUING),
    (re.compile(r"(?:尚未|没有)(?:整改)?完成|未(?:整改|办结|整改到位)"), Reported.NOT_DONE),
    (re.compile(r"未开始|(?:尚未|没有)(?:启动|开始)"), Reported.NOT_STARTED),
)
"""自报情况 in words that are not those of its drop-down."""
_YEARLESS: Final = re.compile(r"([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?")


def _reported(text: str) -> Reported | None:
    same = (word for pattern, word in _SAID_OTHERWISE if pattern.fullmatch(text))
    return Reported.read(text) or next(same, None)


def _with_year(text: str, issued: dt.date) -> str:
    """11月20日 is the one nearest to the day on which the form went out."""
    found = _YEARLESS.fullmatch(half_width(text).replace(" ", ""))
    if found is None:
        return text
    month, day = int(found[1]), int(found[2])
    if make_date(A_LEAP_YEAR, month, day) is None:
        return text
    years = (issued.year - 1, issued.year, issued.year + 1)
    year = min(years, key=lambda year: abs(dt.date(year, month, 1) + dt.timedelta(days=day - 1) - issued))
    return f"{year}-{month}-{day}"


def read_answer(cell: FormCell, text: str, issued: dt.date, *, from_1904: bool) -> str:
    """What a cell says, as it is compared; days without a year are near the day of issue. Raises BadInput."""
    if cell in DAYS:
        if not text:
            return ""
        try:
            day = read_day(_with_year(text, issued), from_1904=from_1904)
        except BadInput:
            day = None
        if day is None or day < _FIRST_DAY:
            why = no_such_day(_with_year(text, issued))
            raise BadInput(
                f"“{cell.word}”要写日期，“{one_line(text)[:20]}”读不出日期{f'：{why}' if why else ''}"
            )
        return day.isoformat()
    if cell is FormCell.REPORTED and text:
        state = _reported(re.sub(r"\s+", "", text))
        if state is None:
            words = "、".join(word.word for word in Reported)
            raise BadInput(f"“{cell.word}”没有“{one_line(text)[:20]}”，可选：{words}")
        return state.value
    return plain(text)


def in_words(cell: FormCell, value: str) -> str:
    """A value as people read it."""
    return shown(cell, value)
