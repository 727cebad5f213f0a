"""What single cells say: days, states, dated progress, and measures written into one cell."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from tracker.errors import BadInput
from tracker.exchange.importing.done_words import says_done
from tracker.exchange.importing.records import ReadDeadline, Said
from tracker.ledger.words import Reported, State
from tracker.text.cleaning import one_line
from tracker.text.dates import month_end, parse_date
from tracker.text.numerals import half_width, read_number

_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_EPOCH_1900: Final = dt.date(1899, 12, 30)
_EPOCH_1904: Final = dt.date(1904, 1, 1)
_FIRST_SERIAL: Final = 32_874
"""1 January 1990: what is lower is no day of a 台账."""
_LAST_SERIAL: Final = 73_415
_CLOSED_WORDS: Final = re.compile(r"(?:已|同意|予以)?(?:经)?销号|是|√|✓|✔|对号")
_OPEN_WORDS: Final = re.compile(r"否|未销号|不同意|×|✗|x|暂缓.*|未")
_CLOSED: Final = re.compile(
    r"(?:已|同意|予以).{0,2}销号.*|销号|已?(?:完成|办结|整改到位)[，,、并]{0,2}(?:已)?销号"
)
_STATES: Final = (
    (re.compile(r"未(?:完成)?销号|待销号|拟销号|申请销号|报请销号|已申请.*"), State.RECTIFYING),
    (re.compile(r"(?:已)?(?:终止|取消|撤销|作废).*"), State.STOPPED),
    (re.compile(r"待挂号|未挂号|未启动|尚未启动|未开始|未整改"), State.UNREGISTERED),
    (
        re.compile(
            r"(?:正在|持续|推进|(?:正常|有序|加快|稳步|扎实)推进|进行|办理|整改中|未(?:完成|办结|达)|尚未|部分|限期|阶段|长期|逾期|挂账|否|基本|序时|达到?序时).*|.*中|×|✗|[0-9]{1,2}(?:\.[0-9]+)?%"
        ),
        State.RECTIFYING,
    ),
    (
        re.compile(r"(?:已|(?:按时|按期|如期|及时|全部|抓紧)?(?:完成|办结|整改|解决|落实|到位)).*"),
        State.RECTIFYING,
    ),
)
_WHOLE_MONTH: Final = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})月?底?")
BETWEEN: Final = " 　，,；;。、/（）()\n"
NOTHING: Final = frozenset({"", "无", "暂无", "空", "/", "-", "—", "——"})
"""What is written where there is nothing to write."""


def serial_day(text: str, *, from_1904: bool) -> dt.date | None:
    """The day that a bare number of a workbook is."""
    found = _SERIAL.fullmatch(text)
    if found is None or not _FIRST_SERIAL - 1462 * from_1904 <= int(found[1]) <= _LAST_SERIAL:
        return None
    return (_EPOCH_1904 if from_1904 else _EPOCH_1900) + dt.timedelta(days=int(found[1]))


def read_day(text: str, *, from_1904: bool, read: ReadDeadline | None = None) -> dt.date | None:
    """A day of the past such as 销号时间; a month alone is its last day. Raises BadInput for what is none."""
    line = half_width(one_line(text)).strip(BETWEEN)
    if line in NOTHING or line == "否":
        return None
    if (day := serial_day(line, from_1904=from_1904)) is not None:
        return day
    if (found := _WHOLE_MONTH.fullmatch(line)) and 1 <= int(found[2]) <= 12:
        return month_end(int(found[1]), int(found[2]))
    if read is not None and not re.search(r"[0-9]{4}", line):
        due = read(line).due
        if due is not None:
            return due
    return parse_date(re.sub(r"\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$", "", line))


def read_state(state: str, closed: str) -> tuple[State | None, Reported | None, str]:
    """What 整改状态 and 是否销号 say together, and the words that say nothing we know."""
    answer = one_line(closed).strip(BETWEEN)
    if answer and not _OPEN_WORDS.fullmatch(answer) and _CLOSED_WORDS.match(answer):
        return State.CLOSED, None, ""
    first = state.strip().split("\n")[0].strip(BETWEEN)
    if not first:
        return (State.RECTIFYING if answer and _OPEN_WORDS.fullmatch(answer) else None), None, ""
    known = State.read(first)
    if known is not None:
        return (State.RECTIFYING if known is State.APPLIED else known), None, ""
    if _CLOSED.fullmatch(first):
        return State.CLOSED, None, ""
    if says_done(first):
        return State.RECTIFYING, Reported.DONE, ""
    for pattern, found in _STATES:
        if pattern.fullmatch(first):
            return found, None, ""
    return None, None, one_line(first)


_DATED: Final = re.compile(
    r"(?P<day>[0-9]{4}\s?[-./年]\s?[0-9]{1,2}\s?[-./月]\s?[0-9]{1,2}\s?日?)(?:[，,：:、]|\s)*(?P<text>.*)",
    re.S,
)
_OF_MEASURE: Final = re.compile(r"措施(?P<ordinal>[0-9]{1,3})(?P<done>已完成)?(?:：|:)?\s*(?P<text>.*)", re.S)
_COMPLETION: Final = re.compile(r"完成情况：(?P<text>.*)", re.S)


def read_progress(text: str) -> tuple[tuple[Said, ...], str]:
    """The entries of a cell, and what stands behind 完成情况：. Lines that open with no day go on with the
    entry above; before the first such day they are an entry without one.
    """
    entries: list[tuple[dt.date | None, str]] = []
    completion = ""
    if text.strip() in NOTHING:
        return (), ""
    for line in text.split("\n"):
        if completed := _COMPLETION.match(line):
            completion = completed["text"]
        elif completion:
            completion += f"\n{line}"
        elif (dated := _dated(line)) is not None:
            entries.append(dated)
        elif entries:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]}\n{line}".strip("\n"))
        elif line.strip():
            entries.append((None, line))
    return tuple(said_on(day, said) for day, said in entries), completion.strip()


def _dated(line: str) -> tuple[dt.date, str] | None:
    found = _DATED.fullmatch(line)
    if found is None:
        return None
    try:
        return parse_date(found["day"].replace(" ", "")), found["text"]
    except BadInput:
        return None


def said_on(day: dt.date | None, text: str) -> Said:
    """An entry of that day: 措施2：…… is of one measure, 措施2已完成 says that it is done."""
    if day is None or (found := _OF_MEASURE.fullmatch(text)) is None:
        done = day is not None and text.startswith("已完成") and (text[3:4] in "：:" or says_done(text))
        return Said(day, text[3:].lstrip("：:") if done and text[3:4] in "：:" else text, None, done)
    return Said(day, found["text"], int(found["ordinal"]), bool(found["done"]))


_NUMBERED: Final = re.compile(
    r"(?:^|\n|(?<=[；;。])|(?<![第、，,和及与至到])(?=[（(①-⑳]))\s*(?:[（(]\s*(?P<a>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|(?P<b>[0-9]{1,2})\s*[.．、](?![0-9])|"
    r"(?P<c>[一二三四五六七八九十]{1,3})、|(?P<d>[①-⑳])|(?P<e>[一二三四五六七八九十])是)\s*"
)


def split_measures(text: str) -> tuple[str, ...]:
    """Measures that were numbered in one cell, each by itself; a lone number in front is left out."""
    marks = list(_NUMBERED.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return (text.strip(),) if text.strip() else ()
    kept = marks[:1]
    for mark in marks[1:]:
        if mark.lastgroup == kept[0].lastgroup and (mark[0][0] == "\n" or _follows(mark, kept[-1])):
            kept.append(mark)
    ends = [*(mark.start() for mark in kept[1:]), len(text)]
    parts = [text[mark.end() : end].strip() for mark, end in zip(kept, ends, strict=True)]
    if len(parts) > 1:
        parts = [part.rstrip("；;") for part in parts]
    return tuple(part for part in parts if part) or (text.strip(),)


def _follows(mark: re.Match[str], before: re.Match[str]) -> bool:
    """Within a line only the next number opens a measure: “……。10、20号线” does not."""
    now, then = (
        read_number(unicodedata.normalize("NFKC", one[one.lastgroup or 0])) for one in (mark, before)
    )
    return now is not None and then is not None and now == then + 1


def names_of_evidence(text: str) -> Iterator[str]:
    """Names of materials, one a line or parted by signs."""
    for piece in re.split(r"[\n；;]|(?<=》)、|、(?=《)", text):
        if name := re.sub(r"^\s*(?:[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)])\s*", "", piece).strip(BETWEEN):
            yield name
