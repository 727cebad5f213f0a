"""Papers that report on the ledger: 周调度, 旬分析, 月小结, 整改情况报告, 两会之间."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tracker.exchange.papers.frame import Frame, chinese, chinese_ordinal
from tracker.exchange.papers.items import (
    deadline_words,
    due_words,
    item_fields,
    measures_with_results,
    standing_words,
)
from tracker.exchange.papers.parts import Column, Grid, Line, LineStyle, Paper, Part, Signature
from tracker.exchange.sentences import percent, statistics_sentence
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
from tracker.ledger.rows import ItemPage, ItemRow
from tracker.ledger.statistics import figures_of
from tracker.ledger.words import PaperKind, State
from tracker.text.periods import Grain, Period, period_of

GRAINS: Final[Mapping[PaperKind, Grain]] = {
    PaperKind.WEEK: Grain.WEEK,
    PaperKind.TEN_DAYS: Grain.TEN_DAYS,
    PaperKind.MONTH: Grain.MONTH,
}
_THIS: Final = {Grain.WEEK: "本周", Grain.TEN_DAYS: "本旬", Grain.MONTH: "本月"}
_NEXT: Final = {Grain.WEEK: "下周", Grain.TEN_DAYS: "下一旬", Grain.MONTH: "下月"}
_STANDING: Final = (
    Column("名称", 38),
    Column("应整改", 15, is_centred=True),
    Column("已销号", 15, is_centred=True),
    Column("完成率", 17, is_centred=True),
    Column("正在整改", 15, is_centred=True),
    Column("逾期未完", 15, is_centred=True),
    Column("申请延期", 15, is_centred=True),
    Column("措施", 13, is_centred=True),
    Column("已完成措施", 13, is_centred=True),
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
_PRESSING: Final = (
    Column("序号", 11, is_centred=True),
    Column("编号", 28, is_centred=True),
    Column("问题（任务）", 44),
    Column("牵头单位", 24, is_centred=True),
    Column("整改时限", 28, is_centred=True),
    Column("情况", 23, is_centred=True),
)
_CHANGED: Final = (
    Column("序号", 11, is_centred=True),
    Column("编号", 28, is_centred=True),
    Column("问题（任务）", 39),
    Column("牵头单位", 24, is_centred=True),
    Column("由", 27, is_centred=True),
    Column("到", 27, is_centred=True),
)
_ONE_BY_ONE: Final = (
    Column("序号", 11, is_centred=True),
    Column("编号", 28, is_centred=True),
    Column("问题（任务）", 34),
    Column("整改措施及完成情况", 42),
    Column("整改成效", 24),
    Column("状态", 18, is_centred=True),
)
_LEFT: Final = (
    Column("序号", 11, is_centred=True),
    Column("编号", 28, is_centred=True),
    Column("问题（任务）", 34),
    Column("整改时限", 28, is_centred=True),
    Column("未完成原因", 28),
    Column("下一步措施", 28),
)
_COMPARED: Final = (
    Column("指标", 56),
    Column("前", 34, is_centred=True),
    Column("后", 34, is_centred=True),
    Column("增减", 32, is_centred=True),
)
_FIGURES: Final[tuple[Figure | MeasureFigure, ...]] = (*ITEM_FIGURES, *MEASURE_FIGURES, REGULATIONS)
_RATES: Final[tuple[Rate, ...]] = (*ITEM_RATES, *MEASURE_RATES)
_ALWAYS_COMPARED: Final = ("items", "closed", "rectifying", "overdue", "measures", "measures_done")


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of one day, as `tracker stats` tells them."""

    overall: Tally
    units: tuple[Tally, ...] = ()
    categories: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a report tells."""

    frame: Frame
    standing: Standing
    changes: Differences | None = None
    before: Standing | None = None
    """Of the earlier of two days."""
    period: Period | None = None
    overdue: Sequence[ItemRow] = ()
    coming: Sequence[ItemRow] = ()
    """Due in what is left of the period and in the next one."""
    pages: Sequence[ItemPage] = ()
    hidden: frozenset[str] = field(default_factory=frozenset)
    """编号 of items that bear a 密级: counted, not named."""
    title: str = ""


def period_paper(report: Report) -> Paper:
    """周调度, 旬分析 or 月小结."""
    frame, period = report.frame, report.period
    assert period is not None and report.changes is not None, "a report of a period has both"
    grain = GRAINS[frame.kind]
    title = report.title or f"{frame.work_name}工作{frame.kind.word}"
    spell = f"（{_period_words(grain, period)}，截至{frame.date}）"
    sections = _Sections()
    sections.begin("总体情况")
    sections.add(Line(_sentence(report)), Line(f"{_THIS[grain]}{_changes_words(report.changes)}"))
    sections.begin("各单位进展")
    sections.add(_standing_grid("单位", report.standing.units, report.standing.overall))
    if frame.kind in (PaperKind.TEN_DAYS, PaperKind.MONTH) and report.standing.categories:
        sections.begin("按问题类别分析")
        sections.add(_standing_grid("问题类别", report.standing.categories, report.standing.overall))
    if frame.kind is PaperKind.MONTH:
        sections.begin("分类盘点")
        sections.add(*_classification(report.standing.overall))
    if parts := list(_change_lists(report)):
        sections.begin(f"{_THIS[grain]}变动")
        sections.add(*parts)
    sections.begin("需要盯办的事项")
    sections.add(
        *_pressing("已经逾期", report.overdue, report),
        *_pressing(f"{_NEXT[grain]}结束前到期", report.coming, report),
    )
    return _finished(report, title, spell, sections)


def situation_paper(report: Report) -> Paper:
    """整改情况报告."""
    frame, counts = report.frame, report.standing.overall.counts
    title = report.title or f"关于{frame.work_name}情况的报告"
    sections = _Sections()
    sections.begin("总体情况")
    sections.add(Line(_sentence(report)))
    sections.begin("各单位整改情况")
    sections.add(_standing_grid("单位", report.standing.units, report.standing.overall))
    sections.begin("逐项整改情况")
    sections.add(*_hidden_note(report), _one_by_one(report.pages))
    left = [page for page in report.pages if page.row.state not in (State.CLOSED, State.STOPPED)]
    if left:
        sections.begin("尚未销号的事项")
        sections.add(_left(left))
    sections.begin("下一步工作")
    sections.add(*(Line(line) for line in _outlook(counts)))
    return _finished(report, title, f"（截至{frame.date}）", sections)


def between_paper(report: Report) -> Paper:
    """What changed between two days: the figures of both, and each list of what happened."""
    frame, changes, before = report.frame, report.changes, report.before
    assert changes is not None and before is not None, "a comparison has two days"
    spell = f"（{chinese(changes.since)}至{chinese(changes.until)}）"
    title = report.title or f"{frame.work_name}进展情况"
    sections = _Sections()
    sections.begin("总体情况")
    sections.add(Line(_sentence(report)), Line(f"与{chinese(changes.since)}相比，{_changes_words(changes)}"))
    sections.begin("两个时点的数字")
    sections.add(_compared(changes, before.overall, report.standing.overall))
    if parts := list(_change_lists(report)):
        sections.begin("逐项变动")
        sections.add(*parts)
    return _finished(report, title, spell, sections)


class _Sections:
    """Parts under headings numbered 一、二、三."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._count = 0

    def begin(self, heading: str) -> None:
        self._count += 1
        self.parts.append(Line(f"{chinese_ordinal(self._count)}、{heading}", LineStyle.HEAD1))

    def add(self, *parts: Part) -> None:
        self.parts += parts


