"""openpyxl, loaded so that it writes UTF-8, and a workbook written byte for byte the same each time."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import SizedBuffer, StrPath
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

RowsWriter = Callable[[IO[bytes]], IO[bytes] | None]
"""Writes the rows of one sheet as XML and tells where its merged ranges are noted, if there are any; what
stands behind the rows (drop-downs, charts) may be put into the sheet meanwhile."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can name; every member bears it."""

_LEVEL: Final = 3
"""Of zlib: takes about half the time of level 6 for files 6% larger."""

_ROWS: Final = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_MERGES: Final = re.compile(rb"<mergeCells ?/>|<mergeCells></mergeCells>")

_SWITCH = "OPENPYXL_LXML"


def load_openpyxl() -> ModuleType:
    """openpyxl on the standard library's XML: with lxml it writes Chinese as entities, slower and larger.

    It looks at the environment once, when it is first imported, so that is put back at once.
    """
    if "openpyxl" not in sys.modules:
        before = os.environ.get(_SWITCH)
        os.environ[_SWITCH] = "False"
        try:
            import openpyxl
        finally:
            if before is None:
                del os.environ[_SWITCH]
            else:
                os.environ[_SWITCH] = before
    import openpyxl

    return openpyxl


def write_package(workbook: Workbook, path: Path, rows: Mapping[Worksheet, RowsWriter] | None = None) -> None:
    """Save `workbook` to `path` with the times it names itself, none of the clock's.

    The cells of the sheets in `rows` are written by those, straight into the file.
    """
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):  # type: ignore[misc, unused-ignore]
        """openpyxl's, which hands the rows of some sheets to others."""

        def write_worksheet(self, ws: Any) -> None:
            writer = (rows or {}).get(ws)
            if writer is None:
                super().write_worksheet(ws)
                return
            _write_spliced(self, ws, writer)

    with _SteadyZip(path, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=_LEVEL) as archive:
        Writer(workbook, archive).write_data()


def _write_spliced(excel: Any, sheet: Any, write_rows: RowsWriter) -> None:
    """openpyxl's frame of the sheet, with the rows and the merged ranges between its halves."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

    sheet._drawing = SpreadsheetDrawing()
    with excel._archive.open(_member(sheet.path[1:]), "w") as target:
        head, _, _, _ = _frame(sheet)
        target.write(head + b"<sheetData>")
        merges = write_rows(target)
        sheet._drawing.charts = sheet._charts
        _, middle, tail, sheet._rels = _frame(sheet)
        target.write(b"</sheetData>" + middle)
        if merges is not None:
            target.write(b"<mergeCells>")
            merges.seek(0)
            shutil.copyfileobj(merges, target)
            target.write(b"</mergeCells>")
        target.write(tail)
    excel.manifest.append(sheet)


def _frame(sheet: Any) -> tuple[bytes, bytes, bytes, Any]:
    """The sheet's XML before its rows, between rows and merged ranges, behind them, and what it refers to."""
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.xml.functions import Element

    class Writer(WorksheetWriter):  # type: ignore[misc, unused-ignore]
        """Leaves out the size, which is not known yet, and marks the place of the merged ranges."""

        def write_dimensions(self) -> None:
            pass

        def write_merged_cells(self) -> None:
            self.xf.send(Element("mergeCells"))

    out = BytesIO()
    writer: Any = Writer(sheet, out)
    writer.write()
    head, rest = _ROWS.split(out.getvalue(), 1)
    middle, tail = _MERGES.split(rest, 1)
    return head, middle, tail, writer._rels


class _SteadyZip(ZipFile):
    """A zip whose members bear one fixed time."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: SizedBuffer | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(_member(name), data, compress_type, compresslevel)

    def write(
        self,
        filename: StrPath,
        arcname: StrPath | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        with Path(filename).open("rb") as source, self.open(_member(str(arcname)), "w") as target:
            shutil.copyfileobj(source, target)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]
    info.create_system = 0  # the same on every system
    return info
