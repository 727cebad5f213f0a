"""Papers that report on the ledger: 周调度, 旬分析, 月小结, 整改情况报告, 两会之间."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tracker.exchange.papers.frame import Frame, chinese, chinese_ordinal
from tracker.exchange.papers.items import deadline_words, item_fields
from tracker.exchange.papers.one_by_one import one_by_one
from tracker.exchange.papers.parts import Line, LineStyle, Paper, Part, Signature
from tracker.exchange.papers.report_tables import (
    FIGURES,
    RATES,
    change_fields,
    changed_grid,
    classification_parts,
    compared_grid,
    left_grid,
    pressing_grid,
    standing_fields,
    standing_grid,
)
from tracker.exchange.sentences import percent, statistics_sentence
from tracker.ledger.figures.counting import Tally
from tracker.ledger.happened import ChangedItem, Differences, Happened
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.rows import ItemPage
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
    sections.add(standing_grid("单位", report.standing.units, report.standing.overall))
    if frame.kind in (PaperKind.TEN_DAYS, PaperKind.MONTH) and report.standing.categories:
        sections.begin("按问题类别分析")
        sections.add(standing_grid("问题类别", report.standing.categories, report.standing.overall))
    if frame.kind is PaperKind.MONTH:
        sections.begin("分类盘点")
        sections.add(*classification_parts(report.standing.overall))
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
    sections.add(standing_grid("单位", report.standing.units, report.standing.overall))
    sections.begin("逐项整改情况")
    sections.add(*_hidden_note(report), *one_by_one(report.pages))
    left = [page for page in report.pages if page.row.state not in (State.CLOSED, State.STOPPED)]
    if left:
        sections.begin("尚未销号的事项")
        sections.add(left_grid(left))
    if outlook := [Line(line) for line in _outlook(counts)]:
        sections.begin("下一步工作")
        sections.add(*outlook)
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
    sections.add(compared_grid(changes, before.overall, report.standing.overall))
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
        *frame.opening(title, spell, LineStyle.SUBTITLE),
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
            **{one.word: counts[one.code] for one in FIGURES},
            **{
                one.word: percent(counts[one.part], counts[one.whole]) if one.code in rates else "—"
                for one in RATES
            },
        },
        "单位": [standing_fields(row) for row in report.standing.units],
        "问题类别": [standing_fields(row) for row in report.standing.categories],
        "逾期事项": _row_fields(report.overdue, report),
        "到期事项": _row_fields(report.coming, report),
        "变动": {
            what.word: [change_fields(row, place) for place, row in enumerate(_shown(report, what), 1)]
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
            yield changed_grid(what, shown)


def _pressing(words: str, rows: Sequence[ItemRow], report: Report) -> Iterator[Part]:
    if not rows:
        yield Line(f"没有{words}的事项。")
        return
    shown = [row for row in rows if row.number not in report.hidden]
    kept = f"，其中{len(rows) - len(shown)}个标有密级，不列" if len(shown) < len(rows) else ""
    yield Line(f"{words}的{len(rows)}个{kept}{'：' if shown else '。'}")
    if shown:
        yield pressing_grid(shown)


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


def _outlook(counts: Mapping[str, int]) -> Iterator[str]:
    """One sentence for each kind of work that is left, with its figure."""
    if counts["unregistered"]:
        yield f"对尚未挂号的{counts['unregistered']}个事项，补齐目标、措施、责任和时限，尽快挂号整改。"
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


def period_since(period: Period) -> dt.date:
    """The evening before a period begins."""
    return period.first - dt.timedelta(days=1)


def next_end(period: Period) -> dt.date:
    """The last day of the period after this one, of the same length by the calendar."""
    grain = next(grain for grain in GRAINS.values() if period_of(period.first, grain) == period)
    return period_of(period.last + dt.timedelta(days=1), grain).last
