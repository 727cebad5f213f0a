"""What merging forms that came back costs, as a ratio to reading them.

    python benchmarks/forms.py [--forms 100] [--items 50] [--measures 3]

Each form has a line for every item and measure (100 forms of 200 lines by default), and comes back with 进展
written in every line and every third measure finished. The yardstick is reading the same workbooks, one after
the other, and nothing else; merging reads them too, compares every cell three ways, and takes over what was
written as one journalled action. Side by side in one run; the ratio says the same on every machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tracker.desk.merging_forms import merge, plan_merge
from tracker.desk.returned_forms import files_in
from tracker.desk.sending_forms import send_forms, work_to_send
from tracker.exchange.settings import PaperSettings
from tracker.ledger import models
from tracker.ledger.actor import Actor
from tracker.ledger.list_rows import Deadline
from tracker.ledger.store import Ledger
from tracker.ledger.words import DeadlineKind, Role
from tracker.reading.grid import grids_of

ACTOR = Actor("李明", Role.OPERATOR)
TODAY = dt.date(2024, 6, 18)
_FIRST_ROW = 5
_EMPTY = re.compile(r'<c r="([IJ])([0-9]+)" s="([0-9]+)"/>')
"""Of 完成日期 and 本期进展."""


def fill(ledger: Ledger, forms: int, items: int, measures: int) -> None:
    """So many units with so many items 整改中, each with so many measures."""
    with ledger.transaction(ACTOR, "add", today=TODAY) as work:
        work.session.add(models.Campaign(id=1, name="整改台账"))
        work.session.flush()
        for key in range(1, forms * items + 1):
            item = models.Item(
                id=key,
                campaign_id=1,
                number=f"ZG-2024-{key:05}",
                kind="problem",
                title="会议记录不规范，调研成果转化力度不够",
                target="记录完整，成果转化",
                type="time_limited",
                state="rectifying",
                registered_on=TODAY,
            )
            item.deadline = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30))
            work.session.add(item)
        work.session.flush()
        for key in range(1, forms * items + 1):
            for ordinal in range(1, measures + 1):
                text = "修订会议记录办法，逐项明确责任人和完成时限"
                work.session.add(models.Measure(item_id=key, ordinal=ordinal, text=text))
            unit = f"单位{(key - 1) // items + 1}"
            work.session.add(models.Owner(item_id=key, role="lead", name=unit, ordinal=1))


def return_form(path: Path, lines: int, measures: int) -> None:
    """Fill in a form as a unit would, straight in its XML."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"

    def answered(cell: re.Match[str]) -> str:
        place, row, style = cell[1], int(cell[2]) - _FIRST_ROW, cell[3]
        if not 0 <= row < lines:
            return cell[0]
        if place == "J":
            said = f"第{row}行：召开两次推进会，清单已印发各科室"
            return f'<c r="{place}{cell[2]}" s="{style}" t="inlineStr"><is><t>{said}</t></is></c>'
        is_finished = row % (measures + 1) % 3 == 1
        return f'<c r="{place}{cell[2]}" s="{style}"><v>45453</v></c>' if is_finished else cell[0]

    parts[name] = _EMPTY.sub(answered, parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--forms", type=int, default=100)
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--measures", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        back = Path(folder, "forms")
        with Ledger.open(Path(folder, "ledger.db"), create=True) as ledger:
            fill(ledger, asked.forms, asked.items, asked.measures)
            handed = work_to_send(ledger, today=TODAY)
            sending = seconds(
                lambda: send_forms(ledger, ACTOR, handed, back, today=TODAY, settings=PaperSettings())
            )
            files = files_in([back])
            for path in files:
                return_form(path, asked.items * (asked.measures + 1), asked.measures)
            reading = seconds(lambda: [grids_of(path.read_bytes(), ".xlsx") for path in files])
            begun = time.perf_counter()
            plan = plan_merge(ledger, files)
            planned = time.perf_counter() - begun
            result = merge(ledger, ACTOR, plan, today=TODAY)
            merging = time.perf_counter() - begun
    lines = sum(len(work.rows) for work in handed.units)
    print(f"{len(files)} forms, {lines} lines, {result.taken} values taken over")
    print(f"sending {sending:.1f} s")
    print(f"reading alone {reading:.1f} s")
    print(f"merging {merging:.1f} s ({planned:.1f} s of it to read and compare): {merging / reading:.2f}x")


if __name__ == "__main__":
    main()