def _finished(report: Report, title: str, spell: str, sections: _Sections) -> Paper:
    frame = report.frame
    counts, rates = report.standing.overall.counts, report.standing.overall.rates
    parts = [
        *frame.opening(title, spell),
        *sections.parts,
        Signature(frame.issuer, frame.as_of),
        Line(f"统计范围：{frame.range_words}。", LineStyle.NOTE),
    ]
    fields: dict[str, object] = {
        **frame.fields(title),
        "期间": spell.strip("（）"),
        "统计语句": _sentence(report),
        "变动语句": _changes_words(report.changes) if report.changes else "",
        "数字": {
            **{one.word: counts[one.code] for one in _FIGURES},
            **{
                one.word: percent(counts[one.part], counts[one.whole]) if one.code in rates else "—"
                for one in _RATES
            },
        },
        "单位": [_standing_fields(row) for row in report.standing.units],
        "问题类别": [_standing_fields(row) for row in report.standing.categories],
        "逾期事项": _row_fields(report.overdue, report),
        "到期事项": _row_fields(report.coming, report),
        "变动": {
            what.word: [_change_fields(row, place) for place, row in enumerate(_shown(report, what), 1)]
            for what in Happened
        },
        "事项": [item_fields(page, place) for place, page in enumerate(report.pages, 1)],
    }
    return Paper(frame.kind, title, tuple(parts), frame.as_of, foot=frame.proof, fields=fields)


