"""The body of a paper as WordprocessingML, written as text: quick also for tables of thousands of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from tracker.exchange.papers.grid_sizes import CELL_MARGIN, GridSizes, shared
from tracker.exchange.papers.parts import Cell, Form, FormRow, Grid, Line, LineStyle, NewPage, Part, Signature
from tracker.exchange.papers.style import PaperStyle
from tracker.exchange.texts import clean
from tracker.text.cells import width
from tracker.text.titles import even_lines

TWIPS_A_MILLIMETRE = 1440 / 25.4
TWIPS_A_POINT = 20
WHOLE_ROW_CHARACTERS = 900
"""A row of a form with more text may break over two pages; a shorter one is kept together."""
WHOLE_ROW_HEIGHT = 300.0
"""The same for a row of a list, in points: half a page."""
SMALL_ROWS = 8
SMALL_HEIGHT = 220.0
"""A table of no more rows and points is not parted."""
STYLE_IDS = {style: f"Paper{place}" for place, style in enumerate(LineStyle, 1)}


def twips(millimetres: float) -> int:
    """Millimetres as Word counts them."""
    return round(millimetres * TWIPS_A_MILLIMETRE)


def chinese_date(year: int, month: int, day: int) -> str:
    """2024年6月18日, as papers date themselves."""
    return f"{year}年{month}月{day}日"


def body_xml(parts: Sequence[Part], style: PaperStyle, room: int) -> str:
    """The parts one after the other; `room` is the width of the text in twips."""
    return "".join(_written(parts, style, room))


def _written(parts: Sequence[Part], style: PaperStyle, room: int) -> Iterator[str]:
    breaks = False
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if isinstance(part, NewPage):
            breaks = True
            continue
        match part:
            case Line():
                leads = isinstance(following, Signature | Grid | Form)
                yield _paragraph(_titled(part, style, room), breaks=breaks, stays=leads)
            case Grid():
                leads = isinstance(following, Signature)
                yield from _grid(part, GridSizes(part, style, room), leads=leads)
                yield _after_table(following)
            case Form():
                yield from _form(part, room)
                yield _after_table(following)
            case Signature():
                below = isinstance(following, Line) and following.style in _BELOW_SIGNATURES
                yield from _signature(part, style, leads=below)
        breaks = False


def _titled(line: Line, style: PaperStyle, room: int) -> Line:
    """A long title in even lines; programs set figures a little wider, so not quite to the edge."""
    if line.style not in (LineStyle.TITLE, LineStyle.SUBTITLE):
        return line
    face = style.title if line.style is LineStyle.TITLE else style.second
    cells = int(room / (face.points * TWIPS_A_POINT / 2)) - 2
    return replace(line, text=even_lines(line.text, cells))


def runs(text: str, properties: str = "") -> str:
    """Text as runs: only text, whatever is in it; line ends as line breaks, tabs as blanks."""
    lines = clean(text).replace("\t", " ").split("\n")
    formed = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return "<w:r>" + formed + "<w:br/>".join(map(_plain, lines)) + "</w:r>"


def _plain(line: str) -> str:
    return f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else ""


def _paragraph(line: Line, *, breaks: bool = False, stays: bool = False, extra: str = "") -> str:
    """`stays` with what follows: no signature or table stands on a page without what leads to it."""
    page = ("<w:keepNext/><w:keepLines/>" if stays else "") + ("<w:pageBreakBefore/>" if breaks else "")
    opening = runs(line.opening, "<w:b/>") if line.opening else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[line.style]}"/>{page}{extra}</w:pPr>'
        f"{opening}{runs(line.text) if line.text else ''}</w:p>"
    )


def _signature(signature: Signature, style: PaperStyle, *, leads: bool) -> Iterator[str]:
    """The date ends four characters from the edge, the unit stands centred above it (GB/T 9704, 7.3.5).

    Where it `leads` to a line that would be alone on the next page both go there.
    """
    em = round(style.body.points * TWIPS_A_POINT)
    day = signature.date
    date = chinese_date(day.year, day.month, day.day)
    half = em // 2
    date_end = 4 * em
    unit_end = max(date_end + (width(date) - width(signature.unit)) * half // 2, 0)
    keep = '<w:keepNext/><w:spacing w:before="{}"/><w:ind w:right="{}" w:firstLine="0"/><w:jc w:val="right"/>'
    lines = [(signature.unit, unit_end), (date, date_end)] if signature.unit else [(date, date_end)]
    for place, (text, end) in enumerate(lines):
        before = 0 if place else round(style.line_points * TWIPS_A_POINT)
        extra = keep.format(before, end)
        stays = leads or place + 1 < len(lines)
        yield _paragraph(Line(text), extra=extra if stays else extra.replace(_KEEP, ""))


_BELOW_SIGNATURES = (LineStyle.COPIES, LineStyle.NOTE)
_KEEP = "<w:keepNext/>"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _table_head(widths: Sequence[int], room: int) -> str:
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _after_table(following: Part | None) -> str:
    """A table is never the last thing, and never touches the next one.

    Where a page ends behind it nothing stands there, for that might come to a page of its own.
    """
    if isinstance(following, NewPage):
        return ""
    points = 6 if following else 1
    keep = _KEEP if isinstance(following, Signature) else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[LineStyle.NOTE]}"/>{keep}'
        f'<w:spacing w:before="0" w:line="{points * TWIPS_A_POINT}" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _grid(grid: Grid, sizes: GridSizes, *, leads: bool) -> Iterator[str]:
    """Its last two rows stay together if they are low, for sums alone on a page say nothing; where it `leads`
    to a signature they stay with that.
    """
    widths = sizes.widths
    yield _table_head(widths, sum(widths))
    heights = [sizes.height(row) for row in grid.rows]
    is_low = len(heights) <= SMALL_ROWS and sum(heights) <= SMALL_HEIGHT
    together = is_low and not grid.is_pattern
    ends_together = sum(heights[-2:]) <= SMALL_HEIGHT and not grid.is_pattern
    heads = [
        (column.heading, size, True, LineStyle.CELL_HEAD, True)
        for column, size in zip(grid.columns, widths, strict=True)
    ]
    yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    yield "".join(_cell(*head) for head in heads) + "</w:tr>"
    for place, (row, height) in enumerate(zip(grid.rows, heights, strict=True), 1):
        from_last = len(grid.rows) - place
        keeps = leads if not from_last else together or (ends_together and from_last == 1)
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if height <= WHOLE_ROW_HEIGHT else ""
        cells = (
            _cell(
                sizes.parted(text, at) if column.is_centred else text,
                widths[at],
                column.is_centred,
                LineStyle.CELL,
                keeps,
            )
            for at, (text, column) in enumerate(zip(row, grid.columns, strict=True))
        )
        yield f"<w:tr>{whole}{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _cell(text: str, size: int, is_centred: bool, style: LineStyle, keeps: bool) -> str:
    """`keeps`: on one page with the row below."""
    centred = '<w:jc w:val="center"/>' if is_centred else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + _paragraph(Line(text, style), extra=(_KEEP if keeps else "") + centred)
        + "</w:tc>"
    )


def _form(form: Form, room: int) -> Iterator[str]:
    edges = sorted({edge for row in form.rows for edge in _edges(row, room)} | {0})
    yield _table_head([end - start for start, end in pairwise(edges)], room)
    together = len(form.rows) <= SMALL_ROWS
    for place, row in enumerate(form.rows, 1):
        yield _form_row(row, edges, room, together and place < len(form.rows))
    yield "</w:tbl>"


def _edges(row: FormRow, room: int) -> list[int]:
    """Where the cells of a row end."""
    ends: list[int] = []
    for size in shared([cell.share for cell in row.cells], room):
        ends.append((ends[-1] if ends else 0) + size)
    return ends


def _form_row(row: FormRow, edges: Sequence[int], room: int, keeps: bool) -> str:
    ends = _edges(row, room)
    cells = [
        _form_cell(cell, end - start, edges.index(end) - edges.index(start), keeps)
        for cell, start, end in zip(row.cells, [0, *ends], ends, strict=False)
    ]
    whole = "<w:cantSplit/>" if sum(len(cell.text) for cell in row.cells) < WHOLE_ROW_CHARACTERS else ""
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{''.join(cells)}</w:tr>"


def _form_cell(cell: Cell, size: int, span: int, keeps: bool) -> str:
    style = LineStyle.CELL_HEAD if cell.is_label else LineStyle.CELL
    centred = '<w:jc w:val="center"/>' if cell.is_label else ""
    keep = _KEEP if keeps else ""
    content = _paragraph(Line(cell.text, style), extra=keep + centred) if cell.text or not cell.signed else ""
    if cell.signed:
        content += _paragraph(
            Line(cell.signed, style), extra=f'{keep}<w:ind w:right="420"/><w:jc w:val="right"/>'
        )
    place = "bottom" if cell.signed else "center"
    spans = f"<w:gridSpan w:val={quoteattr(str(span))}/>" if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{spans}<w:vAlign w:val="{place}"/></w:tcPr>'
        f"{content}</w:tc>"
    )
