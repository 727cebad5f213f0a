"""What is really something else than its name says is called what it is, not damaged."""

import io
import zipfile

import pytest

from tracker.reading.formats import demand
from tracker.reading.grid import grids_of
from tracker.reading.refused import Refused

OLD = bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le") + b"\0\0"


def _package(main: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(main, "<a/>")
    return packed.getvalue()


WORD, SHEET = _package("word/document.xml"), _package("xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "suffix", "wanted", "why"),
    [
        (WORD, ".xlsx", "xlsx", "这是Word 文档，后缀写成了 .xlsx；这里要 .xlsx 工作簿"),
        (WORD, ".docx", "xlsx", "这是Word 文档；这里要 .xlsx 工作簿"),
        (SHEET, ".docx", "docx", "这是Excel 工作簿，后缀写成了 .docx；这里要 .docx 文档"),
        ("序号,问题\n".encode(), ".xlsx", "xlsx", "这是纯文本，后缀写成了 .xlsx"),
        (b"%PDF-1.7", ".xlsx", "xlsx", "这是PDF 文件，后缀写成了 .xlsx"),
        (b"<html><table>", ".docx", "docx", "这是网页，后缀写成了 .docx"),
        (OLD, ".xlsx", "xlsx", "这是旧版 Excel 工作簿（.xls），请用 WPS 或 Excel 打开，另存为 .xlsx"),
    ],
)
def test_it_is_called_what_it_is(content: bytes, suffix: str, wanted: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        demand(content, suffix, wanted)
    assert refused.value.why.startswith(why)
    if wanted == "xlsx":
        with pytest.raises(Refused) as refused:
            grids_of(content, suffix)
        assert "损坏" not in refused.value.why


def test_what_is_right_passes() -> None:
    demand(WORD, ".docx", "docx")
    demand(SHEET, ".xlsx", "xlsx")
    demand(_package("xl/workbook.bin"), ".xlsx", "xlsx")  # told of by who reads it