def _sentence(report: Report) -> str:
    return f"截至{report.frame.date}，{statistics_sentence(figures_of(report.standing.overall))}"


def _changes_words(changes: Differences) -> str:
    """新增挂号3个，销号2个，…; what nothing happened of is left out."""
    told = [f"{what.word}{len(rows)}个" for what, rows in changes.lists.items() if rows and what in _TOLD]
    return "，".join(told) + "。" if told else "没有变动。"


_TOLD: Final = tuple(what for what in Happened if what is not Happened.DEADLINE)


def _period_words(grain: Grain, period: Period) -> str:
    first, last = period.first, period.last
    if grain is Grain.MONTH:
        return f"{first.year}年{first.month}月"
    if grain is Grain.TEN_DAYS:
        return f"{first.year}年{first.month}月{period.key[-2:]}"
    year, week, _ = last.isocalendar()
    return f"{year}年第{week}周，{chinese(first)}至{last.month}月{last.day}日"


def _standing_grid(heading: str, rows: Sequence[Tally], overall: Tally) -> Grid:
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


def _standing_fields(row: Tally) -> dict[str, object]:
    values = _standing_row(row, row.name)
    return {column.heading: value for column, value in zip(_STANDING, values, strict=True)}


def _classification(overall: Tally) -> Iterator[Part]:
    rows = [(rule.name.word, str(overall.counts[f"class_{rule.name.value}"]), rule.asks) for rule in CLASSES]
    columns = (Column("类别", 52), Column("数量", 34, is_centred=True), Column("工作要求", 70))
    yield Grid(columns, tuple(rows))
    left = overall.counts["items"] - sum(int(row[1]) for row in rows)
    if left:
        yield Line(f"另有{left}个没有列入分类盘点。")


def _shown(report: Report, what: Happened) -> Sequence[ChangedItem]:
    rows = report.changes.lists[what] if report.changes else ()
    return [row for row in rows if row.number not in report.hidden]


def _change_lists(report: Report) -> Iterator[Part]:
    place = 0
    for what in Happened:
        rows = report.changes.lists[what] if report.changes else ()
        if not rows:
            continue
        place += 1
        shown = _shown(report, what)
        kept = f"（其中{len(rows) - len(shown)}个标有密级，不列）" if len(shown) < len(rows) else ""
        yield Line(f"（{chinese_ordinal(place)}）{what.word}{len(rows)}个{kept}", LineStyle.HEAD2)
        if shown:
            yield Grid(
                _CHANGED,
                tuple(
                    (str(number), row.number, row.title, row.lead, *_from_to(what, row))
                    for number, row in enumerate(shown, 1)
                ),
            )


def _from_to(what: Happened, row: ChangedItem) -> tuple[str, str]:
    """Before and after, in Chinese dates; time alone makes an item overdue: its limit is what it was."""
    before, after = (_ISO.sub(_chinese_match, text) or "—" for text in (row.before, row.after))
    return ("未逾期" if before == after else before, after) if what is Happened.OVERDUE else (before, after)


_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def _chinese_match(match: re.Match[str]) -> str:
    year, month, day = map(int, match.groups())
    return f"{year}年{month}月{day}日"


