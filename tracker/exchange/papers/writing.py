"""Sets papers as .docx by the office's style; the same content is the same bytes (decision 0016)."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from tracker.exchange.papers.bodyxml import STYLE_IDS, TWIPS_A_POINT, body_xml, runs, twips
from tracker.exchange.papers.parts import LineStyle, NewPage, Paper, Part
from tracker.exchange.papers.style import PaperStyle
from tracker.exchange.settings import Typeface
from tracker.text.cleaning import one_line

if TYPE_CHECKING:
    from docx.document import Document

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A4 = (210.0, 297.0)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_OF_FORMS = 20.0
"""Millimetres above and below a form."""
_NUMBER_BELOW = 7.0
"""Millimetres from the text to the page number (GB/T 9704, 7.5)."""


def paper_bytes(papers: Sequence[Paper], style: PaperStyle) -> bytes:
    """Papers of one kind, each from a page of its own, as one document."""
    import docx
    from docx.oxml import parse_xml
    from lxml import etree

    document: Any = docx.Document()
    first = papers[0]
    _set_styles(document, style)
    room = _set_page(document, first, style)
    parts: list[Part] = []
    for paper in papers:
        parts += [*([NewPage()] if parts else []), *paper.parts]
    section = etree.tostring(document.element.body.sectPr, encoding="unicode")
    document.part._element = parse_xml(
        f"<w:document {_NAMESPACE}><w:body>{body_xml(parts, style, room)}{section}</w:body></w:document>"
    )  # as a whole: moving parsed rows into another tree takes twenty times as long
    set_properties(document, first.title, first.as_of)
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]  # of an empty page of the library's own
    return steady_bytes(document)


def set_properties(document: Document, title: str, day: dt.date) -> None:
    """What the file says of itself: nothing of this machine, nothing of the clock's."""
    properties = document.core_properties
    properties.title = one_line(title)[:200]
    properties.author = properties.last_modified_by = "tracker"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = dt.datetime.combine(day, dt.time())
    properties.revision = 1


def steady_bytes(document: Any) -> bytes:
    """The document's bytes, every member of the zip bearing one fixed time."""
    made = io.BytesIO()
    document.save(made)
    steady = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            copied = zipfile.ZipInfo(member.filename, _EPOCH)
            copied.compress_type = zipfile.ZIP_DEFLATED
            copied.external_attr = 0o600 << 16
            target.writestr(copied, source.read(member))
    return steady.getvalue()


