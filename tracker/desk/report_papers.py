"""Word papers that report on the ledger: every figure of one moment, as `tracker stats` counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tracker.desk.exporting import without_secret
from tracker.desk.paper_files import Replacing
from tracker.desk.papers import PaperWish, Written, highest_secrecy, rendered
from tracker.desk.targets import PAPER, target_path
from tracker.errors import BadInput, Refusal
from tracker.ledger import queries
from tracker.ledger.campaigns import heading_of
from tracker.ledger.differences import differences
from tracker.ledger.figures.counting import tallies, tally
from tracker.ledger.filtering.tree import EVERYTHING, Comparison, Presence, Query, Sign, every, of
from tracker.ledger.happened import Differences
from tracker.ledger.list_rows import ItemRow
from tracker.ledger.pages import item_pages
from tracker.ledger.store import Ledger
from tracker.ledger.units import unit_tree
from tracker.ledger.words import Dimension, Light, PaperKind, State
from tracker.text.periods import Period, period_of

if TYPE_CHECKING:
    from tracker.exchange.papers.frame import Frame
    from tracker.exchange.papers.parts import Paper
    from tracker.exchange.papers.reports import Report, Standing
    from tracker.exchange.papers.style import PaperStyle

_TRIES: Final = 5
_SECRET: Final = Comparison("密级", Sign.HAS, (Presence.SOME,))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A report as it is asked for."""

    kind: PaperKind
    wanted: Query
    wish: PaperWish
    style: PaperStyle
    today: dt.date
    since: dt.date | None
    title: str

    @property
    def named(self) -> Query:
        """The items that may be named."""
        return self.wanted if self.wish.with_secret else without_secret(self.wanted)

    @property
    def secret(self) -> Query:
        """Those that bear a 密级."""
        return every([self.wanted, _SECRET])


def write_report(
    ledger: Ledger,
    typed: Path,
    kind: PaperKind,
    wanted: Query = EVERYTHING,
    *,
    today: dt.date,
    style: PaperStyle,
    wish: PaperWish | None = None,
    since: dt.date | None = None,
    title: str = "",
) -> Written:
    """Write a report on the items meant; `since` is the earlier day of 两会之间.

    Figures are those of `tracker stats` for the same query and day, changes those of `tracker diff`. What
    bears a 密级 is counted and not named, unless asked for. Raises Refusal, BadInput, OutputFailed.
    """
    wish = wish or PaperWish()
    _refuse_unless_earlier(kind, since, today)
    path = target_path(typed, PAPER)
    report = _read(ledger, _Asked(kind, wanted, wish, style, today, since, title))
    with Replacing([path]) as replacing:
        replacing.write(
            rendered([_paper(report)], style, wish.template or style.templates.get(kind), apart=True)
        )
    return _written(report, (path,))


def drafted_report(
    ledger: Ledger,
    kind: PaperKind,
    wanted: Query,
    wish: PaperWish,
    *,
    today: dt.date,
    style: PaperStyle,
    since: dt.date | None = None,
    title: str = "",
) -> tuple[Paper, Written]:
    """The report as it would be written now, and what would be said of it. Raises BadInput, Refusal."""
    _refuse_unless_earlier(kind, since, today)
    report = _read(ledger, _Asked(kind, wanted, wish, style, today, since, title))
    return _paper(report), _written(report, ())


def _refuse_unless_earlier(kind: PaperKind, since: dt.date | None, today: dt.date) -> None:
    if kind is PaperKind.BETWEEN and (since is None or since >= today):
        raise BadInput("两会之间要写明从哪一天起：--since 日期，早于截至的那一天")


def _written(report: Report, files: tuple[Path, ...]) -> Written:
    items = report.standing.overall.counts["items"]
    return Written(report.frame.kind, files, items, is_unsigned=not report.frame.issuer)


def _paper(report: Report) -> Paper:
    from tracker.exchange.papers.reports import between_paper, period_paper, situation_paper

    match report.frame.kind:
        case PaperKind.REPORT:
            return situation_paper(report)
        case PaperKind.BETWEEN:
            return between_paper(report)
        case _:
            return period_paper(report)


def _read(ledger: Ledger, asked: _Asked) -> Report:
    """Everything of one moment: read again where somebody wrote meanwhile."""
    for _ in range(_TRIES):
        before = ledger.head()
        report = _read_once(ledger, asked)
        if ledger.head() == before:
            return report
    raise Refusal("台账正在不停改动，读不到同一时刻的数字，请稍后再试")