def _change_fields(row: ChangedItem, place: int) -> dict[str, object]:
    return {
        "序号": place,
        "编号": row.number,
        "问题": row.title,
        "牵头单位": row.lead,
        "由": row.before,
        "到": row.after,
    }


def _pressing(words: str, rows: Sequence[ItemRow], report: Report) -> Iterator[Part]:
    shown = [row for row in rows if row.number not in report.hidden]
    kept = f"，其中{len(rows) - len(shown)}个标有密级，不列" if len(shown) < len(rows) else ""
    yield Line(f"{words}的{len(rows)}个{kept}{'：' if shown else '。'}")
    if shown:
        yield Grid(
            _PRESSING,
            tuple(
                (str(place), row.number, row.title, row.lead, due_words(row.deadline), row.light_words)
                for place, row in enumerate(shown, 1)
            ),
        )


def _row_fields(rows: Sequence[ItemRow], report: Report) -> list[dict[str, object]]:
    shown = [row for row in rows if row.number not in report.hidden]
    return [
        {
            "序号": place,
            "编号": row.number,
            "问题": row.title,
            "牵头单位": row.lead,
            "整改时限": deadline_words(row.deadline),
            "预警": row.light_words,
        }
        for place, row in enumerate(shown, 1)
    ]


def _hidden_note(report: Report) -> Iterator[Part]:
    if report.hidden:
        yield Line(f"另有{len(report.hidden)}个事项标有密级，计入数字，不逐项列出。")


def _one_by_one(pages: Sequence[ItemPage]) -> Grid:
    return Grid(
        _ONE_BY_ONE,
        tuple(
            (
                str(place),
                page.row.number,
                page.row.title,
                measures_with_results(page),
                page.completion or (page.progress[-1].text if page.progress else ""),
                page.row.state.word if page.row.state is State.CLOSED else standing_words(page),
            )
            for place, page in enumerate(pages, 1)
        ),
    )


def _left(pages: Sequence[ItemPage]) -> Grid:
    return Grid(
        _LEFT,
        tuple(
            (
                str(place),
                page.row.number,
                page.row.title,
                due_words(page.row.deadline),
                page.truths.unfinished_reason,
                page.truths.next_step or page.truths.stage_goal,
            )
            for place, page in enumerate(pages, 1)
        ),
    )


def _outlook(counts: Mapping[str, int]) -> Iterator[str]:
    """One sentence for each kind of work that is left, with its figure."""
    if counts["overdue"]:
        yield f"对逾期未完的{counts['overdue']}个事项，逐项查明原因，定人定时，挂牌督办。"
    if counts["rectifying"]:
        yield f"对正在整改的{counts['rectifying']}个事项，对照措施和时限抓紧推进，做到按期完成。"
    if counts["applied"]:
        yield f"对申请销号的{counts['applied']}个事项，严格核验佐证材料，成熟一个、销号一个。"
    if counts["continuing"]:
        yield f"对长期坚持的{counts['continuing']}个事项，明确阶段目标和复核时间，常抓不懈。"
    if counts["closed"]:
        yield f"对已销号的{counts['closed']}个事项，适时开展回头看，巩固整改成果，防止反弹。"


def _compared(changes: Differences, before: Tally, after: Tally) -> Grid:
    columns = (
        _COMPARED[0],
        Column(chinese(changes.since), 34, is_centred=True),
        Column(chinese(changes.until), 34, is_centred=True),
        _COMPARED[3],
    )
    rows = [
        (one.word, str(then), str(now), f"{now - then:+d}" if now != then else "持平")
        for one in _FIGURES
        for then, now in [(before.counts[one.code], after.counts[one.code])]
        if one.code in _ALWAYS_COMPARED or then != now
    ]
    rows.insert(1, ("完成率", _rate(before), _rate(after), ""))
    return Grid(columns, tuple(rows))


def period_since(period: Period) -> dt.date:
    """The evening before a period begins."""
    return period.first - dt.timedelta(days=1)


def next_end(period: Period) -> dt.date:
    """The last day of the period after this one, of the same length by the calendar."""
    grain = next(grain for grain in GRAINS.values() if period_of(period.first, grain) == period)
    return period_of(period.last + dt.timedelta(days=1), grain).last
