"""What workbooks cost: our styled 台账 beside other ways to write its cells, and reading one beside calamine.

    python benchmarks/exchange.py [--sizes 10000 100000] [--rounds 3] [--only write|memory|read]

Needs the extra `benchmarks`. Written is the 整改台账 with all its columns and styles, an item a row. Ours
is the whole way from items: texts, row heights, totals, filters, drop-downs, print set-up. The others get the
texts and heights ready and write the same cells in the same styles, nothing more: openpyxl write-only with
one style array a column (its quickest way cell by cell), XlsxWriter in constant memory, and as the floor the
bare XML of the rows through deflate. CPU time, interleaved, least of the rounds; 1.00 is openpyxl. `memory`
is the peak of a program that writes each list; `read` is all cells of such a 台账, then its rows recognised,
and with --import taken into a ledger.

Measured on two cores, very busy but for the last line (Python 3.11, openpyxl 3.1.5, XlsxWriter 3.3.1), CPU
time to openpyxl's:

    rows        openpyxl write-only    XlsxWriter    ours    floor
     10,000           1.00                0.44       0.30     0.03
    100,000           1.00             0.44-0.54  0.34-0.37   0.04-0.05   (two runs)

The floor has its texts and heights ready: making them is four fifths of ours. Peak memory of a program that
writes 问题清单, 任务（措施）清单, 责任清单, 督办台账, 销号清单 or 整改台账: 72 to 75 MB at 10,000 rows, the
same at 100,000; 统计表 has a row a unit. Reading 100,000 rows takes calamine 4.2 s for the bare cells; ours
30 s in a child under limits, with merged ranges and what is hidden, and 52 s to typed entries.

Importing 10,000 rows of such a 台账 into an empty ledger, CPU a row, before and after new rows were written
together (`ledger.adding`); the stages of the latter are reading, planning (matching with it), writing rows,
text index and journal:

                  before     after     of that
    SQLite        12.6 ms    2.3 ms    0.26 + 0.37 + 1.24 + 0.23 + 0.18
    PostgreSQL    14.1 ms    2.6 ms    0.34 + 0.41 + 1.42 + 0.18 + 0.26

A foreign 台账 with two measures and two entries of progress a row takes 3.1 ms on SQLite (before: 13.2);
our own, exported and imported again unchanged, 1.4 ms, all of it reading and comparing.

Importing 100,000 rows of it (a 10 MB workbook) on SQLite, two cores with ten programs at work; CPU of the
importing program, and calamine for the cells:

                    reading                 comparing   writing   index, journal   peak
    ours            3.9 s, child 22.6 s     50 s        137 s     78 s             347 MB
    calamine        4.2 s

The same workbook by the command line (`/usr/bin/time -v tracker import`, then `undo` and `redo`: 900,001
changes), two cores with ten programs at work; CPU of the program without the server's, and its peak:

                  import           undo             redo
    SQLite        255 s, 358 MB    160 s, 102 MB
    PostgreSQL    361 s, 357 MB    190 s, 109 MB    202 s, 108 MB

On PostgreSQL `journal verify` after each of them and `doctor` after the last found nothing wrong. Verifying
these three actions takes 83 s of CPU and 78 MB, where the changes of one action were held together 805 MB.

All of importing 10,000 rows takes 118 MB, of which 90 MB are the program itself (234 MB before what rows ask
and what they change was packed). Of the 347 MB, 150 MB are the texts of the workbook. Undo of 10,000 such
rows, 90,001 changes, takes 18.6 s of CPU and 83 MB, redo 20.7 s; row by row it had not ended after three
minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tracker.exchange.blocks import Planner
from tracker.exchange.lists.all_lists import layout_of
from tracker.exchange.lists.ledger import LEDGER
from tracker.exchange.package import load_openpyxl
from tracker.exchange.settings import PaperSettings
from tracker.exchange.workbooks import Paper, write_papers
from tracker.ledger.list_rows import Deadline, ItemRow
from tracker.ledger.listed import ListedItem
from tracker.ledger.rows import ItemPage, JournalHead, MeasureRow, OwnerRow, ProgressRow
from tracker.ledger.words import DeadlineKind, ItemKind, Light, OwnerRole, RectificationType, State

DAY = dt.date(2024, 6, 18)
PROBLEMS = (
    "学习贯彻上级精神不够深入，存在上热下冷、上紧下松的现象，结合实际研究部署不够",
    "会议记录不规范，个别会议没有记录讨论过程和不同意见",
    "调查研究走过场，成果转化力度不够，重短期整改、中长期研究不深",
    "公务接待审批手续不全，个别支出超标准",
    "基层党组织软弱涣散，“三会一课”以会代训，党员教育管理宽松软",
)
MEASURES = (
    "修订会议记录办法，明确记录要素，每季度抽查一次并通报",
    "制定年度学习计划，领导班子成员每人领题调研，年底前形成不少于两项制度成果",
    "建立清单，逐项销号，由督查科每月调度",
)
FLAT = ("problems", "measures", "duties", "supervision", "closings", "ledger")


def pages(count: int) -> Iterator[ItemPage]:
    """So many items, one measure each."""
    lights = ((Light.OVERDUE, "已逾期5天"), (Light.NEAR, "剩余6天"), (Light.NORMAL, "剩余73天"))
    deadline = Deadline("6月底前", DeadlineKind.DATE, dt.date(2024, 6, 30))
    owners = (
        OwnerRow(OwnerRole.LEADER, "周明远"),
        OwnerRow(OwnerRole.LEAD, "市委办公室"),
        OwnerRow(OwnerRole.RESPONSIBLE, "机关党委"),
        OwnerRow(OwnerRole.COOPERATING, "组织人事科"),
        OwnerRow(OwnerRole.PERSON, "李明"),
    )
    for key in range(1, count + 1):
        light, words = lights[key % 3]
        title = f"{PROBLEMS[key % 5]}（第{key}项）"
        detail = f"上半年印发通知比上年同期多{key}件，个别文件层层转发，基层反映集中。"
        row = ItemRow(
            id=key,
            number=f"ZG-2024-{key:06}",
            kind=ItemKind.PROBLEM,
            category="作风建设",
            title=title,
            lead="市委办公室",
            type=RectificationType.TIME_LIMITED,
            deadline=deadline,
            state=State.RECTIFYING,
            light=light,
            light_words=words,
            round=1,
            measures_total=1,
            measures_done=0,
            evidence_count=2,
            closed_on=None,
            version=1,
        )
        measure = MeasureRow(
            key, 1, f"{MEASURES[key % 3]}，第{key}号", "", None, (), None, "", light, words, 1
        )
        progress = (
            ProgressRow(key, dt.date(2024, 5, 6), f"已完成第{key}稿，正在征求各科室意见", "李明", None),
        )
        yield ItemPage(
            row=row,
            detail=detail,
            target="全年发文压减5%以上",
            completion="",
            inference="",
            note="见附件",
            private_note="",
            owners=owners,
            first_deadline=deadline,
            extension_count=0,
            registered_on=DAY,
            measures=(measure,),
            progress=progress,
            evidence=(),
            applications=(),
            look_backs=(),
            source=None,
            four=(),
        )


def paper(key: str, entries: Any) -> Paper[Any]:
    """One list of them as it is handed in."""
    head = JournalHead(count=318, hash="9f" * 32)
    return Paper(layout_of(key), "首轮巡察整改台账", "某局", DAY, entries, ("共反馈问题若干个。",), head)


def ours(path: Path, items: list[ItemPage]) -> None:
    """From the items to the file."""
    write_papers([paper("ledger", items)], path)


@dataclass(frozen=True, slots=True)
class Ready:
    """Cells as the others get them."""

    rows: list[tuple[float, list[str]]]
    """Heights and texts."""
    widths: list[float]


def ready(items: list[ItemPage]) -> Ready:
    """The same cells as ours."""
    planner = Planner(LEDGER, PaperSettings().body)
    rows = []
    for ordinal, page in enumerate(items, 1):
        block = planner.plan(page, ordinal)
        rows.append((block.heights[0], [area.text for area in block.areas]))
    return Ready(rows, [column.width for column in LEDGER.columns])


def by_openpyxl(path: Path, cells: Ready) -> None:
    """Write-only, a cell object and a style array a column, each used again and again."""
    openpyxl = load_openpyxl()
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet("整改台账")
    side = Side(style="thin")
    columns: list[Any] = []
    for column, width in zip(LEDGER.columns, cells.widths, strict=True):
        cell: Any = WriteOnlyCell(sheet)
        cell.font = Font(name="仿宋_GB2312", sz=10.5)
        cell.border = Border(side, side, side, side)
        cell.alignment = Alignment(horizontal=column.align.value, vertical="center", wrap_text=True)
        columns.append(cell)
        sheet.column_dimensions[cell_letter(len(columns))].width = width
    for number, (height, texts) in enumerate(cells.rows, 1):
        sheet.row_dimensions[number].height = height
        for cell, text in zip(columns, texts, strict=True):
            cell.value = text
        sheet.append(columns)
    book.save(path)


def by_xlsxwriter(path: Path, cells: Ready) -> None:
    """Constant memory."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("整改台账")
    looks = [
        book.add_format(
            {
                "font_name": "仿宋_GB2312",
                "font_size": 10.5,
                "border": 1,
                "align": column.align.value,
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        for column in LEDGER.columns
    ]
    for place, width in enumerate(cells.widths):
        sheet.set_column(place, place, width)
    for number, (height, texts) in enumerate(cells.rows):
        sheet.set_row(number, height)
        for place, text in enumerate(texts):
            sheet.write_string(number, place, text, looks[place])
    book.close()


def floor(path: Path, cells: Ready) -> None:
    """The rows' XML through deflate as ours is, and nothing else."""
    letters = [cell_letter(place) for place in range(1, len(cells.widths) + 1)]
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as target,
    ):
        for number, (height, texts) in enumerate(cells.rows, 1):
            inner = "".join(
                f'<c r="{letter}{number}" s="1" t="inlineStr"><is><t>{text}</t></is></c>'
                for letter, text in zip(letters, texts, strict=True)
            )
            target.write(f'<row r="{number}" ht="{height:g}" customHeight="1">{inner}</row>'.encode())


def cell_letter(place: int) -> str:
    """A column's name."""
    return chr(64 + place)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of the processor that it takes, its children's with it."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def write(sizes: list[int], rounds: int, folder: Path) -> None:
    """Print seconds and ratios of writing."""
    print(f"{'write':24}{'rows':>10}{'CPU s':>9}{'ratio':>8}{'MB':>8}")
    for size in sizes:
        items = list(pages(size))
        cells = ready(items)
        ways: dict[str, Callable[[Path], None]] = {
            "openpyxl write-only": lambda path, cells=cells: by_openpyxl(path, cells),  # type: ignore[misc]
            "XlsxWriter constant": lambda path, cells=cells: by_xlsxwriter(path, cells),  # type: ignore[misc]
            "floor": lambda path, cells=cells: floor(path, cells),  # type: ignore[misc]
            "ours": lambda path, items=items: ours(path, items),  # type: ignore[misc]
        }
        least: dict[str, float] = {}
        for _ in range(rounds):
            for name, way in ways.items():
                taken = cpu(lambda way=way, name=name: way(folder / f"{name}.xlsx"))  # type: ignore[misc]
                least[name] = min(taken, least.get(name, taken))
        for name, taken in least.items():
            megabytes = (folder / f"{name}.xlsx").stat().st_size / 1e6
            ratio = taken / least["openpyxl write-only"]
            print(f"{name:24}{size:10,}{taken:9.2f}{ratio:8.2f}{megabytes:8.1f}", flush=True)


def memory(sizes: list[int]) -> None:
    """Print the peak of a program of its own for each list."""
    print(f"{'memory':24}{'rows':>10}{'peak MB':>9}")
    for key in FLAT:
        for size in sizes:
            done = subprocess.run(
                [sys.executable, __file__, "--peak", key, "--sizes", str(size)],
                capture_output=True,
                text=True,
                check=True,
            )
            print(f"{key:24}{size:10,}{float(done.stdout):9.0f}", flush=True)


def peak(key: str, size: int) -> None:
    """Write one list and print what it took at most."""
    entries: Any = pages(size) if key == "ledger" else (ListedItem(replace(page)) for page in pages(size))
    with tempfile.TemporaryDirectory() as folder:
        write_papers([paper(key, entries)], Path(folder) / "list.xlsx")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def take_in(size: int, folder: Path) -> None:
    """Print what it takes to import a 台账 into an empty ledger, from the file to the last commit."""
    from tracker.desk.importing import Told, Wishes, open_source, settle_columns
    from tracker.desk.importing import take_in as import_rows
    from tracker.ledger.actor import Actor
    from tracker.ledger.store import Ledger
    from tracker.ledger.words import Role

    path = folder / "import.xlsx"
    ours(path, list(pages(size)))
    heard: list[int] = []
    begun = time.perf_counter()
    source = open_source(path, (), Told(heard.append, heard.append))
    columns = [settle_columns(table, (), None) for table in source.tables]
    with Ledger.open(folder / "import.db", create=True) as ledger:
        actor = Actor("李明", Role.OPERATOR)
        told = Told(written=heard.append)
        result = import_rows(ledger, actor, source, columns, Wishes(), today=DAY, told=told)
    taken = time.perf_counter() - begun
    print(f"imported {len(result.rows):,} rows in {taken:.1f} s, heard of {len(heard):,} times", flush=True)


def read(size: int, rounds: int, folder: Path) -> None:
    """Print what it takes to read a 台账, to recognise it, and what calamine takes for the cells alone."""
    from python_calamine import CalamineWorkbook

    from tracker.desk.importing import limit_reader, open_source
    from tracker.exchange.importing.entries import Manner, entry_of
    from tracker.exchange.importing.tables import columns_of, sheet_of
    from tracker.reading.grid import grids_of

    path = folder / "read.xlsx"
    ours(path, list(pages(size)))
    content = path.read_bytes()

    def recognised() -> None:
        source = open_source(path)
        table = source.tables[0]
        manner = Manner(limit_reader(DAY, is_guessed=False, events={}))
        for record in sheet_of(table, columns_of(table, {})).records:
            entry_of(record, manner)

    ways: dict[str, Callable[[], object]] = {
        "calamine, cells": lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(),
        "ours, cells": lambda: grids_of(content, ".xlsx"),
        "ours, to typed entries": recognised,
    }
    least: dict[str, float] = {}
    for _ in range(rounds):
        for name, way in ways.items():
            begun = time.perf_counter()
            taken = cpu(way)
            elapsed = time.perf_counter() - begun
            least[name] = min(taken, least.get(name, taken))
            least[f"{name} (elapsed)"] = min(elapsed, least.get(f"{name} (elapsed)", elapsed))
    print(f"{'read':34}{'rows':>10}{'s':>9}{'ratio':>8}")
    for name, taken in least.items():
        whole = "calamine, cells (elapsed)" if "elapsed" in name else "calamine, cells"
        print(f"{name:34}{size:10,}{taken:9.2f}{taken / least[whole]:8.1f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("write", "memory", "read"))
    parser.add_argument("--import", dest="imports", action="store_true", help="import it too: minutes")
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.peak:
        peak(chosen.peak, chosen.sizes[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        if chosen.only in (None, "write"):
            write(chosen.sizes, chosen.rounds, Path(folder))
        if chosen.only in (None, "memory"):
            memory(chosen.sizes)
        if chosen.only in (None, "read"):
            read(chosen.sizes[-1], chosen.rounds, Path(folder))
        if chosen.imports:
            take_in(chosen.sizes[-1], Path(folder))


if __name__ == "__main__":
    main()
