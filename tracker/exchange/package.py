"""openpyxl, loaded so that it writes UTF-8, and a workbook written byte for byte the same each time."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import SizedBuffer, StrPath
    from openpyxl import Workbook

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can name; every member bears it."""

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


def write_package(workbook: Workbook, path: Path) -> None:
    """Save `workbook` to `path` with the times it names itself, none of the clock's."""
    from openpyxl.writer.excel import ExcelWriter

    with _SteadyZip(path, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(workbook, archive).write_data()


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
    info.create_system = 0  # the same on every system
    return info
