"""What leaves the ledger as files."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from tracker.errors import OutputFailed, Refusal
from tracker.files import shown
from tracker.ledger import pages, queries
from tracker.ledger.campaigns import campaign_asked_for
from tracker.ledger.filtering.tree import EVERYTHING, Query
from tracker.ledger.statistics import figures
from tracker.ledger.store import Ledger


def export_ledger(
    ledger: Ledger,
    path: Path,
    *,
    today: dt.date,
    wanted: Query = EVERYTHING,
    title: str | None = None,
) -> int:
    """Write the 整改台账 of the items meant; returns how many. Raises Refusal, OutputFailed.

    Rows, figures and 台账校验码 are of one moment, also while others write.
    """
    from tracker.exchange.ledger_workbook import LedgerPaper, write_ledger

    with ledger.snapshot():
        campaign = campaign_asked_for(ledger, wanted)
        ids = queries.item_ids(ledger, wanted, today=today)
        if not ids:
            raise Refusal("没有可以导出的事项" + (f"（筛选：{wanted}）" if not wanted.is_everything else ""))
        paper = LedgerPaper(
            title=title or _title(campaign.name),
            reporting_unit=campaign.reporting_unit,
            as_of=today,
            pages=pages.item_pages(ledger, ids, today=today),
            figures=figures(ledger, wanted, today=today),
            head=ledger.head(),
            filter_words=str(wanted),
        )
    write_ledger(paper, path)
    return len(ids)


def workbook_path(typed: Path) -> Path:
    """Where a workbook asked for at `typed` goes: its suffix is added. Raises OutputFailed for a folder."""
    if typed.name in ("", "..") or os.path.isdir(typed):  # noqa: PTH112 - never raises, whatever was typed
        raise OutputFailed(shown(typed), "这是文件夹，请指定文件名")
    return typed if typed.suffix.lower() == ".xlsx" else typed.with_name(f"{typed.name}.xlsx")


def _title(campaign: str) -> str:
    """What stands over the list: the campaign's name, called a 台账."""
    return campaign if campaign.endswith("台账") else f"{campaign}台账"
