"""统计表: who has how much to put right and how much is done, of items and of measures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tracker.exchange.layout import Align, Chart, Column, Kind, ListLayout, Total
from tracker.ledger.figures.counting import Tally
from tracker.ledger.words import Dimension

ITEMS = "问题（任务）整改情况"
DONE = "措施完成情况"
AT_ONCE = "立行立改"
OVERLAPPING = (Dimension.LEADER, Dimension.CAMPAIGN)
"""An item may stand under several of these, so that the lines add up to more than there is."""

_FIGURES = (
    ("items", (ITEMS, "应整改")),
    ("closed", (ITEMS, "已销号")),
    ("completion_rate", (ITEMS, "完成率")),
    ("rectifying", (ITEMS, "正在整改")),
    ("continuing", (ITEMS, "长期坚持")),
    ("overdue", (ITEMS, "逾期未完")),
    ("extension_asked", (ITEMS, "申请延期")),
    ("immediate", (ITEMS, AT_ONCE, "应改")),
    ("immediate_closed", (ITEMS, AT_ONCE, "已改")),
    ("immediate_rate", (ITEMS, AT_ONCE, "改成率")),
    ("measures", (DONE, "措施数")),
    ("measures_done", (DONE, "已完成")),
    ("measures_rate", (DONE, "完成率")),
    ("measures_continuing", (DONE, "长期坚持")),
    ("measures_overdue", (DONE, "逾期未完")),
    ("measures_extended", (DONE, "延期")),
    ("measures_immediate", (DONE, AT_ONCE, "应改")),
    ("measures_immediate_done", (DONE, AT_ONCE, "已改")),
    ("measures_immediate_rate", (DONE, AT_ONCE, "改成率")),
)
"""By the figures' codes, which are the columns' keys."""
RATES = {
    "completion_rate": ("closed", "items"),
    "immediate_rate": ("immediate_closed", "immediate"),
    "measures_rate": ("measures_done", "measures"),
    "measures_immediate_rate": ("measures_immediate_done", "measures_immediate"),
}


def statistics_layout(by: Dimension = Dimension.UNIT) -> ListLayout[Tally]:
    """The table broken down by a dimension; totals are sums where every item stands under one name only."""
    columns = [
        Column("ordinal", ("序号",), 5.5, Align.CENTER, lambda tally, ordinal: [str(ordinal)], Kind.NUMBER),
        Column("name", (by.word,), 22.75, Align.LEFT, lambda tally, ordinal: [tally.name]),
        *(_figure(code, tiers) for code, tiers in _FIGURES),
    ]
    if by in OVERLAPPING:
        columns = [replace(column, total=Total("")) if column.total else column for column in columns]
    return ListLayout(
        key="statistics",
        title="整改情况统计表",
        columns=tuple(columns),
        rows=lambda tally: 1,
        frozen_columns=2,
        charts=(
            Chart("应整改与已销号", "name", ("items", "closed")),
            Chart("整改完成率", "name", ("completion_rate",), is_share=True),
            Chart("措施数与已完成", "name", ("measures", "measures_done")),
        ),
    )


def _figure(code: str, tiers: tuple[str, ...]) -> Column[Tally]:
    if code in RATES:
        part, whole = RATES[code]
        return Column(
            code,
            tiers,
            8.75,
            Align.CENTER,
            partial(_rate, code=code),
            Kind.SHARE,
            f'IF({{{whole}}}=0,"",{{{part}}}/{{{whole}}})',
        )
    return Column(
        code,
        tiers,
        7.75,
        Align.CENTER,
        partial(_count, code=code),
        Kind.NUMBER,
        total=Total(f"SUM([{code}])"),
    )


def _count(tally: Tally, ordinal: int, *, code: str) -> list[str]:
    return [str(tally.counts[code])]


def _rate(tally: Tally, ordinal: int, *, code: str) -> list[str]:
    rate = tally.rates.get(code)
    return ["" if rate is None else f"{rate:.12g}"]


STATISTICS = statistics_layout()
