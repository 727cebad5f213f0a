"""What the dearest pages of the app ask of a large ledger, beside one pass over all its items.

    python benchmarks/reads.py [--sizes 200000 1000000] [--ledgers FOLDER] [--rounds 3] [--server postgresql://…]

The pass groups every item by its state and reads each title: no answer about all items is had for less. Each
read is given as so many passes, the least of the rounds, so that a slow machine tells the same; on SQLite in
processor time, which other work hardly changes, on PostgreSQL in time until the answer. A read that grows as
the ledger does keeps its number at every size. A ledger has 40 units, 30 of them known, 12 leaders, 60
documents; two measures and three owners an item; a sixth of all items is overdue and was never chased, which
no office lets come about: 今天该催谁 names each of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ledger as plain
import office_ledger
from sqlalchemy import text

from tracker.desk import duties
from tracker.ledger import answering, board, comparing, due_days, known_values, ordering, reminders, units
from tracker.ledger.figures import glance
from tracker.ledger.filtering.reading import read_query
from tracker.ledger.location import locate
from tracker.ledger.ordering import Grouping, Order
from tracker.ledger.store import Ledger
from tracker.ledger.words import Dimension
from tracker.tui.workers import comparison_reads, names_reads, overview_reads

TODAY = plain.TODAY
YEAR_AGO = plain.YEAR_AGO
PASS = text("SELECT state, count(*), sum(length(title)) FROM item GROUP BY state")

Read = Callable[[Ledger], object]


def _sorted_by(order: Order) -> Read:
    return lambda ledger: ordering.ordered(ledger, today=TODAY, order=order)


def _grouped_by(grouping: Grouping) -> Read:
    return lambda ledger: ordering.ordered(ledger, today=TODAY, grouping=grouping)


def _counted(line: str) -> Read:
    wanted = read_query(line)
    return lambda ledger: glance.count(ledger, wanted, today=TODAY)


def _month(ledger: Ledger) -> object:
    first, last = dt.date(2024, 6, 1), dt.date(2024, 6, 30)
    return due_days.day_loads(ledger, first, last, today=TODAY, next_due=duties.next_due)


READS: dict[str, Read] = {
    **{f"台账，分组：{grouping}": _grouped_by(grouping) for grouping in Grouping},
    **{f"台账，排序：{order}": _sorted_by(order) for order in (Order.NUMBER, Order.LEAD, Order.LIGHT)},
    **{f"筛选，{line}": _counted(line) for line in ("逾期", "单位:第3科 未销号", "进度:滞后", "非 审批")},
    "筛选栏的已知值": known_values.known_values,
    "总览，图": lambda ledger: overview_reads.charts(ledger, "", today=TODAY),
    "总览，今天该催几家": lambda ledger: overview_reads.chased(ledger, "", today=TODAY),
    "今天该催谁": lambda ledger: reminders.chasing(ledger, today=TODAY, next_due=duties.next_due),
    "日历，一个月": _month,
    "调度，各单位": lambda ledger: answering.answering(ledger, Dimension.UNIT, today=TODAY),
    "调度，一个单位": lambda ledger: answering.sheet(ledger, Dimension.UNIT, "第3科", today=TODAY),
    "调度，各领导": lambda ledger: answering.answering(ledger, Dimension.LEADER, today=TODAY),
    "分类盘点": lambda ledger: board.board(ledger, today=TODAY),
    "对比，一年前与今天": lambda ledger: comparison_reads.counts(ledger, YEAR_AGO, TODAY, ""),
    "对比，一年前": lambda ledger: comparing.tally_on(ledger, YEAR_AGO),
    "表单里的单位和人": names_reads.known_names,
    "单位页": units.unit_tree,
    "认不得的名字": units.unknown_owners,
}


def _pass(ledger: Ledger) -> object:
    with ledger.read() as connection:
        return connection.execute(PASS).all()


def least(read: Read, ledger: Ledger, rounds: int, clock: Callable[[], float]) -> float:
    """The least seconds of so many rounds."""
    taken = []
    for _ in range(rounds):
        begun = clock()
        read(ledger)
        taken.append(clock() - begun)
    return min(taken)


def measure(ledger: Ledger, title: str, rounds: int, clock: Callable[[], float]) -> None:
    """Print the table of one ledger."""
    yardstick = least(_pass, ledger, max(rounds, 3), clock)
    print(f"\n{title}: one pass takes {1000 * yardstick:,.0f} ms")
    for name, read in READS.items():
        seconds = least(read, ledger, rounds, clock)
        print(f"  {name:24}{seconds / yardstick:8.1f} passes{1000 * seconds:10,.0f} ms", flush=True)


def main() -> None:
    """Fill the ledgers that are not there yet, and measure each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ledgers", type=Path)
    parser.add_argument("--server")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for size in wanted.sizes:
            with Ledger.open(locate(str(office_ledger.filled(wanted.ledgers or Path(name), size)))) as ledger:
                measure(ledger, f"SQLite, {size:,} items", wanted.rounds, time.process_time)
            if wanted.server:
                with plain.places(wanted.server) as places:
                    location = places[-1][1]
                    office_ledger.fill(location, size)
                    with Ledger.open(location) as ledger:
                        measure(ledger, f"PostgreSQL, {size:,} items", wanted.rounds, time.perf_counter)


if __name__ == "__main__":
    main()
