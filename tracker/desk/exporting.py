"""What leaves the ledger as files."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import OutputFailed, Refusal
from tracker.files import shown
from tracker.ledger import pages, queries
from tracker.ledger.campaigns import campaign_asked_for
from tracker.ledger.filtering.tree import EVERYTHING, Comparison, Every, Not, Presence, Query, Sign
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Exported:
    """How many items left, and how many stayed for their 密级."""

    items: int
    withheld: int

    @property
    def words(self) -> str:
        """Said to whoever exported."""
        kept = f"（另有{self.withheld}个标有密级，没有导出）" if self.withheld else ""
        return f"已导出{self.items}个事项{kept}"


def export_ledger(
    ledger: Ledger,
    path: Path,
    *,
    today: dt.date,
    wanted: Query = EVERYTHING,
    title: str | None = None,
    with_secret: bool = False,
    with_private_notes: bool = False,
    told: str = "",
) -> Exported:
    """Write the 整改台账 of the items meant, `told` in place of the query. Raises Refusal, OutputFailed.

    What bears a 密级 is left out, and 自用备注 too, unless asked for. Rows, figures and 台账校验码 are of one
    moment, also while others write.
    """
    from tracker.exchange.ledger_workbook import LedgerPaper, write_ledger

    with ledger.snapshot():
        campaign = campaign_asked_for(ledger, wanted)
        leaving = wanted if with_secret else without_secret(wanted)
        ids = queries.item_ids(ledger, leaving, today=today)
        withheld = len(queries.item_ids(ledger, wanted, today=today)) - len(ids)
        if not ids:
            raise _nothing_to_export(wanted, withheld)
        paper = LedgerPaper(
            title=title or _title(campaign.name),
            reporting_unit=campaign.reporting_unit,
            as_of=today,
            pages=pages.item_pages(ledger, ids, today=today),
            figures=figures(ledger, leaving, today=today),
            head=ledger.head(),
            filter_words=told or str(wanted),
            with_private_notes=with_private_notes,
        )
    write_ledger(paper, path)
    return Exported(len(ids), withheld)


def without_secret(wanted: Query) -> Query:
    """The same, without what bears a 密级."""
    return Every((wanted, Not(Comparison("密级", Sign.HAS, (Presence.SOME,)))))


def _nothing_to_export(wanted: Query, withheld: int) -> Refusal:
    if withheld:
        return Refusal(f"没有可以导出的事项：符合条件的{withheld}个都标有密级，确要导出请写明带密级的也要")
    return Refusal("没有可以导出的事项" + (f"（筛选：{wanted}）" if not wanted.is_everything else ""))


def workbook_path(typed: Path) -> Path:
    """Where a workbook asked for at `typed` goes: its suffix is added. Raises OutputFailed for a folder."""
    if typed.name in ("", "..") or os.path.isdir(typed):  # noqa: PTH112 - never raises, whatever was typed
        raise OutputFailed(shown(typed), "这是文件夹，请指定文件名")
    return typed if typed.suffix.lower() == ".xlsx" else typed.with_name(f"{typed.name}.xlsx")


def _title(campaign: str) -> str:
    """What stands over the list: the campaign's name, called a 台账."""
    return campaign if campaign.endswith("台账") else f"{campaign}台账"
