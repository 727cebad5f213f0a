"""Sheets cell by cell: what hostile workbooks hold is refused or read within bounds."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from openpyxl import Workbook

from tracker.reading import sandbox
from tracker.reading.grid import grids_of
from tracker.reading.refused import Refused


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with a part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new) if name == part else data)
    return out.getvalue()


def simple() -> bytes:
    book = Workbook()
    book.active.append(["序号", "反馈问题"])
    book.active.append([1, "学习\n不深"])
    return saved(book)


def test_line_breaks_stay_and_merges_are_told() -> None:
    book = Workbook()
    book.active.append(["甲", None, "乙\n丙"])
    book.active.merge_cells("A1:B2")
    grid = grids_of(saved(book), ".xlsx").grids[0]
    assert grid.rows == {1: {0: "甲", 2: "乙\n丙"}}
    assert [(merge.top, merge.left, merge.bottom, merge.right) for merge in grid.merges] == [(1, 0, 2, 1)]


def test_a_million_declared_rows_are_not_held() -> None:
    rows = b'<row r="5"/>' * 300_000
    content = changed(simple(), "xl/worksheets/sheet1.xml", b"</sheetData>", rows + b"</sheetData>")
    content = changed(content, "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert len(grids_of(content, ".xlsx").grids[0].rows) == 2


def test_entities_and_passwords_are_refused() -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet '
    with pytest.raises(Refused, match="DTD"):
        grids_of(changed(simple(), "xl/worksheets/sheet1.xml", b"<worksheet ", doctype), ".xlsx")
    with pytest.raises(Refused):
        grids_of(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0\0", ".xlsx"
        )


def test_a_bomb_is_refused() -> None:
    cell = b'<row><c t="inlineStr"><is><t>' + b"x" * (1 << 20) + b"</t></is></c></row>"
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(simple())) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", cell * 130 + b"</sheetData>")
            target.writestr(name, data)
    assert len(out.getvalue()) < 1 << 20
    with pytest.raises(Refused, match="过多"):
        grids_of(out.getvalue(), ".xlsx")


def test_external_links_and_macros_are_left_alone() -> None:
    content = io.BytesIO(simple())
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
        package.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    book = grids_of(content.getvalue(), ".xlsx")
    assert book.has_macros
    assert book.grids[0].rows[2] == {0: "1", 1: "学习\n不深"}


def test_a_table_of_commas() -> None:
    grid = grids_of('序号,反馈问题\n1,"学习,不深"\n'.encode(), ".csv").grids[0]
    assert grid.rows == {1: {0: "序号", 1: "反馈问题"}, 2: {0: "1", 1: "学习,不深"}}


def rows_of(code: str, monkeypatch: pytest.MonkeyPatch, seconds: float) -> list[list[object]]:
    """What a child of these lines gives, when nothing may be heard of it for so long at most."""
    started = subprocess.Popen

    def instead(command: list[str], **named: object) -> subprocess.Popen[bytes]:
        return started([sys.executable, "-c", code], **named)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", instead)
    return list(sandbox.records_of_sheets(b"", seconds))


def test_a_busy_machine_may_read_a_workbook_for_as_long_as_rows_come(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = (
        "import time\nfor row in range(8):\n print(f'[\"row\", {row}]', flush=True)\n time.sleep(0.5)\n"
        "print('[\"end\"]')"
    )
    assert len(rows_of(slow, monkeypatch, seconds=3)) == 8


def test_a_child_that_falls_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = "import time\nprint('[\"row\", 1]', flush=True)\ntime.sleep(60)"
    with pytest.raises(Refused, match="时间或内存上限"):
        rows_of(silent, monkeypatch, seconds=1)