def _set_page(document: Any, paper: Paper, style: PaperStyle) -> int:
    """Margins, line grid and feet; returns the width of the text in twips."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    section = document.sections[0]
    across, down = reversed(_A4) if paper.is_landscape else _A4
    section.page_width, section.page_height = Mm(across), Mm(down)
    if paper.is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        margins = (style.left, style.right, style.bottom, style.top)  # turned to the left, as it is bound
    else:
        margins = (style.top, style.bottom, style.left, style.right)
    if paper.is_form:
        margins = (min(margins[0], _OF_FORMS), min(margins[1], _OF_FORMS), *margins[2:])
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    small = style.note.points * 0.3528 + 1 if paper.foot else 0.0
    section.footer_distance = Mm(max(margins[1] - _NUMBER_BELOW - 5 - small * 2, 8))
    room = twips(across - margins[2] - margins[3])
    for old in section._sectPr.xpath("./w:docGrid"):
        section._sectPr.remove(old)
    pitch = round(style.line_points * TWIPS_A_POINT)
    grid = f'w:type="lines" w:linePitch="{pitch}"'
    section._sectPr.append(parse_xml(f"<w:docGrid {_NAMESPACE} {grid}/>"))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        element = footer._element
        for child in list(element):
            element.remove(child)
        for child in parse_xml(f"<w:ftr {_NAMESPACE}>{_footer(paper, style, side)}</w:ftr>"):
            element.append(child)
    return room


def _footer(paper: Paper, style: PaperStyle, side: str) -> str:
    """— 1 —, outside, one character from the edge; below it what proves the figures."""
    face = style.page_number
    em = round(face.points * TWIPS_A_POINT)
    font = _fonts(face.name, "宋体") + f'<w:sz w:val="{round(face.points * 2)}"/>'
    field = "".join(
        f"<w:r><w:rPr>{font}</w:rPr>{piece}</w:r>"
        for piece in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    number = f'<w:p><w:pPr><w:ind w:left="{em}" w:right="{em}"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
    if not paper.foot:
        return number
    small = _fonts(style.note.name, style.latin) + f'<w:color w:val="595959"/><w:sz w:val="{_SMALL}"/>'
    return number + f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs(paper.foot, small)}</w:p>'


_SMALL = 14
"""Half points of what stands at the foot."""


def _fonts(chinese: str, latin: str) -> str:
    return (
        f"<w:rFonts w:ascii={quoteattr(latin)} w:hAnsi={quoteattr(latin)} w:cs={quoteattr(latin)} "
        f"w:eastAsia={quoteattr(chinese)}/>"
    )


def _set_styles(document: Any, style: PaperStyle) -> None:
    """The default font, and a style for each kind of line, so that an office can go on in Word."""
    from docx.oxml import parse_xml

    element = document.styles.element
    for old in element.xpath("./w:docDefaults"):
        element.remove(old)
    size = round(style.body.points * 2)
    element.insert(
        0,
        parse_xml(
            f"<w:docDefaults {_NAMESPACE}><w:rPrDefault><w:rPr>{_fonts(style.body.name, style.latin)}"
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        ),
    )
    for name, known in STYLE_IDS.items():
        face, paragraph, run = _look(name, style)
        element.append(
            parse_xml(
                f'<w:style {_NAMESPACE} w:type="paragraph" w:customStyle="1" w:styleId="{known}">'
                f"<w:name w:val={quoteattr(name.value)}/><w:qFormat/>"
                f"<w:pPr>{_spaced(paragraph)}</w:pPr><w:rPr>{_fonts(face.name, style.latin)}{run}"
                f'<w:sz w:val="{round(face.points * 2)}"/><w:szCs w:val="{round(face.points * 2)}"/>'
                "</w:rPr></w:style>"
            )
        )


def _spaced(paragraph: str) -> str:
    """Without the blanks that Word puts between Chinese and figures: lines are counted in characters."""
    plain = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    return _BEFORE_SPACES.sub(lambda match: match[0] + plain, paragraph, count=1)


_BEFORE_SPACES = re.compile(r"^(<w:keepNext/>)?(<w:pBdr>.*</w:pBdr>)?")
"""What the format wants before them."""
_EDGES = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="1"/>' for side in ("top", "bottom"))
_COPIES_POINTS = 14.0
"""四号 (GB/T 9704, 7.4.2)."""


def _look(name: LineStyle, style: PaperStyle) -> tuple[Typeface, str, str]:
    """Font, paragraph properties and run properties, each in the order the format demands."""
    line = round(style.line_points * TWIPS_A_POINT)
    body = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{round(style.body.points * TWIPS_A_POINT * 2)}"/>'
    both = '<w:jc w:val="both"/>'
    closer = f'<w:spacing w:val="{_between_characters(style)}"/>'
    loose = '<w:snapToGrid w:val="0"/>'
    match name:
        case LineStyle.TITLE:
            pitch = round(style.title.points * TWIPS_A_POINT * 1.5)
            spacing = f'<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/>'
            return style.title, f'<w:keepNext/>{loose}{spacing}<w:jc w:val="center"/>', ""
        case LineStyle.SUBTITLE | LineStyle.NUMBER:
            after = line // 2 if name is LineStyle.SUBTITLE else 120
            spacing = f'<w:spacing w:before="120" w:after="{after}" w:line="{line}" w:lineRule="atLeast"/>'
            face = style.second if name is LineStyle.SUBTITLE else style.body
            return face, f'{loose}{spacing}<w:jc w:val="center"/>', ""
        case LineStyle.ATTACHED:
            spaced = body.replace('w:before="0"', f'w:before="{line}"')
            return style.body, f"{spaced}{indent}{both}", closer
        case LineStyle.COPIES:
            em = round(_COPIES_POINTS * TWIPS_A_POINT)
            spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            edges = f"<w:pBdr>{_EDGES}</w:pBdr>"
            ends = f'<w:ind w:left="{em}" w:right="{em}"/>'
            return replace(style.body, points=_COPIES_POINTS), f"{edges}{loose}{spacing}{ends}{both}", ""
        case LineStyle.FLUSH:
            return style.body, body + both, closer
        case LineStyle.HEAD1 | LineStyle.HEAD2:
            face = style.heading if name is LineStyle.HEAD1 else style.second
            return face, f"<w:keepNext/>{body}{indent}{both}", ""
        case LineStyle.LABEL:
            return style.heading, f"<w:keepNext/>{body}", ""
        case LineStyle.NOTE:
            spacing = '<w:spacing w:before="60" w:after="0" w:line="240" w:lineRule="auto"/>'
            return style.note, f"{loose}{spacing}{both}", ""
        case LineStyle.CELL_HEAD:
            spacing = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
            return style.table_head, loose + spacing, ""
        case LineStyle.CELL:
            spacing = '<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
            return style.table, loose + spacing, ""
    return style.body, f"{body}{indent}{both}", closer


def _between_characters(style: PaperStyle) -> int:
    """Twips between characters, so that as many as wanted stand in a line of an upright page.

    Set on the text itself: a character grid of the page is drawn differently by every program.
    """
    room = (_A4[0] - style.left - style.right) / 25.4 * 72
    return math.floor((room / style.line_characters - style.body.points) * TWIPS_A_POINT)
