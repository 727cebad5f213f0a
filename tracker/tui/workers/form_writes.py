"""收发 written: forms that go out, forms that came back; for workers only."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

from tracker.desk.form_plan import MergePlan
from tracker.desk.merging_forms import merge
from tracker.desk.paper_style import office_style
from tracker.desk.sending_forms import free_folder, send_forms
from tracker.errors import BadInput
from tracker.files import shown
from tracker.ledger.actor import Actor
from tracker.ledger.form_work import Handed
from tracker.ledger.store import Ledger
from tracker.settings import exports_dir
from tracker.tui.long_tasks import LongTask
from tracker.tui.rows.form import SentForms
from tracker.tui.views import Done
from tracker.tui.workers.writes import Values, day_or_none, typed_path


def existing_places(typed: str, chosen: Sequence[Path]) -> list[Path]:
    """Files and folders that came back, each once. Raises BadInput."""
    places = list(chosen)
    words = typed.strip().strip("\"'“”")
    if words:
        path = typed_path(words)
        if not os.path.exists(path):  # noqa: PTH110 - never raises, whatever was typed
            raise BadInput(f"没有文件或文件夹“{shown(words)}”，请核对路径")
        places.append(path)
    if not places:
        raise BadInput("请写明文件或文件夹，或在下面的目录里选")
    return list(dict.fromkeys(places))


def day_due(values: Values, today: dt.date) -> dt.date | None:
    """The day on which forms are wanted back; None where none is said. Raises BadInput."""
    return day_or_none(values["due"], today)


def check_dispatch(values: Values, today: dt.date) -> None:
    """Raise BadInput where the day cannot be read, is over, or there is no folder."""
    due = day_due(values, today)
    if due is not None and due < today:
        raise BadInput(f"要求交回的日期{due}在今天（{today}）之前，请核对日期")
    if not values["folder"].strip():
        raise BadInput("请写明放在哪个文件夹")
    typed_path(values["folder"])


def usual_folder(ledger: Ledger, today: dt.date) -> Path:
    """A new one among the exports."""
    return free_folder(ledger, exports_dir(), today)


def send(
    ledger: Ledger,
    actor: Actor,
    handed: Handed,
    values: Values,
    offered: Path,
    today: dt.date,
    job: LongTask,
) -> SentForms:
    """Write a form for each unit and record that they went out; the folder that was offered bears the number
    that the batch has by now. Raises BadInput, OutputFailed, Conflict, Stopped.
    """
    job.begin("写出", len(handed.units), "份")
    due, folder = day_due(values, today), typed_path(values["folder"])
    sent = send_forms(
        *(ledger, actor, handed, usual_folder(ledger, today) if folder == offered else folder),
        today=today,
        settings=office_style(),
        due=due,
        told=job.tell,
    )
    return SentForms(sent.round, len(sent.forms), due, sent.folder, handed.without_unit)


def merged(
    ledger: Ledger, actor: Actor, plan: MergePlan, today: dt.date, job: LongTask, *, only_possible: bool
) -> Done:
    """Take over what is chosen, as one action. Raises Refusal, Conflict, Stopped."""
    job.begin("合并", len({cell.number for cell in plan.taken}), "项")
    result = merge(ledger, actor, plan, today=today, only_possible=only_possible, told=job.tell)
    if not result.has_changed:
        return Done(f"没有改动：{plan.counted}", can_undo=False)
    left = f"，{len(result.refused)}处没有采用" if result.refused else ""
    if not result.taken:
        return Done(f"没有采用任何一处：{plan.counted}{left}；只登记{len(plan.units)}个单位已交回")
    return Done(f"已合并{len(plan.units)}个单位的填报表：采用{result.taken}处{left}")
