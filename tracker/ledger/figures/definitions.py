"""Every figure in one table: its name, what it means in words, and the query that lists what it counts.

`docs/统计口径.md` and `tracker stats --define` are written from here; counting and listing use the same
query, so that a figure is always the number of what it lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tracker.errors import BadInput
from tracker.ledger.filtering.pointing import nearest
from tracker.ledger.filtering.tree import Query, Sign, every, negation, of, some
from tracker.ledger.words import (
    OPEN_STATES,
    Classification,
    ItemKind,
    Light,
    Pace,
    RectificationType,
    Reported,
    RequestDecision,
    State,
)
from tracker.text.cleaning import one_line


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of items."""

    code: str
    """As in JSON."""
    word: str
    meaning: str
    query: Query
    """Lists the items that are counted."""


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """A number of measures; `measures` has the condition of each."""

    code: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure as a share of another."""

    code: str
    word: str
    part: str
    whole: str
    """Codes of figures."""


_STOPPED = of("状态", State.STOPPED)
_KEPT = negation(_STOPPED)
_OPEN = of("状态", *OPEN_STATES)
_RECTIFYING = of("状态", State.RECTIFYING)
_CLOSED = of("状态", State.CLOSED)
_CONTINUING = of("预警", Light.CONTINUING)
_EXTENDED = of("预警", Light.EXTENDED)
_IMMEDIATE = of("类型", RectificationType.IMMEDIATE)
_AT_ONCE = of("时限表述", "即知即改")
_REOPENED = of("回炉", 1, sign=Sign.AT_LEAST)

ITEM_FIGURES: tuple[Figure, ...] = (
    Figure("items", "应整改", "全部问题和任务，终止的不算", _KEPT),
    Figure("problems", "问题", "类别是问题的，终止的也算", of("类别", ItemKind.PROBLEM)),
    Figure("tasks", "任务", "类别是任务的，终止的也算", of("类别", ItemKind.TASK)),
    Figure("unregistered", "待挂号", "还没有挂号的", of("状态", State.UNREGISTERED)),
    Figure(
        "rectifying",
        "正在整改",
        "整改中的，长期坚持的另计",
        every([_RECTIFYING, negation(_CONTINUING)]),
    ),
    Figure(
        "continuing",
        "长期坚持",
        "整改中、按长期坚持或按周期办理的；不算已销号，也不算逾期",
        every([_RECTIFYING, _CONTINUING]),
    ),
    Figure("applied", "申请销号", "已申请、还没有销号的", of("状态", State.APPLIED)),
    Figure("closed", "已销号", "现在是已销号的；逾期完成的也在其中", _CLOSED),
    Figure("stopped", "终止", "已终止的，不计入应整改", _STOPPED),
    Figure(
        "overdue",
        "逾期未完",
        "没有销号、整改时限已过的；批准的延期没有到期的不算",
        of("预警", Light.OVERDUE),
    ),
    Figure("closed_late", "逾期完成", "已销号、销号日期晚于整改时限的", of("预警", Light.CLOSED_LATE)),
    Figure("extended", "延期办理", "延期已批准、新时限没有到的", _EXTENDED),
    Figure(
        "extension_asked",
        "申请延期",
        "没有销号，有延期申请待批准，或者延期已批准、新时限没有到的",
        every([_OPEN, some([of("延期申请", RequestDecision.PENDING), _EXTENDED])]),
    ),
    Figure(
        "stage_done",
        "已阶段性完成并长期坚持",
        "没有销号，单位自报已阶段性完成并长期坚持的；不并入已销号",
        every([_OPEN, of("自报", Reported.STAGE_DONE)]),
    ),
    Figure(
        "ongoing",
        "持续整改",
        "没有销号，单位自报持续整改的；不并入已销号，是否逾期另按时限计",
        every([_OPEN, of("自报", Reported.CONTINUING)]),
    ),
    Figure(
        "behind",
        "滞后",
        "整改中的，措施完成的比例比时间过去的比例落后，达到专项设置的百分点",
        of("进度", Pace.BEHIND),
    ),
    Figure(
        "unsettled",
        "待明确",
        "没有时限，或时限还没有定下日期的，已销号和终止的不算",
        of("预警", Light.UNSETTLED),
    ),
    Figure("immediate", "立行立改", "整改类型是立行立改的，终止的不算", every([_KEPT, _IMMEDIATE])),
    Figure("immediate_closed", "立行立改已销号", "其中已销号的", every([_CLOSED, _IMMEDIATE])),
    Figure("at_once", "即知即改", "时限写明即知即改的，终止的不算", every([_KEPT, _AT_ONCE])),
    Figure("at_once_closed", "即知即改已销号", "其中已销号的", every([_CLOSED, _AT_ONCE])),
    Figure("reopened", "回炉", "回炉过的，终止的不算", every([_KEPT, _REOPENED])),
    Figure(
        "ever_closed",
        "销号过",
        "现在已销号的，和回炉过的，终止的不算",
        every([_KEPT, some([_CLOSED, _REOPENED])]),
    ),
    *(
        Figure(
            f"class_{word.value}",
            f"盘点{word.word}",
            f"分类盘点为{word.word}的，终止的不算",
            every([_KEPT, of("分类", word)]),
        )
        for word in Classification
    ),
)

ITEM_RATES: tuple[Rate, ...] = (
    Rate("completion_rate", "完成率", "closed", "items"),
    Rate("overdue_rate", "逾期率", "overdue", "items"),
    Rate("reopened_rate", "回炉率", "reopened", "ever_closed"),
    Rate("immediate_rate", "立行立改完成率", "immediate_closed", "immediate"),
    Rate("at_once_rate", "即知即改完成率", "at_once_closed", "at_once"),
)

MEASURE_FIGURES: tuple[MeasureFigure, ...] = (
    MeasureFigure("measures", "措施", "事项的全部措施，终止的事项不算；几个事项共用的只算一条"),
    MeasureFigure("measures_done", "已完成措施", "其中已完成的；逾期完成的也在其中"),
    MeasureFigure(
        "measures_overdue",
        "逾期未完措施",
        "没有完成、时限已过的；措施没有写时限的，按事项的时限",
    ),
    MeasureFigure("measures_late", "逾期完成措施", "已完成、完成日期晚于时限的"),
    MeasureFigure("measures_extended", "延期措施", "没有完成、随事项批准延期、新时限没有到的"),
    MeasureFigure("measures_continuing", "长期坚持措施", "没有完成、时限是长期坚持的，或周期已过一期的"),
    MeasureFigure("measures_immediate", "立行立改措施", "时限是立行立改一类的"),
    MeasureFigure("measures_immediate_done", "立行立改已完成措施", "其中已完成的"),
)

MEASURE_RATES: tuple[Rate, ...] = (
    Rate("measures_rate", "措施完成率", "measures_done", "measures"),
    Rate("measures_overdue_rate", "措施逾期率", "measures_overdue", "measures"),
    Rate("measures_immediate_rate", "立行立改措施完成率", "measures_immediate_done", "measures_immediate"),
)

REGULATIONS = MeasureFigure(
    "regulations", "新建修订制度", "事项产生的、已印发的新建和修订的制度，终止的事项不算"
)
_REGULATION_LIST = "tracker regulation list"

CODES: tuple[str, ...] = (
    *(one.code for one in ITEM_FIGURES),
    *(one.code for one in MEASURE_FIGURES),
    REGULATIONS.code,
)
"""Of every figure that is counted."""


@cache
def item_figures() -> Mapping[str, Figure]:
    """Figures of items by code and by word."""
    return MappingProxyType({name: one for one in ITEM_FIGURES for name in (one.code, one.word)})


@cache
def measure_figures() -> Mapping[str, MeasureFigure]:
    """Figures of measures by code and by word."""
    return MappingProxyType({name: one for one in MEASURE_FIGURES for name in (one.code, one.word)})


def figure_named(name: str) -> Figure | MeasureFigure:
    """The figure of this word or code whose items or measures can be listed. Raises BadInput."""
    found = item_figures().get(name) or measure_figures().get(name)
    if found is not None:
        return found
    if name in (REGULATIONS.code, REGULATIONS.word):
        raise BadInput(f"“{REGULATIONS.word}”数的是制度，不是事项，请用 {_REGULATION_LIST} 列出")
    for rate in (*ITEM_RATES, *MEASURE_RATES):
        if name in (rate.code, rate.word):
            part, whole = _words()[rate.part], _words()[rate.whole]
            raise BadInput(f"“{rate.word}”是比例，列不出事项：请列“{part}”或“{whole}”")
    nearby = nearest(name, list(_words().values()))
    raise BadInput(f"没有统计项“{one_line(name)}”{nearby}可用的见 tracker stats --define")


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as it is told to people."""

    code: str
    word: str
    meaning: str
    listed_by: str
    """The query, or the two figures of a rate, or how its measures are listed."""


def definitions() -> Iterator[Definition]:
    """Every figure in the order of the table."""
    for figure in ITEM_FIGURES:
        yield Definition(figure.code, figure.word, figure.meaning, str(figure.query))
    for rate in ITEM_RATES:
        yield _rate(rate)
    for measure in MEASURE_FIGURES:
        listing = f"tracker stats --items {measure.word}"
        yield Definition(measure.code, measure.word, measure.meaning, listing)
    for rate in MEASURE_RATES:
        yield _rate(rate)
    yield Definition(REGULATIONS.code, REGULATIONS.word, REGULATIONS.meaning, _REGULATION_LIST)


def _words() -> Mapping[str, str]:
    """What each figure of items and measures is called, by its code."""
    return {one.code: one.word for one in ITEM_FIGURES} | {one.code: one.word for one in MEASURE_FIGURES}


def _rate(rate: Rate) -> Definition:
    part, whole = _words()[rate.part], _words()[rate.whole]
    return Definition(rate.code, rate.word, f"{part}占{whole}的比例", f"{part} ÷ {whole}")