def _read_once(ledger: Ledger, asked: _Asked) -> Report:
    from tracker.exchange.papers.reports import GRAINS, Report, period_since

    kind, wanted, today = asked.kind, asked.wanted, asked.today
    period = period_of(today, GRAINS[kind]) if kind in GRAINS else None
    start = period_since(period) if period else asked.since
    with ledger.snapshot():
        standing = _standing(ledger, wanted, today, kind)
        if not standing.overall.counts["problems"] + standing.overall.counts["tasks"]:
            raise Refusal("没有符合条件的事项，没有可以报告的")
        frame = _frame(ledger, asked)
        hidden = set() if asked.wish.with_secret else _numbers(ledger, asked.secret, today)
        overdue = queries.list_items(ledger, every([wanted, of("预警", Light.OVERDUE)]), today=today)
        coming = _coming(ledger, wanted, today, period) if period else []
        ids = queries.item_ids(ledger, asked.named, today=today) if kind is PaperKind.REPORT else []
        pages = [page for page in item_pages(ledger, ids, today=today) if page.row.state is not State.STOPPED]
    changes, before = _changes(ledger, wanted, start, today, kind)
    if start is not None and not asked.wish.with_secret:
        with ledger.as_of(start):
            hidden |= _numbers(ledger, _SECRET, start)
    return Report(
        frame, standing, changes, before, period, overdue, coming, pages, frozenset(hidden), asked.title
    )


def _frame(ledger: Ledger, asked: _Asked) -> Frame:
    from tracker.exchange.papers.frame import Frame

    wanted, wish = asked.wanted, asked.wish
    heading = heading_of(ledger, wanted, today=asked.today)
    label = wish.label
    if wish.with_secret and not label:
        secret = queries.item_ids(ledger, asked.secret, today=asked.today)
        label = highest_secrecy(item_pages(ledger, secret, today=asked.today))
    return Frame(
        kind=asked.kind,
        campaign=heading.campaign,
        issuer=wish.issuer or asked.style.issuer or heading.reporting_unit,
        as_of=asked.today,
        head=ledger.head(),
        filter_words=wish.told or ("" if wanted.is_everything else str(wanted)),
        label=label,
    )


def _standing(ledger: Ledger, wanted: Query, day: dt.date, kind: PaperKind) -> Standing:
    from tracker.exchange.papers.reports import Standing

    overall = tally(ledger, wanted, today=day)
    if kind is PaperKind.BETWEEN:
        return Standing(overall)
    known = {unit.name: place for place, unit in enumerate(unit_tree(ledger))}
    units = [row for row in tallies(ledger, Dimension.UNIT, wanted, today=day) if _has_work(row.counts)]
    units.sort(key=lambda row: known.get(row.name, len(known)))
    categories = tallies(ledger, Dimension.CATEGORY, wanted, today=day)
    return Standing(overall, tuple(units), tuple(row for row in categories if _has_work(row.counts)))


def _has_work(counts: Mapping[str, int]) -> bool:
    return bool(counts["items"] or counts["measures"])


def _numbers(ledger: Ledger, meant: Query, day: dt.date) -> set[str]:
    return {row.number for row in queries.list_items(ledger, meant, today=day)}


def _coming(ledger: Ledger, wanted: Query, today: dt.date, period: Period) -> list[ItemRow]:
    """Not overdue, and due by the end of the period after this one."""
    from tracker.exchange.papers.reports import next_end

    last = next_end(period)
    rows = queries.list_items(ledger, every([wanted, of("状态", State.RECTIFYING)]), today=today)
    return [
        row
        for row in rows
        if row.light not in (Light.OVERDUE, Light.CONTINUING)
        and row.deadline is not None
        and row.deadline.due is not None
        and today <= row.deadline.due <= last
    ]


def _changes(
    ledger: Ledger, wanted: Query, since: dt.date | None, until: dt.date, kind: PaperKind
) -> tuple[Differences | None, Standing | None]:
    if since is None:
        return None, None
    changes = differences(ledger, since, until, wanted)
    if kind is not PaperKind.BETWEEN:
        return changes, None
    with ledger.as_of(since):
        return changes, _standing(ledger, wanted, since, kind)
