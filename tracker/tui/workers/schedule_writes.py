"""What 调度 writes; for workers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path

from tracker.desk.duties import next_due
from tracker.desk.reminding import write_folder
from tracker.errors import BadInput
from tracker.files import shown
from tracker.ledger.actor import Actor
from tracker.ledger.commands.reminding import issue_reminders
from tracker.ledger.duties import OccurrenceRow
from tracker.ledger.reminders import Chasing
from tracker.ledger.store import Ledger
from tracker.tui.keymap import key_for


def write_papers(typed: str, chasing: Chasing, duties: Sequence[OccurrenceRow], today: dt.date) -> str:
    """催办通知 of each unit and the calendar, into a folder. Raises BadInput, OutputFailed."""
    if not typed.strip():
        raise BadInput("请写明写到哪个文件夹")
    try:
        folder = Path(typed.strip()).expanduser()
    except (RuntimeError, ValueError) as problem:
        raise BadInput(f"“{shown(typed)}”不是合规的路径，请换一个文件夹") from problem
    files = write_folder(folder, chasing, duties, today)
    written = f"已写成{len(files)}个文件（{len(chasing.digests)}家）：{shown(str(folder))}"
    return f"{written}；发出后按 {key_for('issue')} 登记"


def issue(
    ledger: Ledger,
    actor: Actor,
    keys: Collection[str],
    units: int,
    duties: Sequence[OccurrenceRow],
    today: dt.date,
) -> str:
    """These went out today."""
    count = issue_reminders(ledger, actor, keys, duties, today=today, next_due=next_due)
    return f"已登记催办{count}项，{units}家单位"
