"""A PDF file as one text; pdfminer.six takes the file apart, the layout is our own."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Final

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from tracker.reading.pdf.glyphs import PageReader
from tracker.reading.pdf.lines import lines_of
from tracker.reading.pdf.paragraphs import Piece, text_of
from tracker.reading.pdf.tables import find_grids, table_of
from tracker.reading.refused import Refused
from tracker.reading.texts import Words
from tracker.text.cleaning import clean

SECONDS: Final = 7.0
"""Processor time for one file; 300 pages of running text take about 5 s."""
MOST_PAGES: Final = 5_000
_SCANNED: Final = "未发现文字（扫描件？），请先做文字识别（OCR），另存为 .docx 或带文字的 PDF 后再读"
_PASSWORD: Final = "PDF 设有打开密码，请用阅读器输入密码打开，另存为不带密码的文件后再读"
_DAMAGED: Final = "PDF 已损坏或不完整，请重新获取，或用阅读器打开后另存"
_UNREADABLE: Final = "PDF 的字体没有说明是什么字，文字无法还原，请做文字识别（OCR），另存为 .docx 后再读"
_FEW_UNKNOWN: Final = 0.3
_FAILURES: Final = (
    PSException, PDFException, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    OSError, RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pdfminer raises on files that are not what they claim to be."""


def read_pdf(content: bytes, seconds: float = SECONDS) -> Words:
    """The text, a line each paragraph and row, and warnings. Raises Refused."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        resources = PDFResourceManager()
        reader = PageReader(resources, seconds)
        pages, widths = _pages(document, resources, reader)
    except PDFEncryptionError as locked:
        raise Refused(_PASSWORD) from locked
    except _FAILURES as broken:
        raise Refused(_DAMAGED) from broken
    if not pages:
        raise Refused(_DAMAGED)
    if reader.unknown > _FEW_UNKNOWN * (reader.known + reader.unknown):
        raise Refused(_UNREADABLE)
    text = clean(text_of(pages, widths))
    if not text.strip():
        raise Refused(_SCANNED)
    warnings = []
    if reader.unknown:
        warnings.append(f"PDF 中有 {reader.unknown} 个字无法还原，已略去，请核对原文")
    blank = sum(not page for page in pages)
    if blank:
        warnings.append(f"PDF 有 {blank} 页没有文字（扫描页或图片？），请核对是否遗漏")
    return Words(text, "pdf", warnings=tuple(warnings))


def _pages(
    document: PDFDocument, resources: PDFResourceManager, reader: PageReader
) -> tuple[list[list[Piece]], list[float]]:
    """The lines and tables of each page in reading order, and the pages' widths."""
    interpreter = PDFPageInterpreter(resources, reader)
    pages: list[list[Piece]] = []
    widths: list[float] = []
    for page in PDFPage.create_pages(document):
        if len(pages) == MOST_PAGES:
            raise Refused(f"PDF 超过 {MOST_PAGES} 页，请拆分成几份后再读")
        interpreter.process_page(page)
        pages.append(_pieces(reader))
        left, foot, right, head = page.mediabox
        widths.append(abs(head - foot) if page.rotate in {90, 270} else abs(right - left))
    return pages, widths


def _pieces(reader: PageReader) -> list[Piece]:
    """Tables part the running text above them from that below."""
    glyphs = reader.glyphs
    pieces: list[Piece] = []
    for grid in find_grids(reader.rules):
        inside = [glyph for glyph in glyphs if grid.slot(glyph) is not None]
        if not inside:
            continue
        above = [glyph for glyph in glyphs if glyph.y > grid.ys[0] and grid.slot(glyph) is None]
        pieces += lines_of(above)
        pieces.append(table_of(grid, inside))
        taken = {id(glyph) for glyph in (*above, *inside)}
        glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return [*pieces, *lines_of(glyphs)]
