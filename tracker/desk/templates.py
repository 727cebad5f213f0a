"""A list written into the office's own workbook: which sheet and columns it has, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.desk.importing import settle_columns
from tracker.errors import OutputFailed, UnreadableFile
from tracker.exchange.importing.tables import Table, find_tables
from tracker.files import shown
from tracker.reading.grid import read_grids
from tracker.reading.refused import Refused
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from tracker.exchange.sheet import Tick
    from tracker.exchange.workbooks import Paper


@dataclass(frozen=True, slots=True)
class ListTemplate:
    """A workbook of the office's, with the sheet that takes the list."""

    path: Path
    content: bytes
    table: Table
    columns: Mapping[int, str]


def open_template(
    path: Path,
    word: str,
    sheets: Sequence[str],
    typed: Sequence[tuple[str, str]],
    ask: Callable[[Table, str, str], str] | None,
) -> ListTemplate:
    """Read it and find its header; of several sheets the one that bears the list's name, `word`, else the
    first. Raises UnreadableFile, BadInput, Refusal.
    """
    content, book = read_grids(path, takes_csv=False)
    tables, _ = find_tables(book, sheets)
    if not tables:
        raise UnreadableFile(shown(path), "样表里没有认出表头（要有“反馈问题”一类的列）")
    table = next((table for table in tables if word in f"{table.name} {table.title}"), tables[0])
    return ListTemplate(path, content, table, settle_columns(table, typed, ask))


def write_into(
    template: ListTemplate, paper: Paper[Any], path: Path, *, is_public: bool, tick: Tick
) -> tuple[str, ...]:
    """The list in a copy of the template at `path`; what a person should know. Raises OutputFailed,
    UnreadableFile, BadInput.
    """
    from tracker.exchange.theirs.parts import Parts
    from tracker.exchange.theirs.templating import write_by_template

    if _is_same(path, template.path):
        raise OutputFailed(shown(path), "这是样表本身，请另起一个文件名")
    try:
        found = write_by_template(
            Parts(template.content),
            template.table,
            template.columns,
            paper.layout,
            paper.entries,
            _words(paper),
            path,
            is_public=is_public,
            tick=tick,
        )
    except Refused as refused:
        raise UnreadableFile(shown(template.path), refused.why) from refused
    notes = []
    if found.left:
        notes.append(f"样表里空着的列：{'、'.join(map(one_line, found.left))}")
    if not found.has_sample:
        notes.append("样表的表头下面没有样行，正文没有边框；在表头下留一行空的、设好边框和字体的行，就照它排")
    if paper.label and "密级" not in found.marks:
        notes.append(f"样表里没有写 {{密级}}，“{one_line(paper.label)}”没有印上")
    return tuple(notes)


def _words(paper: Paper[Any]) -> dict[str, str]:
    """By the marks that may stand around the list."""
    day = paper.as_of
    return {
        "标题": paper.title,
        "填报单位": paper.reporting_unit,
        "截至": f"{day.year}年{day.month}月{day.day}日",
        "统计": "".join(paper.sentences),
        "密级": paper.label,
        "校验码": f"{paper.head.count}:{paper.head.hash}",
    }


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.exists() and one.samefile(other)
    except OSError:
        return False
